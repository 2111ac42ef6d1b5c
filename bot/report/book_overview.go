package report

import (
	"fmt"
	"slices"

	"planbot/bot/report/xlsx"
	"planbot/storage/plan"
)

// overview counts the tasks of each group by how they stand: formulas over the sheet of figures, where the task's group
// stands in a column and how it stands in another.
func (r PeriodicReport) overview(name, what string, column, last int, groups []group) xlsx.Sheet {
	columns := []any{what, "Số nhiệm vụ"}
	for _, c := range plan.Classes {
		columns = append(columns, upperFirst(classWords[c]))
	}
	rows := r.headed("TỔNG HỢP TÌNH HÌNH THỰC HIỆN NHIỆM VỤ", columns)
	for _, g := range groups {
		rows = append(rows, countRow(g, len(rows)+1, column, last))
	}
	rows = append(rows, r.totalRow(len(rows)))
	return xlsx.Sheet{Name: name, Head: headRows, Widths: []float64{52, 14, 20, 14, 14, 14, 14, 14}, Rows: slices.Values(rows)}
}

func countRow(g group, row, column, last int) xlsx.Row {
	cells := xlsx.Row{
		{Value: g.name, Look: xlsx.Text},
		{Formula: fmt.Sprintf("SUM(%s:%s)", xlsx.Ref(3, row), xlsx.Ref(2+len(plan.Classes), row)), Value: g.tally.Tasks(), Look: xlsx.Number},
	}
	for i, c := range plan.Classes {
		cells = append(cells, xlsx.Cell{
			Formula: fmt.Sprintf("COUNTIFS(%s,$A%d,%s,%s)", figureRange(column, last), row, figureRange(classColumn, last), absolute(3+i, headRows)),
			Value:   g.tally[c], Look: xlsx.Number,
		})
	}
	return cells
}

// totalRow adds the rows above it up.
func (r PeriodicReport) totalRow(last int) xlsx.Row {
	cells := xlsx.Row{{Value: "Cộng", Look: xlsx.Group}}
	counts := []int{r.Tally.Tasks()}
	for _, c := range plan.Classes {
		counts = append(counts, r.Tally[c])
	}
	for i, n := range counts {
		cells = append(cells, xlsx.Cell{
			Formula: fmt.Sprintf("SUM(%s:%s)", xlsx.Ref(2+i, headRows+1), xlsx.Ref(2+i, last)), Value: n, Look: xlsx.Group,
		})
	}
	return cells
}

// figureRange is a column of the sheet of figures, from the first row below its head to the last.
func figureRange(column, last int) string {
	return fmt.Sprintf("'%s'!%s:%s", figureSheet, absolute(column, headRows+1), absolute(column, max(last, headRows+1)))
}

// absolute names a cell that stays the same wherever its formula is copied to.
func absolute(column, row int) string {
	name := xlsx.Ref(column, 1)
	return fmt.Sprintf("$%s$%d", name[:len(name)-1], row)
}
