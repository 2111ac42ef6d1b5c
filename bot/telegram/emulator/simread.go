package emulator

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"time"
)

func (s *Server) simState(r *http.Request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := State{Now: s.now(), Bot: BotInfo{s.bot.ID, s.bot.Username, s.bot.FirstName}, Users: []User{}, Chats: []Chat{},
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

func (s *Server) simEvents(r *http.Request) (any, error) {
	since := int(query64(r, "since"))
	timer := time.NewTimer(waiting(r, "timeout", 20*time.Second))
	defer timer.Stop()
	for {
		s.mu.Lock()
		fresh, last := s.events.since(since), s.events.last
		bell := s.events.wait()
		s.mu.Unlock()
		if len(fresh) > 0 {
			return s.showEvents(fresh, last), nil
		}
		select {
		case <-bell:
			continue
		case <-timer.C:
		case <-r.Context().Done():
		case <-s.done:
		}
		return s.showEvents(nil, last), nil
	}
}

func (s *Server) showEvents(list []event, last int) any {
	out := make([]Event, len(list))
	for i, e := range list {
		out[i] = Event{e.seq, e.kind, e.chat, nil, e.text, e.alert, e.user, s.now()}
		if e.post != nil {
			m := s.show(e.post)
			out[i].Message = &m
		}
	}
	return map[string]any{"seq": last, "events": out}
}

func (s *Server) simCallback(r *http.Request) (any, error) {
	id := r.URL.Query().Get("id")
	s.mu.Lock()
	q := s.queries.open[id]
	s.mu.Unlock()
	if q == nil {
		return nil, fmt.Errorf("callback %q: %w", id, errNotFound)
	}
	timer := time.NewTimer(waiting(r, "timeout", 5*time.Second))
	defer timer.Stop()
	select {
	case <-q.answered:
		return map[string]any{"answered": true, "text": q.text, "alert": q.alert}, nil
	case <-timer.C:
	case <-r.Context().Done():
	case <-s.done:
	}
	return map[string]any{"answered": false, "text": "", "alert": false}, nil
}

func (s *Server) simRequests(r *http.Request) (any, error) {
	name, limit := r.URL.Query().Get("method"), int(query64(r, "limit"))
	s.mu.Lock()
	notes := s.requests.since(int(query64(r, "since")))
	s.mu.Unlock()
	out := []Request{}
	for _, n := range notes {
		if name == "" || n.method == name {
			out = append(out, n.request())
		}
	}
	if limit > 0 && len(out) > limit {
		out = out[len(out)-limit:]
	}
	return map[string]any{"requests": out}, nil
}

// simIdle waits until every update is confirmed, no request is in flight and
// none has come for as long as quiet says.
func (s *Server) simIdle(r *http.Request) (any, error) {
	quiet := waiting(r, "quiet", 0)
	deadline := time.Now().Add(waiting(r, "timeout", 5*time.Second))
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for {
		if s.idle(quiet) {
			return map[string]bool{"idle": true}, nil
		}
		select {
		case <-tick.C:
			if time.Now().Before(deadline) {
				continue
			}
		case <-r.Context().Done():
		case <-s.done:
		}
		return map[string]bool{"idle": false}, nil
	}
}

func (s *Server) idle(quiet time.Duration) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue.pending) == 0 && len(s.queue.again) == 0 && s.flights.Load() == 0 &&
		time.Since(time.Unix(0, s.lastHit.Load())) >= quiet
}

func (s *Server) simFile(w http.ResponseWriter, r *http.Request) {
	s.serveFile(w, r, func(f *file) bool { return f.id == r.PathValue("id") })
}
