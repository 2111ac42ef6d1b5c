-- Where staff talk: chats bound to units, people and their units, what was posted, what is still to be answered.
-- inbox holds every update from before it is confirmed to Telegram until its answer is out.

-- +goose Up
CREATE TABLE chat (
    chat_id    bigint NOT NULL,
    thread_id  bigint NOT NULL DEFAULT 0, -- forum topic; 0: the whole chat
    commune_id bigint NOT NULL,
    unit_id    bigint NOT NULL,
    title      text NOT NULL DEFAULT '',
    active     boolean NOT NULL DEFAULT true,
    former_id  bigint, -- the group's id before it became a supergroup
    bound_at   timestamptz NOT NULL,
    bound_by   bigint NOT NULL,
    CONSTRAINT chat_pk PRIMARY KEY (chat_id, thread_id),
    CONSTRAINT chat_unit_fk FOREIGN KEY (commune_id, unit_id) REFERENCES unit (commune_id, id)
);
CREATE INDEX chat_of_unit ON chat (commune_id, unit_id);

CREATE TABLE staff (
    id          bigint GENERATED ALWAYS AS IDENTITY,
    commune_id  bigint NOT NULL,
    telegram_id bigint NOT NULL,
    name        text NOT NULL,
    CONSTRAINT staff_pk PRIMARY KEY (id),
    CONSTRAINT staff_commune_fk FOREIGN KEY (commune_id) REFERENCES commune (id),
    CONSTRAINT staff_tenant_unique UNIQUE (commune_id, id),
    CONSTRAINT staff_person_unique UNIQUE (telegram_id, commune_id)
);

CREATE TABLE membership (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    commune_id bigint NOT NULL,
    staff_id   bigint NOT NULL,
    unit_id    bigint NOT NULL,
    role       text NOT NULL,
    since      date NOT NULL,
    until      date, -- last day; null: still in office
    CONSTRAINT membership_pk PRIMARY KEY (id),
    CONSTRAINT membership_staff_fk FOREIGN KEY (commune_id, staff_id) REFERENCES staff (commune_id, id),
    CONSTRAINT membership_unit_fk FOREIGN KEY (commune_id, unit_id) REFERENCES unit (commune_id, id),
    CONSTRAINT membership_role_known CHECK (role IN ('clerk', 'head', 'office', 'vice_chairman', 'chairman'))
);
CREATE INDEX membership_of_staff ON membership (staff_id);

-- One-time codes that bind a chat to a unit.
CREATE TABLE bind_code (
    code       text NOT NULL,
    commune_id bigint NOT NULL,
    unit_id    bigint NOT NULL,
    issued_by  bigint NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    CONSTRAINT bind_code_pk PRIMARY KEY (code),
    CONSTRAINT bind_code_unit_fk FOREIGN KEY (commune_id, unit_id) REFERENCES unit (commune_id, id)
);

-- What a message of ours showed, so that a reply or a tap is held against exactly that.
CREATE TABLE posted (
    chat_id    bigint NOT NULL,
    message_id bigint NOT NULL,
    commune_id bigint NOT NULL,
    about      text NOT NULL, -- what it is, to show it again: "tasks overdue 2", "task 9"
    tasks      bigint[] NOT NULL DEFAULT '{}',
    numbers    integer[] NOT NULL DEFAULT '{}', -- as printed, in the order of tasks
    at         timestamptz NOT NULL,
    CONSTRAINT posted_pk PRIMARY KEY (chat_id, message_id),
    CONSTRAINT posted_commune_fk FOREIGN KEY (commune_id) REFERENCES commune (id)
);

-- Updates of Telegram. Rows belong to no commune until they are read.
CREATE TABLE inbox (
    update_id   bigint NOT NULL,
    chat_id     bigint NOT NULL, -- orders the updates of one chat; 0: none
    raw         text NOT NULL,
    received_at timestamptz NOT NULL,
    tries       integer NOT NULL DEFAULT 0,
    error       text NOT NULL DEFAULT '',
    done_at     timestamptz,
    parked_at   timestamptz, -- given up after several tries
    CONSTRAINT inbox_pk PRIMARY KEY (update_id)
) WITH (fillfactor = 70);
CREATE INDEX inbox_open ON inbox (update_id) WHERE done_at IS NULL AND parked_at IS NULL;
CREATE INDEX inbox_old ON inbox (received_at);

-- A question to a person about an ambiguous figure: nothing counts until it is answered.
CREATE TABLE asked (
    id          bigint GENERATED ALWAYS AS IDENTITY,
    commune_id  bigint NOT NULL,
    chat_id     bigint NOT NULL,
    message_id  bigint NOT NULL, -- the person's message
    line        integer NOT NULL,
    revision    bigint NOT NULL,
    author_id   bigint NOT NULL,
    options     jsonb NOT NULL,
    asked_at    timestamptz NOT NULL,
    answered_at timestamptz,
    choice      integer,
    CONSTRAINT asked_pk PRIMARY KEY (id),
    CONSTRAINT asked_commune_fk FOREIGN KEY (commune_id) REFERENCES commune (id),
    CONSTRAINT asked_source_unique UNIQUE (chat_id, message_id, line, revision),
    CONSTRAINT asked_answer_whole CHECK ((answered_at IS NULL) = (choice IS NULL))
);
