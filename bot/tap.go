package bot

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// taps maps the first word of a button's data to what it does. The data is user input: a client can send anything.
var taps = map[string]func(*Bot, context.Context, *turn, []string) (Answer, error){
	"list": (*Bot).tapList,
	"task": (*Bot).tapTask,
	"hist": (*Bot).tapHistory,
	"undo": (*Bot).tapUndo,
	"pick": (*Bot).tapPick,

	"evi": (*Bot).tapEvidence,
	"evf": (*Bot).tapEvidenceFiles,
	"evp": (*Bot).tapEvidenceProduct,
	"evs": (*Bot).tapEvidenceSet,
	"evw": (*Bot).tapEvidenceWithdraw,

	"today": (*Bot).tapToday,
	"alrt":  (*Bot).tapAlerts,
	"ack":   (*Bot).tapAcknowledge,
	"snz":   (*Bot).tapSnooze,
	"why":   (*Bot).tapWhy,
	"whyt":  (*Bot).tapWhyTask,
	"urge":  (*Bot).tapUrge,
	"unsil": (*Bot).tapUnsilence,
	"sub":   (*Bot).tapStep,

	"mat":   (*Bot).tapMatter,
	"matv":  (*Bot).tapMatterCard,
	"whot":  (*Bot).tapWho,
	"chrt":  (*Bot).tapChart,
	"meet":  (*Bot).tapMeeting,
	"ovw":   (*Bot).tapOverview,
	"ovl":   (*Bot).tapOverviewList,
	"scr":   (*Bot).tapScore,
	"order": (*Bot).tapOrder,
	"ans":   (*Bot).tapAnswer,
	"conf":  (*Bot).tapConfirm,
	"confa": (*Bot).tapConfirmAll,
	"confl": (*Bot).tapConfirmList,
	"close": (*Bot).tapClose,
	"join":  (*Bot).tapJoin,
	"leave": (*Bot).tapLeave,
	"fill":  (*Bot).tapFill,
}

// tap answers a tapped button. Whatever happens, the tap itself is answered, or the phone would wait.
func (b *Bot) tap(ctx context.Context, u telegram.Update) (Answer, error) {
	t, err := b.turn(ctx, u)
	if err != nil {
		return Answer{}, err
	}
	name, args, _ := strings.Cut(u.CallbackQuery.Data, ":")
	run, known := taps[name]
	if !known || t.plan == nil || u.CallbackQuery.Message == nil {
		return t.toast(message.TapExpired), nil
	}
	answer, err := run(b, ctx, t, strings.Split(args, ":"))
	if err == nil {
		return answer, nil
	}
	if errors.Is(err, errBadTap) {
		return t.toast(message.TapExpired), nil
	}
	if sentence, ok := message.Refusal(err); ok {
		return t.alert(sentence), nil
	}
	return Answer{}, err
}

// errBadTap says that a button's data makes no sense here: old, forged, or of another chat.
var errBadTap = errors.New("button is not valid")

// toast answers a tap with a short line that fades away, and perhaps with messages.
func (t *turn) toast(text string, replies ...Reply) Answer {
	a := t.answer(replies...)
	a.Query, a.Toast = t.update.CallbackQuery.ID, text
	return a
}

// alert answers a tap with a line that must be closed by hand.
func (t *turn) alert(text string) Answer {
	a := t.toast(text)
	a.Alert = true
	return a
}

// inPlace makes a reply take the place of the tapped message.
func (t *turn) inPlace(r Reply) Reply {
	r.Edit = t.update.CallbackQuery.Message.ID
	return r
}

// tapList turns the page of a list, or narrows it.
func (b *Bot) tapList(ctx context.Context, t *turn, args []string) (Answer, error) {
	if len(args) != 2 {
		return Answer{}, errBadTap
	}
	filter, ok := parseFilterName(t.plan, args[0])
	page, err := strconv.Atoi(args[1])
	if !ok || err != nil {
		return Answer{}, errBadTap
	}
	if err := b.readSteps(ctx, t); err != nil {
		return Answer{}, err
	}
	return t.toast("", t.inPlace(t.list(filter, page))), nil
}

// tapTask shows one task: in place where it was shown before, else as a message of its own.
func (b *Bot) tapTask(ctx context.Context, t *turn, args []string) (Answer, error) {
	task, err := b.taskTapped(ctx, t, args)
	if err != nil {
		return Answer{}, err
	}
	reply, err := b.detail(ctx, t, task)
	if err != nil {
		return Answer{}, err
	}
	return t.toast("", b.refreshed(ctx, t, reply)), nil
}

