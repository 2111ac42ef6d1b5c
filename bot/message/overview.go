package message

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"planbot/storage/plan"
)

// Board is what an overview shows.
type Board struct {
	Plan     *plan.Plan
	Viewer   plan.Unit
	Overview plan.Overview
	Leads    bool     // the reader may lead the meeting
	Decide   int      // tasks that wait for the leaders' word
	Former   plan.Cut // the period with whose end it is compared; of no length: there is none
	Shift    plan.Shift
	Picture  *File // comes after the words, which stay to be refreshed; nil: none
}

// mostOverview is how long an overview may be: two screens of a phone.
const mostOverview = 3400

// Overview shows on two screens how the plan stands: counts as a whole, by area and by unit, what changed, and the red
// tasks in full with who answers for them.
func Overview(b Board) Message {
	m := say(boardHead(b), shiftWords(b), decide(b), boardAreas(b), boardUnits(b))
	m.add(reds(b, mostOverview-utf8.RuneCountInString(strings.Join(m.Items, "\n")))...)
	if b.Picture != nil {
		m.Album = []File{*b.Picture}
	}
	m.row(listButton(b, plan.ClassLate, "Quá hạn", plan.FilterOverdue), listButton(b, plan.ClassShort, "Chưa đạt", plan.FilterBelow),
		listButton(b, plan.ClassUnreported, "Chưa có số liệu", plan.FilterNoData))
	last := []Button{{"Cập nhật", "ovw"}}
	if b.Decide > 0 {
		last = append(last, Button{"Họp ▶", "ovl:meeting"})
	}
	m.row(last...)
	return m
}

func boardHead(b Board) string {
	title := "<b>Tổng quan</b> · " + bold(b.Viewer.Name)
	if b.Viewer.Kind == plan.Leaders {
		title = "<b>Báo cáo Chủ tịch</b>"
	}
	day := b.Overview.Day
	if b.Overview.Tally.Tasks() == 0 {
		return lines(title+" · "+weekdate(day), "Kế hoạch "+esc(b.Plan.Number)+" không có nhiệm vụ thuộc phạm vi này.")
	}
	return lines(title+" · "+weekdate(day),
		fmt.Sprintf("Kế hoạch %s: <b>%d nhiệm vụ</b> – %s. Mỗi nhiệm vụ tính một lần, theo tình trạng gấp nhất.", esc(b.Plan.Number), b.Overview.Tally.Tasks(), classCounts(b)))
}

// classes are the headings of an overview in the order they are read, in words.
var classes = []struct {
	class       plan.Class
	mark, words string
}{
	{plan.ClassReached, "🟢", "đạt"}, {plan.ClassUnderWay, "🔵", "đang thực hiện"}, {plan.ClassShort, "🔴", "dưới chỉ tiêu"},
	{plan.ClassLate, "⛔", "quá hạn"}, {plan.ClassUnreported, "⚪", "chưa có số liệu"}, {plan.ClassNoneArose, "⚪", "không phát sinh"},
}

func classCounts(b Board) string {
	var all []string
	for _, c := range classes {
		n := b.Overview.Tally[c.class]
		if n == 0 {
			continue
		}
		words := fmt.Sprintf("%s %d %s", c.mark, n, c.words)
		if c.class.Red() {
			words = fmt.Sprintf("%s <b>%d %s</b>", c.mark, n, c.words)
		}
		if c.class == plan.ClassUnderWay && b.Overview.AtRisk > 0 {
			words += fmt.Sprintf(" (%d có nguy cơ)", b.Overview.AtRisk)
		}
		all = append(all, words)
	}
	return strings.Join(all, ", ")
}

// tallyWords counts one area or unit in a line.
func tallyWords(t plan.Tally) string {
	var all []string
	for _, c := range classes {
		if n := t[c.class]; n > 0 {
			all = append(all, fmt.Sprintf("%s %d %s", c.mark, n, c.words))
		}
	}
	return fmt.Sprintf("%d – %s", t.Tasks(), strings.Join(all, ", "))
}

