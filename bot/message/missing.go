package message

import (
	"fmt"
	"strings"
	"time"

	"planbot/storage/plan"
)

// Missing shows who has not reported on the periods that are covered. The office sees every unit and may urge them with a
// button, for what urge names; a unit sees what it reports on.
func Missing(all []plan.Coverage, viewer plan.Unit, urge string) Message {
	if all[0].Tasks == 0 {
		return say("Kế hoạch không có nhiệm vụ nào báo cáo số liệu theo kỳ " + coveredPeriod(all[0]) + ".")
	}
	var m Message
	owes := false
	for i, c := range regardingCoverages(all, viewer) {
		if i == 0 {
			m.add(coverage(c, viewer)...)
		} else {
			m.add("\n" + strings.Join(coverage(c, viewer), "\n"))
		}
		owes = owes || !c.Early && len(owingOf(c, viewer)) > 0
	}
	if owes && urge != "" {
		m.row(Button{"Đôn đốc", "urge:" + urge})
	}
	return m
}

// regardingCoverages leaves out what the viewer does not report on, unless nothing else is covered.
func regardingCoverages(all []plan.Coverage, viewer plan.Unit) []plan.Coverage {
	if viewer.SeesAll() {
		return all
	}
	var own []plan.Coverage
	for _, c := range all {
		if c.Reports(viewer.ID) {
			own = append(own, c)
		}
	}
	if len(own) == 0 {
		return all[:1]
	}
	return own
}

func coveredPeriod(c plan.Coverage) string {
	return fmt.Sprintf("%s (%s – %s)", periodName(c.Period), c.From.VN(), c.To.VN())
}

// coverage says who owes which tasks of one period.
func coverage(c plan.Coverage, viewer plan.Unit) []string {
	m := say(lines(
		"<b>Báo cáo "+coveredPeriod(c)+"</b>",
		fmt.Sprintf("%d nhiệm vụ báo cáo theo kỳ này; hạn báo cáo %s %s.", c.Tasks, c.ReportBy.WeekdayVN(), c.ReportBy.VN()),
	))
	owes := owingOf(c, viewer)
	if len(owes) == 0 {
		m.add(nobodyOwes(c, viewer))
		return m.Items
	}
	if c.Early {
		m.add("<b>Chưa đến ngày chốt số liệu, chưa báo cáo:</b>")
	} else {
		m.add("<b>Chưa báo cáo:</b>")
	}
	for _, o := range owes {
		m.add(fmt.Sprintf("· %s: nhiệm vụ %s", esc(o.Unit.Label()), taskNumbers(o.Tasks)))
	}
	if viewer.SeesAll() {
		m.add(fmt.Sprintf("Đã báo cáo đủ: %d/%d đơn vị.", len(c.Units)-len(owes), len(c.Units)))
	}
	m.add("Báo số liệu kỳ này: " + code(fmt.Sprintf("/update %d %s: %s", owes[0].Tasks[0].No, periodWord(c.Period), exampleFigure(owes[0].Tasks[0]))))
	return m.Items
}

// owingOf narrows what is owed to what the viewer is shown.
func owingOf(c plan.Coverage, viewer plan.Unit) []plan.Owing {
	if viewer.SeesAll() {
		return c.Owes()
	}
	for _, o := range c.Owes() {
		if o.Unit.ID == viewer.ID {
			return []plan.Owing{o}
		}
	}
	return nil
}

func nobodyOwes(c plan.Coverage, viewer plan.Unit) string {
	if viewer.SeesAll() {
		return "✅ Tất cả đơn vị đã báo cáo đủ."
	}
	if c.Reports(viewer.ID) {
		return "✅ " + esc(viewer.Label()) + " đã báo cáo đủ."
	}
	return esc(viewer.Label()) + " không có nhiệm vụ phải báo cáo số liệu theo kỳ này."
}

func taskNumbers(tasks []*plan.Task) string {
	all := make([]string, len(tasks))
	for i, t := range tasks {
		all[i] = fmt.Sprint(t.No)
	}
	return strings.Join(all, ", ")
}

// periodWord is how a period is typed before a figure; the year is the plan's.
func periodWord(p plan.Period) string {
	name, _, _ := strings.Cut(periodName(p), "/")
	return name
}

// BadPeriod says how a period is named.
func BadPeriod(command, text string) Message {
	return say(fmt.Sprintf("Chưa rõ kỳ “%s”. Ví dụ: %s, %s.", esc(clip(text, 40)), code(command+" tháng 2"), code(command+" quý I")))
}

// MissingUrged is the same list once those who owe were urged from it.
func MissingUrged(all []plan.Coverage, viewer plan.Unit, done Urging) Message {
	m := Missing(all, viewer, "")
	m.add(Urged(done).Items...)
	return m
}

// Urging is what the office's word to other units did.
type Urging struct {
	Told   []plan.Unit
	Silent []plan.Unit // no chat that can be reached
	Until  time.Time
	Task   *plan.Task // nil: none in particular
}

// Urged tells whom the office has urged, and until when they should answer.
func Urged(u Urging) Message {
	about := ""
	if u.Task != nil {
		about = " · Nhiệm vụ " + taskTitle(u.Task)
	}
	told := "Không gửi được cho đơn vị nào."
	if len(u.Told) > 0 {
		told = lines("Gửi đến: "+unitsNamed(u.Told), "Hạn trả lời: "+byHour(u.Until))
	}
	silent := ""
	if len(u.Silent) > 0 {
		silent = "Chưa gửi được (chưa có nhóm hoặc không liên lạc được): " + unitsNamed(u.Silent)
	}
	return say(lines("📣 <b>Đôn đốc</b>"+about, told, silent))
}
