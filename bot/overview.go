package bot

import (
	"context"
	"fmt"

	"planbot/bot/message"
	"planbot/bot/report"
	"planbot/storage/plan"
)

// overview shows how the plan stands, in words and in a picture: all of it to the leaders and the office, to a unit its
// own tasks.
func (b *Bot) overview(ctx context.Context, t *turn) (Answer, error) {
	board, err := b.board(ctx, t)
	if err != nil {
		return Answer{}, err
	}
	if picture, ok := report.OverviewChart(board.Plan, board.Viewer, board.Overview); ok {
		data, err := picture.PNG()
		if err != nil {
			return Answer{}, fmt.Errorf("draw the overview: %w", err)
		}
		board.Picture = &message.File{Name: "tong-quan.png", Data: data, Photo: true}
	}
	return t.answer(t.boarded(board)), nil
}

// tapOverview shows the overview as it is now. The picture stays as of the day on which it was asked for.
func (b *Bot) tapOverview(ctx context.Context, t *turn, _ []string) (Answer, error) {
	board, err := b.board(ctx, t)
	if err != nil {
		return Answer{}, err
	}
	return t.toast("", t.inPlace(t.boarded(board))), nil
}

func (t *turn) boarded(board message.Board) Reply {
	return t.showing("overview", message.Overview(board), taskOfEach(board.Overview.Reds())...)
}

// tapOverviewList shows the tasks behind a count, or the meeting, in a message of its own. Data: a filter, or "meeting".
func (b *Bot) tapOverviewList(ctx context.Context, t *turn, args []string) (Answer, error) {
	if args[0] == "meeting" {
		if !t.may(plan.ActMeet) {
			return t.alert(message.NotAllowed(plan.ActMeet, nil)), nil
		}
		reply, err := b.agendaItem(ctx, t, 0)
		return t.toast("", reply), err
	}
	filter, ok := parseFilterName(t.plan, args[0])
	if !ok {
		return Answer{}, errBadTap
	}
	if err := b.readSteps(ctx, t); err != nil {
		return Answer{}, err
	}
	return t.toast("", t.list(filter, 1)), nil
}

func (b *Bot) board(ctx context.Context, t *turn) (message.Board, error) {
	viewer := t.reader()
	board := message.Board{
		Plan: t.plan, Viewer: viewer, Overview: t.plan.Overview(t.place.Totals, viewer, t.day), Leads: t.may(plan.ActMeet),
	}
	if board.Leads && viewer.SeesAll() {
		open, err := b.Store.OpenMatters(ctx, t.place.Commune.ID, t.plan.ID)
		if err != nil {
			return message.Board{}, err
		}
		board.Decide = len(t.plan.ForMeeting(t.place.Totals, open, t.day))
	}
	if former, ok := t.plan.FormerCut(t.day); ok {
		then, err := b.Store.Counted(ctx, t.place.Commune.ID, t.plan.ID, former)
		if err != nil {
			return message.Board{}, err
		}
		board.Former, board.Shift = former, board.Overview.Since(then.Overview(viewer))
	}
	return board, nil
}

// reader is whose overview is shown: the chat's unit; a leader, or the office, sees the whole commune in private too.
func (t *turn) reader() plan.Unit {
	if t.place.Private && !t.unit.SeesAll() && t.may(plan.ActMeet) {
		return plan.Unit{Name: t.place.Commune.Name, Kind: plan.Leaders}
	}
	return t.unit
}

func taskOfEach(states []plan.TaskState) []*plan.Task {
	tasks := make([]*plan.Task, len(states))
	for i, s := range states {
		tasks[i] = s.Task
	}
	return tasks
}
