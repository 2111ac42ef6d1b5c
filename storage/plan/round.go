package plan

import (
	"fmt"
	"hash/fnv"
	"slices"
	"time"

	"planbot/storage/calendar"
)

// Watch is everything a round of a plan is judged from.
type Watch struct {
	Plan   *Plan
	Facts  Facts
	Open   []Episode        // those of the plan that are not over
	Ladder map[int64]Untold // what of their ladders nobody heard of, by the episode; none: everybody did
	Recent map[Subject]int  // how often episodes of a subject began or ended in the last ten days
	Reach  []Mailbox        // the chats of the commune, and of its leaders in private
	Judged time.Time        // the round before this one; zero: none
}

// Round is what a round changes. Written down it is one transaction.
type Round struct {
	Episodes []Episode // new and changed ones, as they are after the round
	Flips    []RoundFlip
	Notices  []Notice
	Failed   []TaskFailure // tasks whose rules broke; their episodes stay as they are
	Next     time.Time     // when the plan must be judged again at the latest; zero: never
}

// RoundFlip is a flip of an episode of the round, which may have no identity yet.
type RoundFlip struct {
	Episode int // index in Episodes
	Flip
}

// TaskFailure is a task that could not be judged, and why.
type TaskFailure struct {
	Task int64
	Err  error
}

// afterlife is how many days after its end a plan is still watched: its last reports and overdue tasks.
const afterlife = 31

// Round judges the plan at an instant and says what changes and who is told. It is a pure function: the same watch
// gives the same round. spread is over how long the digests of different chats are spread after the morning.
func (w Watch) Round(at time.Time, spread time.Duration) Round {
	return w.round((*Plan).Judge, at, spread)
}

// rules say what holds of a plan at an instant, and which tasks they broke on.
type rules func(p *Plan, f Facts, at time.Time) ([]Condition, []TaskFailure)

func (w Watch) round(rules rules, at time.Time, spread time.Duration) Round {
	p, day := w.Plan, dayOf(at)
	if day.Before(p.From) {
		return Round{Next: p.Morning(p.Calendar.FirstWorkdayOnOrAfter(p.From))}
	}
	r := &rounding{Watch: w, at: at, day: day, spread: spread, failed: map[int64]bool{}}
	if day.After(p.Until.AddDays(afterlife)) {
		for _, e := range w.Open {
			r.end(e, WhyPlanEnded)
		}
		return r.Round
	}
	r.conditions, r.Failed = rules(p, w.Facts, at)
	for _, f := range r.Failed {
		r.failed[f.Task] = true
	}
	r.conditions = append(r.conditions, r.resting()...)
	for _, e := range w.Open {
		r.goOn(e)
	}
	for _, c := range r.conditions {
		r.begin(c)
	}
	r.Next = r.next()
	return r.Round
}

// rounding is a round under way.
type rounding struct {
	Watch
	Round
	at         time.Time
	day        calendar.Date
	spread     time.Duration
	conditions []Condition
	failed     map[int64]bool
}

// find looks up what holds of a subject now.
func (r *rounding) find(s Subject) (Condition, bool) {
	for _, c := range r.conditions {
		if c.Subject == s {
			return c, true
		}
	}
	return Condition{}, false
}

// change keeps an episode as it is now and returns its place in the round.
func (r *rounding) change(e Episode) int {
	for i := range r.Episodes {
		if r.Episodes[i].Subject == e.Subject && r.Episodes[i].ID == e.ID {
			r.Episodes[i] = e
			return i
		}
	}
	r.Episodes = append(r.Episodes, e)
	return len(r.Episodes) - 1
}

// flip changes an episode's state and writes down why.
func (r *rounding) flip(e Episode, to EpisodeState, why Why) Episode {
	from := e.State
	e.State = to
	r.Flips = append(r.Flips, RoundFlip{r.change(e), Flip{
		Episode: e.ID, At: r.at, From: from, To: to, Level: e.Level, Inputs: e.Inputs, Why: why,
	}})
	return e
}

// tell puts an announcement to an audience into the round. Of several units that lead, those that are silenced are left
// out.
func (r *rounding) tell(e Episode, step int, why Why, repeat int) {
	if step >= len(e.Ladder) {
		return
	}
	to := e.Ladder[step].To
	for _, m := range r.Hears(to, e) {
		if to == ToLead && silencedFor(m.Unit, e.Subject, r.Facts.Silences, r.day) {
			continue
		}
		r.Notices = append(r.Notices, Notice{
			Episode: r.change(e), To: m, Audience: to, Step: step, Said: e.Said, Repeat: repeat, Why: why,
			Critical: e.Critical(), After: r.after(e, m),
		})
	}
}

// after is when a chat is told: a digest at its own moment of the morning, anything else at once.
func (r *rounding) after(e Episode, m Mailbox) time.Time {
	if e.Critical() || !e.waitsForMorning() {
		return r.at
	}
	moment := r.Plan.Morning(r.day).Add(stagger(m, r.spread))
	if moment.Before(r.at) {
		return r.at
	}
	return moment
}

// stagger spreads chats evenly and always in the same way.
func stagger(m Mailbox, over time.Duration) time.Duration {
	if over <= 0 {
		return 0
	}
	h := fnv.New32a()
	fmt.Fprint(h, m.Chat, m.Thread)
	return time.Duration(h.Sum32()) % over
}

// next is when the plan must be judged again at the latest.
func (r *rounding) next() time.Time {
	next := r.Plan.NextChange(r.Facts, r.at)
	sooner := func(moment time.Time) {
		if moment.After(r.at) && moment.Before(next) {
			next = moment
		}
	}
	for _, e := range slices.Concat(r.Open, r.Episodes) {
		sooner(e.NextStep)
		sooner(e.HeldUntil)
	}
	return next
}
