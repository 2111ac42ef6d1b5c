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

// open makes mails of claimed mailboxes, and says what of them is to be given back. What could not be read is given
// back whole: somebody else may read it, and need not wait for the lease to end.
func (s *Store) open(ctx context.Context, claimed []claimedRow, now time.Time) (mails []plan.Mail, back returned, err error) {
	err = s.inSnapshot(ctx, func(tx *sqlx.Tx) (err error) {
		mails, back, err = s.read(ctx, tx, claimed, now)
		s.at(pointOpened)
		return err
	})
	switch {
	case err == nil:
		return mails, back, nil
	case passing(ctx, err):
		return nil, returned{boxes: addressesOf(claimed)}, err
	default:
		return nil, returned{boxes: addressesOf(claimed), spoiled: addressesOf(claimed)}, err
	}
}

// openOneByOne opens mailboxes each for itself, after what is in one of them kept all from being read.
func (s *Store) openOneByOne(ctx context.Context, claimed []claimedRow, now time.Time) (mails []plan.Mail, back returned, err error) {
	for _, c := range claimed {
		mine, mineBack, failed := s.open(ctx, []claimedRow{c}, now)
		mails = append(mails, mine...)
		back.add(mineBack)
		if failed != nil {
			err = errors.Join(err, fmt.Errorf("chat %d: %w", c.Chat, failed))
		}
	}
	return mails, back, err
}

func (s *Store) read(ctx context.Context, tx *sqlx.Tx, claimed []claimedRow, now time.Time) (mails []plan.Mail, back returned, err error) {
	letters, err := waitingLetters(ctx, tx, claimed, now)
	if err != nil {
		return nil, returned{}, err
	}
	byBox := map[address][]letterRow{}
	for _, l := range letters {
		a := address{l.Chat, l.Thread}
		byBox[a] = append(byBox[a], l)
	}
	people, err := people(ctx, tx, claimed, now)
	if err != nil {
		return nil, returned{}, err
	}
	o := opener{tx: tx, now: now, store: s}
	for _, c := range claimed {
		rows := ofOnePlan(c.readyOf(byBox[c.address()]))
		to, outcome, why := recipient(c, rows, people)
		if len(rows) > 0 && outcome == "" {
			o.boxes = append(o.boxes, opened{c, to, rows})
			continue
		}
		back.boxes = append(back.boxes, c.address())
		if len(rows) > 0 {
			back.communes = append(back.communes, *rows[0].Commune)
		}
		for _, r := range rows {
			back.letters = append(back.letters, plan.Dropped{Letter: plan.Letter{ID: r.ID}, Outcome: outcome, Why: why})
		}
	}
	mails, err = o.mails(ctx)
	return mails, back, err
}

// readyOf leaves out what still gathers: all but the edits, unless a critical letter takes the others along.
func (r claimedRow) readyOf(rows []letterRow) []letterRow {
	if r.Gathered || slices.ContainsFunc(rows, func(l letterRow) bool { return l.Critical }) {
		return rows
	}
	return slices.DeleteFunc(rows, func(l letterRow) bool { return l.Kind != string(plan.LetterRefresh) })
}

// ofOnePlan leaves out the letters of other plans than the first one's.
func ofOnePlan(rows []letterRow) []letterRow {
	return slices.DeleteFunc(rows, func(l letterRow) bool { return planOf(l) != planOf(rows[0]) })
}

// Why letters end that were claimed and are not told.
const (
	whyUnbound plan.Why = "unbound" // the chat, or the person, does not belong to their commune any more
	whyGone    plan.Why = "gone"    // nothing arrives there
)

// recipient is whom the letters of a mailbox go to, or what they end as: nothing of one commune may be told in
// another, nor where the bot was thrown out, whoever has brought it back. An operator needs no commune.
func recipient(c claimedRow, rows []letterRow, people map[resident]plan.Mailbox) (to plan.Mailbox, end plan.Outcome, why plan.Why) {
	if len(rows) == 0 || rows[0].Commune == nil {
		return plan.Mailbox{Chat: c.Chat, Thread: c.Thread, Active: true}, "", ""
	}
	to, ok := people[resident{c.address(), *rows[0].Commune}]
	switch {
	case !ok:
		return to, plan.Superseded, whyUnbound
	case !to.Active:
		return to, plan.Dead, whyGone
	default:
		return to, "", ""
	}
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
