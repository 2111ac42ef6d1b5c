package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"planbot/bot/message"
	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// InboxStore keeps updates until their answers are out.
type InboxStore interface {
	Receive(ctx context.Context, updates []plan.Received, now time.Time) ([]plan.Received, error)
	// Unanswered reads what is still to be answered, in order, at most so many of each chat; UnansweredIn what is newer
	// in one chat.
	Unanswered(ctx context.Context, each int) ([]plan.Received, error)
	UnansweredIn(ctx context.Context, chat, after int64, most int) ([]plan.Received, error)
	Finish(ctx context.Context, answered []plan.Answered, now time.Time) error
	Failed(ctx context.Context, update int64, cause error, most int, now time.Time) (parked bool, err error)
	CountTries(ctx context.Context, update int64, more int) error
}

// Inbox carries updates to the bot and its answers out: in order within a chat, chats side by side. An update is a
// row before Telegram may forget it and stays open until its answer is out, so a process may die anywhere between.
type Inbox struct {
	Bot     *Bot
	Store   InboxStore
	Post    Messenger
	Now     func() time.Time
	Log     *slog.Logger
	Handled func(kind, result string, took time.Duration) // told of every update; may be nil

	lanes  lanes
	ready  chan struct{} // closed once what an earlier process left open is queued
	finish chan finishing
}

const (
	mostTries   = 5                // before an update is parked
	patience    = time.Hour        // with Telegram, before its failures count as tries
	graceToStop = 10 * time.Second // for answers under way when the process is asked to stop
	graceOusted = time.Second      // and when another may answer already
)

// ErrOusted is the cause by which Run's context ends where another process may answer already.
var ErrOusted = errors.New("another process may answer")

// NewInbox makes an inbox. Run must be running for its updates to be answered.
func NewInbox(b *Bot, store InboxStore, post Messenger, log *slog.Logger) *Inbox {
	in := &Inbox{
		Bot: b, Store: store, Post: post, Now: b.Now, Log: log,
		ready:  make(chan struct{}),
		finish: make(chan finishing),
	}
	in.lanes = lanes{open: map[way]*lane{}, slow: in.takesLong}
	return in
}

// Receive stores updates for good and queues those that are new. It is what a poller calls before it confirms them.
// It waits until Run has taken up what was left open, or an update could be queued by both.
func (in *Inbox) Receive(ctx context.Context, updates []telegram.Incoming) error {
	select {
	case <-in.ready:
	case <-ctx.Done():
		return ctx.Err()
	}
	rows := make([]plan.Received, len(updates))
	for i, u := range updates {
		rows[i] = plan.Received{Update: u.UpdateID, Chat: u.ChatID, Raw: string(u.Raw)}
	}
	fresh, err := in.Store.Receive(ctx, rows, in.Now())
	if err != nil {
		return err
	}
	for _, u := range fresh {
		in.lanes.push(u)
	}
	return nil
}

// Run answers updates until ctx ends, beginning with what an earlier process left open. Answers under way get a
// moment to go out, a short one where the cause is ErrOusted: what is not out then is left to the other process.
func (in *Inbox) Run(ctx context.Context) error {
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	var finisher sync.WaitGroup
	finisher.Go(func() { in.finishAll(work) })
	in.lanes.start(
		func(u plan.Received, rest []plan.Received) { in.serve(work, ctx.Done(), u, rest) },
		func(chat, after int64) ([]plan.Received, error) { return in.fetch(work, ctx.Done(), chat, after) },
	)
	left, err := in.Store.Unanswered(ctx, mostOfAChat+1) // by one more than a lane takes it knows that it left some
	if err != nil {
		return fmt.Errorf("take up open updates: %w", err)
	}
	for _, u := range left {
		in.lanes.push(u)
	}
	close(in.ready)
	<-ctx.Done()
	grace := graceToStop
	if errors.Is(context.Cause(ctx), ErrOusted) {
		grace = graceOusted
	}
	in.lanes.drain(grace)
	stop()
	finisher.Wait()
	return nil
}