// shiftWords says what changed since the last period ended.
func shiftWords(b Board) string {
	if b.Former.To.IsZero() || b.Overview.Tally.Tasks() == 0 {
		return ""
	}
	var all []string
	for _, c := range classes {
		if n := b.Shift.Change[c.class]; n != 0 {
			all = append(all, fmt.Sprintf("%s %s", c.words, signed(n)))
		}
	}
	if len(all) == 0 {
		all = []string{"số nhiệm vụ từng loại không đổi"}
	}
	words := fmt.Sprintf("So với hết kỳ %s: %s.", cutName(b.Former), strings.Join(all, ", "))
	if len(b.Shift.Better) > 0 {
		words += " Tốt lên: nhiệm vụ " + taskNumbers(b.Shift.Better) + "."
	}
	if len(b.Shift.Worse) > 0 {
		words += " <b>Kém đi: nhiệm vụ " + taskNumbers(b.Shift.Worse) + "</b>."
	}
	return words
}

func signed(n int) string {
	if n < 0 {
		return fmt.Sprintf("−%d", -n)
	}
	return fmt.Sprintf("+%d", n)
}

func decide(b Board) string {
	if b.Decide == 0 {
		return ""
	}
	return fmt.Sprintf("<b>%d việc cần lãnh đạo cho ý kiến</b>: /meeting", b.Decide)
}

func boardAreas(b Board) string {
	if len(b.Overview.Areas) < 2 {
		return ""
	}
	all := []string{"\n<b>Theo lĩnh vực</b>"}
	for _, a := range b.Overview.Areas {
		name := "Tổ chức thực hiện, việc giao thêm"
		if a.Area.No > 0 {
			name = fmt.Sprintf("%d. %s", a.Area.No, clip(areaShort(a.Area.Name), 40))
		}
		all = append(all, esc(name)+": "+tallyWords(a.Tally))
	}
	return lines(all...)
}

// areaShort leaves out the word that every heading begins with.
func areaShort(name string) string {
	for _, word := range []string{"Lĩnh vực ", "Về "} {
		if rest, ok := strings.CutPrefix(name, word); ok {
			return sentence(rest)
		}
	}
	return name
}

func boardUnits(b Board) string {
	if len(b.Overview.Units) == 0 {
		return ""
	}
	all := []string{"\n<b>Theo đơn vị</b>"}
	for _, u := range b.Overview.Units {
		all = append(all, esc(u.Unit.Label())+": "+tallyWords(u.Tally))
	}
	return lines(all...)
}

// reds shows the red tasks in full, as many as find room; the others are counted.
func reds(b Board, room int) []string {
	red := b.Overview.Reds()
	if len(red) == 0 {
		if b.Overview.Tally.Tasks() == 0 {
			return nil
		}
		return []string{"\n🟢 Không có nhiệm vụ quá hạn hoặc dưới chỉ tiêu."}
	}
	all := []string{fmt.Sprintf("\n<b>Quá hạn, dưới chỉ tiêu: %d</b>", len(red))}
	for i, s := range red {
		item := redItem(b, s)
		if room -= utf8.RuneCountInString(item) + 1; room < 0 {
			return append(all, fmt.Sprintf("\nCòn %d nhiệm vụ nữa: %s, %s", len(red)-i, code("/tasks quá hạn"), code("/tasks chưa đạt")))
		}
		all = append(all, item)
	}
	return all
}

func redItem(b Board, s plan.TaskState) string {
	item := []string{taskTitle(s.Task)}
	if s.Class() == plan.ClassLate {
		item = append(item, due(s.Task, s.Due))
	}
	for _, t := range s.Targets {
		if t.Standing == plan.Below || t.Standing == plan.OutOfReach {
			item = append(item, targetLine(s.Task, t, b.Overview.Day))
		}
	}
	return "\n" + lines(append(item, responsible(b.Plan, s.Task))...)
}

// responsible says in one line who leads a task and who answers for it.
func responsible(p *plan.Plan, t *plan.Task) string {
	line := "Chủ trì: " + leadNames(p, t)
	var answer []string
	for _, tie := range t.Relations {
		if tie.Kind == plan.Accountable {
			answer = append(answer, tieName(p, tie))
		}
	}
	if len(answer) > 0 {
		line += ". Chịu trách nhiệm: " + strings.Join(answer, "; ")
	}
	return esc(line)
}

func listButton(b Board, class plan.Class, label string, filter plan.FilterKind) Button {
	if b.Overview.Tally[class] == 0 {
		return Button{}
	}
	return Button{label, "ovl:" + string(filter)}
}
