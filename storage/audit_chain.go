package storage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"strconv"

	"github.com/jmoiron/sqlx"
)

// verifier walks along one chain. It makes every hash anew, without the database's function.
type verifier struct {
	tx    *sqlx.Tx
	end   chainEnd
	noted NotedHead
	chain AuditChain
	hash  []byte // of the last row that holds
}

// atATime is how many rows are read at once: an audit log may be long.
const atATime = 5000

func (v *verifier) run(ctx context.Context) error {
	for v.chain.Fault == AuditHolds {
		links, err := v.next(ctx)
		if err != nil {
			return err
		}
		if len(links) == 0 {
			break
		}
		v.walk(links)
	}
	v.chain.Head = hex.EncodeToString(v.hash)
	if v.chain.Fault != AuditHolds {
		return nil
	}
	return v.finish(ctx)
}

// linked is a place of the chain with the row it proves, as text; the row's fields are null where it is gone.
type linked struct {
	Seq   int64
	Audit int64
	Hash  []byte
	There bool
	Text  [11]sql.NullString
}

// next reads the places after the last that holds.
func (v *verifier) next(ctx context.Context) ([]linked, error) {
	rows, err := v.tx.QueryContext(ctx, `
		SELECT l.seq, l.audit_id, l.hash, a.id IS NOT NULL,
		       a.id::text, a.commune_id::text, (extract(epoch FROM a.at) * 1000000)::bigint::text, a.actor_id::text,
		       a.actor_name, a.chat_id::text, a.message_id::text, a.action, a.subject, a.before::text, a.after::text
		FROM (
			SELECT seq, audit_id, hash FROM audit_link
			WHERE commune_id = $1 AND seq > $2
			ORDER BY seq LIMIT $3
		) l
		LEFT JOIN audit a ON a.id = l.audit_id
		ORDER BY l.seq`, v.end.ID, v.chain.Rows, atATime)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var links []linked
	for rows.Next() {
		var l linked
		fields := []any{&l.Seq, &l.Audit, &l.Hash, &l.There}
		for i := range l.Text {
			fields = append(fields, &l.Text[i])
		}
		if err := rows.Scan(fields...); err != nil {
			return nil, err
		}
		links = append(links, l)
	}
	return links, rows.Err()
}

// walk goes on as long as the rows hold.
func (v *verifier) walk(links []linked) {
	for i, l := range links {
		hash := hashOf(v.hash, l.Text[:])
		switch {
		case l.Seq != v.chain.Rows+1:
			v.fail(AuditUnlinked, v.chain.Rows+1, 0)
		case !l.There:
			v.fail(AuditMissing, l.Seq, l.Audit)
		case !bytes.Equal(hash, l.Hash) && v.leadsOn(hash, l, links[i+1:]):
			v.fail(AuditRehashed, l.Seq, l.Audit)
		case !bytes.Equal(hash, l.Hash):
			v.fail(AuditChanged, l.Seq, l.Audit)
		case v.noted.Seq == l.Seq && v.noted.Hash != hex.EncodeToString(hash):
			v.fail(AuditDiffers, l.Seq, l.Audit)
		default:
			v.chain.Rows, v.hash = l.Seq, hash
			continue
		}
		return
	}
}

// leadsOn reports whether the chain goes on from a hash that we made: then the row is the one that was linked.
func (v *verifier) leadsOn(hash []byte, l linked, rest []linked) bool {
	if len(rest) > 0 {
		return bytes.Equal(hashOf(hash, rest[0].Text[:]), rest[0].Hash)
	}
	return l.Seq == v.end.Seq && hex.EncodeToString(hash) == v.end.Hash
}

func (v *verifier) fail(f AuditFault, seq, audit int64) {
	v.chain.Fault, v.chain.Seq, v.chain.Audit = f, seq, audit
}

// finish compares the chain with its end, and looks for rows outside it.
func (v *verifier) finish(ctx context.Context) error {
	switch {
	case v.end.Seq > v.chain.Rows, v.noted.Seq > v.chain.Rows:
		v.fail(AuditCut, v.chain.Rows+1, 0)
	case v.end.Seq != v.chain.Rows, v.end.Hash != v.chain.Head:
		v.fail(AuditOtherEnd, v.chain.Rows, 0)
	}
	if v.chain.Fault != AuditHolds {
		return nil
	}
	var stray []int64
	err := v.tx.SelectContext(ctx, &stray, `
		SELECT a.id FROM audit a
		WHERE a.commune_id = $1 AND NOT EXISTS (SELECT FROM audit_link l WHERE l.audit_id = a.id)
		ORDER BY a.id LIMIT 1`, v.end.ID)
	if err == nil && len(stray) > 0 {
		v.fail(AuditAdded, 0, stray[0])
	}
	return err
}

// hashOf links a row to the former hash. Every field is written with its length before it, an absent one as a dash,
// so that no two rows read alike; 0007_admit_people.sql says the same in SQL.
func hashOf(former []byte, fields []sql.NullString) []byte {
	hash := sha256.New()
	hash.Write(former)
	for _, f := range fields {
		if !f.Valid {
			hash.Write([]byte("-"))
			continue
		}
		hash.Write([]byte(strconv.Itoa(len(f.String)) + ":" + f.String))
	}
	return hash.Sum(nil)
}
