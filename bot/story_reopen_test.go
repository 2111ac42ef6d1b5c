package bot_test

import (
	"fmt"
	"testing"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// confirms has a unit declare a task done, and the office confirm it.
func (o *office) confirms(chat, clerk int64, task int) {
	o.tb.Helper()
	card := o.say(chat, clerk, fmt.Sprintf("/done %d", task))
	wants(o.tb, card.Text, "chờ Văn phòng xác nhận")
	all, err := o.store.OpenMatters(o.ctx(), o.plan.Commune.ID, o.plan.ID)
	o.must(err)
	for _, m := range all {
		o.sendsTap(emulator.Msg{Chat: officeChat, ID: o.last(officeChat).ID}, officeClerk, fmt.Sprintf("mat:%d:%d:confirm", m.ID, m.Version))
	}
}

// confirmedOf are the units whose declaration of a task is confirmed.
func (o *office) confirmedOf(task int) (codes []string) {
	o.tb.Helper()
	t, _ := o.plan.Task(task)
	all, err := o.store.Matters(o.ctx(), o.plan.Commune.ID, t.ID)
	o.must(err)
	for _, u := range o.plan.LeadingUnits(t) {
		if plan.Declared(all)[u.ID].State == plan.EndConfirmed {
			codes = append(codes, u.Code)
		}
	}
	return codes
}

// A task of several units is opened again for all of them, or for the one named; a unit that is through is told so.
func TestReopenOfSeveralUnits(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	o.say(officeChat, officeClerk, "/tasks")
	o.confirms(justiceChat, justiceClerk, 21)
	o.confirms(cultureChat, cultureClerk, 21)
	o.begin(officeChat)
	again := o.say(justiceChat, justiceClerk, "/done 21")
	wants(t, again.Text, "đã xác nhận hoàn thành phần việc", "còn chờ báo hoàn thành: VP-TK, TC-KT")
	wants(t, o.say(officeChat, officeClerk, "/done 21 mở lại").Text, "ghi lý do mở lại")
	wants(t, o.say(officeChat, officeClerk, "/done 21 mở lại TCKT thiếu kế hoạch").Text, "chưa được xác nhận")
	wants(t, o.say(officeChat, officeClerk, "/done 21 mở lại TPHT thiếu kế hoạch").Text, "“thiếu kế hoạch”")
	if got := fmt.Sprint(o.confirmedOf(21)); got != "[VHXH]" {
		t.Errorf("confirmed %s after one was opened", got)
	}
	o.confirms(justiceChat, justiceClerk, 21)
	o.confirms(officeChat, officeClerk, 21)
	o.confirms(financeChat, financeClerk, 21)
	wants(t, o.say(financeChat, financeClerk, "/done 21").Text, "đã được xác nhận hoàn thành")
	var sent int
	o.dies(func() {
		sent = o.sends(emulator.Sending{Chat: officeChat, User: officeClerk, Text: "/done 21 mở lại thiếu số hiệu"})
	})
	o.start()
	wants(t, o.answer(officeChat, sent).Text, "Bộ phận: VP-TK, TP-HT, VH-XH, TC-KT")
	o.settled()
	wantOne(t, "answers to one message about four units", o.answersTo(officeChat, sent))
	if got := o.confirmedOf(21); len(got) != 0 {
		t.Errorf("confirmed %v after all were opened", got)
	}
	wants(t, o.say(officeChat, officeClerk, "/done 21 mở lại thiếu số hiệu").Text, "chưa được xác nhận")
	o.transcript(officeChat, "reopen_several")
}
