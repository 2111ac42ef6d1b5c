package telegram_test

import (
	"encoding/json"
	"testing"
	"unicode/utf8"

	"planbot/bot/telegram"
)

// updates of every kind, each with its id, chat and what the bot must know.
var updates = []struct {
	name, raw string
	kind      string
	id, chat  int64
	sender    int64
	thread    int
	anonymous bool
	replyTo   int
}{
	{"text in a group", `{"update_id":10,"message":{"message_id":5,"from":{"id":7,"first_name":"A"},"chat":{"id":-100200,"type":"supergroup"},"date":1,"text":"x"}}`,
		"message", 10, -100200, 7, 0, false, 0},
	{"reply", `{"update_id":11,"message":{"message_id":6,"from":{"id":7},"chat":{"id":-5},"date":1,"text":"145/150","reply_to_message":{"message_id":3,"chat":{"id":-5},"date":1},"message_thread_id":3}}`,
		"message", 11, -5, 7, 0, false, 3},
	{"topic", `{"update_id":12,"message":{"message_id":7,"from":{"id":7},"chat":{"id":-5,"is_forum":true},"date":1,"message_thread_id":4,"is_topic_message":true,"reply_to_message":{"message_id":4,"chat":{"id":-5},"date":1,"forum_topic_created":{"name":"TCKT"}}}}`,
		"message", 12, -5, 7, 4, false, 0},
	{"topic, creation message bare", `{"update_id":13,"message":{"message_id":7,"from":{"id":7},"chat":{"id":-5},"date":1,"message_thread_id":4,"is_topic_message":true,"reply_to_message":{"message_id":4,"chat":{"id":-5}}}}`,
		"message", 13, -5, 7, 4, false, 0},
	{"reply in a topic", `{"update_id":14,"message":{"message_id":8,"from":{"id":7},"chat":{"id":-5},"date":1,"message_thread_id":4,"is_topic_message":true,"reply_to_message":{"message_id":6,"chat":{"id":-5},"date":1}}}`,
		"message", 14, -5, 7, 4, false, 6},
	{"edit", `{"update_id":15,"edited_message":{"message_id":8,"from":{"id":7},"chat":{"id":-5},"date":1,"edit_date":2}}`,
		"edited_message", 15, -5, 7, 0, false, 0},
	{"anonymous admin", `{"update_id":16,"message":{"message_id":8,"from":{"id":1087968824,"is_bot":true},"sender_chat":{"id":-5},"chat":{"id":-5},"date":1}}`,
		"message", 16, -5, 1087968824, 0, true, 0},
	{"channel", `{"update_id":17,"message":{"message_id":8,"from":{"id":136817688},"chat":{"id":-5},"date":1}}`,
		"message", 17, -5, 136817688, 0, true, 0},
	{"automatic forward", `{"update_id":18,"message":{"message_id":8,"from":{"id":777000},"is_automatic_forward":true,"chat":{"id":-5},"date":1}}`,
		"message", 18, -5, 777000, 0, true, 0},
	{"nobody", `{"update_id":19,"message":{"message_id":8,"chat":{"id":-5},"date":1}}`,
		"message", 19, -5, 0, 0, true, 0},
	{"tap", `{"update_id":20,"callback_query":{"id":"9","from":{"id":7},"chat_instance":"1","data":"done:9","message":{"message_id":8,"chat":{"id":-5},"date":1,"message_thread_id":4,"is_topic_message":true}}}`,
		"callback_query", 20, -5, 7, 4, false, 0},
	{"tap on an old message", `{"update_id":21,"callback_query":{"id":"9","from":{"id":7},"data":"x","message":{"message_id":8,"chat":{"id":-5},"date":0}}}`,
		"callback_query", 21, -5, 7, 0, false, 0},
	{"tap without a message", `{"update_id":22,"callback_query":{"id":"9","from":{"id":7},"inline_message_id":"x","data":"x"}}`,
		"callback_query", 22, 0, 7, 0, false, 0},
	{"added to a group", `{"update_id":23,"my_chat_member":{"chat":{"id":-5},"from":{"id":7},"date":1,"old_chat_member":{"status":"left"},"new_chat_member":{"status":"member"}}}`,
		"my_chat_member", 23, -5, 7, 0, false, 0},
	{"migration", `{"update_id":24,"message":{"message_id":8,"from":{"id":7},"chat":{"id":-5},"date":1,"migrate_to_chat_id":-1009007199254740}}`,
		"message", 24, -5, 7, 0, false, 0},
	{"unknown kind with a chat", `{"update_id":25,"message_reaction":{"chat":{"id":-5},"user":{"id":7},"new_reaction":[]}}`,
		"unknown", 25, -5, 0, 0, true, 0},
	{"unknown kind with a message", `{"update_id":26,"guest_message":{"message":{"chat":{"id":-6}}}}`,
		"unknown", 26, -6, 0, 0, true, 0},
	{"unknown kind without a chat", `{"update_id":27,"subscription":{"user":{"id":7},"chat":"x"},"future":[1,{"chat":2}],"flag":true}`,
		"unknown", 27, 0, 0, 0, true, 0},
	{"fields of other types", `{"update_id":28,"message":{"message_id":"8","from":"me","chat":{"id":-5,"type":3},"date":1.5,"quote":"x","photo":{}}}`,
		"message", 28, -5, 0, 0, true, 0},
	{"id alone", `{"update_id":29}`, "unknown", 29, 0, 0, 0, true, 0},
}

