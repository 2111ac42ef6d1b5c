package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// ConfirmStore is what the office's signature under figures asks of the database.
type ConfirmStore interface {
	// Unconfirmed reads the figures of some targets that count and that the office has not agreed with, the oldest first.
	Unconfirmed(ctx context.Context, planID int64, targets []int64) ([]plan.Unconfirmed, error)
	// Confirmations reads the office's last words on some entries.
	Confirmations(ctx context.Context, commune int64, entries []int64) (plan.Confirmations, error)
	// Confirm records that the office agrees, and says what became of each entry, in their order.
	Confirm(ctx context.Context, commune, planID int64, entries []int64, word plan.Confirmation) ([]plan.Confirming, error)
	// ReadOtherwise records what the office reads in place of one entry, and posts the notes with it.
	ReadOtherwise(ctx context.Context, commune, planID int64, word plan.Confirmation, notes []plan.Note) (plan.Confirming, error)
}

// countersign lists the figures that wait for the office's signature, of all tasks or of one; with a figure behind the
// task it takes down what the office reads itself: "/confirm 9 144/150".
func (b *Bot) countersign(ctx context.Context, t *turn) (Answer, error) {
	if sentence := mayNotConfirm(t); sentence != "" {
		return t.say(message.Refused(sentence))
	}
	if strings.TrimSpace(t.args) == "" {
		return b.sayConfirmables(ctx, t, nil)
	}
	found, err := b.named(ctx, t, t.args)
	switch {
	case errors.Is(err, plan.ErrNotFound):
		return b.readByOffice(ctx, t)
	case err != nil:
		return t.refuse(err)
	case len(found) > 1:
		return t.answer(t.showing("which", message.WhichTaskOf(t.args, found, "confl"), found...)), nil
	case len(found) == 0:
		return t.say(message.Refused(message.ConfirmHow))
	}
	return b.sayConfirmables(ctx, t, found[0])
}

// mayNotConfirm says why the speaker may not sign here, empty where they may.
func mayNotConfirm(t *turn) string {
	switch {
	case t.place.Nobody:
		return message.NobodyMayReport
	case !t.may(plan.ActConfirm):
		return message.ConfirmByOffice
	case !t.plan.Commune.TwoSignatures():
		return message.ConfirmOneSigns
	}
	return ""
}

func (b *Bot) sayConfirmables(ctx context.Context, t *turn, task *plan.Task) (Answer, error) {
	all, err := b.unconfirmed(ctx, t, task)
	if err != nil {
		return Answer{}, err
	}
	return t.answer(t.confirmables(task, all, "")), nil
}

// unconfirmed reads what waits for the office's signature, of one task or of all.
func (b *Bot) unconfirmed(ctx context.Context, t *turn, task *plan.Task) ([]plan.Unconfirmed, error) {
	var targets []int64
	for i := range t.plan.Tasks {
		if of := &t.plan.Tasks[i]; !of.Retired && (task == nil || of == task) {
			targets = append(targets, targetIDs(of)...)
		}
	}
	all, err := b.Store.Unconfirmed(ctx, t.plan.ID, targets)
	return t.plan.Awaited(all, t.place.Totals), err
}

// mostConfirmables is how many figures one list shows; the oldest come first.
const mostConfirmables = 12

// signatures reads the office's words on figures, none where the commune wants no second signature.
func (b *Bot) signatures(ctx context.Context, t *turn, figures []plan.Entry) (plan.Confirmations, error) {
	if !t.plan.Commune.TwoSignatures() || len(figures) == 0 {
		return plan.Confirmations{}, nil
	}
	entries := make([]int64, len(figures))
	for i, e := range figures {
		entries[i] = e.ID
	}
	return b.Store.Confirmations(ctx, t.place.Commune.ID, entries)
}

// aboutConfirm begins what a list of figures to sign is remembered as: the task's number, or 0, and the entries shown.
const aboutConfirm = "confirm"

func (t *turn) confirmables(task *plan.Task, all []plan.Unconfirmed, done string) Reply {
	shown := all[:min(len(all), mostConfirmables)]
	about := aboutConfirm + " 0"
	if task != nil {
		about = fmt.Sprintf("%s %d", aboutConfirm, task.No)
	}
	for _, u := range shown {
		about += fmt.Sprintf(" %d", u.Entry.ID)
	}
	m := message.Confirmables(message.ConfirmList{Plan: t.plan, Task: task, Shown: shown, Found: len(all), Day: t.day, Done: done})
	return t.showing(about, m, tasksOfEntries(t.plan, shown)...)
}

func tasksOfEntries(p *plan.Plan, all []plan.Unconfirmed) []*plan.Task {
	var tasks []*plan.Task
	for _, u := range all {
		if task, _, ok := p.TargetByID(u.Entry.Slot.Target); ok {
			tasks = append(tasks, task)
		}
	}
	return eachOnce(tasks)
}

// listed are the entries that the tapped message showed, and the task it was about, nil for all. The turn is about their
// plan then.
func (b *Bot) listed(ctx context.Context, t *turn) (entries []int64, task *plan.Task, err error) {
	posted, err := b.tappedPosted(ctx, t)
	if err != nil {
		return nil, nil, err
	}
	words := strings.Fields(posted.About)
	if len(words) < 2 || words[0] != aboutConfirm {
		return nil, nil, errBadTap
	}
	if err := b.goToTasks(ctx, t, posted.Tasks); err != nil {
		return nil, nil, err
	}
	for _, word := range words[2:] {
		id, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			return nil, nil, errBadTap
		}
		entries = append(entries, id)
	}
	if no, _ := strconv.Atoi(words[1]); no > 0 {
		task, _ = t.plan.Task(no)
	}
	return entries, task, nil
}

