package message

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// head says whose digest it is, of which day, and how much there is. Letters that do not warn need none, unless they
// may be a second copy.
func (w writer) head(part []plan.Letter) string {
	again := ""
	if slices.ContainsFunc(part, func(l plan.Letter) bool { return l.Unknown > 0 }) {
		again = " (gửi lại)"
	}
	alerts := alertsOf(part)
	switch {
	case len(alerts) == 0:
		return strings.TrimSpace(w.part + again)
	case len(part) == 1 && alerts[0].Critical:
		return "🔔 <b>Cảnh báo khẩn</b> · " + esc(w.reader(alerts)) + w.refreshed(alerts, clock(w.at)) + again
	}
	title := fmt.Sprintf("%s · %s, %s", bold(w.reader(alerts)), w.day.WeekdayVN(), w.day.VN())
	return lines(title+w.refreshed(alerts, w.at.In(calendar.Zone).Format("15:04"))+w.part+again, w.alertCounts(alerts))
}

// reader names whom the alerts are for: the unit, or who stands above it where all of them climbed.
func (w writer) reader(alerts []plan.Letter) string {
	first := alerts[0].Audience
	for _, l := range alerts {
		if l.Audience == plan.ToLead || l.Audience == "" {
			return w.unitName()
		}
		if l.Audience != first {
			first = ""
		}
	}
	switch first {
	case plan.ToOffice:
		return "Văn phòng theo dõi"
	case plan.ToViceChairman, plan.ToChairman:
		return "Báo cáo " + audienceName(w.plan, first)
	default:
		return "Báo cáo lãnh đạo " + committee(w.plan)
	}
}

func (w writer) unitName() string {
	if w.unit.Name == "" {
		return sentence(w.plan.Commune.Name)
	}
	return clip(w.unit.Name, 80)
}

// audienceName says who stands on a step of the ladder.
func audienceName(p *plan.Plan, a plan.Audience) string {
	switch a {
	case plan.ToOffice:
		return "Văn phòng"
	case plan.ToViceChairman:
		return "Phó Chủ tịch " + committee(p)
	case plan.ToChairman:
		return "Chủ tịch " + committee(p)
	default:
		return "bộ phận chủ trì"
	}
}

// committee is the People's Committee of a commune of this kind.
func committee(p *plan.Plan) string {
	for _, kind := range []string{"phường", "thị trấn", "đặc khu"} {
		if strings.HasPrefix(strings.ToLower(p.Commune.Name), kind) {
			return "UBND " + kind
		}
	}
	return "UBND xã"
}

// refreshed says as of when a message was written anew, where that shows.
func (w writer) refreshed(alerts []plan.Letter, now string) string {
	if !w.refresh || !slices.ContainsFunc(alerts, func(l plan.Letter) bool { return w.changed(l.Episode) }) {
		return ""
	}
	return " · cập nhật lúc " + now
}

func (w writer) changed(e plan.Episode) bool {
	return e.State != plan.Firing || e.Held(w.at) || e.Rests()
}

// alertCounts sums several alerts up, the most pressing first.
func (w writer) alertCounts(alerts []plan.Letter) string {
	if len(alerts) < 2 {
		return ""
	}
	found := map[string]int{}
	for _, l := range alerts {
		found[countWord(l.Episode)]++
	}
	var parts []string
	for _, word := range countOrder {
		if n := found[word]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, word))
		}
	}
	return fmt.Sprintf("%d việc: %s", len(alerts), strings.Join(parts, " · "))
}

var countOrder = []string{
	"chờ tiếp nhận", "không thể đạt", "quá hạn", "đến hạn hôm nay", "chưa báo cáo", "chưa đạt", "đến hạn báo cáo",
	"chờ xử lý", "sắp đến hạn", "bước trễ hạn", "bước đến hạn hôm nay", "sắp chốt số liệu", "chậm tiến độ", "sắp vượt mức cho phép", "chờ ổn định", "kế hoạch cần bổ sung",
	"đang tạm ngừng nhắc", "đã giải quyết",
}

