-- Who works where, and proof of every change: the audit log becomes a chain that shows what was altered behind it.
-- Older versions write audit rows as before; the trigger links them.

-- +goose Up

-- The chain of a commune's audit rows, in the order in which they were committed, without a gap. The hash of a row is
-- made from the former hash and every field of the row, so that nothing before it can change unseen. No foreign key
-- ties it to the row: the chain outlasts a row that is taken away.
CREATE TABLE audit_link (
    commune_id bigint NOT NULL,
    seq        bigint NOT NULL, -- 1, 2, 3 within the commune
    audit_id   bigint NOT NULL,
    hash       bytea NOT NULL,
    CONSTRAINT audit_link_pk PRIMARY KEY (commune_id, seq),
    CONSTRAINT audit_link_row_unique UNIQUE (audit_id),
    CONSTRAINT audit_link_hash_whole CHECK (octet_length(hash) = 32)
);
CREATE TRIGGER audit_link_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_link
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The end of each chain: what the next row is linked to. Locked while a row is, at the very end of its transaction.
CREATE TABLE audit_head (
    commune_id bigint NOT NULL,
    seq        bigint NOT NULL,
    hash       bytea NOT NULL,
    CONSTRAINT audit_head_pk PRIMARY KEY (commune_id),
    CONSTRAINT audit_head_commune_fk FOREIGN KEY (commune_id) REFERENCES commune (id)
) WITH (fillfactor = 50);
CREATE TRIGGER audit_head_kept BEFORE DELETE OR TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A field as its length in bytes, a colon, and the field: no two rows read alike. An absent one is a dash.
CREATE FUNCTION audit_field(value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT COALESCE(octet_length(value)::text || ':' || value, '-')
$$;

-- storage/audit_chain.go says the same in Go.
CREATE FUNCTION audit_text(a audit) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT audit_field(a.id::text) || audit_field(a.commune_id::text)
        || audit_field((extract(epoch FROM a.at) * 1000000)::bigint::text)
        || audit_field(a.actor_id::text) || audit_field(a.actor_name)
        || audit_field(a.chat_id::text) || audit_field(a.message_id::text)
        || audit_field(a.action) || audit_field(a.subject) || audit_field(a.before::text) || audit_field(a.after::text)
$$;

-- +goose StatementBegin
CREATE FUNCTION link_audit(a audit) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    said bytea := convert_to(audit_text(a), 'UTF8');
BEGIN
    WITH head AS (
        INSERT INTO audit_head AS h (commune_id, seq, hash) VALUES (a.commune_id, 1, sha256(said))
        ON CONFLICT (commune_id) DO UPDATE SET seq = h.seq + 1, hash = sha256(h.hash || said)
        RETURNING seq, hash
    )
    INSERT INTO audit_link (commune_id, seq, audit_id, hash) SELECT a.commune_id, seq, a.id, hash FROM head;
END $$;

CREATE FUNCTION link_new_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM link_audit(NEW);
    RETURN NULL;
END $$;
-- +goose StatementEnd

-- At commit, when no other lock is waited for any more: two transactions of one commune cannot wait in a circle.
CREATE CONSTRAINT TRIGGER audit_linked AFTER INSERT ON audit
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link_new_audit();

SELECT link_audit(a) FROM (SELECT * FROM audit ORDER BY id) a;

-- Of a vice chairman: the areas of the plan in their charge. None: all.
ALTER TABLE membership ADD COLUMN areas integer[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT membership_areas_of_vice CHECK (areas = '{}' OR role = 'vice_chairman');
CREATE INDEX membership_of_unit ON membership (commune_id, unit_id);

-- The number by which the office names a person. It is given once, and stays theirs after they left.
ALTER TABLE staff ADD COLUMN no integer;
UPDATE staff s SET no = n.no
FROM (SELECT id, row_number() OVER (PARTITION BY commune_id ORDER BY id) AS no FROM staff) n WHERE n.id = s.id;
ALTER TABLE staff ALTER COLUMN no SET NOT NULL, ADD CONSTRAINT staff_no_unique UNIQUE (commune_id, no);

-- +goose StatementBegin
CREATE FUNCTION number_staff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM commune WHERE id = NEW.commune_id FOR NO KEY UPDATE; -- one at a time
    NEW.no := (SELECT COALESCE(max(no), 0) + 1 FROM staff WHERE commune_id = NEW.commune_id);
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER staff_numbered BEFORE INSERT ON staff FOR EACH ROW EXECUTE FUNCTION number_staff();

-- One-time codes by which a person joins a unit.
CREATE TABLE join_code (
    code       text NOT NULL,
    commune_id bigint NOT NULL,
    unit_id    bigint NOT NULL,
    role       text NOT NULL,
    issued_by  bigint NOT NULL,
    chat_id    bigint NOT NULL, -- the message that asked for it
    message_id bigint NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    used_by    bigint,
    CONSTRAINT join_code_pk PRIMARY KEY (code),
    CONSTRAINT join_code_unit_fk FOREIGN KEY (commune_id, unit_id) REFERENCES unit (commune_id, id),
    CONSTRAINT join_code_source_unique UNIQUE (chat_id, message_id),
    CONSTRAINT join_code_use_whole CHECK ((used_at IS NULL) = (used_by IS NULL))
);

-- Codes that were none: who tries too many is not heard for a while.
CREATE TABLE wrong_code (
    telegram_id bigint NOT NULL,
    chat_id     bigint NOT NULL,
    message_id  bigint NOT NULL,
    at          timestamptz NOT NULL,
    CONSTRAINT wrong_code_pk PRIMARY KEY (chat_id, message_id)
);
CREATE INDEX wrong_code_of_person ON wrong_code (telegram_id, at);

-- Who asked the office to be put on record in a unit, and what it said.
CREATE TABLE join_request (
    id          bigint GENERATED ALWAYS AS IDENTITY,
    commune_id  bigint NOT NULL,
    unit_id     bigint NOT NULL,
    role        text NOT NULL,
    telegram_id bigint NOT NULL,
    name        text NOT NULL,
    chat_id     bigint NOT NULL, -- the message that asked
    thread_id   bigint NOT NULL DEFAULT 0,
    message_id  bigint NOT NULL,
    asked_at    timestamptz NOT NULL,
    state       text NOT NULL DEFAULT 'open',
    by_id       bigint NOT NULL DEFAULT 0,
    by_name     text NOT NULL DEFAULT '',
    decided_at  timestamptz,
    CONSTRAINT join_request_pk PRIMARY KEY (id),
    CONSTRAINT join_request_unit_fk FOREIGN KEY (commune_id, unit_id) REFERENCES unit (commune_id, id),
    CONSTRAINT join_request_source_unique UNIQUE (chat_id, message_id),
    CONSTRAINT join_request_state_known CHECK (state IN ('open', 'agreed', 'refused')),
    CONSTRAINT join_request_decision_whole CHECK ((state = 'open') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX join_request_open_unique ON join_request (telegram_id, unit_id) WHERE state = 'open';

ALTER TABLE outbox DROP CONSTRAINT outbox_kind_known, ADD CONSTRAINT outbox_kind_known CHECK (kind IN
    ('alert', 'resolved', 'refresh', 'gap', 'urge', 'test', 'operator', 'matter', 'request'));
