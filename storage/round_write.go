package storage

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// roundWriter gathers the rounds of several plans and writes them with few statements.
type roundWriter struct {
	tx      *sqlx.Tx
	store   *Store
	now     time.Time
	rounds  []taken
	watches []watchRow
	ends    []plan.Silence
	over    []int64 // episodes that ended
	paused  []int64 // episodes that began to wait for an answer, or have got it
	raised  plan.Raised
}

// taken is a plan's round and what it was judged from.
type taken struct {
	watch *plan.Watch
	plan.Round
}

// watchRow is what a round leaves in its plan's watch.
type watchRow struct {
	Plan   int64      `json:"plan_id"`
	Next   *time.Time `json:"next_at"`
	Error  string     `json:"error"`
	Judged *time.Time `json:"judged_at"` // nil where a task could not be: its morning is not over
}

// take adds the round of one plan.
func (r *roundWriter) take(w *plan.Watch, j judgement) {
	r.raised.Plans++
	row := watchRow{Plan: w.Plan.ID}
	if j.err != nil {
		next := r.now.Add(putOff)
		row.Next, row.Error = &next, storable(j.err.Error())
		r.raised.Failed = append(r.raised.Failed, plan.PlanFailure{Plan: w.Plan.ID, Err: j.err})
		r.watches = append(r.watches, row)
		return
	}
	for _, f := range j.Failed {
		r.raised.Failed = append(r.raised.Failed, plan.PlanFailure{Plan: w.Plan.ID, Task: f.Task, Err: f.Err})
	}
	for _, n := range j.Notices {
		e := &j.Episodes[n.Episode]
		e.Heard = max(e.Heard, n.Said)
	}
	row.Next = r.next(j.Round)
	if len(j.Failed) == 0 {
		row.Judged = &r.now
	}
	r.watches = append(r.watches, row)
	r.rounds = append(r.rounds, taken{w, j.Round})
	r.ends = append(r.ends, idle(w, j.Round)...)
}

// next is when the plan is judged again: an hour later where a task of it failed, and never at once, whatever the
// rules say.
func (r *roundWriter) next(round plan.Round) *time.Time {
	next := round.Next
	if soon := r.now.Add(putOff); len(round.Failed) > 0 && (next.IsZero() || next.After(soon)) {
		next = soon
	}
	if !next.IsZero() && !next.After(r.now) {
		next = r.now.Add(time.Minute)
	}
	return orNull(next)
}

// idle lists the silences that had something to hide until now.
func idle(w *plan.Watch, round plan.Round) []plan.Silence {
	if len(w.Facts.Silences) == 0 {
		return nil
	}
	open := map[int64]plan.Subject{}
	for _, e := range w.Open {
		open[e.ID] = e.Subject
	}
	before := len(open)
	for _, e := range round.Episodes {
		if !e.Open() {
			delete(open, e.ID)
		}
	}
	if len(open) == before {
		return nil
	}
	var ends []plan.Silence
	for _, s := range w.Facts.Silences {
		covered := func(about plan.Subject) bool { return w.Plan.Hides(s, about, s.Until) }
		had, has := false, false
		for _, e := range w.Open {
			had = had || covered(e.Subject)
		}
		for _, about := range open {
			has = has || covered(about)
		}
		for _, e := range round.Episodes {
			has = has || e.Open() && covered(e.Subject)
		}
		if had && !has {
			ends = append(ends, s)
		}
	}
	return ends
}

// write writes all rounds. The order of the locks is that of everybody else: watches, mailboxes, letters.
func (r *roundWriter) write(ctx context.Context) error {
	fresh, changed, err := r.identify(ctx)
	if err != nil {
		return err
	}
	flips, err := r.flips()
	if err != nil {
		return err
	}
	r.paused = r.waitAnew()
	letters := r.letters()
	boxes, err := r.boxes(ctx, letters)
	if err != nil {
		return err
	}
	if err := lockMailboxes(ctx, r.tx, boxes); err != nil {
		return err
	}
	if err := addEpisodes(ctx, r.tx, fresh); err != nil {
		return fmt.Errorf("open episodes: %w", err)
	}
	if err := changeEpisodes(ctx, r.tx, changed); err != nil {
		return fmt.Errorf("change episodes: %w", err)
	}
	if err := addFlips(ctx, r.tx, flips); err != nil {
		return fmt.Errorf("add flips: %w", err)
	}
	r.raised.Flips = len(flips)
	if err := r.tell(ctx, letters); err != nil {
		return err
	}
	if err := settleMailboxes(ctx, r.tx, boxes); err != nil {
		return err
	}
	return r.finish(ctx, len(boxes) > 0)
}

// identify gives new episodes their identities, in the rounds too, and tells them from those on record.
func (r *roundWriter) identify(ctx context.Context) (fresh, changed []plan.Episode, err error) {
	n := 0
	for _, round := range r.rounds {
		for _, e := range round.Episodes {
			if e.ID == 0 {
				n++
			}
		}
	}
	ids, err := newIDs(ctx, r.tx, "episode", n)
	if err != nil {
		return nil, nil, fmt.Errorf("open episodes: %w", err)
	}
	for _, round := range r.rounds {
		for i := range round.Episodes {
			e := &round.Episodes[i]
			e.Commune, e.Plan = round.watch.Plan.Commune.ID, round.watch.Plan.ID
			if e.ID == 0 {
				e.ID, ids = ids[0], ids[1:]
				fresh = append(fresh, *e)
			} else {
				changed = append(changed, *e)
			}
			if !e.Open() {
				r.over = append(r.over, e.ID)
			}
		}
	}
	return fresh, changed, nil
}

