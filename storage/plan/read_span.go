package plan

import (
	"strings"

	"planbot/storage/calendar"
)

// englishPeriods are the words of the English commands, with what the reader of figures knows.
var englishPeriods = strings.NewReplacer(
	"nine months", "9 thang", "nine_months", "9 thang", "months", "thang", "month", "thang", "quarter", "quy",
	"half 1", "6 thang dau nam", "half 2", "6 thang cuoi nam", "half", "6 thang", "year", "nam",
)

// ReadReported reads the period that somebody names after a command about a whole period: as ReadPeriod does, and in the
// words of the English commands. A year alone is the plan's.
func ReadReported(text string, want Expect) (Period, bool) {
	words := strings.Join(strings.Fields(englishPeriods.Replace(Fold(text))), " ")
	if words == "nam" {
		words = "ca nam"
	}
	if p, ok := ReadPeriod(words, want); ok {
		return p, true
	}
	return ReadPeriod(strings.TrimSpace(text), want)
}

// ReadCut reads the time of a report: a period, or the two days of a report on demand.
func (p *Plan) ReadCut(text string, today calendar.Date) (Cut, bool) {
	if from, to, ok := p.ReadSpan(text, today); ok {
		return p.CutBetween(from, to), true
	}
	period, ok := ReadReported(text, Expect{Today: today, PlanYear: p.Year, Cutoff: p.Cutoff})
	return p.CutOf(period), ok
}

// ReadSpan reads the two days of a report on demand: "1/1..31/3", "từ 1/1 đến 31/3/2024". Without a year each is the
// such day of the plan.
func (p *Plan) ReadSpan(text string, today calendar.Date) (from, to calendar.Date, ok bool) {
	words := strings.Fields(strings.ReplaceAll(text, "..", " .. "))
	for i, w := range words {
		if w != ".." && w != "-" && w != "to" && Fold(w) != "den" {
			continue
		}
		days := p.Until.DaysSince(p.From) // halved downwards and upwards, as the last day of a leap year is far away
		from, ok1 := spoken(words[:i], today, p.From.AddDays(days/2))
		to, ok2 := spoken(words[i+1:], today, p.From.AddDays((days+1)/2))
		return from, to, ok1 && ok2 && !to.Before(from)
	}
	return calendar.Date{}, calendar.Date{}, false
}

// spoken reads words that are one day and nothing else, without a year the such day that is closest to another.
func spoken(words []string, today, other calendar.Date) (calendar.Date, bool) {
	if len(words) > 0 && words[0] == "from" {
		words = words[1:]
	}
	day, used, err := ReadDayBeside(words, today, other)
	return day, err == nil && used > 0 && used == len(words)
}
