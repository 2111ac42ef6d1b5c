package bot_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// wantNoRefusal fails if Telegram refused anything that the bot said.
func (o *office) wantNoRefusal() {
	o.tb.Helper()
	all, err := o.door.Requests(o.ctx(), "", 0)
	o.must(err)
	for _, r := range all {
		if r.Status >= http.StatusBadRequest {
			o.tb.Errorf("%s was refused: %s", r.Method, r.Answer)
		}
	}
}

// Names and titles are what people type: shown as they are, never as markup.
func TestWireHostileWords(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	const markup = `<b>x</b> & <a href="http://x">y</a>`
	nfd := norm.NFD.String("Hồ sơ đúng hạn")
	o.replan(func(p *plan.Plan) {
		titles := map[int]string{
			9: "</code>" + markup, 15: "phải\u202etrái", 16: strings.Repeat("\u200b", 300) + "mờ", 17: nfd, 18: strings.Repeat("dài", 100),
		}
		for i := range p.Tasks {
			if title, ok := titles[p.Tasks[i].No]; ok {
				p.Tasks[i].Title, p.Tasks[i].Wording = title, title
			}
		}
	})
	for user, name := range map[int64]string{
		5001: markup, 5002: "a\u202eb", 5003: strings.Repeat("Ế", 300), 5004: "</code>", 5005: "\u200b\u200b", 5006: norm.NFD.String("Nguyễn"),
	} {
		_, err := o.door.AddUser(o.ctx(), emulator.User{ID: user, FirstName: name})
		o.must(err)
		o.must(o.door.Move(o.ctx(), emulator.Moving{Chat: officeChat, User: user, Status: "member"}))
	}
	for _, command := range []string{"/tasks", "/task 9", "/task 15", "/task 16", "/task 17", "/task 18", "/find " + markup, "/tasks " + markup, "/bind " + markup} {
		o.say(officeChat, officeClerk, command)
	}
	wants(t, o.say(officeChat, officeClerk, "/task 9").Text, "</code>"+markup)
	if text := o.say(officeChat, officeClerk, "/task 15").Text; strings.ContainsRune(text, '\u202e') {
		t.Errorf("a title turns the reading direction of:\n%s", text)
	}
	for i := range 6 {
		user := int64(5001 + i)
		o.say(officeChat, user, "/whoami")
		o.say(officeChat, user, fmt.Sprintf("/update 9 %d/150", 140+i))
	}
	wants(t, o.say(officeChat, officeClerk, norm.NFD.String("/update 9 ước đạt 145/150")).Text, "ước 145/150")
	wants(t, o.say(officeChat, officeClerk, "/update 9 "+markup).Text, markup)
	wants(t, o.say(officeChat, officeClerk, "/history 9").Text, markup, norm.NFC.String("Nguyễn"))
	o.settled()
	o.wantNoRefusal()
}

// A history that fits no single message is sent in parts, each within Telegram's limit, and a reply to any of them
// names its task.
func TestWireLongAnswer(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	_, err := o.door.AddUser(o.ctx(), emulator.User{ID: 5001, FirstName: strings.Repeat("Tên dài ", 32)})
	o.must(err)
	o.must(o.door.Move(o.ctx(), emulator.Moving{Chat: officeChat, User: 5001, Status: "member"}))
	for i := range 30 {
		o.say(officeChat, 5001, fmt.Sprintf("/update 9 %d/150", 120+i))
	}
	sent := o.sends(emulator.Sending{Chat: officeChat, User: officeClerk, Text: "/history 9"})
	o.settled()
	parts := o.answersTo(officeChat, sent)
	if len(parts) < 2 {
		t.Fatalf("%d parts, want several", len(parts))
	}
	for i, part := range parts {
		if n := len(utf16.Encode([]rune(part.Text))); n > 4096 {
			t.Errorf("part %d has %d units, want at most 4096", i+1, n)
		}
		wants(t, o.reply(part, officeClerk, fmt.Sprintf("%d/160", 150+i)).Text, fmt.Sprintf("%d/160", 150+i))
	}
	o.wantNoRefusal()
}

