package emulator

import (
	"cmp"
	"net/http"
	"slices"
)

func (s *Server) simState(r *http.Request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := State{Now: s.now(), Moving: s.moving, Bot: BotInfo{s.bot.ID, s.bot.Username, s.bot.FirstName}, Users: []User{}, Chats: []Chat{},
		Seq: s.events.last, Commands: []Command{}}
	for _, p := range s.people {
		st.Users = append(st.Users, p.show())
	}
	for _, ch := range s.chats {
		st.Chats = append(st.Chats, ch.show())
	}
	slices.SortFunc(st.Users, func(a, b User) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(st.Chats, func(a, b Chat) int { return cmp.Compare(b.ID, a.ID) })
	for _, cmd := range s.menu(s.chats[query64(r, "chat")]) {
		st.Commands = append(st.Commands, Command(cmd))
	}
	return st, nil
}

func (p *person) show() User {
	return User{p.ID, p.FirstName, p.LastName, p.Username, p.label, p.IsBot}
}

func (ch *chat) show() Chat {
	out := Chat{ID: ch.info.ID, Type: ch.info.Type, Title: ch.info.Title, IsForum: ch.info.IsForum, Topics: []Topic{},
		Members: []Member{}, BotStatus: ch.bot, LastMessageID: ch.lastPost, MigratedTo: ch.migratedTo}
	if ch.private() {
		out.Title = (&user{FirstName: ch.info.FirstName, LastName: ch.info.LastName}).name()
	}
	for _, t := range ch.topics {
		if !t.deleted {
			out.Topics = append(out.Topics, Topic{t.ID, t.Name, t.Closed})
		}
	}
	for id, status := range ch.members {
		out.Members = append(out.Members, Member{id, status})
	}
	slices.SortFunc(out.Members, func(a, b Member) int { return cmp.Compare(a.User, b.User) })
	return out
}

func (s *Server) simMessages(r *http.Request) (any, error) {
	s.mu.Lock()
	ch, err := s.chatByID(query64(r, "chat"))
	var posts []*post
	if err == nil {
		posts = slices.Clone(ch.posts)
	}
	s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	thread, filtered := int(query64(r, "thread")), r.URL.Query().Has("thread")
	out := []Msg{}
	for _, p := range posts {
		if m := s.show(p); !filtered || m.Thread == thread {
			out = append(out, m)
		}
	}
	return map[string]any{"messages": out}, nil
}
