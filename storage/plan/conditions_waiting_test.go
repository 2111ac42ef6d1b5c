package plan_test

import (
	"cmp"
	"testing"
	"time"

	"pgregory.net/rapid"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// waiting is a plan whose task 1 has dossiers waiting since an instant.
func waiting(oldest string, hours int) (*plan.Plan, plan.Facts) {
	task := always(dossiers())
	task.Rule = &plan.SpecialRule{Kind: "eight_hours", Hours: hours}
	p := planOf(task)
	return p, plan.Facts{Waiting: []plan.Waiting{{Task: 1, Unit: justice, Count: 3, Oldest: clock(oldest)}}}
}

func TestWaiting(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, oldest, at string
		hours            int
		clockHours       bool
		level            plan.Level
		since            string
	}{
		{"a minute short of six hours", "2024-03-26 08:00", "2024-03-26 15:59", 8, false, 0, ""},
		{"six hours without the noon", "2024-03-26 08:00", "2024-03-26 16:00", 8, false, plan.WaitingWarn, "2024-03-26"},
		{"overnight does not count", "2024-03-26 08:00", "2024-03-27 07:59", 8, false, plan.WaitingWarn, "2024-03-26"},
		{"eight hours are up the next morning", "2024-03-26 08:00", "2024-03-27 08:00", 8, false, plan.WaitingLate, "2024-03-27"},
		{"a weekend does not count", "2024-03-29 14:00", "2024-04-01 13:59", 8, false, plan.WaitingWarn, "2024-04-01"},
		{"Friday to Monday", "2024-03-29 14:00", "2024-04-01 14:00", 8, false, plan.WaitingLate, "2024-04-01"},
		{"the swapped Saturday counts", "2024-05-03 14:00", "2024-05-04 14:00", 8, false, plan.WaitingLate, "2024-05-04"},
		{"over Tết", "2024-02-07 14:00", "2024-02-15 13:59", 8, false, plan.WaitingWarn, "2024-02-15"},
		{"clock hours run overnight", "2024-03-26 16:00", "2024-03-26 22:00", 8, true, plan.WaitingWarn, "2024-03-26"},
		{"and are up at midnight", "2024-03-26 16:00", "2024-03-27 00:00", 8, true, plan.WaitingLate, "2024-03-27"},
		{"the plan's own limit", "2024-03-26 08:00", "2024-03-26 10:00", 4, false, plan.WaitingWarn, "2024-03-26"},
		{"eight where it names none", "2024-03-26 08:00", "2024-03-26 16:00", 0, false, plan.WaitingWarn, "2024-03-26"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p, f := waiting(c.oldest, c.hours)
			p.Commune.Alerts.ClockHours = c.clockHours
			got := condition(t, p, f, plan.RuleWaiting, c.at)
			if got.Level != c.level || got.Since.String() != c.since {
				t.Fatalf("got level %d since %s, want %d since %s", got.Level, got.Since, c.level, c.since)
			}
			in := got.Inputs
			if c.level != 0 && (got.Unit != justice || got.Scope != "" || in.Count != 3 || !in.Oldest.Equal(clock(c.oldest)) || in.Hours != cmp.Or(c.hours, 8)) {
				t.Errorf("got %+v about %+v", in, got.Subject)
			}
		})
	}
}

func TestNothingWaits(t *testing.T) {
	t.Parallel()
	p, f := waiting("2024-03-26 08:00", 8)
	f.Waiting[0].Count = 0
	if got := conditions(p, f, plan.RuleWaiting, "2024-03-28"); len(got) != 0 {
		t.Errorf("got %+v of no dossiers", got)
	}
	f.Waiting[0].Count, p.Tasks[0].Retired = 3, true
	if got := conditions(p, f, plan.RuleWaiting, "2024-03-28"); len(got) != 0 {
		t.Errorf("got %+v of a retired task", got)
	}
}

// The level is that of the working time gone by.
func TestWaitingCountsWorkingTime(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, f := waiting("2024-01-01", 8)
		oldest, at := drawInstant(t), drawInstant(t)
		f.Waiting[0].Oldest = oldest
		age := p.Calendar.WorkingTime(calendar.DefaultHours(), oldest, at)
		want := plan.Level(0)
		switch {
		case age >= 8*time.Hour:
			want = plan.WaitingLate
		case age >= 6*time.Hour:
			want = plan.WaitingWarn
		}
		got := plan.Level(0)
		for _, c := range p.Conditions(f, at) {
			if c.Rule == plan.RuleWaiting {
				got = c.Level
			}
		}
		if got != want {
			t.Fatalf("from %s to %s got %d after %s, want %d", oldest, at, got, age, want)
		}
	})
}
