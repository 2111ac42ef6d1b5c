package report

import (
	"slices"

	"planbot/bot/report/xlsx"
	"planbot/storage/calendar"
)

// lists are the sheets of what stands beside the figures; one that would be empty is left out.
func (r PeriodicReport) lists() (sheets []xlsx.Sheet) {
	add := func(name, title string, widths []float64, columns []any, rows []xlsx.Row) {
		if len(rows) > 0 {
			all := append(r.headed(title, columns), rows...)
			sheets = append(sheets, xlsx.Sheet{Name: name, Head: headRows, Widths: widths, Rows: slices.Values(all)})
		}
	}
	add("Tài liệu kiểm chứng", "DANH MỤC TÀI LIỆU KIỂM CHỨNG", []float64{12, 50, 44, 32, 14},
		[]any{"Nhiệm vụ", "Tài liệu", "Loại tài liệu", "Đơn vị nộp", "Ngày nộp"}, r.evidenceRows())
	add("Vướng mắc, giải trình", "KHÓ KHĂN, VƯỚNG MẮC VÀ GIẢI TRÌNH", []float64{12, 32, 60, 44, 14},
		[]any{"Nhiệm vụ", "Đơn vị", "Nội dung", "Kết quả xử lý", "Ngày"}, r.causeRows())
	add("Gia hạn", "GIA HẠN THỰC HIỆN NHIỆM VỤ", []float64{12, 16, 16, 50, 26, 40},
		[]any{"Nhiệm vụ", "Hạn ban đầu", "Đề nghị đến", "Lý do", "Kết quả", "Văn bản trả lời"}, r.deferralRows())
	return sheets
}

func (r PeriodicReport) evidenceRows() (rows []xlsx.Row) {
	for _, e := range r.Evidence {
		rows = append(rows, xlsx.Cells(xlsx.Text, e.Task, e.Name, e.Kind, e.Unit, dayCell(e.On)))
	}
	return rows
}

func (r PeriodicReport) causeRows() (rows []xlsx.Row) {
	for _, o := range r.Obstacles {
		rows = append(rows, xlsx.Cells(xlsx.Text, taskCell(o.Task), o.Unit, o.Text, o.Answer, dayCell(o.On)))
	}
	for _, e := range r.Explanations {
		rows = append(rows, xlsx.Cells(xlsx.Text, taskCell(e.Task), e.By, e.Text, "giải trình", dayCell(e.On)))
	}
	return rows
}

func (r PeriodicReport) deferralRows() (rows []xlsx.Row) {
	for _, d := range r.Deferrals {
		rows = append(rows, xlsx.Cells(xlsx.Text, d.Task, dayCell(d.Due), dayCell(d.Requested), d.Reason, deferralWords[d.State], d.Document))
	}
	return rows
}

// taskCell is the number of a task; nothing where a matter belongs to none.
func taskCell(no int) any {
	if no == 0 {
		return nil
	}
	return no
}

func dayCell(d calendar.Date) any {
	if d.IsZero() {
		return nil
	}
	return date(d)
}
