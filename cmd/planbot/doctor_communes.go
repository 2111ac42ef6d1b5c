package main

import (
	"strings"

	"planbot/storage"
	"planbot/storage/calendar"
)

// ward is a commune as the doctor looks at it.
type ward storage.Checkup

func (w ward) examine(today calendar.Date, found *findings) {
	w.examineChats(found)
	w.examinePlan(found)
	w.examineCalendar(today.Year+1, found)
	w.examineReach(found)
}

func (w ward) examineChats(found *findings) {
	switch {
	case w.Units == 0:
		found.doubt("import the plan of this year", "%s: none of its units exists today", w.Commune)
	case len(w.Speechless) > 0:
		found.doubt("type /bind CODE in the group of each", "%s: %d of %d units have no chat: %s",
			w.Commune, len(w.Speechless), w.Units, strings.Join(w.Speechless, ", "))
	default:
		found.good("%s: all %d units have a chat", w.Commune, w.Units)
	}
}

func (w ward) examinePlan(found *findings) {
	switch {
	case w.Plan == "":
		found.doubt("planbot import FILE --apply", "%s: no plan", w.Commune)
	case w.Questions > 0:
		found.doubt("settle them with the office, then correct the plan file; until then its defaults count",
			"%s: %d questions of plan %s are open", w.Commune, w.Questions, w.Plan)
	default:
		found.good("%s: no open questions in plan %s", w.Commune, w.Plan)
	}
}

func (w ward) examineCalendar(year int, found *findings) {
	if w.OwnCalendar || len(calendar.Notices(year)) > 0 {
		found.good("%s: calendar of %d is known", w.Commune, year)
		return
	}
	found.doubt("once the government has announced them, use a planbot that knows them",
		"%s: swapped days and the days of the lunar new year of %d are not known", w.Commune, year)
}

// examineReach looks at where the commune is to be told something.
func (w ward) examineReach(found *findings) {
	if len(w.Lost) > 0 {
		found.doubt("add the bot to the group of each again", "%s: messages do not reach the chats of %d units: %s",
			w.Commune, len(w.Lost), strings.Join(w.Lost, ", "))
	}
	if w.Chairman {
		found.good("%s: the Chairman can be told", w.Commune)
	} else {
		found.doubt("type /bind CODE in a group of the leaders, with the code of their unit",
			"%s: the Chairman has no chat", w.Commune)
	}
	if w.Dead > 0 {
		found.doubt("look for \"not delivered\" in the log, and tell the units in another way",
			"%s: %d messages of the last seven days were given up", w.Commune, w.Dead)
	}
}
