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