func countWord(e plan.Episode) string {
	switch {
	case !e.Open():
		return "đã giải quyết"
	case e.Rule == plan.RuleMissing:
		return missingWords[min(max(e.Level, plan.MissingAhead), plan.MissingLate)]
	case e.Rule == plan.RuleStep:
		return stepDueWords[min(max(e.Level, plan.StepToday), plan.StepLate)]
	case e.Rule == plan.RuleBelow:
		return belowWords[min(max(e.Level, plan.BelowRecovering), plan.BelowLost)]
	default:
		return ruleWords[e.Rule]
	}
}

var (
	ruleWords = map[plan.Rule]string{
		plan.RuleDueSoon: "sắp đến hạn", plan.RuleDueToday: "đến hạn hôm nay", plan.RuleOverdue: "quá hạn",
		plan.RulePace: "chậm tiến độ", plan.RuleBudget: "sắp vượt mức cho phép", plan.RuleWaiting: "chờ tiếp nhận",
		plan.RuleHole: "kế hoạch cần bổ sung", plan.RuleSilence: "đang tạm ngừng nhắc", plan.RuleMatter: "chờ xử lý",
	}
	stepDueWords = map[plan.Level]string{plan.StepToday: "bước đến hạn hôm nay", plan.StepLate: "bước trễ hạn"}
	missingWords = map[plan.Level]string{
		plan.MissingAhead: "sắp chốt số liệu", plan.MissingDue: "đến hạn báo cáo", plan.MissingLate: "chưa báo cáo",
	}
	belowWords = map[plan.Level]string{
		plan.BelowRecovering: "chờ ổn định", plan.BelowGoal: "chưa đạt", plan.BelowLost: "không thể đạt",
	}
)

// foot says what to do next: the unit answers, the office urges.
func (w writer) foot(part []plan.Letter) string {
	reply, done, pending, urge := "", "", "", ""
	for _, l := range part {
		t, ok := w.plan.TaskByID(l.Episode.Task)
		switch {
		case l.Kind != plan.LetterAlert || !ok || !l.Episode.Open() || l.Episode.Rests():
		case l.Audience == plan.ToOffice:
			urge = cmp.Or(urge, w.urgeHint(t, l.Episode))
		case l.Audience != plan.ToLead:
		case l.Episode.Rule == plan.RuleWaiting:
			pending = "Khi không còn hồ sơ chờ, gửi " + code("/pending 0") + "."
		case l.Episode.Rule == plan.RuleMatter:
			done = cmp.Or(done, "Xem và xử lý: "+code(matterList(l.Episode))+".")
		case reportable(t) && l.Episode.Rule != plan.RuleStep:
			reply = cmp.Or(reply, "Trả lời tin này bằng số nhiệm vụ và số liệu, ví dụ "+code(exampleFor(t, l.Episode.Subject, l.Episode.Inputs))+".")
		case l.Episode.Rule == plan.RuleStep:
			done = cmp.Or(done, "Bước đã xong thì gửi "+code(fmt.Sprintf("/sub %d %d xong", t.No, l.Episode.Inputs.Step))+".")
		case len(t.Targets) == 0:
			done = cmp.Or(done, "Hoàn thành thì gửi "+code(fmt.Sprintf("/done %d", t.No))+".")
		}
	}
	hint := ""
	if w.terse {
		hint = terseHint
	}
	if words := lines(hint, reply, done, pending, urge); words != "" {
		return "\n" + words
	}
	return ""
}

// urgeHint is the command that urges the unit which must act, unless that is the reader's own.
func (w writer) urgeHint(t *plan.Task, e plan.Episode) string {
	u, one := w.plan.UnitByID(e.Unit)
	about := fmt.Sprint(t.No)
	switch {
	case one && u.ID == w.unit.ID, !one && w.actsOn(e, w.unit):
		return ""
	case one && !w.plan.Leads(t, u.Code):
		about = clip(u.Code, 20)
	}
	return "Đôn đốc bộ phận: gửi " + code("/remind "+about) + "."
}
