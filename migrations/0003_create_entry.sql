-- What was reported: entries are only ever added; a later one supersedes the former of its slot.
-- total holds, per target and unit, the entries folded to what judgement needs; it is rewritten with every entry
-- and is the row that is locked while one is recorded.

-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
-- +goose StatementEnd

CREATE TABLE entry (
    id           bigint GENERATED ALWAYS AS IDENTITY,
    commune_id   bigint NOT NULL,
    plan_id      bigint NOT NULL,
    target_id    bigint NOT NULL,
    unit_id      bigint NOT NULL,
    period_kind  text NOT NULL,
    period_year  integer NOT NULL,
    period_no    integer NOT NULL,
    kind         text NOT NULL,
    num          numeric NOT NULL DEFAULT 0,
    den          numeric NOT NULL DEFAULT 0,
    estimate     boolean NOT NULL DEFAULT false,
    as_of        date NOT NULL,
    chat_id      bigint NOT NULL,
    message_id   bigint NOT NULL,
    line         integer NOT NULL DEFAULT 0,
    revision     bigint NOT NULL DEFAULT 0, -- Unix time of the edit; 0: the message as first sent
    author_id    bigint NOT NULL,
    author_name  text NOT NULL,
    reason       text NOT NULL DEFAULT '',
    recorded_at  timestamptz NOT NULL,
    supersedes   bigint, -- the entry of the same slot that counted before
    overtaken_by bigint, -- a newer message's entry that counted already when this one arrived
    undoes       bigint, -- the entry this one takes back
    CONSTRAINT entry_pk PRIMARY KEY (id),
    CONSTRAINT entry_target_fk FOREIGN KEY (commune_id, plan_id, target_id) REFERENCES target (commune_id, plan_id, id),
    CONSTRAINT entry_unit_fk FOREIGN KEY (commune_id, unit_id) REFERENCES unit (commune_id, id),
    CONSTRAINT entry_source_unique UNIQUE (chat_id, message_id, line, revision),
    CONSTRAINT entry_supersedes_unique UNIQUE (supersedes),
    CONSTRAINT entry_supersedes_fk FOREIGN KEY (supersedes) REFERENCES entry (id),
    CONSTRAINT entry_overtaken_fk FOREIGN KEY (overtaken_by) REFERENCES entry (id),
    CONSTRAINT entry_undoes_unique UNIQUE (undoes),
    CONSTRAINT entry_undoes_fk FOREIGN KEY (undoes) REFERENCES entry (id),
    CONSTRAINT entry_period_known CHECK (period_kind IN ('month', 'quarter', 'half', 'nine_months', 'year')),
    CONSTRAINT entry_kind_known CHECK (kind IN
        ('fraction', 'percent', 'number', 'done', 'not_done', 'no_cases', 'withdrawn')),
    CONSTRAINT entry_fraction_whole CHECK (kind <> 'fraction' OR den > 0),
    CONSTRAINT entry_not_negative CHECK (num >= 0 AND den >= 0)
);
CREATE INDEX entry_of_slot ON entry (target_id, unit_id);
CREATE INDEX entry_of_author ON entry (author_id, recorded_at);
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE total (
    plan_id     bigint NOT NULL,
    target_id   bigint NOT NULL,
    unit_id     bigint NOT NULL,
    commune_id  bigint NOT NULL,
    kind        text NOT NULL DEFAULT '', -- empty: nothing counts at present
    num         numeric NOT NULL DEFAULT 0,
    den         numeric NOT NULL DEFAULT 0,
    estimate    boolean NOT NULL DEFAULT false,
    unsummed    boolean NOT NULL DEFAULT false,
    periods     integer NOT NULL DEFAULT 0,
    last_kind   text NOT NULL DEFAULT '',
    last_num    numeric NOT NULL DEFAULT 0,
    last_den    numeric NOT NULL DEFAULT 0,
    last_period_kind text NOT NULL DEFAULT '',
    last_period_year integer NOT NULL DEFAULT 0,
    last_period_no   integer NOT NULL DEFAULT 0,
    last_as_of  date,
    last_entry  bigint,
    CONSTRAINT total_pk PRIMARY KEY (plan_id, target_id, unit_id),
    CONSTRAINT total_target_fk FOREIGN KEY (commune_id, plan_id, target_id) REFERENCES target (commune_id, plan_id, id),
    CONSTRAINT total_unit_fk FOREIGN KEY (commune_id, unit_id) REFERENCES unit (commune_id, id),
    CONSTRAINT total_entry_fk FOREIGN KEY (last_entry) REFERENCES entry (id)
) WITH (fillfactor = 70);

-- Every change of anything, by whom, from which message.
CREATE TABLE audit (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    commune_id bigint NOT NULL,
    at         timestamptz NOT NULL,
    actor_id   bigint NOT NULL, -- Telegram id; 0: an operator at the console
    actor_name text NOT NULL,
    chat_id    bigint NOT NULL DEFAULT 0,
    message_id bigint NOT NULL DEFAULT 0,
    action     text NOT NULL,
    subject    text NOT NULL,
    before     jsonb,
    after      jsonb,
    CONSTRAINT audit_pk PRIMARY KEY (id),
    CONSTRAINT audit_commune_fk FOREIGN KEY (commune_id) REFERENCES commune (id)
);
CREATE INDEX audit_of_subject ON audit (commune_id, subject);
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
