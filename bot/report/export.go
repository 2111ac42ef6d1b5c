package report

import (
	"fmt"
	"iter"
	"slices"
	"time"

	"planbot/bot/report/xlsx"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Export writes all that is on record of some plans as a workbook: tasks with their sums as formulas, every figure with
// who gave it and when, the index of evidence, what people settled with each other, and the audit log with its chain. It
// goes through the archive's lists once, row by row.
func Export(a plan.Archive, commune plan.Commune, day calendar.Date) ([]byte, error) {
	x := &exporter{Archive: a, day: day, targets: map[int64]placed{}, tasks: map[int64]placed{}}
	x.index()
	file, err := xlsx.Book{
		Title: "Dữ liệu theo dõi kế hoạch", Author: "UBND " + commune.Name, Written: day, Font: "Times New Roman",
		Sheets: []xlsx.Sheet{x.taskSheet(), x.figureSheet(), x.evidenceSheet(), x.matterSheet(), x.auditSheet()},
	}.Bytes()
	if x.err != nil {
		return nil, fmt.Errorf("read what is written: %w", x.err)
	}
	return file, err
}

// ExportName is what the file of an export is called.
func ExportName(commune plan.Commune, day calendar.Date) string {
	return "du-lieu-" + commune.Code + "-" + day.String() + ".xlsx"
}

// exporter writes the sheets of one archive.
type exporter struct {
	plan.Archive
	day     calendar.Date
	targets map[int64]placed
	tasks   map[int64]placed
	err     error // of the first row that could not be read
}

// placed is a target, or a task, with what it belongs to.
type placed struct {
	plan   *plan.Plan
	task   *plan.Task
	target *plan.Target
}

func (x *exporter) index() {
	for _, p := range x.Plans {
		for i := range p.Tasks {
			t := &p.Tasks[i]
			x.tasks[t.ID] = placed{p, t, nil}
			for j := range t.Targets {
				x.targets[t.Targets[j].ID] = placed{p, t, &t.Targets[j]}
			}
		}
	}
}

// number is what a task, or a target of several, is called in its plan; nothing where it is no longer there.
func (p placed) number() string {
	switch {
	case p.task == nil:
		return ""
	case p.target == nil || len(p.task.Targets) < 2:
		return fmt.Sprint(p.task.No)
	default:
		return fmt.Sprint(p.task.No) + p.target.Mark
	}
}

func (p placed) planNumber() string {
	if p.plan == nil {
		return ""
	}
	return fmt.Sprintf("%s (%d)", p.plan.Number, p.plan.Year)
}

// unit names a unit of the plan.
func (p placed) unit(id int64) string {
	if p.plan == nil {
		return ""
	}
	u, _ := p.plan.UnitByID(id)
	return u.Name
}

// listed are the rows of a sheet: its head, then those that each item of a list takes. What cannot be read ends it.
func listed[T any](x *exporter, columns []any, list iter.Seq2[T, error], rows func(T) []xlsx.Row) iter.Seq[xlsx.Row] {
	return func(yield func(xlsx.Row) bool) {
		if x.err != nil || !yield(xlsx.Cells(xlsx.Head, columns...)) {
			return
		}
		for item, err := range list {
			if err != nil {
				x.err = err
				return
			}
			if !each(rows(item), yield) {
				return
			}
		}
	}
}

func each(rows []xlsx.Row, yield func(xlsx.Row) bool) bool {
	return !slices.ContainsFunc(rows, func(r xlsx.Row) bool { return !yield(r) })
}

// moment writes an instant in the office's time.
func moment(at time.Time) string { return at.In(calendar.Zone).Format("15:04:05 02/01/2006") }
