package message

import (
	"fmt"
	"strings"

	"planbot/storage/plan"
)

// mostTerse is how many alerts a message shows in a line each; more than mostAlerts in full are a flood on a phone.
const mostTerse = 45

// terseHint stands where a message shows its alerts in a line each.
const terseHint = "Nhiều việc nên chỉ ghi tóm tắt. Gửi /alerts để xem chi tiết, lý do và nhận việc."

// terseItem is an alert in one line: the task, the matter in a few words, whose, and what is new about it.
func (w writer) terseItem(l plan.Letter) string {
	e := l.Episode
	words := []string{w.gist(e)}
	if l.Audience != plan.ToLead && l.Audience != "" {
		if t, ok := w.plan.TaskByID(e.Task); ok {
			words = append(words, clip(leadNames(w.plan, t), 20))
		}
	}
	words = append(words, w.news(l))
	line := esc(joined(" · ", words...))
	t, ok := w.plan.TaskByID(e.Task)
	if !ok {
		return strings.TrimSpace(alertMark(e) + " Kế hoạch: " + line)
	}
	return strings.TrimSpace(fmt.Sprintf("%s <b>%d</b> · %s: %s", alertMark(e), t.No, esc(clip(t.Title, 28)), line))
}

// gist is what the matter is in two or three words and its figure.
func (w writer) gist(e plan.Episode) string {
	in := e.Inputs
	switch e.Rule {
	case plan.RuleOverdue:
		return fmt.Sprintf("quá hạn %d ngày", max(-w.left(e), 0))
	case plan.RuleDueSoon:
		return fmt.Sprintf("còn %d ngày", w.left(e))
	case plan.RuleMissing:
		return countWord(e) + " " + periodNames(in)
	case plan.RuleBelow, plan.RulePace:
		t, ok := w.plan.TaskByID(e.Task)
		if !ok {
			break
		}
		target := targetOf(t, e.Target)
		return Figure(target, in.Value, w.day) + ", " + goal(target, in.Goal)
	case plan.RuleStep:
		return fmt.Sprintf("%s (bước %d)", countWord(e), in.Step)
	case plan.RuleMatter:
		return countWord(e) + ": " + strings.ToLower(matterNames[in.MatterKind])
	case plan.RuleWaiting:
		return fmt.Sprintf("%d hồ sơ chờ", in.Count)
	}
	return countWord(e)
}

func (w writer) left(e plan.Episode) int {
	return w.plan.Calendar.WorkdaysBetween(w.day, e.Inputs.RemindBy)
}

// news is what has happened to the alert, in a word or two.
func (w writer) news(l plan.Letter) string {
	e := l.Episode
	switch {
	case !e.Open():
		return "✅ đã giải quyết"
	case e.Rests():
		return "🕓 chờ trả lời"
	case e.Held(w.at) && e.State == plan.Acknowledged:
		return "✋ đã nhận việc"
	case e.Held(w.at):
		return "⏸ tạm hoãn"
	}
	switch l.Why {
	case plan.WhyFirst:
		return "mới"
	case plan.WhyRepeat:
		return fmt.Sprintf("lần %d", max(l.Repeat, 1))
	case plan.WhyWorse:
		return "xấu hơn"
	case plan.WhyClimbed, plan.WhyUnreachable, plan.WhyResumed:
		return "chưa có kết quả"
	default:
		return ""
	}
}
