package emulator

// The wire types are the parts of the Bot API objects that the emulator
// speaks. They are its own, so that a mistake in a client library is seen
// here instead of being mirrored.

type user struct {
	ID           int64  `json:"id"`
	IsBot        bool   `json:"is_bot"`
	FirstName    string `json:"first_name"`
	LastName     string `json:"last_name,omitempty"`
	Username     string `json:"username,omitempty"`
	LanguageCode string `json:"language_code,omitempty"`
}

func (u *user) name() string {
	if u.LastName == "" {
		return u.FirstName
	}
	return u.FirstName + " " + u.LastName
}

type chatInfo struct {
	ID        int64  `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title,omitempty"`
	Username  string `json:"username,omitempty"`
	FirstName string `json:"first_name,omitempty"`
	LastName  string `json:"last_name,omitempty"`
	IsForum   bool   `json:"is_forum,omitempty"`
}

type entity struct {
	Type          string `json:"type"`
	Offset        int    `json:"offset"`
	Length        int    `json:"length"`
	URL           string `json:"url,omitempty"`
	Language      string `json:"language,omitempty"`
	CustomEmojiID string `json:"custom_emoji_id,omitempty"`
	User          *user  `json:"user,omitempty"` // of a text_mention
}

type document struct {
	FileID       string `json:"file_id"`
	FileUniqueID string `json:"file_unique_id"`
	FileName     string `json:"file_name,omitempty"`
	MimeType     string `json:"mime_type,omitempty"`
	FileSize     int    `json:"file_size,omitempty"`
}

type photoSize struct {
	FileID       string `json:"file_id"`
	FileUniqueID string `json:"file_unique_id"`
	Width        int    `json:"width"`
	Height       int    `json:"height"`
	FileSize     int    `json:"file_size,omitempty"`
}

type topicCreated struct {
	Name      string `json:"name"`
	IconColor int    `json:"icon_color"`
}

type message struct {
	MessageID       int       `json:"message_id"`
	MessageThreadID int       `json:"message_thread_id,omitempty"`
	From            *user     `json:"from,omitempty"`
	SenderChat      *chatInfo `json:"sender_chat,omitempty"`
	AuthorSignature string    `json:"author_signature,omitempty"`
	Chat            *chatInfo `json:"chat"`
	Date            int64     `json:"date"`
	EditDate        int64     `json:"edit_date,omitempty"`
	IsTopicMessage  bool      `json:"is_topic_message,omitempty"`
	IsAutoForward   bool      `json:"is_automatic_forward,omitempty"`
	ReplyToMessage  *message  `json:"reply_to_message,omitempty"`
	MediaGroupID    string    `json:"media_group_id,omitempty"`

	Text            string      `json:"text,omitempty"`
	Entities        []entity    `json:"entities,omitempty"`
	Caption         string      `json:"caption,omitempty"`
	CaptionEntities []entity    `json:"caption_entities,omitempty"`
	Document        *document   `json:"document,omitempty"`
	Photo           []photoSize `json:"photo,omitempty"`
	ReplyMarkup     *keyboard   `json:"reply_markup,omitempty"`

	NewChatMembers    []*user       `json:"new_chat_members,omitempty"`
	LeftChatMember    *user         `json:"left_chat_member,omitempty"`
	GroupChatCreated  bool          `json:"group_chat_created,omitempty"`
	MigrateToChatID   int64         `json:"migrate_to_chat_id,omitempty"`
	MigrateFromChatID int64         `json:"migrate_from_chat_id,omitempty"`
	TopicCreated      *topicCreated `json:"forum_topic_created,omitempty"`
	TopicClosed       *struct{}     `json:"forum_topic_closed,omitempty"`
	TopicReopened     *struct{}     `json:"forum_topic_reopened,omitempty"`
}

// bare is the message as it is quoted inside a reply: without its own quote.
func (m *message) bare() *message {
	b := *m
	b.ReplyToMessage = nil
	return &b
}

type keyboard struct {
	Rows [][]button `json:"inline_keyboard"`
}

type button struct {
	Text         string         `json:"text"`
	URL          string         `json:"url,omitempty"`
	CallbackData string         `json:"callback_data,omitempty"`
	Style        string         `json:"style,omitempty"`
	WebApp       *webApp        `json:"web_app,omitempty"`
	CopyText     *copyText      `json:"copy_text,omitempty"`
	SwitchInline *string        `json:"switch_inline_query,omitempty"`
	SwitchHere   *string        `json:"switch_inline_query_current_chat,omitempty"`
	LoginURL     map[string]any `json:"login_url,omitempty"`
}

type webApp struct {
	URL string `json:"url"`
}

type copyText struct {
	Text string `json:"text"`
}

type callbackQuery struct {
	ID           string `json:"id"`
	From         *user  `json:"from"`
	Message      any    `json:"message,omitempty"` // *message, or *inaccessible once it is deleted
	ChatInstance string `json:"chat_instance"`
	Data         string `json:"data"`
}

type inaccessible struct {
	Chat      *chatInfo `json:"chat"`
	MessageID int       `json:"message_id"`
	Date      int64     `json:"date"` // always 0
}

type memberUpdated struct {
	Chat *chatInfo      `json:"chat"`
	From *user          `json:"from"`
	Date int64          `json:"date"`
	Old  map[string]any `json:"old_chat_member"`
	New  map[string]any `json:"new_chat_member"`
}
