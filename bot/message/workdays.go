package message

import (
	"fmt"

	"planbot/storage/calendar"
)

// mostDaysAhead is how far ahead the next day that departs from the week is looked for.
const mostDaysAhead = 200

// Workdays shows the days of a month that depart from the week, how many are worked, and the next such days after it.
func Workdays(cal *calendar.Calendar, first calendar.Date, office bool) Message {
	last := first.EndOfMonth()
	m := say(fmt.Sprintf("<b>Lịch làm việc tháng %d/%d</b>: %d ngày làm việc", first.Month, first.Year,
		cal.WorkdaysBetween(first.AddDays(-1), last)))
	days := specialDays(cal, first, last, 31)
	if len(days) == 0 {
		m.add("Không có ngày nghỉ nào ngoài cuối tuần.")
	}
	for _, d := range days {
		m.add(dayLine(d))
	}
	if next := specialDays(cal, last.AddDays(1), last.AddDays(mostDaysAhead), 3); len(next) > 0 {
		m.add("\nSắp tới:")
		for _, d := range next {
			m.add(dayLine(d))
		}
	}
	if year := last.AddDays(1).Year; !cal.HasYear(year) {
		m.add(fmt.Sprintf("Lưu ý: chưa có thông báo lịch nghỉ năm %d; mới tính ngày nghỉ theo luật.", year))
	}
	if office {
		m.add(CalendarHow())
	}
	return m
}

// specialDays lists at most so many days of a stretch that are free or worked against the week.
func specialDays(cal *calendar.Calendar, from, to calendar.Date, most int) []calendar.Day {
	var all []calendar.Day
	for d := from; !d.After(to) && len(all) < most; d = d.AddDays(1) {
		if why := cal.Why(d); why.Kind.Exceptional() {
			all = append(all, why)
		}
	}
	return all
}

func dayLine(d calendar.Day) string {
	mark := "🔴"
	if d.Kind.Worked() {
		mark = "🔵"
	}
	return fmt.Sprintf("%s %s %s: %s", mark, d.Date.WeekdayVN(), d.Date.VN(), esc(d.Name))
}

// CalendarHow says how the office changes the calendar, in one sentence.
func CalendarHow() string {
	return "Văn phòng đặt ngày: " + code("/calendar 31/8 nghỉ bù 22/8") + " (nghỉ 31/8, làm 22/8), " + code("/calendar 24/11 nghỉ") +
		", " + code("/calendar 22/8 làm bù") + "; bỏ ngày đã đặt: " + code("/calendar 24/11 bỏ") + "."
}

// CalendarUnclear says that the words name no change of the calendar.
func CalendarUnclear(text string) Message {
	return say("Chưa rõ “" + esc(clip(text, 60)) + "”. " + CalendarHow())
}

// SwapFree and SwapWorked are the notes of two days that change places.
func SwapFree(worked calendar.Date) string {
	return "nghỉ hoán đổi, làm bù " + worked.WeekdayVN() + " " + worked.VNShort()
}

// SwapWorked is the note of the day that is worked for another.
func SwapWorked(free calendar.Date) string {
	return "làm bù cho " + free.WeekdayVN() + " " + free.VNShort()
}

// CalendarSource is where a day of the commune's own comes from.
func CalendarSource(on calendar.Date) string {
	return "Văn phòng đặt ngày " + on.VN()
}

// CalendarSet confirms days of the commune's own, and the other halves of swaps that they put an end to.
func CalendarSet(days []calendar.Exception) Message {
	all := []string{"✅ <b>Đã ghi vào lịch làm việc</b>"}
	for _, e := range days {
		if e.Kind == calendar.Ordinary {
			all = append(all, otherHalf(e.Date))
			continue
		}
		all = append(all, dayLine(calendar.New(e).Why(e.Date)))
	}
	return say(lines(append(all, "Hạn và lịch nhắc được tính lại theo lịch mới.")...))
}

// CalendarTakenOut confirms that a day is again what law and notice make it, and so are those that were swapped with it.
func CalendarTakenOut(days []calendar.Exception) Message {
	d := days[0].Date
	all := []string{
		fmt.Sprintf("↩️ Đã bỏ %s %s khỏi lịch riêng của xã, phường.", d.WeekdayVN(), d.VN()),
		"Theo lịch chung: " + esc(commonly(d)) + ".",
	}
	for _, e := range days[1:] {
		all = append(all, otherHalf(e.Date))
	}
	return say(lines(all...))
}

// otherHalf says that a day goes out of the calendar with the one it was swapped with.
func otherHalf(d calendar.Date) string {
	return fmt.Sprintf("Bỏ cả ngày hoán đổi: %s %s; theo lịch chung: %s.", d.WeekdayVN(), d.VN(), esc(commonly(d)))
}

// commonly is what law and notice make of a day.
func commonly(d calendar.Date) string {
	why := calendar.New().Why(d)
	if why.Kind.Exceptional() {
		return why.Name
	}
	return why.Kind.VN()
}

// AlreadyFree says that a day is one of rest as it is.
func AlreadyFree(d calendar.Day) string {
	return fmt.Sprintf("%s đã là ngày nghỉ (%s); không thay đổi gì.", d.Date.VN(), d.Name)
}

// AlreadyWorked says that a day is worked as it is.
func AlreadyWorked(d calendar.Date) string {
	return fmt.Sprintf("%s (%s) đã là ngày làm việc; không thay đổi gì.", d.VN(), d.WeekdayVN())
}
