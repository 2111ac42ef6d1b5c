package plan

import (
	"slices"

	"planbot/storage/calendar"
)

// Course is what became of a task since the plan was issued, by what its people decided in the chat. The zero Course
// is a task that nobody has declared done and whose date stands.
type Course struct {
	Declared calendar.Date // the lead declared it done on that day, and the office has yet to confirm
	Done     calendar.Date // confirmed by the office: the day on which the lead declared it done
	Extended calendar.Date // the due date in force in place of the plan's own, which is kept
	Belated  bool          // that date was asked for after the one before had passed
	AskedFor calendar.Date // the date that the lead asks for, while nobody has decided
	Awaited  calendar.Date // the last day on which the answer of the level above to a letter asking for more time is awaited
}

// Due is the due date in force: the extended one, or the plan's own. Zero where there is none.
func (t *Task) Due() calendar.Date {
	if !t.Course.Extended.IsZero() {
		return t.Course.Extended
	}
	return t.Deadline.Due
}

// reached is a unit's total of a target: a milestone is reached once the office has confirmed the task as done.
func (t *Task) reached(target *Target, total Total) Total {
	done := t.Course.Done
	if target.Measure != Milestone || done.IsZero() || total.Figure.Kind == Done {
		return total
	}
	figure := Figure{Kind: Done}
	return Total{Figure: figure, Periods: 1, Last: Filed{Figure: figure, AsOf: done}}
}

// FromAbove reports whether the level above assigned the task, so that it alone can grant more time: its own rule of
// the plan says so (27/KH-UBND of 2024, II.1.d: "chủ động tham mưu UBND xã văn bản ... xin gia hạn"), or it was given so.
func (t *Task) FromAbove() bool {
	return t.Given.Above || t.Rule != nil && t.Rule.Kind == "extension"
}

// Dated reports whether the task has a date by which it can be late.
func (t *Task) Dated() bool { return t.Deadline.Kind != Ongoing && !t.Due().IsZero() }

// Steered is the plan with another course of a task: a copy, which is not indexed anew because nobody's duties change.
func (p *Plan) Steered(task int64, c Course) *Plan {
	steered := *p
	steered.Tasks = slices.Clone(p.Tasks)
	if t, ok := steered.TaskByID(task); ok {
		t.Course = c
	}
	return &steered
}
