package calendar

import (
	"math/bits"
	"sync/atomic"
	"time"
)

// yearTable is one year before any commune's exceptions. A month is a set of
// bits, bit 1 for the first day, so that asking about a day is one shift and
// counting days is one instruction a month: every chat answer asks dozens of
// times. Index 0 is no month; it makes the zero Date a day of rest.
type yearTable struct {
	work   [13]uint32 // the working days of each month
	before [13]int    // working days of the year before each month
	total  int        // working days of the year
	named  map[Date]Exception
}

// yearTables fills up as years are asked for. A table never changes once made,
// so two goroutines that make the same one may both store it.
var yearTables [lastYear - firstYear + 1]atomic.Pointer[yearTable]

func tableOf(year int) *yearTable {
	if year < firstYear || year > lastYear {
		return newYearTable(year)
	}
	slot := &yearTables[year-firstYear]
	table := slot.Load()
	if table == nil {
		table = newYearTable(year)
		slot.Store(table)
	}
	return table
}

func newYearTable(year int) *yearTable {
	table := &yearTable{named: map[Date]Exception{}}
	for _, e := range announced(year) {
		table.named[e.Date] = e
	}
	for month := time.January; month <= time.December; month++ {
		last := Date{year, month, 1}.EndOfMonth()
		for day := 1; day <= last.Day; day++ {
			if table.why(Date{year, month, day}).Kind.Worked() {
				table.work[month] |= 1 << day
			}
		}
		table.before[month] = table.total
		table.total += bits.OnesCount32(table.work[month])
	}
	return table
}

// announced returns the year's notice or, until there is one, what the law gives.
func announced(year int) []Exception {
	if notice, ok := notices[year]; ok {
		return notice
	}
	return Rule(year)
}

func (t *yearTable) why(d Date) Day {
	if e, ok := t.named[d]; ok {
		return Day{Date: d, Kind: e.Kind, Name: e.name(), Source: e.Source}
	}
	return weekly(d)
}

func (t *yearTable) works(d Date) bool { return t.work[d.Month]>>d.Day&1 == 1 }

// through returns the working days of the year up to and including d.
func (t *yearTable) through(d Date) int {
	upTo := uint32(1)<<(d.Day+1) - 1
	return t.before[d.Month] + bits.OnesCount32(t.work[d.Month]&upTo)
}