// tappedPosted is what the tapped message showed; of one that is no longer on record, nothing.
func (b *Bot) tappedPosted(ctx context.Context, t *turn) (plan.Posted, error) {
	posted, err := b.Store.Posted(ctx, t.update.Chat().ID, t.update.CallbackQuery.Message.ID)
	if errors.Is(err, plan.ErrNotFound) {
		return plan.Posted{}, nil
	}
	return posted, err
}

func (b *Bot) tapHistory(ctx context.Context, t *turn, args []string) (Answer, error) {
	task, err := b.taskTapped(ctx, t, args)
	if err != nil {
		return Answer{}, err
	}
	reply, err := b.past(ctx, t, task)
	if err != nil {
		return Answer{}, err
	}
	return t.toast("", reply), nil
}

// taskTapped finds the task of a button, and has the turn be about its plan.
func (b *Bot) taskTapped(ctx context.Context, t *turn, args []string) (*plan.Task, error) {
	id, err := strconv.ParseInt(args[0], 10, 64)
	if err != nil {
		return nil, errBadTap
	}
	if err := b.goToTasks(ctx, t, []int64{id}); err != nil {
		return nil, err
	}
	task, ok := t.plan.TaskByID(id)
	if !ok || task.Retired {
		return nil, errBadTap
	}
	return task, nil
}

// tapPick answers the question about a doubtful figure.
func (b *Bot) tapPick(ctx context.Context, t *turn, args []string) (Answer, error) {
	if len(args) != 2 {
		return Answer{}, errBadTap
	}
	id, err1 := strconv.ParseInt(args[0], 10, 64)
	choice, err2 := strconv.Atoi(args[1])
	if err1 != nil || err2 != nil {
		return Answer{}, errBadTap
	}
	q, err := b.questionTapped(ctx, t, id)
	if err != nil {
		return Answer{}, err
	}
	switch {
	case !b.mayPick(t, q):
		return t.alert(message.TapNotYours), nil
	case choice < 0:
		return b.drop(ctx, t, q)
	case movedOn(t.plan, q):
		return t.alert(message.TaskMovedOn), nil
	}
	done, err := b.Store.Choose(ctx, t.place.Commune.ID, id, choice, t.now)
	if err != nil {
		return Answer{}, err
	}
	reply, err := b.confirm(ctx, t, []plan.Recorded{done})
	if err != nil {
		return Answer{}, err
	}
	return t.toast(message.TapRecorded, t.inPlace(reply)), nil
}

// questionTapped finds the question of a button, and has the turn be about its plan, which may be a former one. A
// question of another chat is not valid here.
func (b *Bot) questionTapped(ctx context.Context, t *turn, id int64) (plan.Asked, error) {
	q, err := b.Store.Asked(ctx, t.place.Commune.ID, id)
	switch {
	case errors.Is(err, plan.ErrNotFound):
		return plan.Asked{}, errBadTap
	case err != nil:
		return plan.Asked{}, err
	case q.Source.Chat != t.update.Chat().ID || len(q.Options) == 0:
		return plan.Asked{}, errBadTap
	}
	return q, b.goToPlan(ctx, t, q.Options[0].Plan)
}

// movedOn reports whether the plan has changed so that a question cannot be answered any more.
func movedOn(p *plan.Plan, q plan.Asked) bool {
	return slices.ContainsFunc(q.Options, func(r plan.Report) bool {
		task, _, ok := p.TargetByID(r.Slot.Target)
		return !ok || task.Retired
	})
}

// mayPick holds the tapper to the same rule as somebody who types a figure.
func (b *Bot) mayPick(t *turn, q plan.Asked) bool {
	for _, r := range q.Options {
		unit, ok := t.plan.UnitByID(r.Slot.Unit)
		if !ok || !t.place.May(plan.ActReport, t.unit, plan.Of(unit)) {
			return false
		}
	}
	return true
}

func (b *Bot) drop(ctx context.Context, t *turn, q plan.Asked) (Answer, error) {
	if err := b.Store.Drop(ctx, t.place.Commune.ID, q.ID, t.now); err != nil {
		return Answer{}, err
	}
	task, _, ok := t.plan.TargetByID(q.Options[0].Slot.Target)
	if !ok {
		return t.toast(message.TapDropped), nil
	}
	return t.toast(message.TapDropped, t.inPlace(t.showing("dropped", message.Dropped(task), task))), nil
}