// A button's data is user input: whatever it says, the tap is answered and nothing changes.
func TestWireForgedTaps(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")
	answer := o.reply(list, officeClerk, "9: 145/150")
	question := o.reply(list, officeClerk, "15: 60/50")
	before := len(o.fromBot(officeChat, 0))
	for _, data := range []string{
		"t:999", strings.Repeat("\U0001F4A5", 16), strings.Repeat("x", 64), "\x01\x02\x7f", ":", "::::", "task", "task:", "task:0", "task:-1",
		"task:999999", "task:9223372036854775808", "hist:0", "undo:", "undo:0", "undo:x", "undo:99999999", "pick:", "pick:1", "pick:0:0",
		"pick:99999:0", "pick:x:y", "pick:1:99", "pick:1:99999999999", "list:", "list:open", "list:nope:1", "list:open:x",
		"list:open:99999999999999999999", "list:unit=KT:1", "list:area=x:1",
	} {
		if toast := o.forge(answer, officeClerk, data); toast.Text == "" {
			t.Errorf("%q was answered without a word", data)
		}
	}
	for _, button := range []string{answer.Buttons[0][0].Data, "undo:1"} {
		toast := o.forge(answer, justiceClerk, button) // not the author
		if !toast.Alert {
			t.Errorf("%q by another than the author was answered %+v, want an alert", button, toast)
		}
	}
	shown := o.say(justiceChat, justiceClerk, "/tasks")
	for _, data := range []string{answer.Buttons[0][0].Data, question.Buttons[0][0].Data} {
		if toast := o.forge(shown, officeClerk, data); toast.Text == "" {
			t.Errorf("%q in another group was answered without a word", data)
		}
	}
	o.settled()
	if got := len(o.fromBot(officeChat, 0)); got != before {
		t.Errorf("forged taps led to %d messages", got-before)
	}
	o.wantRecorded(9, 1)
	o.wantRecorded(15, 0)
	wants(t, o.current(answer).Text, "145/150")
}

// Updates of kinds that do not exist yet, of wrong types, without text, chat, sender or message: nothing comes of
// them, and the chat goes on.
func TestWireNoise(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")
	head := fmt.Sprintf(`"message_id":900,"date":1717380000,"chat":{"id":%d,"type":"supergroup"},"from":{"id":%d,"first_name":"A"},
		"reply_to_message":{"message_id":%d,"date":1717380000,"chat":{"id":%d,"type":"supergroup"},"from":{"id":7000000001,"is_bot":true}}`,
		officeChat, officeClerk, list.ID, officeChat)
	for _, update := range []string{
		`{}`, `{"message":null}`, `{"message":{}}`, `{"message":"text"}`, `{"message":[1]}`, `{"edited_message":{}}`,
		`{"message":{` + head + `,"sticker":{"file_id":"x","emoji":"👍"}}}`,
		`{"message":{` + head + `,"voice":{"file_id":"x","duration":3}}}`,
		`{"message":{` + head + `,"text":5}}`,
		`{"message":{` + head + `,"text":"   "}}`,
		`{"message":{"message_id":901,"date":1717380000,"chat":{"id":-1000000000001,"type":"supergroup"},"text":"xin chào"}}`,
		`{"subscription":{"chat":{"id":-1000000000001},"user":{"id":101}}}`,
		`{"stopped_message_generation":{"whatever":[{"chat":{"id":"x"}}]}}`,
		`{"callback_query":{"id":"1","from":{"id":101,"first_name":"A"},"data":"list:open:1"}}`,
		`{"callback_query":{"id":"2","from":{"id":101,"first_name":"A"},"message":{"message_id":5,"date":0,"chat":{"id":-1000000000001,"type":"supergroup"}}}}`,
		`{"my_chat_member":{}}`,
		`{"channel_post":{"message_id":1,"date":1717380000,"chat":{"id":-1009,"type":"channel"},"text":"/tasks"}}`,
	} {
		_, err := o.door.Raw(o.ctx(), update)
		o.must(err)
	}
	o.settled()
	if got := o.fromBot(officeChat, list.ID); len(got) > 1 { // the tap on an old message, at most
		t.Errorf("noise was answered by %q", texts(got))
	}
	for _, text := range []string{"/tasks@another_bot", "/unknown", "/", "//tasks", "/ tasks"} {
		sent := o.sends(emulator.Sending{Chat: officeChat, User: officeClerk, Text: text})
		o.settled()
		if got := o.fromBot(officeChat, sent); len(got) != 0 {
			t.Errorf("%q was answered by %q", text, texts(got))
		}
	}
	wants(t, o.say(officeChat, officeClerk, "/TASKS").Text, "Văn phòng")
	o.reply(list, officeClerk, "9: 145/150")
	o.wantCounted(9, "VPTK", "145/150")
}
