package storage

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Evidence lists what was ever filed for a task of a commune, in the order it came; what was withdrawn, too.
func (s *Store) Evidence(ctx context.Context, commune, task int64) ([]plan.Evidence, error) {
	all, err := evidence(ctx, s.db, commune, task)
	if err != nil {
		return nil, fmt.Errorf("read evidence of task %d: %w", task, translate(ctx, err))
	}
	return all, nil
}

func evidence(ctx context.Context, db sqlx.QueryerContext, commune, task int64) ([]plan.Evidence, error) {
	return evidenceWhere(ctx, db, `commune_id = $1 AND task_id = $2`, commune, task)
}

// PlanEvidence lists what was ever filed for the tasks of a commune's plan, by task; what was withdrawn, too.
func (s *Store) PlanEvidence(ctx context.Context, commune, planID int64) (plan.Proofs, error) {
	all, err := evidenceWhere(ctx, s.db, `commune_id = $1 AND task_id IN (SELECT id FROM task WHERE plan_id = $2)`, commune, planID)
	if err != nil {
		return nil, fmt.Errorf("read evidence of plan %d: %w", planID, translate(ctx, err))
	}
	proofs := plan.Proofs{}
	for _, e := range all {
		proofs[e.Task] = append(proofs[e.Task], e)
	}
	return proofs, nil
}

// evidenceOf is evidence for a task that is known to be of the right commune.
func evidenceOf(ctx context.Context, db sqlx.QueryerContext, task int64) ([]plan.Evidence, error) {
	return evidenceWhere(ctx, db, `task_id = $1`, task)
}

func evidenceWhere(ctx context.Context, db sqlx.QueryerContext, where string, args ...any) ([]plan.Evidence, error) {
	var rows []evidenceRow
	err := sqlx.SelectContext(ctx, db, &rows, `
		SELECT `+evidenceColumns+`,
		       COALESCE((SELECT s.unit_id FROM evidence_set s WHERE s.id = set_id), 0) AS unit_id
		FROM evidence
		WHERE `+where+`
		ORDER BY id`, args...)
	if err != nil {
		return nil, err
	}
	all := make([]plan.Evidence, len(rows))
	for i, r := range rows {
		all[i] = r.evidence()
	}
	return all, nil
}

const evidenceColumns = `
	id, commune_id, task_id, set_id, kind, sha256, size, name, mime, file_id, doc_kind, doc_number, doc_day,
	doc_title, note, product, chat_id, message_id, line, by_id, by_name, at, withdrawn_at, withdrawn_id, withdrawn_name`

type evidenceRow struct {
	ID        int64         `db:"id"`
	Commune   int64         `db:"commune_id"`
	Task      int64         `db:"task_id"`
	Set       int64         `db:"set_id"`
	Unit      int64         `db:"unit_id"`
	Kind      string        `db:"kind"`
	SHA256    string        `db:"sha256"`
	Size      int64         `db:"size"`
	Name      string        `db:"name"`
	MIME      string        `db:"mime"`
	File      string        `db:"file_id"`
	DocKind   string        `db:"doc_kind"`
	DocNumber string        `db:"doc_number"`
	DocDay    calendar.Date `db:"doc_day"`
	DocTitle  string        `db:"doc_title"`
	Note      string        `db:"note"`
	Product   string        `db:"product"`
	Chat      int64         `db:"chat_id"`
	Message   int           `db:"message_id"`
	Line      int           `db:"line"`
	ByID      int64         `db:"by_id"`
	ByName    string        `db:"by_name"`
	At        time.Time     `db:"at"`
	GoneAt    *time.Time    `db:"withdrawn_at"`
	GoneID    int64         `db:"withdrawn_id"`
	GoneName  string        `db:"withdrawn_name"`
}

func (r evidenceRow) evidence() plan.Evidence {
	return plan.Evidence{
		ID: r.ID, Commune: r.Commune, Task: r.Task, Set: r.Set, Unit: r.Unit, Kind: plan.ProofKind(r.Kind), SHA256: r.SHA256, Size: r.Size,
		Name: r.Name, MIME: r.MIME, File: r.File, Note: r.Note, Product: r.Product,
		Document: plan.Document{Kind: plan.DocumentKind(r.DocKind), Number: r.DocNumber, Day: r.DocDay, Title: r.DocTitle},
		Source:   plan.Source{Chat: r.Chat, Message: r.Message, Line: r.Line},
		Author:   plan.Author{ID: r.ByID, Name: r.ByName}, At: r.At,
		WithdrawnAt: instant(r.GoneAt), WithdrawnBy: plan.Author{ID: r.GoneID, Name: r.GoneName},
	}
}

