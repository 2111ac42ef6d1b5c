package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// A message about a matter says so in what it is about, so that a reply to it is understood: "matter 12", and where it
// asks for the words of a step, "say 12 3 return".
func aboutMatter(id int64) string { return fmt.Sprintf("matter %d", id) }

func aboutSaying(m plan.Matter, v plan.Verb) string {
	return fmt.Sprintf("say %d %d %s", m.ID, m.Version, v)
}

// tapMatter takes a step about a matter, or asks for the words that it needs. Data: matter, version, verb.
func (b *Bot) tapMatter(ctx context.Context, t *turn, args []string) (Answer, error) {
	if len(args) != 3 {
		return Answer{}, errBadTap
	}
	version, err := strconv.Atoi(args[1])
	if err != nil {
		return Answer{}, errBadTap
	}
	m, task, err := b.matterNamed(ctx, t, args[0])
	if err != nil {
		return Answer{}, err
	}
	move, ok := movedFrom(m, version, plan.Verb(args[2]))
	switch {
	case !ok:
		return Answer{}, errBadTap
	case task.Retired:
		return t.alert(message.TaskMovedOn), nil
	case t.place.Nobody:
		return t.alert(message.NobodyMayReport), nil
	case !t.mayMove(move.Act, task, m):
		return t.alert(message.NotAllowed(move.Act, mattersUnit(t.plan, m))), nil
	case move.Words && m.Version == version:
		asking := t.showing(aboutSaying(m, move.Verb), message.Words(task, string(move.Verb), t.asking()), task)
		return t.toast("", asking), nil
	}
	tapped := t.update.CallbackQuery.Message
	return b.moveMatter(ctx, t, m, plan.MatterAct{
		Version: version, Move: move, Source: plan.Source{Chat: tapped.Chat.ID, Message: tapped.ID},
	})
}

// tapMatterCard shows a matter of a list.
func (b *Bot) tapMatterCard(ctx context.Context, t *turn, args []string) (Answer, error) {
	m, _, err := b.matterNamed(ctx, t, args[0])
	if err != nil {
		return Answer{}, err
	}
	reply, err := b.matterCard(ctx, t, m)
	if err != nil {
		return Answer{}, err
	}
	return t.toast("", reply), nil
}

// matterNamed finds the matter of a button, and has the turn be about its plan. One that this chat does not see, or
// of another commune, is not valid here.
func (b *Bot) matterNamed(ctx context.Context, t *turn, id string) (plan.Matter, *plan.Task, error) {
	no, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return plan.Matter{}, nil, errBadTap
	}
	m, err := b.Store.Matter(ctx, t.place.Commune.ID, no)
	if errors.Is(err, plan.ErrNotFound) {
		err = errBadTap
	}
	if err != nil {
		return plan.Matter{}, nil, err
	}
	if err := b.goToTasks(ctx, t, []int64{m.Task}); err != nil {
		return plan.Matter{}, nil, err
	}
	task, ok := t.plan.TaskByID(m.Task)
	if !ok {
		return plan.Matter{}, nil, errBadTap
	}
	return m, task, nil
}

// movedFrom is the move that a verb made of a matter in a former version: the steps tell its state then.
func movedFrom(m plan.Matter, version int, v plan.Verb) (plan.Move, bool) {
	i := slices.IndexFunc(m.Steps, func(s plan.MatterStep) bool { return s.No == version })
	if i < 0 {
		return plan.Move{}, false
	}
	then := m
	then.State = m.Steps[i].To
	return then.Move(v)
}

func mattersUnit(p *plan.Plan, m plan.Matter) []plan.Unit {
	u, _ := p.UnitByID(m.Unit)
	return []plan.Unit{u}
}

// moveMatter takes the step and shows the matter as it is then, in place of what was tapped. Whoever comes second is
// told so, and sees how it ended.
func (b *Bot) moveMatter(ctx context.Context, t *turn, m plan.Matter, a plan.MatterAct) (Answer, error) {
	moved, late, err := b.moved(ctx, t, m, a)
	if err != nil {
		return Answer{}, err
	}
	return b.showMoved(ctx, t, []plan.Matter{moved}, late)
}

// moved takes the step, and has the turn's plan know what that made of the task; late is true where somebody was faster.
func (b *Bot) moved(ctx context.Context, t *turn, m plan.Matter, a plan.MatterAct) (moved plan.Matter, late bool, err error) {
	task, _ := t.plan.TaskByID(m.Task)
	to := a.Move.Goes(m.Above)
	a.Commune, a.Matter, a.By = t.place.Commune.ID, m.ID, t.author()
	a.AnswerBy = t.plan.AnswerBy(to, t.day)
	a.Leads = unitIDs(t.plan.LeadingUnits(task))
	if a.Tell, err = b.hearers(ctx, t, m, m.State, to); err != nil {
		return plan.Matter{}, false, err
	}
	moved, _, err = b.Store.MoveMatter(ctx, a, t.now)
	late = errors.Is(err, plan.ErrSettled)
	if err != nil && !late {
		return plan.Matter{}, false, err
	}
	if moved.Course != nil {
		t.plan = t.plan.Steered(moved.Task, *moved.Course)
	}
	return moved, late, nil
}

