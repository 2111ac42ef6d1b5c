package storage

import (
	"context"
	"errors"
	"fmt"
	"slices"
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
	var empty []address
	err = s.inSnapshot(ctx, func(tx *sqlx.Tx) (err error) {
		mails, empty, err = s.open(ctx, tx, claimed, now)
		s.at(pointOpened)
		return err
	})
	if err != nil { // somebody else may read them: what was claimed need not wait for the lease to end
		empty = nil
		for _, c := range claimed {
			empty = append(empty, c.address())
		}
	}
	return mails, wrapClaim(errors.Join(err, s.giveBack(context.WithoutCancel(ctx), empty)))
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

// open makes mails of claimed mailboxes, and lists those that hold nothing.
func (s *Store) open(ctx context.Context, tx *sqlx.Tx, claimed []claimedRow, now time.Time) (mails []plan.Mail, empty []address, err error) {
	letters, err := waitingLetters(ctx, tx, claimed, now)
	if err != nil {
		return nil, nil, err
	}
	byBox := map[address][]letterRow{}
	for _, l := range letters {
		a := address{l.Chat, l.Thread}
		if first := byBox[a]; len(first) == 0 || planOf(first[0]) == planOf(l) {
			byBox[a] = append(first, l)
		}
	}
	o := opener{tx: tx, now: now, store: s}
	for _, c := range claimed {
		rows := byBox[c.address()]
		if len(rows) == 0 {
			empty = append(empty, c.address())
			continue
		}
		o.add(c, rows)
	}
	mails, err = o.mails(ctx)
	return mails, empty, err
}

func planOf(l letterRow) int64 {
	if l.Plan == nil {
		return 0
	}
	return *l.Plan
}

// waitingLetters reads what is due in some mailboxes, the critical first, then the oldest.
func waitingLetters(ctx context.Context, tx *sqlx.Tx, claimed []claimedRow, now time.Time) ([]letterRow, error) {
	boxes := make([]address, len(claimed))
	for i, c := range claimed {
		boxes[i] = c.address()
	}
	chats, threads := columns(boxes)
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
func (s *Store) giveBack(ctx context.Context, boxes []address) error {
	if len(boxes) == 0 {
		return nil
	}
	return s.inTx(ctx, func(tx *sqlx.Tx) error {
		if err := lockMailboxes(ctx, tx, boxes); err != nil {
			return err
		}
		chats, threads := columns(boxes)
		_, err := tx.ExecContext(ctx, `
			UPDATE mailbox AS m SET lease = '-infinity'
			FROM unnest($1::bigint[], $2::bigint[]) AS a (chat_id, thread_id)
			WHERE m.chat_id = a.chat_id AND m.thread_id = a.thread_id`, chats, threads)
		if err != nil {
			return fmt.Errorf("give mailboxes back: %w", err)
		}
		return settleMailboxes(ctx, tx, boxes)
	})
}

// opener makes mails of rows: what they are about is read for all of them at once.
type opener struct {
	tx    *sqlx.Tx
	store *Store
	now   time.Time
	boxes []opened
}

// opened is a claimed mailbox with its letters, all of one plan.
type opened struct {
	claimedRow
	rows []letterRow
}

func (o *opener) add(c claimedRow, rows []letterRow) { o.boxes = append(o.boxes, opened{c, rows}) }

func (o *opener) mails(ctx context.Context) ([]plan.Mail, error) {
	plans, err := o.plans(ctx)
	if err != nil {
		return nil, err
	}
	people, err := o.people(ctx)
	if err != nil {
		return nil, err
	}
	shown, err := o.shown(ctx)
	if err != nil {
		return nil, err
	}
	about, err := o.episodes(ctx, shown)
	if err != nil {
		return nil, err
	}
	mails := make([]plan.Mail, len(o.boxes))
	for i, b := range o.boxes {
		m := &mails[i]
		m.Fence = b.Fence
		m.To = o.mailbox(b, people)
		if p := plans[planOf(b.rows[0])]; p != nil {
			m.Plan, m.Facts = p.Plan, p.Facts
		}
		if b.PushedOn == officeDay(o.now) {
			m.Pushed = b.Pushes
		}
		if m.Letters, err = o.letters(b.rows, about, shown); err != nil {
			return nil, err
		}
	}
	return mails, nil
}

// letters are the rows with their episodes as they are now, and what each message shows that is to be edited.
func (o *opener) letters(rows []letterRow, about map[int64]plan.Episode, shown map[message][]letterRow) ([]plan.Letter, error) {
	all := make([]plan.Letter, len(rows))
	for i, r := range rows {
		l, err := r.letter()
		if err != nil {
			return nil, err
		}
		if r.Episode != nil {
			l.Episode = about[*r.Episode]
		}
		if l.Kind == plan.LetterRefresh {
			if l.Shown, err = o.letters(shown[message{r.Chat, r.ReplyTo}], about, nil); err != nil {
				return nil, err
			}
		}
		all[i] = l
	}
	return all, nil
}

// planned is a plan with its figures.
type planned struct {
	*plan.Plan
	plan.Facts
}

func (o *opener) plans(ctx context.Context) (map[int64]*planned, error) {
	var ids []int64
	for _, b := range o.boxes {
		if id := planOf(b.rows[0]); id != 0 {
			ids = append(ids, id)
		}
	}
	ids = unique(ids)
	if len(ids) == 0 {
		return nil, nil
	}
	plans, err := o.store.currentPlans(ctx, o.tx, ids)
	if err != nil {
		return nil, err
	}
	facts, err := facts(ctx, o.tx, plans, o.now)
	if err != nil {
		return nil, err
	}
	all := make(map[int64]*planned, len(plans))
	for _, p := range plans {
		all[p.ID] = &planned{p, facts[p.ID]}
	}
	return all, nil
}

// resident is who a mailbox belongs to in a commune.
type resident struct {
	address
	commune int64
}

// people reads whose chats the mailboxes are: a unit's in the commune of the letters, or a leader's own.
func (o *opener) people(ctx context.Context) (map[resident]plan.Mailbox, error) {
	boxes := make([]address, len(o.boxes))
	for i, b := range o.boxes {
		boxes[i] = b.address()
	}
	chats, threads := columns(boxes)
	var rows []struct {
		Commune int64 `db:"commune_id"`
		mailboxRow
	}
	err := o.tx.SelectContext(ctx, &rows, `
		SELECT c.commune_id, c.chat_id, c.thread_id, c.unit_id, '' AS role, c.active AND NOT c.muted AS active
		FROM unnest($1::bigint[], $2::bigint[]) AS a (chat_id, thread_id)
		JOIN chat c ON c.chat_id = a.chat_id AND c.thread_id = a.thread_id
		UNION ALL
		SELECT s.commune_id, s.telegram_id, 0, m.unit_id, m.role, NOT s.unreachable
		FROM unnest($1::bigint[]) AS a (chat_id)
		JOIN staff s ON s.telegram_id = a.chat_id
		JOIN membership m ON m.staff_id = s.id
		WHERE m.since <= $3 AND (m.until IS NULL OR m.until >= $3)`, chats, threads, officeDay(o.now))
	if err != nil {
		return nil, fmt.Errorf("read whose mail it is: %w", err)
	}
	people := make(map[resident]plan.Mailbox, len(rows))
	for _, r := range rows {
		key := resident{address{r.Chat, r.Thread}, r.Commune}
		if former, ok := people[key]; !ok || rank(plan.Role(r.Role)) > rank(former.Role) {
			people[key] = r.mailbox()
		}
	}
	return people, nil
}

// rank orders the roles of one person: alerts go to the highest.
func rank(r plan.Role) int {
	return slices.Index([]plan.Role{plan.ViceChairman, plan.Chairman}, r)
}

// mailbox is where a mail goes. A chat that no longer belongs to the letters' commune gets nothing of it; an operator
// needs no unit.
func (o *opener) mailbox(b opened, people map[resident]plan.Mailbox) plan.Mailbox {
	if b.rows[0].Commune == nil {
		return plan.Mailbox{Chat: b.Chat, Thread: b.Thread, Active: true}
	}
	if m, ok := people[resident{b.address(), *b.rows[0].Commune}]; ok {
		return m
	}
	return plan.Mailbox{Chat: b.Chat, Thread: b.Thread}
}

// message is one message of ours in a chat.
type message struct {
	chat int64
	id   int
}

// shown reads what the messages show that are to be edited.
func (o *opener) shown(ctx context.Context) (map[message][]letterRow, error) {
	var chats, messages []int64
	for _, b := range o.boxes {
		for _, r := range b.rows {
			if r.Kind == string(plan.LetterRefresh) {
				chats, messages = append(chats, r.Chat), append(messages, int64(r.ReplyTo))
			}
		}
	}
	if len(chats) == 0 {
		return nil, nil
	}
	var rows []letterRow
	err := o.tx.SelectContext(ctx, &rows, `
		SELECT `+letterColumns+`
		FROM (SELECT DISTINCT * FROM unnest($1::bigint[], $2::bigint[])) AS a (chat_id, message_id)
		JOIN outbox o ON o.chat_id = a.chat_id AND o.message_id = a.message_id AND o.message_id <> 0
		WHERE o.outcome = 'sent' AND o.kind <> 'refresh'
		ORDER BY o.place, o.id`, int64s(chats), int64s(messages))
	if err != nil {
		return nil, fmt.Errorf("read what messages show: %w", err)
	}
	shown := map[message][]letterRow{}
	for _, r := range rows {
		at := message{r.Chat, r.Message}
		shown[at] = append(shown[at], r)
	}
	return shown, nil
}

// episodes reads what all the letters are about.
func (o *opener) episodes(ctx context.Context, shown map[message][]letterRow) (map[int64]plan.Episode, error) {
	var ids []int64
	note := func(rows []letterRow) {
		for _, r := range rows {
			if r.Episode != nil {
				ids = append(ids, *r.Episode)
			}
		}
	}
	for _, b := range o.boxes {
		note(b.rows)
	}
	for _, rows := range shown {
		note(rows)
	}
	found, err := episodes(ctx, o.tx, `WHERE e.id = ANY($1)`, int64s(unique(ids)))
	if err != nil {
		return nil, fmt.Errorf("read episodes: %w", err)
	}
	byID := make(map[int64]plan.Episode, len(found))
	for _, e := range found {
		byID[e.ID] = e
	}
	return byID, nil
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
