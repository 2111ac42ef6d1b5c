package alert

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Auditor looks now and then whether everything that was due has been told, held, silenced or given up with a reason.
// Where something was not, it tells the operators and leaves out the ping that somebody outside waits for: they miss
// it too when this process, its database or the whole machine is gone.
type Auditor struct {
	Store     Audit
	Operators []int64
	Now       func() time.Time
	Every     time.Duration                   // by the real clock: 5 minutes by default
	Ping      func(ctx context.Context) error // tells the outside that all is well; may be nil
	Log       *slog.Logger
	Alarm     func(outstanding int) // told of every audit; may be nil
}

// Round audits once. It fails where the database cannot be asked, and then nothing is pinged.
func (a *Auditor) Round(ctx context.Context) error {
	now := a.Now()
	found, err := a.Store.Outstanding(ctx, now)
	if err != nil {
		return fmt.Errorf("look for what is outstanding: %w", err)
	}
	if a.Alarm != nil {
		a.Alarm(len(found))
	}
	if len(found) == 0 {
		return a.ping(ctx)
	}
	for _, o := range found {
		a.Log.Error("outstanding", "what", o.What, "about", o.About, "since", o.Since)
		if err := a.tell(ctx, o, now); err != nil {
			return err
		}
	}
	return nil
}

// tell puts what is outstanding before the operators, once a day.
func (a *Auditor) tell(ctx context.Context, o plan.Outstanding, now time.Time) error {
	day := calendar.DateOf(now.In(calendar.Zone))
	key := fmt.Sprintf("audit:%s:%s:%s", o.What, o.About, day)
	payload := plan.Payload{What: o.What, About: o.About, From: o.Since, Day: day}
	if err := a.Store.TellOperators(ctx, a.Operators, key, payload, now); err != nil {
		return fmt.Errorf("tell operators of %s: %w", o.What, err)
	}
	return nil
}

func (a *Auditor) ping(ctx context.Context) error {
	if a.Ping == nil {
		return nil
	}
	return a.Ping(ctx)
}

// Run audits for ever, until ctx ends. The first audit comes after the first interval: a process that has just begun
// has what others left undone still before it.
func (a *Auditor) Run(ctx context.Context) {
	for pause(ctx, cmp.Or(a.Every, 5*time.Minute)) {
		if err := a.Round(ctx); err != nil {
			complain(ctx, a.Log, "audit failed", err)
		}
	}
}
