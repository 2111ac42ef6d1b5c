package emulator

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"time"
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

// Editing is a user's correction of an own message.
type Editing struct {
	Chat    int64  `json:"chat"`
	Message int    `json:"message"`
	User    int64  `json:"user"`
	Text    string `json:"text"`
}

// simEdit takes an unchanged text too: a late link preview looks like that.
func (s *Server) simEdit(in Editing) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.chatByID(in.Chat)
	if err != nil {
		return nil, err
	}
	old := ch.alive(in.Message)
	if old == nil || old.From == nil || old.From.ID != in.User {
		return nil, fmt.Errorf("message %d of user %d: %w", in.Message, in.User, errNotFound)
	}
	p, m := *old, *old.message
	text, _ := trim(in.Text, nil)
	if p.file != nil {
		m.Caption, m.CaptionEntities = text, detect(text, nil)
	} else {
		m.Text, m.Entities = text, detect(text, nil)
	}
	m.EditDate = s.now().Unix()
	p.message = &m
	ch.replace(&p)
	s.tell(event{kind: "edit", chat: in.Chat, post: &p, user: in.User})
	sent := Sent{MessageID: in.Message}
	if s.visible(ch, &p) {
		sent.UpdateID = s.enqueue("edited_message", &m, s.keepUntil(m.EditDate))
	}
	return sent, nil
}

func (s *Server) simDelete(in Editing) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.chatByID(in.Chat)
	if err != nil {
		return nil, err
	}
	old := ch.alive(in.Message)
	if old == nil {
		return nil, fmt.Errorf("message %d: %w", in.Message, errNotFound)
	}
	s.remove(ch, old)
	return map[string]bool{"deleted": true}, nil
}

// Tapping is a tap on a button, by its data or by its label or the beginning
// of that. Data that no button has is a forged tap, and is delivered.
type Tapping struct {
	Chat    int64  `json:"chat"`
	Message int    `json:"message"`
	User    int64  `json:"user"`
	Data    string `json:"data,omitempty"`
	Button  string `json:"button,omitempty"`
}

// Tapped names the callback query that a tap made.
type Tapped struct {
	CallbackID string `json:"callback_id"`
	UpdateID   int64  `json:"update_id"`
}

func (s *Server) simTap(in Tapping) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.chatByID(in.Chat)
	if err != nil {
		return nil, err
	}
	who, err := s.personByID(in.User)
	if err != nil {
		return nil, err
	}
	p := ch.find(in.Message)
	if p == nil {
		return nil, fmt.Errorf("message %d: %w", in.Message, errNotFound)
	}
	b, ok := p.pick(in)
	if !ok {
		return nil, fmt.Errorf("button %q under message %d: %w", in.Button, in.Message, errNotFound)
	}
	now := s.now()
	id := s.queries.add(&query{chat: in.Chat, user: in.User, post: p, at: now, answered: make(chan struct{})})
	q := callbackQuery{ID: id, From: who.user, ChatInstance: fmt.Sprint(in.Chat * 7919), Data: b.CallbackData, Message: p.message}
	if p.deleted {
		q.Message = inaccessible{ch.info, p.MessageID, 0}
	}
	s.tell(event{kind: "tap", chat: in.Chat, post: p, user: in.User, text: b.Text})
	return Tapped{id, s.enqueue("callback_query", q, now.Add(keepCallback))}, nil
}

// pick finds the button of a tap: exact data, exact label, then beginning of a label.
func (p *post) pick(in Tapping) (button, bool) {
	var begins *button
	if p.ReplyMarkup != nil && !p.deleted {
		for _, row := range p.ReplyMarkup.Rows {
			for i, b := range row {
				switch {
				case b.CallbackData == "":
				case in.Data != "" && b.CallbackData == in.Data, in.Data == "" && b.Text == in.Button:
					return b, true
				case in.Data == "" && begins == nil && in.Button != "" && strings.HasPrefix(b.Text, in.Button):
					begins = &row[i]
				}
			}
		}
	}
	if begins != nil {
		return *begins, true
	}
	return button{Text: in.Data, CallbackData: in.Data}, in.Data != ""
}

// visible is what Telegram's privacy mode lets through. The lock is held.
func (s *Server) visible(ch *chat, p *post) bool {
	switch {
	case !ch.present() || p.From.IsBot && p.SenderChat == nil:
		return false
	case ch.private() || s.opt.PrivacyOff || ch.bot == "administrator":
		return true
	case p.ReplyToMessage != nil && p.ReplyToMessage.From == s.bot:
		return true
	}
	text, es := p.Text, p.Entities
	if text == "" {
		text, es = p.Caption, p.CaptionEntities
	}
	if len(es) == 0 || es[0].Type != "bot_command" || es[0].Offset != 0 {
		return false
	}
	if _, name, named := strings.Cut(text[:es[0].Length], "@"); named { // a command is ASCII, so units are bytes
		return strings.EqualFold(name, s.bot.Username)
	}
	return ch.lastBot == s.bot.ID
}

// simClockIn moves the clock by a duration, to an instant, or to the next morning.
type simClockIn struct {
	Advance string    `json:"advance"`
	Set     time.Time `json:"set"`
	To      string    `json:"to"`
}

func (s *Server) simClock(in simClockIn) (any, error) {
	c := s.opt.Clock
	switch {
	case c == nil:
		return nil, fmt.Errorf("the clock is the real one")
	case in.Advance != "":
		d, err := time.ParseDuration(in.Advance)
		if err != nil {
			return nil, err
		}
		c.Advance(d)
	case !in.Set.IsZero():
		c.Set(in.Set.In(c.Now().Location()))
	case in.To == "next_morning":
		c.Set(s.opt.NextMorning(c.Now()))
	default:
		return nil, fmt.Errorf("say advance, set, or to next_morning")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tell(event{kind: "clock"})
	return map[string]time.Time{"now": c.Now()}, nil
}
