package bot

import (
	"strings"
	"unicode"

	"planbot/bot/message"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// answerDay takes the day by which an order is to be answered off its words, in front or at their end: "20/6 nộp báo
// cáo", "đẩy nhanh thanh toán trước 20/6". The day is zero where there is none; a sentence says what is wrong with it.
func answerDay(t *turn, words string) (by calendar.Date, rest, sentence string) {
	front, rest, sentence := leadingDay(t, words)
	if sentence != "" {
		return calendar.Date{}, words, sentence
	}
	back, rest := trailingDay(t, rest)
	switch {
	case front.IsZero():
		by = back
	case !back.IsZero() && back != front:
		return calendar.Date{}, words, message.AnswerWhichDay(front, back)
	default:
		by = front
	}
	return by, rest, dayFits(t, by)
}

// leadingDay takes a date off the front. It is written in numbers: "nay yêu cầu" begins no date, and "từ 20/6" is
// none by which something must be done.
func leadingDay(t *turn, words string) (day calendar.Date, rest, sentence string) {
	all := strings.Fields(words)
	day, used, err := plan.ReadDay(all, t.day, plan.Ahead)
	switch {
	case err != nil:
		return calendar.Date{}, words, message.NoSuchMoment
	case used == 0, plan.Fold(all[0]) == "tu", !strings.ContainsFunc(all[used-1], unicode.IsDigit):
		return calendar.Date{}, words, ""
	}
	return day, strings.TrimLeft(strings.Join(all[used:], " "), ":,;- "), ""
}

// trailingDay takes a date off the end.
func trailingDay(t *turn, words string) (calendar.Date, string) {
	all := strings.Fields(words)
	for from := max(0, len(all)-3); from < len(all); from++ {
		day, used, err := plan.ReadDay(all[from:], t.day, plan.Ahead)
		if err == nil && used > 0 && from+used == len(all) {
			return day, strings.TrimRight(strings.Join(all[:from], " "), " ,;")
		}
	}
	return calendar.Date{}, words
}

// dayFits says why an order cannot be answered by a day: it is over, or the plan is by then.
func dayFits(t *turn, by calendar.Date) string {
	last := t.plan.Until
	if by.IsZero() || !by.Before(t.day) && (!by.After(last) || t.day.After(last)) { // a former plan's task has no better day
		return ""
	}
	return message.AnswerDayOut(last)
}
