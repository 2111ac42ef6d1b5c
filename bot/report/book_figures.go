package report

import (
	"cmp"
	"fmt"

	"github.com/shopspring/decimal"

	"planbot/bot/report/xlsx"
	"planbot/storage/plan"
)

const figureSheet = "Chỉ tiêu"

// The columns of the sheet of figures that formulas need.
const (
	areaColumn   = 2
	goalColumn   = 7
	numColumn    = 8
	denColumn    = 9
	actualColumn = 10
	classColumn  = 13
)

// figureRows are every target with its figures, and under it those of the units that it adds up.
func (r PeriodicReport) figureRows() []xlsx.Row {
	rows := r.headed("KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CẢI CÁCH HÀNH CHÍNH "+r.Span.Name, []any{
		"TT", "Lĩnh vực", "Chỉ tiêu", "Tiêu chí", "ĐVT", "Kế hoạch", "Mức kế hoạch", "Số thực hiện (tử số)", "Tổng số (mẫu số)",
		"Thực hiện", "So sánh (%)", "Đơn vị chủ trì", "Kết quả nhiệm vụ", "Ghi chú",
	})
	for _, t := range r.tasks(every) {
		for i, l := range t.lines() {
			class := ""
			if i == 0 {
				class = classWords[t.Class]
			}
			rows = append(rows, t.figureRow(l, len(rows)+1, class))
			for _, p := range l.Parts {
				rows = append(rows, partRow(l, p, len(rows)+1))
			}
		}
	}
	return rows
}

func (t Task) figureRow(l Line, row int, class string) xlsx.Row {
	name := cmp.Or(bare(l.Target.Name), bare(t.Title))
	cells := xlsx.Row{
		{Value: fmt.Sprint(t.No) + l.Mark, Look: xlsx.Middle}, {Value: t.Area, Look: xlsx.Text}, {Value: name, Look: xlsx.Text},
		{Value: t.Code, Look: xlsx.Middle},
	}
	cells = append(cells, l.numbers(row)...)
	return append(cells,
		xlsx.Cell{Value: t.Lead, Look: xlsx.Text}, xlsx.Cell{Value: class, Look: xlsx.Text},
		xlsx.Cell{Value: joined("; ", l.estimate(), l.remark(), t.due(l)), Look: xlsx.Text})
}

// partRow is a unit's own. Its group stands nowhere in it, so that no task is counted twice; it has a goal only where the
// unit answers for one.
func partRow(l Line, p Part, row int) xlsx.Row {
	own := Line{Target: l.Target, Assessment: p.Assessment}
	num, den := own.sums(row)
	cells := xlsx.Row{{Look: xlsx.Middle}, {Look: xlsx.Text}, {Value: "- " + p.Unit, Look: xlsx.Text}, {Look: xlsx.Middle}}
	remark := own.estimate()
	if l.Target.Scope == plan.PerUnit {
		cells = append(cells, own.numbers(row)...)
		remark = joined("; ", remark, own.remark())
	} else {
		cells = append(cells, xlsx.Cell{Value: unit(l.Target), Look: xlsx.Middle}, xlsx.Cell{Look: xlsx.Middle}, xlsx.Cell{Look: xlsx.Number},
			num, den, xlsx.Cell{Value: figureWords[p.Assessment.Total.Figure.Kind], Look: xlsx.Middle}, xlsx.Cell{Look: xlsx.Number})
	}
	return append(cells, xlsx.Cell{Look: xlsx.Text}, xlsx.Cell{Look: xlsx.Text}, xlsx.Cell{Value: remark, Look: xlsx.Text})
}

// numbers are what a line was to reach and what it reached: unit, goal in words and as a number, the figure's parts, and
// what follows from them.
func (l Line) numbers(row int) xlsx.Row {
	if l.Target.Measure == "" {
		return xlsx.Cells(xlsx.Text, nil, nil, nil, nil, nil, nil, nil)
	}
	cells := xlsx.Row{{Value: unit(l.Target), Look: xlsx.Middle}, {Value: l.plannedCell(), Look: xlsx.Middle}, l.goalCell()}
	num, den := l.sums(row)
	return append(cells, num, den, l.actualCell(row), l.shareCell(row))
}

func (l Line) goalCell() xlsx.Cell {
	if l.Target.Measure == plan.Milestone {
		return xlsx.Cell{Look: xlsx.Number}
	}
	return xlsx.Cell{Value: float(l.Assessment.Goal.Value), Look: l.look()}
}

// sums are the numerator and the denominator, or the number alone: added up over the units that stand below, where that
// is how the plan made them.
func (l Line) sums(row int) (num, den xlsx.Cell) {
	f := l.Assessment.Total.Figure
	num, den = xlsx.Cell{Look: l.look()}, xlsx.Cell{Look: l.look()}
	if f.Kind == plan.Fraction || f.Kind == plan.Number {
		num.Value = float(f.Num)
		num.Formula = l.sum(numColumn, row, f.Num, func(f plan.Figure) decimal.Decimal { return f.Num })
	}
	if f.Kind == plan.Fraction {
		den.Value = float(f.Den)
		den.Formula = l.sum(denColumn, row, f.Den, func(f plan.Figure) decimal.Decimal { return f.Den })
	}
	return num, den
}

// sum is the formula that adds the units up, if that is what the value is.
func (l Line) sum(column, row int, want decimal.Decimal, of func(plan.Figure) decimal.Decimal) string {
	total := decimal.Zero
	for _, p := range l.Parts {
		if f := p.Assessment.Total.Figure; f.Kind == l.Assessment.Total.Figure.Kind {
			total = total.Add(of(f))
		}
	}
	if len(l.Parts) == 0 || !total.Equal(want) {
		return ""
	}
	return fmt.Sprintf("SUM(%s:%s)", xlsx.Ref(column, row+1), xlsx.Ref(column, row+len(l.Parts)))
}

// look is money's where đồng are counted.
func (l Line) look() xlsx.Look {
	if l.Target.Money() {
		return xlsx.Money
	}
	return xlsx.Number
}

func (l Line) estimate() string {
	if l.Assessment.Total.Figure.Estimate {
		return "số ước"
	}
	return ""
}

func float(d decimal.Decimal) float64 { return d.InexactFloat64() }