func (r *roundWriter) flips() ([]flipRow, error) {
	var rows []flipRow
	for _, round := range r.rounds {
		for _, f := range round.Flips {
			f.Flip.Episode = round.Episodes[f.Episode].ID
			row, err := flipRowOf(round.watch.Plan.Commune.ID, f.Flip)
			if err != nil {
				return nil, fmt.Errorf("inputs of a flip: %w", err)
			}
			rows = append(rows, row)
		}
	}
	return rows, nil
}

func (r *roundWriter) letters() []letterRow {
	var rows []letterRow
	for _, round := range r.rounds {
		for _, n := range round.Notices {
			rows = append(rows, r.letter(round.watch.Plan, round.Episodes[n.Episode], n))
		}
	}
	return rows
}

// letter is the letter of a notice. Its key numbers the announcement, so that one is told once to a chat.
func (r *roundWriter) letter(p *plan.Plan, e plan.Episode, n plan.Notice) letterRow {
	after := n.After
	if after.IsZero() {
		after = r.now
	}
	return letterRow{
		Key:     "e" + strconv.FormatInt(e.ID, 10) + "/" + strconv.Itoa(n.Said) + "/" + place(n.To),
		Commune: &p.Commune.ID, Plan: &p.ID, Episode: &e.ID, Chat: n.To.Chat, Thread: n.To.Thread,
		Kind: string(plan.LetterAlert), Audience: string(n.Audience), Step: n.Step, Repeat: n.Repeat, Why: string(n.Why),
		Critical: n.Critical, Payload: []byte("{}"), DueAt: after, SendAfter: after,
	}
}

// place writes a chat and its topic as keys have them.
func place(m plan.Mailbox) string {
	return strconv.FormatInt(m.Chat, 10) + "/" + strconv.Itoa(m.Thread)
}

// waitAnew lists the episodes whose messages say now that they wait for an answer, or no longer do.
func (r *roundWriter) waitAnew() []int64 {
	var ids []int64
	for _, round := range r.rounds {
		for _, f := range round.Flips {
			if e := round.Episodes[f.Episode]; e.Open() && (f.Why == plan.WhyRests || f.Why == plan.WhyGoesOn) {
				ids = append(ids, e.ID)
			}
		}
	}
	return ids
}

// boxes lists the chats that the rounds have something to tell, and those whose messages are no longer true.
func (r *roundWriter) boxes(ctx context.Context, letters []letterRow) ([]address, error) {
	boxes := addresses(letters)
	told, err := toldOf(ctx, r.tx, slices.Concat(r.over, r.paused))
	return unique(append(boxes, told...)), err
}

// toldOf lists the chats that were told of some episodes, or are about to be.
func toldOf(ctx context.Context, tx *sqlx.Tx, episodes []int64) ([]address, error) {
	if len(episodes) == 0 {
		return nil, nil
	}
	var rows []struct {
		Chat   int64 `db:"chat_id"`
		Thread int   `db:"thread_id"`
	}
	err := tx.SelectContext(ctx, &rows, `
		SELECT DISTINCT chat_id, thread_id FROM outbox WHERE episode_id = ANY($1)`, int64s(episodes))
	if err != nil {
		return nil, fmt.Errorf("look for who was told: %w", err)
	}
	boxes := make([]address, len(rows))
	for i, row := range rows {
		boxes[i] = address{row.Chat, row.Thread}
	}
	return boxes, nil
}

// tell writes the letters, what those who were told hear of what is over, and has their messages edited.
func (r *roundWriter) tell(ctx context.Context, letters []letterRow) error {
	added, err := addLetters(ctx, r.tx, letters)
	if err != nil {
		return err
	}
	r.raised.Letters += added
	if err := r.tellOver(ctx); err != nil {
		return err
	}
	outdated := slices.Concat(r.over, r.paused)
	if len(outdated) == 0 {
		return nil
	}
	edits, err := refresh(ctx, r.tx, outdated, 0, r.now)
	r.raised.Letters += edits
	return err
}

// tellOver takes back what nobody needs to hear any more, and says so to those who have heard it.
func (r *roundWriter) tellOver(ctx context.Context) error {
	if len(r.over) == 0 {
		return nil
	}
	if err := supersede(ctx, r.tx, r.over, r.now); err != nil {
		return err
	}
	n, err := tellEnd(ctx, r.tx, r.over, 0, r.now)
	r.raised.Letters += n
	return err
}

// finish says when each plan is judged next.
func (r *roundWriter) finish(ctx context.Context, told bool) error {
	err := writeRows(ctx, r.tx, r.watches, `
		UPDATE watch AS w
		SET next_at = n.next_at, judged_at = COALESCE(n.judged_at, w.judged_at),
		    failures = CASE WHEN n.error = '' THEN 0 ELSE w.failures + 1 END, error = n.error
		FROM jsonb_populate_recordset(NULL::watch, $1) n
		WHERE w.plan_id = n.plan_id`)
	if err != nil {
		return fmt.Errorf("say when to judge next: %w", err)
	}
	for _, q := range r.ends { // few: somebody made each by hand
		if err := r.store.endSilence(ctx, r.tx, q, plan.Author{}, r.now); err != nil {
			return fmt.Errorf("end silence %d: %w", q.ID, err)
		}
	}
	if !told {
		return nil
	}
	return notify(ctx, r.tx)
}
