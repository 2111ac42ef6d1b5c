package emulator

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// simTranscript tells a chat as a play: what was said, tapped, edited and
// answered, in order. It reaches as far back as the kept events.
func (s *Server) simTranscript(w http.ResponseWriter, r *http.Request) {
	id := query64(r, "chat")
	s.mu.Lock()
	_, err := s.chatByID(id)
	events := s.events.since(0)
	names := make(map[int64]string, len(s.people))
	for _, p := range s.people {
		names[p.ID] = p.name()
	}
	s.mu.Unlock()
	if err != nil {
		writeDoor(w, nil, err)
		return
	}
	var out strings.Builder
	for _, e := range events {
		if e.chat == id {
			s.line(&out, e, names)
		}
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte(out.String())) // the client may have gone
}

func (s *Server) line(out *strings.Builder, e event, names map[int64]string) {
	switch e.kind {
	case "message":
		mark := ""
		if e.post.silent {
			mark = " (silent)"
		}
		s.speech(out, s.show(e.post), mark)
		asked(out, e.post.asks(), names)
	case "edit":
		s.speech(out, s.show(e.post), " (edited)")
	case "delete":
		fmt.Fprintf(out, "— %s: message deleted\n", s.show(e.post).From.Name)
	case "tap":
		fmt.Fprintf(out, "%s taps [%s]\n", names[e.user], e.text)
	case "callback_answer":
		mark := "toast"
		if e.alert {
			mark = "alert"
		}
		if e.text != "" {
			fmt.Fprintf(out, "(%s for %s: %s)\n", mark, names[e.user], e.text)
		}
	case "reaction":
		fmt.Fprintf(out, "(%s reacts %s)\n", s.bot.name(), e.text)
	}
}

func (s *Server) speech(out *strings.Builder, m Msg, mark string) {
	if m.Service != "" {
		fmt.Fprintf(out, "— %s: %s\n", m.Service, m.Text)
		return
	}
	quote := ""
	if m.ReplyTo != 0 {
		quote = " (reply)"
	}
	fmt.Fprintf(out, "%s%s%s: %s\n", m.From.Name, quote, mark, m.Text)
	if m.File != nil {
		fmt.Fprintf(out, "<%s>\n", m.File.Name)
	}
	for _, row := range m.Buttons {
		labels := make([]string, 0, len(row))
		for b := range slices.Values(row) {
			labels = append(labels, "["+b.Text+"]")
		}
		out.WriteString(strings.Join(labels, " ") + "\n")
	}
}

// asked tells on whose phone a reply opens.
func asked(out *strings.Builder, a *Asks, names map[int64]string) {
	if a == nil {
		return
	}
	who := make([]string, 0, len(a.Users))
	for _, id := range a.Users {
		who = append(who, names[id])
	}
	if !a.Selective {
		who = []string{"everybody"}
	}
	fmt.Fprintf(out, "(reply opens for %s: %s)\n", strings.Join(who, ", "), a.Placeholder)
}
