package emulator

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// Door is a client of the side door. URL is where the server listens, such
// as http://127.0.0.1:8085. Its methods mirror the routes that the package
// comment lists, and return errors that carry the door's words.
type Door struct {
	URL string
}

// State tells everything but the messages.
func (d Door) State(ctx context.Context) (State, error) {
	return ask[State](ctx, d, http.MethodGet, "state", nil)
}

// Menu lists the commands that a chat is offered.
func (d Door) Menu(ctx context.Context, chat int64) ([]Command, error) {
	st, err := ask[State](ctx, d, http.MethodGet, query("state", "chat", chat), nil)
	return st.Commands, err
}

// Messages lists what is kept of a chat, oldest first, deleted ones marked.
func (d Door) Messages(ctx context.Context, chat int64) ([]Msg, error) {
	out, err := ask[struct{ Messages []Msg }](ctx, d, http.MethodGet, query("messages", "chat", chat), nil)
	return out.Messages, err
}

// Message returns one message as it stands now.
func (d Door) Message(ctx context.Context, chat int64, id int) (Msg, error) {
	list, err := d.Messages(ctx, chat)
	if err != nil {
		return Msg{}, err
	}
	for _, m := range list {
		if m.ID == id {
			return m, nil
		}
	}
	return Msg{}, fmt.Errorf("message %d of chat %d: %w", id, chat, errNotFound)
}

// Events waits up to timeout for events after seq; it returns none when there
// were none, and the seq to go on from.
func (d Door) Events(ctx context.Context, seq int, timeout time.Duration) ([]Event, int, error) {
	out, err := ask[struct {
		Seq    int
		Events []Event
	}](ctx, d, http.MethodGet, query("events", "since", seq, "timeout", timeout.Seconds()), nil)
	return out.Events, out.Seq, err
}

// AddUser makes or changes a person.
func (d Door) AddUser(ctx context.Context, u User) (User, error) {
	return ask[User](ctx, d, http.MethodPost, "users", u)
}

// AddChat makes a chat.
func (d Door) AddChat(ctx context.Context, c NewChat) (Chat, error) {
	return ask[Chat](ctx, d, http.MethodPost, "chats", c)
}

// AddTopic begins a topic; with an id it closes, opens or deletes that one.
func (d Door) AddTopic(ctx context.Context, t NewTopic) (Topic, error) {
	return ask[Topic](ctx, d, http.MethodPost, "topics", t)
}

// Move changes the standing of a user, or of the bot (user 0), in a chat.
func (d Door) Move(ctx context.Context, m Moving) error {
	_, err := ask[Chat](ctx, d, http.MethodPost, "members", m)
	return err
}

// Migrate turns a group into a supergroup and returns its new id.
func (d Door) Migrate(ctx context.Context, chat int64) (int64, error) {
	out, err := ask[struct{ Chat int64 }](ctx, d, http.MethodPost, "migrate", map[string]int64{"chat": chat})
	return out.Chat, err
}

// Block has a user block the bot, or unblock it.
func (d Door) Block(ctx context.Context, user int64, blocked bool) error {
	_, err := ask[Chat](ctx, d, http.MethodPost, "block", map[string]any{"user": user, "blocked": blocked})
	return err
}

// Send sends whatever a user can send.
func (d Door) Send(ctx context.Context, in Sending) (Sent, error) {
	return ask[Sent](ctx, d, http.MethodPost, "send", in)
}

// Say sends a text.
func (d Door) Say(ctx context.Context, chat, user int64, text string) (Sent, error) {
	return d.Send(ctx, Sending{Chat: chat, User: user, Text: text})
}

// Reply sends a text that quotes a message.
func (d Door) Reply(ctx context.Context, to Msg, user int64, text string) (Sent, error) {
	return d.Send(ctx, Sending{Chat: to.Chat, Thread: to.Thread, User: user, Text: text, ReplyTo: to.ID})
}

// Edit corrects a user's own message.
func (d Door) Edit(ctx context.Context, in Editing) (Sent, error) {
	return ask[Sent](ctx, d, http.MethodPost, "edit", in)
}

// Delete removes a message as an administrator would.
func (d Door) Delete(ctx context.Context, chat int64, id int) error {
	_, err := ask[map[string]bool](ctx, d, http.MethodPost, "delete", map[string]int64{"chat": chat, "message": int64(id)})
	return err
}

