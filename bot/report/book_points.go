package report

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"planbot/bot/report/xlsx"
)

// pointSheets is the index as far as it is; none where the report says nothing of points.
func (r PeriodicReport) pointSheets() []xlsx.Sheet {
	if len(r.Points) == 0 {
		return nil
	}
	rows := r.headed("TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH", []any{
		"Tiêu chí", "Nhiệm vụ", "Tên nhiệm vụ", "Điểm tối đa", "Điểm tự chấm", "Còn có thể đạt", "Không còn đạt", "Ghi chú"})
	for _, p := range r.Points {
		rows = append(rows, p.row(len(rows)+1))
	}
	return []xlsx.Sheet{{Name: "Điểm", Head: headRows, Widths: []float64{12, 10, 60, 12, 12, 14, 14, 60}, Rows: slices.Values(append(rows, r.pointTotal(len(rows))))}}
}

// What a criterion has lost is what its other points leave of all.
func (p Points) row(row int) xlsx.Row {
	cells := xlsx.Cells(xlsx.Text, p.Code, p.Task, p.Title)
	for _, d := range []decimal.Decimal{p.Max, p.Earned, p.AtStake} {
		cells = append(cells, xlsx.Cell{Value: float(d), Look: xlsx.Number})
	}
	lost := fmt.Sprintf("ROUND(%s-%s-%s,2)", xlsx.Ref(4, row), xlsx.Ref(5, row), xlsx.Ref(6, row))
	return append(cells, xlsx.Cell{Formula: lost, Value: float(p.Lost), Look: xlsx.Number}, xlsx.Cell{Value: p.remark(), Look: xlsx.Text})
}

func (r PeriodicReport) pointTotal(last int) xlsx.Row {
	cells := xlsx.Row{{Value: "Cộng", Look: xlsx.Group}, {Look: xlsx.Group}, {Look: xlsx.Group}}
	sum := r.sum()
	for i, d := range []decimal.Decimal{sum.Max, sum.Earned, sum.AtStake, sum.Lost} {
		column := 4 + i
		cells = append(cells, xlsx.Cell{
			Formula: fmt.Sprintf("SUM(%s:%s)", xlsx.Ref(column, headRows+1), xlsx.Ref(column, last)), Value: float(d), Look: xlsx.Group,
		})
	}
	return cells
}
