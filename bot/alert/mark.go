package alert

import (
	"context"
	"errors"
	"time"

	"planbot/storage/plan"
)

const (
	mostMarks = 5                // tries to write something down
	markTime  = 10 * time.Second // for each
)

// mark writes something down, whether or not ctx has ended meanwhile: a message that arrived and is not marked would
// be sent again. It tries a few times and fails at once where the claim was lost.
func (t *trip) mark(ctx context.Context, write func(context.Context) error) error {
	wait := t.Pace.least()
	for try := 1; ; try++ {
		err := once(ctx, write)
		if err == nil || errors.Is(err, plan.ErrSettled) || try == mostMarks {
			return err
		}
		pause(context.WithoutCancel(ctx), wait)
		wait *= 2
	}
}

func once(ctx context.Context, write func(context.Context) error) error {
	ctx, cancel := marking(ctx)
	defer cancel()
	return write(ctx)
}

// marking is a context for writing something down.
func marking(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), markTime)
}

// calling is a context for one call to Telegram. When ctx ends the call has a moment left.
func (t *trip) calling(ctx context.Context) (context.Context, context.CancelFunc) {
	call, cancel := context.WithTimeout(context.WithoutCancel(ctx), t.timeout())
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(t.grace(), cancel) })
	return call, func() { stop(); cancel() }
}
