-- The office's word on reported figures, where a commune wants two signatures, and its answers to the plan's questions.
-- Older versions ignore all of it, and leave letters of kinds that they do not know to newer ones.

-- +goose Up
ALTER TABLE commune
    ADD COLUMN signatures integer NOT NULL DEFAULT 1, -- 2: the office confirms every figure
    ADD CONSTRAINT commune_signatures_known CHECK (signatures IN (1, 2));

-- What the office said of an entry: that it agrees, or what it reads itself. The last word holds; an entry that
-- supersedes another has none yet.
CREATE TABLE confirmation (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    commune_id bigint NOT NULL,
    plan_id    bigint NOT NULL,
    entry_id   bigint NOT NULL,
    former_id  bigint NOT NULL DEFAULT 0, -- the word before on the same entry; 0: the first
    agrees     boolean NOT NULL,
    kind       text NOT NULL,
    num        numeric NOT NULL DEFAULT 0,
    den        numeric NOT NULL DEFAULT 0,
    estimate   boolean NOT NULL DEFAULT false,
    by_id      bigint NOT NULL,
    by_name    text NOT NULL,
    chat_id    bigint NOT NULL, -- the message that said it, or the one tapped
    message_id bigint NOT NULL,
    at         timestamptz NOT NULL,
    CONSTRAINT confirmation_pk PRIMARY KEY (id),
    CONSTRAINT confirmation_plan_fk FOREIGN KEY (commune_id, plan_id) REFERENCES plan (commune_id, id),
    CONSTRAINT confirmation_entry_fk FOREIGN KEY (entry_id) REFERENCES entry (id),
    CONSTRAINT confirmation_one_word UNIQUE (entry_id, former_id),
    CONSTRAINT confirmation_kind_known CHECK (kind IN ('fraction', 'percent', 'number', 'done', 'not_done', 'no_cases'))
);
CREATE INDEX confirmation_of_entry ON confirmation (entry_id, id DESC);
CREATE TRIGGER confirmation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON confirmation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What each option of a question makes of its task, in the order of the options; and who answered.
ALTER TABLE question
    ADD COLUMN effects jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN answered_by text NOT NULL DEFAULT '',
    ADD COLUMN answered_at timestamptz;

ALTER TABLE outbox
    DROP CONSTRAINT outbox_kind_known,
    ADD CONSTRAINT outbox_kind_known CHECK (kind IN ('alert', 'resolved', 'refresh', 'gap', 'urge', 'test', 'operator',
        'matter', 'request', 'assigned', 'differs'));
