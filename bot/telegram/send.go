package telegram

import (
	"context"
	"fmt"
	"strconv"
)

// Lengths that Telegram allows.
const (
	MaxText  = 4096 // UTF-16 units of a message after its markup is read
	MaxData  = 64   // bytes of a button's callback data
	maxToast = 200  // UTF-16 units of the answer to a tap
	maxAsk   = 64   // UTF-16 units of what to write in reply
)

// Outgoing is a message to send. Only Chat and HTML, or a file, are required.
type Outgoing struct {
	Chat    int64
	Thread  int // forum topic; zero for the General topic and everywhere else
	ReplyTo int // message id; ignored by Telegram if that message is gone
	HTML    string
	Buttons [][]Button   // rows
	Files   []Attachment // one, under which the text stands, or an album, which has neither text nor buttons
	Silent  bool         // no sound on the phone

	// Ask is what to write in reply. The reply opens by itself: in a private chat, in a group for whom the message
	// mentions or answers. Buttons take its place, and Telegram never lets such a message be edited.
	Ask string
}

// asking is the markup that opens a reply. Selective in a private chat, where nobody is mentioned, it would open none.
type asking struct {
	Force       bool   `json:"force_reply"`
	Placeholder string `json:"input_field_placeholder"`
	Selective   bool   `json:"selective,omitempty"`
}

// Edit is the new text of a message that the bot sent, be it that under a file.
// Without buttons those of the message go away.
type Edit struct {
	Chat    int64
	Message int
	HTML    string
	Buttons [][]Button
}

// Button is an inline button. Style is empty, "primary", "success" or "danger".
type Button struct {
	Text  string `json:"text"`
	Data  string `json:"callback_data"`
	Style string `json:"style,omitempty"`
}

// Sent identifies a message that was sent.
type Sent struct {
	ID     int   `json:"message_id"`
	Date   int64 `json:"date"` // Unix seconds, by Telegram's clock
	Others []int `json:"-"`    // the other messages of an album

	// FellBack says that the topic is closed or gone, and that the message stands outside of topics.
	FellBack bool `json:"-"`
}

// Send posts a message, without link previews, or files. Markup that Telegram
// cannot read is sent again as plain text, and a message for a topic that is
// gone goes to the General topic.
func (c *Client) Send(ctx context.Context, m Outgoing) (Sent, error) {
	return c.post(ctx, c.deliver, m, false)
}

// Post is Send with one try: for those who keep their letters and repeat them by their own rules. Nobody waits for
// such a letter, so all that Send and Edit have to say goes first.
func (c *Client) Post(ctx context.Context, m Outgoing) (Sent, error) {
	return c.post(ctx, c.try, m, true)
}

// sending makes a call, with so many tries as its kind deserves.
type sending func(context.Context, request, any) error

func (c *Client) post(ctx context.Context, send sending, m Outgoing, yields bool) (Sent, error) {
	field := "text"
	if len(m.Files) > 0 {
		field = "caption"
	}
	params, err := m.params(field)
	if err != nil {
		return Sent{}, err
	}
	r := request{method: "sendMessage", params: params, yields: yields}
	if len(m.Files) > 0 {
		r.attach(m.Files)
	}
	var sent Sent
	err = c.giveWay(ctx, send, r, field, &sent)
	sent.FellBack = m.Thread != 0 && params["message_thread_id"] == ""
	return sent, err
}

// PostEdit is Edit with one try, as Post is Send.
func (c *Client) PostEdit(ctx context.Context, e Edit) error { return c.edit(ctx, c.try, e, true) }

// Edit replaces text and buttons of a message. An edit that changes nothing
// fails with IsNotModified, a text that is too long to stand under a file with
// IsTooLong.
func (c *Client) Edit(ctx context.Context, e Edit) error { return c.edit(ctx, c.deliver, e, false) }

