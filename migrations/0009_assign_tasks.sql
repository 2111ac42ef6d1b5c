-- What comes into a plan during the year: tasks that the office or a leader gives, and a unit's own steps under a task.
-- Older versions would take given tasks for the plan file's own and retire them at an import; stop them first.

-- +goose Up
ALTER TABLE task
    ADD COLUMN extended_late    boolean NOT NULL DEFAULT false, -- extended_to was asked for after the date before it
    ADD COLUMN origin           text NOT NULL DEFAULT 'plan',
    ADD COLUMN parent_id        bigint, -- the task it stands under
    ADD COLUMN source_document  text NOT NULL DEFAULT '', -- what orders it
    ADD COLUMN from_above       boolean NOT NULL DEFAULT false,
    ADD COLUMN assigned_on      date,
    ADD COLUMN assigned_by      bigint NOT NULL DEFAULT 0, -- Telegram id
    ADD COLUMN assigned_name    text NOT NULL DEFAULT '',
    ADD COLUMN assigned_chat    bigint NOT NULL DEFAULT 0, -- the message that gave it
    ADD COLUMN assigned_message bigint NOT NULL DEFAULT 0,
    ADD COLUMN assigned_line    integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT task_origin_known CHECK (origin IN ('plan', 'assigned')),
    ADD CONSTRAINT task_assigned_told CHECK ((origin = 'assigned') = (assigned_on IS NOT NULL)),
    ADD CONSTRAINT task_parent_fk FOREIGN KEY (commune_id, parent_id) REFERENCES task (commune_id, id);
CREATE UNIQUE INDEX task_source_unique ON task (assigned_chat, assigned_message, assigned_line)
    WHERE assigned_message <> 0;

-- Where a target's figure comes from: reported, or derived from other tasks.
ALTER TABLE target
    ADD COLUMN derived text NOT NULL DEFAULT '',
    ADD CONSTRAINT target_derived_known CHECK (derived IN ('', 'assigned'));

-- A unit's own steps under a task: its detailed plan. One that was dropped keeps its number.
CREATE TABLE step (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    commune_id bigint NOT NULL,
    plan_id    bigint NOT NULL,
    task_id    bigint NOT NULL,
    unit_id    bigint NOT NULL,
    no         integer NOT NULL,
    words      text NOT NULL,
    person     text NOT NULL DEFAULT '', -- who sees to it, as typed
    due_on     date,
    added_at   timestamptz NOT NULL,
    added_by   bigint NOT NULL,
    added_name text NOT NULL,
    chat_id    bigint NOT NULL, -- the message that added it
    message_id bigint NOT NULL,
    done_on    date,
    done_by    bigint NOT NULL DEFAULT 0,
    done_name  text NOT NULL DEFAULT '',
    dropped    boolean NOT NULL DEFAULT false,
    CONSTRAINT step_pk PRIMARY KEY (id),
    CONSTRAINT step_plan_fk FOREIGN KEY (commune_id, plan_id) REFERENCES plan (commune_id, id),
    CONSTRAINT step_task_fk FOREIGN KEY (commune_id, task_id) REFERENCES task (commune_id, id),
    CONSTRAINT step_unit_fk FOREIGN KEY (commune_id, unit_id) REFERENCES unit (commune_id, id),
    CONSTRAINT step_no_unique UNIQUE (task_id, unit_id, no),
    CONSTRAINT step_source_unique UNIQUE (chat_id, message_id),
    CONSTRAINT step_words_given CHECK (words <> '')
);
CREATE INDEX step_of_plan ON step (plan_id) WHERE NOT dropped;

ALTER TABLE outbox
    DROP CONSTRAINT outbox_kind_known,
    ADD CONSTRAINT outbox_kind_known CHECK (kind IN ('alert', 'resolved', 'refresh', 'gap', 'urge', 'test', 'operator',
        'matter', 'request', 'assigned'));
