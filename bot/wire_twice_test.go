package bot_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"planbot/bot/telegram/emulator"
	"planbot/storage/calendar"
)

func (o *office) day() calendar.Date { return calendar.DateOf(o.clock.Now().In(calendar.Zone)) }

// Telegram may deliver an update again, and a phone sends a tap again whose answer it missed.
func TestWireTwice(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")
	sent := o.replies(list, officeClerk, "9: 145/150")
	answer := o.answer(officeChat, sent)
	o.settled()
	for _, backwards := range []bool{false, true} {
		o.must(o.door.Redeliver(o.ctx(), 10, backwards))
		o.settled()
	}
	wantOne(t, "answers to a figure that came three times", o.answersTo(officeChat, sent))
	o.wantRecorded(9, 1)

	undo := answer.Buttons[0][0].Data
	first, again := o.forge(answer, officeClerk, undo), o.forge(answer, officeClerk, undo)
	if first != again {
		t.Errorf("the second tap was answered %+v, want %+v as the first", again, first)
	}
	o.settled()
	o.wantRecorded(9, 2)
	wantOne(t, "what two equal taps led to", o.fromBot(officeChat, answer.ID))
}

// A question that is answered twice is answered the same way.
func TestWirePickTwice(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")
	question := o.reply(list, officeClerk, "9: 160/150")
	pick := question.Buttons[0][0].Data
	first, again := o.forge(question, officeClerk, pick), o.forge(question, officeClerk, pick)
	if first != again {
		t.Errorf("the second tap was answered %+v, want %+v as the first", again, first)
	}
	o.settled()
	o.wantRecorded(9, 1)
	o.wantCounted(9, "VPTK", "160/150")
}

// backwards has the bot see the updates of what happens in reverse.
func (o *office) backwards(count int, happens func()) {
	o.tb.Helper()
	o.stop()
	happens()
	o.must(o.door.Redeliver(o.ctx(), count, true))
	o.start()
	o.settled()
}

// The later message counts, and the later version of a message, whichever comes first.
func TestWireReordered(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")

	var older, newer int
	o.backwards(2, func() {
		older = o.replies(list, officeClerk, "9: 145/150")
		newer = o.replies(list, officeClerk, "9: 146/150")
	})
	o.wantCounted(9, "VPTK", "146/150")
	wantOne(t, "answers to the older", o.answersTo(officeChat, older))
	wantOne(t, "answers to the newer", o.answersTo(officeChat, newer))

	var sent int
	o.backwards(2, func() {
		sent = o.replies(list, officeClerk, "9: 147/150")
		o.edit(officeChat, sent, officeClerk, "9: 148/150")
	})
	o.wantCounted(9, "VPTK", "148/150")

	o.backwards(2, func() { // the edit moves the figure to another task
		sent = o.replies(list, officeClerk, "16: 40/40")
		o.edit(officeChat, sent, officeClerk, "15: 40/40")
	})
	o.wantCounted(16, "VPTK", "")
	o.wantCounted(15, "VPTK", "40/40")
}

func (o *office) edit(chat int64, message int, user int64, text string) {
	o.tb.Helper()
	_, err := o.door.Edit(o.ctx(), emulator.Editing{Chat: chat, Message: message, User: user, Text: text})
	o.must(err)
}

// Fifty people answer at once in four groups, and one task of one list many times over. Each is answered once, each
// figure is kept once, and the last message of a chat about a task is what counts.
func TestWireManyAtOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	units := map[int64]string{officeChat: "VPTK", justiceChat: "TPHT", cultureChat: "VHXH", financeChat: "TCKT"}
	lists := map[int64]emulator.Msg{}
	var chats []int64
	for chat := range units {
		member := map[int64]int64{officeChat: officeClerk, justiceChat: justiceClerk, cultureChat: cultureClerk, financeChat: financeClerk}[chat]
		lists[chat] = o.say(chat, member, "/tasks")
		chats = append(chats, chat)
	}
	const people = 50
	for i := range people {
		id := int64(5000 + i)
		_, err := o.door.AddUser(o.ctx(), emulator.User{ID: id, FirstName: fmt.Sprint("Cán bộ ", i)})
		o.must(err)
		o.must(o.door.Move(o.ctx(), emulator.Moving{Chat: chats[i%4], User: id, Status: "member"}))
	}

	type said struct {
		message int
		figure  string
	}
	var mu sync.Mutex
	var all sync.WaitGroup
	last := map[int64]said{} // the reference: the highest message id of each chat
	sent := map[int64][]int{}
	for i := range people {
		all.Go(func() {
			chat := chats[i%4]
			for range 2 {
				figure := fmt.Sprintf("%d/150", 140+rand.N(10))
				reply, err := o.door.Reply(o.ctx(), lists[chat], int64(5000+i), "14: "+figure)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				sent[chat] = append(sent[chat], reply.MessageID)
				if reply.MessageID > last[chat].message {
					last[chat] = said{reply.MessageID, figure}
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	o.settled()
	o.wantRecorded(14, 2*people)
	for chat, unit := range units {
		o.wantCounted(14, unit, last[chat].figure)
		for _, message := range sent[chat] {
			wantOne(t, "answers to one of many", o.answersTo(chat, message))
		}
	}
}
