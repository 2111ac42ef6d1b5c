package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// WithdrawEvidence takes back what counts of a set: it stays on record and proves nothing any more. Doing it twice
// changes nothing. It returns the set and all that is filed for its task.
func (s *Store) WithdrawEvidence(ctx context.Context, commune, set int64, by plan.Author, now time.Time) (plan.EvidenceSet, []plan.Evidence, error) {
	return s.changeSet(ctx, commune, set, func(tx *sqlx.Tx, found plan.EvidenceSet) error {
		return s.withdraw(ctx, tx, found, by, now)
	})
}

// ClassifyEvidence says which product of its task the evidence of a set proves, as far as nobody said so before.
func (s *Store) ClassifyEvidence(ctx context.Context, commune, set int64, product string, by plan.Author, now time.Time) (plan.EvidenceSet, []plan.Evidence, error) {
	return s.changeSet(ctx, commune, set, func(tx *sqlx.Tx, found plan.EvidenceSet) error {
		var changed []int64
		err := tx.SelectContext(ctx, &changed, `
			UPDATE evidence SET product = $3
			WHERE commune_id = $1 AND set_id = $2 AND product = '' AND withdrawn_at IS NULL
			RETURNING id`, commune, set, product)
		if err != nil || len(changed) == 0 {
			return err
		}
		return s.audit(ctx, tx, change{
			commune: commune, at: now, by: by, chat: found.Source.Chat, action: "evidence classified",
			subject: fmt.Sprintf("task %d", found.Task), after: map[string]any{"evidence": changed, "product": product},
		})
	})
}

// changeSet changes something of a set, which is locked meanwhile.
func (s *Store) changeSet(ctx context.Context, commune, id int64, act func(*sqlx.Tx, plan.EvidenceSet) error) (set plan.EvidenceSet, all []plan.Evidence, err error) {
	err = s.inTx(ctx, func(tx *sqlx.Tx) error {
		_, err := tx.ExecContext(ctx, `SELECT FROM evidence_set WHERE commune_id = $1 AND id = $2 FOR UPDATE`, commune, id)
		if err != nil {
			return err
		}
		if set, err = evidenceSet(ctx, tx, `WHERE s.commune_id = $1 AND s.id = $2`, commune, id); err != nil {
			return err
		}
		if err := act(tx, set); err != nil {
			return err
		}
		all, err = evidence(ctx, tx, commune, set.Task)
		return err
	})
	if err != nil {
		return plan.EvidenceSet{}, nil, fmt.Errorf("change evidence set %d: %w", id, err)
	}
	return set, all, nil
}

// withdraw takes back what counts of a set.
func (s *Store) withdraw(ctx context.Context, tx *sqlx.Tx, set plan.EvidenceSet, by plan.Author, now time.Time) error {
	var withdrawn []int64
	err := tx.SelectContext(ctx, &withdrawn, `
		UPDATE evidence SET withdrawn_at = $3, withdrawn_id = $4, withdrawn_name = $5
		WHERE commune_id = $1 AND set_id = $2 AND withdrawn_at IS NULL
		RETURNING id`, set.Commune, set.ID, now, by.ID, by.Name)
	if err != nil || len(withdrawn) == 0 {
		return err
	}
	return s.audit(ctx, tx, change{
		commune: set.Commune, at: now, by: by, chat: set.Source.Chat, action: "evidence withdrawn",
		subject: fmt.Sprintf("task %d", set.Task), before: map[string]any{"evidence": withdrawn},
	})
}
