package message

import (
	"fmt"
	"slices"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// why says why an alert comes now, and what follows if nothing happens.
func (w writer) why(l plan.Letter) string {
	words := joined("; ", w.reason(l), w.next(l), w.climbs(l))
	if words == "" {
		return ""
	}
	return "<i>" + sentence(words) + ".</i>"
}

func (w writer) reason(l plan.Letter) string {
	switch l.Why {
	case plan.WhyCloser:
		return w.closer(l)
	case plan.WhyRepeat:
		return fmt.Sprintf("nhắc lại lần %d", max(l.Repeat, 1))
	case plan.WhyWorse:
		return w.worse(l)
	case plan.WhyClimbed:
		return w.climbed(l) + "; " + w.climbTo(l)
	case plan.WhyUnreachable:
		return "không liên lạc được nhóm của " + w.unreachable(l) + "; " + w.climbTo(l)
	case plan.WhySnoozeOver:
		return "hết thời gian tạm hoãn"
	case plan.WhyResumed:
		return "đã nhận việc" + w.ackedAt(l.Episode) + " nhưng chưa có kết quả"
	case plan.WhyFlapping:
		return "số liệu lên xuống nhiều lần; tạm không nhắc thêm đến khi ổn định"
	default:
		return w.first(l)
	}
}

// first is the reason of a matter that is new. Above the unit only the gravest come at once. The last day of a
// deadline needs none: the unit was reminded of it before.
func (w writer) first(l plan.Letter) string {
	if l.Episode.Rule == plan.RuleDueToday {
		return ""
	}
	above := l.Audience == plan.ToViceChairman || l.Audience == plan.ToChairman
	if above && !l.Episode.Rule.OfPlan() {
		return "thông báo lần đầu; thuộc diện báo cáo ngay"
	}
	return "thông báo lần đầu"
}

// closer counts the days as of when the letter was due: a message that is written anew keeps its reason.
func (w writer) closer(l plan.Letter) string {
	left := w.plan.Calendar.WorkdaysBetween(w.told(l), l.Episode.Inputs.RemindBy)
	if l.Episode.Rule == plan.RuleDueSoon && left > 0 {
		return fmt.Sprintf("đến mốc nhắc còn %d ngày làm việc", left)
	}
	return "đến mốc nhắc tiếp theo"
}

// worse says what a higher level means. That a day has come is no worse, only later.
func (w writer) worse(l plan.Letter) string {
	e := l.Episode
	switch {
	case e.Rule == plan.RuleDueSoon, e.Rule == plan.RuleDueToday:
		return w.closer(l)
	case e.Rule == plan.RuleMissing && e.Level < plan.MissingLate:
		return "đã đến hạn báo cáo"
	default:
		return "tình hình xấu hơn: " + worseWords(e)
	}
}

func worseWords(e plan.Episode) string {
	switch e.Rule {
	case plan.RuleOverdue:
		return "quá hạn kéo dài"
	case plan.RuleMissing:
		return "đã quá hạn báo cáo"
	case plan.RuleBelow:
		if e.Level >= plan.BelowLost {
			return "không còn khả năng đạt chỉ tiêu"
		}
		return "số liệu lại dưới chỉ tiêu"
	case plan.RuleBudget:
		return "không còn được phép có thêm trường hợp chưa đạt"
	case plan.RuleStep:
		return "bước đã quá hạn"
	case plan.RuleWaiting:
		return "đã quá giới hạn chờ"
	case plan.RuleMatter:
		return "đã quá hạn xử lý"
	default:
		return "khoảng cách với chỉ tiêu tăng"
	}
}

// climbed says how long the step before had, as of when the letter was due. Some matters climb at once.
func (w writer) climbed(l plan.Letter) string {
	days := w.plan.Calendar.WorkdaysBetween(dayOf(l.Episode.FiredAt), w.told(l))
	switch {
	case l.Episode.FiredAt.IsZero() || days <= 0:
		return "thuộc diện báo cáo ngay"
	case l.Episode.AckBy.ID != 0:
		return fmt.Sprintf("đã nhận việc%s nhưng chưa có kết quả", w.ackedAt(l.Episode))
	default:
		return fmt.Sprintf("chưa có bộ phận nào nhận việc sau %d ngày làm việc", days)
	}
}

// told is the day on which a letter was due.
func (w writer) told(l plan.Letter) calendar.Date {
	if l.Due.IsZero() {
		return w.day
	}
	return dayOf(l.Due)
}

// climbTo names the step that the letter stands on. An office that leads the task itself reads of both its parts in
// one word.
func (w writer) climbTo(l plan.Letter) string {
	to := l.Audience
	if l.Step < len(l.Episode.Ladder) {
		to = l.Episode.Ladder[l.Step].To
	}
	if to == plan.ToOffice && l.Audience == plan.ToLead {
		return "Văn phòng theo dõi, đôn đốc"
	}
	return w.reportTo(to)
}

func (w writer) reportTo(a plan.Audience) string {
	if a == plan.ToOffice {
		return "chuyển Văn phòng"
	}
	return "báo cáo " + audienceName(w.plan, a)
}

func (w writer) ackedAt(e plan.Episode) string {
	if e.AckAt.IsZero() {
		return ""
	}
	return " lúc " + clock(e.AckAt)
}

// unreachable names the step before the one that is told.
func (w writer) unreachable(l plan.Letter) string {
	if l.Step > 0 && l.Step <= len(l.Episode.Ladder) {
		if before := l.Episode.Ladder[l.Step-1].To; before != plan.ToLead {
			return audienceName(w.plan, before)
		}
	}
	return "bộ phận"
}

// next says when the unit hears of the matter again.
func (w writer) next(l plan.Letter) string {
	e, in := l.Episode, l.Episode.Inputs
	if l.Audience != plan.ToLead && l.Why != plan.WhyRepeat || l.Why == plan.WhyFlapping || e.Held(w.at) {
		return ""
	}
	switch {
	case e.Rule == plan.RuleDueSoon:
		return w.leads(e)
	case e.Rule == plan.RuleDueToday:
		return "nếu chưa hoàn thành, báo quá hạn từ " + w.nextWorkday(in.Due)
	case e.Rule == plan.RuleMissing && e.Level == plan.MissingAhead:
		return "nhắc tiếp khi đến hạn báo cáo, " + weekdate(in.ReportBy)
	case e.Rule == plan.RuleMissing && e.Level == plan.MissingDue:
		return "nếu chưa có số liệu, báo quá hạn từ " + w.nextWorkday(in.ReportBy)
	}
	day := w.plan.NextRepeat(e)
	if !day.After(w.day) {
		return ""
	}
	if l.Why == plan.WhyRepeat {
		return "lần sau: " + weekdate(day)
	}
	return "nhắc tiếp: " + weekdate(day)
}

// leads lists the days left at which a deadline is told of again: the next one, and those of the commune after it.
func (w writer) leads(e plan.Episode) string {
	next := e.Inputs.Next
	if next == 0 {
		return "nhắc tiếp vào ngày làm việc cuối"
	}
	left := []string{fmt.Sprint(next)}
	for _, lead := range slices.SortedFunc(slices.Values(w.plan.Alerting().Leads), func(a, b int) int { return b - a }) {
		if lead < next {
			left = append(left, fmt.Sprint(lead))
		}
	}
	return "nhắc tiếp khi còn " + strings.Join(left, ", ") + " ngày làm việc"
}

// climbs says who is told next, and when, as long as nobody of the unit takes the matter up.
func (w writer) climbs(l plan.Letter) string {
	e := l.Episode
	if l.Audience != plan.ToLead || e.State != plan.Firing || e.Step+1 >= len(e.Ladder) || !e.NextStep.After(w.at) {
		return ""
	}
	to, day := w.nextStep(e)
	if to == plan.ToOffice && w.unit.Kind == plan.Office {
		return ""
	}
	if e.AckBy.ID != 0 {
		return "chưa có kết quả thì " + w.reportTo(to) + " từ " + weekdate(day)
	}
	return "chưa nhận việc thì " + w.reportTo(to) + " từ " + weekdate(day)
}

// nextStep is who is told next of a matter that stays as it is, and from when. A date that has passed for long goes to
// the top of the ladder, though its turn was later.
func (w writer) nextStep(e plan.Episode) (plan.Audience, calendar.Date) {
	to, day := e.Ladder[e.Step+1].To, dayOf(e.NextStep)
	if e.Rule != plan.RuleOverdue || e.Level >= plan.OverdueLong || e.Inputs.RemindBy.IsZero() {
		return to, day
	}
	long := w.plan.Calendar.AddWorkdays(e.Inputs.RemindBy, w.plan.Alerting().LongOverdue)
	if long.After(day) {
		return to, day
	}
	return e.Ladder[len(e.Ladder)-1].To, long
}
