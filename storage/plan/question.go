package plan

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
)

// Question is a point that the plan leaves open. It is asked, never decided silently.
type Question struct {
	ID         int64
	Key        string // stable within its plan
	Text       string
	Options    []string
	Default    string   // what planbot assumes until the office answers
	Effects    []Effect // what each option makes of the task; none: an answer changes nothing that is judged
	Answer     string
	AnsweredBy string
	AnsweredOn calendar.Date
}

// Effect is what an answer makes of its task. The zero Effect leaves it as it is.
type Effect struct {
	Mark       string          `json:"mark,omitzero"` // of the target that Comparator, Value and Scope are about
	Comparator Comparator      `json:"comparator,omitzero"`
	Value      decimal.Decimal `json:"value,omitzero"`
	Scope      Scope           `json:"scope,omitzero"`
	Due        calendar.Date   `json:"due,omitzero"`
}

// Goal reports whether the effect sets the plan's own goal of a target.
func (e Effect) Goal() bool { return e.Comparator != "" }

// Open reports whether the office has yet to answer.
func (q Question) Open() bool { return q.Answer == "" }

// Answers reports whether the office can answer by choosing an option, because it is known what follows from each.
func (q Question) Answers() bool { return len(q.Options) > 0 && len(q.Effects) == len(q.Options) }

// Chosen is the option that the office chose, -1 while the question is open.
func (q Question) Chosen() int {
	if q.Open() {
		return -1
	}
	return slices.Index(q.Options, q.Answer)
}

// Answering is the office choosing an option of a question.
type Answering struct {
	Question int64
	Option   int
	Former   int // what was chosen when the question was shown; -1: nothing
	Source   Source
	By       Author
	At       time.Time
}

// Settle makes of every task what follows from the answers to its questions. A plan read from a file says what was
// assumed before the office answered.
func (p *Plan) Settle() {
	for i := range p.Tasks {
		t := &p.Tasks[i]
		for _, q := range t.Questions {
			if chosen := q.Chosen(); chosen >= 0 && q.Answers() {
				t.settle(q.Effects[chosen])
			}
		}
	}
}

func (t *Task) settle(e Effect) {
	if !e.Due.IsZero() {
		t.Deadline.Due = e.Due
	}
	i := slices.IndexFunc(t.Targets, func(target Target) bool { return target.Mark == e.Mark })
	if i < 0 {
		return
	}
	target := &t.Targets[i]
	if e.Scope != "" {
		target.Scope = e.Scope
	}
	if e.Goal() && len(target.Goals) > 0 {
		target.Goals = slices.Clone(target.Goals)
		target.Goals[0].Comparator, target.Goals[0].Value = e.Comparator, e.Value
	}
}

// QuestionByID finds a question of a task by its identity.
func (p *Plan) QuestionByID(id int64) (*Task, *Question, bool) {
	for i := range p.Tasks {
		t := &p.Tasks[i]
		for j := range t.Questions {
			if t.Questions[j].ID == id && !t.Retired {
				return t, &t.Questions[j], true
			}
		}
	}
	return nil, nil, false
}
