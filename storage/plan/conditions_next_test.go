package plan_test

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

func TestNextChange(t *testing.T) {
	t.Parallel()
	reports := planOf(reporting(byMonth, dossiers()))
	early := planOf(reporting(byMonth, dossiers()))
	early.Commune.Alerts.Morning = calendar.NewTimeOfDay(7, 0)
	early.Commune.Alerts.ReportTime = calendar.NewTimeOfDay(10, 0)
	eight, waits := waiting("2024-03-26 08:00", 8)
	for _, c := range []struct {
		name string
		p    *plan.Plan
		f    plan.Facts
		at   string
		want string
	}{
		{"before the morning", reports, plan.Facts{}, "2024-03-26 07:44", "2024-03-26 07:45"},
		{"at it", reports, plan.Facts{}, "2024-03-26 07:45", "2024-03-27 07:45"},
		{"over a weekend", reports, plan.Facts{}, "2024-03-29 09:00", "2024-04-01 07:45"},
		{"early on a day of rest", reports, plan.Facts{}, "2024-03-31 06:00", "2024-04-01 07:45"},
		{"over Tết", reports, plan.Facts{}, "2024-02-07 09:00", "2024-02-15 07:45"},
		{"over the swapped Monday", reports, plan.Facts{}, "2024-04-26 09:00", "2024-05-02 07:45"},
		{"to the Saturday worked for it", reports, plan.Facts{}, "2024-05-03 09:00", "2024-05-04 07:45"},
		{"a report is due today", reports, plan.Facts{}, "2024-03-14 07:45", "2024-03-14 16:00"},
		{"it was", reports, plan.Facts{}, "2024-03-14 16:00", "2024-03-15 07:45"},
		{"the commune's own times", early, plan.Facts{}, "2024-03-14 07:00", "2024-03-14 10:00"},
		{"dossiers become pressing", eight, waits, "2024-03-26 09:00", "2024-03-26 16:00"},
		{"the morning comes before they are late", eight, waits, "2024-03-26 16:00", "2024-03-27 07:45"},
		{"then they are", eight, waits, "2024-03-27 07:45", "2024-03-27 08:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := c.p.NextChange(c.f, clock(c.at)); !got.Equal(clock(c.want)) {
				t.Errorf("after %s got %s, want %s", c.at, got, c.want)
			}
		})
	}
}

// Until the next change, or the end of the day if that comes first, nothing changes.
func TestNothingChangesBeforeTheNextChange(t *testing.T) {
	t.Parallel()
	p, f := busyPlan()
	rapid.Check(t, func(t *rapid.T) {
		p, f := *p, f
		p.Commune.Alerts.ClockHours = rapid.Bool().Draw(t, "clock hours")
		at := drawInstant(t)
		f.Waiting = []plan.Waiting{{Task: 4, Unit: justice, Count: 3, Oldest: at.Add(-time.Duration(rapid.IntRange(0, 5000).Draw(t, "minutes")) * time.Minute)}}
		next := p.NextChange(f, at)
		if !next.After(at) {
			t.Fatalf("%s does not come after %s", next, at)
		}
		end := calendar.DateOf(at).AddDays(1).At(0, calendar.Zone)
		if next.Before(end) {
			end = next
		}
		want := p.Conditions(f, at)
		for _, wait := range []time.Duration{end.Sub(at) / 2, end.Sub(at) - 1} {
			if got := p.Conditions(f, at.Add(wait)); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s after %s got %+v, want %+v", wait, at, got, want)
			}
		}
	})
}
