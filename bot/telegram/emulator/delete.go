package emulator

import "time"

// deleteMessage removes the bot's messages and, where it is an administrator, those of others.
func (s *Server) deleteMessage(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.target(c)
	if err != nil {
		return nil, err
	}
	old := ch.alive(int(c.num("message_id")))
	switch {
	case old == nil:
		return nil, badRequest("message to delete not found")
	case ch.bot != "administrator" && s.now().Sub(time.Unix(old.Date, 0)) > 48*time.Hour,
		ch.bot != "administrator" && !ch.private() && old.From != s.bot:
		return nil, badRequest("message can't be deleted")
	}
	s.remove(ch, old)
	return true, nil
}

// remove marks a post as deleted. The lock is held.
func (s *Server) remove(ch *chat, old *post) {
	p := *old
	p.deleted = true
	ch.replace(&p)
	s.tell(event{kind: "delete", chat: ch.info.ID, post: &p})
}
