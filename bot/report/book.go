package report

import (
	"slices"
	"strings"

	"planbot/bot/report/xlsx"
	"planbot/storage/plan"
)

// Annex writes the figures of a report as a workbook. What is a sum, a rate or a number of tasks is a formula in it, so
// that whoever corrects a figure sees what follows.
func Annex(r PeriodicReport) ([]byte, error) {
	figures := r.figureRows()
	sheets := []xlsx.Sheet{
		{Name: figureSheet, Head: headRows, Rows: slices.Values(figures),
			Widths: []float64{6, 20, 30, 9, 9, 14, 9, 15, 15, 14, 9, 20, 15, 32}},
		r.areaSheet(len(figures)),
	}
	sheets = append(append(sheets, r.unitSheets()...), r.pointSheets()...)
	return xlsx.Book{
		Title: upperFirst(r.about()), Author: "UBND " + r.Commune, Written: r.Day, Font: "Times New Roman",
		Sheets: append(sheets, r.lists()...),
	}.Bytes()
}

// AnnexName is what the file of the workbook is called.
func AnnexName(r PeriodicReport) string { return "phu-luc-cchc-" + r.Span.Slug + ".xlsx" }

// headed puts a sheet's title, its days, whether they are closed, and the names of its columns above its rows.
func (r PeriodicReport) headed(title string, columns []any) []xlsx.Row {
	return []xlsx.Row{
		{{Value: strings.ToUpper(title + " - " + r.us()), Look: xlsx.Title, Span: len(columns)}},
		{{Value: "Số liệu " + r.Span.dates() + ", lũy kế từ đầu kỳ kế hoạch (" + r.frozen() + ")", Look: xlsx.Title, Span: len(columns)}},
		xlsx.Cells(xlsx.Head, columns...),
	}
}

const headRows = 3

// group is tasks that are counted together.
type group struct {
	name  string
	tally plan.Tally
}

func (r PeriodicReport) byArea() (all []group) {
	for _, t := range r.tasks(every) {
		i := slices.IndexFunc(all, func(g group) bool { return g.name == t.Area })
		if i < 0 {
			i, all = len(all), append(all, group{t.Area, plan.Tally{}})
		}
		all[i].tally[t.Class]++
	}
	return all
}
