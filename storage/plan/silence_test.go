package plan_test

import (
	"slices"
	"testing"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// What the office keeps quiet is one matter of the plan, as long as any of it lasts.
func TestSilenceReminds(t *testing.T) {
	t.Parallel()
	p := planOf(always(dossiers()))
	made := day("2024-04-01").At(calendar.NewTimeOfDay(9, 0), calendar.Zone)
	short := plan.Silence{Task: p.Tasks[0].ID, Until: day("2024-04-05"), At: made.AddDate(0, 0, 1)}
	long := plan.Silence{Unit: justice, Until: day("2024-04-15"), At: made}
	for _, c := range []struct {
		at       string
		silences []plan.Silence
		want     int
	}{
		{"2024-04-03", nil, 0},
		{"2024-04-05", []plan.Silence{long, short}, 2},
		{"2024-04-06", []plan.Silence{long, short}, 1},
		{"2024-04-15", []plan.Silence{long, short}, 1},
		{"2024-04-16", []plan.Silence{long, short}, 0},
	} {
		got := condition(t, p, plan.Facts{Silences: c.silences}, plan.RuleSilence, c.at)
		if got.Inputs.Count != c.want {
			t.Errorf("%s: got %+v, want %d silences", c.at, got, c.want)
		}
		if c.want > 0 && (got.Subject != plan.Subject{Rule: plan.RuleSilence} || got.Level != 1 || got.Since != day("2024-04-01")) {
			t.Errorf("%s: got %+v, want one matter of the plan since 01/04", c.at, got)
		}
	}
}

// A silence of everything does not hide that it is there.
func TestSilenceNeverHidesItself(t *testing.T) {
	t.Parallel()
	all := plan.Silence{Until: day("2024-04-05")}
	if all.Covers(plan.Subject{Rule: plan.RuleSilence}, day("2024-04-02")) {
		t.Error("the reminder of a silence is silenced")
	}
	if hole := (plan.Subject{Rule: plan.RuleHole}); !all.Covers(hole, day("2024-04-05")) || all.Covers(hole, day("2024-04-06")) {
		t.Error("a silence of everything covers everything, until its last day")
	}
}

// The office hears of its silences on the first working day of each week, and of nothing when they are over.
func TestSilenceIsToldWeekly(t *testing.T) {
	t.Parallel()
	p := planOf(always(dossiers()))
	office := unitOf(t, p, plan.Office)
	w := plan.Watch{
		Plan:  p,
		Facts: plan.Facts{Silences: []plan.Silence{{Until: day("2024-04-15"), At: day("2024-04-03").At(0, calendar.Zone)}}},
		Reach: []plan.Mailbox{{Chat: -1, Unit: office, Active: true}},
	}
	var told []string
	for d := day("2024-04-04"); !d.After(day("2024-04-20")); d = d.AddDays(1) {
		at := p.Morning(d)
		round := w.Round(at, 0)
		for _, n := range round.Notices {
			if round.Episodes[n.Episode].Rule == plan.RuleSilence {
				told = append(told, at.Format(time.DateOnly)+" "+string(n.Why)+" "+string(n.Audience))
			}
		}
		w.Judged, w.Open = at, silenceEpisodes(w.Open, round)
	}
	if want := []string{"2024-04-08 first office", "2024-04-15 repeat office"}; !slices.Equal(told, want) {
		t.Errorf("got %q, want %q", told, want)
	}
	if len(w.Open) != 0 {
		t.Errorf("still open: %+v", w.Open)
	}
}

// silenceEpisodes are the open ones about silences after a round.
func silenceEpisodes(open []plan.Episode, round plan.Round) []plan.Episode {
	for _, e := range round.Episodes {
		if e.Rule != plan.RuleSilence {
			continue
		}
		open = nil
		if e.ID = 1; e.Open() {
			open = []plan.Episode{e}
		}
	}
	return open
}

func unitOf(t *testing.T, p *plan.Plan, kind plan.UnitKind) int64 {
	t.Helper()
	for _, u := range p.Units {
		if u.Kind == kind {
			return u.ID
		}
	}
	t.Fatalf("the plan has no unit of kind %s", kind)
	return 0
}