// showMoved answers a step that was taken about some matters of one task.
func (b *Bot) showMoved(ctx context.Context, t *turn, all []plan.Matter, late bool) (Answer, error) {
	if t.update.CallbackQuery != nil {
		return b.showTapped(ctx, t, all[0], late)
	}
	reply, err := b.together(ctx, t, all)
	switch {
	case err != nil:
		return Answer{}, err
	case late:
		return t.answer(Reply{Message: message.Refused(message.MatterMoved)}, reply), nil
	default:
		return t.answer(reply), nil
	}
}

func (b *Bot) showTapped(ctx context.Context, t *turn, m plan.Matter, late bool) (Answer, error) {
	reply, err := b.tappedMatter(ctx, t, m)
	if err != nil {
		return Answer{}, err
	}
	if !late {
		return t.toast(message.MatterDone, reply), nil
	}
	answer := t.toast(message.MatterMoved, reply)
	answer.Alert = true
	return answer, nil
}

// heardWords answers a reply that is about a matter and no figure. An edited one is too late: what was said stands.
func (b *Bot) heardWords(ctx context.Context, s *speech) (a Answer, ok bool, err error) {
	if s.args != "" || s.posted.About == "" {
		return Answer{}, false, nil
	}
	if s.source.Revision != 0 && len(s.former) == 0 && aboutWords(s.posted.About) {
		a, err = s.say(message.Refused(message.WordsStand))
		return a, true, err
	}
	s.asked = s.posted
	if task, ok := s.eitherWay(); ok {
		a, err = s.again(message.WordsOrFigure(task))
		return a, true, err
	}
	if a, ok, err := b.heardOrder(ctx, s.turn, s.posted.About, s.text); ok || err != nil {
		return a, ok, err
	}
	return b.said(ctx, s.turn, s.posted, s.text)
}

func aboutWords(about string) bool {
	what, _, _ := strings.Cut(about, " ")
	return what == "say" || what == "order" || what == "matter" || what == aboutMatters
}

// said answers a reply to a message about a matter: the words that it asked for, or those that the matter's holder is
// expected to give. ok is false where the reply must mean something else, such as a figure.
func (b *Bot) said(ctx context.Context, t *turn, posted plan.Posted, text string) (a Answer, ok bool, err error) {
	about, err := b.meantBy(ctx, t, posted.About)
	if err != nil {
		return Answer{}, false, err
	}
	words := strings.Fields(about)
	asked := len(words) == 4 && words[0] == "say"
	if !asked && (len(words) != 2 || words[0] != "matter" || startsWithDigit(strings.TrimSpace(text))) {
		return Answer{}, false, nil
	}
	m, task, err := b.matterNamed(ctx, t, words[1])
	if errors.Is(err, errBadTap) {
		return Answer{}, false, nil
	}
	if err != nil {
		return Answer{}, false, err
	}
	if m.Said(t.command()) {
		a, err = b.showMoved(ctx, t, []plan.Matter{m}, false) // the message came once more
		return a, true, err
	}
	version := m.Version
	move, known := b.expected(t, m, task)
	if asked {
		version, _ = strconv.Atoi(words[2])
		move, known = movedFrom(m, version, plan.Verb(words[3]))
	}
	if !known {
		return Answer{}, false, nil
	}
	a, err = b.say(ctx, t, m, plan.MatterAct{Version: version, Move: move, Words: strings.TrimSpace(text), Source: t.command()})
	return a, true, err
}

// plainAnswers are the verbs that a mere reply to a matter's message means.
var plainAnswers = []plan.Verb{plan.VerbAnswer, plan.VerbSupply, plan.VerbExplain, plan.VerbCarry}

// expected is the answer that the speaker is expected to give to a matter.
func (b *Bot) expected(t *turn, m plan.Matter, task *plan.Task) (plan.Move, bool) {
	for _, move := range m.Moves(func(a plan.Action) bool { return t.mayMove(a, task, m) }) {
		if slices.Contains(plainAnswers, move.Verb) {
			return move, true
		}
	}
	return plan.Move{}, false
}

// say takes a step that comes with words.
func (b *Bot) say(ctx context.Context, t *turn, m plan.Matter, a plan.MatterAct) (Answer, error) {
	task, _ := t.plan.TaskByID(m.Task)
	switch bad := badWords(a.Words); {
	case t.place.Nobody:
		return t.say(message.Refused(message.NobodyMayReport))
	case task.Retired:
		return t.say(message.Refused(message.TaskMovedOn))
	case !t.mayMove(a.Move.Act, task, m):
		return t.say(message.Refused(message.NotAllowed(a.Move.Act, mattersUnit(t.plan, m))))
	case a.Words == "":
		return t.again(message.Refused(message.NeedWords))
	case bad != "":
		return t.again(message.Refused(bad))
	}
	if a.Move.Verb == plan.VerbGrant {
		a.On = grantedTo(a.Words, m, t.day)
		if !a.On.IsZero() && !a.On.After(task.Due()) && m.Version == a.Version {
			return t.again(message.Refused(message.GrantEarlier))
		}
	}
	return b.moveMatter(ctx, t, m, a)
}

// grantedTo is the date that a document grants, after the word "đến"; zero where it grants what was asked for.
func grantedTo(words string, m plan.Matter, today calendar.Date) calendar.Date {
	all := strings.Fields(words)
	for i, word := range all {
		if plan.Fold(word) != "den" {
			continue
		}
		if day, used, err := plan.ReadDayBeside(all[i+1:], today, m.Wants); err == nil && used > 0 {
			return day
		}
	}
	return calendar.Date{}
}
