package planfile

import (
	"slices"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Bounds of what a commune may set. Below the lowest a setting would mean "left to planbot".
const (
	longestLead   = 60 // working days ahead of a due date, or after a first notice
	longestHold   = 30 // working days that an acknowledgement or a step of the ladder holds
	mostPushes    = 20 // messages a chat and working day: Telegram takes 20 a minute in a group
	longestWarn   = 24 // hours before the limit of a wait
	largestSample = 100_000
	mostPeriods   = 12
)

var (
	earliest = calendar.NewTimeOfDay(5, 0)
	latest   = calendar.NewTimeOfDay(21, 0)
)

// readAlerts reads how the commune is warned. What the file leaves out stays zero, which leaves it to planbot.
func (r *reader) readAlerts(f *fields) plan.AlertSettings {
	defer f.close()
	before := len(r.problems)
	s := plan.AlertSettings{
		Morning:     f.timeOfDay("morning"),
		Window:      r.readHours(f, "window"),
		Hours:       r.readHours(f, "hours"),
		ReportTime:  f.timeOfDay("report_time"),
		Leads:       r.readDays(f, "leads", "from the most days to the fewest", func(former, day int) bool { return day < former }),
		Repeats:     r.readDays(f, "repeats", "from the fewest days to the most", func(former, day int) bool { return day > former }),
		RepeatEvery: f.integer("repeat_every", optional, 1, longestLead),
		AckDays:     f.integer("ack_days", optional, 1, longestHold),
		LongOverdue: f.integer("long_overdue", optional, 1, longestLead),
		MostPushes:  f.integer("most_pushes", optional, 1, mostPushes),
		WaitWarn:    f.integer("wait_warn", optional, 1, longestWarn),
		ClockHours:  choice(f, "waits", optional, "working", "clock") == "clock",
		PaceSample:  f.integer("pace_sample", optional, 1, largestSample),
		PacePeriods: f.integer("pace_periods", optional, 1, mostPeriods),
		Ladder:      r.readLadder(f),
	}
	if len(r.problems) == before {
		r.checkMorning(f, s)
	}
	return s
}

// timeOfDay reads a time at which an office may be reached; a missing one is zero.
func (f *fields) timeOfDay(key string) calendar.TimeOfDay {
	text := f.line(key, optional)
	if text == "" {
		return 0
	}
	t, err := calendar.ParseTimeOfDay(text)
	if err != nil || t < earliest || t > latest {
		f.r.problem(f.at(key), "%s of %s is %q, want a time from %v to %v, like 07:45", key, f.what, text, earliest, latest)
		return 0
	}
	return t
}

// readHours reads the hours of a working day.
func (r *reader) readHours(f *fields, key string) calendar.Hours {
	var hours calendar.Hours
	for _, n := range f.list(key, need(f.has(key))) {
		text, ok := r.scalar(n, "an entry of "+key+" of "+f.what, maxLine)
		if !ok {
			continue
		}
		span, err := calendar.ParseSpan(text)
		if err != nil {
			r.problem(placeOfNode(n), "an entry of %s of %s is %q, want a span like 07:30-11:30", key, f.what, text)
			continue
		}
		longer := calendar.Hours{Spans: append(slices.Clip(hours.Spans), span)}
		if longer.Validate() != nil {
			r.problem(placeOfNode(n), "%s of %s go from morning to evening without overlapping: %q does not fit", key, f.what, text)
			continue
		}
		hours = longer
	}
	return hours
}

// readDays reads numbers of working days that run one way.
func (r *reader) readDays(f *fields, key, order string, follows func(former, day int) bool) []int {
	var days []int
	for _, n := range f.list(key, need(f.has(key))) {
		day, ok := r.whole(n, "an entry of "+key+" of "+f.what, 1, longestLead)
		switch {
		case !ok:
		case len(days) > 0 && !follows(days[len(days)-1], day):
			r.problem(placeOfNode(n), "%s of %s go %s: %d comes after %d", key, f.what, order, day, days[len(days)-1])
		default:
			days = append(days, day)
		}
	}
	return days
}

// readLadder reads who is told after whom. It begins with the unit that leads, at once.
func (r *reader) readLadder(parent *fields) []plan.LadderStep {
	var ladder []plan.LadderStep
	for i, n := range parent.list("ladder", need(parent.has("ladder"))) {
		f, ok := r.open(n, "a step of the ladder")
		if !ok {
			continue
		}
		step := plan.LadderStep{
			To:   choice(f, "to", required, plan.ToLead, plan.ToOffice, plan.ToViceChairman, plan.ToChairman),
			Wait: f.integer("wait", need(i > 0), 0, longestHold),
		}
		f.close()
		switch {
		case i == 0 && step.To != plan.ToLead && step.To != "":
			r.problem(f.at("to"), "the ladder begins with %q, want %q first", step.To, plan.ToLead)
		case i == 0 && step.Wait > 0:
			r.problem(f.at("wait"), "the first step of the ladder is told at once, want wait 0 or none")
		case slices.ContainsFunc(ladder, func(l plan.LadderStep) bool { return l.To == step.To }) && step.To != "":
			r.problem(f.at("to"), "%q stands on the ladder twice", step.To)
		}
		ladder = append(ladder, step)
	}
	return ladder
}

// checkMorning sees that messages may arrive when the digests go out, whichever of the two the file sets.
func (r *reader) checkMorning(f *fields, s plan.AlertSettings) {
	key := "morning"
	if !f.has(key) {
		key = "window"
	}
	s = s.WithDefaults()
	if !slices.ContainsFunc(s.Window.Spans, func(w calendar.Span) bool { return w.From <= s.Morning && s.Morning < w.To }) {
		r.problem(f.at(key), "the morning digests go out at %v, when messages may not arrive: the window is %s", s.Morning, s.Window)
	}
}