// EvidenceSet finds what was sent together with a message: by Telegram's mark of its album, or alone. It fails with
// plan.ErrNotFound where nothing of it is on record in the commune.
func (s *Store) EvidenceSet(ctx context.Context, commune int64, source plan.Source, album string) (plan.EvidenceSet, error) {
	set, err := evidenceSet(ctx, s.db, `WHERE s.commune_id = $1 AND s.chat_id = $2 AND s.mark = $3`,
		commune, source.Chat, setMark(source, album))
	if err != nil {
		return plan.EvidenceSet{}, fmt.Errorf("find the evidence of message %d: %w", source.Message, translate(ctx, err))
	}
	return set, nil
}

// EvidenceSetByID reads a set of a commune.
func (s *Store) EvidenceSetByID(ctx context.Context, commune, id int64) (plan.EvidenceSet, error) {
	set, err := evidenceSet(ctx, s.db, `WHERE s.commune_id = $1 AND s.id = $2`, commune, id)
	if err != nil {
		return plan.EvidenceSet{}, fmt.Errorf("read evidence set %d: %w", id, translate(ctx, err))
	}
	return set, nil
}

// setMark tells what was sent together from the rest of a chat.
func setMark(source plan.Source, album string) string {
	if album != "" {
		return "album " + album
	}
	return strconv.Itoa(source.Message)
}

// setRow is a set with one of its parts, or none.
type setRow struct {
	ID       int64     `db:"id"`
	Commune  int64     `db:"commune_id"`
	Task     int64     `db:"task_id"`
	Unit     int64     `db:"unit_id"`
	Chat     int64     `db:"chat_id"`
	Message  int       `db:"message_id"`
	Refused  string    `db:"refused"`
	ByID     int64     `db:"by_id"`
	ByName   string    `db:"by_name"`
	At       time.Time `db:"at"`
	Answer   int       `db:"answer"`
	Part     int       `db:"part"`
	Line     int       `db:"line"`
	Outcome  string    `db:"outcome"`
	Evidence int64     `db:"evidence_id"`
	Name     string    `db:"name"`
	Size     int64     `db:"size"`
}

// evidenceSet reads one set with its parts. The answer to it is the message of ours behind it that was posted as such.
func evidenceSet(ctx context.Context, db sqlx.QueryerContext, where string, args ...any) (plan.EvidenceSet, error) {
	var rows []setRow
	err := sqlx.SelectContext(ctx, db, &rows, `
		SELECT s.id, s.commune_id, COALESCE(s.task_id, 0) AS task_id, s.unit_id, s.chat_id, s.message_id, s.refused,
		       s.by_id, s.by_name, s.at,
		       COALESCE((
		           SELECT max(a.message_id) FROM posted a
		           WHERE a.chat_id = s.chat_id AND a.message_id > s.message_id AND a.about = 'evidence set ' || s.id
		       ), 0) AS answer,
		       COALESCE(p.message_id, 0) AS part, COALESCE(p.line, 0) AS line, COALESCE(p.outcome, '') AS outcome,
		       COALESCE(p.evidence_id, 0) AS evidence_id, COALESCE(p.name, '') AS name, COALESCE(p.size, 0) AS size
		FROM evidence_set s
		LEFT JOIN evidence_part p ON p.set_id = s.id
		`+where+`
		ORDER BY p.message_id, p.line`, args...)
	if err != nil {
		return plan.EvidenceSet{}, err
	}
	if len(rows) == 0 {
		return plan.EvidenceSet{}, plan.ErrNotFound
	}
	r := rows[0]
	set := plan.EvidenceSet{
		ID: r.ID, Commune: r.Commune, Task: r.Task, Unit: r.Unit, Source: plan.Source{Chat: r.Chat, Message: r.Message},
		Author: plan.Author{ID: r.ByID, Name: r.ByName}, At: r.At, Refused: plan.SetRefusal(r.Refused), Answer: r.Answer,
	}
	for _, r := range rows {
		if r.Outcome != "" {
			set.Parts = append(set.Parts, plan.EvidencePart{
				Message: r.Part, Line: r.Line, Outcome: plan.PartOutcome(r.Outcome), Evidence: r.Evidence, Name: r.Name, Size: r.Size,
			})
		}
	}
	return set, nil
}
