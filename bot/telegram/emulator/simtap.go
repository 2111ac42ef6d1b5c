package emulator

import (
	"fmt"
	"strings"
)

// Tapping is a tap on a button, by its data or by its label or the beginning
// of that. Data that no button has is a forged tap, and is delivered.
type Tapping struct {
	Chat    int64  `json:"chat"`
	Message int    `json:"message"`
	User    int64  `json:"user"`
	Data    string `json:"data,omitempty"`
	Button  string `json:"button,omitempty"`
}

// Tapped names the callback query that a tap made.
type Tapped struct {
	CallbackID string `json:"callback_id"`
	UpdateID   int64  `json:"update_id"`
}

func (s *Server) simTap(in Tapping) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.chatByID(in.Chat)
	if err != nil {
		return nil, err
	}
	who, err := s.personByID(in.User)
	if err != nil {
		return nil, err
	}
	p := ch.find(in.Message)
	if p == nil {
		return nil, fmt.Errorf("message %d: %w", in.Message, errNotFound)
	}
	b, ok := p.pick(in)
	if !ok {
		return nil, fmt.Errorf("button %q under message %d: %w", in.Button, in.Message, errNotFound)
	}
	now := s.now()
	id := s.queries.add(&tap{chat: in.Chat, user: in.User, post: p, at: now, answered: make(chan struct{})})
	q := callbackQuery{ID: id, From: who.user, ChatInstance: fmt.Sprint(in.Chat * 7919), Data: b.CallbackData, Message: p.message}
	if p.deleted {
		q.Message = inaccessible{ch.info, p.MessageID, 0}
	}
	s.tell(event{kind: "tap", chat: in.Chat, post: p, user: in.User, text: b.Text})
	return Tapped{id, s.enqueue("callback_query", q, now.Add(keepCallback))}, nil
}

// pick finds the button of a tap: exact data, exact label, then beginning of a label.
func (p *post) pick(in Tapping) (button, bool) {
	var begins *button
	if p.ReplyMarkup != nil && !p.deleted {
		for _, row := range p.ReplyMarkup.Rows {
			for i, b := range row {
				switch {
				case b.CallbackData == "":
				case in.Data != "" && b.CallbackData == in.Data, in.Data == "" && b.Text == in.Button:
					return b, true
				case in.Data == "" && begins == nil && in.Button != "" && strings.HasPrefix(b.Text, in.Button):
					begins = &row[i]
				}
			}
		}
	}
	if begins != nil {
		return *begins, true
	}
	return button{Text: in.Data, CallbackData: in.Data}, in.Data != ""
}
