package bot_test

import (
	"strings"
	"testing"

	"planbot/bot/telegram/emulator"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// A new plan is in force, and the last matters of the former one are still told: whoever is told can take them up, put
// them off, ask why, and report.
func TestAlertsOfAFormerPlan(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-12-27 09:00")
	b := o.bells()
	b.ring()
	former := o.plan
	o.replan(func(p *plan.Plan) {
		p.Number, p.Year = "5/KH-UBND", 2025
		p.From, p.Until = calendar.NewDate(2025, 1, 1), calendar.NewDate(2025, 12, 31)
	})
	b.until("2025-01-06 09:00")
	all, err := o.door.Messages(o.ctx(), officeChat)
	o.must(err)
	var alert emulator.Msg
	for _, m := range all {
		if strings.Contains(m.Text, "Kế hoạch 27/KH-UBND") && dataOf(m, "✋ Nhận việc 9") != "" {
			alert = m
		}
	}
	wants(t, alert.Text, "Chưa báo cáo kỳ tháng 12/2024")
	episode := episodeIn(alert, "✋ Nhận việc 9")
	wants(t, o.sendsTap(alert, officeClerk, "ack:"+episode).Text, "nhận việc")
	wants(t, o.sendsTap(alert, officeClerk, "snz:"+episode+":1").Text, "tạm hoãn")
	o.sendsTap(alert, officeClerk, "why:"+episode)
	wants(t, o.last(officeChat).Text, "đã nhận việc")
	wants(t, o.reply(alert, officeClerk, "9: tháng 12: 145/150").Text, "145/150", "tháng 12/2024")
	list := o.say(officeChat, officeClerk, "/alerts")
	wants(t, list.Text, "Trang này: kế hoạch 5/KH-UBND")
	for range 9 {
		if strings.Contains(list.Text, "kế hoạch 27/KH-UBND") {
			break
		}
		for _, row := range list.Buttons {
			for _, button := range row {
				if strings.HasPrefix(button.Text, "Trang ") {
					o.press(list, officeClerk, button.Text)
				}
			}
		}
		list = o.current(list)
	}
	wants(t, list.Text, "Trang này: kế hoạch 27/KH-UBND")
	if dataOf(list, "✋ Nhận việc 1") == "" {
		t.Errorf("the former plan's alerts offer %v", list.Buttons)
	}
	o.plan = former
	o.counts(9, "a", "VPTK", "145/150")
}
