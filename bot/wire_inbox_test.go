package bot_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"planbot/bot"
	"planbot/bot/telegram"
	"planbot/bot/telegram/emulator"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// poisoned is a store that fails for one person.
type poisoned struct {
	bot.Store
	person int64
}

func (p poisoned) Place(ctx context.Context, chat int64, thread int, person int64, day calendar.Date) (plan.Place, error) {
	if person == p.person {
		panic("poison \x00 \xff")
	}
	return p.Store.Place(ctx, chat, thread, person, day)
}

// An update that cannot be handled is given up after some tries. The person is told, other chats do not notice, and
// the chat goes on.
func TestWirePoison(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.stop()
	o.startWith(func(in *bot.Inbox) { in.Bot.Store = poisoned{in.Bot.Store, chairman} })
	poison := o.sends(emulator.Sending{Chat: leadersChat, User: chairman, Text: "/tasks"})
	after := o.sends(emulator.Sending{Chat: leadersChat, User: officeClerk, Text: "/tasks"})
	o.say(officeChat, officeClerk, "/tasks")
	if early := o.answersTo(leadersChat, after); len(early) != 0 {
		t.Errorf("the chat did not wait for its first message: %q", texts(early))
	}
	o.until("the chat goes on", func() bool { return len(o.answersTo(leadersChat, after)) == 1 })
	told := o.answersTo(leadersChat, poison)
	wantOne(t, "word of the failure", told)
	wants(t, told[0].Text, "Mã sự cố")
	o.settled()
	o.stop()
	o.start()
	o.settled()
	wantOne(t, "word of the failure after a restart", o.answersTo(leadersChat, poison))
}

// deadly is a store that ends whatever serves one person, as a process dies that runs out of memory: no error, nothing
// on record.
type deadly struct {
	bot.Store
	person int64
	died   chan<- struct{}
}

func (d deadly) Place(ctx context.Context, chat int64, thread int, person int64, day calendar.Date) (plan.Place, error) {
	if person == d.person {
		d.died <- struct{}{}
		runtime.Goexit()
	}
	return d.Store.Place(ctx, chat, thread, person, day)
}

// An update that the process dies of is given up after some starts. What waited behind it is answered, and a start
// counts against nothing that was not begun.
func TestWireDeadlyUpdate(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.stop()
	died := make(chan struct{}, 16)
	starts := func() { o.startWith(func(in *bot.Inbox) { in.Bot.Store = deadly{in.Bot.Store, chairman, died} }) }
	poison := o.sends(emulator.Sending{Chat: leadersChat, User: chairman, Text: "/tasks"})
	after := o.sends(emulator.Sending{Chat: leadersChat, User: officeClerk, Text: "/tasks"})
	for range 6 { // once as it comes, and five times as it is found
		starts()
		<-died
		o.stop()
	}
	starts()
	o.until("the chat goes on", func() bool { return len(o.answersTo(leadersChat, after)) == 1 })
	told := o.answersTo(leadersChat, poison)
	wantOne(t, "word of the failure", told)
	wants(t, told[0].Text, "Mã sự cố")
	o.settled()
	if len(died) != 0 {
		t.Error("it died once more")
	}
}

// Stopping in peace is nobody's fault: an update that Telegram could not be told the answer of waits for as many starts
// as it takes.
func TestWireStopsSpareUpdates(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	sent := 0
	o.dies(func() { sent = o.sends(emulator.Sending{Chat: officeChat, User: officeClerk, Text: "/tasks"}) })
	for range 7 {
		o.dies(func() {})
	}
	o.start()
	wants(t, o.answer(officeChat, sent).Text, "27/KH-UBND")
}

