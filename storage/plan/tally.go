package plan

import "slices"

// Class is the one heading under which a task stands in an overview and in a report.
type Class string

const (
	// ClassReached is done, or at its goal.
	ClassReached Class = "reached"
	// ClassUnderWay is neither due nor short of its goal, or is not measured at all.
	ClassUnderWay Class = "under_way"
	// ClassShort misses its goal as things stand.
	ClassShort Class = "short"
	// ClassLate is overdue and not done.
	ClassLate Class = "late"
	// ClassUnreported lacks a figure.
	ClassUnreported Class = "unreported"
	// ClassNoneArose had no case to be measured by.
	ClassNoneArose Class = "none_arose"
)

// Classes are all of them, as an overview lists them.
var Classes = []Class{ClassReached, ClassUnderWay, ClassShort, ClassLate, ClassUnreported, ClassNoneArose}

// Class sorts a task under one heading; what presses most decides.
func (s TaskState) Class() Class {
	unmeasurable := s.without()
	switch {
	case s.Due.Standing == Overdue:
		return ClassLate
	case s.Finished(), s.Standing == Met:
		return ClassReached
	case s.Standing == Below, s.Standing == OutOfReach:
		return ClassShort
	case s.unreported():
		return ClassUnreported
	case unmeasurable > 0 && unmeasurable == len(s.Targets):
		return ClassNoneArose
	case unmeasurable > 0 && s.restIsMet():
		return ClassReached
	default:
		return ClassUnderWay
	}
}

// Red reports whether somebody must answer for how the task stands.
func (c Class) Red() bool { return c == ClassLate || c == ClassShort }

func (s TaskState) unreported() bool {
	return slices.ContainsFunc(s.Targets, func(t TargetState) bool { return t.Total.Empty() })
}

// without counts the targets that had no case to be measured by.
func (s TaskState) without() (n int) {
	for _, t := range s.Targets {
		if t.Total.Figure.Kind == NoCases {
			n++
		}
	}
	return n
}

// restIsMet reports whether every target that had a case is at its goal.
func (s TaskState) restIsMet() bool {
	return !slices.ContainsFunc(s.Targets, func(t TargetState) bool {
		return t.Total.Figure.Kind != NoCases && t.Standing != Met
	})
}

// Tally counts tasks by class.
type Tally map[Class]int

// TallyOf tallies tasks.
func TallyOf(states []TaskState) Tally {
	tally := Tally{}
	for _, s := range states {
		tally[s.Class()]++
	}
	return tally
}

// Tasks is how many were counted.
func (t Tally) Tasks() (n int) {
	for _, k := range t {
		n += k
	}
	return n
}
