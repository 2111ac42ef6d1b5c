package plan

// HoleKind is what a plan lacks.
type HoleKind string

// What a plan may lack.
const (
	HoleUnit     HoleKind = "unit"     // nobody leads the task
	HoleTarget   HoleKind = "target"   // nothing measures it
	HoleDate     HoleKind = "date"     // it is never due and never reported on
	HoleQuestion HoleKind = "question" // the office has a question to answer
	HoleProposed HoleKind = "proposed" // a target is not in the plan's words
)

// Hole is something that the plan lacks, so that nothing can warn of it.
type Hole struct {
	Task *Task // nil: the plan as a whole
	Kind HoleKind
	Text string // the question, or the target's name
}

// Holes lists what the plan lacks, task by task.
func (p *Plan) Holes() []Hole {
	holes := questionHoles(nil, p.Questions)
	for i := range p.Tasks {
		if t := &p.Tasks[i]; !t.Retired {
			holes = append(holes, t.holes()...)
		}
	}
	return holes
}

func (t *Task) holes() []Hole {
	var holes []Hole
	if len(t.Related(Lead)) == 0 {
		holes = append(holes, Hole{Task: t, Kind: HoleUnit})
	}
	if len(t.Targets) == 0 {
		holes = append(holes, Hole{Task: t, Kind: HoleTarget})
	}
	if t.Deadline.Due.IsZero() && len(t.Cadences) == 0 {
		holes = append(holes, Hole{Task: t, Kind: HoleDate})
	}
	for _, target := range t.Targets {
		if target.Proposed {
			holes = append(holes, Hole{Task: t, Kind: HoleProposed, Text: target.Name})
		}
	}
	return append(holes, questionHoles(t, t.Questions)...)
}

func questionHoles(t *Task, all []Question) []Hole {
	var holes []Hole
	for _, q := range all {
		if q.Open() {
			holes = append(holes, Hole{Task: t, Kind: HoleQuestion, Text: q.Text})
		}
	}
	return holes
}
