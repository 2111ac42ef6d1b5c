package report

import (
	"fmt"
	"strings"

	"planbot/storage/plan"
)

// opening says what is reported on, and on which days.
func (r PeriodicReport) opening(t *prose) {
	t.say("Thực hiện Kế hoạch số %s %s của %s “%s”, %s báo cáo %s (%s) như sau:",
		known(r.Basis.Number, "số kế hoạch"), knownDate(r.Basis.Issued, "ngày ban hành kế hoạch"), r.us(),
		known(bare(r.Basis.Title), "trích yếu kế hoạch"), r.us(), r.about(),
		joined("; ", r.Span.saidOnce(), "số liệu lũy kế tính từ đầu kỳ kế hoạch đến ngày "+date(r.Span.To)))
}

// direction is chapter I: how far the plan is, the tasks of directing it, and what was asked of the level above.
func (r PeriodicReport) direction(t *prose) {
	t.chapter("Công tác chỉ đạo, điều hành")
	t.say("Kế hoạch giao %d nhiệm vụ. Tính đến ngày %s: %s.", r.Tally.Tasks(), date(r.Span.To), r.tally())
	if len(r.Chapters) > 0 {
		t.items(taskWords(r.Chapters[0].Tasks), "")
	}
	if len(r.Deferrals) > 0 {
		t.say("Việc xin gia hạn thời hạn thực hiện nhiệm vụ:")
	}
	for _, d := range r.Deferrals {
		t.item(d.words())
	}
}

// tally says how many tasks stand where, and how many did a period ago.
func (r PeriodicReport) tally() string {
	var parts []string
	for _, c := range plan.Classes {
		now, before := r.Tally[c], r.Former[c]
		if now == 0 && before == 0 {
			continue
		}
		words := fmt.Sprintf("%d nhiệm vụ %s", now, classWords[c])
		if r.Former != nil {
			words += fmt.Sprintf(" (kỳ trước: %d)", before)
		}
		parts = append(parts, words)
	}
	return strings.Join(parts, "; ")
}

var classWords = map[plan.Class]string{
	plan.ClassReached: "đạt chỉ tiêu hoặc đã hoàn thành", plan.ClassUnderWay: "đang thực hiện",
	plan.ClassShort: "chưa đạt chỉ tiêu", plan.ClassLate: "quá hạn", plan.ClassUnreported: "chưa có số liệu",
	plan.ClassNoneArose: "không phát sinh",
}

// results is chapter II: a section for each field of the reform.
func (r PeriodicReport) results(t *prose) {
	t.chapter("Kết quả thực hiện các nhiệm vụ")
	for i, c := range r.Chapters {
		if i == 0 {
			continue
		}
		t.section(c.Name)
		t.items(taskWords(c.Tasks), "Kế hoạch không giao nhiệm vụ thuộc lĩnh vực này.")
	}
}

func taskWords(tasks []Task) (all []string) {
	for _, t := range tasks {
		all = append(all, t.words())
	}
	return all
}

// words tells everything of a task: "Title (nhiệm vụ 9, tiêu chí 3.4.2; chủ trì: ...): trong kỳ đạt ...".
func (t Task) words() string {
	name := fmt.Sprintf("%s (%s; chủ trì: %s)", bare(t.Title), t.address(), known(t.Lead, "đơn vị chủ trì"))
	var told []string
	for _, l := range t.Lines {
		told = append(told, l.words())
	}
	if due := dueWords(t.Due); due != "" {
		told = append(told, due)
	}
	if len(t.Lines) == 0 {
		told = append(told, missing("kết quả thực hiện"))
	}
	return name + ": " + strings.Join(told, "; ")
}

// address is how the plan finds the task.
func (t Task) address() string {
	if t.Code == "" {
		return fmt.Sprintf("nhiệm vụ %d", t.No)
	}
	return fmt.Sprintf("nhiệm vụ %d, tiêu chí %s", t.No, t.Code)
}

// words tells what was reached of what was planned, and what that means.
func (l Line) words() string {
	a := l.Assessment
	name := ""
	if l.Mark != "" {
		name = fmt.Sprintf("%s) %s: ", l.Mark, bare(l.Target.Name))
	}
	if a.Total.Empty() {
		return name + missing("số liệu “"+bare(l.Target.Name)+"”")
	}
	value := reached(l.Target, a.Total.Figure, a.Goal.Value)
	if alone := l.alone(); alone != "" {
		value = alone + ", lũy kế " + value
	}
	if l.Target.Measure == plan.Milestone || a.Total.Figure.Kind == plan.NoCases {
		return name + value + l.units()
	}
	return joined("; ", name+value, "kế hoạch: "+planned(l.Target, a.Goal), l.verdict()) + l.units()
}

// alone is the figure of this time alone, where it says more than the total.
func (l Line) alone() string {
	if l.InPeriod.Kind == "" || l.Assessment.Total.Figure.Kind == plan.NoCases {
		return ""
	}
	when := "trong kỳ "
	if l.Days != (Span{}) {
		when = l.Days.dates() + " "
	}
	return when + reached(l.Target, l.InPeriod, l.Assessment.Goal.Value)
}

// verdict is what the figures mean. Where every unit answers for its own, the sum may reach a goal that a unit misses.
func (l Line) verdict() string {
	a := l.Assessment
	if l.Target.Scope == plan.PerUnit && worse(a.Standing) && !a.Total.Figure.Short(a.Goal.Value).IsPositive() {
		return "có đơn vị chưa đạt chỉ tiêu"
	}
	return verdict(l.Target, a)
}

// units names the units that answer for a value of their own.
func (l Line) units() string {
	var short, silent []string
	for _, p := range l.Parts {
		switch {
		case p.Assessment.Total.Empty():
			silent = append(silent, p.Unit)
		case l.Target.Scope == plan.PerUnit && worse(p.Assessment.Standing):
			short = append(short, p.Unit+" "+reached(l.Target, p.Assessment.Total.Figure, p.Assessment.Goal.Value))
		}
	}
	text := ""
	if len(short) > 0 {
		text += "; chưa đạt: " + strings.Join(short, ", ")
	}
	if len(silent) > 0 {
		text += "; chưa có số liệu của: " + strings.Join(silent, ", ")
	}
	return text
}

func worse(s plan.Standing) bool { return s == plan.Below || s == plan.OutOfReach }

// joined joins what is not empty.
func joined(between string, parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, between)
}
