package emulator

import "fmt"

// simMigrate turns a group into a supergroup: a new id, no message carried over.
func (s *Server) simMigrate(in struct {
	Chat int64 `json:"chat"`
}) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old, err := s.chatByID(in.Chat)
	if err != nil {
		return nil, err
	}
	if old.info.Type != "group" || old.migratedTo != 0 {
		return nil, fmt.Errorf("chat %d is not a plain group", in.Chat)
	}
	s.lastChat++
	id := -1_002_000_000_000 - s.lastChat
	next := &chat{info: &chatInfo{ID: id, Type: "supergroup", Title: old.info.Title}, members: old.members,
		bot: old.bot, lastBot: old.lastBot}
	s.chats[id] = next
	by := old.anybody(s)
	s.announce(old, by, "migrate_to_chat_id", &message{MigrateToChatID: id})
	old.migratedTo = id
	s.announce(next, by, "migrate_from_chat_id", &message{MigrateFromChatID: in.Chat, SenderChat: next.info})
	s.tell(event{kind: "chat", chat: in.Chat})
	s.tell(event{kind: "chat", chat: id})
	return map[string]int64{"chat": id}, nil
}

// simBlock is a user who stops the bot in private, or starts it again.
func (s *Server) simBlock(in struct {
	User    int64 `json:"user"`
	Blocked bool  `json:"blocked"`
}) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	who, err := s.personByID(in.User)
	if err != nil {
		return nil, err
	}
	ch, status := s.privateChat(who), "member"
	if in.Blocked {
		status = "kicked"
	}
	old := ch.bot
	ch.bot = status
	up := memberUpdated{ch.info, who.user, s.now().Unix(), memberOf(s.bot, old), memberOf(s.bot, status)}
	s.enqueue("my_chat_member", up, s.keepUntil(up.Date))
	s.tell(event{kind: "chat", chat: in.User})
	return ch.show(), nil
}
