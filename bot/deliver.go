package bot

import (
	"cmp"
	"context"

	"planbot/bot/message"
	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// Messenger sends what the bot says.
type Messenger interface {
	Send(ctx context.Context, m telegram.Outgoing) (telegram.Sent, error)
	Edit(ctx context.Context, e telegram.Edit) error
	AnswerCallback(ctx context.Context, query, text string, alert bool) error
}

// delivery is how much of an answer is out. A later try goes on from there.
type delivery struct {
	replies int
	posted  []plan.Posted
}

// deliver sends what of an answer is not out yet. A send whose fate is unknown is not repeated: the person asks
// again sooner than they forgive a double.
func (in *Inbox) deliver(ctx context.Context, a Answer, out *delivery) error {
	for _, r := range a.Replies[min(out.replies, len(a.Replies)):] {
		sent, err := in.deliverReply(ctx, &a, r)
		switch {
		case telegram.IsChatGone(err):
			return in.Bot.lost(ctx, a.Chat)
		case telegram.IsMuted(err):
			return in.Bot.muted(ctx, a.Chat, true)
		case telegram.IsAmbiguous(err):
			in.Log.Warn("answer may be lost", "chat", a.Chat, "err", err)
		case err != nil:
			return err
		}
		out.replies++
		out.posted = append(out.posted, sent...)
	}
	if a.Muted && len(a.Replies) > 0 { // the rights of a whole group change without a word to the bot
		if err := in.Bot.muted(ctx, a.Chat, false); err != nil {
			return err
		}
	}
	if a.Query != "" {
		// A tap older than a few minutes can no longer be answered; what it asked for is done all the same.
		if err := in.Post.AnswerCallback(ctx, a.Query, a.Toast, a.Alert); err != nil && !telegram.IsQueryTooOld(err) {
			in.Log.Warn("tap not answered", "chat", a.Chat, "err", err)
		}
	}
	return nil
}

func (in *Inbox) deliverReply(ctx context.Context, a *Answer, r Reply) ([]plan.Posted, error) {
	parts := telegram.Split(r.Message.Items, telegram.MaxText)
	if r.Edit != 0 && len(parts) == 1 {
		err := in.Post.Edit(ctx, telegram.Edit{Chat: a.Chat, Message: r.Edit, HTML: parts[0], Buttons: buttons(r.Message)})
		switch {
		case telegram.IsNotModified(err):
			a.Toast = cmp.Or(a.Toast, message.TapUpToDate)
			return []plan.Posted{r.posted(a.Chat, r.Edit)}, nil
		case !telegram.IsEditTargetMissing(err) && !telegram.IsMigrated(err):
			return []plan.Posted{r.posted(a.Chat, r.Edit)}, err
		}
	}
	return in.sendParts(ctx, a, r, parts)
}

// sendParts sends a message, in several parts if it is long; the buttons stand under the last.
func (in *Inbox) sendParts(ctx context.Context, a *Answer, r Reply, parts []string) ([]plan.Posted, error) {
	var posted []plan.Posted
	for i, part := range parts {
		out := telegram.Outgoing{Chat: a.Chat, Thread: a.Thread, ReplyTo: a.ReplyTo, HTML: part}
		if i == len(parts)-1 {
			out.Buttons = buttons(r.Message)
		}
		sent, err := in.Post.Send(ctx, out)
		if moved := telegram.NewChat(err); moved != 0 {
			sent, err = in.sendMoved(ctx, a, out, moved)
		}
		if err != nil {
			return posted, err
		}
		posted = append(posted, r.posted(a.Chat, sent.ID))
	}
	return posted, nil
}

// sendMoved follows a group that became a supergroup in the meantime; its old message ids are void.
func (in *Inbox) sendMoved(ctx context.Context, a *Answer, out telegram.Outgoing, to int64) (telegram.Sent, error) {
	if err := in.Bot.Store.Migrate(ctx, a.Chat, to); err != nil {
		return telegram.Sent{}, err
	}
	a.Chat, a.ReplyTo = to, 0
	out.Chat, out.ReplyTo = to, 0
	return in.Post.Send(ctx, out)
}

func (r Reply) posted(chat int64, id int) plan.Posted {
	return plan.Posted{Chat: chat, Message: id, Commune: r.Commune, About: r.About, Tasks: r.Tasks, Numbers: r.Numbers}
}

func buttons(m message.Message) [][]telegram.Button {
	var rows [][]telegram.Button
	for _, row := range m.Buttons {
		var shown []telegram.Button
		for _, b := range row {
			shown = append(shown, telegram.Button{Text: b.Label, Data: b.Data})
		}
		rows = append(rows, shown)
	}
	return rows
}
