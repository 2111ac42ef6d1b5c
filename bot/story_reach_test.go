package bot_test

import (
	"testing"

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
