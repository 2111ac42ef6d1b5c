-- What people settle with each other about a task: done, more time, an obstacle, an explanation, an instruction.
-- A matter is one of these from the message that opens it to its decision; its steps are only ever added. What the
-- decisions mean for the task stands with the task. Older versions ignore all of it.

-- +goose Up
ALTER TABLE task
    ADD COLUMN declared_on date, -- the lead declared it done, and the office has yet to confirm
    ADD COLUMN done_on     date, -- confirmed: the day it was declared
    ADD COLUMN extended_to date, -- the due date in force in place of due_on
    ADD COLUMN asked_for   date, -- the date asked for, while nobody has decided
    ADD COLUMN awaited_to  date; -- until when the answer of the level above is awaited

CREATE TABLE matter (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    commune_id bigint NOT NULL,
    plan_id    bigint NOT NULL,
    task_id    bigint NOT NULL,
    unit_id    bigint NOT NULL, -- the unit that asks, or has to answer
    kind       text NOT NULL,
    state      text NOT NULL,
    version    integer NOT NULL DEFAULT 1, -- grows with every step
    words      text NOT NULL DEFAULT '', -- of the step that opened it
    by_id      bigint NOT NULL,
    by_name    text NOT NULL,
    opened_at  timestamptz NOT NULL,
    answer_by  date, -- when whoever holds it should have acted
    wants      date, -- of an extension: the date asked for
    late       boolean NOT NULL DEFAULT false, -- asked for, or declared, after the due date
    above      boolean NOT NULL DEFAULT false, -- the level above has the last word
    settled_at timestamptz,
    chat_id    bigint NOT NULL, -- the message that opened it
    message_id bigint NOT NULL,
    CONSTRAINT matter_pk PRIMARY KEY (id),
    CONSTRAINT matter_task_fk FOREIGN KEY (commune_id, task_id) REFERENCES task (commune_id, id),
    CONSTRAINT matter_unit_fk FOREIGN KEY (commune_id, unit_id) REFERENCES unit (commune_id, id),
    CONSTRAINT matter_tenant_unique UNIQUE (commune_id, id),
    CONSTRAINT matter_source_unique UNIQUE (chat_id, message_id, kind, unit_id),
    CONSTRAINT matter_kind_known CHECK (kind IN ('completion', 'extension', 'obstacle', 'explanation', 'instruction')),
    CONSTRAINT matter_wants_given CHECK (kind <> 'extension' OR wants IS NOT NULL)
) WITH (fillfactor = 70);
-- A unit has one declaration, and one wish for more time, before the others at a time.
CREATE UNIQUE INDEX matter_open_unique ON matter (task_id, unit_id, kind)
    WHERE settled_at IS NULL AND kind IN ('completion', 'extension');
CREATE INDEX matter_of_plan ON matter (plan_id, settled_at);
CREATE INDEX matter_of_task ON matter (task_id);

CREATE TABLE matter_step (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    commune_id bigint NOT NULL,
    matter_id  bigint NOT NULL,
    no         integer NOT NULL, -- the matter's version since
    verb       text NOT NULL,
    from_state text NOT NULL, -- empty: it was opened
    to_state   text NOT NULL,
    at         timestamptz NOT NULL,
    by_id      bigint NOT NULL,
    by_name    text NOT NULL,
    words      text NOT NULL DEFAULT '',
    on_day     date, -- a date that goes with it
    chat_id    bigint NOT NULL,
    message_id bigint NOT NULL,
    CONSTRAINT matter_step_pk PRIMARY KEY (id),
    CONSTRAINT matter_step_matter_fk FOREIGN KEY (commune_id, matter_id) REFERENCES matter (commune_id, id),
    CONSTRAINT matter_step_no_unique UNIQUE (matter_id, no)
);
CREATE TRIGGER matter_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON matter_step
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE outbox DROP CONSTRAINT outbox_kind_known;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_known CHECK (kind IN
    ('alert', 'resolved', 'refresh', 'gap', 'urge', 'test', 'operator', 'matter'));
