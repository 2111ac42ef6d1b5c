package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// twoSignatures has the commune want its office's signature under every figure.
func (o *office) twoSignatures() {
	o.tb.Helper()
	draft := *o.plan
	draft.Commune.Signatures = 2
	_, _, err := o.store.Import(o.ctx(), &draft, plan.Author{Name: "console"}, true, o.clock.Now())
	o.must(err)
	o.plan = &draft
}

// words counts what the office has said of figures.
func (o *office) words(task int) (agree, differ int) {
	o.tb.Helper()
	t, _ := o.plan.Task(task)
	var targets []int64
	for _, target := range t.Targets {
		targets = append(targets, target.ID)
	}
	changes, err := o.store.History(o.ctx(), targets, 100)
	o.must(err)
	var entries []int64
	for _, c := range changes {
		entries = append(entries, c.Entry.ID)
	}
	said, err := o.store.Confirmations(o.ctx(), o.plan.Commune.ID, entries)
	o.must(err)
	for _, c := range said {
		if c.Agrees {
			agree++
		} else {
			differ++
		}
	}
	return agree, differ
}

// The office signs: one figure, all at once, and not what it reported itself or what was corrected since.
func TestConfirmFigures(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-05-20 09:00")
	o.twoSignatures()
	wants(t, o.say(justiceChat, justiceClerk, "/update 14 tháng 5: 22/25").Text, "chờ Văn phòng xác nhận")
	o.say(financeChat, financeClerk, "/update 14 tháng 5: 20/25\n13 1 tỷ/2,1 tỷ")
	o.say(cultureChat, cultureClerk, "/update 14 tháng 5: 19/25")
	o.say(officeChat, officeClerk, "/update 9 tháng 5: 145/150")
	o.begin(officeChat)
	list := o.say(officeChat, officeClerk, "/confirm")
	wants(t, list.Text, "5 số liệu", "tháng 5/2024 (15/04/2024 – 14/05/2024)", "22/25 = 88%", "Công chức Tư pháp, 09:00 ngày 20/05/2024")
	o.press(list, officeClerk, "Xác nhận 1") // the office's own, by itself
	o.press(list, officeClerk, "Xác nhận 3")
	wants(t, o.say(officeChat, officeClerk, "/task 14").Text, "22/25 = 88% · Văn phòng đã xác nhận", "19/25 = 76% · chưa xác nhận")
	o.say(justiceChat, justiceClerk, "/update 14 tháng 5: 23/25")
	wants(t, o.say(officeChat, officeClerk, "/task 14").Text, "23/25 = 92% · chưa xác nhận")
	o.press(o.current(list), officeClerk, "Xác nhận tất cả (4)")
	left := o.current(list)
	wants(t, left.Text, "2 số liệu", "145/150", "23/25")
	o.press(left, operator, "Xác nhận tất cả (2)")
	wants(t, o.current(list).Text, "Không có số liệu nào chờ")
	o.say(officeChat, officeClerk, "/why 14")
	o.transcript(officeChat, "confirm_office")
	if agree, _ := o.words(14); agree != 4 { // one of a figure that was corrected
		t.Errorf("%d figures of task 14 are confirmed, want 4", agree)
	}
}

// What the office reads otherwise stands beside the unit's figure, which counts; the unit hears of it.
func TestConfirmDiffers(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-05-20 09:00")
	o.twoSignatures()
	b := o.bells()
	o.say(justiceChat, justiceClerk, "/update 14 tháng 5: 22/25")
	o.say(cultureChat, cultureClerk, "/update 14 tháng 5: 19/25")
	o.begin(justiceChat)
	o.begin(officeChat)
	for _, words := range []string{
		"14 20/25", "14 TPHT 22", "14 TCKT 20/25", "14 TPHT tháng 4: 20/25", "99 1/2", "lung tung", "9 150/150", "14 VHXH 19/25", "3.1",
	} {
		o.say(officeChat, officeClerk, "/xacnhan "+words)
	}
	answer := o.say(officeChat, officeClerk, "/confirm 14 TPHT 21/25")
	wants(t, answer.Text, "TP-HT báo: 22/25 = 88%", "Văn phòng đối chiếu: 21/25 = 84%", "vẫn được tính, chưa xác nhận", "Đã báo TP-HT")
	o.counts(14, "a", "TPHT", "22/25")
	b.until("2024-05-20 09:10")
	letter := o.last(justiceChat)
	wants(t, letter.Text, "Văn phòng đối chiếu: 21/25 = 84%", "14 tháng 5: 21/25")
	wants(t, o.say(officeChat, officeClerk, "/task 14").Text, "22/25 = 88% · Văn phòng đối chiếu 21/25 = 84%, chưa xác nhận")
	wants(t, o.say(officeChat, officeClerk, "/why 14").Text, "Văn phòng đối chiếu 21/25 = 84%, chưa xác nhận (Công chức Văn phòng, 09:00 ngày 20/05/2024)")
	list := o.say(officeChat, officeClerk, "/confirm 14")
	wants(t, list.Text, "1. TP-HT", "⚠️ Văn phòng đối chiếu: 21/25 = 84%")
	o.reply(letter, justiceClerk, "14 tháng 5: 21/25")
	o.counts(14, "a", "TPHT", "21/25")
	wants(t, o.press(list, officeClerk, "Xác nhận 1").Text, "đã được sửa hoặc rút")
	wants(t, o.say(officeChat, officeClerk, "/confirm 14 TPHT 21/25").Text, "Đã xác nhận số liệu", "cùng số liệu")
	wants(t, o.say(officeChat, officeClerk, "/confirm 14").Text, "Không có số liệu nào chờ Văn phòng xác nhận")
	o.transcript(officeChat, "confirm_differs_office")
	o.transcript(justiceChat, "confirm_differs_justice")
}

