package message

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Composed is one message made of letters, with what must be known to send it and to understand a reply to it.
type Composed struct {
	Message Message
	Letters []int64 // what it tells, in its order
	ReplyTo int     // the message it answers; 0: none
	About   string  // what it is, to understand a reply to it; empty: alerts
	Tasks   []int64 // that it names
	Numbers []int   // as printed, in the order of Tasks
}

// A message that tells more is split: it must stay under Telegram's limit and be read on a phone.
const (
	mostUnits  = 3500 // UTF-16 units with markup; Telegram takes 4096 without. Leaves room for who takes alerts up
	mostShown  = 4000 // of a message that is written anew, and cannot be split any more
	mostAlerts = 12
)

// Letters makes one message of a chat's letters, in their order. It is split only between them, into numbered parts
// that each stand for themselves. Refreshes are no letters to send: each of them has its own message (Refreshed).
func Letters(m plan.Mail, letters []plan.Letter, at time.Time) []Composed {
	w := newWriter(m, at)
	letters = w.addressed(letters)
	w.terse = len(alertsOf(letters)) > mostAlerts
	parts := w.split(letters)
	all := make([]Composed, len(parts))
	numbered, no := len(slices.DeleteFunc(slices.Clone(parts), isAlone)), 0
	for i, part := range parts {
		w.part = ""
		if !isAlone(part) && numbered > 1 {
			no++
			w.part = fmt.Sprintf(" (%d/%d)", no, numbered)
		}
		all[i] = w.composed(part)
	}
	return all
}

// Refreshed is a message that was sent before, with its letters as they are now.
func Refreshed(m plan.Mail, l plan.Letter, at time.Time) Message {
	w := newWriter(m, at)
	w.refresh = true
	if len(l.Shown) == 1 && alone(l.Shown[0]) {
		return w.matterMessage(l.Shown[0])
	}
	told := w.addressed(l.Shown)
	w.terse = len(alertsOf(told)) > mostAlerts
	if shown := w.message(told); length(shown) <= mostShown {
		return shown
	}
	w.brief = true
	return w.message(told)
}

// addressed speaks to an office that leads the task itself as to those who must act.
func (w writer) addressed(letters []plan.Letter) []plan.Letter {
	letters = slices.Clone(letters)
	for i, l := range letters {
		if l.Audience == plan.ToOffice && w.actsOn(l.Episode, w.unit) && !l.Episode.Rule.OfPlan() {
			letters[i].Audience = plan.ToLead
		}
	}
	return letters
}

// actsOn reports whether a unit has to do something about an episode.
func (w writer) actsOn(e plan.Episode, unit plan.Unit) bool {
	return slices.ContainsFunc(w.plan.MustActOn(e), func(u plan.Unit) bool { return u.ID == unit.ID })
}

// writer words the letters of one chat at an instant.
type writer struct {
	mail    plan.Mail
	plan    *plan.Plan // never nil; without tasks where the mail has no plan
	unit    plan.Unit  // whose chat it is
	at      time.Time
	day     calendar.Date
	part    string // "(1/3)", where there are several
	refresh bool
	brief   bool // only the first line of what is the matter
	terse   bool // a line an alert
}

func newWriter(m plan.Mail, at time.Time) writer {
	w := writer{mail: m, plan: m.Plan, at: at, day: dayOf(at)}
	if w.plan == nil {
		w.plan = &plan.Plan{}
	}
	w.unit, _ = w.plan.UnitByID(m.To.Unit)
	return w
}

// split deals letters out to as few messages as their order allows.
func (w writer) split(letters []plan.Letter) [][]plan.Letter {
	w.part = " (99/99)"
	var parts [][]plan.Letter
	for _, l := range letters {
		if l.Kind == plan.LetterRefresh {
			continue
		}
		if last := len(parts) - 1; last >= 0 && !alone(l) && !alone(parts[last][0]) && w.fit(append(slices.Clip(parts[last]), l)) {
			parts[last] = append(parts[last], l)
			continue
		}
		parts = append(parts, []plan.Letter{l})
	}
	return parts
}

