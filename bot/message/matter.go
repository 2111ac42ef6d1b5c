package message

import (
	"cmp"
	"fmt"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// MatterCard is what a matter shows to one reader.
type MatterCard struct {
	Plan    *plan.Plan
	Task    *plan.Task
	Matter  plan.Matter
	Moves   []plan.Move // what the reader may do about it
	Waiting []plan.Unit // of a completion: the units that have yet to declare the task done
}

// Matter shows a matter: what it is, whose, what was said, who holds it and until when, and what to press.
func Matter(c MatterCard) Message {
	m := say(lines(matterHead(c.Matter), taskLine(c.Task)), lines(matterAsk(c)...), lines(matterSteps(c.Matter)...), matterHolder(c))
	var row []Button
	for _, move := range c.Moves {
		row = append(row, Button{moveLabel(move), matterData(c.Matter, move.Verb)})
		if len(row) == 2 {
			m.row(row...)
			row = nil
		}
	}
	m.row(row...)
	return m
}

// matterData is what a button of a matter says: which one, as it was when the button was made, and the verb.
func matterData(m plan.Matter, v plan.Verb) string {
	return fmt.Sprintf("mat:%d:%d:%s", m.ID, m.Version, v)
}

func taskLine(t *plan.Task) string {
	return fmt.Sprintf("Nhiệm vụ <b>%d</b>%s · %s", t.No, codes(t), esc(clip(t.Title, 90)))
}

func matterHead(m plan.Matter) string {
	return matterMarks[m.Kind] + " " + bold(matterTitle(m))
}

// matterAsk says who wants what, in the words it was asked in.
func matterAsk(c MatterCard) []string {
	m := c.Matter
	unit, _ := c.Plan.UnitByID(m.Unit)
	on := dayOf(m.Opened).VN()
	var all []string
	switch m.Kind {
	case plan.Completion:
		all = []string{fmt.Sprintf("%s báo hoàn thành ngày %s%s.", esc(unit.Label()), on, timely(c.Task, m))}
	case plan.Extension:
		all = []string{
			fmt.Sprintf("%s đề nghị gia hạn từ %s đến <b>%s</b>%s.", esc(unit.Label()), dueBefore(c).VN(), m.Wants.VN(), lateWord(m)),
		}
	case plan.Obstacle:
		all = []string{fmt.Sprintf("%s báo cáo ngày %s.", esc(unit.Label()), on)}
	case plan.Explanation:
		all = []string{fmt.Sprintf("Lãnh đạo đề nghị %s giải trình bằng văn bản, nêu rõ nguyên nhân và biện pháp khắc phục.", esc(inSentence(unit.Name)))}
		all = append(all, accountableLine(c.Plan, c.Task))
	case plan.Instruction:
		all = []string{fmt.Sprintf("Gửi %s, ngày %s.", esc(inSentence(unit.Name)), on)}
	}
	if m.Words != "" {
		all = append(all, askWords[m.Kind]+": “"+esc(clip(m.Words, 900))+"”")
	}
	all = append(all, provedLine(c))
	if len(c.Waiting) > 0 {
		all = append(all, "Còn chờ báo hoàn thành: "+esc(labels(c.Waiting)))
	}
	return all
}

// StillPending shows a matter in place of another that was not opened, and says so.
func StillPending(card Message) Message {
	card.Items = append([]string{"Nội dung vừa gửi chưa được ghi, vì nội dung gửi trước còn chờ xử lý. Cần sửa thì rút lại nội dung đó rồi gửi lại."}, card.Items...)
	return card
}

// AnswerDayOut says until when an order can be answered.
func AnswerDayOut(last calendar.Date) string {
	return "Ngày phải trả lời phải từ hôm nay đến hết kế hoạch (" + last.VN() + "); đề nghị ghi lại ngày."
}

// AnswerWhichDay asks which of two dates of an order is the one by which it is to be answered.
func AnswerWhichDay(front, back calendar.Date) string {
	return fmt.Sprintf("Chưa rõ phải trả lời trước ngày %s hay %s. Đề nghị ghi ngày đó ở đầu hoặc cuối, ngày kia trong câu.", front.VN(), back.VN())
}

// DoneByUnit says that one of several units has nothing more to declare, and who has.
func DoneByUnit(u plan.Unit, waiting []plan.Unit) Message {
	still := ""
	if len(waiting) > 0 {
		still = "Nhiệm vụ còn chờ báo hoàn thành: " + esc(labels(waiting)) + "."
	}
	return say(lines("Văn phòng đã xác nhận hoàn thành phần việc của "+esc(inSentence(u.Name))+"; không cần báo lại.", still))
}

// dueBefore is the date from which more time is asked for: the one in force, and once it is settled the plan's own.
func dueBefore(c MatterCard) calendar.Date {
	if c.Matter.State.Open() {
		return c.Task.Due()
	}
	return c.Task.Deadline.Due
}

// provedLine says what proof is on file, and what of a completion is missing.
func provedLine(c MatterCard) string {
	if !c.Matter.Proves() {
		return ""
	}
	n := 0
	for _, e := range c.Matter.Filed {
		if e.Counts() {
			n++
		}
	}
	missing := plan.MissingEvidence(c.Task, c.Matter.Filed)
	switch {
	case c.Matter.Kind == plan.Explanation && n > 0:
		return fmt.Sprintf("Tài liệu của nhiệm vụ: %d (xem %s).", n, code(fmt.Sprintf("/evidence %d", c.Task.No)))
	case c.Matter.Kind == plan.Explanation:
		return ""
	case len(missing) > 0 && n == 0:
		return "Chưa có tài liệu kiểm chứng; cần: " + esc(strings.Join(missing, "; ")) + "." + addProof(c.Matter)
	case len(missing) > 0:
		return fmt.Sprintf("Tài liệu kiểm chứng: %d; còn thiếu: %s.%s", n, esc(strings.Join(missing, "; ")), addProof(c.Matter))
	case n > 0:
		return fmt.Sprintf("Tài liệu kiểm chứng: %d, đủ theo kế hoạch.", n)
	default:
		return "Chưa có tài liệu kiểm chứng." + addProof(c.Matter)
	}
}

func addProof(m plan.Matter) string {
	if !m.State.Open() {
		return ""
	}
	return " Trả lời tin này bằng tệp, ảnh để bổ sung."
}

func timely(t *plan.Task, m plan.Matter) string {
	switch {
	case !t.Dated():
		return ""
	case dayOf(m.Opened).After(t.Due()): // the date in force may have moved since
		return ", quá hạn (hạn " + weekdate(t.Due()) + ")"
	default:
		return ", đúng hạn (hạn " + weekdate(t.Due()) + ")"
	}
}

func lateWord(m plan.Matter) string {
	if m.Late {
		return " (đề nghị sau khi đã quá hạn)"
	}
	return ""
}

// accountableLine names who answers for a task to the Chairman, as the plan words it.
func accountableLine(p *plan.Plan, t *plan.Task) string {
	var all []string
	for _, r := range t.Relations {
		if r.Kind != plan.Accountable {
			continue
		}
		who := r.Who
		if u, ok := p.Unit(r.Unit); ok && who == "" {
			who = u.Label()
		}
		all = append(all, esc(who))
	}
	if len(all) == 0 {
		return ""
	}
	return "Người chịu trách nhiệm: " + strings.Join(all, "; ")
}

// mostSteps is how many of a matter's steps a card shows; it tells how many came before.
const mostSteps = 5

// matterSteps are what was done about a matter after it was opened, the newest last.
func matterSteps(m plan.Matter) []string {
	if len(m.Steps) < 2 {
		return nil
	}
	steps := m.Steps[1:]
	var all []string
	if n := len(steps) - mostSteps; n > 0 {
		all = append(all, fmt.Sprintf("(%d bước trước)", n))
		steps = steps[n:]
	}
	for _, s := range steps {
		line := fmt.Sprintf("· %s, %s %s", stepTime(s), esc(cmp.Or(s.By.Name, "hệ thống")), stepWord(m.Kind, s))
		if s.Words != "" {
			line += ": “" + esc(clip(s.Words, 500)) + "”"
		}
		all = append(all, line)
	}
	return all
}

func stepTime(s plan.MatterStep) string {
	at := s.At.In(calendar.Zone)
	return at.Format("15:04") + " " + dayOf(s.At).VNShort()
}

// matterHolder says who has to act, and until when, or what the end means for the task.
func matterHolder(c MatterCard) string {
	m := c.Matter
	switch {
	case m.State == plan.EndGranted:
		return fmt.Sprintf("Hạn mới: <b>%s</b>; hạn ban đầu %s vẫn được lưu.", weekdate(m.Wants), c.Task.Deadline.Due.VN())
	case m.State == plan.EndRefused:
		return "Hạn không thay đổi: " + weekdate(c.Task.Due()) + "."
	case m.State == plan.WithAbove:
		return fmt.Sprintf("Đã xin gia hạn, chờ văn bản trả lời đến hết %s; sau ngày này nếu chưa có trả lời thì tính theo hạn ban đầu.", weekdate(m.AnswerBy))
	case !m.State.Open() || m.AnswerBy.IsZero():
		return ""
	default:
		return holderWords[m.State] + " trước hết " + weekdate(m.AnswerBy) + "."
	}
}

var holderWords = map[plan.MatterState]string{
	plan.WithOffice: "Văn phòng xử lý", plan.WithLeaders: "Lãnh đạo cho ý kiến", plan.WithUnit: "Bộ phận thực hiện, trả lời",
}

// OpenMatters lists what of a kind is not settled.
func OpenMatters(p *plan.Plan, k plan.MatterKind, all []plan.Matter) Message {
	how := "Cách gửi: " + code(matterHow[k])
	if len(all) == 0 {
		return say("Hiện không có nội dung nào chờ xử lý.", how)
	}
	m := say(fmt.Sprintf("<b>%s đang chờ xử lý: %d</b>", matterNames[k], len(all)))
	for _, open := range all[:min(len(all), mostMatters)] {
		task, ok := p.TaskByID(open.Task)
		if !ok {
			continue
		}
		unit, _ := p.UnitByID(open.Unit)
		m.add(lines(taskLine(task), fmt.Sprintf("%s · %s%s", esc(unit.Label()), esc(matterTitle(open)), byDay(open))))
		m.row(Button{fmt.Sprintf("Xem %d · %s", task.No, clip(unit.Label(), 20)), fmt.Sprintf("matv:%d", open.ID)})
	}
	if n := len(all) - mostMatters; n > 0 {
		m.add(fmt.Sprintf("và %d nội dung khác", n))
	}
	m.add(how)
	return m
}

// UnitAnswersNot says that a unit answers for none of what an order is about.
func UnitAnswersNot(named string) string {
	return "“" + clip(named, 20) + "” không chủ trì, không chịu trách nhiệm nhiệm vụ này. Đề nghị bỏ tên bộ phận hoặc ghi bộ phận khác."
}

// TaskFirst says that a task is named right after the command.
func TaskFirst(k plan.MatterKind) Message {
	return say("Không có nhiệm vụ này trong kế hoạch. Đề nghị ghi số nhiệm vụ ngay sau lệnh, ví dụ: " + code(matterHow[k]) + ". Gửi /tasks để xem danh sách.")
}

// mostMatters is how many matters a list shows.
const mostMatters = 10

func byDay(m plan.Matter) string {
	if m.AnswerBy.IsZero() {
		return ""
	}
	return ", trước hết " + m.AnswerBy.VN()
}
