package emulator

import (
	"fmt"
	"slices"
)

func (s *Server) simUser(in User) (any, error) {
	if in.FirstName == "" {
		return nil, fmt.Errorf("first_name is empty")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if in.ID == 0 {
		for s.lastUser++; s.people[s.lastUser] != nil; s.lastUser++ {
		}
		in.ID = s.lastUser
	}
	s.people[in.ID] = &person{&user{in.ID, in.IsBot, in.FirstName, in.LastName, in.Username, "vi"}, in.Label}
	s.tell(event{kind: "chat", user: in.ID})
	return in, nil
}

// NewChat is a chat to make. The bot is a member if nothing else is said.
type NewChat struct {
	ID      int64   `json:"id,omitempty"`
	Type    string  `json:"type"`
	Title   string  `json:"title,omitempty"`
	IsForum bool    `json:"is_forum,omitempty"`
	User    int64   `json:"user,omitempty"` // of a private chat
	Members []int64 `json:"members,omitempty"`
	Bot     string  `json:"bot,omitempty"`
}

func (s *Server) simChat(in NewChat) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range append(slices.Clone(in.Members), in.User) {
		if _, err := s.personByID(id); err != nil && id != 0 {
			return nil, err
		}
	}
	if in.Type == "private" {
		who, err := s.personByID(in.User)
		if err != nil {
			return nil, err
		}
		ch := s.privateChat(who)
		if in.Bot != "none" {
			ch.bot = "member"
		}
		return ch.show(), nil
	}
	if in.Type != "group" && in.Type != "supergroup" || in.IsForum && in.Type != "supergroup" {
		return nil, fmt.Errorf("no chat of type %q (a forum is a supergroup)", in.Type)
	}
	if s.chats[in.ID] != nil {
		return nil, fmt.Errorf("chat %d exists", in.ID)
	}
	return s.group(in).show(), nil
}

func (s *Server) privateChat(who *person) *chat {
	if ch := s.chats[who.ID]; ch != nil {
		return ch
	}
	ch := &chat{bot: "none", members: map[int64]string{who.ID: "member"}, info: &chatInfo{ID: who.ID, Type: "private",
		FirstName: who.FirstName, LastName: who.LastName, Username: who.Username}}
	s.chats[who.ID] = ch
	s.tell(event{kind: "chat", chat: who.ID})
	return ch
}

func (s *Server) group(in NewChat) *chat {
	if in.ID == 0 {
		s.lastChat++
		if in.ID = -4_000_000_000 - s.lastChat; in.Type == "supergroup" {
			in.ID = -1_002_000_000_000 - s.lastChat
		}
	}
	ch := &chat{bot: "none", members: map[int64]string{},
		info: &chatInfo{ID: in.ID, Type: in.Type, Title: in.Title, IsForum: in.IsForum}}
	s.chats[in.ID] = ch
	for _, id := range in.Members {
		ch.members[id] = "member"
	}
	by := s.bot
	if len(in.Members) > 0 {
		by = s.people[in.Members[0]].user
	}
	s.tell(event{kind: "chat", chat: in.ID})
	if in.Bot == "" {
		in.Bot = "member"
	}
	if in.Bot != "none" {
		s.moveBot(ch, by, in.Bot)
	}
	return ch
}
