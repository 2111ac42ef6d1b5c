package emulator

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
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

// NewTopic begins a topic, or with the id of one closes, opens or deletes it.
type NewTopic struct {
	Chat    int64  `json:"chat"`
	Name    string `json:"name,omitempty"`
	ID      int    `json:"id,omitempty"`
	Closed  bool   `json:"closed,omitempty"`
	Deleted bool   `json:"deleted,omitempty"`
}

func (s *Server) simTopic(in NewTopic) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.chatByID(in.Chat)
	if err != nil {
		return nil, err
	}
	if !ch.info.IsForum {
		return nil, fmt.Errorf("chat %d is no forum", in.Chat)
	}
	if in.ID == 0 {
		return s.beginTopic(ch, in.Name), nil
	}
	t := ch.topic(in.ID)
	if t == nil {
		return nil, fmt.Errorf("topic %d: %w", in.ID, errNotFound)
	}
	m := &message{MessageThreadID: t.ID, IsTopicMessage: true}
	t.deleted = in.Deleted
	if t.Closed != in.Closed {
		if t.Closed = in.Closed; t.Closed {
			m.TopicClosed = &struct{}{}
			s.announce(ch, ch.anybody(s), "forum_topic_closed", m)
		} else {
			m.TopicReopened = &struct{}{}
			s.announce(ch, ch.anybody(s), "forum_topic_reopened", m)
		}
	}
	s.tell(event{kind: "chat", chat: in.Chat})
	return Topic{t.ID, t.Name, t.Closed}, nil
}

// beginTopic makes the topic whose id is that of its first message.
func (s *Server) beginTopic(ch *chat, name string) Topic {
	m := &message{MessageThreadID: ch.lastPost + 1, IsTopicMessage: true, TopicCreated: &topicCreated{name, 7322096}}
	p := s.announce(ch, ch.anybody(s), "forum_topic_created", m)
	ch.topics = append(ch.topics, &topic{ID: p.MessageID, Name: name})
	s.tell(event{kind: "chat", chat: ch.info.ID})
	return Topic{ID: p.MessageID, Name: name}
}

// anybody is the lowest member, who does what nobody in particular did.
func (ch *chat) anybody(s *Server) *user {
	var least *user = groupBot
	for id := range ch.members {
		if p := s.people[id]; p != nil && (least == groupBot || id < least.ID) {
			least = p.user
		}
	}
	return least
}

// Moving is a change of somebody's standing in a chat; user 0 is the bot.
type Moving struct {
	Chat   int64  `json:"chat"`
	User   int64  `json:"user"`
	Status string `json:"status"`
	By     int64  `json:"by,omitempty"`
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

func (s *Server) simFault(f Fault) (any, error) {
	if !faultKinds[f.Kind] {
		return nil, fmt.Errorf("no fault of kind %q", f.Kind)
	}
	if f.Kind == "delay" {
		d, err := time.ParseDuration(f.Delay)
		if err != nil {
			return nil, fmt.Errorf("delay: %w", err)
		}
		f.delay = d
	}
	if f.Count == 0 {
		f.Count = 1
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
	return map[string]int{"faults": len(s.faults)}, nil
}

func (s *Server) simNoFaults(*http.Request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
	return map[string]int{"faults": 0}, nil
}

// simRaw delivers an update of any kind; without an update_id it gets the next one.
func (s *Server) simRaw(in struct {
	Update map[string]json.RawMessage `json:"update"`
}) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.queue.last + 1
	if given := string(in.Update["update_id"]); given != "" {
		var err error
		if id, err = strconv.ParseInt(given, 10, 64); err != nil {
			return nil, fmt.Errorf("update_id: %w", err)
		}
	}
	if in.Update == nil {
		return nil, fmt.Errorf("no update")
	}
	in.Update["update_id"] = json.RawMessage(strconv.FormatInt(id, 10))
	raw, err := json.Marshal(in.Update)
	if err != nil {
		return nil, err
	}
	u := update{id, raw, s.now().Add(keepUpdate)}
	if id > s.queue.last {
		s.queue.last = id
		s.queue.push(u)
	} else {
		s.queue.again = append(s.queue.again, u)
		s.queue.wakePoll()
	}
	s.hook.notify()
	return map[string]int64{"update_id": id}, nil
}

func (s *Server) simRedeliver(in struct {
	Count   int  `json:"count"`
	Reorder bool `json:"reorder"`
}) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.queue.redeliver(max(1, in.Count), in.Reorder)
	s.hook.notify()
	return map[string]int{"redelivered": n}, nil
}
