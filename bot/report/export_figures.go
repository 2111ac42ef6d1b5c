package report

import (
	"fmt"

	"planbot/bot/report/xlsx"
	"planbot/storage/plan"
)

const entrySheet = "Số liệu"

// The columns of the sheet of entries that the sums need.
const (
	numEntryColumn    = 9
	denEntryColumn    = 10
	addsEntryColumn   = 15
	targetEntryColumn = 21
)

// figureSheet has a row for every entry, counting or not.
func (x *exporter) figureSheet() xlsx.Sheet {
	columns := []any{
		"Mã số liệu", "Kế hoạch", "TT", "Chỉ tiêu", "Đơn vị", "Kỳ", "Từ ngày", "Đến ngày", "Số thực hiện (tử số)", "Tổng số (mẫu số)",
		"Nội dung báo", "Số ước", "Số liệu đến ngày", "Trạng thái", "Cộng vào lũy kế", "Người báo", "Thời điểm báo", "Tin nhắn nguồn",
		"Lý do", "Ghi chú", "Mã chỉ tiêu",
	}
	return xlsx.Sheet{
		Name: entrySheet, Head: 1, Rows: listed(x, columns, x.Figures, x.entryRow),
		Widths: []float64{9, 20, 7, 36, 26, 20, 12, 12, 15, 15, 24, 7, 12, 26, 9, 24, 20, 26, 24, 30, 9},
	}
}

func (x *exporter) entryRow(e plan.ArchivedEntry) []xlsx.Row {
	at, name, look := x.targets[e.Slot.Target], "", xlsx.Number
	row := xlsx.Row{{Value: e.ID, Look: xlsx.Number}}
	words, span := figureWords[e.Figure.Kind], Span{}
	if at.target != nil {
		name, look = bare(at.target.Name), Line{Target: *at.target}.look()
		words = figure(*at.target, e.Figure, at.target.Goal(x.day).Value)
		span = spanOf(e.Slot.Period, at.plan.CadenceOf(at.task, e.Slot.Period.Kind).Cutoff)
	}
	num, den := xlsx.Cell{Look: look}, xlsx.Cell{Look: look}
	if e.Figure.Kind == plan.Fraction || e.Figure.Kind == plan.Number {
		num.Value = float(e.Figure.Num)
	}
	if e.Figure.Kind == plan.Fraction {
		den.Value = float(e.Figure.Den)
	}
	row = append(row, xlsx.Cells(xlsx.Line, at.planNumber(), at.number(), name, at.unit(e.Slot.Unit), span.Name,
		dayOrNone(span.From), dayOrNone(span.To))...)
	row = append(row, num, den)
	return []xlsx.Row{append(row, xlsx.Cells(xlsx.Line, words, yesOrNone(e.Figure.Estimate), dayOrNone(e.AsOf), entryState(e), oneOrNone(e.Adds),
		e.Author.Name, moment(e.RecordedAt), sourceWords(e.Source), e.Reason, e.Note, e.Slot.Target)...)}
}

// entryState says what became of an entry.
func entryState(e plan.ArchivedEntry) string {
	switch {
	case e.Overtaken:
		return "đến sau số liệu mới hơn"
	case e.SupersededBy != 0:
		return fmt.Sprintf("đã thay bằng %d", e.SupersededBy)
	case e.Figure.Kind == plan.Withdrawn:
		return fmt.Sprintf("rút số liệu %d", e.Undoes)
	case e.Undoes != 0:
		return fmt.Sprintf("đang tính, sau khi rút %d", e.Undoes)
	default:
		return "đang tính"
	}
}

// sourceWords names the message that an entry came from, as Telegram numbers chats and messages.
func sourceWords(s plan.Source) string {
	words := fmt.Sprintf("nhóm %d, tin %d", s.Chat, s.Message)
	if s.Line > 0 {
		words += fmt.Sprintf(", dòng %d", s.Line+1)
	}
	if s.Revision > 0 {
		words += ", đã sửa"
	}
	return words
}

func yesOrNone(yes bool) any {
	if yes {
		return "ước"
	}
	return nil
}

func oneOrNone(yes bool) any {
	if yes {
		return 1
	}
	return nil
}
