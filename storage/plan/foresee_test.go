package plan

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"planbot/storage/calendar"
)

// What is told before the day is told by then: a matter that begins on Monday is repeated and climbs on Tuesday. The
// watch it is foreseen from stays as it is.
func TestForeseePlaysTheDaysBetween(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, from, day string
		want            []string
	}{
		{"the next morning", "2024-06-02 17:00", "2024-06-03", []string{"07:45 first>lead"}},
		{"the morning after it", "2024-06-02 17:00", "2024-06-04", []string{"07:45 repeat1>lead", "07:45 climbed>office"}},
		{"a day without news", "2024-06-02 17:00", "2024-06-05", []string{"07:45 repeat2>lead"}},
		{"a rest day", "2024-06-02 17:00", "2024-06-08", nil},
		{"this morning", "2024-06-03 07:00", "2024-06-03", []string{"07:45 first>lead"}},
		{"before it began", "2024-05-30 17:00", "2024-05-31", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newTheatre(t, overdue(1, "2024-05-31"))
			s.watch.Plan.Commune.Alerts.LongOverdue = 100
			script := func(_ *Plan, _ Facts, at time.Time) ([]Condition, []TaskFailure) { return s.script(dayOf(at)), nil }
			from, err := time.ParseInLocation("2006-01-02 15:04", c.from, calendar.Zone)
			if err != nil {
				t.Fatal(err)
			}
			if got := foreseen(s.watch.foresee(script, from, date(c.day))); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if len(s.watch.Open) > 0 || !s.watch.Judged.IsZero() {
				t.Errorf("the watch has changed: %+v", s.watch)
			}
		})
	}
}

// After the morning only what the rest of the day brings is foreseen.
func TestForeseeTheRestOfToday(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, overdue(1, "2024-05-31"))
	s.play("2024-06-03 07:45")
	s.watch.Open = s.episodes
	script := func(_ *Plan, _ Facts, at time.Time) ([]Condition, []TaskFailure) { return s.script(dayOf(at)), nil }
	if got := foreseen(s.watch.foresee(script, date("2024-06-03").At(calendar.NewTimeOfDay(9, 0), calendar.Zone), date("2024-06-03"))); len(got) > 0 {
		t.Errorf("got %q again", got)
	}
}

// foreseen lists the notices of a round as a theatre does.
func foreseen(r Round) (all []string) {
	for _, n := range r.Notices {
		why := string(n.Why)
		if n.Repeat > 0 {
			why += fmt.Sprint(n.Repeat)
		}
		all = append(all, fmt.Sprintf("%s %s>%s", n.After.In(calendar.Zone).Format("15:04"), why, n.Audience))
		_ = r.Episodes[n.Episode]
	}
	return all
}
