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
		r.overview("Theo lĩnh vực", "Lĩnh vực", areaColumn, len(figures), r.byArea()),
		r.overview("Theo đơn vị", "Đơn vị chủ trì", leadColumn, len(figures), r.byLead()),
	}
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
	for _, c := range r.Chapters {
		if len(c.Tasks) > 0 {
			all = append(all, group{c.Name, tally(c.Tasks)})
		}
	}
	return all
}

func (r PeriodicReport) byLead() (all []group) {
	leads := map[string][]Task{}
	var order []string
	for _, t := range r.tasks(func(Task) bool { return true }) {
		if _, known := leads[t.Lead]; !known {
			order = append(order, t.Lead)
		}
		leads[t.Lead] = append(leads[t.Lead], t)
	}
	for _, lead := range order {
		all = append(all, group{lead, tally(leads[lead])})
	}
	return all
}

func tally(tasks []Task) plan.Tally {
	t := plan.Tally{}
	for _, task := range tasks {
		t[task.Class]++
	}
	return t
}
