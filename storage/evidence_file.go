package storage

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// FileEvidence puts on record what somebody sent, or why nothing of it is kept, and returns what was sent together so
// far and all that is filed for the task. What is on record already stays one, and the same message again changes
// nothing. It fails with plan.ErrSettled where the message was filed for another task.
func (s *Store) FileEvidence(ctx context.Context, f plan.Filing, now time.Time) (set plan.EvidenceSet, all []plan.Evidence, err error) {
	err = s.inTx(ctx, func(tx *sqlx.Tx) error {
		if set, err = openSet(ctx, tx, f, now); err != nil {
			return err
		}
		if set.Refused != "" {
			return s.withdraw(ctx, tx, set, set.Author, now)
		}
		if set.Task != f.Task.ID {
			return plan.ErrSettled
		}
		if all, err = evidence(ctx, tx, f.Commune, set.Task); err != nil || set.HasPart(f.Source.Message) {
			return err
		}
		return s.fileParts(ctx, tx, f, &set, &all, now)
	})
	if err != nil {
		return plan.EvidenceSet{}, nil, fmt.Errorf("file evidence of message %d: %w", f.Source.Message, err)
	}
	return set, all, nil
}

// openSet finds or makes what a message belongs to, and locks it. A refusal holds for all that was sent together.
func openSet(ctx context.Context, tx *sqlx.Tx, f plan.Filing, now time.Time) (plan.EvidenceSet, error) {
	set := plan.EvidenceSet{
		Commune: f.Commune, Unit: f.Unit, Source: f.Source, Author: f.Author, At: now, Refused: f.Refused,
	}
	var task *int64
	if f.Task != nil {
		set.Task, task = f.Task.ID, &f.Task.ID
	}
	var row struct {
		ID    int64 `db:"id"`
		Fresh bool  `db:"fresh"`
	}
	err := tx.GetContext(ctx, &row, `
		INSERT INTO evidence_set AS s (commune_id, task_id, unit_id, chat_id, message_id, mark, refused, by_id, by_name, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (chat_id, mark) DO UPDATE SET refused = COALESCE(NULLIF(s.refused, ''), EXCLUDED.refused)
		WHERE s.commune_id = EXCLUDED.commune_id
		RETURNING id, xmax = 0 AS fresh`, f.Commune, task, f.Unit, f.Source.Chat, f.Source.Message, setMark(f.Source, f.Album),
		string(f.Refused), f.Author.ID, f.Author.Name, now)
	switch {
	case errors.Is(translate(ctx, err), plan.ErrNotFound):
		return set, plan.ErrForbidden // the chat was another commune's when it was sent
	case err != nil:
		return set, err
	case row.Fresh:
		set.ID = row.ID
		return set, nil
	default:
		return evidenceSet(ctx, tx, `WHERE s.id = $1`, row.ID)
	}
}

// fileParts adds the parts of one message to its set, and what is new of them to the evidence.
func (s *Store) fileParts(ctx context.Context, tx *sqlx.Tx, f plan.Filing, set *plan.EvidenceSet, all *[]plan.Evidence, now time.Time) error {
	parts := slices.Clone(f.TooBig)
	for i, e := range f.Items {
		e.Commune, e.Task, e.Set, e.Author, e.At, e.Source = f.Commune, set.Task, set.ID, f.Author, now, f.Source
		e.Source.Line, e.Unit = i, set.Unit
		part, err := s.keep(ctx, tx, f.Task, e, all)
		if err != nil {
			return err
		}
		parts = append(parts, part)
	}
	for _, p := range parts { // one, or a few citations
		if err := addPart(ctx, tx, *set, p); err != nil {
			return err
		}
		set.Parts = append(set.Parts, p)
	}
	if f.Album == "" {
		return nil
	}
	return alike(ctx, tx, *set, *all)
}

// alike has what of an album tells nothing of itself prove what the caption says, which stands under one part for all.
func alike(ctx context.Context, tx *sqlx.Tx, set plan.EvidenceSet, all []plan.Evidence) error {
	product := set.Captioned(all)
	if product == "" {
		return nil
	}
	var changed bool
	for i, e := range all {
		if e.Set == set.ID && e.Counts() && e.Product == "" {
			all[i].Product, changed = product, true
		}
	}
	if !changed {
		return nil
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE evidence SET product = $2 WHERE set_id = $1 AND product = '' AND withdrawn_at IS NULL`, set.ID, product)
	return err
}

// keep adds evidence to that of its task, unless it is there already.
func (s *Store) keep(ctx context.Context, tx *sqlx.Tx, task *plan.Task, e plan.Evidence, all *[]plan.Evidence) (plan.EvidencePart, error) {
	part := plan.EvidencePart{Message: e.Source.Message, Line: e.Source.Line, Outcome: plan.PartSame, Name: e.Name, Size: e.Size}
	is := func(other plan.Evidence) bool { return other.Counts() && other.Identity() == e.Identity() }
	i := slices.IndexFunc(*all, is)
	if i >= 0 {
		part.Evidence = (*all)[i].ID
		return part, nil
	}
	e.Product = task.ProductOf(e, *all)
	switch err := insertEvidence(ctx, tx, &e); {
	case errors.Is(translate(ctx, err), plan.ErrNotFound): // filed at the same moment in another chat
		if *all, err = evidence(ctx, tx, e.Commune, e.Task); err != nil {
			return part, err
		}
		if i = slices.IndexFunc(*all, is); i < 0 {
			return part, fmt.Errorf("evidence %q is neither new nor known", e.Identity())
		}
		part.Evidence = (*all)[i].ID
		return part, nil
	case err != nil:
		return part, err
	}
	*all = append(*all, e)
	part.Outcome, part.Evidence = plan.PartKept, e.ID
	return part, s.audit(ctx, tx, change{
		commune: e.Commune, at: e.At, by: e.Author, chat: e.Source.Chat, message: e.Source.Message, action: "evidence",
		subject: fmt.Sprintf("task %d", e.Task), after: e,
	})
}

func insertEvidence(ctx context.Context, tx *sqlx.Tx, e *plan.Evidence) error {
	return tx.GetContext(ctx, &e.ID, `
		INSERT INTO evidence (commune_id, task_id, set_id, kind, identity, sha256, size, name, mime, file_id, doc_kind,
		                      doc_number, doc_day, doc_title, note, product, chat_id, message_id, line, by_id, by_name, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
		ON CONFLICT (task_id, identity) WHERE withdrawn_at IS NULL DO NOTHING
		RETURNING id`,
		e.Commune, e.Task, e.Set, string(e.Kind), e.Identity(), e.SHA256, e.Size, e.Name, e.MIME, e.File, string(e.Document.Kind),
		e.Document.Number, e.Document.Day, e.Document.Title, e.Note, e.Product, e.Source.Chat, e.Source.Message, e.Source.Line,
		e.Author.ID, e.Author.Name, e.At)
}

func addPart(ctx context.Context, tx *sqlx.Tx, set plan.EvidenceSet, p plan.EvidencePart) error {
	var kept *int64
	if p.Evidence != 0 {
		kept = &p.Evidence
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO evidence_part (chat_id, message_id, line, commune_id, set_id, outcome, evidence_id, name, size)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		set.Source.Chat, p.Message, p.Line, set.Commune, set.ID, string(p.Outcome), kept, p.Name, p.Size)
	return err
}
