package bot

import (
	"context"
	"errors"
	"slices"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// A commune may be told about more than the plan in force: the former one is watched for a month after its end, and
// two may overlap. What is said about a message of ours is about the plan that the message is about.

// goTo has the turn be about another plan of the commune, with its figures and the chat's unit in it.
func (b *Bot) goTo(ctx context.Context, t *turn, p *plan.Plan) error {
	if p.ID == t.plan.ID {
		return nil
	}
	totals, err := b.Store.Totals(ctx, p.ID)
	if err != nil {
		return err
	}
	t.plan, t.place.PlanID, t.place.PlanVersion, t.place.Totals = p, p.ID, p.Version, totals
	t.unit, _ = p.UnitByID(t.place.Unit)
	return nil
}

// goToPlan is goTo by the plan's identity, which must be of a commune's own record.
func (b *Bot) goToPlan(ctx context.Context, t *turn, id int64) error {
	if id == t.plan.ID {
		return nil
	}
	p, err := b.Store.Plan(ctx, id, 0)
	if err != nil {
		return err
	}
	return b.goTo(ctx, t, p)
}

// goToTasks has the turn be about the plan of the tasks that a message showed, where none is in the plan in force.
func (b *Bot) goToTasks(ctx context.Context, t *turn, tasks []int64) error {
	for _, id := range tasks {
		if _, ok := t.plan.TaskByID(id); ok {
			return nil
		}
	}
	if len(tasks) == 0 {
		return nil
	}
	p, err := b.Store.PlanOfTask(ctx, t.place.Commune.ID, tasks[0])
	if errors.Is(err, plan.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return b.goTo(ctx, t, p)
}

// ofPlanBefore notes that a line may name a period of the plan before, and reports whether it can name no other: the period
// ended before the plan began.
func (h *heard) ofPlanBefore(s *speech, p plan.Period) (certain bool) {
	cutoff := s.plan.CadenceOf(h.task, p.Kind).Cutoff
	if end, yes := s.plan.OfPlanBefore(p, cutoff, s.said); yes {
		h.former = end
	}
	_, to := p.Span(cutoff)
	return to.Before(s.plan.From)
}

// endBeforePlan is the last day of a period that ended before the plan began, as one does that a day names.
func (s *speech) endBeforePlan(task *plan.Task, periods []plan.Period) (end calendar.Date, before bool) {
	for _, p := range periods {
		if _, end = p.Span(s.plan.CadenceOf(task, p.Kind).Cutoff); end.Before(s.plan.From) {
			return end, true
		}
	}
	return calendar.Date{}, false
}

// hearFormer hears a message again as one about the plan before, where every figure in it is of that ("tháng 12", said in
// January). What answers a message of ours stays with the plan of that message.
func (b *Bot) hearFormer(ctx context.Context, s *speech, all []heard) ([]heard, error) {
	day, ok := formerDay(all)
	if !ok || len(s.posted.Tasks) > 0 {
		return all, nil
	}
	inForce := s.plan
	err := b.goToDay(ctx, s.turn, day)
	if errors.Is(err, plan.ErrOutsidePlan) {
		return all, nil
	}
	if err != nil {
		return nil, err
	}
	if err := b.knownPeriods(ctx, s); err != nil {
		return nil, err
	}
	again := s.read()
	if slices.ContainsFunc(again, s.ahead) { // "tháng 12/2025" is of this year after all
		return all, b.goTo(ctx, s.turn, inForce)
	}
	return again, nil
}

// formerDay is a day of the plan before, where a line is about that and no line with a figure is not.
func formerDay(all []heard) (day calendar.Date, ok bool) {
	for _, h := range all {
		switch {
		case !h.former.IsZero():
			day, ok = h.former, true
		case len(h.reports) > 0:
			return calendar.Date{}, false
		}
	}
	return day, ok
}

// ahead reports whether a line is about a period still to come.
func (s *speech) ahead(h heard) bool {
	return slices.ContainsFunc(h.reports, func(r plan.Report) bool {
		from, _ := r.Slot.Period.Span(s.plan.CadenceOf(h.task, r.Slot.Period.Kind).Cutoff)
		return from.After(s.said)
	})
}
