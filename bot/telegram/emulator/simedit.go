package emulator

import "fmt"

// Editing is a user's correction of an own message.
type Editing struct {
	Chat    int64  `json:"chat"`
	Message int    `json:"message"`
	User    int64  `json:"user"`
	Text    string `json:"text"`
}

// simEdit takes an unchanged text too: a late link preview looks like that.
func (s *Server) simEdit(in Editing) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.chatByID(in.Chat)
	if err != nil {
		return nil, err
	}
	old := ch.alive(in.Message)
	if old == nil || old.From == nil || old.From.ID != in.User {
		return nil, fmt.Errorf("message %d of user %d: %w", in.Message, in.User, errNotFound)
	}
	p, m := *old, *old.message
	text, _ := trim(in.Text, nil)
	if p.file != nil {
		m.Caption, m.CaptionEntities = text, detect(text, nil)
	} else {
		m.Text, m.Entities = text, detect(text, nil)
	}
	m.EditDate = s.now().Unix()
	p.message = &m
	ch.replace(&p)
	s.tell(event{kind: "edit", chat: in.Chat, post: &p, user: in.User})
	sent := Sent{MessageID: in.Message}
	if s.visible(ch, &p) {
		sent.UpdateID = s.enqueue("edited_message", &m, s.keepUntil(m.EditDate))
	}
	return sent, nil
}

func (s *Server) simDelete(in Editing) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.chatByID(in.Chat)
	if err != nil {
		return nil, err
	}
	old := ch.alive(in.Message)
	if old == nil {
		return nil, fmt.Errorf("message %d: %w", in.Message, errNotFound)
	}
	s.remove(ch, old)
	return map[string]bool{"deleted": true}, nil
}