// tapConfirmList shows the figures of a task that was chosen among several.
func (b *Bot) tapConfirmList(ctx context.Context, t *turn, args []string) (Answer, error) {
	task, err := b.taskTapped(ctx, t, args)
	if err != nil {
		return Answer{}, err
	}
	if sentence := mayNotConfirm(t); sentence != "" {
		return t.alert(sentence), nil
	}
	all, err := b.unconfirmed(ctx, t, task)
	if err != nil {
		return Answer{}, err
	}
	return t.toast("", t.confirmables(task, all, "")), nil
}

// tapConfirm signs one figure.
func (b *Bot) tapConfirm(ctx context.Context, t *turn, args []string) (Answer, error) {
	id, err := strconv.ParseInt(args[0], 10, 64)
	if err != nil {
		return Answer{}, errBadTap
	}
	if sentence := mayNotConfirm(t); sentence != "" {
		return t.alert(sentence), nil
	}
	done, err := b.confirmOne(ctx, t, id)
	switch {
	case errors.Is(err, plan.ErrNotFound):
		return Answer{}, errBadTap
	case err != nil:
		return Answer{}, err
	}
	switch done.Outcome {
	case plan.ConfirmOutdated:
		return t.alert(message.ConfirmOutdated), nil
	case plan.ConfirmOwn:
		return t.alert(message.ConfirmOwn), nil
	case plan.ConfirmedBefore:
		return b.relisted(ctx, t, message.ConfirmedBefore(done.Word))
	}
	return b.relisted(ctx, t, message.TapConfirmed)
}

// confirmOne signs one figure in its own plan, which may be a former one.
func (b *Bot) confirmOne(ctx context.Context, t *turn, id int64) (plan.Confirming, error) {
	entry, err := b.Store.Entry(ctx, t.place.Commune.ID, id)
	if err != nil {
		return plan.Confirming{}, err
	}
	if err := b.goToPlan(ctx, t, entry.Plan); err != nil {
		return plan.Confirming{}, err
	}
	done, err := b.Store.Confirm(ctx, t.place.Commune.ID, entry.Plan, []int64{id}, t.word())
	if err != nil {
		return plan.Confirming{}, err
	}
	return done[0], nil
}

// relisted answers a tap with a line and the tapped list as it is now.
func (b *Bot) relisted(ctx context.Context, t *turn, toast string) (Answer, error) {
	_, task, err := b.listed(ctx, t)
	if errors.Is(err, errBadTap) {
		return t.toast(toast), nil // the message is no list
	}
	if err != nil {
		return Answer{}, err
	}
	all, err := b.unconfirmed(ctx, t, task)
	if err != nil {
		return Answer{}, err
	}
	return t.toast(toast, t.inPlace(t.confirmables(task, all, ""))), nil
}

// word is the office's word as the speaker gives it now.
func (t *turn) word() plan.Confirmation {
	source := plan.Source{Chat: t.update.Chat().ID, Line: -1}
	if m := t.update.Words(); m != nil {
		source.Message, source.Line = m.ID, 0
	} else {
		source.Message = t.update.CallbackQuery.Message.ID
	}
	return plan.Confirmation{Source: source, By: t.author(), At: t.now}
}

// tapConfirmAll signs all that the tapped list showed but what the office reads otherwise. Figures that came since are
// counted, not signed: nobody saw them.
func (b *Bot) tapConfirmAll(ctx context.Context, t *turn, args []string) (Answer, error) {
	if sentence := mayNotConfirm(t); sentence != "" {
		return t.alert(sentence), nil
	}
	entries, task, err := b.listed(ctx, t)
	if err != nil || len(args) != 2 || len(entries) == 0 {
		return Answer{}, firstOf(err, errBadTap)
	}
	newest := slices.Max(entries)
	if args[1] != strconv.FormatInt(newest, 10) {
		return t.alert(message.ConfirmListMoved), nil
	}
	var counts message.ConfirmCounts
	if entries, err = b.withoutDiffering(ctx, t, entries, &counts); err != nil {
		return Answer{}, err
	}
	done, err := b.Store.Confirm(ctx, t.place.Commune.ID, t.plan.ID, entries, t.word())
	if err != nil {
		return Answer{}, err
	}
	count(&counts, done)
	left, err := b.unconfirmed(ctx, t, task)
	if err != nil {
		return Answer{}, err
	}
	for _, u := range left {
		if u.Entry.ID > newest {
			counts.Newer++
		}
	}
	said := message.ConfirmedAll(counts)
	return t.toast(said, t.inPlace(t.confirmables(task, left, said))), nil
}

func (b *Bot) withoutDiffering(ctx context.Context, t *turn, entries []int64, counts *message.ConfirmCounts) ([]int64, error) {
	words, err := b.Store.Confirmations(ctx, t.place.Commune.ID, entries)
	return slices.DeleteFunc(slices.Clone(entries), func(id int64) bool {
		word, said := words[id]
		if differs := said && !word.Agrees; differs {
			counts.Differing++
			return true
		}
		return false
	}), err
}

func count(c *message.ConfirmCounts, done []plan.Confirming) {
	for _, d := range done {
		switch d.Outcome {
		case plan.ConfirmedNow:
			c.Now++
		case plan.ConfirmedBefore:
			c.Before++
		case plan.ConfirmOutdated:
			c.Outdated++
		case plan.ConfirmOwn:
			c.Own++
		}
	}
}
