package bot_test

import (
	"context"
	"testing"
	"time"

	"planbot/bot"
	"planbot/storage/plan"
)

// laborious is a store whose archive takes as long as a test wants.
type laborious struct {
	bot.Store
	begun chan struct{}
	done  chan struct{}
}

func (l laborious) Archive(ctx context.Context, commune int64, plans []int64, write func(plan.Archive) error) error {
	l.begun <- struct{}{}
	<-l.done
	return l.Store.Archive(ctx, commune, plans, write)
}

// What takes long begins after what was said before it, and the chat is answered while it goes on; the chat sees for
// as long that a file is coming.
func TestLongWorkBlocksNoChat(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.stop()
	slow := laborious{o.store, make(chan struct{}, 1), make(chan struct{})}
	o.startWith(func(in *bot.Inbox) { in.Bot.Store = slow })
	figure, err := o.door.Say(o.ctx(), officeChat, officeClerk, "/update 9 145/150")
	o.must(err)
	export, err := o.door.Say(o.ctx(), officeChat, officeClerk, "/export")
	o.must(err)
	<-slow.begun
	if got := o.counted(9, "a", "VPTK"); got != "145/150" {
		t.Errorf("the export begins with %q on record, want 145/150", got)
	}
	o.answer(officeChat, figure.MessageID)
	wants(t, o.say(officeChat, officeClerk, "/task 9").Text, "145/150")
	shown := func() int {
		requests, err := o.door.Requests(o.ctx(), "sendChatAction", 0)
		o.must(err)
		return len(requests)
	}
	for deadline := time.Now().Add(time.Minute); shown() < 2 && time.Now().Before(deadline); {
		time.Sleep(50 * time.Millisecond)
	}
	if shown() < 2 {
		t.Error("the chat is not shown any more that a file is coming")
	}
	close(slow.done)
	if files := o.files(officeChat, export.MessageID); len(files) != 1 {
		t.Errorf("%d files came, want the export", len(files))
	}
}
