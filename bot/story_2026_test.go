package bot_test

import (
	"testing"

	"planbot/storage/plan"
	"planbot/storage/sample"
)

// The chats of the second commune.
const (
	otherOfficeChat = -1000000000021
	otherCentreChat = -1000000000022
)

// A later commune with other units, targets, cut-off and rules works in its own chats, and neither commune's
// people, codes or figures reach the other.
func TestAnotherCommune(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2026-06-22 09:00")
	o.say(officeChat, officeClerk, "/tasks")
	o.transcript(officeChat, "2026_after_the_reform")
	o.plan = o.load("ke-hoach-mau-2026.yaml", sample.Commune2026())
	o.group(otherOfficeChat, "Văn phòng xã Minh Họa", "VP", passerBy, cultureClerk)
	o.group(otherCentreChat, "Trung tâm", "TTPVHCC", justiceSecond)
	for _, chat := range []int64{otherOfficeChat, otherCentreChat} {
		o.answer(chat, 0)
		o.begin(chat)
	}
	o.enrol(justiceSecond, "TTPVHCC", plan.Head)
	o.enrol(passerBy, "VP", plan.OfficeClerk)
	list := o.say(otherCentreChat, justiceSecond, "/tasks")
	o.reply(list, justiceSecond, "6: 640/650\n11: 84/100\n5b: 1 phương án")
	o.counts(6, "a", "TTPVHCC", "640/650")
	o.reply(list, justiceSecond, "5a: xong")
	o.transcript(otherCentreChat, "2026_centre")
	o.say(otherOfficeChat, cultureClerk, "/update 4 12/12")
	o.say(otherOfficeChat, passerBy, "/update 11 KT 90/100")
	o.say(otherOfficeChat, passerBy, "/update 10 1.250.000.000")
	o.say(otherOfficeChat, passerBy, "/task 11")
	o.say(otherOfficeChat, passerBy, "/task 9")
	wants(t, o.say(otherOfficeChat, passerBy, "/score").Text, "13 tiêu chí", "/19 điểm")
	code := o.codeIn(o.say(otherOfficeChat, passerBy, "/bind KT"))
	o.transcript(otherOfficeChat, "2026_office")
	o.begin(financeChat)
	o.say(financeChat, financeClerk, "/bind "+code)
	o.transcript(financeChat, "2026_code_elsewhere")
}
