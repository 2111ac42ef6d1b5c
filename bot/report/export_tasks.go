package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"planbot/bot/report/xlsx"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// taskSheet has a row for every target. Its columns from the unit on stand where those of the annex do, so that the same
// formulas hold.
func (x *exporter) taskSheet() xlsx.Sheet {
	return xlsx.Sheet{
		Name: "Nhiệm vụ", Head: 1, Rows: x.taskRows(),
		Widths: []float64{20, 7, 44, 10, 9, 18, 9, 15, 15, 14, 9, 26, 26, 26, 13, 13, 13, 26, 9},
	}
}

func (x *exporter) taskRows() func(yield func(xlsx.Row) bool) {
	return func(yield func(xlsx.Row) bool) {
		row := 1
		if !yield(xlsx.Cells(xlsx.Head, "Kế hoạch", "TT", "Nhiệm vụ, chỉ tiêu", "Tiêu chí", "ĐVT", "Kế hoạch giao", "Mức kế hoạch",
			"Số thực hiện (tử số)", "Tổng số (mẫu số)", "Thực hiện", "So sánh (%)", "Đơn vị chủ trì", "Đơn vị phối hợp", "Lĩnh vực",
			"Thời hạn", "Gia hạn đến", "Hoàn thành ngày", "Đánh giá", "Mã chỉ tiêu")) {
			return
		}
		for _, p := range x.Plans {
			for i := range p.Tasks {
				rows := x.rowsOfTask(p, &p.Tasks[i], row+1)
				if row += len(rows); !each(rows, yield) {
					return
				}
			}
		}
	}
}

// rowsOfTask are the targets of a task as they stood on the day, or at the plan's end.
func (x *exporter) rowsOfTask(p *plan.Plan, t *plan.Task, row int) (rows []xlsx.Row) {
	day := x.day
	if day.After(p.Until) {
		day = p.Until
	}
	state := p.State(t, x.Totals[p.ID], plan.Unit{}, day)
	for _, s := range state.Targets {
		l := Line{Target: *s.Target, Assessment: s.Assessment}
		numbers := l.numbers(row + len(rows))
		if x.adds(p.ID, s) {
			numbers[numColumn-unitColumn].Formula = sumOfEntries(numEntryColumn, row+len(rows))
			if s.Total.Figure.Kind == plan.Fraction {
				numbers[denColumn-unitColumn].Formula = sumOfEntries(denEntryColumn, row+len(rows))
			}
		}
		at := placed{p, t, s.Target}
		rows = append(rows, at.row(numbers, l.verdictOrDone()))
	}
	if len(rows) == 0 {
		rows = append(rows, placed{p, t, nil}.row(Line{}.numbers(row), ""))
	}
	return rows
}

// row is a target of a task, with its numbers in the middle.
func (p placed) row(numbers xlsx.Row, verdict string) xlsx.Row {
	t := p.task
	name, id := bare(t.Title), any(nil)
	if p.target != nil {
		id = p.target.ID
		if p.target.Name != "" && p.target.Name != t.Title {
			name += ": " + bare(p.target.Name)
		}
	}
	if t.Retired {
		verdict = joined("; ", "không còn trong kế hoạch", verdict)
	}
	area := slices.IndexFunc(p.plan.Areas, func(a plan.Area) bool { return a.No == t.Area })
	areaName := "Chỉ đạo, điều hành"
	if area >= 0 {
		areaName = p.plan.Areas[area].Name
	}
	row := append(xlsx.Cells(xlsx.Text, p.planNumber(), p.number(), name, t.Code()), numbers...)
	return append(row, xlsx.Cells(xlsx.Text, p.related(plan.Lead), p.related(plan.Coordinate), areaName,
		dayOrNone(t.Deadline.Due), dayOrNone(t.Course.Extended), dayOrNone(t.Course.Done), verdict, id)...)
}

func (p placed) related(kind plan.RelationKind) string {
	var names []string
	for _, code := range p.task.Related(kind) {
		if u, ok := p.plan.Unit(code); ok {
			names = append(names, u.Name)
		}
	}
	return strings.Join(names, "; ")
}

// verdictOrDone says how a target stands, a milestone too.
func (l Line) verdictOrDone() string {
	if v := verdict(l.Target, l.Assessment); v != "" {
		return v
	}
	return figureWords[l.Assessment.Total.Figure.Kind]
}

// adds reports whether the commune's value is what the entries that count add up to.
func (x *exporter) adds(planID int64, s plan.TargetState) bool {
	f := s.Total.Figure
	if f.Kind != plan.Fraction && f.Kind != plan.Number {
		return false
	}
	num, den := decimal.Zero, decimal.Zero
	for key, total := range x.Totals[planID] {
		if key.Target == s.Target.ID {
			num, den = num.Add(total.Figure.Num), den.Add(total.Figure.Den)
		}
	}
	return num.Equal(f.Num) && den.Equal(f.Den)
}

// sumOfEntries adds up a column of the entries that count of the row's target.
func sumOfEntries(column, row int) string {
	whole := func(column int) string {
		letter := strings.TrimRight(xlsx.Ref(column, 1), "1")
		return fmt.Sprintf("'%s'!$%s:$%s", entrySheet, letter, letter)
	}
	return fmt.Sprintf("SUMIFS(%s,%s,%s,%s,1)", whole(column), whole(targetEntryColumn), xlsx.Ref(targetColumn, row), whole(addsEntryColumn))
}

func dayOrNone(d calendar.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.VN()
}

// The columns of the sheet of tasks that stand apart from those of the annex.
const (
	unitColumn   = 5
	targetColumn = 19
)
