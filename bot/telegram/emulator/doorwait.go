package emulator

import (
	"context"
	"fmt"
	"time"
)

// WaitMessage waits until the chat has a message after the given id that
// matches, as it is or as an edit makes it. A nil match takes the first.
func (d Door) WaitMessage(ctx context.Context, chat int64, after int, match func(Msg) bool) (Msg, error) {
	return d.wait(ctx, chat, func(m Msg) bool { return m.ID > after && (match == nil || match(m)) })
}

// WaitBot waits for a message of the bot's after the given id that matches.
func (d Door) WaitBot(ctx context.Context, chat int64, after int, match func(Msg) bool) (Msg, error) {
	return d.WaitMessage(ctx, chat, after, func(m Msg) bool {
		return m.From.IsBot && m.Service == "" && (match == nil || match(m))
	})
}

// WaitEdit waits until the message itself matches, edited or not.
func (d Door) WaitEdit(ctx context.Context, chat int64, id int, match func(Msg) bool) (Msg, error) {
	return d.wait(ctx, chat, func(m Msg) bool { return m.ID == id && match(m) })
}

// wait looks at what there is, then at every change, until ctx ends.
func (d Door) wait(ctx context.Context, chat int64, match func(Msg) bool) (Msg, error) {
	st, err := d.State(ctx)
	if err != nil {
		return Msg{}, err
	}
	list, err := d.Messages(ctx, chat)
	if err != nil {
		return Msg{}, err
	}
	for _, m := range list {
		if !m.Deleted && match(m) {
			return m, nil
		}
	}
	for seq := st.Seq; ; {
		var events []Event
		if events, seq, err = d.Events(ctx, seq, 20*time.Second); err != nil {
			return Msg{}, fmt.Errorf("wait for a message in chat %d: %w", chat, err)
		}
		for _, e := range events {
			if e.Chat == chat && (e.Kind == "message" || e.Kind == "edit") && match(*e.Message) {
				return *e.Message, nil
			}
		}
	}
}
