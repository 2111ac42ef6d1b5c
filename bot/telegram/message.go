package telegram

import "cmp"

// Ids that Telegram puts in "from" when no person speaks.
const (
	channelForward = 777000     // posts forwarded from the linked channel
	channelBot     = 136817688  // a person speaking as a channel
	groupBot       = 1087968824 // an anonymous administrator
)

func standIn(user int64) bool {
	return user == 0 || user == channelForward || user == channelBot || user == groupBot
}

// User is a person or a bot. Names are whatever people typed: escape them.
type User struct {
	ID        int64  `json:"id"`
	IsBot     bool   `json:"is_bot"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
	Username  string `json:"username"`

	// ReadsAll is told by Me alone: privacy mode is off, the bot sees every
	// message of its groups.
	ReadsAll bool `json:"can_read_all_group_messages"`
}

func (u *User) normalise() {
	nfc(&u.FirstName)
	nfc(&u.LastName)
}

// Chat is a private chat, group, supergroup or channel.
type Chat struct {
	ID       int64  `json:"id"`
	Type     string `json:"type"`
	Title    string `json:"title"`
	Username string `json:"username"`
	IsForum  bool   `json:"is_forum"`
}

// Private reports a chat with one person.
func (c Chat) Private() bool { return c.Type == "private" }

// Group reports a group or supergroup.
func (c Chat) Group() bool { return c.Type == "group" || c.Type == "supergroup" }

func (c *Chat) normalise() { nfc(&c.Title) }

// Message is what somebody wrote, or a service message.
type Message struct {
	ID                 int           `json:"message_id"`
	ThreadID           int           `json:"message_thread_id"` // use Thread
	IsTopicMessage     bool          `json:"is_topic_message"`
	From               *User         `json:"from"`
	SenderChat         *Chat         `json:"sender_chat"`
	Chat               Chat          `json:"chat"`
	Date               int64         `json:"date"`      // Unix seconds; zero if not accessible
	EditDate           int64         `json:"edit_date"` // Unix seconds
	IsAutomaticForward bool          `json:"is_automatic_forward"`
	ReplyToMessage     *Message      `json:"reply_to_message"` // use ReplyTo
	Quote              *Quote        `json:"quote"`
	ViaBot             *User         `json:"via_bot"`
	MediaGroupID       string        `json:"media_group_id"`
	Text               string        `json:"text"`
	Caption            string        `json:"caption"`
	Document           *File         `json:"document"`
	Photo              []File        `json:"photo"` // one photo, small sizes first
	Voice              *struct{}     `json:"voice"` // what we cannot read, see Unreadable
	Audio              *struct{}     `json:"audio"`
	Video              *struct{}     `json:"video"`
	VideoNote          *struct{}     `json:"video_note"`
	Contact            *struct{}     `json:"contact"`
	Location           *struct{}     `json:"location"`
	ForumTopicCreated  *TopicCreated `json:"forum_topic_created"`
	MigrateToChatID    int64         `json:"migrate_to_chat_id"`
	MigrateFromChatID  int64         `json:"migrate_from_chat_id"`
}

// Quote is the part of the replied message that the sender marked.
type Quote struct {
	Text string `json:"text"`
}

// TopicCreated is the service message that opens a forum topic.
type TopicCreated struct {
	Name string `json:"name"`
}

// File is a document or one size of a photo. UniqueID is the same for the
// same file for every bot; ID is what getFile takes.
type File struct {
	ID       string `json:"file_id"`
	UniqueID string `json:"file_unique_id"`
	Name     string `json:"file_name"`
	MIMEType string `json:"mime_type"`
	Size     int64  `json:"file_size"` // bytes
	Width    int    `json:"width"`
	Height   int    `json:"height"`
}

func (m *Message) normalise() {
	if m == nil {
		return
	}
	nfc(&m.Text)
	nfc(&m.Caption)
	m.Chat.normalise()
	if m.From != nil {
		m.From.normalise()
	}
	if m.Quote != nil {
		nfc(&m.Quote.Text)
	}
	if m.Document != nil {
		nfc(&m.Document.Name)
	}
	m.ReplyToMessage.normalise()
}

// Accessible is false for a message that is too old for Telegram to show the
// bot: only its id and chat are known.
func (m *Message) Accessible() bool { return m != nil && m.Date != 0 }

// Body is the text, or the caption of a file.
func (m *Message) Body() string { return cmp.Or(m.Text, m.Caption) }

// Attached is the file that came with the message, a photo in its full size; nil
// where there is none.
func (m *Message) Attached() *File {
	switch {
	case m.Document != nil:
		return m.Document
	case len(m.Photo) > 0:
		return &m.Photo[len(m.Photo)-1]
	}
	return nil
}

// Unreadable reports that somebody said something in a form that we do not take: a voice message, a video, a place, a
// contact.
func (m *Message) Unreadable() bool {
	return m.Voice != nil || m.Audio != nil || m.Video != nil || m.VideoNote != nil || m.Contact != nil || m.Location != nil
}

// Pictured reports that what came with the message is a photo.
func (m *Message) Pictured() bool { return m.Document == nil && len(m.Photo) > 0 }

// Thread is the forum topic, zero outside topics: plain supergroups number
// their reply threads in the same field, and refuse those numbers.
func (m *Message) Thread() int {
	if !m.IsTopicMessage {
		return 0
	}
	return m.ThreadID
}

// Anonymous reports that the message speaks for a chat, not for a person.
func (m *Message) Anonymous() bool {
	return m.SenderChat != nil || m.IsAutomaticForward || m.From == nil || standIn(m.From.ID)
}

// ReplyTo is the message replied to, else nil. Inside a topic every message
// "replies" to the service message that created it; that does not count.
func (m *Message) ReplyTo() *Message {
	r := m.ReplyToMessage
	if r == nil || r.ForumTopicCreated != nil || m.IsTopicMessage && r.ID == m.ThreadID {
		return nil
	}
	return r
}

// Member is somebody's place in a chat.
type Member struct {
	User    User   `json:"user"`
	Status  string `json:"status"`            // creator, administrator, member, restricted, left, kicked
	InChat  bool   `json:"is_member"`         // told for restricted alone: use Present
	CanSend bool   `json:"can_send_messages"` // told for restricted alone: use CanPost
}

// Admin reports the creator or an administrator.
func (m Member) Admin() bool { return m.Status == "creator" || m.Status == "administrator" }

// Present reports somebody who is in the chat.
func (m Member) Present() bool {
	return m.Admin() || m.Status == "member" || m.Status == "restricted" && m.InChat
}

// CanPost reports somebody who is in the chat and not muted.
func (m Member) CanPost() bool {
	return m.Present() && (m.Status != "restricted" || m.CanSend)
}
