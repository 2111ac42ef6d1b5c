package alert

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"time"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// Senders is how many chats a dispatcher serves at once where nothing else is said.
const Senders = 8

// Dispatcher carries letters to the phones. It claims one chat after another, decides what of its letters is still
// worth telling, makes the words, sends, and writes down what became of each message before it turns to the next.
// Several dispatchers may run side by side: a chat has one sender at a time.
type Dispatcher struct {
	Store  Outbox
	Post   Messenger
	Now    func() time.Time
	Gather time.Duration // how long a chat's letters wait for each other: 1 minute by default
	Spread time.Duration // over how long after the morning digests are spread, as Daily has it
	// Workers is how many chats are served at once, Senders by default. Answers to people go through the same send limit
	// and before every letter that waits there, so a storm of alerts delays an answer by the next free moment, however
	// many workers there are: a fraction of a second. A call that hangs on a dead line has passed the limit
	// already: its place goes to another chat.
	Workers int
	Log     *slog.Logger

	Sent    func(lag time.Duration, kind string)                      // told of every letter that arrived; may be nil
	Trouble func(ctx context.Context, key string, about plan.Payload) // tells the operators, once a key; may be nil
	Point   func(name string)                                         // called at the named points; may be nil

	Pace    Pace
	Slow    time.Duration // how long a call is on the wire before its place goes to another chat: 1 s by default
	Timeout time.Duration // of one call to Telegram: 15 s by default
	Lease   time.Duration // how long a claimed chat is ours: plan.ClaimLease by default, as the database has it
	Grace   time.Duration // for a call under way when ctx ends: 10 s by default

	retries retries
	sort    func(plan.Mail, time.Time) plan.Sorting                      // of tests; nil: plan.Mail.Sort
	compose func(plan.Mail, []plan.Letter, time.Time) []message.Composed // of tests; nil: message.Letters
}

func (d *Dispatcher) slow() time.Duration    { return cmp.Or(d.Slow, time.Second) }
func (d *Dispatcher) timeout() time.Duration { return cmp.Or(d.Timeout, 15*time.Second) }
func (d *Dispatcher) lease() time.Duration   { return cmp.Or(d.Lease, plan.ClaimLease) }
func (d *Dispatcher) grace() time.Duration   { return cmp.Or(d.Grace, 10*time.Second) }
func (d *Dispatcher) gather() time.Duration  { return cmp.Or(d.Gather, time.Minute) }
func (d *Dispatcher) workers() int           { return cmp.Or(d.Workers, Senders) }

// Round sends until nothing more is ready, and returns how many messages arrived. An error is one of claiming; what
// fails in a chat is on record there.
func (d *Dispatcher) Round(ctx context.Context) (sent int, err error) {
	c := newCrew(d.workers(), d.slow())
	for {
		claimed, err := d.handOut(ctx, c)
		c.wait()
		if err != nil || claimed == 0 {
			return c.sent(), err
		}
	}
}

// Run sends for ever, until ctx ends: when the next chat is ready, when it is woken, and now and then anyway. A slow
// chat holds nobody up. Calls under way get a moment to end.
func (d *Dispatcher) Run(ctx context.Context, wake <-chan struct{}) {
	c := newCrew(d.workers(), d.slow())
	defer c.wait()
	for ctx.Err() == nil {
		if _, err := d.handOut(ctx, c); err != nil {
			complain(ctx, d.Log, "letters not claimed, trying again", err)
			d.Pace.rest(ctx, d.Pace.trouble(), wake, nil)
			continue
		}
		d.Pace.rest(ctx, d.untilNext(ctx), wake, c.finished)
	}
}

// handOut claims chats for as many workers as are free, until no chat is ready or ctx ends.
func (d *Dispatcher) handOut(ctx context.Context, c *crew) (claimed int, err error) {
	for {
		free := c.take(ctx)
		if free == 0 {
			return claimed, nil
		}
		began := time.Now()
		mails, err := d.claim(ctx, free)
		c.giveBack(free - len(mails))
		claimed += len(mails)
		for _, m := range mails {
			c.work(d.Log, func(p place) int { return d.carry(ctx, m, p, began) })
		}
		if err != nil {
			return claimed, fmt.Errorf("claim letters: %w", err)
		}
		if len(mails) == 0 {
			return claimed, nil
		}
	}
}

// claim goes on when ctx ends: a claim that nobody hears of would close its chats for the length of the lease.
func (d *Dispatcher) claim(ctx context.Context, most int) ([]plan.Mail, error) {
	at(d.Point, PointClaiming)
	ctx, cancel := marking(ctx)
	defer cancel()
	mails, err := d.Store.Claim(ctx, d.Now(), d.gather(), most)
	for i := range mails {
		mails[i].Spread = d.Spread
	}
	return mails, err
}

func (d *Dispatcher) untilNext(ctx context.Context) time.Duration {
	wait := min(d.Pace.most(), d.retries.next())
	next, ok, err := d.Store.NextMail(ctx, d.gather())
	switch {
	case err != nil:
		complain(ctx, d.Log, "next letter not known", err)
		return min(wait, d.Pace.trouble())
	case !ok:
		return wait
	}
	return min(wait, next.Sub(d.Now()))
}
