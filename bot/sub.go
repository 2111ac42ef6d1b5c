package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// StepStore keeps the units' own detailed plans.
type StepStore interface {
	// Steps reads those of all units under the tasks of a plan.
	Steps(ctx context.Context, planID int64) ([]plan.Step, error)
	Step(ctx context.Context, commune, id int64) (plan.Step, error)
	// StepNumbered finds a step by what staff type, be it dropped.
	StepNumbered(ctx context.Context, commune, task, unit int64, no int) (plan.Step, error)
	// AddStep adds one; the same message adds it once.
	AddStep(ctx context.Context, commune, planID int64, s plan.Step, source plan.Source, now time.Time) (plan.Step, error)
	// MarkStep writes down what somebody says of a step; said again it changes nothing.
	MarkStep(ctx context.Context, commune, id int64, mark plan.StepMark, source plan.Source, by plan.Author, now time.Time) (plan.Step, error)
}

// sub keeps a unit's own steps under a task: "/sub 3" shows them, "/sub 3 dự thảo văn bản @nguoi 15/6" adds one, and
// "/sub 3 1 xong" marks one.
func (b *Bot) sub(ctx context.Context, t *turn) (Answer, error) {
	task, words, sentence, err := b.taskBefore(ctx, t)
	switch {
	case err != nil:
		return Answer{}, err
	case sentence != "":
		return t.say(message.Refused(sentence))
	case len(words) == 0:
		return b.showSteps(ctx, t, task, 0)
	}
	if sentence := mayNotDivide(t, task); sentence != "" {
		return t.say(message.Refused(sentence))
	}
	if no, mark, ok := readMark(words); ok {
		return b.markNumbered(ctx, t, task, no, mark)
	}
	return b.addStep(ctx, t, task, words)
}

// taskBefore reads the task that the first word names, else the one that the message replied to shows, and the words
// behind it.
func (b *Bot) taskBefore(ctx context.Context, t *turn) (task *plan.Task, words []string, sentence string, err error) {
	words = strings.Fields(t.args)
	if len(words) > 0 {
		if task, ok := taskWord(t.plan, words[0]); ok {
			return task, words[1:], "", nil
		}
	}
	shown, err := b.shownIn(ctx, t)
	switch {
	case err != nil:
		return nil, nil, "", err
	case len(shown) == 1:
		return shown[0], words, "", nil
	case len(words) == 0 || !startsWithDigit(words[0]):
		return nil, nil, message.SubHow, nil
	default:
		return nil, nil, message.NoSuchTask, nil
	}
}

// mayNotDivide says why the speaker may not keep steps of the chat's unit under a task, empty where they may.
func mayNotDivide(t *turn, task *plan.Task) string {
	bearing := t.plan.Bearing(task)
	switch {
	case t.place.Nobody:
		return message.NobodyMayReport
	case !slices.Contains(bearing.Act, t.unit.ID), !t.place.May(plan.ActDivide, t.unit, plan.Of(t.unit)):
		return message.SubByLead(t.plan.LeadingUnits(task))
	default:
		return ""
	}
}

// marks are the words that say what became of a step, folded.
var marks = map[string]plan.StepMark{
	"xong": plan.StepDone, "da xong": plan.StepDone, "hoan thanh": plan.StepDone, "done": plan.StepDone,
	"chua": plan.StepOpen, "chua xong": plan.StepOpen, "mo lai": plan.StepOpen,
	"bo": plan.StepDropped, "huy": plan.StepDropped, "xoa": plan.StepDropped,
}

// readMark reads "1 xong". A number alone is no mark: it says nothing of the step.
func readMark(words []string) (no int, mark plan.StepMark, ok bool) {
	no, err := strconv.Atoi(strings.Trim(words[0], ".:#"))
	mark, known := marks[strings.Join(strings.Fields(plan.Fold(strings.Join(words[1:], " "))), " ")]
	return no, mark, err == nil && known
}

func (b *Bot) markNumbered(ctx context.Context, t *turn, task *plan.Task, no int, mark plan.StepMark) (Answer, error) {
	s, err := b.Store.StepNumbered(ctx, t.place.Commune.ID, task.ID, t.unit.ID, no)
	if err == nil {
		_, err = b.Store.MarkStep(ctx, t.place.Commune.ID, s.ID, mark, t.command(), t.author(), t.now)
	}
	if errors.Is(err, plan.ErrNotFound) {
		return t.say(message.Refused(message.NoSuchStep(no)))
	}
	if err != nil {
		return Answer{}, err
	}
	return b.showSteps(ctx, t, task, 0)
}

