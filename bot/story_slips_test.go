package bot_test

import (
	"fmt"
	"testing"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

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
	wants(t, o.say(financeChat, financeClerk, "/task13").Text, "Có phải:\n/task 13")
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

// What comes in a form that we do not take is not met with silence by whom it was said to; between people it is.
func TestUnreadable(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.enrol(financeClerk, "TCKT", plan.Clerk)
	me := o.inPrivate(financeClerk)
	card := o.say(financeChat, financeClerk, "/done 13 đã giải ngân xong")
	speaks := func(what, chat string, id int) {
		t.Helper()
		_, err := o.door.Raw(o.ctx(), fmt.Sprintf(`{"message":{"message_id":%d,"date":%d,%s,%s,"from":{"id":%d,"first_name":"Công chức"}}}`,
			id, o.clock.Now().Unix(), what, chat, financeClerk))
		o.must(err)
	}
	group := fmt.Sprintf(`"chat":{"id":%d,"type":"supergroup"}`, financeChat)
	alone := fmt.Sprintf(`"chat":{"id":%d,"type":"private"}`, me)
	speaks(`"voice":{"file_id":"1","duration":3}`, alone, 901)
	wants(t, o.last(me).Text, "Chưa đọc được tin thoại")
	speaks(fmt.Sprintf(`"video":{"file_id":"2"},"reply_to_message":{"message_id":%d,%s,"from":{"id":7000000001,"is_bot":true}}`, card.ID, group), group, 902)
	wants(t, o.last(financeChat).Text, "Chưa đọc được tin thoại")
	last := o.last(financeChat).ID
	speaks(`"voice":{"file_id":"3","duration":3}`, group, 903)
	o.settled()
	if got := o.fromBot(financeChat, last); len(got) != 0 {
		t.Errorf("a voice message among people was answered by %q", texts(got))
	}
}

// A file that comes with a command other than that for evidence is not filed, and its sender is told so.
func TestFileBesideACommand(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	sent := o.sends(emulator.Sending{Chat: cultureChat, User: cultureClerk, Caption: "/done 2 đã tổ chức", File: file("kq.pdf", "kết quả")})
	o.settled()
	all := o.answersTo(cultureChat, sent)
	if len(all) != 2 {
		t.Fatalf("answered by %q", texts(all))
	}
	wants(t, all[0].Text, "Báo hoàn thành", "Chưa có tài liệu kiểm chứng")
	wants(t, all[1].Text, "Tệp gửi kèm lệnh chưa được ghi")
	if got := o.filed(2); len(got) != 0 {
		t.Errorf("filed %v", got)
	}
}

// What lacks something, or comes in another order, is answered with how it is said.
func TestHalfSaid(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	o.begin(financeChat)
	asked := o.say(financeChat, financeClerk, "/update 13")
	o.reply(asked, financeClerk, "850 triệu/1,2 tỷ")
	o.counts(13, "a", "TCKT", "850000000/1200000000")
	o.say(financeChat, financeClerk, "/update 24")
	o.say(financeChat, financeClerk, "/update 4")
	o.say(financeChat, financeClerk, "/extend 31/7 nhiệm vụ 13")
	o.transcript(financeChat, "half_said")
	o.begin(leadersChat)
	o.say(leadersChat, chairman, "/direct đẩy nhanh giải ngân 13")
	o.say(leadersChat, chairman, "/direct 13 TCKT đẩy nhanh 20/6")
	o.say(leadersChat, chairman, "/explain 13 TPHT 20/6")
	o.transcript(leadersChat, "half_said_leaders")
}
