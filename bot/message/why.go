package message

import (
	"fmt"
	"strings"
	"time"

	"planbot/storage/plan"
)

// Reasoning is everything behind the colour of a task.
type Reasoning struct {
	Plan     *plan.Plan
	Facts    plan.Facts
	State    plan.TaskState
	At       time.Time
	Figures  []plan.Entry       // those that count, with who reported them and when
	Words    plan.Confirmations // the office's, where the commune wants two signatures
	Episodes []plan.Episode     // of the task, that the reader is shown
	Open     []plan.Episode     // all of the plan
	Flips    []plan.Flip        // of those episodes, the oldest first
}

// Why shows how a task came to its standing: the inputs, the formula, the calendar, what was told, the plan's words.
func Why(r Reasoning) Message {
	t := r.State.Task
	m := say("<b>Vì sao</b> · Nhiệm vụ " + taskTitle(t))
	for _, s := range r.State.Targets {
		m.add("\n" + targetReason(r, s))
	}
	m.add("\n" + deadlineReason(r))
	w := newWriter(plan.Mail{Plan: r.Plan, Facts: r.Facts}, r.At)
	for _, e := range r.Episodes {
		head := "<b>Cảnh báo</b>" + strings.TrimSuffix(" · "+w.unitOf(e), " · ")
		m.add("\n" + alertMark(e) + " " + lines(head+": "+w.summary(e), w.story(e, r.Open, r.Flips)))
	}
	m.add("<blockquote expandable>Nguyên văn: " + esc(t.Wording) + dueWords(t) + "</blockquote>")
	m.row(Button{"Cập nhật", fmt.Sprintf("task:%d", t.ID)}, Button{"Lịch sử", fmt.Sprintf("hist:%d", t.ID)})
	return m
}

// WhyEpisode explains an episode that is about no single task: all there is to it, and how it came to be told.
func WhyEpisode(p *plan.Plan, f plan.Facts, e plan.Episode, flips []plan.Flip, at time.Time) Message {
	w := newWriter(plan.Mail{Plan: p, Facts: f}, at)
	return say("<b>Vì sao</b> · "+w.alertHead(e), lines(w.matter(e)...), w.story(e, nil, flips))
}

// targetReason shows a target's inputs, their sum, and the sum held against the goal.
func targetReason(r Reasoning, s plan.TargetState) string {
	t := *s.Target
	if t.Derived != "" {
		return followedReason(r, s)
	}
	head := "Chỉ tiêu: " + goal(t, s.Goal)
	if len(r.State.Targets) > 1 {
		head = t.Mark + ") " + clip(t.Name, 60) + ": " + goal(t, s.Goal)
	}
	all := []string{"<b>" + esc(head) + "</b>", "Cách tính: " + method(t)}
	inputs := inputLines(r, t)
	if len(inputs) == 0 {
		return lines(append(all, "Chưa có số liệu nào nên chưa đánh giá.")...)
	}
	all = append(append(all, inputs...), sumLine(r, s), formula(s, dayOf(r.At)))
	for _, u := range s.Units {
		if t.Scope == plan.PerUnit && s.Unit == 0 && !u.Total.Empty() {
			of := s
			of.Assessment = u.Assessment
			all = append(all, esc(u.Unit.Label())+": "+formula(of, dayOf(r.At)))
		}
	}
	return lines(append(all, needed(t, s.Assessment), roadReason(t, s.Assessment))...)
}

// method says how figures become one and when it is judged.
func method(t plan.Target) string {
	parts := []string{"mỗi số liệu thay số liệu trước"}
	if t.Accumulation == plan.ByPeriod {
		parts[0] = "cộng dồn số liệu các kỳ"
	}
	if t.Scope == plan.PerUnit {
		parts = append(parts, "tính riêng từng đơn vị")
	}
	if t.Judged == plan.AtDue {
		parts = append(parts, "đánh giá khi đến hạn")
	} else {
		parts = append(parts, "đánh giá sau mỗi số liệu")
	}
	if t.MinSample > 0 {
		parts = append(parts, fmt.Sprintf("từ %d %s trở lên mới đánh giá", t.MinSample, esc(noun(t))))
	}
	return strings.Join(parts, "; ")
}