func (b *Bot) addStep(ctx context.Context, t *turn, task *plan.Task, words []string) (Answer, error) {
	s, sentence := readStep(t, words)
	if sentence != "" {
		return t.say(message.Refused(sentence))
	}
	s.Task, s.Unit, s.By = task.ID, t.unit.ID, t.author()
	switch err := t.plan.CheckStep(s, t.day); {
	case errors.Is(err, plan.ErrNoWords):
		return t.say(message.Refused(message.SubHow))
	case errors.Is(err, plan.ErrWordy):
		return t.say(message.Refused(message.SubWordy))
	case err != nil:
		return t.refuse(err)
	}
	s, err := b.Store.AddStep(ctx, t.place.Commune.ID, t.plan.ID, s, t.command(), t.now)
	if err != nil {
		return t.refuse(err)
	}
	return b.showSteps(ctx, t, task, s.No)
}

// readStep takes the person and the day off the words of a step. A number alone would be a step of no words.
func readStep(t *turn, words []string) (s plan.Step, sentence string) {
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		named := s.Person == "" && len(w) > 1 && w[0] == '@'
		if named {
			s.Person = strings.TrimRight(w, ".,;")
		}
		return named
	})
	for i := range words {
		day, used, err := plan.ReadDay(words[i:], t.day, plan.Ahead)
		switch {
		case err != nil && i == len(words)-1:
			return s, message.NoSuchMoment
		case err != nil || used == 0 || i+used < len(words):
			continue
		case day.After(t.plan.Until) && passed(t, words[i:]):
			return s, message.DayPast
		}
		s.Due, words = day, words[:i]
		break
	}
	if _, err := strconv.Atoi(strings.Join(words, "")); err == nil {
		words = nil
	}
	s.Words = strings.Join(words, " ")
	return s, ""
}

// showSteps answers with the detailed plan under a task.
func (b *Bot) showSteps(ctx context.Context, t *turn, task *plan.Task, added int) (Answer, error) {
	reply, err := b.stepsOf(ctx, t, task, added)
	if err != nil {
		return Answer{}, err
	}
	return t.answer(reply), nil
}

// stepsOf shows the detailed plan under a task: the unit's own where it keeps one, else those of all units.
func (b *Bot) stepsOf(ctx context.Context, t *turn, task *plan.Task, added int) (Reply, error) {
	all, err := b.Store.Steps(ctx, t.plan.ID)
	if err != nil {
		return Reply{}, err
	}
	m := message.Steps(message.StepList{
		Plan: t.plan, Task: task, Viewer: t.unit, Day: t.day, Steps: t.plan.StepsSeen(all, task, t.unit),
		Marks: mayNotDivide(t, task) == "", Added: added,
	})
	return t.showing(fmt.Sprintf("steps %d", task.No), m, task), nil
}

// tapStep marks the step of a button, and shows the detailed plan anew.
func (b *Bot) tapStep(ctx context.Context, t *turn, args []string) (Answer, error) {
	id, err := strconv.ParseInt(args[0], 10, 64)
	if err != nil || len(args) != 2 || plan.StepMark(args[1]) != plan.StepDone {
		return Answer{}, errBadTap
	}
	s, err := b.Store.Step(ctx, t.place.Commune.ID, id)
	if errors.Is(err, plan.ErrNotFound) {
		return t.alert(message.SubGone), nil
	}
	if err != nil {
		return Answer{}, err
	}
	if err := b.goToTasks(ctx, t, []int64{s.Task}); err != nil {
		return Answer{}, err
	}
	task, ok := t.plan.TaskByID(s.Task)
	unit, known := t.plan.UnitByID(s.Unit)
	switch {
	case !ok || task.Retired || !known:
		return Answer{}, errBadTap
	case t.place.Nobody:
		return t.alert(message.NobodyMayReport), nil
	case !t.place.May(plan.ActDivide, t.unit, plan.Of(unit)):
		return t.alert(message.SubByLead([]plan.Unit{unit})), nil
	}
	source := plan.Source{Chat: t.update.Chat().ID, Message: t.update.CallbackQuery.Message.ID}
	if s, err = b.Store.MarkStep(ctx, t.place.Commune.ID, id, plan.StepDone, source, t.author(), t.now); err != nil {
		return Answer{}, err
	}
	reply, err := b.stepsOf(ctx, t, task, 0)
	if err != nil {
		return Answer{}, err
	}
	return t.toast(message.StepMarked(s, plan.StepDone), b.refreshed(ctx, t, reply)), nil
}
