package report

import (
	"fmt"
	"slices"

	"planbot/bot/report/xlsx"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// CheckedName is what the file of [Checked] is called. It is not taken for a template that comes back.
func CheckedName(commune plan.Commune, day calendar.Date) string {
	return fmt.Sprintf("ket-qua-kiem-tra-%s-%s.xlsx", commune.Code, day)
}

// Checked lists the rows of a filled template as they were read, each with what becomes of it.
func Checked(t FilledTemplate, result func(row int) string, commune plan.Commune, day calendar.Date) ([]byte, error) {
	rows := []xlsx.Row{
		xlsx.Cells(xlsx.Plain, "KẾT QUẢ KIỂM TRA TỆP SỐ LIỆU - chưa ghi số liệu nào"),
		xlsx.Cells(xlsx.Head, append([]any{"Dòng", "Kết quả"}, templateColumns...)...),
	}
	for _, r := range t.Rows {
		cells := []any{r.Row, result(r.Row)}
		for _, said := range r.says {
			cells = append(cells, said)
		}
		rows = append(rows, xlsx.Cells(xlsx.Text, append(cells, r.Num, r.Den, r.Value, r.Estimate, r.Note)...))
	}
	return xlsx.Book{
		Title: "Kết quả kiểm tra tệp số liệu", Author: "UBND " + commune.Name, Written: day, Font: "Times New Roman",
		Sheets: []xlsx.Sheet{{
			Name: "Kết quả", Head: 2, Rows: slices.Values(rows), Widths: []float64{7, 48, 7, 10, 40, 34, 24, 34, 13, 13, 18, 9, 30},
		}},
	}.Bytes()
}
