package calendar

import (
	"slices"
	"time"
)

// The years for which the formulas of the lunar calendar are good enough to
// derive holidays from. In other years only Saturdays and Sundays are free.
const (
	firstYear = 1968
	lastYear  = 2199
)

// Rule returns the days off of a year as the law alone gives them, in order of
// date: what to expect before the year's notice is out. It names no weekends.
//
// Bộ luật Lao động 2019, Điều 112 khoản 1, gives eleven days: 1 January, five
// days of Tết, Giỗ Tổ Hùng Vương on the 10th of the third lunar month, 30 April,
// 1 May, and 2 September with one day beside it. Điều 111 khoản 3 gives the
// next working day for each of them that falls on a weekly day of rest.
//
// The law leaves two choices to the yearly notice. The defaults here are the
// last day of the old lunar year with the first four of the new one (2026; the
// notices of 2024 and 2025 took the last two and the first three), and for the
// day beside 2 September see [besideNationalDay].
//
// 24 November, "Ngày Văn hóa Việt Nam", is not among them: Nghị quyết 30/NQ-CP of
// 2026 plans to add it to Điều 112, and until that is law a commune that has the
// day off enters it as an exception.
func Rule(year int) []Exception {
	if year < firstYear || year > lastYear {
		return nil
	}
	days := slices.Concat(fixedHolidays(year), lunarHolidays(year))
	slices.SortFunc(days, byDate)
	days = append(days, substitutes(days)...)
	slices.SortFunc(days, byDate)
	return days
}

const (
	newYear     = "Tết Dương lịch"
	tet         = "Tết Nguyên đán"
	hungKings   = "Giỗ Tổ Hùng Vương"
	reunion     = "Ngày Chiến thắng 30/4"
	labourDay   = "Quốc tế Lao động 1/5"
	nationalDay = "Quốc khánh"
	article112  = "Điều 112 Bộ luật Lao động 2019"
	article111  = "khoản 3 Điều 111 Bộ luật Lao động 2019"
)

func fixedHolidays(year int) []Exception {
	return []Exception{
		holiday(Date{year, time.January, 1}, newYear),
		holiday(Date{year, time.April, 30}, reunion),
		holiday(Date{year, time.May, 1}, labourDay),
		holiday(Date{year, time.September, 2}, nationalDay),
		holiday(besideNationalDay(year), nationalDay),
	}
}

// besideNationalDay returns the second day of the holiday of 2 September: its
// neighbour that is not on a weekend; of two such, the one that touches a
// weekend; failing that, the day before. The notices of 2024 to 2026 agree.
func besideNationalDay(year int) Date {
	national := Date{year, time.September, 2}
	switch national.Weekday() {
	case time.Sunday, time.Monday, time.Thursday:
		return national.AddDays(1)
	}
	return national.AddDays(-1)
}

func lunarHolidays(year int) []Exception {
	const daysBefore, length = 1, 5
	first := mustSolar(LunarDate{Year: year, Month: 1, Day: 1})
	days := []Exception{holiday(mustSolar(LunarDate{Year: year, Month: 3, Day: 10}), hungKings)}
	for i := range length {
		days = append(days, holiday(first.AddDays(i-daysBefore), tet))
	}
	return days
}

// mustSolar is for days that every lunar year has.
func mustSolar(l LunarDate) Date {
	d, err := SolarOf(l)
	if err != nil {
		panic(err)
	}
	return d
}

// substitutes returns a working day off for every holiday on a weekend: the
// next one that is not free already. The holidays come in order of date.
func substitutes(holidays []Exception) []Exception {
	taken := map[Date]bool{}
	for _, h := range holidays {
		taken[h.Date] = true
	}
	var days []Exception
	for _, h := range holidays {
		if !isWeekend(h.Date) {
			continue
		}
		d := h.Date
		for isWeekend(d) || taken[d] {
			d = d.AddDays(1)
		}
		taken[d] = true
		days = append(days, substitute(d, h.Note))
	}
	return days
}

func byDate(a, b Exception) int { return a.Date.Compare(b.Date) }

func isWeekend(d Date) bool {
	weekday := d.Weekday()
	return weekday == time.Saturday || weekday == time.Sunday
}

func holiday(d Date, name string) Exception {
	return Exception{Date: d, Kind: Holiday, Note: name, Source: article112}
}

func substitute(d Date, name string) Exception {
	return Exception{Date: d, Kind: Substitute, Note: "nghỉ bù " + name, Source: article111}
}
