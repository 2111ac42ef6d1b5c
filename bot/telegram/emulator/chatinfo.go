package emulator

import (
	"cmp"
	"slices"
)

// getChat describes a chat.
func (s *Server) getChat(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.target(c)
	if err != nil {
		return nil, err
	}
	return struct {
		*chatInfo
		AccentColor   int            `json:"accent_color_id"`
		MaxReactions  int            `json:"max_reaction_count"`
		AcceptedGifts map[string]any `json:"accepted_gift_types"`
	}{ch.info, 0, 11, map[string]any{}}, nil
}

// getChatMember tells the standing of one user.
func (s *Server) getChatMember(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.target(c)
	if err != nil {
		return nil, err
	}
	id := c.num("user_id")
	if id == s.bot.ID {
		return memberOf(s.bot, ch.bot), nil
	}
	p := s.people[id]
	if p == nil {
		return nil, badRequest("user not found")
	}
	return memberOf(p.user, ch.members[id]), nil
}

// getChatAdministrators lists those who run the group; other bots are left out.
func (s *Server) getChatAdministrators(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.target(c)
	if err != nil {
		return nil, err
	}
	if ch.private() {
		return nil, badRequest("there are no administrators in the private chat")
	}
	out := []map[string]any{}
	for id, status := range ch.members {
		if p := s.people[id]; p != nil && !p.IsBot && (status == "administrator" || status == "creator") {
			out = append(out, memberOf(p.user, status))
		}
	}
	slices.SortFunc(out, func(a, b map[string]any) int { return cmp.Compare(a["user"].(*user).ID, b["user"].(*user).ID) })
	if ch.bot == "administrator" {
		out = append(out, memberOf(s.bot, ch.bot))
	}
	return out, nil
}

// memberOf is the ChatMember object of a standing.
func memberOf(u *user, status string) map[string]any {
	m := map[string]any{"user": u, "status": cmp.Or(status, "left")}
	switch status {
	case "none":
		m["status"] = "left"
	case "kicked":
		m["until_date"] = 0
	case "restricted":
		m["is_member"], m["until_date"] = true, 0
		for _, right := range []string{"can_send_messages", "can_send_documents", "can_send_photos", "can_invite_users"} {
			m[right] = false
		}
	case "creator":
		m["is_anonymous"] = false
	case "administrator":
		m["can_be_edited"], m["is_anonymous"] = false, false
		for _, right := range []string{"can_manage_chat", "can_delete_messages", "can_restrict_members", "can_change_info",
			"can_invite_users", "can_pin_messages", "can_manage_topics"} {
			m[right] = true
		}
	}
	return m
}
