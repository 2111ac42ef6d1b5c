package planfile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"planbot/bot/planfile"
	"planbot/storage/calendar"
	"planbot/storage/plan"
	"planbot/storage/sample"
)

// warned is small with an alerts section, whose first line is the 4th of the file.
func warned(section string) []byte {
	lines := strings.Split(strings.TrimSpace(section), "\n")
	return []byte(strings.Replace(small, "plan:\n", "alerts:\n  "+strings.Join(lines, "\n  ")+"\nplan:\n", 1))
}

func hours(spans ...string) calendar.Hours {
	var h calendar.Hours
	for _, text := range spans {
		s, err := calendar.ParseSpan(text)
		if err != nil {
			panic(err)
		}
		h.Spans = append(h.Spans, s)
	}
	return h
}

func TestReadAlerts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, section string
		want          plan.AlertSettings
	}{
		{"one key", `morning: "08:00"`, plan.AlertSettings{Morning: calendar.NewTimeOfDay(8, 0)}},
		{"without quotes", "morning: 7:50\nwindow: [7:30 - 11:30, 13:30-17:00]", plan.AlertSettings{
			Morning: calendar.NewTimeOfDay(7, 50), Window: hours("07:30-11:30", "13:30-17:00"),
		}},
		{"as planbot does", "ack_days: 3\nwaits: working", plan.AlertSettings{AckDays: 3}},
		{"nothing", "{}", plan.AlertSettings{}},
		{"everything", `
morning: "13:45"
window: ["13:00-17:00"]
hours: ["07:00-11:00", "13:00-17:00"]
report_time: "15:30"
leads: [60, 1]
repeats: [1, 60]
repeat_every: 10
ack_days: 30
long_overdue: 8
most_pushes: 20
wait_warn: 24
waits: clock
pace_sample: 100
pace_periods: 12
ladder: [{to: lead, wait: 0}, {to: chairman, wait: 30}, {to: office, wait: 0}]`, plan.AlertSettings{
			Morning: calendar.NewTimeOfDay(13, 45), Window: hours("13:00-17:00"),
			Hours: hours("07:00-11:00", "13:00-17:00"), ReportTime: calendar.NewTimeOfDay(15, 30),
			Leads: []int{60, 1}, Repeats: []int{1, 60}, RepeatEvery: 10, AckDays: 30, LongOverdue: 8, MostPushes: 20,
			WaitWarn: 24, ClockHours: true, PaceSample: 100, PacePeriods: 12,
			Ladder: []plan.LadderStep{{To: plan.ToLead}, {To: plan.ToChairman, Wait: 30}, {To: plan.ToOffice}},
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := read(t, warned(test.section)).Plan.Commune.Alerts
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	if got := read(t, []byte(small)).Plan.Commune.Alerts; !cmp.Equal(got, plan.AlertSettings{}) {
		t.Errorf("without the section: got %+v, want nothing set", got)
	}
}

// The sample of another commune sets other hours, so that tests see settings at work.
func TestSample2026SetsItsOwnHours(t *testing.T) {
	t.Parallel()
	day := hours("07:00-11:30", "13:30-17:00")
	want := plan.AlertSettings{Morning: calendar.NewTimeOfDay(8, 0), Window: day, Hours: day}
	if diff := cmp.Diff(want, read(t, sample.Commune2026()).Plan.Commune.Alerts); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadAlertsProblems(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, section, want string }{
		{"no mapping", "- 1", `5:3: the alerts must be a mapping of keys to values, not a list`},
		{"unknown key", "mornings: 1", `5:3: unknown key "mornings" in the alerts; known are morning, window, hours, report_time, leads, repeats, repeat_every, ack_days, long_overdue, most_pushes, wait_warn, waits, pace_sample, pace_periods, ladder`},
		{"no time", `morning: "7h45"`, `5:12: morning of the alerts is "7h45", want a time from 05:00 to 21:00, like 07:45`},
		{"at night", `report_time: "23:00"`, `5:16: report_time of the alerts is "23:00", want a time from 05:00 to 21:00, like 07:45`},
		{"no span", `window: ["07:30"]`, `5:12: an entry of window of the alerts is "07:30", want a span like 07:30-11:30`},
		{"span of no times", `hours: ["07:30-11:75"]`, `5:11: an entry of hours of the alerts is "07:30-11:75", want a span like 07:30-11:30`},
		{"span for a list", `hours: "07:30-11:30"`, `5:10: "hours" of the alerts must be a list, not a single value`},
		{"no hours", `hours: []`, `5:10: "hours" of the alerts is an empty list`},
		{"span backwards", `hours: ["11:30-07:30"]`, `5:11: hours of the alerts go from morning to evening without overlapping: "11:30-07:30" does not fit`},
		{"spans overlap", "hours:\n  - 07:30-11:30\n  - 11:00-17:00", `7:7: hours of the alerts go from morning to evening without overlapping: "11:00-17:00" does not fit`},
		{"spans in disorder", "hours:\n  - 13:30-17:00\n  - 07:30-11:30", `7:7: hours of the alerts go from morning to evening without overlapping: "07:30-11:30" does not fit`},
		{"morning at lunch", `morning: "12:00"`, `5:12: the morning digests go out at 12:00, when messages may not arrive: the window is 07:30-11:30, 13:30-17:00`},
		{"morning at closing", "window: [07:00-08:00]\nmorning: 08:00", `6:12: the morning digests go out at 08:00, when messages may not arrive: the window is 07:00-08:00`},
		{"window past the morning", `window: ["08:00-11:30"]`, `5:11: the morning digests go out at 07:45, when messages may not arrive: the window is 08:00-11:30`},
		{"leads rise", "leads: [1, 3]", `5:14: leads of the alerts go from the most days to the fewest: 3 comes after 1`},
		{"lead twice", "leads: [3, 3]", `5:14: leads of the alerts go from the most days to the fewest: 3 comes after 3`},
		{"lead too long", "leads: [61]", `5:11: an entry of leads of the alerts is "61", want a whole number from 1 to 60`},
		{"lead of none", "leads: [1, 0]", `5:14: an entry of leads of the alerts is "0", want a whole number from 1 to 60`},
		{"no leads", "leads: []", `5:10: "leads" of the alerts is an empty list`},
		{"list in a list", "leads: [[1]]", `5:11: an entry of leads of the alerts must be a single value, not a list`},
		{"repeats fall", "repeats: [2, 1]", `5:16: repeats of the alerts go from the fewest days to the most: 1 comes after 2`},
		{"repeat too late", "repeats: [1, 90]", `5:16: an entry of repeats of the alerts is "90", want a whole number from 1 to 60`},
		{"never repeated", "repeat_every: 0", `5:17: repeat_every of the alerts is "0", want a whole number from 1 to 60`},
		{"held for months", "ack_days: 31", `5:13: ack_days of the alerts is "31", want a whole number from 1 to 30`},
		{"overdue at once", "long_overdue: 0", `5:17: long_overdue of the alerts is "0", want a whole number from 1 to 60`},
		{"flood", "most_pushes: 21", `5:16: most_pushes of the alerts is "21", want a whole number from 1 to 20`},
		{"warned a day early", "wait_warn: 25", `5:14: wait_warn of the alerts is "25", want a whole number from 1 to 24`},
		{"other waits", "waits: days", `5:10: waits of the alerts is "days", want one of "working", "clock"`},
		{"sample of none", "pace_sample: 0", `5:16: pace_sample of the alerts is "0", want a whole number from 1 to 100000`},
		{"thirteen periods", "pace_periods: 13", `5:17: pace_periods of the alerts is "13", want a whole number from 1 to 12`},
		{"no ladder", "ladder: []", `5:11: "ladder" of the alerts is an empty list`},
		{"ladder of words", "ladder: [lead]", `5:12: a step of the ladder must be a mapping of keys to values, not a single value`},
		{"ladder from above", "ladder: [{to: office}]", `5:17: the ladder begins with "office", want "lead" first`},
		{"first step waits", "ladder: [{to: lead, wait: 1}]", `5:29: the first step of the ladder is told at once, want wait 0 or none`},
		{"step without a wait", "ladder: [{to: lead}, {to: office}]", `5:24: a step of the ladder lacks the key "wait"`},
		{"step to nobody", "ladder: [{wait: 0}]", `5:12: a step of the ladder lacks the key "to"`},
		{"step to a unit", "ladder: [{to: lead}, {to: VPTK, wait: 1}]", `5:29: to of a step of the ladder is "VPTK", want one of "lead", "office", "vice_chairman", "chairman"`},
		{"step twice", "ladder:\n  - {to: lead}\n  - {to: office, wait: 1}\n  - {to: office, wait: 2}", `8:12: "office" stands on the ladder twice`},
		{"long wait", "ladder: [{to: lead}, {to: office, wait: 31}]", `5:43: wait of a step of the ladder is "31", want a whole number from 0 to 30`},
		{"unknown key of a step", "ladder: [{to: lead, after: 1}]", `5:23: unknown key "after" in a step of the ladder; known are to, wait`},
		{"two at once", "morning: 25:00\nleads: [1, 2]", `5:12: morning of the alerts is "25:00", want a time from 05:00 to 21:00, like 07:45` + "\n" + `6:14: leads of the alerts go from the most days to the fewest: 2 comes after 1`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := planfile.Read("f", warned(test.section))
			if diff := cmp.Diff(test.want, where(t, err)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}
