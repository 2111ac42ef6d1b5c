package alert

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"planbot/storage/plan"
)

// Daily judges the plans whose time has come: every morning, after every recorded figure, after any downtime. When
// that is stands in the database. Several may run side by side.
type Daily struct {
	Store  Rounds
	Now    func() time.Time
	Spread time.Duration // over how long after the morning the digests of different chats are spread
	Log    *slog.Logger
	Failed func(plan.PlanFailure) // told of every plan or task that could not be judged; may be nil
	Point  func(name string)      // called at the named points; may be nil
	Pace   Pace
}

// mostPlans is how many plans are judged in one transaction.
const mostPlans = 64

// Round judges everything that is due now.
func (d *Daily) Round(ctx context.Context) (plan.Raised, error) {
	var sum plan.Raised
	for {
		at(d.Point, PointJudging)
		raised, err := d.Store.RaiseDue(ctx, d.Now(), d.Spread, mostPlans)
		if err != nil {
			return sum, fmt.Errorf("judge the plans that are due: %w", err)
		}
		at(d.Point, PointJudged)
		d.report(raised.Failed)
		sum.Plans += raised.Plans
		sum.Flips += raised.Flips
		sum.Letters += raised.Letters
		sum.Failed = append(sum.Failed, raised.Failed...)
		if raised.Plans == 0 && len(raised.Failed) == 0 {
			return sum, nil
		}
	}
}

func (d *Daily) report(failed []plan.PlanFailure) {
	for _, f := range failed {
		d.Log.Error("plan not judged, put off", "plan", f.Plan, "task", f.Task, "err", f.Err)
		if d.Failed != nil {
			d.Failed(f)
		}
	}
}

// Run judges for ever, until ctx ends: when the next plan is due, when it is woken, and now and then anyway.
func (d *Daily) Run(ctx context.Context, wake <-chan struct{}) {
	for ctx.Err() == nil {
		raised, err := d.Round(ctx)
		if raised.Flips > 0 || raised.Letters > 0 {
			d.Log.Info("plans judged", "plans", raised.Plans, "flips", raised.Flips, "letters", raised.Letters)
		}
		if err != nil {
			complain(ctx, d.Log, "plans not judged, trying again", err)
			d.Pace.rest(ctx, d.Pace.trouble(), wake, nil)
			continue
		}
		d.Pace.rest(ctx, d.untilNext(ctx), wake, nil)
	}
}

func (d *Daily) untilNext(ctx context.Context) time.Duration {
	next, ok, err := d.Store.NextRound(ctx)
	switch {
	case err != nil:
		complain(ctx, d.Log, "next round not known", err)
		return d.Pace.trouble()
	case !ok:
		return d.Pace.most()
	}
	return next.Sub(d.Now())
}

// complain logs a failure, unless it is only that we are asked to stop.
func complain(ctx context.Context, log *slog.Logger, what string, err error) {
	if ctx.Err() == nil {
		log.Error(what, "err", err)
	}
}
