package message_test

import (
	"strings"
	"testing"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// A deadline that waits for an answer is not over, whichever of its alerts a message shows.
func TestRefreshedWaitsForAnAnswer(t *testing.T) {
	t.Parallel()
	in := plan.Inputs{Due: on("2024-06-30"), RemindBy: on("2024-06-28")}
	for _, c := range []struct {
		name   string
		rule   plan.Rule
		state  plan.EpisodeState
		rests  plan.DueStanding
		course plan.Course
		now    string
		want   string
	}{
		{"declared ahead", plan.RuleDueSoon, plan.Resolved, "", plan.Course{Declared: on("2024-06-27")}, "2024-06-27 09:00",
			"🕓 Từ 09:00 ngày 27/06/2024: đã báo hoàn thành, chờ Văn phòng xác nhận."},
		{"declared on the day", plan.RuleDueToday, plan.Resolved, "", plan.Course{Declared: on("2024-06-28")}, "2024-06-28 09:00",
			"🕓 Từ 09:00 ngày 28/06/2024: đã báo hoàn thành, chờ Văn phòng xác nhận."},
		{"declared late", plan.RuleOverdue, plan.Firing, plan.DueDeclared, plan.Course{Declared: on("2024-07-03")}, "2024-07-03 09:00",
			"🕓 Đã báo hoàn thành, chờ Văn phòng xác nhận; tạm dừng nhắc."},
		{"more time asked for", plan.RuleOverdue, plan.Firing, plan.DueAwaited, plan.Course{Awaited: on("2024-07-05")}, "2024-07-03 09:00",
			"🕓 Đã xin gia hạn, chờ văn bản trả lời; tạm dừng nhắc."},
	} {
		p := samplePlan(t).Steered(102, c.course)
		in := in
		in.Rests = c.rests
		e := firing(1, plan.Subject{Rule: c.rule, Task: 102, Unit: vhxh, Scope: "2024-06-30"}, 1, "2024-06-27 07:45", in)
		if e.State = c.state; !e.Open() {
			e.EndedAt = at(c.now)
		}
		mail := plan.Mail{To: plan.Mailbox{Unit: vhxh}, Plan: p}
		shown := message.Refreshed(mail, plan.Letter{Kind: plan.LetterRefresh, Shown: []plan.Letter{
			{Kind: plan.LetterAlert, Episode: e, Audience: plan.ToLead, Why: plan.WhyFirst},
		}}, at(c.now))
		text := strings.Join(shown.Items, "\n")
		if !strings.Contains(text, c.want) || strings.Contains(text, "✅") || strings.Contains(text, "Đề nghị") {
			t.Errorf("%s: got %s\nwant it to hold %q", c.name, text, c.want)
		}
	}
}
