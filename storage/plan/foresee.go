package plan

import (
	"maps"
	"slices"
	"time"

	"planbot/storage/calendar"
)

// mostForeseen is how many rounds are played ahead at most: several a day for a year.
const mostForeseen = 2000

// Foresee plays the rounds from an instant to the end of a day as if nothing happened meanwhile, and gives back those
// of the day itself as one. What would be told before is told by then: it is not told again. The watch stays as it is.
func (w Watch) Foresee(from time.Time, day calendar.Date) Round {
	return w.foresee((*Plan).Judge, from, day)
}

func (w Watch) foresee(rules rules, from time.Time, day calendar.Date) Round {
	w.Open, w.Ladder = slices.Clone(w.Open), maps.Clone(w.Ladder)
	var seen Round
	for n, at := 0, from; n < mostForeseen && !at.IsZero() && !dayOf(at).After(day); n++ {
		round := w.round(rules, at, 0)
		w.goOn(&round, at, n)
		if dayOf(at) == day {
			seen.add(round, at)
		}
		if !round.Next.IsZero() && !round.Next.After(at) {
			break
		}
		at = round.Next
	}
	return seen
}

// goOn takes what a round changes into the watch, as the next round finds it. New episodes get identities that no
// episode on record has.
func (w *Watch) goOn(round *Round, at time.Time, n int) {
	w.Judged = at
	for _, n := range round.Notices {
		w.heardOf(round.Episodes[n.Episode].ID, n.Step)
	}
	for i := range round.Episodes {
		e := &round.Episodes[i]
		if e.ID == 0 {
			e.ID = -int64(n*mostEpisodes + i + 1)
		}
		w.Open = slices.DeleteFunc(w.Open, func(known Episode) bool { return known.ID == e.ID })
		if e.Open() {
			w.Open = append(w.Open, *e)
		}
	}
}

// mostEpisodes is more than a round of one plan opens.
const mostEpisodes = 1 << 20

// add appends what a later round tells.
func (r *Round) add(later Round, at time.Time) {
	for _, n := range later.Notices {
		n.Episode += len(r.Episodes)
		if n.After.Before(at) {
			n.After = at
		}
		r.Notices = append(r.Notices, n)
	}
	for _, f := range later.Flips {
		f.Episode += len(r.Episodes)
		r.Flips = append(r.Flips, f)
	}
	r.Episodes = append(r.Episodes, later.Episodes...)
	r.Failed, r.Next = append(r.Failed, later.Failed...), later.Next
}