// inputLines lists the figures that count: period, unit, value, who reported it and when.
func inputLines(r Reasoning, t plan.Target) []string {
	var all []string
	for _, e := range r.Figures {
		if e.Slot.Target != t.ID || e.Figure.Kind == plan.Withdrawn {
			continue
		}
		u, _ := r.Plan.UnitByID(e.Slot.Unit)
		all = append(all, fmt.Sprintf("· %s, %s: %s – %s, %s%s", periodOf(r.Plan, r.State.Task, e), esc(u.Label()),
			esc(Figure(t, e.Figure, dayOf(r.At))), esc(e.Author.Name), clock(e.RecordedAt),
			signedBy(r.Plan, t, e, r.Words, dayOf(r.At))))
	}
	return all
}

// deadlineReason reckons the deadline: the plan's date, why the day before it counts, and the days left.
func deadlineReason(r Reasoning) string {
	d, p := r.State.Due, r.Plan
	if d.RemindBy.IsZero() {
		return due(r.State.Task, d)
	}
	all := []string{fmt.Sprintf("<b>Hạn theo kế hoạch:</b> %s %s", d.Due.WeekdayVN(), d.Due.VN())}
	if d.RemindBy != d.Due {
		all = append(all, fmt.Sprintf("%s là ngày nghỉ (%s) → ngày làm việc cuối: %s %s",
			d.Due.VNShort(), esc(p.Calendar.Why(d.Due).Name), d.RemindBy.WeekdayVN(), d.RemindBy.VN()))
	}
	day := dayOf(r.At)
	switch {
	case r.State.Finished():
		all = append(all, due(r.State.Task, d))
	case d.Left < 0:
		all = append(all, fmt.Sprintf("Sau %s đến %s: %d ngày làm việc → %s", d.RemindBy.VNShort(), day.VN(), -d.Left, due(r.State.Task, d)))
	default:
		all = append(all, fmt.Sprintf("Sau %s đến hết %s: %d ngày làm việc → %s", day.VNShort(), d.RemindBy.VN(), d.Left, due(r.State.Task, d)))
	}
	return lines(all...)
}

// story tells what became of an episode, flip by flip.
func (w writer) story(e plan.Episode, open []plan.Episode, flips []plan.Flip) string {
	var all []string
	if e.Open() {
		all = append(all, alertState(e, w.at), w.nextTold(e, open))
	}
	for _, f := range flips {
		if f.Episode == e.ID {
			all = append(all, flipLine(f))
		}
	}
	return lines(all...)
}

var flipWords = map[plan.Why]string{
	plan.WhyFirst: "phát sinh", plan.WhyCloser: "gần hạn hơn", plan.WhyRepeat: "nhắc lại", plan.WhyWorse: "xấu hơn",
	plan.WhyClimbed: "báo lên bước tiếp theo", plan.WhyUnreachable: "bước trước không liên lạc được",
	plan.WhyResumed: "hết thời gian nhận việc, nhắc tiếp", plan.WhyFlapping: "thay đổi nhiều lần, tạm ngừng thông báo",
	plan.WhyAcked: "nhận việc", plan.WhySnoozed: "tạm hoãn", plan.WhyHanded: "nhận bàn giao", plan.WhyHealed: "đã giải quyết",
	plan.WhyBetter: "giảm mức", plan.WhySnoozeOver: "hết thời gian tạm hoãn", plan.WhyReplaced: "chuyển sang cảnh báo khác", plan.WhyPlanEnded: "kế hoạch kết thúc",
	plan.WhyRests: "chờ trả lời, tạm dừng nhắc", plan.WhyGoesOn: "nhắc tiếp",
}

func flipLine(f plan.Flip) string {
	word := flipWords[f.Why]
	if f.To == plan.Firing && f.Why == plan.WhyFirst {
		word = "thông báo lần đầu"
	}
	line := "· " + clock(f.At) + ": " + word
	if f.By.Name != "" {
		line += " (" + esc(f.By.Name) + ")"
	}
	return line
}
