package plan_test

import (
	"testing"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

func june(day int) calendar.Date { return calendar.NewDate(2024, time.June, day) }

// step is a step of a matter at nine in the morning of a day in June.
func step(no, day int, from, to plan.MatterState, on calendar.Date) plan.MatterStep {
	return plan.MatterStep{No: no, From: from, To: to, At: morningOf(2024, time.June, day), On: on}
}

// steered is a record of one task due on 10 June, with matters that steered it.
func steered(course plan.Course, matters ...plan.Matter) plan.Record {
	p := inspected()
	p.Calendar = calendar.New()
	p.Tasks = p.Tasks[1:2]
	p.Tasks[0].Deadline.Due, p.Tasks[0].Course = june(10), course
	return plan.Record{Plan: p, Matters: matters}
}

// standingOn is how the task stood by a report on the time until a day, which is due some working days later.
func standingOn(r plan.Record, day int) plan.DueStanding {
	return r.At(r.Plan.CutBetween(june(1), june(day))).States[0].Due.Standing
}

// A date that was asked for or granted after the last day changes nothing about it: the same day is always told alike.
func TestAsOfBeforeMoreTime(t *testing.T) {
	t.Parallel()
	longer := calendar.NewDate(2024, time.July, 30)
	granted := steered(plan.Course{Extended: longer, Belated: true}, plan.Matter{
		Task: 2, Unit: 2, Kind: plan.Extension, State: plan.EndGranted, Version: 3, Wants: longer, Late: true, Opened: morningOf(2024, time.June, 12),
		Steps: []plan.MatterStep{
			step(1, 12, "", plan.WithOffice, june(28)),
			step(2, 18, plan.WithOffice, plan.WithLeaders, calendar.Date{}),
			step(3, 20, plan.WithLeaders, plan.EndGranted, longer),
		},
	})
	for day, want := range map[int]plan.DueStanding{10: plan.DueToday, 11: plan.Overdue, 14: plan.Overdue, 19: plan.Overdue, 20: plan.OpenDue} {
		if got := standingOn(granted, day); got != want {
			t.Errorf("at the end of June %d: %s, want %s", day, got, want)
		}
	}
	if got := granted.At(granted.Plan.CutBetween(june(1), june(14))).Plan.Tasks[0].Course.AskedFor; got != june(28) {
		t.Errorf("on June 14 the date asked for was %v, want the 28th: another was granted later", got)
	}
}

// A letter to the level above holds the deadline up from the day on which it went out, no sooner.
func TestAsOfBeforeALetterWentOut(t *testing.T) {
	t.Parallel()
	r := steered(plan.Course{AskedFor: june(28), Awaited: june(21)}, plan.Matter{
		Task: 2, Unit: 2, Kind: plan.Extension, State: plan.WithAbove, Version: 2, Above: true, Wants: june(28), AnswerBy: june(21),
		Opened: morningOf(2024, time.June, 11),
		Steps: []plan.MatterStep{
			step(1, 11, "", plan.WithLeaders, june(28)),
			step(2, 18, plan.WithLeaders, plan.WithAbove, calendar.Date{}),
		},
	})
	for day, want := range map[int]plan.DueStanding{17: plan.Overdue, 18: plan.DueAwaited} {
		if got := standingOn(r, day); got != want {
			t.Errorf("at the end of June %d: %s, want %s", day, got, want)
		}
	}
}

// What was declared in time counts as it was settled when the report was due, two working days later.
func TestAsOfDeclared(t *testing.T) {
	t.Parallel()
	r := steered(plan.Course{Declared: june(7), Done: june(7)}, plan.Matter{
		Task: 2, Unit: 2, Kind: plan.Completion, State: plan.EndConfirmed, Version: 2, Opened: morningOf(2024, time.June, 7),
		Steps: []plan.MatterStep{
			step(1, 7, "", plan.WithOffice, calendar.Date{}),
			step(2, 14, plan.WithOffice, plan.EndConfirmed, calendar.Date{}),
		},
	})
	for day, want := range map[int]plan.DueStanding{6: plan.DueSoon, 7: plan.DueDeclared, 11: plan.DueDeclared, 12: plan.DoneOnTime} {
		if got := standingOn(r, day); got != want {
			t.Errorf("at the end of June %d: %s, want %s", day, got, want)
		}
	}
}
