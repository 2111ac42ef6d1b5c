package plan

import (
	"cmp"
	"slices"
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

// ReadCuts reads the time of a report: a period, or the two days of a report on demand ("1/1..31/3", "từ 1/1 đến
// 31/3/2024"). Without a year it is the plan's. While the plan is young it may be the year before, too: "năm", said in
// January, is the one that is over. What ends closest to today comes first.
func (p *Plan) ReadCuts(text string, today calendar.Date) []Cut {
	var cuts []Cut
	for back := range 2 {
		if cut, ok := p.readCut(text, today, back); ok && (back == 0 || p.Young(today)) {
			cuts = append(cuts, cut)
		}
	}
	slices.SortStableFunc(cuts, func(a, b Cut) int { return cmp.Compare(apart(a.To, today), apart(b.To, today)) })
	return slices.Compact(cuts)
}

// readCut reads what is without a year as of so many years before the plan's.
func (p *Plan) readCut(text string, today calendar.Date, back int) (Cut, bool) {
	if from, to, ok := p.readSpan(text, today, back); ok {
		return p.CutBetween(from, to), true
	}
	period, ok := ReadReported(text, Expect{Today: today, PlanYear: p.Year - back, Cutoff: p.Cutoff})
	return p.CutOf(period), ok
}

// Young reports whether a plan is in its first month: what is said without a year may be about the one before.
func (p *Plan) Young(day calendar.Date) bool { return day.Before(p.From.AddMonths(1)) }

// apart is how many days lie between two.
func apart(a, b calendar.Date) int { return max(a.DaysSince(b), b.DaysSince(a)) }

func (p *Plan) readSpan(text string, today calendar.Date, back int) (from, to calendar.Date, ok bool) {
	begin, end := p.From.AddMonths(-12*back), p.Until.AddMonths(-12*back)
	words := strings.Fields(strings.ReplaceAll(text, "..", " .. "))
	for i, w := range words {
		if w != ".." && w != "-" && w != "to" && Fold(w) != "den" {
			continue
		}
		days := end.DaysSince(begin) // halved downwards and upwards, as the last day of a leap year is far away
		from, ok1 := spoken(words[:i], today, begin.AddDays(days/2))
		to, ok2 := spoken(words[i+1:], today, begin.AddDays((days+1)/2))
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
