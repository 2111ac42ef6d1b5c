package message

import (
	"fmt"
	"slices"

	"planbot/storage/plan"
)

// resolvedItem tells in one line that a matter is over, to a chat that was told of it.
func (w writer) resolvedItem(l plan.Letter) string {
	e := l.Episode
	t, ok := w.plan.TaskByID(e.Task)
	if !ok {
		return "✅ Kế hoạch " + bold(w.plan.Number) + ": " + w.resolution(l) + "."
	}
	mark := "✅"
	if w.rests(e) {
		mark = "🕓"
	}
	return fmt.Sprintf("%s Nhiệm vụ <b>%d</b>%s%s: %s.", mark, t.No, codes(t), w.settledFor(l, t), w.resolution(l))
}

// settledFor names the unit where the reader is another.
func (w writer) settledFor(l plan.Letter, t *plan.Task) string {
	u, ok := w.plan.UnitByID(l.Episode.Unit)
	switch {
	case ok && u.ID != w.mail.To.Unit:
		return " (" + esc(u.Label()) + ")"
	case !ok && l.Audience != plan.ToLead && l.Audience != "":
		return " (" + esc(clip(leadNames(w.plan, t), 80)) + ")"
	default:
		return ""
	}
}

// resolution says how a matter ended, by the figures of now.
func (w writer) resolution(l plan.Letter) string {
	e := l.Episode
	t, ok := w.plan.TaskByID(e.Task)
	switch {
	case l.Why == plan.WhyReplaced:
		return "theo dõi tiếp trong cảnh báo mới"
	case l.Why == plan.WhyPlanEnded:
		return "kế hoạch đã hết thời gian thực hiện, kết thúc nhắc việc"
	case e.Rule == plan.RuleHole:
		return "các nội dung còn thiếu đã được bổ sung"
	case e.Rule == plan.RuleSilence:
		return "không còn nội dung nào đang tạm ngừng nhắc"
	case !ok || t.Retired:
		return "nhiệm vụ không còn trong kế hoạch"
	}
	switch e.Rule {
	case plan.RuleDueSoon, plan.RuleDueToday, plan.RuleOverdue:
		return w.finished(t, e)
	case plan.RuleMissing:
		return "đã có báo cáo kỳ " + periodIn(w.plan, t, e.Inputs.Period)
	case plan.RuleStep:
		return w.stepEnd(e)
	case plan.RuleWaiting:
		return "không còn hồ sơ chờ quá giờ"
	case plan.RuleMatter:
		return "đã được xử lý"
	default:
		if w.goesOn(e) {
			return "theo dõi tiếp trong cảnh báo mới"
		}
		return w.recovered(t, e)
	}
}

// finished tells a task that is done from one whose date has moved.
func (w writer) finished(t *plan.Task, e plan.Episode) string {
	viewer, _ := w.plan.UnitByID(e.Unit)
	switch s := w.plan.State(t, w.mail.Facts.Totals, viewer, w.day); {
	case s.Finished():
		return "đã hoàn thành"
	case restWords[s.Due.Standing] != "":
		return restWords[s.Due.Standing]
	case !t.Due().IsZero() && t.Due() != e.Inputs.Due:
		return "thời hạn chuyển sang " + weekdate(t.Due())
	case w.goesOn(e):
		return "theo dõi tiếp trong cảnh báo mới"
	default:
		return "không còn thuộc diện " + ruleWords[e.Rule]
	}
}

// rests reports whether a deadline has only given way to an answer that its unit waits for.
func (w writer) rests(e plan.Episode) bool {
	t, ok := w.plan.TaskByID(e.Task)
	if !ok || !slices.Contains([]plan.Rule{plan.RuleDueSoon, plan.RuleDueToday, plan.RuleOverdue}, e.Rule) {
		return false
	}
	return restWords[w.plan.State(t, w.mail.Facts.Totals, plan.Unit{}, w.day).Due.Standing] != ""
}

// goesOn reports whether a warning has only given way to the next word about its matter: a deadline's date has come, a
// goal that was going to be missed is missed.
func (w writer) goesOn(e plan.Episode) bool {
	t, ok := w.plan.TaskByID(e.Task)
	if ok && e.Rule == plan.RulePace {
		return w.missed(t, e)
	}
	if !ok || e.Rule != plan.RuleDueSoon && e.Rule != plan.RuleDueToday || t.Due() != e.Inputs.Due {
		return false
	}
	viewer, _ := w.plan.UnitByID(e.Unit)
	return !w.plan.State(t, w.mail.Facts.Totals, viewer, w.day).Finished() && !w.day.Before(e.Inputs.RemindBy)
}

// missed reports whether the target of an alert misses its goal.
func (w writer) missed(t *plan.Task, e plan.Episode) bool {
	viewer, _ := w.plan.UnitByID(e.Unit)
	for i := range t.Targets {
		if t.Targets[i].ID == e.Target {
			standing := w.plan.TargetState(t, &t.Targets[i], w.mail.Facts.Totals, viewer, w.day).Standing
			return standing == plan.Below || standing == plan.OutOfReach
		}
	}
	return false
}

// recovered says what the value of a target is now, and whether it reaches its goal.
func (w writer) recovered(t *plan.Task, e plan.Episode) string {
	viewer, _ := w.plan.UnitByID(e.Unit)
	for i := range t.Targets {
		target := &t.Targets[i]
		if target.ID != e.Target {
			continue
		}
		s := w.plan.TargetState(t, target, w.mail.Facts.Totals, viewer, w.day)
		if s.Total.Empty() {
			return "số liệu đã được rút, chưa có số liệu mới"
		}
		return fmt.Sprintf("%s (%s, %s)", recoveredWord(e, s), esc(Figure(*target, s.Total.Figure, w.day)), esc(goal(*target, s.Goal)))
	}
	return "chỉ tiêu không còn trong kế hoạch"
}

func recoveredWord(e plan.Episode, s plan.TargetState) string {
	switch {
	case e.Rule == plan.RulePace && s.Standing != plan.Met:
		return "đã theo kịp tiến độ"
	case e.Rule == plan.RuleBudget:
		return "số trường hợp chưa đạt đã trở lại trong mức cho phép"
	case s.Standing == plan.Met:
		return "đã đạt trở lại"
	case s.Total.Figure.Kind == plan.NoCases:
		return "không phát sinh"
	case s.SmallSample:
		return "chưa đủ số liệu để đánh giá"
	default:
		return "kết thúc cảnh báo"
	}
}