// alone reports a letter that is a message of its own.
func alone(l plan.Letter) bool { return l.Kind == plan.LetterMatter }

func isAlone(part []plan.Letter) bool { return alone(part[0]) }

func (w writer) fit(part []plan.Letter) bool {
	most := mostAlerts
	if w.terse {
		most = mostTerse
	}
	return len(alertsOf(part)) <= most && length(w.message(part)) <= mostUnits
}

// length is how long a message is, counted as Telegram does.
func length(m Message) int {
	n := 0
	for _, r := range strings.Join(m.Items, "\n") {
		n += utf16.RuneLen(r)
	}
	return n
}

func (w writer) composed(part []plan.Letter) Composed {
	c := Composed{Message: w.message(part), ReplyTo: repliesTo(part)}
	if alone(part[0]) {
		c.About = fmt.Sprintf("matter %d", part[0].Payload.Matter)
	}
	for _, l := range part {
		c.Letters = append(c.Letters, l.ID)
		for _, t := range w.tasks(l) {
			if !slices.Contains(c.Tasks, t.ID) {
				c.Tasks, c.Numbers = append(c.Tasks, t.ID), append(c.Numbers, t.No)
			}
		}
	}
	return c
}

// repliesTo is the message that told what is over now. Where anything else is said it is a message of its own.
func repliesTo(part []plan.Letter) int {
	for _, l := range part {
		if l.Kind != plan.LetterResolved {
			return 0
		}
	}
	return part[0].Message
}

// tasks are those that a letter names.
func (w writer) tasks(l plan.Letter) []*plan.Task {
	switch l.Kind {
	case plan.LetterGap:
		return w.knownTasks()
	case plan.LetterUrge:
		return w.urgedTasks(l)
	case plan.LetterDiffers:
		if key, _, ok := w.filedAs(l.Payload.Entry); ok {
			l.Episode.Target = key.Target
		}
		if t, _, ok := w.plan.TargetByID(l.Episode.Target); ok {
			return []*plan.Task{t}
		}
		return nil
	}
	if t, ok := w.plan.TaskByID(cmp.Or(l.Episode.Task, l.Payload.Task)); ok {
		return []*plan.Task{t}
	}
	return nil
}

// message puts head, items, foot and buttons together.
func (w writer) message(part []plan.Letter) Message {
	if alone(part[0]) {
		return w.matterMessage(part[0])
	}
	m := say(w.head(part))
	for i, l := range part {
		item := w.item(l)
		close := i > 0 && l.Kind == part[i-1].Kind && (l.Kind == plan.LetterResolved || w.terse)
		if len(m.Items) > 0 && !close {
			item = "\n" + item
		}
		m.add(item)
	}
	m.add(w.foot(part))
	m.Buttons = w.buttons(alertsOf(part))
	if w.terse {
		m.Buttons = [][]Button{{listAlerts}}
	}
	m.Buttons = append(m.Buttons, requestButtons(part)...)
	return m
}

func (w writer) item(l plan.Letter) string {
	switch l.Kind {
	case plan.LetterResolved:
		return w.resolvedItem(l)
	case plan.LetterGap:
		return w.gapItem(l)
	case plan.LetterUrge:
		return w.urgeItem(l)
	case plan.LetterAssigned:
		return w.assignedItem(l)
	case plan.LetterDiffers:
		return w.differsItem(l)
	case plan.LetterTest:
		return w.testItem(l)
	case plan.LetterRequest:
		return w.requestItem(l)
	case plan.LetterOperator:
		return w.operatorItem(l)
	default:
		return w.alertItem(l)
	}
}

// alertsOf are the letters that warn.
func alertsOf(letters []plan.Letter) []plan.Letter {
	var alerts []plan.Letter
	for _, l := range letters {
		if l.Kind == plan.LetterAlert {
			alerts = append(alerts, l)
		}
	}
	return alerts
}
