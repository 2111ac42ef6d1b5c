package telegram

import (
	"context"
	"encoding/json"
	"strconv"
	"time"
)

// Me tells who the bot is.
func (c *Client) Me(ctx context.Context) (User, error) {
	var me User
	err := c.Call(ctx, "getMe", nil, &me)
	return me, err
}

// Chat tells about a chat the bot knows.
func (c *Client) Chat(ctx context.Context, chat int64) (Chat, error) {
	var info Chat
	err := c.Call(ctx, "getChat", map[string]string{"chat_id": id(chat)}, &info)
	return info, err
}

// Member tells a user's place in a chat. Telegram promises an answer about
// others only where the bot is an administrator.
func (c *Client) Member(ctx context.Context, chat, user int64) (Member, error) {
	var m Member
	err := c.Call(ctx, "getChatMember", map[string]string{"chat_id": id(chat), "user_id": id(user)}, &m)
	return m, err
}

// Typing shows in a chat for a few seconds that the bot is about to say something. It may be repeated without harm.
func (c *Client) Typing(ctx context.Context, chat int64) error {
	return c.Call(ctx, "sendChatAction", map[string]string{"chat_id": id(chat), "action": "typing"}, nil)
}

// Uploading is Typing for a file that is on its way, in a topic of a chat.
func (c *Client) Uploading(ctx context.Context, chat int64, thread int) error {
	params := map[string]string{"chat_id": id(chat), "action": "upload_document"}
	if thread != 0 {
		params["message_thread_id"] = strconv.Itoa(thread)
	}
	return c.Call(ctx, "sendChatAction", params, nil)
}

// Delete removes a message; Telegram allows it for 48 hours.
func (c *Client) Delete(ctx context.Context, chat int64, message int) error {
	params := map[string]string{"chat_id": id(chat), "message_id": strconv.Itoa(message)}
	return c.deliver(ctx, request{method: "deleteMessage", params: params}, nil)
}

// AnswerCallback ends the spinner on a tapped button. The text, if any, shows
// as a toast, or as an alert that must be closed; it is cut to 200 characters.
func (c *Client) AnswerCallback(ctx context.Context, query, text string, alert bool) error {
	params := map[string]string{"callback_query_id": query}
	if text != "" {
		params["text"] = clip(text, maxToast)
	}
	if alert {
		params["show_alert"] = "true"
	}
	return c.deliver(ctx, request{method: "answerCallbackQuery", params: params}, nil)
}

// Command is a row of the menu that opens at "/".
type Command struct {
	Name        string `json:"command"`
	Description string `json:"description"`
}

// Scope says who sees a menu: "default", "all_private_chats",
// "all_group_chats", or "chat" and "chat_administrators" with Chat set.
type Scope struct {
	Type string `json:"type"`
	Chat int64  `json:"chat_id,omitempty"`
}

// SetCommands replaces the menu of one scope for one language (two letters, or
// empty for every language without its own menu).
func (c *Client) SetCommands(ctx context.Context, scope Scope, lang string, commands []Command) error {
	params := map[string]string{"scope": jsonText(scope), "commands": jsonText(commands)}
	if lang != "" {
		params["language_code"] = lang
	}
	return c.Call(ctx, "setMyCommands", params, nil)
}

// DeleteWebhook makes way for GetUpdates and keeps waiting updates.
func (c *Client) DeleteWebhook(ctx context.Context) error {
	return c.Call(ctx, "deleteWebhook", nil, nil)
}

// allowedUpdates is sent with every poll: left out, Telegram would keep the
// list of an earlier deployment.
const allowedUpdates = `["message","edited_message","callback_query","my_chat_member"]`

// GetUpdates fetches up to limit (1 to 100) updates from offset on, waiting up
// to timeout (50 s at most) for the first. It confirms everything before offset.
func (c *Client) GetUpdates(ctx context.Context, offset int64, limit int, timeout time.Duration) ([]json.RawMessage, error) {
	var raw []json.RawMessage
	err := c.try(ctx, request{
		method: "getUpdates",
		params: map[string]string{
			"offset":          id(offset),
			"limit":           strconv.Itoa(limit),
			"timeout":         strconv.Itoa(int(timeout / time.Second)),
			"allowed_updates": allowedUpdates,
		},
		timeout: timeout + pollMargin,
	}, &raw)
	return raw, err
}

func id(n int64) string { return strconv.FormatInt(n, 10) }

// jsonText encodes our own parameter types, which cannot fail.
func jsonText(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic("telegram: encode parameter: " + err.Error())
	}
	return string(text)
}
