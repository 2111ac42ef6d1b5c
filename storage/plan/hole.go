package plan

// HoleKind is what a plan lacks.
type HoleKind string

const (
	// HoleUnit is a task that no unit leads.
	HoleUnit HoleKind = "unit"
	// HoleTarget is a task that nothing measures.
	HoleTarget HoleKind = "target"
	// HoleDate is a task with neither a date nor a cadence.
	HoleDate HoleKind = "date"
	// HoleQuestion is a question that the office has not answered.
	HoleQuestion HoleKind = "question"
	// HoleProposed is a target that is not in the plan's words and not confirmed.
	HoleProposed HoleKind = "proposed"
)

// Hole is something the plan lacks. Only the office can fill it.
type Hole struct {
	Task *Task // nil: the plan as a whole
	Kind HoleKind
	Text string // what it is about, in the plan's words: the question, the target, the deadline, the task
}

// Holes lists what the plan lacks: of the document itself first, then by task.
func (p *Plan) Holes() []Hole {
	holes := openQuestions(nil, nil, p.Questions)
	for i := range p.Tasks {
		if t := &p.Tasks[i]; !t.Retired {
			holes = p.holesOf(holes, t)
		}
	}
	return holes
}

// holesOf adds what a task lacks.
func (p *Plan) holesOf(holes []Hole, t *Task) []Hole {
	if !p.led(t) {
		holes = append(holes, Hole{t, HoleUnit, t.Title})
	}
	if len(t.Targets) == 0 && !t.Assigned() { // what is given during the year may just be done
		holes = append(holes, Hole{t, HoleTarget, t.Title})
	}
	if t.timeless() {
		holes = append(holes, Hole{t, HoleDate, t.Deadline.Wording})
	}
	holes = openQuestions(holes, t, t.Questions)
	for i := range t.Targets {
		if t.Targets[i].Proposed {
			holes = append(holes, Hole{t, HoleProposed, t.Targets[i].Name})
		}
	}
	return holes
}

// led reports whether a unit that the plan knows leads the task.
func (p *Plan) led(t *Task) bool {
	for _, r := range t.Relations {
		if r.Kind != Lead || r.Unit == "" {
			continue
		}
		if _, ok := p.Unit(r.Unit); ok {
			return true
		}
	}
	return false
}

// timeless reports whether nothing says when to work on the task or to report on it. An ongoing duty needs no date.
func (t *Task) timeless() bool {
	return t.Due().IsZero() && len(t.Cadences) == 0 && t.Deadline.Kind != Ongoing
}

func openQuestions(holes []Hole, t *Task, questions []Question) []Hole {
	for _, q := range questions {
		if q.Open() {
			holes = append(holes, Hole{t, HoleQuestion, q.Text})
		}
	}
	return holes
}

// hole tells the office that its plan lacks something, all of it at once.
func (j *judge) hole() (Condition, bool) {
	count := len(j.plan.Holes())
	return Condition{
		Subject: Subject{Rule: RuleHole},
		Level:   1,
		Since:   j.plan.From,
		Inputs:  Inputs{Count: count},
	}, count > 0
}
