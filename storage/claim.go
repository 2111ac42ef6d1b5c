package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// lease is how long a claimed chat is one process's alone, by the database's clock: longer than a send may last.
const lease = "60 seconds"

// Claim takes chats with letters that are ready, at most so many, so that nobody else sends to them. Letters that are
// not critical gather for a while first, counted from the first of them. A chat whose letters belong to several plans
// gets those of one; the others wait for the next claim.
func (s *Store) Claim(ctx context.Context, now time.Time, gather time.Duration, most int) ([]plan.Mail, error) {
	now = now.UTC().Truncate(time.Microsecond)
	claimed, err := s.claim(ctx, now, gather, most)
	if err != nil || len(claimed) == 0 {
		return nil, wrapClaim(err)
	}
	s.at(pointLeased)
	var mails []plan.Mail
	var back returned
	err = s.inSnapshot(ctx, func(tx *sqlx.Tx) (err error) {
		mails, back, err = s.open(ctx, tx, claimed, now)
		s.at(pointOpened)
		return err
	})
	if err != nil { // somebody else may read them: what was claimed need not wait for the lease to end
		back = returned{boxes: addressesOf(claimed)}
	}
	return mails, wrapClaim(errors.Join(err, s.giveBack(context.WithoutCancel(ctx), back, now)))
}

// returned is what a claim took and has no use for: mailboxes, and letters whose chat belongs to somebody else now.
type returned struct {
	boxes   []address
	letters []int64
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
}

func (r claimedRow) address() address { return address{r.Chat, r.Thread} }

func addressesOf(claimed []claimedRow) []address {
	boxes := make([]address, len(claimed))
	for i, c := range claimed {
		boxes[i] = c.address()
	}
	return boxes
}

func (s *Store) claim(ctx context.Context, now time.Time, gather time.Duration, most int) ([]claimedRow, error) {
	var rows []claimedRow
	err := s.db.SelectContext(ctx, &rows, `
		WITH free AS (
			SELECT chat_id, thread_id FROM mailbox
			WHERE ready_at <= $1 AND (ready_at <= $2 OR urgent_at <= $1)
			  AND not_before <= clock_timestamp() AND lease <= clock_timestamp()
			ORDER BY urgent_at <= $1 DESC NULLS LAST, ready_at
			LIMIT $3
			FOR UPDATE SKIP LOCKED
		)
		UPDATE mailbox AS m SET lease = clock_timestamp() + interval '`+lease+`', fence = m.fence + 1
		FROM free
		WHERE m.chat_id = free.chat_id AND m.thread_id = free.thread_id
		RETURNING m.chat_id, m.thread_id, m.fence, m.pushed_on, m.pushes`, now, now.Add(-gather), most)
	return rows, translate(ctx, err)
}

// open makes mails of claimed mailboxes, and says what of them is to be given back.
func (s *Store) open(ctx context.Context, tx *sqlx.Tx, claimed []claimedRow, now time.Time) (mails []plan.Mail, back returned, err error) {
	letters, err := waitingLetters(ctx, tx, claimed, now)
	if err != nil {
		return nil, returned{}, err
	}
	byBox := map[address][]letterRow{}
	for _, l := range letters {
		a := address{l.Chat, l.Thread}
		if first := byBox[a]; len(first) == 0 || planOf(first[0]) == planOf(l) {
			byBox[a] = append(first, l)
		}
	}
	people, err := people(ctx, tx, claimed, now)
	if err != nil {
		return nil, returned{}, err
	}
	o := opener{tx: tx, now: now, store: s}
	for _, c := range claimed {
		rows := byBox[c.address()]
		to, ok := recipient(c, rows, people)
		if ok {
			o.boxes = append(o.boxes, opened{c, to, rows})
			continue
		}
		back.boxes = append(back.boxes, c.address())
		for _, r := range rows {
			back.letters = append(back.letters, r.ID)
		}
	}
	mails, err = o.mails(ctx)
	return mails, back, err
}

// recipient is whom the letters of a mailbox go to. ok is false where there are none, or where the chat no longer
// belongs to their commune: nothing of one commune may be told in another. An operator needs no commune.
func recipient(c claimedRow, rows []letterRow, people map[resident]plan.Mailbox) (to plan.Mailbox, ok bool) {
	if len(rows) == 0 {
		return plan.Mailbox{}, false
	}
	if rows[0].Commune == nil {
		return plan.Mailbox{Chat: c.Chat, Thread: c.Thread, Active: true}, true
	}
	to, ok = people[resident{c.address(), *rows[0].Commune}]
	return to, ok
}

func planOf(l letterRow) int64 {
	if l.Plan == nil {
		return 0
	}
	return *l.Plan
}

// waitingLetters reads what is due in some mailboxes, the critical first, then the oldest.
func waitingLetters(ctx context.Context, tx *sqlx.Tx, claimed []claimedRow, now time.Time) ([]letterRow, error) {
	chats, threads := columns(addressesOf(claimed))
	var rows []letterRow
	err := tx.SelectContext(ctx, &rows, `
		SELECT `+letterColumns+`
		FROM unnest($1::bigint[], $2::bigint[]) AS a (chat_id, thread_id)
		JOIN outbox o ON o.chat_id = a.chat_id AND o.thread_id = a.thread_id AND o.outcome = 'waiting' AND o.send_after <= $3
		ORDER BY o.critical DESC, o.due_at, o.id`, chats, threads, now)
	if err != nil {
		return nil, fmt.Errorf("read letters: %w", err)
	}
	return rows, nil
}

// giveBack ends claims that this process alone holds, and says when the mailboxes are ready next.
func (s *Store) giveBack(ctx context.Context, back returned, now time.Time) error {
	if len(back.boxes) == 0 {
		return nil
	}
	return s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := lockMailboxes(ctx, tx, back.boxes); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `
			UPDATE outbox SET outcome = 'superseded', reason = 'unbound', done_at = $2
			WHERE id = ANY($1) AND outcome = 'waiting'`, int64s(back.letters), now)
		if err != nil {
			return fmt.Errorf("take back letters: %w", err)
		}
		chats, threads := columns(back.boxes)
		_, err = tx.ExecContext(ctx, `
			UPDATE mailbox AS m SET lease = '-infinity'
			FROM unnest($1::bigint[], $2::bigint[]) AS a (chat_id, thread_id)
			WHERE m.chat_id = a.chat_id AND m.thread_id = a.thread_id`, chats, threads)
		if err != nil {
			return fmt.Errorf("give mailboxes back: %w", err)
		}
		return settleMailboxes(ctx, tx, back.boxes)
	})
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
