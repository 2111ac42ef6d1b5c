package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// Acknowledge takes an episode up: repeats and the ladder wait for as long as the commune has it. again is true where
// it is taken up already, by whomever; nothing changes then. plan.ErrSettled says that it is over, or was never told.
// Whether the person may do so is the caller's to check.
func (s *Store) Acknowledge(ctx context.Context, commune, episode int64, by plan.Author, now time.Time) (e plan.Episode, again bool, err error) {
	now = now.UTC().Truncate(time.Microsecond)
	err = s.inTx(ctx, func(tx *sqlx.Tx) error {
		again = false
		var p *plan.Plan
		if e, p, err = s.lockEpisode(ctx, tx, commune, episode); err != nil {
			return err
		}
		if again = e.State == plan.Acknowledged; again {
			return nil
		}
		entry, err := newestEntry(ctx, tx, e.Subject)
		if err != nil {
			return err
		}
		before := e
		after, flip := e.Acknowledged(by, entry, p.HoldUntil(p.Alerting().AckDays, now), now)
		e = after
		return s.put(ctx, tx, before, after, flip, "")
	})
	if err != nil {
		return plan.Episode{}, false, fmt.Errorf("acknowledge episode %d: %w", episode, err)
	}
	return e, again, nil
}

// Snooze puts an episode off until an instant; from the second time on it needs a reason (plan.ErrNeedsReason). The
// same snooze again changes nothing.
func (s *Store) Snooze(ctx context.Context, commune, episode int64, until time.Time, reason string, by plan.Author, now time.Time) (plan.Episode, error) {
	now = now.UTC().Truncate(time.Microsecond)
	var e plan.Episode
	err := s.inTx(ctx, func(tx *sqlx.Tx) (err error) {
		if e, _, err = s.lockEpisode(ctx, tx, commune, episode); err != nil {
			return err
		}
		if e.Snoozes > 0 && e.HeldUntil.Equal(until) {
			return nil
		}
		if e.Snoozes > 0 && reason == "" {
			return plan.ErrNeedsReason
		}
		before := e
		after, flip := e.Snoozed(until, by, now)
		e = after
		return s.put(ctx, tx, before, after, flip, reason)
	})
	if err != nil {
		return plan.Episode{}, fmt.Errorf("snooze episode %d: %w", episode, err)
	}
	return e, nil
}

// lockEpisode reads an open episode of a commune with its plan, under the lock of the plan's watch: no round changes
// it meanwhile. One that nobody was told of yet, and so has no ladder, can be neither taken up nor put off.
func (s *Store) lockEpisode(ctx context.Context, tx *sqlx.Tx, commune, id int64) (plan.Episode, *plan.Plan, error) {
	var planID int64
	err := tx.GetContext(ctx, &planID, `
		SELECT w.plan_id FROM episode e JOIN watch w ON w.plan_id = e.plan_id
		WHERE e.id = $1 AND e.commune_id = $2
		FOR UPDATE OF w`, id, commune)
	if err != nil {
		return plan.Episode{}, nil, translate(ctx, err)
	}
	e, err := oneEpisode(ctx, tx, commune, id)
	if err != nil {
		return plan.Episode{}, nil, err
	}
	if !e.Open() || e.State == plan.Pending {
		return plan.Episode{}, nil, plan.ErrSettled
	}
	plans, err := s.currentPlans(ctx, tx, []int64{planID})
	if err != nil {
		return plan.Episode{}, nil, err
	}
	return e, plans[0], nil
}

// newestEntry is the newest figure that was reported about a subject, 0 where there is none.
func newestEntry(ctx context.Context, tx *sqlx.Tx, about plan.Subject) (id int64, err error) {
	err = tx.GetContext(ctx, &id, `
		SELECT COALESCE(max(e.id), 0)
		FROM target t JOIN entry e ON e.target_id = t.id
		WHERE t.plan_id = (SELECT plan_id FROM task WHERE id = $1) AND t.task_id = $1
		  AND $2::bigint IN (0, t.id) AND $3::bigint IN (0, e.unit_id)`, about.Task, about.Target, about.Unit)
	return id, err
}

// put writes what somebody did with an episode, and has every message edited that shows it.
func (s *Store) put(ctx context.Context, tx *sqlx.Tx, before, after plan.Episode, flip plan.Flip, reason string) error {
	boxes, err := toldOf(ctx, tx, []int64{after.ID})
	if err != nil {
		return err
	}
	if err := lockMailboxes(ctx, tx, boxes); err != nil {
		return err
	}
	if err := changeEpisodes(ctx, tx, []plan.Episode{after}); err != nil {
		return err
	}
	row, err := flipRowOf(after.Commune, flip)
	if err != nil {
		return err
	}
	if err := addFlips(ctx, tx, []flipRow{row}); err != nil {
		return err
	}
	if _, err := refresh(ctx, tx, []int64{after.ID}, 0, flip.At); err != nil {
		return err
	}
	if err := settleMailboxes(ctx, tx, boxes); err != nil {
		return err
	}
	if err := s.wake(ctx, tx, after.Plan, flip.At); err != nil {
		return err
	}
	type held struct {
		State  plan.EpisodeState
		Until  time.Time
		Reason string
	}
	return s.audit(ctx, tx, change{
		commune: after.Commune, at: flip.At, by: flip.By, action: string(flip.Why),
		subject: fmt.Sprintf("episode %d", after.ID),
		before:  held{State: before.State, Until: before.HeldUntil}, after: held{after.State, after.HeldUntil, reason},
	})
}