// A letter about a figure that was corrected before it went out is not sent.
func TestConfirmDiffersIsTrueWhenTold(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-05-20 11:50") // the window opens again at 13:30
	o.twoSignatures()
	b := o.bells()
	o.say(justiceChat, justiceClerk, "/update 14 tháng 5: 22/25")
	o.say(cultureChat, cultureClerk, "/update 14 tháng 5: 20/25")
	o.say(officeChat, officeClerk, "/confirm 14 TPHT 21/25")
	differs := o.say(officeChat, officeClerk, "/confirm 14 VHXH 19/25")
	o.say(justiceChat, justiceClerk, "/update 14 tháng 5: 21/25")
	o.press(differs, officeClerk, "Xác nhận số bộ phận báo")
	b.until("2024-05-20 14:30")
	for _, chat := range []int64{justiceChat, cultureChat} {
		if told := o.saying(chat, "Văn phòng đối chiếu"); len(told) != 0 {
			t.Errorf("chat %d hears %q", chat, told)
		}
	}
}

// Who may not sign: other units, masks, anybody where one signature is enough; and buttons of somebody's own making.
func TestConfirmOnlyByTheOffice(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-05-20 09:00")
	wants(t, o.say(officeChat, officeClerk, "/confirm").Text, "không yêu cầu Văn phòng xác nhận")
	o.twoSignatures()
	o.say(justiceChat, justiceClerk, "/update 14 tháng 5: 22/25")
	none := o.say(justiceChat, justiceClerk, "/confirm")
	wants(t, none.Text, "Chỉ Văn phòng")
	wants(t, o.say(leadersChat, chairman, "/confirm 14").Text, "Chỉ Văn phòng")
	list := o.say(officeChat, officeClerk, "/confirm")
	entry := strings.TrimPrefix(dataOf(list, "Xác nhận 1"), "conf:")
	wants(t, o.sendsTap(none, justiceClerk, "conf:"+entry).Text, "Chỉ Văn phòng")
	wants(t, o.sendsTap(none, justiceClerk, "confa:0:"+entry).Text, "Chỉ Văn phòng")
	for _, data := range []string{"conf:x", "conf:999999", "confa:0", "confa:0:1:2", "confl:x"} {
		wants(t, o.sendsTap(o.say(officeChat, officeClerk, "/tasks"), officeClerk, data).Text, "không còn hiệu lực")
	}
	wants(t, o.sendsTap(list, officeClerk, "confa:0:999").Text, "Danh sách đã thay đổi")
	wants(t, o.say(strayChat, passerBy, "/confirm").Text, "chưa gắn")
	o.promote(officeChat, officeClerk)
	wants(t, o.as("anonymous", list, officeClerk, "/confirm").Text, "ẩn danh")
	if agree, differ := o.words(14); agree+differ != 0 {
		t.Errorf("%d and %d words were said", agree, differ)
	}
}

// Two of the office tap at once, in two chats: one word, and both get an answer that is true.
func TestConfirmTwiceAtOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-05-20 09:00")
	o.twoSignatures()
	o.enrol(officeClerk, "VPTK", plan.OfficeClerk)
	o.say(justiceChat, justiceClerk, "/update 14 tháng 5: 22/25")
	o.say(cultureChat, cultureClerk, "/update 14 tháng 5: 20/25")
	group := o.say(officeChat, operator, "/confirm")
	private := o.say(o.inPrivate(officeClerk), officeClerk, "/confirm")
	o.stop()
	var ids []string
	for _, tap := range []emulator.Tapping{
		{Chat: group.Chat, Message: group.ID, User: operator, Data: dataOf(group, "Xác nhận tất cả (2)")},
		{Chat: private.Chat, Message: private.ID, User: officeClerk, Data: dataOf(private, "Xác nhận tất cả (2)")},
		{Chat: group.Chat, Message: group.ID, User: operator, Data: dataOf(group, "Xác nhận tất cả (2)")},
	} {
		tapped, err := o.door.Tap(o.ctx(), tap)
		o.must(err)
		ids = append(ids, tapped.CallbackID)
	}
	o.start()
	var all []string
	for _, id := range ids {
		toast, err := o.door.Toast(o.ctx(), id, 10*time.Second)
		o.must(err)
		all = append(all, toast.Text)
	}
	said := fmt.Sprint(all)
	wants(t, said, "Đã xác nhận 2 số liệu", "2 số liệu đã được xác nhận trước đó")
	if agree, _ := o.words(14); agree != 2 {
		t.Errorf("%d words, want 2; said %s", agree, said)
	}
}