func TestDecode(t *testing.T) {
	t.Parallel()
	for _, tt := range updates {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			u, err := telegram.Decode([]byte(tt.raw))
			if err != nil {
				t.Fatal(err)
			}
			if u.ID != tt.id || u.Kind() != tt.kind {
				t.Errorf("got %d %s, want %d %s", u.ID, u.Kind(), tt.id, tt.kind)
			}
			if chat := u.Chat().ID; chat != tt.chat && tt.kind != "unknown" {
				t.Errorf("got chat %d, want %d", chat, tt.chat)
			}
			if u.Sender().ID != tt.sender || u.Anonymous() != tt.anonymous {
				t.Errorf("got sender %d anonymous %v, want %d %v", u.Sender().ID, u.Anonymous(), tt.sender, tt.anonymous)
			}
			reply := 0
			if r := u.ReplyTo(); r != nil {
				reply = r.ID
			}
			if u.Thread() != tt.thread || reply != tt.replyTo {
				t.Errorf("got thread %d reply %d, want %d %d", u.Thread(), reply, tt.thread, tt.replyTo)
			}
		})
	}
}

func TestPeek(t *testing.T) {
	t.Parallel()
	for _, tt := range updates {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			id, chat, err := telegram.Peek([]byte(tt.raw))
			if err != nil || id != tt.id || chat != tt.chat {
				t.Errorf("got %d, %d, %v, want %d, %d", id, chat, err, tt.id, tt.chat)
			}
		})
	}
}

func TestNoUpdate(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{``, `null`, `7`, `[]`, `{}`, `{"message":{}}`, `{"update_id":"1"}`, `{"update_id":1,`} {
		if u, err := telegram.Decode([]byte(raw)); err == nil {
			t.Errorf("Decode(%s): got %+v, want an error", raw, u)
		}
		if id, _, err := telegram.Peek([]byte(raw)); err == nil {
			t.Errorf("Peek(%s): got %d, want an error", raw, id)
		}
	}
}

func TestDecodeKeepsWhatMatters(t *testing.T) {
	t.Parallel()
	u, err := telegram.Decode([]byte(`{"update_id":1,"message":{"message_id":2,"date":3,"chat":{"id":-5,"title":"Bộ phận"},
		"from":{"id":7,"first_name":"Hòa"},"caption":"Tiến độ","media_group_id":"m","via_bot":{"id":9},
		"quote":{"text":"3. Số"},"document":{"file_id":"f","file_unique_id":"u","file_name":"a.pdf","mime_type":"application/pdf","file_size":26214400},
		"photo":[{"file_id":"p","width":90}],"migrate_from_chat_id":-4}}`))
	if err != nil {
		t.Fatal(err)
	}
	m := u.Message
	if m.Body() != "Tiến độ" || m.Chat.Title != "Bộ phận" || m.From.FirstName != "Hòa" || m.Quote.Text != "3. Số" {
		t.Errorf("not in NFC: %q, %q, %q, %q", m.Body(), m.Chat.Title, m.From.FirstName, m.Quote.Text)
	}
	want := telegram.File{ID: "f", UniqueID: "u", Name: "a.pdf", MIMEType: "application/pdf", Size: 25 << 20}
	if *m.Document != want || m.Photo[0].ID != "p" || m.MediaGroupID != "m" || m.ViaBot.ID != 9 || m.MigrateFromChatID != -4 {
		t.Errorf("got %+v", m)
	}
	if !m.Accessible() || (*telegram.Message)(nil).Accessible() {
		t.Error("accessible is wrong")
	}
}

