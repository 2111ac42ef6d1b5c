package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Update is one event from Telegram. At most one of the pointers is set; none
// if the kind is unknown to us.
type Update struct {
	ID            int64          `json:"update_id"`
	Message       *Message       `json:"message"`
	EditedMessage *Message       `json:"edited_message"`
	CallbackQuery *CallbackQuery `json:"callback_query"`
	MyChatMember  *MemberChange  `json:"my_chat_member"`
}

// CallbackQuery is a tap on an inline button. Data is user input: a client
// can send any bytes there. Message is nil or not Accessible if it is old.
type CallbackQuery struct {
	ID           string   `json:"id"`
	From         User     `json:"from"`
	Message      *Message `json:"message"`
	ChatInstance string   `json:"chat_instance"`
	Data         string   `json:"data"`
}

// MemberChange tells that the bot was added, removed, promoted, muted or, in
// a private chat, blocked.
type MemberChange struct {
	Chat Chat   `json:"chat"`
	From User   `json:"from"`
	Date int64  `json:"date"` // Unix seconds
	Old  Member `json:"old_chat_member"`
	New  Member `json:"new_chat_member"`
}

var errNoUpdateID = errors.New("no update_id")

// Decode reads one update. It is tolerant: unknown fields are skipped and
// fields of an unexpected type stay empty, so that a newer Bot API cannot stop
// the bot. It fails only for what is not JSON or has no update_id. Texts and
// names come out in NFC.
func Decode(raw []byte) (Update, error) {
	var u Update
	if err := lenient(json.Unmarshal(raw, &u)); err != nil {
		return Update{}, fmt.Errorf("decode update: %w", err)
	}
	if u.ID == 0 {
		return Update{}, fmt.Errorf("decode update: %w", errNoUpdateID)
	}
	u.normalise()
	return u, nil
}

// lenient forgives fields of the wrong type: encoding/json leaves them empty
// and reads on.
func lenient(err error) error {
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &wrongType) {
		return nil
	}
	return err
}

func (u *Update) normalise() {
	u.Message.normalise()
	u.EditedMessage.normalise()
	if q := u.CallbackQuery; q != nil {
		q.From.normalise()
		q.Message.normalise()
	}
	if m := u.MyChatMember; m != nil {
		m.Chat.normalise()
		m.From.normalise()
	}
}

// nfc puts a text in the form that we compare and store; a zero byte, which no database takes, is dropped.
func nfc(s *string) { *s = strings.ReplaceAll(norm.NFC.String(*s), "\x00", "") }

// Kind is the update's name in the Bot API, or "unknown".
func (u Update) Kind() string {
	switch {
	case u.Message != nil:
		return "message"
	case u.EditedMessage != nil:
		return "edited_message"
	case u.CallbackQuery != nil:
		return "callback_query"
	case u.MyChatMember != nil:
		return "my_chat_member"
	}
	return "unknown"
}

// Words is the message that somebody wrote or edited, nil for other updates.
func (u Update) Words() *Message {
	if u.Message != nil {
		return u.Message
	}
	return u.EditedMessage
}

// Chat is where it happened; its ID is zero if the update tells no chat.
func (u Update) Chat() Chat {
	switch {
	case u.Words() != nil:
		return u.Words().Chat
	case u.MyChatMember != nil:
		return u.MyChatMember.Chat
	case u.CallbackQuery != nil && u.CallbackQuery.Message != nil:
		return u.CallbackQuery.Message.Chat
	}
	return Chat{}
}

// Sender is who wrote, tapped or changed the membership; its ID is zero if
// unknown. Ask Anonymous before crediting anything to the sender.
func (u Update) Sender() User {
	switch {
	case u.Words() != nil && u.Words().From != nil:
		return *u.Words().From
	case u.CallbackQuery != nil:
		return u.CallbackQuery.From
	case u.MyChatMember != nil:
		return u.MyChatMember.From
	}
	return User{}
}

// Anonymous reports that no person stands behind the update: an anonymous
// admin, a channel, an automatic forward, or nobody named.
func (u Update) Anonymous() bool {
	if m := u.Words(); m != nil {
		return m.Anonymous()
	}
	return standIn(u.Sender().ID)
}

// Thread is the forum topic to answer in, zero outside topics.
func (u Update) Thread() int {
	if m := u.Words(); m != nil {
		return m.Thread()
	}
	if q := u.CallbackQuery; q != nil && q.Message != nil {
		return q.Message.Thread()
	}
	return 0
}

// ReplyTo is the message that a person chose to reply to, else nil.
func (u Update) ReplyTo() *Message {
	if m := u.Words(); m != nil {
		return m.ReplyTo()
	}
	return nil
}

// Command reads "/tasks@our_bot overdue" as ("tasks", "overdue"). The name is
// lower-cased; ok is false for other texts and for another bot's commands.
func (u Update) Command(botUsername string) (name, args string, ok bool) {
	m := u.Words()
	if m == nil {
		return "", "", false
	}
	return command(m.Body(), botUsername)
}

func command(text, botUsername string) (name, args string, ok bool) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(text), "/")
	if !ok {
		return "", "", false
	}
	word := rest
	if end := strings.IndexFunc(rest, unicode.IsSpace); end >= 0 {
		word, args = rest[:end], strings.TrimSpace(rest[end:])
	}
	name, bot, addressed := strings.Cut(word, "@")
	if addressed && !strings.EqualFold(bot, botUsername) {
		return "", "", false
	}
	if name == "" || strings.ContainsFunc(name, notInName) {
		return "", "", false
	}
	return strings.ToLower(name), args, true
}

// notInName is wider than Telegram's own rule for command names: people type
// "/nhiệmvụ" too, and may be understood.
func notInName(r rune) bool {
	return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}