// Bytes that no database takes do not keep the updates that came with them from being stored.
func TestWireBrokenBytes(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	text := func(id int64, text string) telegram.Incoming {
		raw := fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"date":1717380000,"chat":{"id":%d,"type":"supergroup"},
			"from":{"id":%d,"first_name":"A\u0000B"},"text":"%s"}}`, id, id, officeChat, officeClerk, text)
		return telegram.Incoming{UpdateID: id, ChatID: officeChat, Raw: []byte(raw)}
	}
	o.must(o.inbox.Receive(o.ctx(), []telegram.Incoming{
		text(1, "\xff\xfe"), text(2, `/find \u0000`), text(3, `/update 9 145/150`), text(4, `\ud800`),
	}))
	o.settled()
	o.wantCounted(9, "VPTK", "145/150")
}

// Five hundred times the same question from one group are answered a few times, the last one surely, and no other
// group waits for it. Questions that only look alike are each answered.
func TestWireFloodOfQuestions(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.stop()
	var last int
	for range 500 {
		sent, err := o.sim.Say(justiceChat, justiceClerk, "/tasks@planbot_story")
		o.must(err)
		last = sent
	}
	other := o.sends(emulator.Sending{Chat: officeChat, User: officeClerk, Text: "/tasks"})
	mine := o.sends(emulator.Sending{Chat: justiceChat, User: justiceClerk, Text: "/whoami"})
	for range 6 {
		o.sends(emulator.Sending{Chat: justiceChat, User: justiceSecond, Text: "/whoami"})
	}
	o.start()
	o.answer(officeChat, other)
	o.settled()
	if n := len(o.fromBot(justiceChat, 0)); n > 250 {
		t.Errorf("%d answers to 500 equal questions", n)
	}
	wantOne(t, "answers to the last of 500", o.answersTo(justiceChat, last))
	wantOne(t, "answers to the same words of another person", o.answersTo(justiceChat, mine))
}

// stuck is a Telegram that takes nothing for one chat until it is freed.
type stuck struct {
	bot.Messenger
	chat int64
	free <-chan struct{}
}

func (s stuck) Send(ctx context.Context, m telegram.Outgoing) (telegram.Sent, error) {
	if m.Chat == s.chat {
		<-s.free
	}
	return s.Messenger.Send(ctx, m)
}

// However much one chat sends that cannot be answered yet, other chats are answered at once, before a restart and after
// it. All of it is answered in the end, in order.
func TestWireOneChatStarvesNobody(t *testing.T) {
	t.Parallel()
	const more = 4300 // than fits into memory
	o := newOffice(t, "2024-06-03 09:00")
	free := make(chan struct{})
	jams := func() {
		o.stop()
		o.startWith(func(in *bot.Inbox) { in.Post = stuck{in.Post, justiceChat, free} })
	}
	jams()
	from := int64(1_000_000)
	says := func(text string) telegram.Incoming {
		from++
		raw := fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"date":1717380000,"chat":{"id":%d,"type":"supergroup"},
			"from":{"id":%d,"first_name":"A"},"text":%q}}`, from, from, justiceChat, justiceClerk, text)
		return telegram.Incoming{UpdateID: from, ChatID: justiceChat, Raw: []byte(raw)}
	}
	flood := []telegram.Incoming{says("/whoami")}
	for range more {
		flood = append(flood, says("xin chào"))
	}
	flood[more/2] = says("/update 14 30/40")
	flood = append(flood, says("/update 14 31/40"))
	for batch := range slices.Chunk(flood, 100) {
		ctx, cancel := context.WithTimeout(o.ctx(), 10*time.Second)
		o.must(o.inbox.Receive(ctx, batch))
		cancel()
	}
	o.say(officeChat, officeClerk, "/whoami")
	go close(free) // or the answer under way would have its grace
	o.stop()
	free = make(chan struct{})
	jams()
	o.say(officeChat, officeClerk, "/whoami")
	close(free)
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		left, err := o.store.UnansweredIn(o.ctx(), justiceChat, 0, 1)
		o.must(err)
		if len(left) == 0 {
			break
		}
	}
	o.settled()
	o.wantCounted(14, "TPHT", "31/40")
	o.wantRecorded(14, 2)
}

// The same words about different messages are different questions.
func TestWireSameWordsDifferentQuestion(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	nine, sixteen := o.say(officeChat, officeClerk, "/task 9"), o.say(officeChat, officeClerk, "/task 16")
	o.stop()
	about := o.replies(nine, officeClerk, "/history")
	for range 6 {
		o.replies(sixteen, officeClerk, "/history")
	}
	o.start()
	o.settled()
	wantOne(t, "answers to the same words about another message", o.answersTo(officeChat, about))
}
