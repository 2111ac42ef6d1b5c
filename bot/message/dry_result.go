package message

import (
	"fmt"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Long reports whether a message leaves rows of a filled sheet out, so that a list of all must go with it: a button
// records nothing that nobody could read.
func (d Dry) Long() bool { return len(d.Filling.Rows) > mostRows || len(d.Refused) > mostRefused }

// Results says what becomes of every row of a filled sheet, in words for a cell of a list. A row without any is on record
// as it stands.
func (d Dry) Results(p *plan.Plan, day calendar.Date) map[int]string {
	all := map[int]string{}
	for _, r := range d.Filling.Rows {
		if _, target, ok := p.TargetByID(r.Slot.Target); ok {
			all[r.Row] = d.result(r, *target, day)
		}
	}
	for _, b := range d.Refused {
		all[b.Row] = fmt.Sprintf("Chưa nhận (ô %s): %s", b.Cell, sentence(b.Why))
	}
	return all
}

// RowSame is the result of a row whose figure is on record already.
const RowSame = "Như đã ghi"

func (d Dry) result(r plan.FilledRow, target plan.Target, day calendar.Date) string {
	words := "Mới: " + Figure(target, r.Figure, day)
	if former, changed := d.Former[r.Row]; changed {
		words = fmt.Sprintf("Thay đổi: %s, thay %s", Figure(target, r.Figure, day), Figure(target, former, day))
	}
	if d.Late[r.Row] {
		words += "; nộp muộn"
	}
	if doubt, ok := d.Doubts[r.Row]; ok {
		words += "; đề nghị kiểm tra lại: " + plainDoubt[doubt]
	}
	return words
}

// periods names the periods of what is to be recorded with their two dates; the rows have room for the name alone.
func (d Dry) periods(p *plan.Plan) string {
	slots := make([]plan.Slot, len(d.Filling.Rows))
	for i, r := range d.Filling.Rows {
		slots[i] = r.Slot
	}
	if len(slots) == 0 {
		return ""
	}
	return "Kỳ: " + esc(periodsOf(p, slots))
}

// doubtful counts what should be looked at before it is recorded.
func doubtful(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("⚠️ %d số liệu đề nghị kiểm tra lại trước khi ghi.", n)
}

// wholeList says where all rows stand, those that the message leaves out among them.
func (d Dry) wholeList() string {
	if d.All == nil {
		return ""
	}
	return "Danh sách đầy đủ ở tệp kèm theo, cột “Kết quả”."
}
