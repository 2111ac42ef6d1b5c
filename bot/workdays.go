package bot

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"planbot/bot/message"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// workdays shows the working calendar of a month; the office changes it: "/calendar 31/8 nghỉ bù 22/8".
func (b *Bot) workdays(ctx context.Context, t *turn) (Answer, error) {
	office := t.may(plan.ActBind)
	if first, ok := monthAsked(t); ok {
		return t.say(message.Workdays(t.plan.Calendar, first, office))
	}
	switch {
	case t.place.Nobody:
		return t.say(message.Refused(message.NobodyMayReport))
	case !office:
		return t.say(message.Refused(message.CalendarByOffice))
	}
	days, err := readDays(t.args, t.day)
	switch {
	case err != nil:
		return t.say(message.Refused(message.NoSuchMoment))
	case len(days) == 0:
		return t.say(message.CalendarUnclear(t.args))
	}
	if sentence := idle(t.plan.Calendar, days); sentence != "" {
		return t.say(message.Refused(sentence))
	}
	done, err := b.Store.SetDays(ctx, t.place.Commune.ID, days, t.command(), t.author(), t.now)
	if err != nil {
		return t.refuse(err)
	}
	if days[0].Kind == calendar.Ordinary {
		return t.say(message.CalendarTakenOut(done))
	}
	return t.say(message.CalendarSet(done))
}

// monthAsked is the first day of the month to show: the current one, or "9", "tháng 9", "9/2026".
func monthAsked(t *turn) (calendar.Date, bool) {
	words := strings.TrimSpace(strings.TrimPrefix(plan.Fold(t.args), "thang"))
	if strings.TrimSpace(t.args) == "" {
		return calendar.NewDate(t.day.Year, t.day.Month, 1), true
	}
	no, in, dated := strings.Cut(words, "/")
	month, err := strconv.Atoi(no)
	year := t.day.Year
	if dated && err == nil {
		if year, err = strconv.Atoi(in); year < 2000 || year > 2100 {
			return calendar.Date{}, false // "31/8" is a day
		}
	}
	if err != nil || month < 1 || month > 12 {
		return calendar.Date{}, false
	}
	return calendar.NewDate(year, time.Month(month), 1), true
}

// dayActs are what the office says about a day, folded, the longest first.
var dayActs = []struct {
	words string
	kind  calendar.Kind
}{
	{"nghi hoan doi", calendar.Swapped}, {"nghi bu", calendar.Substitute}, {"nghi le", calendar.Holiday},
	{"lam bu", calendar.Extra}, {"nghi", calendar.Holiday}, {"lam", calendar.Extra}, {"bo", calendar.Ordinary},
}

// readDays reads what a day becomes. "31/8 nghỉ bù 22/8" is a swap: the first day is free, the second is worked for
// it. Nothing comes back where the words are not clear.
func readDays(text string, today calendar.Date) ([]calendar.Exception, error) {
	words := strings.Fields(text)
	_, used, err := plan.ReadDay(words, today, plan.Ahead)
	if used == 0 || err != nil {
		return nil, err
	}
	kind, rest, ok := dayAct(words[used:])
	if !ok {
		return nil, nil
	}
	day, other, taken, err := pair(words, rest, today)
	e := calendar.Exception{Date: day, Kind: kind, Source: message.CalendarSource(today)}
	switch {
	case err != nil:
		return nil, err
	case len(rest) == 0:
		return []calendar.Exception{e}, nil
	case taken == len(rest) && (kind == calendar.Substitute || kind == calendar.Swapped):
		return swap(e, other), nil
	case taken == len(rest) && kind == calendar.Extra:
		return swap(calendar.Exception{Date: other, Source: e.Source}, day), nil
	case taken == 0 && kind == calendar.Holiday:
		e.Note = strings.Join(rest, " ")
		return []calendar.Exception{e}, nil
	}
	return nil, nil
}

// pair reads the day that words begin with and the one that rest begins with, if it does. The two of a swap lie close
// together, and the notice of it may come between them: of the years they may be meant for, those that bring them
// closest count, then the soonest.
func pair(words, rest []string, today calendar.Date) (day, other calendar.Date, used int, err error) {
	if day, _, err = plan.ReadDay(words, today, plan.Ahead); err != nil {
		return day, other, 0, err
	}
	if other, used, err = plan.ReadDay(rest, today, plan.Ahead); err != nil || used == 0 {
		return day, other, 0, err
	}
	dayBeside, _, err1 := plan.ReadDayBeside(words, today, other)
	otherBeside, _, err2 := plan.ReadDayBeside(rest, today, day)
	if err := errors.Join(err1, err2); err != nil {
		return day, other, used, err
	}
	if a, b := apart(day, otherBeside), apart(dayBeside, other); a < b || a == b && day.Before(other) {
		return day, otherBeside, used, nil
	}
	return dayBeside, other, used, nil
}

// apart is how many days lie between two.
func apart(a, b calendar.Date) int { return max(a.DaysSince(b), b.DaysSince(a)) }

// swap makes one day free and another worked instead.
func swap(free calendar.Exception, worked calendar.Date) []calendar.Exception {
	if free.Date == worked {
		return nil
	}
	free.Kind, free.Note = calendar.Swapped, message.SwapFree(worked)
	return []calendar.Exception{
		free,
		{Date: worked, Kind: calendar.Extra, Note: message.SwapWorked(free.Date), Source: free.Source},
	}
}

func dayAct(words []string) (calendar.Kind, []string, bool) {
	for _, act := range dayActs {
		n := len(strings.Fields(act.words))
		if len(words) >= n && plan.Fold(strings.Join(words[:n], " ")) == act.words {
			return act.kind, words[n:], true
		}
	}
	return "", nil, false
}

// idle says why days change nothing: a day of rest made free, a working day made worked. What is as the same command
// would make it is no reason, or a second delivery would be answered otherwise than the first.
func idle(cal *calendar.Calendar, days []calendar.Exception) string {
	for _, e := range days {
		now := cal.Why(e.Date)
		switch {
		case e.Kind == calendar.Ordinary || now.Kind == e.Kind && now.Source == e.Source:
		case e.Kind.Worked() && now.Kind.Worked():
			return message.AlreadyWorked(e.Date)
		case !e.Kind.Worked() && !now.Kind.Worked():
			return message.AlreadyFree(now)
		}
	}
	return ""
}
