package bot

import (
	"context"
	"time"

	"planbot/storage/plan"
)

// finishing is an answered update on its way to being closed.
type finishing struct {
	answered plan.Answered
	done     chan struct{}
}

// finished closes an update. It returns once that is on record, so that the next update of the chat finds the
// messages that this one was answered by.
func (in *Inbox) finished(ctx context.Context, a plan.Answered) {
	f := finishing{answered: withoutStrangers(a), done: make(chan struct{})}
	select {
	case in.finish <- f:
		<-f.done
	case <-ctx.Done():
	}
}

// withoutStrangers leaves out messages to chats of no commune: there is nothing to remember about them.
func withoutStrangers(a plan.Answered) plan.Answered {
	kept := a.Posted[:0:0]
	for _, p := range a.Posted {
		if p.Commune != 0 {
			kept = append(kept, p)
		}
	}
	a.Posted = kept
	return a
}

// mostTogether bounds one statement.
const mostTogether = 256

// finishAll closes updates in batches: while one batch is being committed the next gathers, so a lone update waits
// for nothing and many share one commit.
func (in *Inbox) finishAll(ctx context.Context) {
	for {
		select {
		case first := <-in.finish:
			in.finishBatch(ctx, in.gather(first))
		case <-ctx.Done():
			return
		}
	}
}

func (in *Inbox) gather(first finishing) []finishing {
	batch := []finishing{first}
	for len(batch) < mostTogether {
		select {
		case f := <-in.finish:
			batch = append(batch, f)
		default:
			return batch
		}
	}
	return batch
}

// finishBatch closes updates, for a while after until has ended too: whoever lost the database a moment ago, with the lead
// to answer, has said all this, and nobody must say it again.
func (in *Inbox) finishBatch(until context.Context, batch []finishing) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(until))
	defer cancel()
	defer context.AfterFunc(until, func() { time.AfterFunc(graceToStop, cancel) })()
	rows := make([]plan.Answered, len(batch))
	for i, f := range batch {
		rows[i] = f.answered
	}
	for try := 0; ; try++ {
		err := in.Store.Finish(ctx, rows, in.Now())
		if err == nil || ctx.Err() != nil {
			break
		}
		in.Log.Error("answers not closed", "count", len(rows), "err", err)
		if !sleep(ctx.Done(), min(time.Second<<min(try, 5), 30*time.Second)) {
			break
		}
	}
	for _, f := range batch {
		close(f.done)
	}
}
