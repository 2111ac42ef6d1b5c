package main

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

func clockAt(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, calendar.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestRehearsalStopsAtWorkingMornings(t *testing.T) {
	t.Parallel()
	late := &plan.Plan{}
	late.Commune.Alerts.Morning = calendar.NewTimeOfDay(8, 30)
	for _, c := range []struct {
		name     string
		plan     *plan.Plan
		from, to string
		want     string
	}{
		{"an afternoon", &plan.Plan{}, "2024-03-04 13:00", "2024-03-04 17:00", ""},
		{"the next morning", &plan.Plan{}, "2024-03-04 13:00", "2024-03-05 08:00", "05/03 07:45, 05/03 07:46"},
		{"over a weekend", &plan.Plan{}, "2024-03-08 08:00", "2024-03-11 08:00", "11/03 07:45, 11/03 07:46"},
		{"the end is no stop", &plan.Plan{}, "2024-03-04 07:45", "2024-03-05 07:45", "04/03 07:46"},
		{"over holidays of five days", &plan.Plan{}, "2024-04-26 08:00", "2024-05-02 08:00", "02/05 07:45, 02/05 07:46"},
		{"a Saturday that is worked", &plan.Plan{}, "2024-05-03 08:00", "2024-05-04 12:00", "04/05 07:45, 04/05 07:46"},
		{"the commune's own morning", late, "2024-03-04 07:00", "2024-03-04 09:00", "04/03 08:30, 04/03 08:31"},
		{"another zone", &plan.Plan{}, "2024-03-04 07:00", "2024-03-04 09:00", "04/03 07:45, 04/03 07:46"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := &rehearsal{plan: c.plan}
			var got []string
			for _, at := range r.stops(clockAt(t, c.from).UTC(), clockAt(t, c.to).UTC()) {
				got = append(got, at.Format("02/01 15:04"))
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// The clock pauses when a report is due, too: what is told then belongs to that day.
func TestRehearsalStopsWhenReportsAreDue(t *testing.T) {
	t.Parallel()
	p := &plan.Plan{From: calendar.NewDate(2024, 1, 1), Until: calendar.NewDate(2024, 12, 31), Tasks: []plan.Task{{
		ID: 1, No: 9, Cadences: []plan.Cadence{{Every: plan.Month, Cutoff: 14}}, Targets: []plan.Target{{ID: 2}},
	}}}
	r := &rehearsal{plan: p}
	var got []string
	for _, at := range r.stops(clockAt(t, "2024-03-13 08:00"), clockAt(t, "2024-03-18 08:00")) {
		got = append(got, at.Format("02/01 15:04"))
	}
	want := "14/03 07:45, 14/03 07:46, 14/03 16:00, 14/03 16:01, 15/03 07:45, 15/03 07:46, 18/03 07:45, 18/03 07:46"
	if strings.Join(got, ", ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// chores is a bot that needs some passes until nothing is left, and notes what it is asked.
type chores struct {
	plans, letters, others int
	asked                  []string
	broken                 string
}

func (c *chores) do(what string, left *int) (int, error) {
	c.asked = append(c.asked, what)
	if c.broken == what {
		return 0, errors.New(what + " broke")
	}
	if *left == 0 {
		return 0, nil
	}
	*left--
	return 1, nil
}

func (c *chores) rehearsal() *rehearsal {
	return &rehearsal{
		patience: time.Minute,
		quiet:    func(context.Context) error { _, err := c.do("quiet", new(int)); return err },
		busy: func(context.Context) (bool, error) {
			n, err := c.do("busy", &c.others)
			return n > 0, err
		},
		judge: func(context.Context) (plan.Raised, error) {
			n, err := c.do("judge", &c.plans)
			return plan.Raised{Plans: n}, err
		},
		send: func(context.Context) (int, error) { return c.do("send", &c.letters) },
	}
}

func TestRehearsalSettlesWhenNothingIsLeft(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		chores chores
		want   string
	}{
		{"nothing to do", chores{}, "quiet judge send busy"},
		{"plans to judge", chores{plans: 2}, "quiet judge send quiet judge send quiet judge send busy"},
		{"letters to send", chores{letters: 1}, "quiet judge send quiet judge send busy"},
		{"others at work", chores{others: 1}, "quiet judge send busy quiet judge send busy"},
		{"all of it", chores{plans: 1, letters: 2, others: 1},
			"quiet judge send quiet judge send quiet judge send busy quiet judge send busy"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if err := c.chores.rehearsal().settle(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(c.chores.asked, " "); got != c.want {
				t.Errorf("asked %q, want %q", got, c.want)
			}
		})
	}
}

func TestRehearsalEndsWithAFailure(t *testing.T) {
	t.Parallel()
	for _, broken := range []string{"quiet", "judge", "send", "busy"} {
		c := chores{broken: broken}
		if got := errorText(c.rehearsal().settle(t.Context())); got != broken+" broke" {
			t.Errorf("got %q, want that %s broke", got, broken)
		}
	}
}

func TestRehearsalLosesPatience(t *testing.T) {
	t.Parallel()
	c := chores{letters: 1 << 30}
	r := c.rehearsal()
	r.patience = time.Millisecond
	if got := errorText(r.settle(t.Context())); got != "still busy after 1ms" {
		t.Errorf("got %q, want that it is still busy", got)
	}
}