func TestMember(t *testing.T) {
	t.Parallel()
	tests := []struct {
		raw                     string
		admin, present, canPost bool
	}{
		{`{"status":"creator"}`, true, true, true},
		{`{"status":"administrator"}`, true, true, true},
		{`{"status":"member"}`, false, true, true},
		{`{"status":"restricted","is_member":true,"can_send_messages":true}`, false, true, true},
		{`{"status":"restricted","is_member":true}`, false, true, false},
		{`{"status":"restricted","can_send_messages":true}`, false, false, false},
		{`{"status":"left"}`, false, false, false},
		{`{"status":"kicked"}`, false, false, false},
	}
	for _, tt := range tests {
		var m telegram.Member
		if err := json.Unmarshal([]byte(tt.raw), &m); err != nil {
			t.Fatal(err)
		}
		if m.Admin() != tt.admin || m.Present() != tt.present || m.CanPost() != tt.canPost {
			t.Errorf("%s: got %v %v %v", tt.raw, m.Admin(), m.Present(), m.CanPost())
		}
	}
}

func said(text string) telegram.Update {
	return telegram.Update{ID: 1, Message: &telegram.Message{Text: text}}
}

func TestCommand(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text, name, args string
		ok               bool
	}{
		{"/tasks", "tasks", "", true},
		{"/TASKS quá hạn ", "tasks", "quá hạn", true},
		{"/tasks@planbot_bot", "tasks", "", true},
		{"/tasks@PlanBot_Bot\n9", "tasks", "9", true},
		{"/tasks@other_bot", "", "", false},
		{"/tasks@", "", "", false},
		{"  /task 3.4.2", "task", "3.4.2", true},
		{"/update 9 145/150", "update", "9 145/150", true},
		{"/nhiệmvụ", "nhiệmvụ", "", true},
		{"/tasks\u00a09", "tasks", "9", true},
		{"/", "", "", false},
		{"/ tasks", "", "", false},
		{"/@planbot_bot", "", "", false},
		{"//tasks", "", "", false},
		{"/tasks/9", "", "", false},
		{"/😀", "", "", false},
		{"/\xff", "", "", false},
		{"145/150", "", "", false},
		{"", "", "", false},
	}
	for _, tt := range tests {
		name, args, ok := said(tt.text).Command("planbot_bot")
		if name != tt.name || args != tt.args || ok != tt.ok {
			t.Errorf("%q: got %q %q %v, want %q %q %v", tt.text, name, args, ok, tt.name, tt.args, tt.ok)
		}
	}
	if _, _, ok := (telegram.Update{}).Command("planbot_bot"); ok {
		t.Error("an update without words has a command")
	}
}

func FuzzCommand(f *testing.F) {
	f.Add("/tasks@planbot_bot 😀")
	f.Add("/\xf0\x9f")
	f.Fuzz(func(t *testing.T, text string) {
		name, args, ok := said(text).Command("planbot_bot")
		if !ok && (name != "" || args != "") || ok && name == "" {
			t.Errorf("%q: got %q %q %v", text, name, args, ok)
		}
		if utf8.ValidString(text) && !utf8.ValidString(name+args) {
			t.Errorf("%q: cut inside a character", text)
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, u := range updates {
		f.Add([]byte(u.raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		u, err := telegram.Decode(raw)
		id, _, peekErr := telegram.Peek(raw)
		if (err == nil) != (peekErr == nil) || u.ID != id {
			t.Fatalf("Decode gives %d, %v; Peek %d, %v", u.ID, err, id, peekErr)
		}
		_, _, _ = u.Chat(), u.Sender(), u.Anonymous()
		_, _ = u.Thread(), u.ReplyTo()
		_, _, _ = u.Command("planbot_bot")
	})
}
