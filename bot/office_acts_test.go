package bot_test

import (
	"regexp"
	"time"

	"planbot/bot/telegram/emulator"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// inPrivate opens somebody's private chat with the bot; its id is the person's.
func (o *office) inPrivate(user int64) int64 {
	o.tb.Helper()
	_, err := o.door.AddChat(o.ctx(), emulator.NewChat{Type: "private", User: user})
	o.must(err)
	return user
}

// enrol puts somebody on the list of a unit's staff.
func (o *office) enrol(user int64, unit string, role plan.Role) {
	o.tb.Helper()
	u, ok := o.plan.Unit(unit)
	if !ok {
		o.tb.Fatalf("no unit %s", unit)
	}
	tie := plan.Membership{Unit: u.ID, Role: role}
	o.must(o.store.AddStaff(o.ctx(), o.plan.Commune.ID, user, "", tie, calendar.NewDate(o.plan.Year, 1, 1)))
}

// registered has the commune take figures from known staff only.
func (o *office) registered() {
	o.tb.Helper()
	draft := *o.plan
	draft.Commune.Reporting = plan.Registered
	_, _, err := o.store.Import(o.ctx(), &draft, plan.Author{Name: "console"}, true, o.clock.Now())
	o.must(err)
}

// as has somebody write under a mask: "anonymous", "channel" or "linked".
func (o *office) as(mask string, to emulator.Msg, user int64, text string) emulator.Msg {
	o.tb.Helper()
	sent, err := o.door.Send(o.ctx(), emulator.Sending{Chat: to.Chat, User: user, Text: text, ReplyTo: to.ID, As: mask})
	o.must(err)
	return o.answer(to.Chat, sent.MessageID)
}

// join has people enter a group.
func (o *office) join(chat int64, users ...int64) {
	o.tb.Helper()
	for _, user := range users {
		o.must(o.door.Move(o.ctx(), emulator.Moving{Chat: chat, User: user, Status: "member"}))
	}
	o.settled()
}

// promote makes somebody an administrator of a group, as anonymous writers must be.
func (o *office) promote(chat, user int64) {
	o.tb.Helper()
	o.must(o.door.Move(o.ctx(), emulator.Moving{Chat: chat, User: user, Status: "administrator"}))
}

// edits has somebody correct the message that the bot answered, and returns the new answer.
func (o *office) edits(answered emulator.Msg, user int64, text string) emulator.Msg {
	o.tb.Helper()
	last := o.last(answered.Chat)
	o.editsUnheard(answered, user, text)
	return o.answer(answered.Chat, last.ID)
}

// editsUnheard is an edit that the bot has nothing to say to.
func (o *office) editsUnheard(answered emulator.Msg, user int64, text string) {
	o.tb.Helper()
	_, err := o.door.Edit(o.ctx(), emulator.Editing{Chat: answered.Chat, Message: answered.ReplyTo, User: user, Text: text})
	o.must(err)
}

// tapAll has people tap before the bot, which was away, can answer any of them.
func (o *office) tapAll(m emulator.Msg, taps ...emulator.Tapping) []emulator.Toast {
	o.tb.Helper()
	o.stop()
	ids := make([]string, len(taps))
	for i, tap := range taps {
		tap.Chat, tap.Message = m.Chat, m.ID
		tapped, err := o.door.Tap(o.ctx(), tap)
		o.must(err)
		ids[i] = tapped.CallbackID
	}
	o.start()
	toasts := make([]emulator.Toast, len(taps))
	for i, id := range ids {
		toast, err := o.door.Toast(o.ctx(), id, 10*time.Second)
		o.must(err)
		toasts[i] = toast
	}
	return toasts
}

// unheard has somebody say what the bot must keep quiet about.
func (o *office) unheard(chat, user int64, text string) {
	o.tb.Helper()
	sent, err := o.door.Say(o.ctx(), chat, user, text)
	o.must(err)
	o.settled()
	if last := o.last(chat); last.ID != sent.MessageID {
		o.tb.Errorf("after %q the bot said:\n%s\nwant silence", text, last.Text)
	}
}

// last is the newest message of a chat.
func (o *office) last(chat int64) emulator.Msg {
	o.tb.Helper()
	o.settled()
	all, err := o.door.Messages(o.ctx(), chat)
	o.must(err)
	return all[len(all)-1]
}

// later lets time pass.
func (o *office) later(by time.Duration) {
	o.tb.Helper()
	_, err := o.door.Advance(o.ctx(), by)
	o.must(err)
}

// counts fails unless this is what counts of a target of a unit; "" is nothing.
func (o *office) counts(task int, mark, unit, want string) {
	o.tb.Helper()
	o.settled()
	if got := o.counted(task, mark, unit); got != want {
		o.tb.Errorf("task %d%s of %s counts %q, want %q", task, mark, unit, got, want)
	}
}

var bindCode = regexp.MustCompile(`G-[0-9A-Z]{8}`)

// codeIn is the one-time code that a message hands out.
func (o *office) codeIn(m emulator.Msg) string {
	o.tb.Helper()
	code := bindCode.FindString(m.Text)
	if code == "" {
		o.tb.Fatalf("no code in:\n%s", m.Text)
	}
	return code
}

// sendsTap has somebody tap with data of their own making, as a hostile client can, and returns the toast.
func (o *office) sendsTap(m emulator.Msg, user int64, data string) emulator.Toast {
	o.tb.Helper()
	tapped, err := o.door.Tap(o.ctx(), emulator.Tapping{Chat: m.Chat, Message: m.ID, User: user, Data: data})
	o.must(err)
	toast, err := o.door.Toast(o.ctx(), tapped.CallbackID, 10*time.Second)
	o.must(err)
	return toast
}

// dataOf is what the button with a label sends, "" where there is no such button.
func dataOf(m emulator.Msg, label string) string {
	for _, row := range m.Buttons {
		for _, b := range row {
			if b.Text == label {
				return b.Data
			}
		}
	}
	return ""
}
