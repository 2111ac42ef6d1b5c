package plan_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// counting is a plan of one task whose months are counted off on the 14th, with three of its figures.
func counting() plan.Record {
	p := &plan.Plan{
		ID: 1, Version: 3, Number: "27", Year: 2024, Cutoff: 14, Calendar: calendar.New(),
		From: calendar.NewDate(2024, 1, 1), Until: calendar.NewDate(2024, 12, 31),
		Units: []plan.Unit{{ID: 1, Code: "VP", Kind: plan.Office}},
		Tasks: []plan.Task{{
			ID: 10, No: 9, Cadences: []plan.Cadence{{Every: plan.Month, Cutoff: 14}},
			Relations: []plan.Relation{{Kind: plan.Lead, Unit: "VP"}}, Deadline: plan.Deadline{Kind: plan.Ongoing},
			Targets: []plan.Target{{
				ID: 100, Mark: "a", Measure: plan.Ratio, Accumulation: plan.ByPeriod, Judged: plan.Continuously, Scope: plan.PerCommune,
				Goals: []plan.Goal{{Comparator: plan.AtLeast, Value: decimal.NewFromInt(97)}},
			}},
		}},
	}
	return plan.Record{Plan: p, Entries: []plan.Entry{
		counted(1, 2, 97, 100, calendar.NewDate(2024, 2, 13)),
		counted(2, 3, 48, 50, calendar.NewDate(2024, 3, 15)),
		counted(3, 4, 1, 2, calendar.NewDate(2024, 3, 20)),
	}}
}

// counted is a figure of a month as of a day.
func counted(id int64, month int, num, den int64, day calendar.Date) plan.Entry {
	return plan.Entry{
		ID: id, AsOf: day, RecordedAt: day.At(calendar.NewTimeOfDay(9, 0), calendar.Zone), Author: plan.Author{ID: id, Name: "Công chức"},
		Slot:   plan.Slot{Target: 100, Unit: 1, Period: plan.Period{Kind: plan.Month, Year: 2024, No: month}},
		Figure: plan.Figure{Kind: plan.Fraction, Num: decimal.NewFromInt(num), Den: decimal.NewFromInt(den)},
	}
}

var march = plan.Period{Kind: plan.Month, Year: 2024, No: 3}

func TestSnapshotCountsWhatIsOver(t *testing.T) {
	t.Parallel()
	r := counting()
	shot := r.At(r.Plan.CutOf(march))
	if got := shot.States[0].Targets[0].Total.Figure; got.Num.String() != "145" || got.Den.String() != "150" {
		t.Errorf("counts %v/%v, want 145/150: the figures until March, not April's", got.Num, got.Den)
	}
	if got := shot.Former[0].Targets[0].Total.Figure; got.Num.String() != "97" {
		t.Errorf("a month before %v, want 97", got.Num)
	}
}

// What becomes known later of later days changes nothing; a correction of the period does.
func TestSnapshotIsTheSameAsOfADay(t *testing.T) {
	t.Parallel()
	r := counting()
	cut := r.Plan.CutOf(march)
	first := r.At(cut)
	r.Entries = append(r.Entries, counted(4, 4, 5, 6, calendar.NewDate(2024, 4, 2)))
	r.Plan.Version++
	r.Matters = []plan.Matter{{ID: 1, Opened: time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)}}
	if diff := cmp.Diff(contentOf(t, first), contentOf(t, r.At(cut))); diff != "" {
		t.Errorf("later days changed the content (-want +got):\n%s", diff)
	}
	r.Entries = append(r.Entries, counted(5, 3, 50, 50, calendar.NewDate(2024, 5, 2)))
	got := plan.Corrections(first, r.At(cut))
	if len(got) != 1 || got[0].Old.Num.String() != "48" || got[0].New.Num.String() != "50" || got[0].By.ID != 5 {
		t.Errorf("corrections %+v, want 48 -> 50 by 5", got)
	}
}

func TestSnapshotSurvivesItsContent(t *testing.T) {
	t.Parallel()
	r := counting()
	shot := r.At(r.Plan.CutOf(march))
	content := contentOf(t, shot)
	back, err := plan.ReadSnapshot([]byte(content))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(content, contentOf(t, back)); diff != "" {
		t.Errorf("content changed (-want +got):\n%s", diff)
	}
	if got := back.States[0].Targets[0].Target.Goals; len(got) != 1 {
		t.Errorf("the target of a state has goals %v", got)
	}
}

func contentOf(t *testing.T, s plan.Snapshot) string {
	t.Helper()
	content, err := s.Content()
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestLate(t *testing.T) {
	t.Parallel()
	r := counting()
	closed := []plan.Closing{{To: r.Plan.CutOf(march).To, At: time.Date(2024, 3, 18, 2, 0, 0, 0, time.UTC)}}
	for _, c := range []struct {
		name string
		e    plan.Entry
		want bool
	}{
		{"before the closing", counted(1, 3, 1, 1, calendar.NewDate(2024, 3, 15)), false},
		{"after it", counted(1, 3, 1, 1, calendar.NewDate(2024, 3, 20)), true},
		{"after it, of an earlier month", counted(1, 1, 1, 1, calendar.NewDate(2024, 3, 20)), true},
		{"after it, of a later month", counted(1, 4, 1, 1, calendar.NewDate(2024, 3, 20)), false},
	} {
		if got := r.Plan.Late(closed, c.e); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestReportTypes(t *testing.T) {
	t.Parallel()
	p := counting().Plan
	p.Reports = []plan.ReportType{{Every: plan.Quarter, Within: 5}}
	for _, c := range []struct {
		period   plan.Period
		from, to string
		due      string
	}{
		{march, "2024-02-15", "2024-03-14", "2024-03-18"},
		{plan.Period{Kind: plan.Quarter, Year: 2024, No: 2}, "2024-04-01", "2024-06-30", "2024-07-05"},
		{plan.Period{Kind: plan.Year, Year: 2024, No: 1}, "2023-12-15", "2024-12-14", "2024-12-17"},
	} {
		got := p.CutOf(c.period)
		if got.From.String() != c.from || got.To.String() != c.to || got.Due.String() != c.due {
			t.Errorf("%v runs from %v to %v, due %v; want %s to %s, due %s", c.period, got.From, got.To, got.Due, c.from, c.to, c.due)
		}
	}
	for _, c := range []struct {
		day  calendar.Date
		want []plan.Period
	}{
		{calendar.NewDate(2024, 3, 15), []plan.Period{march}},
		{calendar.NewDate(2024, 3, 14), []plan.Period{{Kind: plan.Month, Year: 2024, No: 2}}},
		{calendar.NewDate(2023, 12, 20), nil},
		{calendar.NewDate(2025, 1, 20), []plan.Period{{Kind: plan.Month, Year: 2024, No: 12}}},
	} {
		if diff := cmp.Diff(c.want, p.LatestCutOff(c.day)); diff != "" {
			t.Errorf("counted off last on %v (-want +got):\n%s", c.day, diff)
		}
	}
}
