package bot

import (
	"context"
	"slices"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// officeReading is a value that the office read itself, beside the figure that counts.
type officeReading struct {
	entry  plan.Entry
	figure plan.Figure
}

// readByOffice takes down the office's own value of a figure: the same one confirms it, another stands beside it and is
// told to the unit.
func (b *Bot) readByOffice(ctx context.Context, t *turn) (Answer, error) {
	s := &speech{turn: t, text: t.args, source: t.command(), said: t.day}
	lines := s.lines()
	if len(lines) != 1 || lines[0].Address.Task == 0 && lines[0].Address.Code == "" {
		return t.say(message.Refused(message.ConfirmHow))
	}
	task, sentence := s.taskOf(lines[0].Address, 0)
	if sentence != "" {
		return t.say(message.Refused(sentence))
	}
	figures, err := b.Store.Figures(ctx, targetIDs(task))
	if err != nil {
		return Answer{}, err
	}
	read, sentence := s.readings(task, lines[0], figures)
	switch {
	case sentence != "":
		return t.say(message.Refused(sentence))
	case len(read) > 1:
		return t.say(message.Refused(message.ConfirmWhich(t.plan, task)))
	}
	return b.takeDown(ctx, t, task, read[0])
}

// readings are the figures that a line may be the office's value of: of each target that the words fit and each unit
// that has one, the period named or the latest.
func (s *speech) readings(task *plan.Task, line plan.Line, figures []plan.Entry) (read []officeReading, sentence string) {
	sentence = message.ConfirmHow
	for _, target := range targetsOf(task, line.Address.Mark) {
		grid := s.plan.Grid(task)
		r, err := plan.ReadFigure(line.Rest, plan.Expect{
			Measure: target.Measure, Accumulation: target.Accumulation, Noun: target.Noun, Today: s.said,
			PlanYear: s.plan.Year, Every: grid.Every, Longer: task.ReportKinds(), Cutoff: grid.Cutoff, Addressed: true,
		})
		if err != nil || r.Ask != "" || r.Delta {
			continue
		}
		sentence = message.ConfirmNothing
		for _, u := range s.plan.ReportingUnits(task, target) {
			named, known := s.plan.UnitNamed(line.Address.Unit)
			if line.Address.Unit != "" && (!known || named.ID != u.ID) {
				continue
			}
			if e, ok := figureOf(figures, target.ID, u.ID, r.Period); ok {
				read = append(read, officeReading{e, r.Figure})
			}
		}
	}
	if len(read) > 0 {
		return read, ""
	}
	return nil, sentence
}

// figureOf is the figure of a target and unit that counts: of a period, or the latest.
func figureOf(figures []plan.Entry, target, unit int64, period *plan.Period) (plan.Entry, bool) {
	for _, e := range slices.Backward(figures) {
		mine := e.Slot.Target == target && e.Slot.Unit == unit && e.Figure.Kind != plan.Withdrawn
		if mine && (period == nil || *period == e.Slot.Period) {
			return e, true
		}
	}
	return plan.Entry{}, false
}

func (b *Bot) takeDown(ctx context.Context, t *turn, task *plan.Task, r officeReading) (Answer, error) {
	word := t.word()
	word.Entry, word.Figure = r.entry.ID, r.figure
	done, told, err := b.judgeReading(ctx, t, r, word)
	if err != nil {
		return t.refuse(err)
	}
	switch done.Outcome {
	case plan.ConfirmOwn:
		return t.say(message.Refused(message.ConfirmOwn))
	case plan.ConfirmOutdated:
		return t.say(message.Refused(message.ConfirmOutdated))
	case plan.ConfirmedBefore:
		return t.say(message.Refused(message.ConfirmedBefore(done.Word)))
	}
	m := message.ReadByOffice(message.OfficeReading{Plan: t.plan, Task: task, Done: done, Day: t.day, Told: told})
	return t.answer(t.showing("confirmed", m, task)), nil
}

// judgeReading confirms a figure that the office reads alike, and records another reading with word of it to the unit.
func (b *Bot) judgeReading(ctx context.Context, t *turn, r officeReading, word plan.Confirmation) (plan.Confirming, []plan.Unit, error) {
	if r.figure.SameValue(r.entry.Figure) {
		done, err := b.Store.Confirm(ctx, t.place.Commune.ID, t.plan.ID, []int64{r.entry.ID}, word)
		if err != nil {
			return plan.Confirming{}, nil, err
		}
		return done[0], nil, nil
	}
	w, err := b.watch(ctx, t)
	if err != nil {
		return plan.Confirming{}, nil, err
	}
	var notes []plan.Note
	for _, chat := range w.Audience(plan.ToLead, []int64{r.entry.Slot.Unit}) {
		if chat.Chat == t.update.Chat().ID {
			continue // it reads the answer
		}
		notes = append(notes, plan.Note{To: chat, Kind: plan.LetterDiffers, After: t.now, Payload: plan.Payload{
			Unit: r.entry.Slot.Unit, Entry: r.entry.ID, Read: r.figure, By: t.author().Name,
		}})
	}
	var told []plan.Unit
	if unit, ok := t.plan.UnitByID(r.entry.Slot.Unit); ok && len(notes) > 0 {
		told = append(told, unit)
	}
	done, err := b.Store.ReadOtherwise(ctx, t.place.Commune.ID, t.plan.ID, word, notes)
	return done, told, err
}
