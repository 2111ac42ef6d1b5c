package emulator

import (
	"fmt"
	"slices"
)

// Moving is a change of somebody's standing in a chat; user 0 is the bot.
type Moving struct {
	Chat   int64  `json:"chat"`
	User   int64  `json:"user"`
	Status string `json:"status"`
	By     int64  `json:"by,omitempty"`
	// WordsOnly forbids the bot files and pictures; it may write all the same.
	WordsOnly bool `json:"words_only,omitempty"`
}

func (s *Server) simMember(in Moving) (any, error) {
	if !slices.Contains([]string{"creator", "administrator", "member", "restricted", "left", "kicked"}, in.Status) {
		return nil, fmt.Errorf("no status %q", in.Status)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.chatByID(in.Chat)
	if err != nil {
		return nil, err
	}
	by := ch.anybody(s)
	if p := s.people[in.By]; p != nil {
		by = p.user
	}
	if in.User == 0 || in.User == s.bot.ID {
		ch.wordsOnly = in.WordsOnly
		s.moveBot(ch, by, in.Status)
		return ch.show(), nil
	}
	who, err := s.personByID(in.User)
	if err != nil {
		return nil, err
	}
	if in.By == 0 {
		by = who.user
	}
	s.moveUser(ch, who.user, by, in.Status)
	return ch.show(), nil
}

// moveBot changes the bot's standing: my_chat_member, and a service message
// when it comes or, in a plain group, when it goes. The lock is held.
func (s *Server) moveBot(ch *chat, by *user, status string) {
	old, was := ch.bot, ch.present()
	ch.bot = status
	up := memberUpdated{ch.info, by, s.now().Unix(), memberOf(s.bot, old), memberOf(s.bot, status)}
	s.enqueue("my_chat_member", up, s.keepUntil(up.Date))
	switch is := ch.present(); {
	case is && !was:
		s.announce(ch, by, "new_chat_members", &message{NewChatMembers: []*user{s.bot}})
	case was && !is:
		p := s.announce(ch, by, "left_chat_member", &message{LeftChatMember: s.bot})
		if ch.info.Type == "group" {
			s.enqueue("message", p.message, s.keepUntil(p.Date))
		}
	}
	s.tell(event{kind: "chat", chat: ch.info.ID})
}

func (s *Server) moveUser(ch *chat, who, by *user, status string) {
	inside := []string{"creator", "administrator", "member", "restricted"}
	old := ch.members[who.ID]
	was, is := slices.Contains(inside, old), slices.Contains(inside, status)
	ch.members[who.ID] = status
	if ch.bot == "administrator" {
		up := memberUpdated{ch.info, by, s.now().Unix(), memberOf(who, old), memberOf(who, status)}
		s.enqueue("chat_member", up, s.keepUntil(up.Date))
	}
	switch {
	case is && !was:
		s.announce(ch, by, "new_chat_members", &message{NewChatMembers: []*user{who}})
	case was && !is:
		s.announce(ch, by, "left_chat_member", &message{LeftChatMember: who})
	}
	s.tell(event{kind: "chat", chat: ch.info.ID})
}
