package bot

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// undo takes a figure back: without words the speaker's own last one of the past ten minutes; with a task and a
// reason, for the office, the last one of that task.
func (b *Bot) undo(ctx context.Context, t *turn) (Answer, error) {
	if t.place.Nobody {
		return t.say(message.Refused(message.NobodyMayReport))
	}
	before, err := b.Store.TakenBack(ctx, t.place.Commune.ID, t.command())
	switch {
	case err == nil:
		return b.sayUndone(ctx, t, before) // done, but a crash kept the answer from going out
	case !errors.Is(err, plan.ErrNotFound):
		return Answer{}, err
	case t.args != "":
		return b.undoTask(ctx, t)
	}
	entry, err := b.Store.LastOf(ctx, t.place.Commune.ID, t.author().ID, t.now.Add(-plan.UndoWithin))
	if err != nil {
		return t.refuse(err)
	}
	return b.takeBack(ctx, t, entry, "")
}

// undoTask is the office's way: "/undo 9 nhập nhầm kỳ".
func (b *Bot) undoTask(ctx context.Context, t *turn) (Answer, error) {
	name, reason, _ := strings.Cut(t.args, " ")
	found, err := b.named(ctx, t, name)
	if err != nil {
		return t.refuse(err)
	}
	if len(found) != 1 {
		return t.say(message.Refused(message.WhichTaskToShow))
	}
	if !t.may(plan.ActTakeBack) {
		return t.refuse(plan.ErrForbidden)
	}
	if strings.TrimSpace(reason) == "" {
		return t.say(message.Refused(message.UndoNeedsReason))
	}
	if bad := badWords(reason); bad != "" {
		return t.say(message.Refused(bad))
	}
	figures, err := b.Store.Figures(ctx, targetIDs(found[0]))
	if err != nil {
		return Answer{}, err
	}
	entry, ok := newestStanding(figures)
	if !ok {
		return t.say(message.Refused(message.UndoWhich))
	}
	return b.takeBack(ctx, t, entry, strings.TrimSpace(reason))
}

func newestStanding(figures []plan.Entry) (newest plan.Entry, ok bool) {
	for _, e := range figures {
		if e.Figure.Kind != plan.Withdrawn && e.ID > newest.ID {
			newest, ok = e, true
		}
	}
	return newest, ok
}

// takeBack undoes an entry from the command's message and tells what counts now.
func (b *Bot) takeBack(ctx context.Context, t *turn, entry plan.Entry, reason string) (Answer, error) {
	undone, err := b.Store.Undo(ctx, t.place.Commune.ID, entry.ID, t.command(), t.author(), reason, t.now)
	if err != nil {
		return t.refuse(err)
	}
	return b.sayUndone(ctx, t, undone)
}

func (b *Bot) sayUndone(ctx context.Context, t *turn, u plan.Undone) (Answer, error) {
	reply, err := b.undone(ctx, t, u)
	if err != nil {
		return Answer{}, err
	}
	return t.answer(reply), nil
}

// command is the message of a command as the source of what it does.
func (t *turn) command() plan.Source {
	m := t.update.Words()
	return plan.Source{Chat: m.Chat.ID, Message: m.ID}
}

// undone tells what was taken back, which may be of a former plan.
func (b *Bot) undone(ctx context.Context, t *turn, u plan.Undone) (Reply, error) {
	if err := b.goToPlan(ctx, t, u.Entry.Plan); err != nil {
		return Reply{}, err
	}
	task, _, ok := t.plan.TargetByID(u.Entry.Slot.Target)
	if !ok {
		return Reply{Message: message.Refused(message.TapUndone)}, nil
	}
	return t.showing("undone", message.Undone(t.plan, task, u, t.day), task), nil
}

// tapUndo takes back the figure that a confirmation showed.
func (b *Bot) tapUndo(ctx context.Context, t *turn, args []string) (Answer, error) {
	id, err := strconv.ParseInt(args[0], 10, 64)
	if err != nil {
		return Answer{}, errBadTap
	}
	entry, err := b.Store.Entry(ctx, t.place.Commune.ID, id)
	if err != nil || entry.Source.Chat != t.update.Chat().ID {
		return Answer{}, firstOf(err, errBadTap)
	}
	own, office := t.speaks(entry.Author), t.may(plan.ActTakeBack)
	switch {
	case !own && office:
		return t.alert(message.UndoNeedsReason), nil
	case !own:
		return t.alert(message.UndoNotYours), nil
	case t.now.Sub(entry.RecordedAt) > plan.UndoWithin:
		return Answer{}, plan.ErrTooLate
	}
	source := plan.Source{
		Chat: entry.Source.Chat, Message: t.update.CallbackQuery.Message.ID, Line: -1, Revision: t.update.ID,
	}
	undone, err := b.Store.Undo(ctx, t.place.Commune.ID, id, source, t.author(), "", t.now)
	if err != nil {
		return Answer{}, err
	}
	if undone.Repeated && undone.Now.Source != source { // another tap, which was answered
		return t.toast(message.TapUndone), nil
	}
	reply, err := b.undone(ctx, t, undone)
	if err != nil {
		return Answer{}, err
	}
	return t.toast(message.TapUndone, reply), nil
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
