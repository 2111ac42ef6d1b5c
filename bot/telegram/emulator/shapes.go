package emulator

import "time"

// Msg is a message as the door shows it.
type Msg struct {
	ID       int        `json:"id"`
	Chat     int64      `json:"chat"`
	Thread   int        `json:"thread,omitempty"` // the topic
	From     From       `json:"from"`
	Date     time.Time  `json:"date"`
	EditDate *time.Time `json:"edit_date,omitempty"`
	Text     string     `json:"text"` // or the caption
	HTML     string     `json:"html"` // safe to insert into a page
	ReplyTo  int        `json:"reply_to,omitempty"`
	Buttons  [][]Button `json:"buttons,omitempty"`
	Asks     *Asks      `json:"asks,omitempty"`
	File     *File      `json:"file,omitempty"`
	Album    string     `json:"album,omitempty"`
	Deleted  bool       `json:"deleted,omitempty"`
	Silent   bool       `json:"silent,omitempty"`  // makes no sound on the phone
	Service  string     `json:"service,omitempty"` // what happened, as the Bot API's field is called
}

// Asks says that a message opens the reply to it on the phone: of the users named where it is selective, else of
// everybody.
type Asks struct {
	Placeholder string  `json:"placeholder"`
	Selective   bool    `json:"selective"`
	Users       []int64 `json:"users,omitempty"`
}

// From is who wrote a message, as the chat shows it.
type From struct {
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	IsBot bool   `json:"is_bot"`
}

// Button is one inline button; it has data, or a URL, or an action of the app.
type Button struct {
	Text  string `json:"text"`
	Data  string `json:"data,omitempty"`
	URL   string `json:"url,omitempty"`
	Style string `json:"style,omitempty"`
}

// File is an attachment; URL is under the door and needs no token.
type File struct {
	Name string `json:"name"`
	Size int    `json:"size"`
	Mime string `json:"mime"`
	URL  string `json:"url"`
}

// Event is something that happened, in the order of Seq.
type Event struct {
	Seq     int       `json:"seq"`
	Kind    string    `json:"kind"` // message, edit, delete, tap, callback_answer, clock, chat, typing, reaction
	Chat    int64     `json:"chat,omitempty"`
	Message *Msg      `json:"message,omitempty"`
	Text    string    `json:"text,omitempty"`
	Alert   bool      `json:"alert,omitempty"`
	User    int64     `json:"user,omitempty"`
	Moving  bool      `json:"moving,omitempty"` // of clock: it has not arrived yet
	Now     time.Time `json:"now"`
}

// User is a person of the emulated world. Label is for the people at the page.
type User struct {
	ID        int64  `json:"id,omitempty"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name,omitempty"`
	Username  string `json:"username,omitempty"`
	Label     string `json:"label,omitempty"`
	IsBot     bool   `json:"is_bot,omitempty"`
}

// Chat is a chat as the door lists it.
type Chat struct {
	ID            int64    `json:"id"`
	Type          string   `json:"type"`
	Title         string   `json:"title"`
	IsForum       bool     `json:"is_forum"`
	Topics        []Topic  `json:"topics"`
	Members       []Member `json:"members"`
	BotStatus     string   `json:"bot_status"`
	LastMessageID int      `json:"last_message_id"`
	MigratedTo    int64    `json:"migrated_to,omitempty"`
}

// Topic is a topic of a forum; its id is the thread of its messages.
type Topic struct {
	ID     int    `json:"id"`
	Name   string `json:"name"`
	Closed bool   `json:"closed"`
}

// Member is the standing of one user in a chat.
type Member struct {
	User   int64  `json:"user"`
	Status string `json:"status"`
}

// State is the whole emulated world but its messages.
type State struct {
	Now      time.Time `json:"now"`
	Moving   bool      `json:"moving,omitempty"` // the clock is on its way
	Bot      BotInfo   `json:"bot"`
	Users    []User    `json:"users"`
	Chats    []Chat    `json:"chats"`
	Seq      int       `json:"seq"`
	Commands []Command `json:"commands"`
}

// BotInfo is the bot under test.
type BotInfo struct {
	ID        int64  `json:"id"`
	Username  string `json:"username"`
	FirstName string `json:"first_name"`
}

// Command is a line of the bot's menu.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// show renders a post for the door. Posts never change, so it needs no lock.
func (s *Server) show(p *post) Msg {
	text, es := p.Text, p.Entities
	if text == "" {
		text, es = p.Caption, p.CaptionEntities
	}
	loc := s.now().Location()
	m := Msg{ID: p.MessageID, Chat: p.Chat.ID, From: p.author(), Date: time.Unix(p.Date, 0).In(loc),
		Text: text, HTML: render(text, es), Album: p.MediaGroupID, Deleted: p.deleted, Silent: p.silent,
		Service: p.service, Asks: p.asks()}
	if p.IsTopicMessage {
		m.Thread = p.MessageThreadID
	}
	if p.EditDate != 0 {
		at := time.Unix(p.EditDate, 0).In(loc)
		m.EditDate = &at
	}
	if r := p.ReplyToMessage; r != nil && r.TopicCreated == nil {
		m.ReplyTo = r.MessageID
	}
	if p.service != "" && text == "" {
		m.Text = p.happening()
		m.HTML = render(m.Text, nil)
	}
	if p.ReplyMarkup != nil {
		for _, row := range p.ReplyMarkup.Rows {
			m.Buttons = append(m.Buttons, showRow(row))
		}
	}
	if f := p.file; f != nil {
		m.File = &File{f.name, f.size, f.mime, "/sim/file/" + f.id}
	}
	return m
}

func showRow(row []button) []Button {
	out := make([]Button, len(row))
	for i, b := range row {
		out[i] = Button{b.Text, b.CallbackData, b.URL, b.Style}
	}
	return out
}

// author is who the chat shows: the group or the channel for those who write in their name.
func (p *post) author() From {
	switch {
	case p.SenderChat != nil:
		return From{p.SenderChat.ID, p.SenderChat.Title, false}
	case p.From == nil:
		return From{}
	}
	return From{p.From.ID, p.From.name(), p.From.IsBot}
}

// happening is the subject of a service message: names, a topic, a chat id.
func (p *post) happening() string {
	switch {
	case len(p.NewChatMembers) > 0:
		return p.NewChatMembers[0].name()
	case p.LeftChatMember != nil:
		return p.LeftChatMember.name()
	case p.TopicCreated != nil:
		return p.TopicCreated.Name
	}
	return p.Chat.Title
}
