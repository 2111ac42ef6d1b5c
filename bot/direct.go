package bot

import (
	"context"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// direct gives a leader's instruction to the units that lead a task: "/direct 13 đẩy nhanh thanh toán 20/6" or
// "/direct 13 20/6 đẩy nhanh thanh toán".
func (b *Bot) direct(ctx context.Context, t *turn) (Answer, error) {
	return b.fromLeader(ctx, t, plan.Instruction)
}

// explain has a leader ask for a written explanation: "/explain 9 20/6".
func (b *Bot) explain(ctx context.Context, t *turn) (Answer, error) {
	return b.fromLeader(ctx, t, plan.Explanation)
}

func (b *Bot) fromLeader(ctx context.Context, t *turn, kind plan.MatterKind) (Answer, error) {
	task, words, answer, err := b.aboutTask(ctx, t, kind)
	if task == nil || err != nil {
		return answer, err
	}
	return b.order(ctx, t, task, kind, words)
}

// order opens the matter with every unit that leads the task, or with the one that the words name first.
func (b *Bot) order(ctx context.Context, t *turn, task *plan.Task, kind plan.MatterKind, words string) (Answer, error) {
	move := plan.Opening(kind)
	units, words := ordered(t, task, kind, words)
	by, words, undated := answerDay(t, words)
	bad := badWords(words)
	switch sentence := t.mayNot(move.Act, task); {
	case sentence != "":
		return t.say(message.Refused(sentence))
	case len(units) == 0:
		return t.say(message.Refused(message.NobodyLeadsTask))
	case namesOther(t, words):
		return t.again(message.Refused(message.UnitAnswersNot(words)))
	case undated != "":
		return t.again(message.Refused(undated))
	case move.Words && words == "":
		return t.again(message.Refused(message.DirectHow))
	case bad != "":
		return t.again(message.Refused(bad))
	}
	var all []plan.Matter
	for _, unit := range units {
		m, _, err := b.opened(ctx, t, task, plan.MatterOpening{Move: move, Unit: unit.ID, Words: words, AnswerBy: by})
		if err != nil {
			return Answer{}, err
		}
		all = append(all, m)
	}
	reply, err := b.together(ctx, t, all)
	if err != nil {
		return Answer{}, err
	}
	return t.answer(reply), nil
}

// namesOther reports whether all that an order says is the name of a unit, which is none of those that it can go to.
func namesOther(t *turn, words string) bool {
	_, ok := t.plan.UnitNamed(words)
	return ok
}

// ordered are the units that an order goes to, and the words without the unit's name: of an explanation those that
// answer for the task, else those that lead it.
func ordered(t *turn, task *plan.Task, kind plan.MatterKind, words string) ([]plan.Unit, string) {
	units := t.plan.LeadingUnits(task)
	named := units
	if kind == plan.Explanation {
		units, named = t.plan.AtFault(task, t.place.Totals, t.day), t.plan.Answerable(task)
	}
	first, rest, _ := strings.Cut(words, " ")
	if u, ok := t.plan.UnitNamed(first); ok {
		for _, one := range named {
			if one.ID == u.ID {
				return []plan.Unit{one}, strings.TrimSpace(rest)
			}
		}
	}
	return units, words
}
