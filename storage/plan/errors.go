package plan

import "errors"

// The errors that every layer above agrees on. Only bot/message turns them into Vietnamese.
var (
	// ErrNotFound says that the thing asked for does not exist in this commune.
	ErrNotFound = errors.New("not found")
	// ErrNotBound says that a chat belongs to no unit yet.
	ErrNotBound = errors.New("chat is not bound to a unit")
	// ErrForbidden says that this person may not do this here.
	ErrForbidden = errors.New("not allowed")
	// ErrTooLate says that the time for taking something back has passed.
	ErrTooLate = errors.New("too late")
	// ErrNothingToUndo says that the author has no figure that could be taken back.
	ErrNothingToUndo = errors.New("nothing to undo")
	// ErrBadCode says that a one-time code is unknown, used or expired.
	ErrBadCode = errors.New("code is unknown, used or expired")
	// ErrGuessing says that somebody has tried too many wrong codes.
	ErrGuessing = errors.New("too many wrong codes")
	// ErrOtherRole says that nobody has this role in such a unit.
	ErrOtherRole = errors.New("not a role of this unit")
	// ErrLastOffice says that nobody would be left who may admit people.
	ErrLastOffice = errors.New("nobody of the office would be left")
	// ErrOtherUnit says that two people work in no unit together.
	ErrOtherUnit = errors.New("not in the same unit")
	// ErrSeveral says that it must be told which of several is meant.
	ErrSeveral = errors.New("several are meant")
	// ErrOtherPeriod says that a task does not report by such periods.
	ErrOtherPeriod = errors.New("not a reporting period of this task")
	// ErrSettled says that a question was answered before.
	ErrSettled = errors.New("already settled")
	// ErrPending says that the same was asked for before and is not settled yet.
	ErrPending = errors.New("not settled yet")
	// ErrNeedsReason says that this may be done, but only with a reason.
	ErrNeedsReason = errors.New("a reason is needed")
	// ErrNotOver says that the figures of a period are not counted off yet.
	ErrNotOver = errors.New("the period is not over")
	// ErrNoneOver says that no period of the commune's plans is counted off yet.
	ErrNoneOver = errors.New("no period is over")
	// ErrPlanBefore says that a period ended before the plan began.
	ErrPlanBefore = errors.New("a period of the plan before")
	// ErrNotBegun says that there can be nothing of a time yet.
	ErrNotBegun = errors.New("the time has not begun")
	// ErrOutsidePlan says that no plan covers a time.
	ErrOutsidePlan = errors.New("no plan covers it")
	// ErrTooLong says that nothing may be put off for that long.
	ErrTooLong = errors.New("too long")
)
