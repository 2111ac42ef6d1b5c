package storage

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// opener makes mails of rows: what they are about is read for all of them at once.
type opener struct {
	tx    *sqlx.Tx
	store *Store
	now   time.Time
	boxes []opened

	matters  map[int64]*plan.Matter      // that letters tell
	requests map[int64]*plan.JoinRequest // that letters tell
}

// opened is a claimed mailbox with its letters, all of one plan.
type opened struct {
	claimedRow
	to   plan.Mailbox
	rows []letterRow
}

func (o *opener) mails(ctx context.Context) ([]plan.Mail, error) {
	plans, err := o.plans(ctx)
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
	if err := o.readMatters(ctx, shown); err != nil {
		return nil, err
	}
	if err := o.readRequests(ctx, shown); err != nil {
		return nil, err
	}
	mails := make([]plan.Mail, len(o.boxes))
	for i, b := range o.boxes {
		m := &mails[i]
		m.To, m.Fence = b.to, b.Fence
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
		l.Matter = o.matters[l.Payload.Matter]
		l.Request = o.requests[l.Payload.Request]
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
func people(ctx context.Context, tx *sqlx.Tx, claimed []claimedRow, now time.Time) (map[resident]plan.Mailbox, error) {
	chats, threads := columns(addressesOf(claimed))
	var rows []struct {
		Commune int64 `db:"commune_id"`
		mailboxRow
	}
	err := tx.SelectContext(ctx, &rows, `
		SELECT c.commune_id, c.chat_id, c.thread_id, c.unit_id, '' AS role, c.active
		FROM unnest($1::bigint[], $2::bigint[]) AS a (chat_id, thread_id)
		JOIN chat c ON c.chat_id = a.chat_id AND c.thread_id = a.thread_id
		UNION ALL
		SELECT s.commune_id, s.telegram_id, 0, m.unit_id, m.role, NOT s.unreachable
		FROM unnest($1::bigint[]) AS a (chat_id)
		JOIN staff s ON s.telegram_id = a.chat_id
		JOIN membership m ON m.staff_id = s.id
		WHERE m.since <= $3 AND (m.until IS NULL OR m.until >= $3)`, chats, threads, officeDay(now))
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

// readMatters reads the matters that letters tell, or messages that are to be edited, as they are now.
func (o *opener) readMatters(ctx context.Context, shown map[message][]letterRow) error {
	ids, err := mattersIn(nil, slices.Concat(slices.Collect(maps.Values(shown))...))
	for _, b := range o.boxes {
		if err == nil {
			ids, err = mattersIn(ids, b.rows)
		}
	}
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return nil
	}
	found, err := matters(ctx, o.tx, `WHERE m.id = ANY($1)`, int64s(unique(ids)))
	if err != nil {
		return err
	}
	o.matters = make(map[int64]*plan.Matter, len(found))
	for i := range found {
		m := &found[i]
		o.matters[m.ID] = m
		if !m.Proves() {
			continue
		}
		if m.Filed, err = evidenceOf(ctx, o.tx, m.Task); err != nil {
			return err
		}
	}
	return nil
}

// mattersIn adds the matters that rows tell.
func mattersIn(ids []int64, rows []letterRow) ([]int64, error) {
	for _, r := range rows {
		if r.Kind != string(plan.LetterMatter) {
			continue
		}
		l, err := r.letter()
		if err != nil {
			return nil, err
		}
		ids = append(ids, l.Payload.Matter)
	}
	return ids, nil
}
