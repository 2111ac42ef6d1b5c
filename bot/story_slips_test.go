package bot_test

import "testing"

// A deadline that has just passed is not taken for one of next year.
func TestRemindUntilADayGoneBy(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	for _, words := range []string{"TPHT 14/6", "TPHT 16h 14/6", "9 14/6/2024"} {
		wants(t, o.say(officeChat, officeClerk, "/remind "+words).Text, "Hạn trả lời đã qua")
	}
	o.at("2024-12-20 09:00")
	wants(t, o.say(officeChat, officeClerk, "/remind TPHT 16h 6/1").Text, "16 giờ 00 ngày 6/1/2025")
}

// What is asked for a second time before the first is settled is not recorded, and its sender is told so.
func TestAskedForTwice(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.begin(cultureChat)
	o.say(cultureChat, cultureClerk, "/extend 2 31/7 chờ thể lệ")
	second := o.say(cultureChat, cultureClerk, "/extend 2 15/8 chờ kinh phí")
	wants(t, second.Text, "chưa được ghi", "31/07/2024", "“chờ thể lệ”")
	o.press(second, cultureClerk, "Rút lại")
	wants(t, o.say(cultureChat, cultureClerk, "/extend 2 15/8 chờ kinh phí").Text, "đến 15/08/2024", "“chờ kinh phí”")
	o.transcript(cultureChat, "asked_for_twice")
}

// A mistyped command does nothing, and says so with what may have been meant; in a group what is nothing like ours is
// left to other bots.
func TestMistypedCommands(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.begin(financeChat)
	o.say(financeChat, financeClerk, "/upate 13 850 triệu/1,2 tỷ")
	o.say(financeChat, financeClerk, "/taks")
	o.say(financeChat, financeClerk, "/xem@planbot_story")
	o.unheard(financeChat, financeClerk, "/weather")
	o.counts(13, "a", "TCKT", "")
	o.say(financeChat, financeClerk, "/cập nhật 13 850 triệu/1,2 tỷ")
	o.counts(13, "a", "TCKT", "850000000/1200000000")
	o.say(financeChat, financeClerk, "/lịch sử 13")
	o.transcript(financeChat, "mistyped")
	me := o.inPrivate(passerBy)
	wants(t, o.say(me, passerBy, "/weather").Text, "Không có lệnh /weather")
}
