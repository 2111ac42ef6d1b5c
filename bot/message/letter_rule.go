package message

import (
	"fmt"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// matter says what is wrong, with its figures and dates, and what would settle it.
func (w writer) matter(e plan.Episode) []string {
	t, found := w.plan.TaskByID(e.Task)
	switch {
	case e.Rule == plan.RuleHole:
		return w.holes(e)
	case e.Rule == plan.RuleSilence:
		return w.silences(e)
	case !found:
		return []string{sentence(countWord(e))}
	}
	switch e.Rule {
	case plan.RuleDueSoon, plan.RuleDueToday, plan.RuleOverdue:
		return append([]string{w.dueLine(e)}, w.openTargets(t, e)...)
	case plan.RuleMissing:
		return []string{w.missingLine(e), w.earlier(t, e), w.missingTargets(t, e)}
	case plan.RuleWaiting:
		return w.waiting(e)
	case plan.RuleStep:
		return w.step(e)
	case plan.RuleMatter:
		return []string{unansweredLine(e), w.dueLine(e)}
	default:
		return w.figureMatter(t, e)
	}
}

// summary is as much of the matter as a list shows: what is wrong, with its figures and dates.
func (w writer) summary(e plan.Episode) string {
	matter, most := w.matter(e), 1
	switch e.Rule {
	case plan.RuleMissing, plan.RuleWaiting, plan.RuleBudget, plan.RuleMatter:
		most = 2
	}
	return lines(matter[:min(most, len(matter))]...)
}

// dueLine counts the days as of now: what was written down when the alert was judged may have been held since.
func (w writer) dueLine(e plan.Episode) string {
	in := e.Inputs
	remindBy := in.RemindBy
	if remindBy.IsZero() {
		remindBy = w.plan.Calendar.LastWorkdayOnOrBefore(in.Due)
	}
	left := w.plan.Calendar.WorkdaysBetween(w.day, remindBy)
	dates := " (hạn " + dueDates(in.Due, remindBy) + ")"
	switch {
	case w.day.After(in.Due) && left == 0: // a rest day after the date
		return "<b>Đã quá hạn</b>" + dates
	case w.day.After(in.Due):
		return fmt.Sprintf("<b>Quá hạn %d ngày làm việc</b>%s", -left, dates)
	case left <= 0:
		return "<b>Đến hạn hôm nay</b>" + dates
	default:
		return fmt.Sprintf("<b>Còn %d ngày làm việc</b>%s", left, dates)
	}
}

// mostOpen is how many open targets a dated alert shows.
const mostOpen = 2

// openTargets shows what the task still lacks.
func (w writer) openTargets(t *plan.Task, e plan.Episode) []string {
	viewer, _ := w.plan.UnitByID(e.Unit)
	var open []string
	for i := range t.Targets {
		s := w.plan.TargetState(t, &t.Targets[i], w.mail.Facts.Totals, viewer, w.day)
		if (s.Standing != plan.Met || len(s.Silent) > 0) && len(open) < mostOpen {
			open = append(open, targetLine(t, s, w.day))
		}
	}
	return open
}

func (w writer) missingLine(e plan.Episode) string {
	in := e.Inputs
	t, _ := w.plan.TaskByID(e.Task)
	name := w.missingPeriods(t, in)
	late := w.plan.Calendar.WorkdaysBetween(in.ReportBy, w.day)
	switch {
	case late > 0:
		return fmt.Sprintf("<b>Chưa báo cáo</b> kỳ %s, quá hạn %d ngày làm việc (hạn %s)", name, late, weekdate(in.ReportBy))
	case e.Level >= plan.MissingLate:
		return fmt.Sprintf("<b>Chưa báo cáo</b> kỳ %s (hạn %s ngày %s)", name, w.reportTime(), in.ReportBy.VN())
	case e.Level == plan.MissingDue:
		return fmt.Sprintf("<b>Đến hạn báo cáo</b> kỳ %s: %s ngày %s", name, w.reportTime(), in.ReportBy.VN())
	default:
		return fmt.Sprintf("<b>Sắp chốt số liệu</b> kỳ %s: chốt %s; báo cáo trước %s ngày %s",
			name, weekdate(in.Cutoff), w.reportTime(), in.ReportBy.VN())
	}
}

// missingPeriods names the period of a missing report, behind the shorter ones that are due with it.
func (w writer) missingPeriods(t *plan.Task, in plan.Inputs) string {
	last := periodIn(w.plan, t, in.Period)
	if len(in.Beside) == 0 {
		return last
	}
	names := make([]string, len(in.Beside))
	for i, p := range in.Beside {
		names[i] = periodIn(w.plan, t, p)
	}
	return strings.Join(names, ", ") + " và " + last
}

func (w writer) reportTime() string { return w.plan.Alerting().ReportTime.String() }

// missingTargets names the targets without a figure where a task has several and only some lack one.
func (w writer) missingTargets(t *plan.Task, e plan.Episode) string {
	missing := e.Inputs.Targets
	if len(t.Targets) < 2 || len(missing) == 0 || len(missing) == len(t.Targets) {
		return ""
	}
	var names []string
	for _, id := range missing[:min(len(missing), 4)] {
		target := targetOf(t, id)
		names = append(names, target.Mark+") "+clip(target.Name, 40))
	}
	return "Thiếu số liệu: " + esc(strings.Join(names, "; "))
}

// mostEarlier is how many earlier periods without a figure are named.
const mostEarlier = 3

func (w writer) earlier(t *plan.Task, e plan.Episode) string {
	all := e.Inputs.Earlier
	if len(all) == 0 {
		return ""
	}
	var names []string
	for _, p := range all[:min(len(all), mostEarlier)] {
		names = append(names, periodIn(w.plan, t, p))
	}
	more := ""
	if n := len(all) - len(names); n > 0 {
		more = fmt.Sprintf("; và %d kỳ khác", n)
	}
	return "Các kỳ trước cũng chưa có số liệu: " + strings.Join(names, "; ") + more
}

// waiting says how many dossiers wait, how long the oldest has, and until when it may.
func (w writer) waiting(e plan.Episode) []string {
	in, s := e.Inputs, w.plan.Alerting()
	limit := w.plan.WaitEnds(in.Oldest, in.Hours)
	waited := w.plan.Calendar.WorkingTime(s.Hours, in.Oldest, w.at)
	if s.ClockHours {
		waited = w.at.Sub(in.Oldest)
	}
	first := fmt.Sprintf("<b>%d hồ sơ chờ tiếp nhận</b>; hồ sơ lâu nhất từ %s, đã chờ %s (giới hạn %s)",
		in.Count, clock(in.Oldest), duration(max(waited, 0)), hoursOf(w.plan, in.Hours))
	if w.at.Before(limit) {
		return []string{first, "Cần tiếp nhận trước " + clock(limit) + "."}
	}
	return []string{first, "Đã quá giới hạn từ " + clock(limit) + "; cần tiếp nhận ngay."}
}

// nextWorkday is the first working day after a day.
func (w writer) nextWorkday(d calendar.Date) string { return weekdate(w.plan.Calendar.NextWorkday(d)) }
