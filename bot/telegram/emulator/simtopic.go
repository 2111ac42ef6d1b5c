package emulator

import "fmt"

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
	if !in.Deleted && t.Closed != in.Closed {
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
	least := groupBot
	for id := range ch.members {
		if p := s.people[id]; p != nil && (least == groupBot || id < least.ID) {
			least = p.user
		}
	}
	return least
}
