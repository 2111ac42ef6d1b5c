package emulator

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// maxPlaceholder is how much may stand in an empty input field, in UTF-16 units.
const maxPlaceholder = 64

// forceReply is markup that opens a reply to its message on the phones of a chat.
type forceReply struct {
	Force       bool   `json:"force_reply"`
	Placeholder string `json:"input_field_placeholder"`
	Selective   bool   `json:"selective"` // only for whom the message mentions, or answers
}

// parseForceReply reads reply_markup; nil where it is of another kind.
func parseForceReply(raw string) (*forceReply, error) {
	var f forceReply
	if raw == "" || json.Unmarshal([]byte(raw), &f) != nil || !f.Force {
		return nil, nil // no reply is asked for
	}
	if utf16Len(f.Placeholder) > maxPlaceholder {
		return nil, badRequest("input field placeholder is too long")
	}
	return &f, nil
}

// asks tells what a message asks for, and whom. Nobody is mentioned in a private chat, so that selective markup reaches
// nobody there.
func (p *post) asks() *Asks {
	if p.forced == nil {
		return nil
	}
	a := &Asks{Placeholder: p.forced.Placeholder, Selective: p.forced.Selective}
	if !a.Selective {
		return a
	}
	for _, e := range slices.Concat(p.Entities, p.CaptionEntities) {
		if e.User != nil {
			a.Users = append(a.Users, e.User.ID)
		}
	}
	if r := p.ReplyToMessage; r != nil && r.From != nil && !r.From.IsBot {
		a.Users = append(a.Users, r.From.ID)
	}
	return a
}

// mentioned is the user that a link of a text names.
func mentioned(href string) *user {
	no, ok := strings.CutPrefix(href, "tg://user?id=")
	id, err := strconv.ParseInt(no, 10, 64)
	if !ok || err != nil {
		return nil
	}
	return &user{ID: id}
}

// meet puts the people that links name in place of their ids; who is unknown is no mention. The lock is held.
func (s *Server) meet(es []entity) []entity {
	kept := es[:0]
	for _, e := range es {
		if e.User != nil {
			known := s.people[e.User.ID]
			if known == nil {
				continue
			}
			e.User = known.user
		}
		kept = append(kept, e)
	}
	return kept
}
