package report

import (
	"fmt"
	"slices"

	"planbot/bot/report/xlsx"
	"planbot/storage/plan"
)

// roll is a sheet with a row for every task: in one column the group that it belongs to, in another how it stands.
type roll struct {
	sheet        string
	group, class int
	last         int // row
}

// all is a column from the first row below the head to the last.
func (l roll) all(column int) string {
	return fmt.Sprintf("'%s'!%s:%s", l.sheet, absolute(column, headRows+1), absolute(column, max(l.last, headRows+1)))
}

// areaSheet counts the tasks of each field of the plan by how they stand.
func (r PeriodicReport) areaSheet(figures int) xlsx.Sheet {
	rows := r.counted("Lĩnh vực", roll{figureSheet, areaColumn, classColumn, figures}, r.byArea())
	return countSheet("Theo lĩnh vực", append(rows, r.totalRow(len(rows))))
}

// counted are the tasks of each group by how they stand: formulas over the sheet that lists them.
func (r PeriodicReport) counted(what string, tasks roll, groups []group) []xlsx.Row {
	columns := []any{what, "Số nhiệm vụ"}
	for _, c := range plan.Classes {
		columns = append(columns, upperFirst(classWords[c]))
	}
	rows := r.headed("TỔNG HỢP TÌNH HÌNH THỰC HIỆN NHIỆM VỤ", columns)
	for _, g := range groups {
		rows = append(rows, countRow(g, len(rows)+1, tasks))
	}
	return rows
}

func countSheet(name string, rows []xlsx.Row) xlsx.Sheet {
	return xlsx.Sheet{Name: name, Head: headRows, Widths: []float64{52, 14, 20, 14, 14, 14, 14, 14}, Rows: slices.Values(rows)}
}

func countRow(g group, row int, tasks roll) xlsx.Row {
	cells := xlsx.Row{
		{Value: g.name, Look: xlsx.Text},
		{Formula: fmt.Sprintf("SUM(%s:%s)", xlsx.Ref(3, row), xlsx.Ref(2+len(plan.Classes), row)), Value: g.tally.Tasks(), Look: xlsx.Number},
	}
	for i, c := range plan.Classes {
		cells = append(cells, xlsx.Cell{
			Formula: fmt.Sprintf("COUNTIFS(%s,$A%d,%s,%s)", tasks.all(tasks.group), row, tasks.all(tasks.class), absolute(3+i, headRows)),
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

// absolute names a cell that stays the same wherever its formula is copied to.
func absolute(column, row int) string {
	name := xlsx.Ref(column, 1)
	return fmt.Sprintf("$%s$%d", name[:len(name)-1], row)
}
