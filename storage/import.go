package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// What an import refuses.
var (
	// ErrEased says that a goal would be lowered without the document and the day of effect that order it.
	ErrEased = errors.New("a goal would be eased without a document and a day of effect (document, effective)")
	// ErrUnitDropped says that a unit on record is missing from the file, where it should end by its until: date.
	ErrUnitDropped = errors.New("a unit on record is missing from the file; keep it there with an until date")
	// ErrNumberTaken says that a file uses the number of a task that was given during the year.
	ErrNumberTaken = errors.New("belongs to a task given during the year; give the file's task another number")
)

// Import compares a plan from a file with the one on record and, where apply is set, writes it: all of it or
// nothing. Tasks and targets keep their identity and their figures; what the file leaves out is retired, not
// deleted. Writing the same file again changes nothing. The draft's identities are filled in.
func (s *Store) Import(ctx context.Context, draft *plan.Plan, by plan.Author, apply bool, now time.Time) (plan.Changes, int64, error) {
	var changes plan.Changes
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		old, err := onRecord(ctx, tx, draft)
		if err != nil && !errors.Is(err, plan.ErrNotFound) {
			return err
		}
		if old != nil {
			if taken := draft.Taken(old); len(taken) > 0 {
				return fmt.Errorf("number %d %w", taken[0], ErrNumberTaken)
			}
			draft.Adopt(old)
		}
		changes = plan.Diff(old, draft)
		if !apply || changes.Empty() {
			return nil
		}
		return s.apply(ctx, tx, draft, changes, by, now)
	})
	if err != nil {
		return changes, 0, fmt.Errorf("import plan %s: %w", draft.Number, err)
	}
	return changes, draft.ID, nil
}

// onRecord reads the plan that a draft is a new reading of; plan.ErrNotFound, and nil, when it is the first. It locks the commune, so that
// two imports do not mix; a round may go on to refer to the plan meanwhile.
func onRecord(ctx context.Context, tx *sqlx.Tx, draft *plan.Plan) (*plan.Plan, error) {
	var id int64
	err := tx.GetContext(ctx, &id, `
		SELECT p.id FROM plan p JOIN commune co ON co.id = p.commune_id
		WHERE co.code = $1 AND p.year = $2 AND p.number = $3
		FOR NO KEY UPDATE`, draft.Commune.Code, draft.Year, draft.Number)
	if err != nil {
		return nil, translate(ctx, err)
	}
	return loadPlan(ctx, tx, id)
}

func (s *Store) apply(ctx context.Context, tx *sqlx.Tx, p *plan.Plan, changes plan.Changes, by plan.Author, now time.Time) error {
	if len(changes.Eased) > 0 {
		return ErrEased
	}
	for _, u := range changes.Units {
		if u.Kind == plan.Removed {
			return fmt.Errorf("%s: %w", u.Name, ErrUnitDropped)
		}
	}
	w := writer{tx: tx, plan: p}
	for _, write := range []func(context.Context) error{
		func(ctx context.Context) error { return w.commune(ctx, now) },
		w.head, w.units, w.areas, w.tasks, w.scores, w.questions,
	} {
		if err := write(ctx); err != nil {
			return err
		}
	}
	if err := s.refoldPlan(ctx, tx, p); err != nil {
		return err
	}
	if err := s.watch(ctx, tx, p, now); err != nil {
		return err
	}
	if err := s.retireMatters(ctx, tx, p.ID, change{commune: p.Commune.ID, at: now, by: by}); err != nil {
		return err
	}
	return s.audit(ctx, tx, change{
		commune: p.Commune.ID, at: now, by: by, action: "import", subject: fmt.Sprintf("plan %d", p.ID), after: changes,
	})
}

// refoldPlan folds every total anew: a target may add up differently now.
func (s *Store) refoldPlan(ctx context.Context, tx *sqlx.Tx, p *plan.Plan) error {
	var keys []struct {
		Target int64 `db:"target_id"`
		Unit   int64 `db:"unit_id"`
	}
	err := tx.SelectContext(ctx, &keys, `SELECT target_id, unit_id FROM total WHERE plan_id = $1 ORDER BY 1, 2`, p.ID)
	if err != nil {
		return err
	}
	for _, k := range keys { // a few dozen at most, and each needs its lock
		slot, err := s.lockSlot(ctx, tx, p.Commune.ID, p.ID, plan.Slot{Target: k.Target, Unit: k.Unit})
		if err != nil {
			return err
		}
		if _, err := s.refold(ctx, tx, p.ID, slot); err != nil {
			return err
		}
	}
	return nil
}
