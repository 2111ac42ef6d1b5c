package bot_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"planbot/bot"
	"planbot/bot/planfile"
	"planbot/bot/telegram"
	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
	"planbot/storage/sample"
)

// answersTo lists the bot's replies to one message, in order.
func (o *office) answersTo(chat int64, message int) []emulator.Msg {
	o.tb.Helper()
	all, err := o.door.Messages(o.ctx(), chat)
	o.must(err)
	return slices.DeleteFunc(all, func(m emulator.Msg) bool { return !m.From.IsBot || m.ReplyTo != message })
}

// fromBot lists what the bot said in a chat after a message.
func (o *office) fromBot(chat int64, after int) []emulator.Msg {
	o.tb.Helper()
	all, err := o.door.Messages(o.ctx(), chat)
	o.must(err)
	return slices.DeleteFunc(all, func(m emulator.Msg) bool { return !m.From.IsBot || m.Service != "" || m.ID <= after })
}

// sends has somebody write without waiting for an answer, and returns the message's id.
func (o *office) sends(in emulator.Sending) int {
	o.tb.Helper()
	sent, err := o.door.Send(o.ctx(), in)
	o.must(err)
	return sent.MessageID
}

// replies is sends for a reply.
func (o *office) replies(to emulator.Msg, user int64, text string) int {
	o.tb.Helper()
	return o.sends(emulator.Sending{Chat: to.Chat, Thread: to.Thread, User: user, Text: text, ReplyTo: to.ID})
}

// forge taps with data of the tester's making and returns the answer to the tap.
func (o *office) forge(m emulator.Msg, user int64, data string) emulator.Toast {
	o.tb.Helper()
	tapped, err := o.door.Tap(o.ctx(), emulator.Tapping{Chat: m.Chat, Message: m.ID, User: user, Data: data})
	o.must(err)
	toast, err := o.door.Toast(o.ctx(), tapped.CallbackID, 10*time.Second)
	o.must(err)
	if !toast.Answered {
		o.tb.Errorf("a tap with the data %q was not answered", data)
	}
	return toast
}

// fails has misfortune befall the bot's requests.
func (o *office) fails(f emulator.Fault) {
	o.tb.Helper()
	o.must(o.door.Fail(o.ctx(), f))
}

// until waits for what has no event of its own, looking again every few milliseconds.
func (o *office) until(what string, holds func() bool) {
	o.tb.Helper()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	late := time.After(20 * time.Second)
	for !holds() {
		select {
		case <-look.C:
		case <-late:
			o.tb.Fatalf("never came: %s", what)
		}
	}
}

// wantCounted holds what counts of a target against the only right value.
func (o *office) wantCounted(task int, unit, want string) {
	o.tb.Helper()
	if got := o.counted(task, "a", unit); got != want {
		o.tb.Errorf("task %d of %s counts %q, want %q", task, unit, got, want)
	}
}

// wantRecorded holds the number of entries that the first target of a task has ever had against the right one.
func (o *office) wantRecorded(task, want int) {
	o.tb.Helper()
	t, _ := o.plan.Task(task)
	changes, err := o.store.History(o.ctx(), []int64{t.Targets[0].ID}, 1000)
	o.must(err)
	if len(changes) != want {
		o.tb.Errorf("task %d has %d entries, want %d", task, len(changes), want)
	}
}

// unbound reports that a chat is bound to no unit.
func (o *office) unbound(chat int64) bool {
	o.tb.Helper()
	_, err := o.store.Place(o.ctx(), chat, 0, 0, o.day())
	if err != nil && !errors.Is(err, plan.ErrNotBound) {
		o.tb.Fatal(err)
	}
	return err != nil
}

// replan imports plan 27 again with a change.
func (o *office) replan(change func(*plan.Plan)) {
	o.tb.Helper()
	draft, err := planfile.Read("ke-hoach-27-2024.yaml", sample.Plan27())
	o.must(err)
	change(&draft.Plan)
	_, id, err := o.store.Import(o.ctx(), &draft.Plan, plan.Author{Name: "console"}, true, o.clock.Now())
	o.must(err)
	o.plan, err = o.store.Plan(o.ctx(), id, draft.Plan.Version)
	o.must(err)
}

// mute is a bot whose every word to Telegram is lost on the way, as when the process dies between its commit and its
// answer. tried is told of each attempt.
func mute(tried chan<- struct{}) func(*bot.Inbox) {
	return func(in *bot.Inbox) { in.Post = deaf{tried} }
}

type deaf struct{ tried chan<- struct{} }

var errNoWire = &telegram.TransientError{Method: "sendMessage", Err: errors.New("no route to host")}

func (d deaf) Send(context.Context, telegram.Outgoing) (telegram.Sent, error) {
	return telegram.Sent{}, d.lose()
}

func (d deaf) Edit(context.Context, telegram.Edit) error { return d.lose() }

func (d deaf) AnswerCallback(context.Context, string, string, bool) error { return d.lose() }

func (d deaf) lose() error {
	select {
	case d.tried <- struct{}{}:
	default:
	}
	return errNoWire
}

// dies has the bot do something and die before it can say so.
func (o *office) dies(act func()) {
	o.tb.Helper()
	tried := make(chan struct{}, 1)
	o.stop()
	o.startWith(mute(tried))
	act()
	select {
	case <-tried:
	case <-time.After(10 * time.Second):
		o.tb.Fatal("the bot never came to its answer")
	}
	o.stop()
}

func wantOne(tb testing.TB, what string, all []emulator.Msg) {
	tb.Helper()
	if len(all) != 1 {
		tb.Errorf("%s: %d messages, want one: %q", what, len(all), texts(all))
	}
}

func texts(all []emulator.Msg) []string {
	list := make([]string, len(all))
	for i, m := range all {
		list[i] = m.Text
	}
	return list
}

// codeLife is long enough for every test.
const codeLife = 10 * time.Minute

// report records a fraction of this month behind the bot's back.
func (o *office) report(target, unit, chat int64, message int, figure string) plan.Entry {
	o.tb.Helper()
	num, den, _ := strings.Cut(figure, "/")
	done, err := o.store.Record(o.ctx(), []plan.Report{{
		Commune: o.plan.Commune.ID, Plan: o.plan.ID,
		Slot:   plan.Slot{Target: target, Unit: unit, Period: plan.Period{Kind: plan.Month, Year: 2024, No: 6}},
		Figure: plan.Figure{Kind: plan.Fraction, Num: decimal.RequireFromString(num), Den: decimal.RequireFromString(den)},
		AsOf:   o.day(), Source: plan.Source{Chat: chat, Message: message}, Author: plan.Author{ID: financeClerk, Name: "Công chức Kế toán"},
	}}, o.clock.Now())
	o.must(err)
	return done[0].Entry
}
