package plan_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

func onDay(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func coded(no int, title string, codes ...string) plan.Task {
	t := plan.Task{ID: int64(100 + no), No: no, Title: title, Wording: "lời văn " + title}
	for _, c := range codes {
		t.Criteria = append(t.Criteria, plan.Criterion{Code: c})
	}
	return t
}

func atLeast(value int64) plan.Goal {
	return plan.Goal{Comparator: plan.AtLeast, Value: decimal.NewFromInt(value)}
}

func measured(no int, goals ...plan.Goal) plan.Task {
	t := coded(no, "tỷ lệ", "3.4.2")
	t.Targets = []plan.Target{{ID: 7, Mark: "a", Measure: plan.Ratio, Goals: goals}}
	return t
}

func of(tasks ...plan.Task) *plan.Plan {
	return &plan.Plan{ID: 1, Version: 3, Year: 2024, From: onDay("2024-01-01"), Tasks: tasks}
}

func TestDiffTasks(t *testing.T) {
	t.Parallel()
	due := coded(2, "hai", "1.4.2")
	due.Deadline = plan.Deadline{Kind: plan.ByDate, Due: onDay("2024-06-30")}
	gone := coded(2, "hai", "1.4.2")
	gone.Retired = true
	added := func(name, title string) plan.Difference {
		return plan.Difference{Kind: plan.Added, Name: name, Title: title}
	}
	removed := func(name, title string) plan.Difference {
		return plan.Difference{Kind: plan.Removed, Name: name, Title: title}
	}
	changed := func(name, title string, edits ...plan.Edit) plan.Difference {
		return plan.Difference{Kind: plan.Changed, Name: name, Title: title, Edits: edits}
	}
	tests := []struct {
		name     string
		old, new *plan.Plan
		want     []plan.Difference
	}{
		{"same", of(coded(1, "một", "1.5")), of(coded(1, "một", "1.5")), nil},
		{"first import", nil, of(coded(1, "một")), []plan.Difference{added("1", "một")}},
		{"added", of(coded(1, "một")), of(coded(1, "một"), coded(2, "hai")), []plan.Difference{added("2", "hai")}},
		{"removed", of(coded(1, "một"), coded(2, "hai")), of(coded(1, "một")), []plan.Difference{removed("2", "hai")}},
		{"a date set", of(coded(2, "hai", "1.4.2")), of(due), []plan.Difference{changed("2", "hai",
			plan.Edit{Field: "deadline", New: "by_date"}, plan.Edit{Field: "due", New: "2024-06-30"})}},
		{"renumbered by an insertion",
			of(coded(1, "một", "1.1"), coded(2, "hai", "1.2")),
			of(coded(1, "mới", "9.9"), coded(2, "một", "1.1"), coded(3, "hai", "1.2")),
			[]plan.Difference{
				added("1", "mới"),
				changed("2", "một", plan.Edit{Field: "number", Old: "1", New: "2"}),
				changed("3", "hai", plan.Edit{Field: "number", Old: "2", New: "3"}),
			}},
		{"codes changed places with the numbers",
			of(coded(1, "một", "1.1"), coded(2, "hai", "1.2")), of(coded(1, "hai", "1.2"), coded(2, "một", "1.1")),
			[]plan.Difference{
				changed("1", "hai", plan.Edit{Field: "number", Old: "2", New: "1"}),
				changed("2", "một", plan.Edit{Field: "number", Old: "1", New: "2"}),
			}},
		{"another task under the same number",
			of(coded(1, "một", "1.1")), of(coded(1, "khác", "2.2")),
			[]plan.Difference{added("1", "khác"), removed("1", "một")}},
		{"a task without codes gets another title",
			of(coded(20, "cũ")), of(plan.Task{No: 20, Title: "mới", Wording: "lời văn cũ"}),
			[]plan.Difference{changed("20", "mới", plan.Edit{Field: "title", Old: "cũ", New: "mới"})}},
		{"a removed task comes back",
			of(gone), of(coded(2, "hai", "1.4.2")),
			[]plan.Difference{changed("2", "hai", plan.Edit{Field: "in the plan", Old: "false", New: "true"})}},
		{"a removed task's number is taken by another", of(gone), of(coded(2, "khác")), []plan.Difference{added("2", "khác")}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, plan.Diff(test.old, test.new).Tasks); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestDiffParts(t *testing.T) {
	t.Parallel()
	old := &plan.Plan{
		Title: "cũ", Units: []plan.Unit{{Code: "A", Name: "Một"}, {Code: "B", Name: "Hai"}},
		Areas: []plan.Area{{No: 1, Name: "x"}}, Questions: []plan.Question{{ID: 9, Key: "k", Text: "?", Answer: "đã trả lời"}},
	}
	changed := &plan.Plan{
		Title: "mới", Units: []plan.Unit{{Code: "C", Name: "Ba"}, {Code: "A", Name: "Một", Short: "M"}},
		Areas: []plan.Area{{No: 1, Name: "y"}}, Questions: []plan.Question{{Key: "k", Text: "?"}},
	}
	want := plan.Changes{
		Plan: []plan.Edit{{Field: "title", Old: "cũ", New: "mới"}},
		Units: []plan.Difference{
			{Kind: plan.Added, Name: "C", Title: "Ba"},
			{Kind: plan.Changed, Name: "A", Title: "Một", Edits: []plan.Edit{{Field: "short", New: "M"}}},
			{Kind: plan.Removed, Name: "B", Title: "Hai"},
		},
		Areas: []plan.Difference{
			{Kind: plan.Changed, Name: "1", Title: "y", Edits: []plan.Edit{{Field: "name", Old: "x", New: "y"}}},
		},
	}
	if diff := cmp.Diff(want, plan.Diff(old, changed)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDiffFindsEasedGoals(t *testing.T) {
	t.Parallel()
	later := func(g plan.Goal, from, document string) plan.Goal {
		g.Effective, g.Document = onDay(from), document
		return g
	}
	more := plan.Goal{Comparator: plan.MoreThan, Value: decimal.NewFromInt(97)}
	stored := later(atLeast(97), "2024-01-01", "")
	tests := []struct {
		name     string
		old, new []plan.Goal
		want     []plan.Easing
	}{
		{"as stored", []plan.Goal{stored}, []plan.Goal{atLeast(97)}, nil},
		{"raised", []plan.Goal{stored}, []plan.Goal{atLeast(98)}, nil},
		{"lowered", []plan.Goal{stored}, []plan.Goal{atLeast(95)}, []plan.Easing{{9, "a", stored, atLeast(95)}}},
		{"from over to at least", []plan.Goal{more}, []plan.Goal{atLeast(97)}, []plan.Easing{{9, "a", more, atLeast(97)}}},
		{"lowered by a document", []plan.Goal{stored}, []plan.Goal{atLeast(97), later(atLeast(95), "2024-07-01", "QĐ 5")}, nil},
		{"lowered later without one", []plan.Goal{stored}, []plan.Goal{atLeast(97), later(atLeast(95), "2024-07-01", "")},
			[]plan.Easing{{9, "a", stored, later(atLeast(95), "2024-07-01", "")}}},
		{"a raise taken back", []plan.Goal{stored, later(atLeast(99), "2024-07-01", "QĐ 5")}, []plan.Goal{atLeast(97)},
			[]plan.Easing{{9, "a", later(atLeast(99), "2024-07-01", "QĐ 5"), atLeast(97)}}},
		{"a raise put off", []plan.Goal{stored, later(atLeast(99), "2024-07-01", "QĐ 5")},
			[]plan.Goal{atLeast(97), later(atLeast(99), "2024-10-01", "QĐ 6")},
			[]plan.Easing{{9, "a", later(atLeast(99), "2024-07-01", "QĐ 5"), atLeast(97)}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := plan.Diff(of(measured(9, test.old...)), of(measured(9, test.new...)))
			if diff := cmp.Diff(test.want, got.Eased); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAdoptKeepsIdentities(t *testing.T) {
	t.Parallel()
	old := of(measured(9, atLeast(97)), coded(10, "mười"))
	old.Commune.ID = 4
	old.Units = []plan.Unit{{ID: 11, Code: "A"}}
	old.Questions = []plan.Question{{ID: 12, Key: "k", Answer: "có"}}
	read := of(measured(12, atLeast(98)), coded(13, "khác", "8"))
	read.ID, read.Version = 0, 0
	for i := range read.Tasks {
		read.Tasks[i].ID = 0
	}
	read.Tasks[0].Targets[0].ID = 0
	read.Tasks[0].Targets = append(read.Tasks[0].Targets, plan.Target{Mark: "b", Measure: plan.Count})
	read.Units = []plan.Unit{{Code: "B"}, {Code: "A"}}
	read.Tasks[1].Questions = []plan.Question{{Key: "k"}, {Key: "new"}}
	read.Adopt(old)

	got := []int64{
		read.ID, read.Version, read.Commune.ID, read.Units[0].ID, read.Units[1].ID, read.Tasks[0].ID, read.Tasks[1].ID,
		read.Tasks[0].Targets[0].ID, read.Tasks[0].Targets[1].ID, read.Tasks[1].Questions[0].ID, read.Tasks[1].Questions[1].ID,
	}
	if want := []int64{1, 3, 4, 0, 11, 109, 0, 7, 0, 12, 0}; !slices.Equal(got, want) {
		t.Errorf("identities: got %v, want %v", got, want)
	}
	if answer := read.Tasks[1].Questions[0].Answer; answer != "có" {
		t.Errorf("answer: got %q, want %q", answer, "có")
	}
}

// A count cannot go on from the figures of a ratio.
func TestAdoptGivesAnotherMeasureANewTarget(t *testing.T) {
	t.Parallel()
	old, read := of(measured(9, atLeast(97))), of(measured(9, atLeast(3)))
	read.Tasks[0].Targets[0].ID, read.Tasks[0].Targets[0].Measure = 0, plan.Count
	read.Adopt(old)
	if got := read.Tasks[0].Targets[0].ID; got != 0 {
		t.Errorf("target: got identity %d, want a new one", got)
	}
}

func drawPlan(t *rapid.T) *plan.Plan {
	p := of()
	n := rapid.IntRange(0, 12).Draw(t, "tasks")
	for i := range n {
		title := "việc " + strconv.Itoa(i)
		var task plan.Task
		if rapid.Bool().Draw(t, "coded") {
			task = coded(i+1, title, "1."+strconv.Itoa(i))
		} else {
			task = coded(i+1, title)
		}
		if rapid.Bool().Draw(t, "measured") {
			goal := atLeast(rapid.Int64Range(1, 100).Draw(t, "goal"))
			task.Targets = []plan.Target{{ID: int64(i), Mark: "a", Measure: plan.Ratio, Goals: []plan.Goal{goal}}}
		}
		p.Tasks = append(p.Tasks, task)
	}
	return p
}

func TestDiffOfAPlanWithItselfIsEmpty(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlan(t)
		if c := plan.Diff(p, p); !c.Empty() {
			t.Fatalf("got %+v, want no changes", c)
		}
	})
}

// However a plan is numbered anew, its tasks stay themselves.
func TestRenumberingNeitherAddsNorRemoves(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		old, renumbered := drawPlan(t), of()
		for i, task := range rapid.Permutation(old.Tasks).Draw(t, "order") {
			task.No, task.ID = i+1, 0
			renumbered.Tasks = append(renumbered.Tasks, task)
		}
		c := plan.Diff(old, renumbered)
		for _, d := range c.Tasks {
			if d.Kind != plan.Changed || len(d.Edits) != 1 || d.Edits[0].Field != "number" {
				t.Fatalf("got %+v, want only numbers to change", d)
			}
		}
		if len(c.Eased) > 0 {
			t.Fatalf("got %+v, want nothing eased", c.Eased)
		}
		renumbered.Adopt(old)
		for _, task := range renumbered.Tasks {
			if was, ok := old.TaskByID(task.ID); !ok || was.Title != task.Title {
				t.Fatalf("task %d got the identity of %v", task.No, was)
			}
		}
	})
}
