-- What nobody asked for: when each plan is judged next, the episodes that judging opens, and what is to be told.
-- Rows say when they are next due; no timer carries meaning. Older versions ignore every table here.

-- +goose Up
ALTER TABLE commune ADD COLUMN alerts jsonb NOT NULL DEFAULT '{}'; -- settings that differ from the defaults

-- When a plan is judged next. Locked while it is.
CREATE TABLE watch (
    plan_id    bigint NOT NULL,
    commune_id bigint NOT NULL,
    next_at    timestamptz, -- null: never again
    judged_at  timestamptz,
    failures   integer NOT NULL DEFAULT 0, -- in a row
    error      text NOT NULL DEFAULT '',
    CONSTRAINT watch_pk PRIMARY KEY (plan_id),
    CONSTRAINT watch_plan_fk FOREIGN KEY (commune_id, plan_id) REFERENCES plan (commune_id, id)
) WITH (fillfactor = 70);
CREATE INDEX watch_due ON watch (next_at);
INSERT INTO watch (plan_id, commune_id, next_at) SELECT id, commune_id, '-infinity' FROM plan;

CREATE TABLE episode (
    id          bigint GENERATED ALWAYS AS IDENTITY,
    commune_id  bigint NOT NULL,
    plan_id     bigint NOT NULL,
    rule        text NOT NULL,
    task_id     bigint NOT NULL DEFAULT 0, -- 0: the plan as a whole
    target_id   bigint NOT NULL DEFAULT 0, -- 0: the task as a whole
    unit_id     bigint NOT NULL DEFAULT 0, -- 0: all units that lead
    scope       text NOT NULL DEFAULT '',  -- due date or period
    state       text NOT NULL,
    level       integer NOT NULL,
    told        integer NOT NULL DEFAULT 0, -- the level last announced
    since       date,
    inputs      jsonb NOT NULL,
    opened_at   timestamptz NOT NULL,
    fired_at    timestamptz,
    ended_at    timestamptz,
    ack_id      bigint NOT NULL DEFAULT 0, -- Telegram id of who took it up; 0: nobody
    ack_name    text NOT NULL DEFAULT '',
    ack_at      timestamptz,
    ack_entry   bigint NOT NULL DEFAULT 0,
    held_until  timestamptz,
    snoozes     integer NOT NULL DEFAULT 0,
    ladder      jsonb NOT NULL DEFAULT '[]', -- as it was when the episode fired
    step        integer NOT NULL DEFAULT 0,
    next_step   timestamptz,
    repeats     integer NOT NULL DEFAULT 0,
    said        integer NOT NULL DEFAULT 0,
    heard       integer NOT NULL DEFAULT 0, -- the last announcement that some chat was to hear
    flapping    boolean NOT NULL DEFAULT false,
    CONSTRAINT episode_pk PRIMARY KEY (id),
    CONSTRAINT episode_plan_fk FOREIGN KEY (commune_id, plan_id) REFERENCES plan (commune_id, id),
    CONSTRAINT episode_tenant_unique UNIQUE (commune_id, id),
    CONSTRAINT episode_state_known CHECK (state IN ('pending', 'firing', 'acknowledged', 'resolved')),
    CONSTRAINT episode_level_positive CHECK (level > 0),
    CONSTRAINT episode_end_told CHECK ((state = 'resolved') = (ended_at IS NOT NULL)),
    CONSTRAINT episode_fired_told CHECK (state <> 'firing' OR fired_at IS NOT NULL),
    CONSTRAINT episode_ack_told CHECK (state <> 'acknowledged' OR ack_at IS NOT NULL)
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX episode_open_unique ON episode (plan_id, rule, task_id, target_id, unit_id, scope)
    WHERE state <> 'resolved';
CREATE INDEX episode_of_plan ON episode (plan_id, ended_at);
CREATE INDEX episode_firing ON episode (fired_at) WHERE state = 'firing';

-- Every change of an episode with the inputs it was judged from.
CREATE TABLE flip (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    commune_id bigint NOT NULL,
    episode_id bigint NOT NULL,
    at         timestamptz NOT NULL,
    from_state text NOT NULL DEFAULT '', -- empty: it began
    to_state   text NOT NULL,
    level      integer NOT NULL,
    inputs     jsonb NOT NULL,
    why        text NOT NULL,
    by_id      bigint NOT NULL DEFAULT 0,
    by_name    text NOT NULL DEFAULT '',
    CONSTRAINT flip_pk PRIMARY KEY (id),
    CONSTRAINT flip_episode_fk FOREIGN KEY (commune_id, episode_id) REFERENCES episode (commune_id, id)
);
CREATE INDEX flip_of_episode ON flip (episode_id, id);
CREATE TRIGGER flip_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON flip
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE silence (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    commune_id bigint NOT NULL,
    plan_id    bigint NOT NULL,
    task_id    bigint NOT NULL DEFAULT 0,
    unit_id    bigint NOT NULL DEFAULT 0,
    until      date NOT NULL,
    reason     text NOT NULL,
    by_id      bigint NOT NULL,
    by_name    text NOT NULL,
    at         timestamptz NOT NULL,
    ended_at   timestamptz, -- taken back, or nothing left to hide
    chat_id    bigint NOT NULL DEFAULT 0, -- the message that asked for it
    message_id bigint NOT NULL DEFAULT 0,
    CONSTRAINT silence_pk PRIMARY KEY (id),
    CONSTRAINT silence_plan_fk FOREIGN KEY (commune_id, plan_id) REFERENCES plan (commune_id, id),
    CONSTRAINT silence_reason_given CHECK (reason <> '')
);
CREATE INDEX silence_active ON silence (plan_id) WHERE ended_at IS NULL;

-- Reports of dossiers that wait for acceptance; the latest of a task and unit counts.
CREATE TABLE waiting (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    commune_id bigint NOT NULL,
    plan_id    bigint NOT NULL,
    task_id    bigint NOT NULL,
    unit_id    bigint NOT NULL,
    count      integer NOT NULL,
    oldest     timestamptz,
    at         timestamptz NOT NULL,
    by_id      bigint NOT NULL,
    by_name    text NOT NULL,
    chat_id    bigint NOT NULL,
    message_id bigint NOT NULL,
    CONSTRAINT waiting_pk PRIMARY KEY (id),
    CONSTRAINT waiting_task_fk FOREIGN KEY (commune_id, task_id) REFERENCES task (commune_id, id),
    CONSTRAINT waiting_unit_fk FOREIGN KEY (commune_id, unit_id) REFERENCES unit (commune_id, id),
    CONSTRAINT waiting_source_unique UNIQUE (chat_id, message_id),
    CONSTRAINT waiting_count_not_negative CHECK (count >= 0),
    CONSTRAINT waiting_oldest_given CHECK ((count > 0) = (oldest IS NOT NULL))
);
CREATE INDEX waiting_latest ON waiting (plan_id, task_id, unit_id, id DESC);

-- A chat that something is to be told: when it is ready, who is sending to it, and what Telegram asked it to wait.
-- ready_at, urgent_at, pushed_on and pushes are in the office's time; lease and not_before are by the database's clock.
CREATE TABLE mailbox (
    chat_id    bigint NOT NULL,
    thread_id  bigint NOT NULL DEFAULT 0,
    ready_at   timestamptz, -- the earliest letter waiting; null: none
    urgent_at  timestamptz, -- the earliest that does not gather: critical, or an edit; null: none
    not_before timestamptz NOT NULL DEFAULT '-infinity',
    lease      timestamptz NOT NULL DEFAULT '-infinity', -- taken until then
    fence      bigint NOT NULL DEFAULT 0,   -- grows with every claim
    pushed_on  date,
    pushes     integer NOT NULL DEFAULT 0,  -- uncritical messages on that day
    CONSTRAINT mailbox_pk PRIMARY KEY (chat_id, thread_id)
) WITH (fillfactor = 70);
CREATE INDEX mailbox_ready ON mailbox (ready_at) WHERE ready_at IS NOT NULL;
CREATE INDEX mailbox_urgent ON mailbox (urgent_at) WHERE urgent_at IS NOT NULL;

-- What is to be told to a chat, and what became of it. A key is used once, whoever wants to tell it again.
CREATE TABLE outbox (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    key        text NOT NULL,
    commune_id bigint, -- null: to an operator
    plan_id    bigint,
    episode_id bigint,
    chat_id    bigint NOT NULL,
    thread_id  bigint NOT NULL DEFAULT 0,
    kind       text NOT NULL,
    audience   text NOT NULL DEFAULT '',
    step       integer NOT NULL DEFAULT 0,
    repeat     integer NOT NULL DEFAULT 0,
    why        text NOT NULL DEFAULT '',
    critical   boolean NOT NULL DEFAULT false,
    payload    jsonb NOT NULL DEFAULT '{}',
    reply_to   bigint NOT NULL DEFAULT 0, -- resolved: the message that told it; refresh: the one to edit
    due_at     timestamptz NOT NULL, -- when it was to be told at the earliest
    send_after timestamptz NOT NULL, -- later than due_at where it was held
    held       text NOT NULL DEFAULT '', -- why
    unknown    integer NOT NULL DEFAULT 0, -- sends whose fate is unknown
    outcome    text NOT NULL DEFAULT 'waiting',
    reason     text NOT NULL DEFAULT '', -- of any other end than sent
    message_id bigint NOT NULL DEFAULT 0,
    place      integer NOT NULL DEFAULT 0, -- within that message
    done_at    timestamptz,
    sent_at    timestamptz, -- by the database's clock: Telegram's acceptance
    CONSTRAINT outbox_pk PRIMARY KEY (id),
    CONSTRAINT outbox_key_unique UNIQUE (key),
    CONSTRAINT outbox_episode_fk FOREIGN KEY (commune_id, episode_id) REFERENCES episode (commune_id, id),
    CONSTRAINT outbox_kind_known CHECK (kind IN ('alert', 'resolved', 'refresh', 'gap', 'urge', 'test', 'operator')),
    CONSTRAINT outbox_outcome_known CHECK (outcome IN ('waiting', 'sent', 'superseded', 'silenced', 'dead')),
    CONSTRAINT outbox_end_told CHECK ((outcome = 'waiting') = (done_at IS NULL))
) WITH (fillfactor = 70);
CREATE INDEX outbox_waiting ON outbox (chat_id, thread_id, send_after) WHERE outcome = 'waiting';
CREATE INDEX outbox_of_episode ON outbox (episode_id, chat_id) WHERE episode_id IS NOT NULL;
CREATE INDEX outbox_of_message ON outbox (chat_id, message_id) WHERE message_id <> 0;
CREATE INDEX outbox_of_commune ON outbox (commune_id, done_at);
CREATE INDEX outbox_late ON outbox (send_after) WHERE outcome = 'waiting';
CREATE INDEX outbox_refreshed ON outbox (done_at) WHERE kind = 'refresh';

-- Since when nothing was lost: the last time updates were fetched, in the office's time. One row.
CREATE TABLE beat (
    id integer NOT NULL DEFAULT 1,
    at timestamptz NOT NULL,
    CONSTRAINT beat_pk PRIMARY KEY (id),
    CONSTRAINT beat_single CHECK (id = 1)
);

-- Messages to a person do not arrive any more: they blocked the bot, or never spoke to it.
ALTER TABLE staff ADD COLUMN unreachable boolean NOT NULL DEFAULT false;

-- The bot is still in the chat and may not write there: it hears, and what is to be told goes to others.
ALTER TABLE chat ADD COLUMN muted boolean NOT NULL DEFAULT false;

CREATE INDEX membership_of_leaders ON membership (commune_id) WHERE role IN ('vice_chairman', 'chairman');
CREATE INDEX chat_of_former ON chat (former_id) WHERE former_id IS NOT NULL;

-- Every period's figure that counts, beside the sum, for what is missing and for the pace: its fields apart by colons,
-- figures by semicolons. One text a row costs far less to read than an array of records.
ALTER TABLE total ADD COLUMN filed text NOT NULL DEFAULT '';
UPDATE total t SET filed = COALESCE((
    SELECT string_agg(concat_ws(':', e.period_kind, e.period_year, e.period_no, e.kind, e.num, e.den,
                                e.estimate::text::char(1), e.as_of, e.id), ';' ORDER BY e.id)
    FROM entry e
    WHERE e.target_id = t.target_id AND e.unit_id = t.unit_id AND e.overtaken_by IS NULL AND e.kind <> 'withdrawn'
      AND NOT EXISTS (SELECT FROM entry s WHERE s.supersedes = e.id)), '');
