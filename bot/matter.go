package bot

import (
	"context"
	"errors"
	"slices"
	"time"
	"unicode/utf8"

	"planbot/bot/message"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// MatterStore keeps what people settle with each other about tasks.
type MatterStore interface {
	// OpenMatter opens one; again is true where the same message did before. plan.ErrPending comes with the one of the
	// same kind that the unit has open.
	OpenMatter(ctx context.Context, o plan.MatterOpening, now time.Time) (m plan.Matter, again bool, err error)
	// MoveMatter takes a step. plan.ErrSettled comes with the matter as it is: somebody was faster.
	MoveMatter(ctx context.Context, a plan.MatterAct, now time.Time) (m plan.Matter, again bool, err error)
	Matter(ctx context.Context, commune, id int64) (plan.Matter, error)
	// Evidence lists what was ever filed for a task, in the order it came; what was withdrawn, too.
	Evidence(ctx context.Context, commune, task int64) ([]plan.Evidence, error)
	// Matters reads everything that was to be settled about a task, the oldest first.
	Matters(ctx context.Context, commune, task int64) ([]plan.Matter, error)
	OpenMatters(ctx context.Context, commune, planID int64) ([]plan.Matter, error)
	// Reach lists the chats of a commune that can be told something.
	Reach(ctx context.Context, commune int64, day calendar.Date) ([]plan.Mailbox, error)
}

// mostWords is how many letters a note may have.
const mostWords = 2000

// badWords says why a note cannot be kept, empty where it can.
func badWords(words string) string {
	switch {
	case utf8.RuneCountInString(words) > mostWords:
		return message.TooManyWords
	case plan.PersonalData(words):
		return message.PersonalRefused
	default:
		return ""
	}
}

// mayNot says why the speaker may not do something about a task here, empty where they may.
func (t *turn) mayNot(a plan.Action, task *plan.Task) string {
	switch {
	case t.place.Nobody:
		return message.NobodyMayReport
	case !t.mayFor(a, task):
		return message.NotAllowed(a, t.plan.LeadingUnits(task))
	default:
		return ""
	}
}

// actingUnit is the unit for which the speaker acts on a task: the chat's before their own, if it leads and they may do
// so for it here.
func (t *turn) actingUnit(a plan.Action, task *plan.Task) (plan.Unit, bool) {
	own := []int64{t.unit.ID}
	for _, m := range t.place.Memberships {
		own = append(own, m.Unit)
	}
	leads := t.plan.LeadingUnits(task)
	for _, id := range own {
		i := slices.IndexFunc(leads, func(u plan.Unit) bool { return u.ID == id })
		if i >= 0 && t.place.May(a, t.unit, plan.Of(leads[i])) {
			return leads[i], true
		}
	}
	return plan.Unit{}, false
}

// openMatter opens a matter of a task for a unit, as far as it is known, and shows it. The caller has checked that
// the speaker may.
func (b *Bot) openMatter(ctx context.Context, t *turn, task *plan.Task, o plan.MatterOpening) (Reply, error) {
	m, pending, err := b.opened(ctx, t, task, o)
	if err != nil {
		return Reply{}, err
	}
	reply, err := b.matterCard(ctx, t, m)
	if pending && o.Words != "" && (o.Words != m.Words || o.Wants != m.Wants) {
		reply.Message = message.StillPending(reply.Message)
	}
	return reply, err
}

// opened opens a matter; where the unit has one open that must be settled first, it is that one, and pending.
func (b *Bot) opened(ctx context.Context, t *turn, task *plan.Task, o plan.MatterOpening) (m plan.Matter, pending bool, err error) {
	o.Commune, o.Plan, o.Task = t.place.Commune.ID, t.plan.ID, task.ID
	o.By, o.Source = t.author(), t.command()
	if o.AnswerBy.IsZero() {
		o.AnswerBy = t.plan.AnswerBy(o.Move.To, t.day)
	}
	o.Leads = unitIDs(t.plan.LeadingUnits(task))
	if o.Tell, err = b.hearers(ctx, t, plan.Matter{Kind: o.Move.Kind, Unit: o.Unit, By: o.By}, "", o.Move.To); err != nil {
		return plan.Matter{}, false, err
	}
	m, _, err = b.Store.OpenMatter(ctx, o, t.now)
	pending = errors.Is(err, plan.ErrPending)
	if err != nil && !pending {
		return plan.Matter{}, false, err
	}
	if m.Course != nil {
		t.plan = t.plan.Steered(m.Task, *m.Course)
	}
	return m, pending, nil
}

// hearers are the chats that hear of a matter's step, but for the one in which it is taken.
func (b *Bot) hearers(ctx context.Context, t *turn, m plan.Matter, from, to plan.MatterState) ([]plan.Mailbox, error) {
	reach, err := b.Store.Reach(ctx, t.place.Commune.ID, t.day)
	if err != nil {
		return nil, err
	}
	w := plan.Watch{Plan: t.plan, Reach: reach}
	var all []plan.Mailbox
	for _, party := range plan.Told(m.Kind, from, to) {
		for _, box := range w.Party(party, m) {
			told := func(other plan.Mailbox) bool { return other.Chat == box.Chat && other.Thread == box.Thread }
			here := plan.Mailbox{Chat: t.update.Chat().ID, Thread: t.topic}
			enclosed := party == plan.PartyOffice && to == plan.WithAbove // the office gets a letter as a file
			if (enclosed || !told(here)) && !slices.ContainsFunc(all, told) {
				all = append(all, box)
			}
		}
	}
	return all, nil
}

// matterCard shows a matter with what the speaker may do about it here. Its plan may be a former one.
func (b *Bot) matterCard(ctx context.Context, t *turn, m plan.Matter) (Reply, error) {
	if m.Proves() {
		var err error
		if m.Filed, err = b.Store.Evidence(ctx, t.place.Commune.ID, m.Task); err != nil {
			return Reply{}, err
		}
	}
	card, err := b.cardOf(ctx, t, m)
	if err != nil {
		return Reply{}, err
	}
	if err := b.addWaiting(ctx, t, &card); err != nil {
		return Reply{}, err
	}
	return t.showing(aboutMatter(m.ID), message.Matter(card), card.Task), nil
}

func (b *Bot) cardOf(ctx context.Context, t *turn, m plan.Matter) (message.MatterCard, error) {
	if err := b.goToTasks(ctx, t, []int64{m.Task}); err != nil {
		return message.MatterCard{}, err
	}
	task, ok := t.plan.TaskByID(m.Task)
	if !ok {
		return message.MatterCard{}, errBadTap
	}
	moves := m.Moves(func(a plan.Action) bool { return t.mayMove(a, task, m) })
	return message.MatterCard{Plan: t.plan, Task: task, Matter: m, Moves: moves}, nil
}

// addWaiting names the units that a task is still waiting for.
func (b *Bot) addWaiting(ctx context.Context, t *turn, c *message.MatterCard) error {
	leads := t.plan.LeadingUnits(c.Task)
	if c.Matter.Kind != plan.Completion || len(leads) < 2 {
		return nil
	}
	all, err := b.Store.Matters(ctx, t.place.Commune.ID, c.Task.ID)
	c.Waiting = plan.StillToDeclare(leads, all)
	return err
}

// mayMove reports whether the speaker may do something about a matter: what units do is for the matter's own.
func (t *turn) mayMove(a plan.Action, task *plan.Task, m plan.Matter) bool {
	return t.place.May(a, t.unit, plan.Bearing{Act: []int64{m.Unit}, Area: task.Area})
}

func unitIDs(units []plan.Unit) []int64 {
	ids := make([]int64, len(units))
	for i, u := range units {
		ids[i] = u.ID
	}
	return ids
}
