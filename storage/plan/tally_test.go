package plan_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"planbot/storage/plan"
)

func TestClass(t *testing.T) {
	t.Parallel()
	reported := plan.Total{Figure: plan.Figure{Kind: plan.Fraction}}
	none := plan.Total{Figure: plan.Figure{Kind: plan.NoCases}}
	state := func(due plan.DueStanding, worst plan.Standing, totals ...plan.Total) plan.TaskState {
		s := plan.TaskState{Due: plan.DueAssessment{Standing: due}, Standing: worst}
		for _, total := range totals {
			s.Targets = append(s.Targets, plan.TargetState{Assessment: plan.Assessment{Standing: worst, Total: total}})
		}
		return s
	}
	for _, c := range []struct {
		name  string
		state plan.TaskState
		want  plan.Class
	}{
		{"overdue before anything else", state(plan.Overdue, plan.Below, reported), plan.ClassLate},
		{"overdue without a figure", state(plan.Overdue, plan.NoData, plan.Total{}), plan.ClassLate},
		{"done late", state(plan.DoneLate, plan.Met, reported), plan.ClassReached},
		{"at its goal", state(plan.Running, plan.Met, reported), plan.ClassReached},
		{"below", state(plan.Running, plan.Below, reported), plan.ClassShort},
		{"below, another target unreported", state(plan.Running, plan.Below, reported, plan.Total{}), plan.ClassShort},
		{"out of reach", state(plan.Running, plan.OutOfReach, reported), plan.ClassShort},
		{"at risk", state(plan.OpenDue, plan.AtRisk, reported), plan.ClassUnderWay},
		{"too few cases", state(plan.Running, plan.NoData, reported), plan.ClassUnderWay},
		{"no figure", state(plan.Running, plan.NoData, plan.Total{}), plan.ClassUnreported},
		{"no cases", state(plan.Running, plan.NoData, none), plan.ClassNoneArose},
		{"no cases, another target unreported", state(plan.Running, plan.NoData, none, plan.Total{}), plan.ClassUnreported},
		{"met, and no case of the other target", func() plan.TaskState {
			s := state(plan.OpenDue, plan.NoData, reported, none)
			s.Targets[0].Standing = plan.Met
			return s
		}(), plan.ClassReached},
		{"on track, and no case of the other target", func() plan.TaskState {
			s := state(plan.OpenDue, plan.NoData, reported, none)
			s.Targets[0].Standing = plan.OnTrack
			return s
		}(), plan.ClassUnderWay},
		{"not measured", state(plan.Running, ""), plan.ClassUnderWay},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := c.state.Class(); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
	tally := plan.TallyOf([]plan.TaskState{state(plan.Overdue, plan.Below), state(plan.Running, plan.Met), state(plan.Running, plan.Met)})
	if diff := cmp.Diff(plan.Tally{plan.ClassLate: 1, plan.ClassReached: 2}, tally); diff != "" || tally.Tasks() != 3 {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
