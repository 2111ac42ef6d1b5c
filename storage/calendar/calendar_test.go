package calendar_test

import (
	"slices"
	"sync"
	"testing"

	"planbot/storage/calendar"
)

func TestWhy(t *testing.T) {
	t.Parallel()
	var c *calendar.Calendar
	for iso, want := range map[string]struct {
		kind calendar.Kind
		name string
	}{
		"2024-02-08": {calendar.Holiday, "Tết Nguyên đán"},
		"2024-02-14": {calendar.Substitute, "nghỉ bù Tết Nguyên đán"},
		"2024-02-15": {calendar.Ordinary, "thứ Năm"},
		"2024-05-04": {calendar.Extra, "làm bù cho thứ Hai 29/4"},
		"2025-09-01": {calendar.Holiday, "Quốc khánh"},
		"2025-05-02": {calendar.Swapped, "nghỉ hoán đổi, làm bù thứ Bảy 26/4"},
		"2026-04-26": {calendar.Holiday, "Giỗ Tổ Hùng Vương"}, // a Sunday, but the feast is what it is called
		"2026-04-27": {calendar.Substitute, "nghỉ bù Giỗ Tổ Hùng Vương"},
		"2026-06-20": {calendar.Weekend, "thứ Bảy"},
		"2026-06-21": {calendar.Weekend, "Chủ nhật"},
		"2026-11-24": {calendar.Ordinary, "thứ Ba"}, // Ngày Văn hóa Việt Nam, not yet in the law
		"2028-01-03": {calendar.Substitute, "nghỉ bù Tết Dương lịch"},
		"2029-09-04": {calendar.Substitute, "nghỉ bù Quốc khánh"},
	} {
		d := mustDate(t, iso)
		got := c.Why(d)
		if got.Date != d || got.Kind != want.kind || got.Name != want.name {
			t.Errorf("Why(%v) = %+v, want %+v", d, got, want)
		}
		if got.Kind.Worked() != c.Workday(d) {
			t.Errorf("%v: kind %v, but Workday %v", d, got.Kind, c.Workday(d))
		}
	}
}

func TestTheCommunesTableWins(t *testing.T) {
	t.Parallel()
	c := calendar.New(
		calendar.Exception{Date: day(2026, 8, 31), Kind: calendar.Extra, Note: "xã vẫn trực"},                      // over the notice
		calendar.Exception{Date: day(2027, 2, 4), Kind: calendar.Holiday, Source: "thông báo năm 2027"},            // over the law
		calendar.Exception{Date: day(2027, 2, 10), Kind: calendar.Swapped, Note: "nhầm"},                           // corrected by
		calendar.Exception{Date: day(2027, 2, 10), Kind: calendar.Extra},                                           // the later row
		calendar.Exception{Date: day(2026, 11, 24), Kind: calendar.Holiday, Note: "Ngày Văn hóa Việt Nam"},         // a new holiday
		calendar.Exception{Date: day(2026, 6, 20), Kind: calendar.Holiday, Note: "ngày truyền thống", Source: "x"}, // a Saturday anyway
	)
	for iso, want := range map[string]struct {
		works bool
		name  string
	}{
		"2026-08-31": {true, "xã vẫn trực"},
		"2027-02-04": {false, "nghỉ lễ"},
		"2027-02-10": {true, "làm bù"},
		"2026-11-24": {false, "Ngày Văn hóa Việt Nam"},
		"2026-06-20": {false, "ngày truyền thống"},
		"2027-02-11": {false, "nghỉ bù Tết Nguyên đán"}, // not touched
	} {
		d := mustDate(t, iso)
		if got := c.Workday(d); got != want.works {
			t.Errorf("Workday(%v) = %v, want %v", d, got, want.works)
		}
		if got := c.Why(d).Name; got != want.name {
			t.Errorf("Why(%v) is %q, want %q", d, got, want.name)
		}
	}
}

func TestOwnListsByDate(t *testing.T) {
	t.Parallel()
	rest := calendar.Exception{Date: day(2026, 8, 31), Kind: calendar.Swapped, Note: "nghỉ bù 22/8"}
	work := calendar.Exception{Date: day(2026, 8, 22), Kind: calendar.Extra, Source: "thông báo của xã"}
	next := calendar.Exception{Date: day(2027, 1, 4), Kind: calendar.Holiday}
	mistake := calendar.Exception{Date: day(2026, 8, 31), Kind: calendar.Extra}
	c := calendar.New(next, mistake, work, rest)
	if got, want := c.Own(), []calendar.Exception{work, rest, next}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	c.Own()[0].Kind = calendar.Holiday
	if !c.Workday(work.Date) {
		t.Error("a caller's change shows in the calendar")
	}
	var none *calendar.Calendar
	for _, empty := range []*calendar.Calendar{none, {}, calendar.New()} {
		if got := empty.Own(); len(got) > 0 {
			t.Errorf("without a table: got %v", got)
		}
	}
}

func TestHasYear(t *testing.T) {
	t.Parallel()
	var none *calendar.Calendar
	own := calendar.New(calendar.Exception{Date: day(2028, 8, 31), Kind: calendar.Swapped})
	for year, want := range map[int]bool{2025: true, 2026: true, 2027: false, 2028: false} {
		if got := none.HasYear(year); got != want {
			t.Errorf("without a table: HasYear(%d) = %v, want %v", year, got, want)
		}
	}
	if !own.HasYear(2028) || own.HasYear(2027) {
		t.Errorf("with a table for 2028: got 2028 %v, 2027 %v", own.HasYear(2028), own.HasYear(2027))
	}
}

func TestTheZeroDateIsNoWorkday(t *testing.T) {
	t.Parallel()
	if calendar.New().Workday(calendar.Date{}) {
		t.Error("the zero Date is a working day")
	}
}

// Run with -race: all goroutines fill the same tables of years.
func TestACalendarIsSharedByGoroutines(t *testing.T) {
	t.Parallel()
	c := calendar.New(calendar.Exception{Date: day(1985, 5, 6), Kind: calendar.Holiday})
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			for year := 1980; year < 2000; year++ {
				c.Workday(day(year, 5, 6))
				c.WorkdaysBetween(day(year, 1, 1), day(year+1, 1, 1))
			}
		})
	}
	readers.Wait()
}
