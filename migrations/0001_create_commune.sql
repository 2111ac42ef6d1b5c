-- The tenants: communes, their units with validity dates, and each commune's own working days.
-- Nothing older reads this schema.

-- +goose Up
CREATE TABLE commune (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    code       text NOT NULL,
    name       text NOT NULL,
    parent     text NOT NULL DEFAULT '',
    reporting  text NOT NULL DEFAULT 'open',
    created_at timestamptz NOT NULL,
    CONSTRAINT commune_pk PRIMARY KEY (id),
    CONSTRAINT commune_code_unique UNIQUE (code),
    CONSTRAINT commune_code_form CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,30}$'),
    CONSTRAINT commune_reporting_known CHECK (reporting IN ('open', 'registered'))
);

CREATE TABLE unit (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    commune_id bigint NOT NULL,
    code       text NOT NULL,
    name       text NOT NULL,
    short      text NOT NULL DEFAULT '',
    kind       text NOT NULL,
    role       text NOT NULL DEFAULT '',
    aliases    text[] NOT NULL DEFAULT '{}',
    members    text[] NOT NULL DEFAULT '{}', -- codes; of a group only
    valid_from date,
    valid_to   date,
    CONSTRAINT unit_pk PRIMARY KEY (id),
    CONSTRAINT unit_commune_fk FOREIGN KEY (commune_id) REFERENCES commune (id),
    CONSTRAINT unit_tenant_unique UNIQUE (commune_id, id),
    CONSTRAINT unit_code_unique UNIQUE (commune_id, code),
    CONSTRAINT unit_kind_known CHECK (kind IN ('specialised', 'office', 'leaders', 'group', 'external')),
    CONSTRAINT unit_members_of_group CHECK (kind = 'group' OR members = '{}'),
    CONSTRAINT unit_validity_ordered CHECK (valid_to >= valid_from)
);

-- Swapped, extra and otherwise ordered days; they win over the general rule.
CREATE TABLE calendar_day (
    commune_id bigint NOT NULL,
    day        date NOT NULL,
    kind       text NOT NULL,
    note       text NOT NULL DEFAULT '',
    source     text NOT NULL DEFAULT '',
    CONSTRAINT calendar_day_pk PRIMARY KEY (commune_id, day),
    CONSTRAINT calendar_day_commune_fk FOREIGN KEY (commune_id) REFERENCES commune (id),
    CONSTRAINT calendar_day_kind_known CHECK (kind IN ('holiday', 'substitute', 'swapped', 'extra'))
);