// edit changes the text of a message or, where Telegram says that it has none,
// what stands under its file.
func (c *Client) edit(ctx context.Context, send sending, e Edit, yields bool) error {
	r, err := e.request("editMessageText", "text")
	if err != nil {
		return err
	}
	r.yields = yields
	if err = c.giveWay(ctx, send, r, "text", nil); !hasNoText(err) {
		return err
	}
	r, err = e.request("editMessageCaption", "caption")
	if err != nil {
		return err
	}
	r.yields = yields
	return c.giveWay(ctx, send, r, "caption", nil)
}

func (e Edit) request(method, field string) (request, error) {
	params := map[string]string{"message_id": strconv.Itoa(e.Message)}
	to := Outgoing{Chat: e.Chat, HTML: e.HTML, Buttons: e.Buttons}
	return request{method: method, params: params}, to.fill(params, field)
}

// EditButtons replaces the buttons of a message; none takes them away.
func (c *Client) EditButtons(ctx context.Context, chat int64, message int, rows [][]Button) error {
	params := map[string]string{"chat_id": id(chat), "message_id": strconv.Itoa(message)}
	if err := setButtons(params, rows); err != nil {
		return err
	}
	return c.deliver(ctx, request{method: "editMessageReplyMarkup", params: params}, nil)
}

// giveWay sends params whose field holds HTML, and gives way once where
// Telegram is known to refuse: a lost topic, unreadable markup.
func (c *Client) giveWay(ctx context.Context, send sending, r request, field string, out any) error {
	for {
		err := send(ctx, r, out)
		switch {
		case IsTopicGone(err) && (r.params["message_thread_id"] != "" || r.params["reply_parameters"] != ""):
			delete(r.params, "message_thread_id")
			delete(r.params, "reply_parameters") // a reply would go where its target is: into the topic
		case IsParseError(err) && r.params["parse_mode"] != "":
			c.log.ErrorContext(ctx, "telegram refused markup, sending plain text", "method", r.method, "chat", r.chat(), "err", err)
			delete(r.params, "parse_mode")
			r.params[field] = plain(r.params[field])
		default:
			return err
		}
	}
}

// params are what the send methods have in common; field is where text goes.
func (m Outgoing) params(field string) (map[string]string, error) {
	params := make(map[string]string, 8)
	if m.Thread != 0 {
		params["message_thread_id"] = strconv.Itoa(m.Thread)
	}
	if m.ReplyTo != 0 {
		params["reply_parameters"] = `{"message_id":` + strconv.Itoa(m.ReplyTo) + `,"allow_sending_without_reply":true}`
	}
	if m.Silent {
		params["disable_notification"] = "true"
	}
	if err := m.fill(params, field); err != nil {
		return nil, err
	}
	if m.Ask != "" && params["reply_markup"] == "" {
		params["reply_markup"] = jsonText(asking{Force: true, Placeholder: clip(m.Ask, maxAsk), Selective: m.Chat < 0})
	}
	return params, nil
}

// fill adds what sending and editing have in common.
func (m Outgoing) fill(params map[string]string, field string) error {
	params["chat_id"] = id(m.Chat)
	if m.HTML != "" {
		params[field] = m.HTML
		params["parse_mode"] = "HTML"
	}
	if field == "text" {
		params["link_preview_options"] = `{"is_disabled":true}`
	}
	return setButtons(params, m.Buttons)
}

func setButtons(params map[string]string, rows [][]Button) error {
	var kept [][]Button
	for _, row := range rows {
		for _, b := range row {
			if b.Text == "" || b.Data == "" || len(b.Data) > MaxData {
				return fmt.Errorf("%w: %q with %d bytes of data, want 1 to %d", ErrButton, b.Text, len(b.Data), MaxData)
			}
		}
		if len(row) > 0 {
			kept = append(kept, row)
		}
	}
	if kept != nil {
		params["reply_markup"] = jsonText(map[string][][]Button{"inline_keyboard": kept})
	}
	return nil
}
