package plan_test

import (
	"testing"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Every matter that is opened can be settled from wherever it is, by verbs that are told apart, and no open state is
// a dead end for the party that holds it.
func TestMovesLeadToAnEnd(t *testing.T) {
	t.Parallel()
	type at struct {
		kind  plan.MatterKind
		state plan.MatterState
	}
	next, seen := map[at][]plan.MatterState{}, map[plan.Move]bool{}
	for _, m := range plan.Moves() {
		key := plan.Move{Kind: m.Kind, From: m.From, Verb: m.Verb}
		if seen[key] {
			t.Errorf("%s from %s is there twice", m.Verb, m.From)
		}
		seen[key] = true
		for _, above := range []bool{false, true} {
			next[at{m.Kind, m.From}] = append(next[at{m.Kind, m.From}], m.Goes(above))
		}
	}
	var ends func(k plan.MatterKind, s plan.MatterState, past map[plan.MatterState]bool) bool
	ends = func(k plan.MatterKind, s plan.MatterState, past map[plan.MatterState]bool) bool {
		if s != "" && !s.Open() {
			return true
		}
		if past[s] {
			return false
		}
		past[s] = true
		for _, to := range next[at{k, s}] {
			if ends(k, to, past) {
				return true
			}
		}
		return false
	}
	for from := range next {
		if !ends(from.kind, from.state, map[plan.MatterState]bool{}) {
			t.Errorf("a %s never ends from %q", from.kind, from.state)
		}
		for _, to := range next[from] {
			if to.Open() && len(next[at{from.kind, to}]) == 0 {
				t.Errorf("a %s is stuck in %q", from.kind, to)
			}
			if len(plan.Told(from.kind, from.state, to)) == 0 {
				t.Errorf("nobody hears of a %s going from %q to %q", from.kind, from.state, to)
			}
		}
	}
	for _, k := range []plan.MatterKind{plan.Completion, plan.Extension, plan.Obstacle, plan.Explanation, plan.Instruction} {
		if plan.Opening(k).Verb == "" {
			t.Errorf("nothing opens a %s", k)
		}
	}
}

// What an extension means for its task, wherever it stands.
func TestExtensionSteersTheTask(t *testing.T) {
	t.Parallel()
	wants, until := day("2024-07-31"), day("2024-07-03")
	former := plan.Course{Extended: day("2024-07-10")}
	for state, want := range map[plan.MatterState]plan.Course{
		plan.WithOffice:   {Extended: former.Extended, AskedFor: wants},
		plan.WithLeaders:  {Extended: former.Extended, AskedFor: wants},
		plan.WithUnit:     {Extended: former.Extended, AskedFor: wants},
		plan.WithAbove:    {Extended: former.Extended, AskedFor: wants, Awaited: until},
		plan.EndGranted:   {Extended: wants},
		plan.EndRefused:   {Extended: former.Extended},
		plan.EndReturned:  {Extended: former.Extended},
		plan.EndWithdrawn: {Extended: former.Extended},
	} {
		got := former.After(plan.Matter{Kind: plan.Extension, State: state, Wants: wants, AnswerBy: until})
		if got != want {
			t.Errorf("%s: got %+v, want %+v", state, got, want)
		}
	}
	earlier := plan.Matter{Kind: plan.Extension, State: plan.EndGranted, Wants: day("2024-07-05")}
	if got := former.After(earlier); got != former {
		t.Errorf("what another unit was granted is taken from it: %+v", got)
	}
}

// A task led by several units is done when the last of them has declared it, and the office confirmed every one.
func TestCompletedByEveryUnit(t *testing.T) {
	t.Parallel()
	declared := func(unit int64, state plan.MatterState, on string) plan.Matter {
		return plan.Matter{Kind: plan.Completion, Unit: unit, State: state, Opened: day(on).At(calendar.NewTimeOfDay(9, 0), calendar.Zone).Add(time.Minute)}
	}
	first, second := declared(2, plan.EndConfirmed, "2024-06-10"), declared(3, plan.EndConfirmed, "2024-06-20")
	for name, c := range map[string]struct {
		leads []int64
		all   []plan.Matter
		want  plan.Course
	}{
		"nobody":                     {[]int64{2, 3}, nil, plan.Course{}},
		"one of two":                 {[]int64{2, 3}, []plan.Matter{first}, plan.Course{}},
		"both, one not confirmed":    {[]int64{2, 3}, []plan.Matter{first, declared(3, plan.WithOffice, "2024-06-20")}, plan.Course{Declared: day("2024-06-20")}},
		"both confirmed":             {[]int64{2, 3}, []plan.Matter{first, second}, plan.Course{Done: day("2024-06-20")}},
		"one sent back":              {[]int64{2, 3}, []plan.Matter{first, second, declared(3, plan.EndReturned, "2024-06-25")}, plan.Course{}},
		"sent back, declared anew":   {[]int64{2}, []plan.Matter{declared(2, plan.EndReturned, "2024-06-01"), first}, plan.Course{Done: day("2024-06-10")}},
		"a unit that leads no more":  {[]int64{2}, []plan.Matter{first, declared(9, plan.WithOffice, "2024-06-25")}, plan.Course{Done: day("2024-06-10")}},
		"a task that nobody leads":   {nil, []plan.Matter{first}, plan.Course{}},
		"declared again by mistake":  {[]int64{2}, []plan.Matter{first, declared(2, plan.EndWithdrawn, "2024-06-25")}, plan.Course{Done: day("2024-06-10")}},
		"withdrawn after it was all": {[]int64{2}, []plan.Matter{declared(2, plan.EndWithdrawn, "2024-06-10")}, plan.Course{}},
	} {
		if got := (plan.Course{}).Completed(c.leads, c.all); got != c.want {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
	}
}

// One unit's answer does not end what another unit of the same task asks for.
func TestAnotherUnitStillAsks(t *testing.T) {
	t.Parallel()
	until := day("2024-07-03")
	open := []plan.Matter{
		{Kind: plan.Extension, State: plan.WithOffice, Wants: day("2024-08-15"), AnswerBy: day("2024-07-09")},
		{Kind: plan.Extension, State: plan.WithAbove, Wants: day("2024-07-31"), AnswerBy: until},
	}
	got := plan.Course{Extended: day("2024-07-10")}.StillAsked(open)
	if want := (plan.Course{Extended: day("2024-07-10"), AskedFor: day("2024-08-15"), Awaited: until}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := got.StillAsked(nil); got != (plan.Course{Extended: day("2024-07-10")}) {
		t.Errorf("nobody asks any more: %+v", got)
	}
}