// Tap taps a button without waiting for what comes of it.
func (d Door) Tap(ctx context.Context, in Tapping) (Tapped, error) {
	return ask[Tapped](ctx, d, http.MethodPost, "tap", in)
}

// Toast is what a tap was answered with.
type Toast struct {
	Answered bool   `json:"answered"`
	Text     string `json:"text"`
	Alert    bool   `json:"alert"`
}

// Toast waits up to timeout for the answer to a tap.
func (d Door) Toast(ctx context.Context, callbackID string, timeout time.Duration) (Toast, error) {
	return ask[Toast](ctx, d, http.MethodGet, query("callback", "id", callbackID, "timeout", timeout.Seconds()), nil)
}

// Press taps the button with this label, or one that begins so, and waits for the answer.
func (d Door) Press(ctx context.Context, m Msg, user int64, label string) (Toast, error) {
	tap, err := d.Tap(ctx, Tapping{Chat: m.Chat, Message: m.ID, User: user, Button: label})
	if err != nil {
		return Toast{}, err
	}
	t, err := d.Toast(ctx, tap.CallbackID, 10*time.Second)
	if err == nil && !t.Answered {
		err = fmt.Errorf("the tap on %q was not answered", label)
	}
	return t, err
}

// Advance moves the clock forwards and returns what it shows then.
func (d Door) Advance(ctx context.Context, by time.Duration) (time.Time, error) {
	return d.clock(ctx, map[string]any{"advance": by.String()})
}

// SetClock moves the clock to t.
func (d Door) SetClock(ctx context.Context, t time.Time) (time.Time, error) {
	return d.clock(ctx, map[string]any{"set": t})
}

// NextMorning moves the clock to the next working morning.
func (d Door) NextMorning(ctx context.Context) (time.Time, error) {
	return d.clock(ctx, map[string]any{"to": "next_morning"})
}

func (d Door) clock(ctx context.Context, in any) (time.Time, error) {
	out, err := ask[struct{ Now time.Time }](ctx, d, http.MethodPost, "clock", in)
	return out.Now, err
}

// Fail adds a fault.
func (d Door) Fail(ctx context.Context, f Fault) error {
	_, err := ask[map[string]int](ctx, d, http.MethodPost, "faults", f)
	return err
}

// Heal takes back every fault.
func (d Door) Heal(ctx context.Context) error {
	_, err := ask[map[string]int](ctx, d, http.MethodDelete, "faults", nil)
	return err
}

// Raw delivers an update of the caller's making, as a JSON object, and returns its id.
func (d Door) Raw(ctx context.Context, update string) (int64, error) {
	out, err := ask[struct {
		UpdateID int64 `json:"update_id"`
	}](ctx, d, http.MethodPost, "raw", map[string]any{"update": json.RawMessage(update)})
	return out.UpdateID, err
}

// Redeliver has the last count updates come again, backwards if reorder says so.
func (d Door) Redeliver(ctx context.Context, count int, reorder bool) error {
	_, err := ask[map[string]int](ctx, d, http.MethodPost, "redeliver", map[string]any{"count": count, "reorder": reorder})
	return err
}

// Requests lists the bot's calls of a method (empty: all) after seq.
func (d Door) Requests(ctx context.Context, method string, seq int) ([]Request, error) {
	out, err := ask[struct{ Requests []Request }](ctx, d, http.MethodGet, query("requests", "method", method, "since", seq), nil)
	return out.Requests, err
}

// Transcript tells a chat as a play, for golden files.
func (d Door) Transcript(ctx context.Context, chat int64) (string, error) {
	body, err := d.exchange(ctx, http.MethodGet, query("transcript", "chat", chat), nil)
	return string(body), err
}

// Idle waits until the bot has confirmed every update and has been quiet for so long.
func (d Door) Idle(ctx context.Context, timeout, quiet time.Duration) error {
	out, err := ask[struct{ Idle bool }](ctx, d, http.MethodGet, query("idle", "timeout", timeout.Seconds(), "quiet", quiet), nil)
	if err == nil && !out.Idle {
		err = fmt.Errorf("the bot was not idle within %v", timeout)
	}
	return err
}
