package storage_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"planbot/storage"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// assignment is a task that the office gives to the unit of justice under task 1.
func (b *books) assignment(source plan.Source) plan.Assignment {
	b.Helper()
	parent, _ := b.is.Task(1)
	office, _ := b.is.Unit("VP")
	return plan.Assignment{
		Commune: b.is.Commune.ID, Plan: b.is.ID, Unit: "TP", Area: 1, Title: "Rà soát hồ sơ", Wording: "Rà soát hồ sơ tồn đọng",
		Due: calendar.NewDate(2024, time.August, 20), Source: source, Here: office.ID,
		Given: plan.Given{On: someDay, By: clerk, Document: "CV 12/UBND-VP", Above: true, Parent: parent.ID},
	}
}

// again reads the plan as it is now, past every cache.
func (b *books) again() {
	b.Helper()
	p, err := b.Plan(b.Context(), b.is.ID, 0)
	b.must(err)
	b.is = p
}

// A given task stands in its plan with a number of its own, is told to its unit, and is given once, however often the
// message comes and however many processes read it.
func TestAssignOnce(t *testing.T) {
	t.Parallel()
	b := open(t)
	b.bindUnits()
	version, audits := b.is.Version, b.count("audit")
	a := b.assignment(said(7))
	a.Target = &plan.Target{
		Mark: "a", Name: "5 hồ sơ", Measure: plan.Count, Noun: "hồ sơ", Accumulation: plan.ToDate, Judged: plan.AtDue,
		Scope: plan.PerCommune, Goals: []plan.Goal{{Comparator: plan.AtLeast, Value: decimal.NewFromInt(5)}},
	}
	var all [4]plan.Assigned
	var running sync.WaitGroup
	for i := range all {
		running.Go(func() {
			var err error
			if all[i], err = b.Assign(t.Context(), a, morning); err != nil {
				t.Error(err)
			}
		})
	}
	running.Wait()
	fresh := 0
	for _, done := range all {
		if !done.Repeated {
			fresh++
		}
		if done.No != 101 || done.Told != 1 || done.Task != all[0].Task {
			t.Errorf("got %+v, want task 101, told to one chat", done)
		}
	}
	b.again()
	if n := b.count("audit") - audits; fresh != 1 || n != 1 || b.is.Version != version+1 {
		t.Errorf("%d were new, %d audit rows, version %d after %d", fresh, n, b.is.Version, version)
	}
	task, ok := b.is.Task(101)
	if !ok {
		t.Fatal("no task 101")
	}
	if diff := cmp.Diff(a.Given, task.Given, alike); diff != "" {
		t.Errorf("how it was given (-want +got):\n%s", diff)
	}
	want := plan.Task{
		Area: 1, Title: a.Title, Wording: a.Wording, Deadline: plan.Deadline{Kind: plan.ByDate, Due: a.Due},
		Relations: []plan.Relation{{Kind: plan.Lead, Unit: "TP"}}, Targets: []plan.Target{*a.Target}, Given: a.Given, No: 101,
	}
	if diff := cmp.Diff(want, *task, alike, cmp.FilterPath(isIdentity, cmp.Ignore())); diff != "" {
		t.Errorf("the task (-want +got):\n%s", diff)
	}
	mail := b.claimsFor(-20, morning)
	if len(mail.Letters) != 1 || mail.Letters[0].Kind != plan.LetterAssigned || mail.Letters[0].Payload.Task != task.ID {
		t.Errorf("mail %+v, want one letter of the task", mail.Letters)
	}
	if raised := b.round(morning); raised.Plans != 1 {
		t.Errorf("%d plans are judged anew", raised.Plans)
	}
}

// Several lines of one message give several tasks, and each gets the next number.
func TestAssignNumbers(t *testing.T) {
	t.Parallel()
	b := open(t)
	for line := range 3 {
		source := said(7)
		source.Line = line
		done, err := b.Assign(t.Context(), b.assignment(source), morning)
		b.must(err)
		if done.No != 101+line {
			t.Errorf("line %d gave task %d", line, done.No)
		}
	}
	b.exec(`UPDATE task SET retired = true WHERE no = 103`)
	done, err := b.Assign(t.Context(), b.assignment(said(8)), morning)
	b.must(err)
	if done.No != 104 {
		t.Errorf("got number %d again, want 104", done.No)
	}
}

func TestAssignInAnotherCommune(t *testing.T) {
	t.Parallel()
	b := open(t)
	a := b.assignment(said(7))
	_, err := b.imports(draft("khac"))
	b.must(err)
	a.Commune = b.is.Commune.ID
	if _, err := b.Assign(t.Context(), a, morning); !errors.Is(err, plan.ErrNotFound) {
		t.Errorf("got %v, want %v", err, plan.ErrNotFound)
	}
}

// The plan's file knows nothing of what was given: importing it again changes nothing, importing another leaves the
// given tasks with their figures, and a file that uses their numbers is refused.
func TestImportLeavesGivenTasks(t *testing.T) {
	t.Parallel()
	b := open(t)
	a := b.assignment(said(7))
	a.Target = &plan.Target{
		Mark: "a", Name: "5 hồ sơ", Measure: plan.Count, Noun: "hồ sơ", Accumulation: plan.ToDate, Judged: plan.AtDue,
		Scope: plan.PerCommune, Goals: []plan.Goal{{Comparator: plan.AtLeast, Value: decimal.NewFromInt(5)}},
	}
	_, err := b.Assign(t.Context(), a, morning)
	b.must(err)
	b.again()
	given, _ := b.is.Task(101)
	changes, err := b.imports(draft("sonky"))
	b.must(err)
	if !changes.Empty() {
		t.Errorf("the same file changes %+v", changes)
	}
	grown := draft("sonky")
	grown.Tasks[0].Title = "Tên mới"
	more := grown.Tasks[2]
	more.No, more.Criteria = 4, []plan.Criterion{{Code: "1.4", Name: "Tiêu chí"}}
	grown.Tasks = append(grown.Tasks, more)
	changes, err = b.imports(grown)
	b.must(err)
	if len(changes.Tasks) != 2 {
		t.Errorf("changes %+v, want one task changed and one added", changes.Tasks)
	}
	b.again()
	now, ok := b.is.Task(101)
	if !ok {
		t.Fatal("the import retired a given task")
	}
	if diff := cmp.Diff(given, now, alike); diff != "" {
		t.Errorf("the given task (-before +after):\n%s", diff)
	}
	clash := draft("sonky")
	clash.Tasks[2].No = 101
	for _, apply := range []bool{false, true} {
		if _, _, err := b.Import(t.Context(), clash, console, apply, morning); !errors.Is(err, storage.ErrNumberTaken) {
			t.Errorf("apply %v: got %v, want %v", apply, err, storage.ErrNumberTaken)
		}
	}
}
