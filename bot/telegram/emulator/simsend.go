package emulator

import (
	"encoding/base64"
	"fmt"
	"slices"
)

// Sending is what a user sends.
type Sending struct {
	Chat    int64      `json:"chat"`
	Thread  int        `json:"thread,omitempty"`
	User    int64      `json:"user"`
	Text    string     `json:"text,omitempty"`
	ReplyTo int        `json:"reply_to,omitempty"`
	As      string     `json:"as,omitempty"` // anonymous, channel, linked, or empty for oneself
	Caption string     `json:"caption,omitempty"`
	File    *Attaching `json:"file,omitempty"`
	Photo   bool       `json:"photo,omitempty"`
	Album   string     `json:"album,omitempty"`
}

// Attaching is a file that a user sends. Size without contents stands for a file of that size.
type Attaching struct {
	Name   string `json:"name"`
	Mime   string `json:"mime,omitempty"`
	Base64 string `json:"base64,omitempty"`
	Size   int    `json:"size,omitempty"`
}

// Sent says what became of it: UpdateID is 0 when the bot may not see it.
type Sent struct {
	MessageID int   `json:"message_id"`
	UpdateID  int64 `json:"update_id"`
}

// Those in whose place the Bot API names anonymous writers.
var (
	groupBot   = &user{ID: 1087968824, IsBot: true, FirstName: "Group", Username: "GroupAnonymousBot"}
	channelBot = &user{ID: 136817688, IsBot: true, FirstName: "Channel", Username: "Channel_Bot"}
	telegram   = &user{ID: 777000, FirstName: "Telegram"}
	someone    = &chatInfo{ID: -1009000000001, Type: "channel", Title: "Channel"}
)

// Say sends a text to a chat as a user, without HTTP.
func (s *Server) Say(chat, user int64, text string) (messageID int, err error) {
	sent, err := s.userSends(Sending{Chat: chat, User: user, Text: text})
	return sent.MessageID, err
}

func (s *Server) simSend(in Sending) (any, error) { return s.userSends(in) }

func (s *Server) userSends(in Sending) (Sent, error) {
	if utf16Len(in.Text) > maxText || utf16Len(in.Caption) > maxCaption {
		return Sent{}, fmt.Errorf("the apps split a text this long")
	}
	text, es := trim(in.Text, nil)
	m := &message{Text: text, Entities: detect(text, es), Caption: in.Caption, CaptionEntities: detect(in.Caption, nil),
		MediaGroupID: in.Album}
	var data []byte
	if in.File != nil {
		var err error
		if data, err = base64.StdEncoding.DecodeString(in.File.Base64); err != nil {
			return Sent{}, fmt.Errorf("file %s: %w", in.File.Name, err)
		}
	} else if text == "" {
		return Sent{}, fmt.Errorf("neither text nor file")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.writer(in, m)
	if err != nil {
		return Sent{}, err
	}
	p := &post{message: m}
	if err := ch.put(in, p); err != nil {
		return Sent{}, err
	}
	if in.File != nil {
		s.attachFile(p, in, data)
	}
	s.publish(ch, p)
	sent := Sent{MessageID: p.MessageID}
	if ch.private() && ch.bot == "none" {
		ch.bot = "member" // writing first is what lets a bot answer
	}
	if s.visible(ch, p) {
		sent.UpdateID = s.enqueue("message", m, s.keepUntil(m.Date))
	}
	return sent, nil
}

// writer checks that the user may write here and signs the message. The lock is held.
func (s *Server) writer(in Sending, m *message) (*chat, error) {
	who, err := s.personByID(in.User)
	if err != nil {
		return nil, err
	}
	ch, err := s.chatByID(in.Chat)
	if err != nil && in.Chat == in.User {
		ch, err = s.privateChat(who), nil
	}
	if err != nil {
		return nil, err
	}
	status := ch.members[in.User]
	if ch.migratedTo != 0 {
		return nil, fmt.Errorf("chat %d became %d", in.Chat, ch.migratedTo)
	}
	if !slices.Contains([]string{"member", "administrator", "creator"}, status) {
		return nil, fmt.Errorf("user %d may not write in chat %d", in.User, in.Chat)
	}
	m.From = who.user
	switch in.As {
	case "":
	case "anonymous":
		m.From, m.SenderChat = groupBot, ch.info
		if status == "member" {
			return nil, fmt.Errorf("user %d is no administrator of chat %d", in.User, in.Chat)
		}
	case "channel":
		m.From, m.SenderChat = channelBot, someone
	case "linked":
		m.From, m.SenderChat, m.IsAutoForward = telegram, someone, true
	default:
		return nil, fmt.Errorf("nobody writes as %q", in.As)
	}
	return ch, nil
}

// put sets topic and quote. A message in a topic that quotes nothing quotes the topic's beginning.
func (ch *chat) put(in Sending, p *post) error {
	var reply *post
	if in.ReplyTo != 0 {
		if reply = ch.alive(in.ReplyTo); reply == nil {
			return fmt.Errorf("message %d to reply to: %w", in.ReplyTo, errNotFound)
		}
	}
	thread := in.Thread
	if thread == 0 {
		thread = ch.threadOf(reply)
	}
	if ch.info.IsForum && thread != 0 {
		t := ch.topic(thread)
		if t == nil {
			return fmt.Errorf("topic %d: %w", thread, errNotFound)
		}
		if t.Closed && ch.members[in.User] == "member" {
			return fmt.Errorf("topic %d is closed", thread)
		}
		if reply == nil {
			reply = ch.find(thread)
		}
	}
	p.attach(ch, thread, reply)
	return nil
}

func (s *Server) attachFile(p *post, in Sending, data []byte) {
	folder := "documents"
	if in.Photo {
		folder = "photos"
	}
	p.file = s.keepFile(folder, in.File.Name, in.File.Mime, data, in.File.Size)
	if p.Text != "" {
		p.Caption, p.CaptionEntities, p.Text, p.Entities = p.Text, p.Entities, "", nil
	}
	if in.Photo {
		p.Photo = p.file.photo()
	} else {
		p.Document = p.file.document()
	}
}
