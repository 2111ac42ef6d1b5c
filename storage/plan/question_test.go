package plan_test

import (
	"testing"

	"planbot/storage/plan"
)

// An answer makes of its task what its option says, and nothing where that is not known.
func TestSettle(t *testing.T) {
	t.Parallel()
	strict, loose := plan.Effect{Mark: "a", Comparator: plan.MoreThan, Value: d(70)}, plan.Effect{Mark: "a", Comparator: plan.AtLeast, Value: d(70)}
	later := plan.Effect{Due: day("2024-06-30"), Mark: "a", Scope: plan.PerUnit}
	for _, c := range []struct {
		name    string
		answer  string
		effects []plan.Effect
		goal    plan.Comparator
		due     string
		scope   plan.Scope
	}{
		{"open", "", []plan.Effect{loose, later}, plan.MoreThan, "2024-03-31", plan.PerCommune},
		{"a goal", "một", []plan.Effect{loose, strict}, plan.AtLeast, "2024-03-31", plan.PerCommune},
		{"the other goal", "hai", []plan.Effect{loose, strict}, plan.MoreThan, "2024-03-31", plan.PerCommune},
		{"a date and a scope", "hai", []plan.Effect{{}, later}, plan.MoreThan, "2024-06-30", plan.PerUnit},
		{"nothing is known to follow", "hai", nil, plan.MoreThan, "2024-03-31", plan.PerCommune},
		{"an option that the file has no more", "ba", []plan.Effect{loose, loose}, plan.MoreThan, "2024-03-31", plan.PerCommune},
	} {
		target := inspections()
		target.Mark, target.Scope = "a", plan.PerCommune
		target.Goals = []plan.Goal{{Comparator: plan.MoreThan, Value: d(70)}}
		task := by("2024-03-31", target)
		task.Questions = []plan.Question{{Key: "q", Options: []string{"một", "hai"}, Effects: c.effects, Answer: c.answer}}
		p := &plan.Plan{Tasks: []plan.Task{task}}
		p.Settle()
		got := p.Tasks[0]
		if g := got.Targets[0]; g.Goals[0].Comparator != c.goal || got.Deadline.Due != day(c.due) || g.Scope != c.scope {
			t.Errorf("%s: got goal %s, due %s, per %s", c.name, g.Goals[0].Comparator, got.Deadline.Due, g.Scope)
		}
		if target.Goals[0].Comparator != plan.MoreThan {
			t.Errorf("%s: the goals that were given have changed", c.name)
		}
	}
}

// A later reading of the file says what was assumed; the answer on record keeps what followed from it, and the same file
// again changes nothing.
func TestAdoptKeepsAnswers(t *testing.T) {
	t.Parallel()
	file := func() *plan.Plan {
		target := inspections()
		target.Mark = "a"
		task := by("2024-03-31", target)
		task.No, task.Title = 1, "Việc"
		task.Questions = []plan.Question{{Key: "q", Options: []string{"một", "hai"}, Default: "một", Effects: []plan.Effect{{}, {Due: day("2024-06-30")}}}}
		return &plan.Plan{Tasks: []plan.Task{task}}
	}
	old, draft := file(), file()
	old.Tasks[0].ID, old.Tasks[0].Questions[0].ID = 7, 8
	old.Tasks[0].Questions[0].Answer, old.Tasks[0].Questions[0].AnsweredBy = "hai", "Công chức Văn phòng"
	old.Settle()
	draft.Adopt(old)
	q := draft.Tasks[0].Questions[0]
	if q.ID != 8 || q.Answer != "hai" || q.AnsweredBy == "" || draft.Tasks[0].Deadline.Due != day("2024-06-30") {
		t.Errorf("got %+v, due %s", q, draft.Tasks[0].Deadline.Due)
	}
	if changes := plan.Diff(old, draft); !changes.Empty() {
		t.Errorf("the same file changes %+v", changes)
	}
}
