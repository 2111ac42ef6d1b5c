package message

import (
	"fmt"
	"strings"

	"planbot/storage/plan"
)

// mostFollowed is how many given tasks are listed under another.
const mostFollowed = 15

// given lists the tasks that were given under another during the year, with how each stands.
func given(p *plan.Plan, all []plan.Followed) string {
	if len(all) == 0 {
		return ""
	}
	list := []string{fmt.Sprintf("\nNhiệm vụ giao trong năm: %d (%s)", len(all), verdictCounts(all))}
	return lines(append(list, followedLines(p, all)...)...)
}

func verdictCounts(all []plan.Followed) string {
	count := map[plan.Verdict]int{}
	for _, f := range all {
		count[f.Verdict]++
	}
	var parts []string
	for _, v := range []plan.Verdict{plan.Timely, plan.Tardy, plan.Underway} {
		if count[v] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", count[v], verdictWords[v]))
		}
	}
	return strings.Join(parts, ", ")
}

var verdictWords = map[plan.Verdict]string{
	plan.Timely: "đúng hạn", plan.Tardy: "trễ hạn", plan.Underway: "chưa đến hạn",
}

func followedLines(p *plan.Plan, all []plan.Followed) []string {
	var list []string
	for _, f := range all[:min(len(all), mostFollowed)] {
		list = append(list, fmt.Sprintf("· <b>%d</b> · %s (%s): %s", f.Task.No, esc(clip(f.Task.Title, 60)),
			esc(leadNames(p, f.Task)), due(f.Task, f.Due)))
	}
	if more := len(all) - mostFollowed; more > 0 {
		list = append(list, fmt.Sprintf("và %d nhiệm vụ khác", more))
	}
	return list
}

// followedReason shows what a figure that follows by itself follows from.
func followedReason(r Reasoning, s plan.TargetState) string {
	day := dayOf(r.At)
	all := r.Plan.Followed(r.State.Task, r.Facts.Totals, day)
	list := []string{
		"<b>" + esc("Chỉ tiêu: "+goal(*s.Target, s.Goal)) + "</b>",
		"Cách tính: tự động theo nhiệm vụ giao trong năm thuộc nhiệm vụ này; tử số là việc xong hoặc được gia hạn trước hạn, mẫu số là việc đã đến hạn hoặc đã xong.",
	}
	for _, v := range []plan.Verdict{plan.Timely, plan.Tardy, plan.Underway} {
		if some := those(all, v); len(some) > 0 {
			list = append(list, fmt.Sprintf("%s: %d", sentence(verdictWords[v]), len(some)))
			list = append(list, followedLines(r.Plan, some)...)
		}
	}
	if s.Total.Figure.Kind == plan.NoCases {
		return lines(append(list, noneFollowed+" nên chưa đánh giá.")...)
	}
	return lines(append(list, formula(s, day), needed(*s.Target, s.Assessment))...)
}

func those(all []plan.Followed, v plan.Verdict) []plan.Followed {
	var some []plan.Followed
	for _, f := range all {
		if f.Verdict == v {
			some = append(some, f)
		}
	}
	return some
}

// noneFollowed stands for a figure that follows from tasks of which none counts yet.
const noneFollowed = "Chưa có nhiệm vụ được giao nào đến hạn"

// followedValue is a target's value and goal where the figure follows by itself, and nothing counts yet.
func followedValue(s plan.TargetState) (string, bool) {
	none := s.Target.Derived != "" && s.Total.Figure.Kind == plan.NoCases
	return noneFollowed, none
}

// FigureFollows says why nobody reports on a task whose figure follows by itself.
func FigureFollows(t *plan.Task) string {
	return fmt.Sprintf("số liệu nhiệm vụ %d tự tính theo các nhiệm vụ giao trong năm thuộc nhiệm vụ này nên không cần báo; xem bằng /why %d.", t.No, t.No)
}

// reportable reports whether somebody can reply to a task with a figure.
func reportable(t *plan.Task) bool {
	for i := range t.Targets {
		if t.Targets[i].Derived == "" {
			return true
		}
	}
	return false
}
