package bot

import (
	"context"
	"errors"
	"maps"
	"slices"

	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// correct records the edited version of a message. An edit that leaves the figures as they were, as a link preview
// does, is ignored.
func (b *Bot) correct(ctx context.Context, u telegram.Update, text string) (Answer, error) {
	t, err := b.turn(ctx, u)
	if err != nil {
		return Answer{}, err
	}
	return b.hear(ctx, t, text)
}

// changed leaves out the lines of an edited message that say what was recorded before: another line was edited, or, as
// by a link preview, none.
func (s *speech) changed(all []heard) []heard {
	return slices.DeleteFunc(slices.Clone(all), s.same)
}

func (s *speech) same(h heard) bool {
	before, ok := s.before(h.source.Line)
	if !ok || len(h.reports) != 1 || h.refused() {
		return false
	}
	now := h.reports[0]
	return now.Slot == before.Slot && now.Figure.Equal(before.Figure)
}

// before is what the latest former version of a line was recorded as.
func (s *speech) before(line int) (plan.Entry, bool) {
	for i := len(s.former) - 1; i >= 0; i-- {
		if s.former[i].Source.Line == line {
			return s.former[i], true
		}
	}
	return plan.Entry{}, false
}

// beyond lists what former versions of an edited message recorded in lines that it no longer has, the latest first.
func (s *speech) beyond(lines int) []plan.Entry {
	var all []plan.Entry
	for _, e := range slices.Backward(s.former) {
		if e.Source.Line >= lines {
			all = append(all, e)
		}
	}
	return all
}

// leftOut takes back the figures of lines that an edited message no longer has, and tells so once for each target.
// A message without any line that can be read keeps its figures: a slip of the finger must not undo a report.
func (b *Bot) leftOut(ctx context.Context, s *speech, lines int) ([]Reply, error) {
	if lines == 0 {
		return nil, nil
	}
	undone := map[int64]plan.Undone{}
	for _, e := range s.beyond(lines) {
		source := plan.Source{Chat: s.source.Chat, Message: s.source.Message, Line: -1, Revision: e.ID}
		u, err := b.Store.Undo(ctx, s.place.Commune.ID, e.ID, source, s.author(), "", s.now)
		if errors.Is(err, plan.ErrSettled) {
			continue // a newer figure counts
		}
		if err != nil {
			return nil, err
		}
		undone[e.Slot.Target] = u
	}
	var replies []Reply
	for _, target := range slices.Sorted(maps.Keys(undone)) {
		reply, err := b.undone(ctx, s.turn, undone[target])
		if err != nil {
			return nil, err
		}
		replies = append(replies, reply)
	}
	return replies, nil
}
