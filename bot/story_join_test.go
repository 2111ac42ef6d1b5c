package bot_test

import (
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// quiet hangs up the bells and lets the first morning's alerts go by, so that a story begins with nothing to tell.
func (o *office) quiet(chats ...int64) *bells {
	o.tb.Helper()
	b := o.bells()
	b.ring()
	for _, chat := range chats {
		o.settled()
		o.begin(chat)
	}
	return b
}

// Somebody asks in the unit's group, the office decides with a tap, and the one who asked is told where they asked.
func TestJoinByRequest(t *testing.T) {
	t.Parallel()
	o := staffed(t, "2024-06-03 09:00")
	b := o.quiet(officeChat, justiceChat)
	o.say(justiceChat, justiceSecond, "/join")
	o.say(justiceChat, justiceSecond, "/thamgia")
	b.ring()
	asked := o.last(officeChat)
	for _, user := range []int64{justiceSecond, passerBy, chairman} {
		o.press(asked, user, "Đồng ý")
	}
	o.press(asked, officeClerk, "Đồng ý")
	o.press(asked, officeClerk, "Không")
	b.ring()
	o.sendsTap(asked, officeClerk, dataOf(asked, "Đồng ý"))
	o.say(justiceChat, justiceSecond, "/join")
	wants(t, o.say(justiceChat, justiceSecond, "/whoami").Text, "công chức, Bộ phận Tư pháp")
	o.story(officeChat, "join_request_office")
	o.story(justiceChat, "join_request_unit")
}

// In private a stranger names the commune and the unit; a refusal reaches them there. Those on record name the unit
// alone. Nobody becomes a leader by asking, and nobody may have many requests open.
func TestJoinByRequestInPrivate(t *testing.T) {
	t.Parallel()
	o := staffed(t, "2024-06-03 09:00")
	b := o.quiet(officeChat)
	o.inPrivate(passerBy)
	for _, text := range []string{"/join KHONGCO", "/join sonky/KHONGCO", "/join sonky/UBNDX", "/join sonky/TPHT", "/join TPHT"} {
		o.say(passerBy, passerBy, text)
	}
	b.ring()
	o.press(o.last(officeChat), officeClerk, "Không")
	b.ring()
	o.settled()
	o.say(passerBy, passerBy, "/tasks")
	for _, unit := range []string{"TPHT", "VHXH", "TCKT", "MOTCUA"} {
		o.say(passerBy, passerBy, "/join sonky/"+unit)
	}
	b.ring()
	o.story(passerBy, "join_request_stranger")
	o.press(o.last(officeChat), officeClerk, "Đồng ý: Người qua đường · VHXH")
	b.ring()
	o.story(officeChat, "join_request_several")
	o.inPrivate(cultureClerk)
	o.say(cultureClerk, cultureClerk, "/join TPHT")
	o.story(cultureClerk, "join_request_second_unit")
}

// Of two of the office who tap at once one decides, and the other is told; a request is decided once after a restart
// too.
func TestJoinDecidedAtOnce(t *testing.T) {
	t.Parallel()
	o := staffed(t, "2024-06-03 09:00")
	b := o.quiet(officeChat)
	second := int64(passerBy)
	o.join(officeChat, second)
	o.admits(second, "Công chức Văn phòng thứ hai", "VPTK", plan.OfficeClerk)
	o.say(justiceChat, justiceSecond, "/join")
	b.ring()
	asked := o.last(officeChat)
	toasts := o.tapAll(asked, emulator.Tapping{User: officeClerk, Data: dataOf(asked, "Đồng ý")}, emulator.Tapping{User: second, Data: dataOf(asked, "Không")})
	won, lost := 0, 0
	for _, toast := range toasts {
		switch {
		case toast.Alert:
			wants(t, toast.Text, "Đề nghị này đã được")
			lost++
		default:
			won++
		}
	}
	if won != 1 || lost != 1 {
		t.Errorf("%d decided and %d were told: %+v", won, lost, toasts)
	}
	b.ring()
	if said := o.saying(justiceChat, "Văn phòng"); len(said) == 0 {
		t.Error("the one who asked was not told")
	}
}

// What waits overnight is not sent when it was decided meanwhile; where the office has no chat, that is said.
func TestJoinRequestOvertaken(t *testing.T) {
	t.Parallel()
	o := staffed(t, "2024-06-03 20:00")
	b := o.quiet(officeChat, justiceChat)
	o.say(justiceChat, justiceSecond, "/join")
	b.ring()
	if said := o.saying(officeChat, "Đề nghị ghi tên"); len(said) != 0 {
		t.Errorf("the office was told at night: %q", said)
	}
	_, _, err := o.store.DecideJoin(o.ctx(), o.plan.Commune.ID, 1, true, plan.Author{ID: officeClerk, Name: "Công chức Văn phòng"}, plan.Source{}, o.clock.Now())
	o.must(err)
	b.until("2024-06-04 09:00")
	if said := o.saying(officeChat, "Đề nghị ghi tên"); len(said) != 0 {
		t.Errorf("the office was asked what was decided: %q", said)
	}
	if said := o.saying(justiceChat, "Văn phòng đã ghi tên"); len(said) != 1 {
		t.Errorf("the one who asked was told %d times, want once", len(said))
	}
	o.join(justiceChat, passerBy)
	o.must(o.store.Unbind(o.ctx(), plan.Binding{Chat: officeChat}, o.clock.Now()))
	wants(t, o.say(justiceChat, passerBy, "/join").Text, "Văn phòng chưa có nhóm liên lạc được")
}

// The office moves what somebody has taken up to a successor; both, and only of one unit. The messages show who has it.
func TestHandover(t *testing.T) {
	t.Parallel()
	o := staffed(t, "2024-03-18 08:00")
	o.admits(justiceSecond, "Công chức Hộ tịch", "TPHT", plan.Clerk)
	o.join(justiceChat, passerBy)
	b := o.bells()
	b.until("2024-03-18 09:00")
	o.say(justiceChat, justiceClerk, "/pending 3 7h45")
	b.until("2024-03-18 16:00")
	warned := o.last(justiceChat)
	o.begin(justiceChat)
	o.begin(officeChat)
	o.press(warned, justiceClerk, "✋ Đã nhận việc")
	b.ring()
	for _, text := range []string{"/handover", "/handover 2 4", "/handover 2 2", "/handover 2 77", "/handover 2 6", "/handover 2 6"} {
		o.say(officeChat, officeClerk, text)
	}
	b.ring()
	o.story(officeChat, "handover_office")
	wants(t, o.current(warned).Text, "Công chức Hộ tịch")
	for _, said := range []struct {
		user int64
		text string
	}{{justiceClerk, "/handover 6 2"}, {passerBy, "/handover 2"}, {justiceSecond, "/bangiao 2"}} {
		o.say(justiceChat, said.user, said.text)
	}
	b.ring()
	o.later(time.Minute)
	o.story(justiceChat, "handover_unit")
	o.press(o.say(officeChat, officeClerk, "/members 2 nghỉ"), officeClerk, "Kết thúc phân công")
}
