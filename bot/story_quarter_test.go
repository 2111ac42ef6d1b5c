package bot_test

import "testing"

// From the signing of the plan to the end of the first quarter: what the office hears of its first deadline and of
// reports it has not sent, and how a figure below the target is told, taken up, climbs, and is settled.
func TestAlertsOfTheFirstQuarter(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-02-21 08:00")
	b := o.bells()
	b.until("2024-02-26 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")
	o.reply(list, officeClerk, "8: tháng 2: 150/150")
	o.reply(list, officeClerk, "9: tháng 2: 145/150")
	b.until("2024-02-26 10:00")
	alert := o.last(officeChat)
	wants(t, alert.Text, "96,67%", "tối thiểu 97%")
	wants(t, o.press(alert, officeClerk, "✋ Đã nhận việc").Text, "nhận việc")
	b.until("2024-03-12 09:00")
	o.say(officeChat, officeClerk, "/update 8 tháng 3: 160/160")
	o.say(officeChat, officeClerk, "/update 9 tháng 3: 200/200")
	b.until("2024-03-29 17:00")
	o.transcript(officeChat, "alerts_first_quarter_office")
	o.transcript(leadersChat, "alerts_first_quarter_leaders")
}
