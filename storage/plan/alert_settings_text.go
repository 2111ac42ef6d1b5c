package plan

import (
	"strconv"
	"strings"

	"planbot/storage/calendar"
)

// String says what the commune set itself, in the words of its plan file: "morning 08:00; ack_days 2". It is empty
// where everything is left to planbot.
func (s AlertSettings) String() string {
	return joinAll(s.texts(), func(t text) string { return t.field + " " + t.value })
}

// texts gives the settings that are not left to planbot.
func (s AlertSettings) texts() []text {
	var set []text
	for _, t := range []text{
		{"morning", timeText(s.Morning)}, {"window", hoursText(s.Window)}, {"hours", hoursText(s.Hours)},
		{"report_time", timeText(s.ReportTime)}, {"leads", daysText(s.Leads)}, {"repeats", daysText(s.Repeats)},
		{"repeat_every", numberText(s.RepeatEvery)}, {"ack_days", numberText(s.AckDays)},
		{"long_overdue", numberText(s.LongOverdue)}, {"most_pushes", numberText(s.MostPushes)},
		{"wait_warn", numberText(s.WaitWarn)}, {"waits", clockText(s.ClockHours)},
		{"pace_sample", numberText(s.PaceSample)}, {"pace_periods", numberText(s.PacePeriods)},
		{"ladder", ladderText(s.Ladder)},
	} {
		if t.value != "" {
			set = append(set, t)
		}
	}
	return set
}

func timeText(t calendar.TimeOfDay) string {
	if t == 0 {
		return ""
	}
	return t.String()
}

func numberText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func clockText(clock bool) string {
	if !clock {
		return ""
	}
	return "clock"
}

func hoursText(h calendar.Hours) string { return listText(h.Spans, calendar.Span.String) }
func daysText(days []int) string        { return listText(days, strconv.Itoa) }

func ladderText(steps []LadderStep) string {
	return listText(steps, func(l LadderStep) string { return string(l.To) + " +" + strconv.Itoa(l.Wait) })
}

func listText[T any](list []T, show func(T) string) string {
	return strings.Join(shown(list, show), ", ")
}
