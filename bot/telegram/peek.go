package telegram

import (
	"encoding/json"
	"fmt"
)

// located is the part of any update's payload that tells its chat.
type located struct {
	Chat    peekedChat `json:"chat"`
	Message struct {
		Chat peekedChat `json:"chat"`
	} `json:"message"`
}

type peekedChat struct {
	ID int64 `json:"id"`
}

func (l *located) chat() int64 {
	switch {
	case l == nil:
		return 0
	case l.Chat.ID != 0:
		return l.Chat.ID
	}
	return l.Message.Chat.ID
}

// Peek reads the two numbers needed to store an update: its id, and the chat
// within which order matters (zero if none). It understands kinds of update
// that are not invented yet, as long as they name their chat as all do.
func Peek(raw []byte) (id, chat int64, err error) {
	var known struct {
		ID            int64    `json:"update_id"`
		Message       *located `json:"message"`
		EditedMessage *located `json:"edited_message"`
		CallbackQuery *located `json:"callback_query"`
		MyChatMember  *located `json:"my_chat_member"`
	}
	if err := lenient(json.Unmarshal(raw, &known)); err != nil {
		return 0, 0, fmt.Errorf("peek at update: %w", err)
	}
	if known.ID == 0 {
		return 0, 0, fmt.Errorf("peek at update: %w", errNoUpdateID)
	}
	for _, l := range []*located{known.Message, known.CallbackQuery, known.EditedMessage, known.MyChatMember} {
		if l != nil {
			return known.ID, l.chat(), nil
		}
	}
	return known.ID, unknownChat(raw), nil
}

func unknownChat(raw []byte) int64 {
	var fields map[string]located
	_ = lenient(json.Unmarshal(raw, &fields)) // it was read once before
	for _, l := range fields {
		if id := l.chat(); id != 0 {
			return id
		}
	}
	return 0
}
