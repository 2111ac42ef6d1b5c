package report

import (
	"fmt"
	"slices"
	"strings"

	"planbot/storage/plan"
)

// assessment is chapter III: what was reached, what was not, and why.
func (r PeriodicReport) assessment(t *prose) {
	t.chapter("Đánh giá chung")
	t.section("Kết quả nổi bật")
	r.successes(t)
	t.section("Tồn tại, hạn chế")
	r.shortcomings(t)
	t.section("Nguyên nhân")
	r.causes(t)
	r.index(t)
}

func (r PeriodicReport) successes(t *prose) {
	done := r.tasks(func(t Task) bool { return t.Class == plan.ClassReached })
	if len(done) == 0 {
		t.say("Tính đến ngày %s chưa có nhiệm vụ đạt chỉ tiêu hoặc hoàn thành.", date(r.Span.To))
		return
	}
	t.say("Có %d/%d nhiệm vụ đạt chỉ tiêu hoặc đã hoàn thành, gồm:", len(done), r.Tally.Tasks())
	for _, d := range done {
		t.item(d.named())
	}
}

// shortcomings lists what is red with who answers for it, then what is in danger and what nobody reported.
func (r PeriodicReport) shortcomings(t *prose) {
	var all []string
	for _, task := range r.tasks(func(t Task) bool { return t.Class.Red() }) {
		all = append(all, joined("; ", task.named()+": "+task.trouble(), "chủ trì: "+known(task.Lead, "đơn vị chủ trì")))
	}
	for _, task := range r.tasks(Task.inDanger) {
		all = append(all, task.named()+": "+task.trouble())
	}
	if silent := r.tasks(func(t Task) bool { return t.Class == plan.ClassUnreported }); len(silent) > 0 {
		all = append(all, "Chưa có số liệu: nhiệm vụ "+numbers(silent))
	}
	for _, o := range r.Owing {
		all = append(all, fmt.Sprintf("%s chưa báo cáo số liệu trong kỳ: nhiệm vụ %s", o.Unit, list(o.Tasks)))
	}
	t.items(all, "Không có nhiệm vụ quá hạn hoặc chưa đạt chỉ tiêu.")
}

// causes are what units explained and reported. A task that is red must have one.
func (r PeriodicReport) causes(t *prose) {
	var all []string
	for _, e := range r.Explanations {
		all = append(all, e.words())
	}
	for _, o := range r.Obstacles {
		all = append(all, o.words())
	}
	for _, task := range r.tasks(func(t Task) bool { return t.Class.Red() && !r.explained(t.No) }) {
		all = append(all, fmt.Sprintf("Nhiệm vụ %d: %s", task.No, missing("nguyên nhân")))
	}
	t.items(all, "Không có khó khăn, vướng mắc được báo cáo trong kỳ.")
}

func (r PeriodicReport) explained(task int) bool {
	return slices.ContainsFunc(r.Explanations, func(e Explanation) bool { return e.Task == task }) ||
		slices.ContainsFunc(r.Obstacles, func(o Obstacle) bool { return o.Task == task })
}

// tasks lists the tasks of all chapters for which something holds, by number.
func (r PeriodicReport) tasks(holds func(Task) bool) (found []Task) {
	for _, c := range r.Chapters {
		for _, t := range c.Tasks {
			if holds(t) {
				found = append(found, t)
			}
		}
	}
	slices.SortFunc(found, func(a, b Task) int { return a.No - b.No })
	return found
}

func every(Task) bool { return true }

// inDanger reports whether a task is not red, but will be if all goes on as it does.
func (t Task) inDanger() bool {
	return !t.Class.Red() && slices.ContainsFunc(t.Lines, func(l Line) bool { return l.Assessment.Standing == plan.AtRisk })
}

// trouble is what is wrong with a task, and what would set it right.
func (t Task) trouble() string {
	var all []string
	if t.Due.Standing == plan.Overdue {
		all = append(all, dueWords(t.Due))
	}
	for _, l := range t.Lines {
		a := l.Assessment
		if !worse(a.Standing) && a.Standing != plan.AtRisk {
			continue
		}
		name := ""
		if l.Mark != "" {
			name = bare(l.Target.Name) + " "
		}
		all = append(all, joined(", ", name+figure(l.Target, a.Total.Figure, a.Goal.Value), l.verdict(), needed(l.Target, a))+l.units())
	}
	return joined("; ", all...)
}

// named is the task's number and title.
func (t Task) named() string { return fmt.Sprintf("Nhiệm vụ %d - %s", t.No, bare(t.Title)) }

func numbers(tasks []Task) string {
	all := make([]int, len(tasks))
	for i, t := range tasks {
		all[i] = t.No
	}
	return list(all)
}

func list(all []int) string {
	words := make([]string, len(all))
	for i, n := range all {
		words[i] = fmt.Sprint(n)
	}
	return strings.Join(words, ", ")
}
