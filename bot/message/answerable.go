package message

import (
	"fmt"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Answering is what the page about who answers for a task is made of.
type Answering struct {
	Plan    *plan.Plan
	State   plan.TaskState
	Day     calendar.Date
	Account plan.Account
	Matters []plan.Matter
}

// Answerable is one page for the meeting: how a task stands, who answers for it, what they were told and took up, and
// what was asked for and decided.
func Answerable(a Answering) Message {
	t := a.State.Task
	m := say(lines("<b>Trách nhiệm đối với nhiệm vụ "+fmt.Sprint(t.No)+"</b>"+codes(t), bold(t.Title)), due(t, a.State.Due))
	for _, target := range a.State.Targets {
		m.add(targetLine(t, target, a.Day))
	}
	m.add(relations(a.Plan, t), warned(a), settledMatters(a))
	m.row(Button{"Chi tiết", fmt.Sprintf("task:%d", t.ID)}, Button{"Vì sao", fmt.Sprintf("whyt:%d", t.ID)})
	return m
}

// mostWarned is how many episodes the page tells.
const mostWarned = 8

func warned(a Answering) string {
	episodes := a.Account.Episodes
	if len(episodes) == 0 {
		return "\nChưa có cảnh báo nào được gửi."
	}
	all := []string{fmt.Sprintf("\n<b>Cảnh báo đã gửi: %d</b>", len(episodes))}
	for _, e := range episodes[max(0, len(episodes)-mostWarned):] {
		all = append(all, "· "+warnedLine(a, e))
	}
	return lines(all...)
}

func warnedLine(a Answering, e plan.Episode) string {
	line := alertWord(e) + periodOfAlert(e)
	if u, ok := a.Plan.UnitByID(e.Unit); ok {
		line += ", " + esc(u.Label())
	}
	var told []string
	for _, t := range a.Account.Told[e.ID] {
		told = append(told, fmt.Sprintf("%s %s%s", esc(clip(toldName(a.Plan, e, t.Audience), 40)), dayOf(t.First).VNShort(), times(t.Times)))
	}
	if len(told) > 0 {
		line += ": báo " + strings.Join(told, ", ")
	}
	switch {
	case e.AckBy.Name != "":
		line += fmt.Sprintf("; ✋ %s nhận việc %s", esc(e.AckBy.Name), dayOf(e.AckAt).VNShort())
	default:
		line += "; chưa ai nhận việc"
	}
	if !e.Open() {
		return line + "; kết thúc " + dayOf(e.EndedAt).VNShort()
	}
	return line + "; <b>đang mở</b>"
}

// alertWord names what an episode warned of, whether it is over or not.
func alertWord(e plan.Episode) string {
	e.State = plan.Firing
	return countWord(e)
}

func toldName(p *plan.Plan, e plan.Episode, to plan.Audience) string {
	if to != plan.ToLead && to != "" {
		return audienceName(p, to)
	}
	return labels(p.MustAct(e.Subject))
}

func times(n int) string {
	if n < 2 {
		return ""
	}
	return fmt.Sprintf(" (%d lần)", n)
}

// settledMatters are what people asked for and decided, the oldest first.
func settledMatters(a Answering) string {
	if len(a.Matters) == 0 {
		return ""
	}
	all := []string{"\n<b>Đề nghị, quyết định</b>"}
	for _, m := range a.Matters[max(0, len(a.Matters)-mostWarned):] {
		unit, _ := a.Plan.UnitByID(m.Unit)
		line := fmt.Sprintf("· %s, %s: %s", dayOf(m.Opened).VNShort(), esc(unit.Label()), esc(matterTitle(m)))
		if m.Kind == plan.Extension {
			line += " (" + m.Wants.VN() + ")"
		}
		if last := m.Last(); last.Words != "" {
			line += ": “" + esc(clip(last.Words, 120)) + "”"
		}
		all = append(all, line)
	}
	return lines(all...)
}
