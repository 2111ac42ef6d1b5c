package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// putOff is how long a plan that could not be judged waits.
const putOff = time.Hour

// RaiseDue judges the plans whose time has come, at most so many, in one transaction. A plan that cannot be judged, or
// whose round cannot be written, is put off an hour and told in Failed; the others go on. Plans that another process
// judges meanwhile are left to it.
func (s *Store) RaiseDue(ctx context.Context, now time.Time, spread time.Duration, most int) (plan.Raised, error) {
	raised, err := s.raise(ctx, now, spread, due(now, most))
	if err == nil {
		return raised, nil
	}
	if passing(ctx, err) {
		return plan.Raised{}, fmt.Errorf("judge what is due: %w", err)
	}
	return s.raiseOneByOne(ctx, now, spread, most)
}

// raiseOneByOne judges plans each in a transaction of its own, after one of them broke that of all.
func (s *Store) raiseOneByOne(ctx context.Context, now time.Time, spread time.Duration, most int) (plan.Raised, error) {
	var ids []int64
	err := s.db.SelectContext(ctx, &ids, `
		SELECT plan_id FROM watch WHERE next_at <= $1 ORDER BY next_at LIMIT $2`, now, most)
	if err != nil {
		return plan.Raised{}, fmt.Errorf("judge what is due: %w", translate(ctx, err))
	}
	var all plan.Raised
	for _, id := range ids {
		raised, err := s.raise(ctx, now, spread, one(id, now))
		if err != nil && !passing(ctx, err) {
			raised.Failed = append(raised.Failed, plan.PlanFailure{Plan: id, Err: err})
			err = s.putOffPlan(ctx, id, err, now)
		}
		if err != nil {
			return all, fmt.Errorf("judge plan %d: %w", id, translate(ctx, err))
		}
		all.Plans, all.Flips, all.Letters = all.Plans+raised.Plans, all.Flips+raised.Flips, all.Letters+raised.Letters
		all.Failed = append(all.Failed, raised.Failed...)
	}
	return all, nil
}

func (s *Store) putOffPlan(ctx context.Context, id int64, cause error, now time.Time) error {
	_, err := s.db.ExecContext(ctx, `
		UPDATE watch SET next_at = $2, failures = failures + 1, error = $3 WHERE plan_id = $1`,
		id, now.Add(putOff), storable(cause.Error()))
	return err
}

// passing reports a failure that has nothing to do with the plan: the connection, the server, our own context.
func passing(ctx context.Context, err error) bool {
	var network net.Error
	if ctx.Err() != nil || errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &network) {
		return true
	}
	state := sqlState(err)
	if len(state) < 2 || state == queryCanceled {
		return false
	}
	switch state[:2] {
	case "08", "25", "40", "53", "57", "58": // connection, transaction, conflict, resources, operator, system
		return true
	default:
		return false
	}
}

// pick locks the watches of plans that are due, and leaves those that another process holds.
type pick struct {
	where string
	args  []any
}

func due(now time.Time, most int) pick {
	return pick{`WHERE next_at <= $1 ORDER BY next_at LIMIT $2`, []any{now, most}}
}

func one(id int64, now time.Time) pick {
	return pick{`WHERE plan_id = $1 AND next_at <= $2`, []any{id, now}}
}

func (s *Store) raise(ctx context.Context, now time.Time, spread time.Duration, plans pick) (plan.Raised, error) {
	now = now.UTC().Truncate(time.Microsecond)
	var raised plan.Raised
	err := s.inTx(ctx, func(tx *sqlx.Tx) error {
		raised = plan.Raised{}
		var ids []int64
		err := tx.SelectContext(ctx, &ids, `SELECT plan_id FROM watch `+plans.where+` FOR UPDATE SKIP LOCKED`, plans.args...)
		if err != nil || len(ids) == 0 {
			return err
		}
		s.at(pointLocked)
		watches, err := s.watches(ctx, tx, ids, now)
		if err != nil {
			return err
		}
		s.at(pointRead)
		r := &roundWriter{tx: tx, store: s, now: now}
		for _, w := range watches {
			r.take(w, s.judged(w, now, spread))
		}
		err = r.write(ctx)
		s.at(pointWritten)
		raised = r.raised
		return err
	})
	if err != nil {
		return plan.Raised{}, err
	}
	return raised, nil
}

// judgement is a plan's round, or why there is none.
type judgement struct {
	plan.Round
	err error
}

// judged judges one plan. Rules that break on a plan nobody has thought of break on it alone.
func (s *Store) judged(w *plan.Watch, now time.Time, spread time.Duration) (j judgement) {
	defer func() {
		if cause := recover(); cause != nil {
			j = judgement{err: fmt.Errorf("the rules broke: %v", cause)}
		}
	}()
	round := s.judge(*w, now, spread)
	for _, f := range round.Flips {
		_ = round.Episodes[f.Episode]
	}
	for _, n := range round.Notices {
		_ = round.Episodes[n.Episode]
	}
	return judgement{Round: round}
}

// NextRound is when the next plan is due; ok is false where none ever is.
func (s *Store) NextRound(ctx context.Context) (at time.Time, ok bool, err error) {
	var next sql.NullTime
	err = s.db.GetContext(ctx, &next, `SELECT GREATEST(min(next_at), '2000-01-01') FROM watch HAVING min(next_at) IS NOT NULL`)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, false, nil
	}
	if err != nil {
		return time.Time{}, false, fmt.Errorf("look for the next round: %w", translate(ctx, err))
	}
	return next.Time, next.Valid, nil
}
