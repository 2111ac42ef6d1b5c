package plan

import (
	"slices"
	"time"
)

// Untold is what of an episode's ladder nobody heard of. A step counts as told once one of its letters went out, or
// may have, or waits to; written down it is not: it may be taken back on its way.
type Untold struct {
	Step  int       // the one that the episode stands on
	Lost  bool      // all letters of that step are dead
	Until time.Time // until when the first letters of that step are held, as their chats have had enough for the day; zero: none is
	Steps []int     // those of which every letter was taken back: silenced, taken up, the chat is another's
}

func (u Untold) has(step int) bool { return slices.Contains(u.Steps, step) }

// tellUntold tells those on the ladder who were to hear of an episode and did not. What somebody has taken up or put
// off is told to those above the unit alone, and only where it is that grave; the others hear when the time for it has
// run out.
func (r *rounding) tellUntold(e Episode) Episode {
	if e.Rule == RuleBelow && e.Level <= BelowRecovering || e.Held(r.at) && !e.goesToTheTop() {
		return e
	}
	said := e.Said
	for _, step := range r.Ladder[e.ID].Steps {
		if step > e.Step || len(r.Hears(e.Ladder[step].To, e)) == 0 || e.Held(r.at) && e.Ladder[step].To == ToLead {
			continue
		}
		e.Said = said + 1
		r.tell(e, step, e.whyUntold(step), 0)
	}
	return e
}

// whyUntold is the reason of a letter in place of one that never went out.
func (e Episode) whyUntold(step int) Why {
	if step == 0 || e.goesToTheTop() {
		return WhyFirst
	}
	return WhyClimbed
}

// stepAfterHearing is when the next step is due where those on this one hear only now, or later; zero where they have.
func (r *rounding) stepAfterHearing(e Episode) time.Time {
	switch u := r.Ladder[e.ID]; {
	case u.Step != e.Step:
		return zeroTime
	case u.has(e.Step):
		return r.Plan.stepAfter(e, r.at)
	case !u.Until.IsZero():
		return r.Plan.stepAfter(e, u.Until)
	default:
		return zeroTime
	}
}

// heardOf notes that steps were told after all.
func (w *Watch) heardOf(episode int64, step int) {
	u, ok := w.Ladder[episode]
	if !ok {
		return
	}
	u.Steps = slices.DeleteFunc(slices.Clone(u.Steps), func(s int) bool { return s == step })
	w.Ladder[episode] = u
}
