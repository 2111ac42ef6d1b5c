-- What proves a task: files, which Telegram keeps, and documents cited by their numbers. Nothing is ever deleted.
-- What was sent together is a set, answered by one message. Older versions ignore every table here.

-- +goose Up
CREATE TABLE evidence_set (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    commune_id bigint NOT NULL,
    task_id    bigint, -- null: refused before a task was known
    unit_id    bigint NOT NULL, -- whose chat
    chat_id    bigint NOT NULL,
    message_id bigint NOT NULL, -- the first of it
    mark       text NOT NULL, -- Telegram's mark of an album, else the message
    refused    text NOT NULL DEFAULT '', -- why nothing of it is kept
    by_id      bigint NOT NULL,
    by_name    text NOT NULL,
    at         timestamptz NOT NULL,
    CONSTRAINT evidence_set_pk PRIMARY KEY (id),
    CONSTRAINT evidence_set_task_fk FOREIGN KEY (commune_id, task_id) REFERENCES task (commune_id, id),
    CONSTRAINT evidence_set_unit_fk FOREIGN KEY (commune_id, unit_id) REFERENCES unit (commune_id, id),
    CONSTRAINT evidence_set_tenant_unique UNIQUE (commune_id, id),
    CONSTRAINT evidence_set_source_unique UNIQUE (chat_id, mark),
    CONSTRAINT evidence_set_refused_known CHECK (refused IN ('', 'personal', 'unclear', 'forbidden', 'nobody')),
    CONSTRAINT evidence_set_task_given CHECK (task_id IS NOT NULL OR refused <> '')
);
CREATE TRIGGER evidence_set_kept BEFORE DELETE OR TRUNCATE ON evidence_set
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE evidence (
    id             bigint GENERATED ALWAYS AS IDENTITY,
    commune_id     bigint NOT NULL,
    task_id        bigint NOT NULL,
    set_id         bigint NOT NULL,
    kind           text NOT NULL,
    identity       text NOT NULL, -- the same is not filed twice
    sha256         text NOT NULL DEFAULT '', -- of a file
    size           bigint NOT NULL DEFAULT 0,
    name           text NOT NULL DEFAULT '',
    mime           text NOT NULL DEFAULT '',
    file_id        text NOT NULL DEFAULT '', -- by which Telegram gives it back
    doc_kind       text NOT NULL DEFAULT '',
    doc_number     text NOT NULL DEFAULT '',
    doc_day        date,
    doc_title      text NOT NULL DEFAULT '',
    note           text NOT NULL DEFAULT '',
    product        text NOT NULL DEFAULT '', -- of the task, in the plan's words; empty: nobody said
    chat_id        bigint NOT NULL,
    message_id     bigint NOT NULL,
    line           integer NOT NULL DEFAULT 0,
    by_id          bigint NOT NULL,
    by_name        text NOT NULL,
    at             timestamptz NOT NULL,
    withdrawn_at   timestamptz,
    withdrawn_id   bigint NOT NULL DEFAULT 0,
    withdrawn_name text NOT NULL DEFAULT '',
    CONSTRAINT evidence_pk PRIMARY KEY (id),
    CONSTRAINT evidence_task_fk FOREIGN KEY (commune_id, task_id) REFERENCES task (commune_id, id),
    CONSTRAINT evidence_set_fk FOREIGN KEY (commune_id, set_id) REFERENCES evidence_set (commune_id, id),
    CONSTRAINT evidence_tenant_unique UNIQUE (commune_id, id),
    CONSTRAINT evidence_source_unique UNIQUE (chat_id, message_id, line),
    CONSTRAINT evidence_kind_known CHECK (kind IN ('photo', 'file', 'document')),
    CONSTRAINT evidence_file_whole CHECK ((kind = 'document') = (sha256 = '') AND (kind = 'document') = (file_id = '')),
    CONSTRAINT evidence_document_whole CHECK (kind <> 'document' OR doc_number <> ''),
    CONSTRAINT evidence_document_dated CHECK ((doc_number = '') = (doc_day IS NULL))
);
CREATE UNIQUE INDEX evidence_once ON evidence (task_id, identity) WHERE withdrawn_at IS NULL;
CREATE INDEX evidence_of_task ON evidence (task_id, id);
CREATE TRIGGER evidence_kept BEFORE DELETE OR TRUNCATE ON evidence
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Every file and every citation as it was sent, and what became of it.
CREATE TABLE evidence_part (
    chat_id     bigint NOT NULL,
    message_id  bigint NOT NULL,
    line        integer NOT NULL DEFAULT 0,
    commune_id  bigint NOT NULL,
    set_id      bigint NOT NULL,
    outcome     text NOT NULL,
    evidence_id bigint, -- kept, or the same; null: too big
    name        text NOT NULL DEFAULT '',
    size        bigint NOT NULL DEFAULT 0,
    CONSTRAINT evidence_part_pk PRIMARY KEY (chat_id, message_id, line),
    CONSTRAINT evidence_part_set_fk FOREIGN KEY (commune_id, set_id) REFERENCES evidence_set (commune_id, id),
    CONSTRAINT evidence_part_evidence_fk FOREIGN KEY (commune_id, evidence_id) REFERENCES evidence (commune_id, id),
    CONSTRAINT evidence_part_outcome_known CHECK (outcome IN ('kept', 'same', 'too_big')),
    CONSTRAINT evidence_part_whole CHECK ((outcome = 'too_big') = (evidence_id IS NULL))
);
CREATE INDEX evidence_part_of_set ON evidence_part (set_id);
CREATE TRIGGER evidence_part_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_part
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
