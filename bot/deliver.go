package bot

import (
	"cmp"
	"context"

	"planbot/bot/message"
	"planbot/bot/posting"
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
	pieces  int // of the reply under way
	posted  []plan.Posted
}

// deliver sends what of an answer is not out yet.
func (in *Inbox) deliver(ctx context.Context, a Answer, out *delivery) error {
	for _, r := range a.Replies[min(out.replies, len(a.Replies)):] {
		err := in.deliverReply(ctx, &a, r, out)
		switch {
		case telegram.IsChatGone(err):
			return in.Bot.lost(ctx, a.Chat)
		case telegram.IsMuted(err):
			return in.Bot.muted(ctx, a.Chat, true)
		case err != nil:
			return err
		}
		out.replies, out.pieces = out.replies+1, 0
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

func (in *Inbox) deliverReply(ctx context.Context, a *Answer, r Reply, out *delivery) error {
	pieces := posting.Pieces(r.Message)
	if r.Edit != 0 && len(pieces) == 1 && len(pieces[0].Files) == 0 {
		err := in.Post.Edit(ctx, telegram.Edit{Chat: a.Chat, Message: r.Edit, HTML: pieces[0].HTML, Buttons: pieces[0].Buttons})
		if telegram.IsNotModified(err) {
			a.Toast, err = cmp.Or(a.Toast, message.TapUpToDate), nil
		}
		if !telegram.IsEditTargetMissing(err) && !telegram.IsTooLong(err) && !telegram.IsMigrated(err) {
			return in.sent(a, r, out, err, r.Edit)
		}
	}
	return in.sendPieces(ctx, a, r, pieces, out)
}

// sendPieces sends what of a message is not out yet: in several pieces if it is long or has files.
func (in *Inbox) sendPieces(ctx context.Context, a *Answer, r Reply, pieces []telegram.Outgoing, out *delivery) error {
	for _, piece := range pieces[min(out.pieces, len(pieces)):] {
		piece.Chat, piece.Thread, piece.ReplyTo = a.Chat, a.Thread, a.ReplyTo
		sent, err := in.Post.Send(ctx, piece)
		if moved := telegram.NewChat(err); moved != 0 {
			sent, err = in.sendMoved(ctx, a, piece, moved)
		}
		if words, ok := posting.WithoutFiles(piece, err); ok {
			words.Chat, words.ReplyTo = a.Chat, a.ReplyTo
			sent, err = in.Post.Send(ctx, words)
		}
		if sent.FellBack {
			in.Bot.topicLost(ctx, a.Chat, a.Thread)
		}
		if err := in.sent(a, r, out, err, append(sent.Others, sent.ID)...); err != nil {
			return err
		}
		out.pieces++
	}
	return nil
}

// sent notes messages that are out. A send whose fate is unknown is not repeated: the person asks again sooner than
// they forgive a double.
func (in *Inbox) sent(a *Answer, r Reply, out *delivery, err error, messages ...int) error {
	if telegram.IsAmbiguous(err) {
		in.Log.Warn("answer may be lost", "chat", a.Chat, "err", err)
		err = nil
	}
	for _, id := range messages {
		if err == nil && id != 0 {
			out.posted = append(out.posted, r.posted(a, id))
		}
	}
	return err
}

// sendMoved follows a group that became a supergroup in the meantime; its old message ids are void.
func (in *Inbox) sendMoved(ctx context.Context, a *Answer, out telegram.Outgoing, to int64) (telegram.Sent, error) {
	if err := in.Bot.Store.Migrate(ctx, a.Chat, to, in.Bot.Now()); err != nil {
		return telegram.Sent{}, err
	}
	a.Chat, a.ReplyTo = to, 0
	out.Chat, out.ReplyTo = to, 0
	return in.Post.Send(ctx, out)
}

func (r Reply) posted(a *Answer, id int) plan.Posted {
	return plan.Posted{Chat: a.Chat, Thread: a.Topic, Message: id, Commune: r.Commune, About: r.About, Tasks: r.Tasks, Numbers: r.Numbers}
}
