package plan

import "planbot/storage/calendar"

// DeadlineKind is how the plan words a deadline.
type DeadlineKind string

const (
	// Undated names no date at all.
	Undated DeadlineKind = "undated"
	// ByDate ends on a date ("trước Quý II", "trong Quý III", "trong năm").
	ByDate DeadlineKind = "by_date"
	// Ongoing is "thường xuyên": never due, but reported on by cadence.
	Ongoing DeadlineKind = "ongoing"
	// ByReference takes its date from another plan and has none until that is known ("chưa có thời hạn").
	ByReference DeadlineKind = "by_reference"
)

// Deadline is when a task must be done.
type Deadline struct {
	Kind      DeadlineKind
	Wording   string
	Due       calendar.Date // the plan's own date, a rest day included; zero where there is none
	Reference string        // the other plan
	Note      string
}

// DueStanding is what a deadline means on a day.
type DueStanding string

const (
	// NoDeadline has nothing to be late for.
	NoDeadline DueStanding = "no_deadline"
	// Running is an ongoing duty.
	Running DueStanding = "running"
	// Open is not due for a while.
	OpenDue DueStanding = "open"
	// DueSoon is due within the next working days.
	DueSoon DueStanding = "due_soon"
	// DueToday is the last working day on or before the due date.
	DueToday DueStanding = "due_today"
	// Overdue has passed and is not done.
	Overdue DueStanding = "overdue"
	// DoneOnTime was finished on or before the due date.
	DoneOnTime DueStanding = "done"
	// DoneLate was finished after it.
	DoneLate DueStanding = "done_late"
	// DueDeclared was declared done and waits for the office to confirm; nobody is reminded of its date meanwhile.
	DueDeclared DueStanding = "declared"
	// DueAwaited has passed, but a letter asking for more time is out and may still be answered.
	DueAwaited DueStanding = "awaited"
)

// SoonWithin is how many working days before the last one a task counts as due soon.
const SoonWithin = 7

// DueAssessment is the standing of a deadline with what it was derived from.
type DueAssessment struct {
	Standing DueStanding
	Due      calendar.Date // the date in force
	Original calendar.Date // the plan's own date where another is in force
	RemindBy calendar.Date // last working day on or before it
	Left     int           // working days until RemindBy; after it, the negative count since
}

// AssessDeadline judges the deadline of a task on a day. doneOn is the day on which its figures say that it was
// finished, zero if they do not; what the office confirmed comes before them.
// A due date on a rest day counts to the last working day before it: the office is closed on the date itself.
func AssessDeadline(t *Task, doneOn calendar.Date, cal *calendar.Calendar, day calendar.Date) DueAssessment {
	if done := t.Course.Done; !done.IsZero() {
		doneOn = done
	}
	switch due := t.Due(); {
	case t.Deadline.Kind == Ongoing:
		return DueAssessment{Standing: Running, Due: due}
	case due.IsZero() && !doneOn.IsZero():
		return DueAssessment{Standing: DoneOnTime}
	case due.IsZero() && !t.Course.Declared.IsZero():
		return DueAssessment{Standing: DueDeclared}
	case due.IsZero():
		return DueAssessment{Standing: NoDeadline}
	}
	a := DueAssessment{Due: t.Due(), RemindBy: cal.LastWorkdayOnOrBefore(t.Due())}
	if a.Due != t.Deadline.Due {
		a.Original = t.Deadline.Due
	}
	a.Left = cal.WorkdaysBetween(day, a.RemindBy)
	a.Standing = dueStanding(a, t.Course, doneOn, day)
	return a
}

func dueStanding(a DueAssessment, c Course, doneOn, day calendar.Date) DueStanding {
	switch {
	case !doneOn.IsZero() && doneOn.After(a.Due):
		return DoneLate
	case !doneOn.IsZero():
		return DoneOnTime
	case !c.Declared.IsZero():
		return DueDeclared
	case day.After(a.Due) && !day.After(c.Awaited):
		return DueAwaited
	case day.After(a.Due):
		return Overdue
	case !day.Before(a.RemindBy):
		return DueToday
	case a.Left <= SoonWithin:
		return DueSoon
	default:
		return OpenDue
	}
}
