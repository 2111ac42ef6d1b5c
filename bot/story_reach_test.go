package bot_test

import (
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// reaches reports whether the next round would tell a chat something.
func (o *office) reaches(chat int64) bool {
	o.tb.Helper()
	w, err := o.store.Watch(o.ctx(), o.plan.ID, o.plan.Version, o.clock.Now())
	o.must(err)
	for _, to := range w.Reach {
		if to.Chat == chat {
			return to.Active
		}
	}
	return false
}

// A leader who never spoke to the bot cannot be told anything, until they press Start: then the plan is judged anew.
func TestLeaderStartsLate(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-05 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	b := o.bells()
	b.ring()
	notes := []plan.Note{{To: plan.Mailbox{Chat: chairman}, Kind: plan.LetterUrge}}
	o.must(o.store.Enqueue(o.ctx(), o.plan.Commune.ID, o.plan.ID, notes, plan.Source{Chat: officeChat, Message: 1}, plan.Author{Name: "console"}, o.clock.Now()))
	b.ring()
	if o.reaches(chairman) {
		t.Fatal("the Chairman, who never spoke to the bot, can be reached")
	}
	o.inPrivate(chairman)
	o.say(chairman, chairman, "/start")
	o.settled()
	if !o.reaches(chairman) {
		t.Error("the Chairman pressed Start and is not reached")
	}
	if next, due, err := o.store.NextRound(o.ctx()); err != nil || !due || next.After(o.clock.Now()) {
		t.Errorf("the plan is judged next at %v %v %v, want at once", next, due, err)
	}
}

// The operators hear within five minutes that a unit's group cannot be told anything any more, once a day: the bot was
// thrown out, or may not write.
func TestOperatorsHearOfSilentGroups(t *testing.T) {
	t.Parallel()
	for status, words := range map[string]string{"kicked": "bot đã bị đưa ra khỏi nhóm", "restricted": "bot không còn quyền gửi tin"} {
		t.Run(status, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, "2024-03-05 09:00")
			o.inPrivate(operator)
			b := o.bells()
			b.ring()
			for _, chat := range []int64{justiceChat, strayChat} {
				for _, s := range []string{status, "administrator", status} {
					o.must(o.door.Move(o.ctx(), emulator.Moving{Chat: chat, Status: s, By: operator}))
					o.settled()
				}
			}
			b.until(o.clock.Now().Add(5 * time.Minute).Format("2006-01-02 15:04"))
			told := o.saying(operator, words)
			if len(told) != 1 {
				t.Fatalf("the operator is told %q, want one message about the group that has a unit", told)
			}
			wants(t, told[0], "TP-HT", "Sơn Kỳ")
		})
	}
}

// A group that turns out to be gone when it is answered is lost as well.
func TestOperatorsHearOfAnAnswerRefused(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-05 09:00")
	o.inPrivate(operator)
	b := o.bells()
	b.ring()
	o.must(o.door.Fail(o.ctx(), emulator.Fault{Chat: justiceChat, Method: "sendMessage", Kind: "403"}))
	o.sends(emulator.Sending{Chat: justiceChat, User: justiceClerk, Text: "/tasks"})
	o.settled()
	b.ring()
	if told := o.saying(operator, "bot đã bị đưa ra khỏi nhóm"); len(told) != 1 {
		t.Errorf("the operator is told %q, want one message", told)
	}
}
