package plan

import (
	"slices"
	"strconv"
	"strings"

	"planbot/storage/calendar"
)

// Setting is one alert setting as a person reads it, by its name in a plan file.
type Setting struct{ Name, Value string }

// Own lists what the commune set itself; what it leaves to planbot is not in the list.
func (s AlertSettings) Own() []Setting {
	all := []Setting{
		{"morning", timeText(s.Morning)}, {"window", hoursText(s.Window)}, {"hours", hoursText(s.Hours)},
		{"report_time", timeText(s.ReportTime)}, {"leads", daysText(s.Leads)}, {"repeats", daysText(s.Repeats)},
		{"repeat_every", numberText(s.RepeatEvery)}, {"ack_days", numberText(s.AckDays)},
		{"long_overdue", numberText(s.LongOverdue)}, {"most_pushes", numberText(s.MostPushes)},
		{"wait_warn", numberText(s.WaitWarn)}, {"waits", clockText(s.ClockHours)},
		{"pace_sample", numberText(s.PaceSample)}, {"pace_periods", numberText(s.PacePeriods)},
		{"ladder", ladderText(s.Ladder)},
	}
	return slices.DeleteFunc(all, func(set Setting) bool { return set.Value == "" })
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

func hoursText(h calendar.Hours) string {
	if len(h.Spans) == 0 {
		return ""
	}
	return h.String()
}

func daysText(days []int) string { return listText(days, strconv.Itoa) }

func ladderText(steps []LadderStep) string {
	return listText(steps, func(l LadderStep) string { return string(l.To) + " +" + strconv.Itoa(l.Wait) })
}

func listText[T any](list []T, show func(T) string) string {
	return strings.Join(shown(list, show), ", ")
}
