package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Claim takes chats with letters that are ready, at most so many, so that nobody else sends to them. Letters gather for
// a while first, counted from the first of them, unless one is critical; edits are made meanwhile. Letters of a plan
// whose round is overdue wait for it. A chat whose letters belong to several plans gets those of one; the others wait
// for the next claim. Where some cannot be read the error says so; the mails of the others come all the same.
func (s *Store) Claim(ctx context.Context, now time.Time, gather time.Duration, most int) ([]plan.Mail, error) {
	now = now.UTC().Truncate(time.Microsecond)
	behind, err := s.behind(ctx, now)
	if err != nil {
		return nil, wrapClaim(err)
	}
	claimed, err := s.claim(ctx, now, gather, most, behind)
	if err != nil || len(claimed) == 0 {
		return nil, wrapClaim(err)
	}
	s.at(pointLeased)
	mails, back, err := s.open(ctx, claimed, now)
	if err != nil && !passing(ctx, err) && len(claimed) > 1 {
		mails, back, err = s.openOneByOne(ctx, claimed, now)
	}
	return mails, wrapClaim(errors.Join(err, s.giveBack(context.WithoutCancel(ctx), back, now)))
}

func wrapClaim(err error) error {
	if err != nil {
		return fmt.Errorf("claim letters: %w", err)
	}
	return nil
}

// claimedRow is a mailbox that was taken.
type claimedRow struct {
	Chat     int64         `db:"chat_id"`
	Thread   int           `db:"thread_id"`
	Fence    int64         `db:"fence"`
	PushedOn calendar.Date `db:"pushed_on"`
	Pushes   int           `db:"pushes"`
	Gathered bool          `db:"gathered"`
}

func (r claimedRow) address() address { return address{r.Chat, r.Thread} }

func addressesOf(claimed []claimedRow) []address {
	boxes := make([]address, len(claimed))
	for i, c := range claimed {
		boxes[i] = c.address()
	}
	return boxes
}

func (s *Store) claim(ctx context.Context, now time.Time, gather time.Duration, most int, behind []int64) ([]claimedRow, error) {
	var rows []claimedRow
	err := s.db.SelectContext(ctx, &rows, `
		WITH free AS (
			SELECT chat_id, thread_id FROM mailbox b
			WHERE ready_at <= $1 AND (ready_at <= $2 OR urgent_at <= $1)
			  AND not_before <= clock_timestamp() AND lease <= clock_timestamp()
			  AND (cardinality($4::bigint[]) = 0 OR NOT EXISTS (
				SELECT FROM outbox o
				WHERE o.chat_id = b.chat_id AND o.thread_id = b.thread_id AND o.outcome = 'waiting' AND o.send_after <= $1
				  AND o.plan_id = ANY($4)))
			ORDER BY urgent_at <= $1 DESC NULLS LAST, ready_at
			LIMIT $3
			FOR UPDATE SKIP LOCKED
		)
		UPDATE mailbox AS m SET lease = clock_timestamp() + $5 * interval '1 millisecond', fence = m.fence + 1
		FROM free
		WHERE m.chat_id = free.chat_id AND m.thread_id = free.thread_id
		RETURNING m.chat_id, m.thread_id, m.fence, m.pushed_on, m.pushes, m.ready_at <= $2 AS gathered`, now, now.Add(-gather), most, int64s(behind),
		plan.ClaimLease.Milliseconds())
	return rows, translate(ctx, err)
}

// NextMail is when the next chat is ready; ok is false where nothing waits. Chats that are being sent to, or that
// Telegram asked to wait for, are left out: when those are free is a matter of the database's clock, and of asking
// again from time to time.
func (s *Store) NextMail(ctx context.Context, gather time.Duration) (at time.Time, ok bool, err error) {
	const free = `not_before <= clock_timestamp() AND lease <= clock_timestamp()`
	var next struct {
		Ready  *time.Time `db:"ready"`
		Urgent *time.Time `db:"urgent"`
	}
	err = s.db.GetContext(ctx, &next, `
		SELECT (SELECT ready_at FROM mailbox WHERE ready_at IS NOT NULL AND `+free+` ORDER BY ready_at LIMIT 1) AS ready,
		       (SELECT urgent_at FROM mailbox WHERE urgent_at IS NOT NULL AND `+free+` ORDER BY urgent_at LIMIT 1) AS urgent`)
	if err != nil {
		return time.Time{}, false, fmt.Errorf("look for the next letter: %w", translate(ctx, err))
	}
	switch {
	case next.Ready == nil:
		return time.Time{}, false, nil
	case next.Urgent != nil && next.Urgent.Before(next.Ready.Add(gather)):
		return *next.Urgent, true, nil
	default:
		return next.Ready.Add(gather), true, nil
	}
}
