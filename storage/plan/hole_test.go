package plan_test

import (
	"slices"
	"testing"

	"planbot/storage/plan"
)

// kinds are what a plan lacks, in the order it is listed.
func kinds(holes []plan.Hole) []plan.HoleKind {
	var all []plan.HoleKind
	for _, h := range holes {
		all = append(all, h.Kind)
	}
	return all
}

func TestHoles(t *testing.T) {
	t.Parallel()
	proposed := dossiers()
	proposed.Name, proposed.Proposed = "Hồ sơ đúng hạn", true
	for _, c := range []struct {
		name string
		task plan.Task
		want []plan.HoleKind
	}{
		{"nothing lacks", by("2024-06-30", initiatives()), nil},
		{"an ongoing duty needs neither date nor cadence", always(dossiers()), nil},
		{"no date, but a cadence", plan.Task{Deadline: plan.Deadline{Kind: plan.Undated}, Cadences: []plan.Cadence{byMonth}, Targets: []plan.Target{dossiers()}}, nil},
		{"undated", plan.Task{Deadline: plan.Deadline{Kind: plan.Undated}, Targets: []plan.Target{dossiers()}}, []plan.HoleKind{plan.HoleDate}},
		{"the date of another plan", plan.Task{Deadline: plan.Deadline{Kind: plan.ByReference}, Targets: []plan.Target{dossiers()}}, []plan.HoleKind{plan.HoleDate}},
		{"once it is known", plan.Task{Deadline: plan.Deadline{Kind: plan.ByReference, Due: day("2024-06-30")}, Targets: []plan.Target{dossiers()}}, nil},
		{"no unit leads", plan.Task{Deadline: always().Deadline, Targets: []plan.Target{dossiers()}, Relations: []plan.Relation{{Kind: plan.Monitor, Unit: "VPTK"}, {Kind: plan.Lead, Who: "cán bộ"}}}, []plan.HoleKind{plan.HoleUnit}},
		{"a unit leads that the plan does not know", plan.Task{Deadline: always().Deadline, Targets: []plan.Target{dossiers()}, Relations: lead("DC")}, []plan.HoleKind{plan.HoleUnit}},
		{"a group leads", plan.Task{Deadline: always().Deadline, Targets: []plan.Target{dossiers()}, Relations: lead("BPCM")}, nil},
		{"no target", always(), []plan.HoleKind{plan.HoleTarget}},
		{"a target that planbot proposed", always(proposed), []plan.HoleKind{plan.HoleProposed}},
		{"a question", plan.Task{Deadline: always().Deadline, Targets: []plan.Target{dossiers()}, Questions: []plan.Question{{Text: "a"}, {Text: "b", Answer: "c"}}}, []plan.HoleKind{plan.HoleQuestion}},
		{"everything", plan.Task{Questions: []plan.Question{{Text: "a"}}, Relations: []plan.Relation{}}, []plan.HoleKind{plan.HoleUnit, plan.HoleTarget, plan.HoleDate, plan.HoleQuestion}},
		{"no longer in the plan", plan.Task{Retired: true}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := planOf(c.task)
			holes := p.Holes()
			if got := kinds(holes); !slices.Equal(got, c.want) {
				t.Fatalf("got %v, want %v", got, c.want)
			}
			for _, h := range holes {
				if h.Task != &p.Tasks[0] {
					t.Errorf("%s is of task %+v", h.Kind, h.Task)
				}
			}
			got := condition(t, p, plan.Facts{}, plan.RuleHole, "2024-03-01")
			if got.Inputs.Count != len(c.want) {
				t.Errorf("got %+v, want %d holes", got, len(c.want))
			}
			if len(c.want) > 0 && (got.Subject != plan.Subject{Rule: plan.RuleHole} || got.Level != 1 || got.Since != p.From) {
				t.Errorf("got %+v, want one condition of the plan", got)
			}
		})
	}
}

func TestHolesOfThePlanItself(t *testing.T) {
	t.Parallel()
	p := planOf(always())
	p.Questions = []plan.Question{{Text: "Ai ký?"}, {Text: "Ngày nào?", Answer: "16/02"}}
	holes := p.Holes()
	if len(holes) != 2 || holes[0] != (plan.Hole{Kind: plan.HoleQuestion, Text: "Ai ký?"}) || holes[1].Kind != plan.HoleTarget {
		t.Errorf("got %+v", holes)
	}
}
