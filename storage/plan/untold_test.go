package plan

import (
	"testing"
	"time"

	"planbot/storage/calendar"
)

// unheard has the steps of the only episode unheard of, as letters that were taken back leave them.
func (s *theatre) unheard(u Untold) {
	s.t.Helper()
	u.Step = s.only(s.t).Step
	s.watch.Ladder = map[int64]Untold{s.only(s.t).ID: u}
}

// A step that nobody heard on is told, once, and has its time before the next one.
func TestRoundTellsAStepThatNobodyHeardOn(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, missed(1, func(calendar.Date) Level { return BelowGoal }))
	s.mornings("2024-06-03", "2024-06-04")
	s.told = nil
	s.unheard(Untold{Steps: []int{1}})
	s.play("2024-06-05 09:00")
	s.said("05/06 09:00 below_target 1 climbed>office")
	s.watch.Ladder = nil // the letter waits
	s.mornings("2024-06-06", "2024-06-07")
	s.said("07/06 07:45 below_target 1 climbed>vice_chairman")
}

// While it is taken up nobody hears what they were to hear, but what is lost is told above the unit.
func TestRoundTellsWhatIsTakenUpOnlyWhereItIsLost(t *testing.T) {
	t.Parallel()
	for level, want := range map[Level][]string{
		BelowGoal: nil,
		BelowLost: {"03/06 11:00 below_target 1 first>office", "03/06 11:00 below_target 1 first>chairman"},
	} {
		s := newTheatre(t, missed(1, func(calendar.Date) Level { return level }))
		s.play("2024-06-03 10:00")
		s.acknowledge("2024-06-03 10:05", 0)
		s.told = nil
		s.unheard(Untold{Steps: []int{0, 1, 3}})
		s.play("2024-06-03 11:00")
		s.said(want...)
	}
}

// When an acknowledgement has led to nothing, all who are on the ladder hear; who only hears now has the time of the
// step, and so has who hears later, the chat being full.
func TestRoundResumesWithEverybody(t *testing.T) {
	t.Parallel()
	tenth := newTheatre(t, nil).watch.Plan.Morning(date("2024-06-10"))
	for _, c := range []struct {
		untold Untold
		climbs string
	}{{Untold{}, "07/06"}, {Untold{Steps: []int{1}}, "11/06"}, {Untold{Until: tenth}, "12/06"}} {
		s := newTheatre(t, missed(1, func(calendar.Date) Level { return BelowGoal }))
		alerts := &s.watch.Plan.Commune.Alerts
		alerts.RepeatEvery, alerts.Ladder = 100, s.watch.Plan.Alerting().Ladder[:3]
		s.mornings("2024-06-03", "2024-06-04")
		s.acknowledge("2024-06-04 08:00", 0)
		s.told = nil
		s.unheard(c.untold)
		s.play("2024-06-07 07:45")
		s.watch.Ladder = nil
		s.mornings("2024-06-10", "2024-06-12")
		s.said("07/06 07:45 below_target 1 resumed>lead", "07/06 07:45 below_target 1 resumed>office",
			c.climbs+" 07:45 below_target 1 climbed>vice_chairman")
	}
}

// What nobody heard is told by then, where a further day is foreseen; the watch stays as it is.
func TestForeseeTellsTheUnheardOnce(t *testing.T) {
	t.Parallel()
	s := newTheatre(t, overdue(1, "2024-05-31"))
	s.mornings("2024-06-03", "2024-06-04")
	s.unheard(Untold{Steps: []int{1}})
	s.watch.Open = s.episodes
	rules := func(p *Plan, f Facts, at time.Time) ([]Condition, []TaskFailure) { return s.script(dayOf(at)), nil }
	from := s.watch.Plan.Morning(date("2024-06-04")).Add(time.Hour)
	round := s.watch.foresee(rules, from, date("2024-06-05"))
	n := 0
	for _, notice := range round.Notices {
		if notice.Audience == ToOffice {
			n++
		}
	}
	if n != 0 || len(s.watch.Ladder[s.only(t).ID].Steps) != 1 {
		t.Errorf("the office is told %d times, the watch holds %v; want it told by then, and the watch as it was", n, s.watch.Ladder)
	}
}
