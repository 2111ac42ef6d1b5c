package message

import (
	"fmt"
	"slices"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Template goes with a workbook to fill in.
func Template(p *plan.Plan, slots []plan.Slot, f File) Message {
	m := say(
		lines("<b>Mẫu nhập số liệu</b> · Kế hoạch "+esc(p.Number), fmt.Sprintf("%d dòng chưa có số liệu.", len(slots)), "Kỳ: "+esc(periodsOf(p, slots))),
		"Đề nghị điền cột tô vàng, giữ nguyên các cột khác, rồi gửi lại tệp trong nhóm này (trả lời tin này). Bot nêu lại những gì sẽ ghi; chưa bấm nút thì chưa ghi.",
	)
	m.File = &f
	return m
}

// periodsOf names each period of some slots once, with its two dates.
func periodsOf(p *plan.Plan, slots []plan.Slot) string {
	var names []string
	for _, s := range slots {
		task, _, ok := p.TargetByID(s.Target)
		if !ok {
			continue
		}
		if name := periodIn(p, task, s.Period); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, "; ")
}

// BadRow is a row of a filled sheet that is not recorded, and why.
type BadRow struct {
	Row  int
	Cell string
	Why  string
}

// Dry is what recording a filled sheet would do.
type Dry struct {
	Filling plan.Filling
	Former  map[int]plan.Figure // by row: what it replaces
	Doubts  map[int]plan.Doubt
	Late    map[int]bool // its period is closed
	Same    int
	Refused []BadRow
	All     *File // lists every row, where the message leaves some out
}

// DryRun says what recording a filled sheet would do, row by row, with a button that does it.
func DryRun(p *plan.Plan, d Dry, day calendar.Date) Message {
	n := len(d.Filling.Rows)
	m := say(lines(
		"<b>Kiểm tra tệp số liệu</b> · Kế hoạch "+esc(p.Number),
		fmt.Sprintf("%d mới, %d thay đổi, %d như đã ghi, %d dòng chưa nhận.", n-len(d.Former), len(d.Former), d.Same, len(d.Refused)),
		d.periods(p), doubtful(len(d.Doubts)), lateRows(d.Late), d.wholeList(),
	))
	m.File = d.All
	m.addRows(p, d, day)
	if len(d.Refused) > 0 {
		m.add("<b>Chưa nhận</b>")
	}
	for _, b := range d.Refused[:min(len(d.Refused), mostRefused)] {
		m.add(fmt.Sprintf("Dòng %d, ô %s: %s", b.Row, esc(b.Cell), esc(sentence(b.Why))))
	}
	m.add(andMore(len(d.Refused) - mostRefused))
	if n == 0 {
		m.add("Không có số liệu nào để ghi.")
		return m
	}
	m.add("Số liệu chưa được ghi. Bấm nút thì ghi tất cả trong một lần.")
	m.row(Button{fmt.Sprintf("Ghi %d số liệu", n), fmt.Sprintf("fill:%d:yes", d.Filling.ID)}, Button{"Không ghi", fmt.Sprintf("fill:%d:no", d.Filling.ID)})
	return m
}

// How many rows are named: a chat is no sheet, and the sheet itself stands above the answer.
const (
	mostRows    = 12
	mostRefused = 20
)

func (m *Message) addRows(p *plan.Plan, d Dry, day calendar.Date) {
	rows := slices.Clone(d.Filling.Rows)
	slices.SortStableFunc(rows, func(a, b plan.FilledRow) int { return d.weight(b) - d.weight(a) })
	for _, r := range rows[:min(len(rows), mostRows)] {
		m.add(filledRow(p, r, d, day))
	}
	m.add(andMore(len(rows) - mostRows))
}

// weight puts what must be looked at first: a doubtful figure, then one that replaces another or comes late.
func (d Dry) weight(r plan.FilledRow) int {
	_, doubtful := d.Doubts[r.Row]
	_, changes := d.Former[r.Row]
	switch {
	case doubtful:
		return 2
	case changes, d.Late[r.Row]:
		return 1
	default:
		return 0
	}
}

// lateRows counts what comes after its period was closed, with what that means.
func lateRows(late map[int]bool) string {
	n := 0
	for _, is := range late {
		if is {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("⏱️ %d số liệu nộp muộn: kỳ đã chốt số liệu; Văn phòng chốt lại bằng /close thì báo cáo mới có các số này.", n)
}

func andMore(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf("… và %d dòng nữa.", n)
}

func filledRow(p *plan.Plan, r plan.FilledRow, d Dry, day calendar.Date) string {
	task, target, ok := p.TargetByID(r.Slot.Target)
	if !ok {
		return ""
	}
	unit, _ := p.UnitByID(r.Slot.Unit)
	line := fmt.Sprintf("Dòng %d · nhiệm vụ %s · %s · %s: <b>%s</b>", r.Row, numbered(task, target), esc(unit.Label()),
		esc(periodName(r.Slot.Period)), esc(Figure(*target, r.Figure, day)))
	if former, changed := d.Former[r.Row]; changed {
		line += ", thay " + esc(Figure(*target, former, day))
	}
	if d.Late[r.Row] {
		line += " (nộp muộn)"
	}
	if r.Note != "" {
		line += " (ghi chú: " + esc(clip(r.Note, 60)) + ")"
	}
	if doubt, ok := d.Doubts[r.Row]; ok {
		return lines(line, "⚠️ Đề nghị kiểm tra lại: "+esc(plainDoubt[doubt]))
	}
	return line
}

// numbered is the number of a task, with the mark of its target where it has several.
func numbered(t *plan.Task, target *plan.Target) string {
	if len(t.Targets) < 2 {
		return fmt.Sprint(t.No)
	}
	return fmt.Sprint(t.No) + target.Mark
}

// Filled says what was recorded from a filled sheet. entries are what came of it, whoever asks and when; late are those
// whose period was closed by then.
func Filled(p *plan.Plan, f plan.Filling, entries []plan.Entry, late map[int64]bool, day calendar.Date) Message {
	fresh, overtaken := 0, 0
	slots := map[plan.Slot]bool{}
	for _, e := range entries {
		slots[e.Slot] = late[e.ID]
		switch {
		case e.Overtaken:
			overtaken++
		case e.Supersedes == 0:
			fresh++
		}
	}
	m := say(lines(
		fmt.Sprintf("✅ <b>Đã ghi %d số liệu từ tệp</b> · Kế hoạch %s", len(entries)-overtaken, esc(p.Number)),
		fmt.Sprintf("%d mới, %d thay đổi.", fresh, len(entries)-fresh-overtaken),
		Dry{Filling: f}.periods(p),
	))
	if overtaken > 0 {
		m.add(fmt.Sprintf("%d số liệu chỉ lưu trong lịch sử vì đã có số liệu gửi sau.", overtaken))
	}
	d := Dry{Filling: f, Late: map[int]bool{}}
	for _, r := range f.Rows {
		d.Late[r.Row] = slots[r.Slot]
	}
	if d.Long() {
		m.add("Từng dòng: xem tệp kết quả kiểm tra đã gửi.") // what stands under a file is short
	} else {
		m.addRows(p, d, day)
	}
	m.add(lateRows(d.Late))
	m.add("Xem tình hình từng nhiệm vụ: /tasks. Ghi nhầm thì gửi số liệu mới để thay.")
	return m
}

// FillingDropped tells that nothing of a filled sheet was recorded.
var FillingDropped = say("Đã bỏ qua, không ghi số liệu nào từ tệp.")

// TypedDong stands behind a number that is money, as staff type it.
const TypedDong = " đồng"

// TypedRatio is a ratio as staff type it.
func TypedRatio(num, den string) string { return num + " trên " + den }
