-- Sheets that staff fill in at once: what each of them asked for, and what a filled one that came back says, until its
-- figures are recorded or dropped. Older versions ignore both tables.

-- +goose Up
CREATE TABLE fill_form (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    commune_id bigint NOT NULL,
    plan_id    bigint NOT NULL,
    code       text NOT NULL, -- stands hidden in the file; nobody can guess it
    slots      jsonb NOT NULL, -- target, unit and period of every row, in the order of the rows
    chat_id    bigint NOT NULL, -- the message that asked for it
    message_id bigint NOT NULL,
    by_id      bigint NOT NULL,
    by_name    text NOT NULL,
    at         timestamptz NOT NULL,
    CONSTRAINT fill_form_pk PRIMARY KEY (id),
    CONSTRAINT fill_form_plan_fk FOREIGN KEY (commune_id, plan_id) REFERENCES plan (commune_id, id),
    CONSTRAINT fill_form_tenant_unique UNIQUE (commune_id, id),
    CONSTRAINT fill_form_code_unique UNIQUE (code),
    CONSTRAINT fill_form_source_unique UNIQUE (chat_id, message_id)
);

-- A filled sheet: the figures that differ from what was on record when it was read, and the entries that counted then.
CREATE TABLE filling (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    commune_id bigint NOT NULL,
    form_id    bigint NOT NULL,
    rows       jsonb NOT NULL,
    chat_id    bigint NOT NULL, -- the message with the file
    message_id bigint NOT NULL,
    by_id      bigint NOT NULL,
    by_name    text NOT NULL,
    read_at    timestamptz NOT NULL,
    ended_at   timestamptz, -- recorded or dropped
    recorded   boolean NOT NULL DEFAULT false,
    CONSTRAINT filling_pk PRIMARY KEY (id),
    CONSTRAINT filling_form_fk FOREIGN KEY (commune_id, form_id) REFERENCES fill_form (commune_id, id),
    CONSTRAINT filling_source_unique UNIQUE (chat_id, message_id),
    CONSTRAINT filling_end_told CHECK (NOT recorded OR ended_at IS NOT NULL)
);
