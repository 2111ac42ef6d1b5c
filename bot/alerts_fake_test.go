package bot_test

import (
	"context"
	"slices"
	"sync"
	"time"

	"planbot/storage"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// withAlerts is the store with the alerts kept in memory. It goes when the store keeps them.
type withAlerts struct {
	*storage.Store
	*alertFake
}

// alertFake keeps alerts in memory, without ladders, repeats or letters.
type alertFake struct {
	mu       sync.Mutex
	episodes []plan.Episode
	flips    []plan.Flip
	silences []plan.Silence
	waiting  []plan.Waiting
	notes    []plan.Note
	days     []calendar.Exception
	reach    []plan.Mailbox
	done     map[plan.Source]bool
	marked   plan.AlertStatus
}

func (f *alertFake) first(source plan.Source) bool {
	if f.done == nil {
		f.done = map[plan.Source]bool{}
	}
	before := f.done[source]
	f.done[source] = true
	return !before
}

// Plan reads the plan with the calendar as the commune changed it.
func (w withAlerts) Plan(ctx context.Context, id, version int64) (*plan.Plan, error) {
	p, err := w.Store.Plan(ctx, id, version)
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	changed := *p
	changed.Calendar = calendar.New(w.days...)
	return &changed, nil
}

func (w withAlerts) Watch(ctx context.Context, planID, version int64, now time.Time) (plan.Watch, error) {
	p, err := w.Plan(ctx, planID, version)
	if err != nil {
		return plan.Watch{}, err
	}
	facts := plan.Facts{Filed: map[plan.TotalKey][]plan.Filed{}}
	if facts.Totals, err = w.Totals(ctx, planID); err != nil {
		return plan.Watch{}, err
	}
	var targets []int64
	for _, t := range p.Tasks {
		for _, target := range t.Targets {
			targets = append(targets, target.ID)
		}
	}
	entries, err := w.Figures(ctx, targets)
	if err != nil {
		return plan.Watch{}, err
	}
	for _, e := range entries {
		key := plan.TotalKey{Target: e.Slot.Target, Unit: e.Slot.Unit}
		facts.Filed[key] = append(facts.Filed[key], plan.Filed{Slot: e.Slot, Figure: e.Figure, AsOf: e.AsOf, Entry: e.ID})
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	facts.Waiting = slices.Clone(w.waiting)
	watch := plan.Watch{Plan: p, Facts: facts, Silences: slices.Clone(w.silences), Reach: slices.Clone(w.reach)}
	for _, e := range w.episodes {
		if e.Open() {
			watch.Open = append(watch.Open, e)
		}
	}
	return watch, nil
}

func (f *alertFake) Episode(_ context.Context, _, id int64) (plan.Episode, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, e := range f.episodes {
		if e.ID == id {
			return e, nil
		}
	}
	return plan.Episode{}, plan.ErrNotFound
}

func (f *alertFake) Flips(_ context.Context, _ int64, episodes []int64) ([]plan.Flip, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []plan.Flip
	for _, flip := range f.flips {
		if slices.Contains(episodes, flip.Episode) {
			all = append(all, flip)
		}
	}
	return all, nil
}

func (f *alertFake) Acknowledge(_ context.Context, _, id int64, by plan.Author, now time.Time) (plan.Episode, bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	e := &f.episodes[id-1]
	switch e.State {
	case plan.Resolved:
		return *e, false, plan.ErrSettled
	case plan.Acknowledged:
		return *e, true, nil
	}
	f.flips = append(f.flips, plan.Flip{Episode: id, At: now, From: e.State, To: plan.Acknowledged, Level: e.Level, Why: plan.WhyAcked, By: by})
	e.State, e.AckBy, e.AckAt = plan.Acknowledged, by, now
	e.HeldUntil = calendar.New().AddWorkdays(calendar.DateOf(now.In(calendar.Zone)), 3).At(calendar.NewTimeOfDay(7, 45), calendar.Zone)
	return *e, false, nil
}

func (f *alertFake) Snooze(_ context.Context, _, id int64, until time.Time, reason string, by plan.Author, now time.Time) (plan.Episode, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	e := &f.episodes[id-1]
	if !e.Open() {
		return *e, plan.ErrSettled
	}
	if e.Snoozes > 0 && reason == "" {
		return *e, plan.ErrNeedsReason
	}
	f.flips = append(f.flips, plan.Flip{Episode: id, At: now, From: e.State, To: e.State, Level: e.Level, Why: plan.WhySnoozed, By: by})
	e.Snoozes++
	e.HeldUntil = until
	return *e, nil
}

func (f *alertFake) Silence(_ context.Context, s plan.Silence, source plan.Source) (plan.Silence, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.first(source) {
		s.ID = int64(len(f.silences) + 1)
		f.silences = append(f.silences, s)
	}
	return s, nil
}

func (f *alertFake) Unsilence(_ context.Context, _, id int64, _ plan.Author, _ time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.silences = slices.DeleteFunc(f.silences, func(s plan.Silence) bool { return s.ID == id })
	return nil
}

func (f *alertFake) ReportWaiting(_ context.Context, _, _ int64, w plan.Waiting, source plan.Source) (*plan.Waiting, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var former *plan.Waiting
	for _, before := range f.waiting {
		if before.Task == w.Task && before.Unit == w.Unit {
			former = &before
		}
	}
	if f.first(source) {
		f.waiting = append(slices.DeleteFunc(f.waiting, func(b plan.Waiting) bool { return b.Task == w.Task && b.Unit == w.Unit }), w)
	}
	return former, nil
}

func (f *alertFake) Enqueue(_ context.Context, _, _ int64, notes []plan.Note, source plan.Source, _ plan.Author, _ time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.first(source) {
		f.notes = append(f.notes, notes...)
	}
	return nil
}

func (f *alertFake) SetDays(_ context.Context, _ int64, days []calendar.Exception, source plan.Source, _ plan.Author, _ time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, d := range days {
		f.days = slices.DeleteFunc(f.days, func(e calendar.Exception) bool { return e.Date == d.Date })
		if d.Kind != calendar.Ordinary {
			f.days = append(f.days, d)
		}
	}
	return nil
}

func (f *alertFake) AlertStatus(context.Context, int64, time.Time) (plan.AlertStatus, error) {
	return f.marked, nil
}

// judged lets the plan be judged now, as the daily round does. The fake knows one rule only: below target.
func (o *office) judged() {
	o.tb.Helper()
	o.settled()
	totals, err := o.store.Totals(o.ctx(), o.plan.ID)
	o.must(err)
	now := o.clock.Now()
	day := calendar.DateOf(now.In(calendar.Zone))
	o.fake.mu.Lock()
	defer o.fake.mu.Unlock()
	for i := range o.fake.episodes {
		o.fake.episodes[i].State, o.fake.episodes[i].EndedAt = plan.Resolved, now
	}
	for _, s := range o.plan.List(totals, plan.Unit{Kind: plan.Office}, plan.Filter{Kind: plan.FilterBelow}, day) {
		for _, t := range s.Targets {
			if t.Standing != plan.Below {
				continue
			}
			id := int64(len(o.fake.episodes) + 1)
			in := plan.Inputs{Standing: t.Standing, Value: t.Total.Figure, Goal: t.Goal}
			o.fake.episodes = append(o.fake.episodes, plan.Episode{
				ID: id, Commune: o.plan.Commune.ID, Plan: o.plan.ID, State: plan.Firing, Level: plan.BelowGoal, Since: day,
				Subject: plan.Subject{Rule: plan.RuleBelow, Task: s.Task.ID, Target: t.Target.ID},
				Inputs:  in, OpenedAt: now, FiredAt: now, Ladder: o.plan.Alerting().Ladder,
				NextStep: o.plan.Morning(o.plan.Calendar.AddWorkdays(day, 1)),
			})
			o.fake.flips = append(o.fake.flips, plan.Flip{Episode: id, At: now, To: plan.Firing, Level: plan.BelowGoal, Inputs: in, Why: plan.WhyFirst})
		}
	}
}
