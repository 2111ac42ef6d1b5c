package bot

import (
	"context"
	"strconv"
	"strings"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// ScoreStore reads what proves the tasks of a plan.
type ScoreStore interface {
	PlanEvidence(ctx context.Context, commune, planID int64) (plan.Proofs, error)
}

// everybody sees the commune's criteria: what one of them is worth is no secret of a unit.
var everybody = plan.Unit{Kind: plan.Leaders}

// score shows the index: points so far, at stake and lost, what costs most first; with a criterion's code or a task's
// number, how the points come about.
func (b *Bot) score(ctx context.Context, t *turn) (Answer, error) {
	words := strings.Trim(t.args, " .:#")
	if words == "" || len(t.plan.Scores) == 0 {
		reply, err := b.wholeCard(ctx, t)
		if err != nil {
			return Answer{}, err
		}
		return t.answer(reply), nil
	}
	card, err := b.scorecard(ctx, t, everybody)
	if err != nil {
		return Answer{}, err
	}
	narrow := card.Under(words)
	if no, err := strconv.Atoi(words); err == nil {
		task, ok := t.plan.Task(no)
		if !ok {
			return t.say(message.Refused(message.NoSuchTask))
		}
		narrow = card.Of(task)
	}
	switch len(narrow.Criteria) {
	case 0:
		return t.say(message.NotScored(words))
	case 1:
		return t.answer(t.explained(narrow.Criteria[0])), nil
	default:
		return t.answer(t.shownCard("score "+words, narrow, false)), nil
	}
}

// tapScore shows the index, or a criterion, as it is now. Data: nothing, or the code of the criterion.
func (b *Bot) tapScore(ctx context.Context, t *turn, args []string) (Answer, error) {
	if args[0] == "" {
		reply, err := b.wholeCard(ctx, t)
		if err != nil {
			return Answer{}, err
		}
		return t.toast("", t.inPlace(reply)), nil
	}
	card, err := b.scorecard(ctx, t, everybody)
	if err != nil {
		return Answer{}, err
	}
	narrow := card.Under(args[0])
	if len(narrow.Criteria) != 1 {
		return Answer{}, errBadTap
	}
	return t.toast("", t.inPlace(t.explained(narrow.Criteria[0]))), nil
}

// wholeCard shows every criterion that concerns the reader.
func (b *Bot) wholeCard(ctx context.Context, t *turn) (Reply, error) {
	card, err := b.scorecard(ctx, t, t.reader())
	if err != nil {
		return Reply{}, err
	}
	return t.shownCard("score", card, true), nil
}

func (b *Bot) scorecard(ctx context.Context, t *turn, viewer plan.Unit) (plan.Scorecard, error) {
	proofs, err := b.Store.PlanEvidence(ctx, t.place.Commune.ID, t.plan.ID)
	if err != nil {
		return plan.Scorecard{}, err
	}
	return t.plan.Score(t.place.Totals, proofs, viewer, t.day), nil
}

func (t *turn) shownCard(about string, card plan.Scorecard, whole bool) Reply {
	m := message.Score(message.Card{Plan: t.plan, Viewer: t.reader(), Day: t.day, Score: card, Whole: whole})
	var tasks []*plan.Task
	for _, c := range card.Criteria {
		tasks = append(tasks, c.State.Task)
	}
	return t.showing(about, m, eachOnce(tasks)...)
}

func (t *turn) explained(c plan.CriterionScore) Reply {
	return t.showing("score "+c.Rule.Code, message.ScoreOf(t.plan, c, t.day), c.State.Task)
}
