package calendar_test

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"planbot/storage/calendar"
)

func TestWorkingHoursAroundTet(t *testing.T) {
	t.Parallel()
	var c calendar.Calendar
	var h calendar.Hours
	for _, test := range []struct {
		from string
		add  time.Duration
		want string
	}{
		{"2024-06-24 08:00", 8 * time.Hour, "2024-06-25 08:00"},
		{"2024-06-24 07:30", 8 * time.Hour, "2024-06-24 17:30"},    // closing time, not the next morning
		{"2024-06-24 06:00", 4 * time.Hour, "2024-06-24 11:30"},    // counted from opening
		{"2024-06-24 12:00", time.Hour, "2024-06-24 14:30"},        // lunch does not count
		{"2024-06-28 14:00", 8 * time.Hour, "2024-07-01 14:00"},    // a weekend
		{"2024-06-29 10:00", 30 * time.Minute, "2024-07-01 08:00"}, // received on a Saturday
		{"2024-02-07 16:30", 2 * time.Hour, "2024-02-15 08:30"},    // Tết
		{"2024-05-03 16:30", 2 * time.Hour, "2024-05-04 08:30"},    // a worked Saturday
		{"2024-06-24 20:00", 0, "2024-06-24 20:00"},
	} {
		from, want := instant(t, test.from), instant(t, test.want)
		got := c.AddWorkingTime(h, from, test.add)
		if !got.Equal(want) {
			t.Errorf("%v after %s: got %v, want %s", test.add, test.from, got, test.want)
		}
		if back := c.WorkingTime(h, from, got); back != test.add {
			t.Errorf("from %s to %s: got %v, want %v", test.from, test.want, back, test.add)
		}
	}
}

func TestOpenAndNextOpening(t *testing.T) {
	t.Parallel()
	var c *calendar.Calendar
	h := calendar.DefaultHours()
	for _, test := range []struct{ at, opens string }{
		{"2024-06-24 06:00", "2024-06-24 07:30"},
		{"2024-06-24 07:30", "2024-06-24 07:30"},
		{"2024-06-24 09:00", "2024-06-24 09:00"},
		{"2024-06-24 11:30", "2024-06-24 13:30"},
		{"2024-06-24 17:30", "2024-06-25 07:30"},
		{"2024-06-28 23:59", "2024-07-01 07:30"},
		{"2026-08-28 18:00", "2026-09-03 07:30"}, // a swapped Monday before Quốc khánh
	} {
		at, opens := instant(t, test.at), instant(t, test.opens)
		if got := c.NextOpening(h, at); !got.Equal(opens) {
			t.Errorf("NextOpening(%s) = %v, want %s", test.at, got, test.opens)
		}
		if got, want := c.Open(h, at), test.at == test.opens; got != want {
			t.Errorf("Open(%s) = %v, want %v", test.at, got, want)
		}
	}
}

// The clock of the server must not matter.
func TestInstantsAreReadInVietnameseTime(t *testing.T) {
	t.Parallel()
	var c calendar.Calendar
	opening := instant(t, "2024-06-24 07:30").UTC()
	if !c.Open(calendar.DefaultHours(), opening) {
		t.Errorf("closed at %v, want open", opening)
	}
}

// Counting against a walk through the wall calendar, a quarter of an hour at a time.
func TestWorkingTimeAgreesWithTheWall(t *testing.T) {
	t.Parallel()
	const quarter = 15 * time.Minute
	w := newWall(t)
	rapid.Check(t, func(t *rapid.T) {
		from, to := anyQuarter(t), anyQuarter(t)
		if to.Before(from) {
			from, to = to, from
		}
		if to.Sub(from) > 60*24*time.Hour {
			to = from.Add(to.Sub(from) % (60 * 24 * time.Hour))
		}
		var want time.Duration
		for at := from; at.Before(to); at = at.Add(quarter) {
			if w.officeOpen(at) {
				want += quarter
			}
		}
		got := calendar.New().WorkingTime(calendar.Hours{}, from, to)
		if got != want {
			t.Fatalf("WorkingTime(%v, %v) = %v, want %v", from, to, got, want)
		}
		if open := calendar.New().Open(calendar.Hours{}, from); open != w.officeOpen(from) {
			t.Fatalf("Open(%v) = %v, want %v", from, open, w.officeOpen(from))
		}
	})
}

func (w wall) officeOpen(at time.Time) bool {
	clock := at.UTC().Add(7 * time.Hour) // what a Vietnamese clock shows, read as UTC
	if !w.open[int(clock.Sub(w.first)/(24*time.Hour))] {
		return false
	}
	shown := clock.Format("15:04")
	return shown >= "07:30" && shown < "11:30" || shown >= "13:30" && shown < "17:30"
}

func TestWorkingTimeAddsUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cal, h := anyCalendar(t), anyHours(t)
		a, b, c := anyInstant(t), anyInstant(t), anyInstant(t)
		parts := cal.WorkingTime(h, a, b) + cal.WorkingTime(h, b, c)
		if whole := cal.WorkingTime(h, a, c); parts != whole {
			t.Fatalf("%v, %v, %v: the parts make %v, the whole %v", a, b, c, parts, whole)
		}
	})
}

func TestAddWorkingTimeIsTheFirstInstant(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, h, from := anyCalendar(t), anyHours(t), anyInstant(t)
		d := time.Duration(rapid.Int64Range(1, int64(200*time.Hour)).Draw(t, "working time"))
		end := c.AddWorkingTime(h, from, d)
		if got := c.WorkingTime(h, from, end); got != d {
			t.Fatalf("from %v to %v: got %v, want %v", from, end, got, d)
		}
		if just := end.Add(-1); c.WorkingTime(h, from, just) != d-1 {
			t.Fatalf("%v after %v: got %v, but %v would do", d, from, end, just)
		}
	})
}

func TestNextOpeningLosesNoWorkingTime(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, h, at := anyCalendar(t), anyHours(t), anyInstant(t)
		opens := c.NextOpening(h, at)
		if opens.Before(at) || !c.Open(h, opens) || c.WorkingTime(h, at, opens) != 0 {
			t.Fatalf("NextOpening(%v) = %v", at, opens)
		}
	})
}

func TestHoursValidate(t *testing.T) {
	t.Parallel()
	span := func(from, to calendar.TimeOfDay) calendar.Span { return calendar.Span{From: from, To: to} }
	for _, good := range []calendar.Hours{{}, calendar.DefaultHours(), {Spans: []calendar.Span{span(0, 1440)}}} {
		if err := good.Validate(); err != nil {
			t.Errorf("%v: %v", good, err)
		}
	}
	for _, bad := range []calendar.Hours{
		{Spans: []calendar.Span{span(480, 480)}},
		{Spans: []calendar.Span{span(480, 420)}},
		{Spans: []calendar.Span{span(-60, 420)}},
		{Spans: []calendar.Span{span(480, 1441)}},
		{Spans: []calendar.Span{span(480, 720), span(700, 900)}},
		{Spans: []calendar.Span{span(780, 900), span(480, 720)}},
	} {
		if err := bad.Validate(); !errors.Is(err, calendar.ErrHours) {
			t.Errorf("%v: got %v, want ErrHours", bad, err)
		}
	}
	if got, want := (calendar.Hours{}).String(), "07:30-11:30, 13:30-17:30"; got != want {
		t.Errorf("the zero hours read %q, want %q", got, want)
	}
	if got := calendar.DefaultHours().PerDay(); got != 8*time.Hour {
		t.Errorf("a default day has %v, want 8h", got)
	}
}

func TestParseSpan(t *testing.T) {
	t.Parallel()
	want := calendar.Span{From: calendar.NewTimeOfDay(7, 30), To: calendar.NewTimeOfDay(11, 30)}
	for _, text := range []string{"07:30-11:30", "7:30 - 11:30", want.String()} {
		if got, err := calendar.ParseSpan(text); err != nil || got != want {
			t.Errorf("ParseSpan(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, bad := range []string{"", "-", "07:30", "07:30-", "-11:30", "07:30-11:30-12:00", "07:30–11:30", "07:30-25:00"} {
		if got, err := calendar.ParseSpan(bad); !errors.Is(err, calendar.ErrSpan) {
			t.Errorf("ParseSpan(%q) = %v, %v, want an error", bad, got, err)
		}
	}
}

func TestHoursSurviveJSON(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := anyHours(t)
		text, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got calendar.Hours
		if err := json.Unmarshal(text, &got); err != nil || !slices.Equal(got.Spans, want.Spans) {
			t.Fatalf("through %s: got %v, %v, want %v", text, got, err, want)
		}
	})
}

// anyHours draws one to three spans, or the default.
func anyHours(t *rapid.T) calendar.Hours {
	cuts := rapid.SliceOfNDistinct(rapid.IntRange(0, 1440), 0, 6, rapid.ID[int]).Draw(t, "cuts")
	slices.Sort(cuts)
	var h calendar.Hours
	for ; len(cuts) >= 2; cuts = cuts[2:] {
		h.Spans = append(h.Spans, calendar.Span{From: calendar.TimeOfDay(cuts[0]), To: calendar.TimeOfDay(cuts[1])})
	}
	return h
}

func anyInstant(t *rapid.T) time.Time {
	offset := rapid.Int64Range(0, int64(24*time.Hour)-1).Draw(t, "since midnight")
	return anyDate(t).At(0, calendar.Zone).Add(time.Duration(offset))
}

func anyQuarter(t *rapid.T) time.Time { return anyInstant(t).Truncate(15 * time.Minute) }

func instant(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, calendar.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
