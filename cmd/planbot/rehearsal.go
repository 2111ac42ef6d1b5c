package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// rehearsal is how the demo's clock moves: from morning to morning, pausing at each until the bot has done what was
// due then. What it asks for may be done by the bot on its own at the same time.
type rehearsal struct {
	plan     *plan.Plan
	year     performance
	judge    func(context.Context) (plan.Raised, error) // every plan that is due
	send     func(context.Context) (int, error)         // every letter that is ready
	busy     func(context.Context) (bool, error)        // whether somebody else is at work, or waited for
	quiet    func(context.Context) error                // waits until nothing was sent for a moment
	patience time.Duration                              // with one stop
}

// stops lists the instants at which somebody speaks, and those at which planbot does.
func (r *rehearsal) stops(from, to time.Time) []time.Time {
	stops := append(r.rounds(from, to), r.year.stops(from, to)...)
	slices.SortFunc(stops, time.Time.Compare)
	return stops
}

// rounds lists the working mornings in between and the hours at which reports are due, each twice: when the plans are
// judged, and a minute later, when what they led to has gathered and goes out.
func (r *rehearsal) rounds(from, to time.Time) (stops []time.Time) {
	morning := r.plan.Alerting().Morning
	last := calendar.DateOf(to.In(calendar.Zone))
	for day := calendar.DateOf(from.In(calendar.Zone)); !day.After(last); day = day.AddDays(1) {
		if !r.plan.Calendar.Workday(day) {
			continue
		}
		for _, judged := range r.judgings(day.At(morning, calendar.Zone)) {
			for _, at := range []time.Time{judged, judged.Add(time.Minute)} {
				if at.After(from) && at.Before(to) {
					stops = append(stops, at)
				}
			}
		}
	}
	return stops
}

// judgings are a morning and, on a day on which a report is due, the hour of that.
func (r *rehearsal) judgings(morning time.Time) []time.Time {
	due := r.plan.NextChange(plan.Facts{}, morning)
	if calendar.DateOf(due.In(calendar.Zone)) == calendar.DateOf(morning) {
		return []time.Time{morning, due}
	}
	return []time.Time{morning}
}

// settle returns when there is nothing left to do.
func (r *rehearsal) settle(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, r.patience, fmt.Errorf("still busy after %v", r.patience))
	defer cancel()
	if err := r.year.play(ctx); err != nil {
		return err
	}
	for {
		busy, err := r.work(ctx)
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err != nil || !busy {
			return err
		}
	}
}

// work does what there is to do, and reports whether there was anything: then there may be more.
func (r *rehearsal) work(ctx context.Context) (more bool, err error) {
	if err := r.quiet(ctx); err != nil {
		return false, err
	}
	raised, err := r.judge(ctx)
	if err != nil {
		return false, err
	}
	sent, err := r.send(ctx)
	if err != nil || raised.Plans > 0 || sent > 0 {
		return true, err
	}
	busy, err := r.busy(ctx)
	if err != nil || !busy {
		return false, err
	}
	return true, pause(ctx, 20*time.Millisecond)
}