// serve answers one update, trying again until it is out or given up. Once the process is asked to stop it is not
// tried again: the row stays open.
func (in *Inbox) serve(ctx context.Context, stopping <-chan struct{}, row plan.Received, rest []plan.Received) {
	start := time.Now()
	u, err := telegram.Decode([]byte(row.Raw))
	if err != nil {
		in.giveUp(ctx, row, telegram.Update{}, err, 1)
		return
	}
	if in.repeatedLater(u, rest) {
		in.finished(ctx, plan.Answered{Update: row.Update})
		return
	}
	if row.Left && !in.begin(ctx, row, u) {
		in.observe(u, "parked", start)
		return
	}
	var out delivery
	for try := row.Tries; ; try++ {
		err := in.attempt(ctx, u, rest, &out)
		switch {
		case err == nil:
			in.finished(ctx, plan.Answered{Update: row.Update, Posted: out.posted})
			in.observe(u, "ok", start)
			return
		case ctx.Err() != nil:
			return
		case mayPass(err, time.Since(start)):
			in.Log.Warn("update not answered yet", "update", row.Update, "chat", row.Chat, "err", err)
		case in.giveUp(ctx, row, u, err, triesFor(err)):
			in.observe(u, "parked", start)
			return
		}
		if !sleep(stopping, backoff(err, try)) {
			in.spare(ctx, row)
			return
		}
	}
}

// mayPass reports a failure that says nothing about the update: Telegram asks to wait, does not accept our token, or
// is out of reach, which it may be for a while.
func mayPass(err error, tried time.Duration) bool {
	return telegram.IsFlood(err) || telegram.IsAuth(err) || (telegram.IsTransient(err) && tried < patience)
}

// triesFor is how often an update is tried: what Telegram refuses for good it will refuse again.
func triesFor(err error) int {
	var refused *telegram.APIError
	if errors.As(err, &refused) && refused.Code < http.StatusInternalServerError {
		return 1
	}
	return mostTries
}

// attempt handles an update and delivers the answer. A panic is a failure like any other: the chat goes on.
func (in *Inbox) attempt(ctx context.Context, u telegram.Update, rest []plan.Received, out *delivery) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	defer in.showBusy(ctx, u)()
	answer, err := in.Bot.Handle(ctx, u)
	if err != nil {
		return err
	}
	if albumGoesOn(u, rest) {
		answer = answer.withoutPartial()
	}
	return in.deliver(ctx, answer, out)
}

// giveUp notes a failure. Once an update is parked its chat is told, with a code that stands in the log too.
func (in *Inbox) giveUp(ctx context.Context, row plan.Received, u telegram.Update, cause error, most int) (parked bool) {
	in.Log.Error("update not answered", "update", row.Update, "chat", row.Chat, "err", cause)
	parked, err := in.Store.Failed(ctx, row.Update, cause, most, in.Now())
	if err != nil {
		in.Log.Error("failure not noted", "update", row.Update, "err", err)
		return false
	}
	if parked && (u.Message != nil || u.CallbackQuery != nil) {
		t := &turn{update: u}
		answer, _ := t.say(message.Trouble(fmt.Sprint(row.Update)))
		if u.CallbackQuery != nil {
			answer.Query = u.CallbackQuery.ID
		}
		if err := in.deliver(ctx, answer, &delivery{}); err != nil {
			in.Log.Error("trouble not told", "update", row.Update, "err", err)
		}
	}
	return parked
}

func (in *Inbox) observe(u telegram.Update, result string, start time.Time) {
	if in.Handled != nil {
		in.Handled(u.Kind(), result, time.Since(start))
	}
}

// backoff is how long to wait before the next try: what Telegram asks, else longer each time.
func backoff(err error, try int) time.Duration {
	if wait := telegram.RetryAfter(err); wait > 0 {
		return wait
	}
	return min(time.Second<<min(try, 5), 30*time.Second)
}

func sleep(stop <-chan struct{}, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-stop:
		return false
	}
}

// repeatedLater reports whether the same person asks the same again further back in the chat's lane: of 500 "/tasks"
// in a minute only the last is answered. Figures are never left out.
func (in *Inbox) repeatedLater(u telegram.Update, rest []plan.Received) bool {
	const flood = 4
	if len(rest) < flood || u.Message == nil {
		return false
	}
	if !callOf(u, in.Bot.Me.Username).reads {
		return false
	}
	for _, row := range rest {
		later, err := telegram.Decode([]byte(row.Raw))
		if err == nil && sameQuestion(u, later) {
			return true
		}
	}
	return false
}

// sameQuestion reports whether two messages want the same answer in the same place.
func sameQuestion(a, b telegram.Update) bool {
	return b.Message != nil && a.Message.Text == b.Message.Text && a.Sender().ID == b.Sender().ID &&
		a.Thread() == b.Thread() && repliedTo(a) == repliedTo(b)
}

func repliedTo(u telegram.Update) int {
	if to := u.ReplyTo(); to != nil {
		return to.ID
	}
	return 0
}
