package plan

import (
	"slices"

	"planbot/storage/calendar"
)

// Working days in which whoever holds a matter should act.
const (
	// MatterDays is for the office, the leaders and a unit that was asked for more.
	MatterDays = 2
	// AboveDays is how long the answer of the level above is waited for, before the task counts as overdue after all.
	AboveDays = 3
)

// AnswerBy is the day on which the holder of a matter should have acted that came to it on a day.
func (p *Plan) AnswerBy(s MatterState, day calendar.Date) calendar.Date {
	switch {
	case s == WithAbove:
		return p.Calendar.AddWorkdays(day, AboveDays)
	case s.Open():
		return p.Calendar.AddWorkdays(day, MatterDays)
	default:
		return calendar.Date{}
	}
}

// After is the course of a task once an extension stands as it does. answerBy is the day until which the level above
// is waited for.
func (c Course) After(m Matter) Course {
	c.AskedFor, c.Awaited = calendar.Date{}, calendar.Date{}
	switch {
	case m.State == EndGranted && !m.Wants.After(c.Extended): // another unit was granted more meanwhile
	case m.State == EndGranted:
		c.Extended, c.Belated = m.Wants, c.Belated || m.Late
	case m.State == WithAbove:
		c.AskedFor, c.Awaited = m.Wants, m.AnswerBy
	case m.State.Open():
		c.AskedFor = m.Wants
	}
	return c
}

// StillAsked is the course of a task that several units lead, by what of them is still open: one unit's answer does not
// end what another asks for.
func (c Course) StillAsked(open []Matter) Course {
	c.AskedFor, c.Awaited = calendar.Date{}, calendar.Date{}
	for _, m := range open {
		if m.Wants.After(c.AskedFor) {
			c.AskedFor = m.Wants
		}
		if m.State == WithAbove && m.AnswerBy.After(c.Awaited) {
			c.Awaited = m.AnswerBy
		}
	}
	return c
}

// Completed is the course of a task once its units have declared what they have. A task is done when every unit that
// leads it is, on the day the last of them declared it; declarations come the oldest first.
func (c Course) Completed(leads []int64, declarations []Matter) Course {
	c.Declared, c.Done = calendar.Date{}, calendar.Date{}
	newest := Declared(declarations)
	confirmed, last := true, calendar.Date{}
	for _, unit := range leads {
		m, ok := newest[unit]
		if !ok || m.State != EndConfirmed && m.State != WithOffice {
			return c
		}
		confirmed = confirmed && m.State == EndConfirmed
		if on := dayOf(m.Opened); on.After(last) {
			last = on
		}
	}
	switch {
	case len(leads) == 0:
	case confirmed:
		c.Done = last
	default:
		c.Declared = last
	}
	return c
}

// Declared are the declarations of a task that are in force, by unit: the newest of each that was not withdrawn, for then
// what stood before stands again. They come the oldest first; other matters are left out.
func Declared(all []Matter) map[int64]Matter {
	newest := map[int64]Matter{}
	for _, m := range all {
		if m.Kind == Completion && m.State != EndWithdrawn {
			newest[m.Unit] = m
		}
	}
	return newest
}

// StillToDeclare lists the units that lead a task and have not declared it done, by their newest declarations.
func StillToDeclare(leads []Unit, declarations []Matter) []Unit {
	newest := Declared(declarations)
	return slices.DeleteFunc(slices.Clone(leads), func(u Unit) bool {
		return newest[u.ID].State == EndConfirmed || newest[u.ID].State == WithOffice
	})
}

// Party is somebody who hears of a matter.
type Party string

const (
	PartyUnit     Party = "unit"
	PartyOffice   Party = "office"
	PartyChairman Party = "chairman"
	PartyOpener   Party = "opener" // the leader who opened it
)

// Told lists who hears of a matter that has come to a state from another one: its new holder; of its end the unit, and
// the office of what it did not end itself.
func Told(k MatterKind, from, to MatterState) []Party {
	byLeader := k == Explanation || k == Instruction
	switch {
	case to == WithOffice:
		return []Party{PartyOffice}
	case to == WithLeaders && byLeader:
		return []Party{PartyOpener}
	case to == WithLeaders:
		return []Party{PartyChairman}
	case to == WithAbove, to == WithUnit && from == WithLeaders && !byLeader:
		return []Party{PartyUnit, PartyOffice}
	case to == WithUnit:
		return []Party{PartyUnit}
	case to == EndWithdrawn && byLeader:
		return []Party{PartyUnit}
	case to == EndWithdrawn && (from == WithLeaders || from == WithUnit):
		return []Party{PartyOffice, PartyChairman}
	case to == EndWithdrawn, to == EndAnswered:
		return []Party{PartyOffice}
	case from == WithLeaders && !byLeader:
		return []Party{PartyUnit, PartyOffice}
	default:
		return []Party{PartyUnit}
	}
}

// Party lists the chats of one of those who hear of a matter. A leader who opened it hears in private where that
// person can be told, else the Chairman does.
func (w Watch) Party(p Party, m Matter) []Mailbox {
	switch p {
	case PartyUnit:
		return w.Audience(ToLead, []int64{m.Unit})
	case PartyOffice:
		return w.Audience(ToOffice, nil)
	case PartyOpener:
		own := w.reachable(func(box Mailbox) bool { return box.Private() && box.Chat == m.By.ID })
		if len(own) > 0 {
			return own
		}
	}
	return w.Audience(ToChairman, nil)
}
