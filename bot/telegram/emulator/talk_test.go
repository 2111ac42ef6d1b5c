package emulator_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image"
	"image/png"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
)

const goButton = `{"inline_keyboard":[[{"text":"Go on","callback_data":"go"},{"text":"Go back","callback_data":"back","style":"danger"}]]}`

func TestTapAndAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	id := w.botSays("list", "reply_markup", goButton)
	tap := must(w.Tap(t.Context(), emulator.Tapping{Chat: w.group, Message: id, User: w.clerk, Button: "Go b"}))(t)
	u := w.updates()
	if len(u) != 1 || u[0].Callback.Data != "back" || u[0].Callback.Message.ID != id {
		t.Fatalf("got %+v, want the tap", u)
	}
	w.ok(w.call("answerCallbackQuery", "callback_query_id", tap.CallbackID, "text", "done", "show_alert", "true"))
	w.wants(w.call("answerCallbackQuery", "callback_query_id", tap.CallbackID), 400, "query is too old")
	if got := must(w.Toast(t.Context(), tap.CallbackID, time.Second))(t); got != (emulator.Toast{Answered: true, Text: "done", Alert: true}) {
		t.Errorf("got %+v", got)
	}
	if _, err := w.Tap(t.Context(), emulator.Tapping{Chat: w.group, Message: id, User: w.clerk, Button: "Stop"}); err == nil {
		t.Error("a button that is not there was tapped")
	}
	must(w.Tap(t.Context(), emulator.Tapping{Chat: w.group, Message: id, User: w.clerk, Data: "forged"}))(t)
	w.check(w.Delete(t.Context(), w.group, id))
	must(w.Tap(t.Context(), emulator.Tapping{Chat: w.group, Message: id, User: w.clerk, Data: "go"}))(t)
	u = w.updates()
	if u[0].Callback.Data != "forged" || u[1].Callback.Message.Text != "" || u[1].Callback.Message.ID != id {
		t.Errorf("got %+v, want a forged tap and one on an inaccessible message", u)
	}
}

func TestEdits(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	id := w.botSays("page 1", "reply_markup", goButton)
	w.clock.Advance(time.Hour)
	w.ok(w.call("editMessageText", "chat_id", w.group, "message_id", id, "text", "<b>page</b> 2", "parse_mode", "HTML"))
	m := must(w.Message(t.Context(), w.group, id))(t)
	if m.HTML != "<b>page</b> 2" || m.Buttons != nil || m.EditDate == nil || !m.EditDate.After(m.Date) {
		t.Errorf("got %+v, want the new text, no buttons, an edit date", m)
	}
	w.ok(w.call("editMessageReplyMarkup", "chat_id", w.group, "message_id", id, "reply_markup", goButton))
	m = must(w.WaitEdit(t.Context(), w.group, id, func(m emulator.Msg) bool { return len(m.Buttons) == 1 }))(t)
	if m.Buttons[0][1].Style != "danger" {
		t.Errorf("got %+v, want a danger button", m.Buttons)
	}
	sent := w.say(w.clerk, "/update@planbot 3: 50")
	edited := must(w.Edit(t.Context(), emulator.Editing{Chat: w.group, Message: sent.MessageID, User: w.clerk, Text: "/update@planbot 3: 80"}))(t)
	u := w.updates()
	if edited.UpdateID == 0 || u[1].Edited == nil || u[1].Edited.Text != "/update@planbot 3: 80" {
		t.Errorf("got %+v, want an edited_message", u)
	}
	w.ok(w.call("deleteMessage", "chat_id", w.group, "message_id", id))
	w.wants(w.call("editMessageText", "chat_id", w.group, "message_id", id, "text", "x"), 400, "message to edit not found")
}

func TestReplyMayBeOptional(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	id := w.botSays("a", "reply_parameters", `{"message_id":999,"allow_sending_without_reply":true}`)
	if m := must(w.Message(t.Context(), w.group, id))(t); m.ReplyTo != 0 {
		t.Errorf("got reply to %d, want none", m.ReplyTo)
	}
}

func TestFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{PrivacyOff: true}, "group")
	fetch := func(url string) string {
		resp, err := http.Get(w.url + url)
		w.check(err)
		defer resp.Body.Close()
		return string(must(io.ReadAll(resp.Body))(t))
	}
	id := w.ok(w.upload("sendDocument", "document", "bao-cao.docx", []byte("PK docx"), "chat_id", w.group, "caption", "<i>c</i>", "parse_mode", "HTML")).id()
	m := must(w.Message(t.Context(), w.group, id))(t)
	if m.File == nil || m.File.Name != "bao-cao.docx" || m.HTML != "<i>c</i>" || fetch(m.File.URL) != "PK docx" {
		t.Errorf("got %+v, %+v", m, m.File)
	}
	must(w.Send(t.Context(), emulator.Sending{Chat: w.group, User: w.clerk, Caption: "9", File: &emulator.Attaching{Name: "a.pdf",
		Mime: "application/pdf", Base64: base64.StdEncoding.EncodeToString([]byte("%PDF"))}}))(t)
	must(w.Send(t.Context(), emulator.Sending{Chat: w.group, User: w.clerk, File: &emulator.Attaching{Name: "b.mp4", Size: 25 << 20}}))(t)
	u := w.updates()
	var f struct {
		Path string `json:"file_path"`
	}
	w.check(json.Unmarshal(w.ok(w.call("getFile", "file_id", u[0].Message.Document.FileID)).Result, &f))
	if got := fetch("/file/bot" + token + "/" + f.Path); got != "%PDF" {
		t.Errorf("got %q, want the file", got)
	}
	w.wants(w.call("getFile", "file_id", u[1].Message.Document.FileID), 400, "file is too big")

	again := w.ok(w.call("sendDocument", "chat_id", w.group, "document", u[0].Message.Document.FileID)).id()
	if m := must(w.Message(t.Context(), w.group, again))(t); m.File == nil || m.File.Name != "a.pdf" {
		t.Errorf("sent again: got %+v", m.File)
	}
	w.wants(w.call("sendPhoto", "chat_id", w.group, "photo", u[0].Message.Document.FileID), 400, "can't use file of type document as photo")
	w.wants(w.call("editMessageText", "chat_id", w.group, "message_id", id, "text", "d"), 400, "there is no text in the message to edit")
	w.ok(w.call("editMessageCaption", "chat_id", w.group, "message_id", id, "caption", "d"))
	w.wants(w.call("editMessageCaption", "chat_id", w.group, "message_id", id, "caption", "d"), 400, "message is not modified")
	w.wants(w.call("editMessageCaption", "chat_id", w.group, "message_id", id, "caption", strings.Repeat("d", 1025)), 400, "caption is too long")
}

func TestPhotos(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	var picture bytes.Buffer
	w.check(png.Encode(&picture, image.NewGray(image.Rect(0, 0, 3, 2))))
	w.ok(w.upload("sendPhoto", "photo", "chart.png", picture.Bytes(), "chat_id", w.group))
	w.wants(w.upload("sendPhoto", "photo", "chart.png", []byte("text"), "chat_id", w.group), 400, "IMAGE_PROCESS_FAILED")
	r := w.ok(w.upload("sendMediaGroup", "a", "chart.png", picture.Bytes(), "chat_id", w.group,
		"media", `[{"type":"photo","media":"attach://a","caption":"x"},{"type":"photo","media":"attach://a"}]`))
	var album []struct {
		Group string `json:"media_group_id"`
	}
	w.check(json.Unmarshal(r.Result, &album))
	if len(album) != 2 || album[0].Group == "" || album[0] != album[1] {
		t.Errorf("got %+v, want an album of two", album)
	}
}

func TestCommandMenus(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	private := `{"type":"all_private_chats"}`
	w.ok(w.call("setMyCommands", "commands", `[{"command":"help","description":"x"}]`))
	w.ok(w.call("setMyCommands", "commands", `[{"command":"start","description":"y"}]`, "scope", private, "language_code", "vi"))
	if got := string(w.ok(w.call("getMyCommands", "scope", private)).Result); got != "[]" {
		t.Errorf("got %s for another language, want none", got)
	}
	must(w.Say(t.Context(), w.clerk, w.clerk, "x"))(t)
	for chat, want := range map[int64]string{w.group: "help", w.clerk: "start"} {
		if menu := must(w.Menu(t.Context(), chat))(t); len(menu) != 1 || menu[0].Command != want {
			t.Errorf("got %v, want %s", menu, want)
		}
	}
	w.ok(w.call("deleteMyCommands", "scope", private, "language_code", "vi"))
	if menu := must(w.Menu(t.Context(), w.clerk))(t); menu[0].Command != "help" {
		t.Errorf("got %v, want the default", menu)
	}
}

func TestTranscriptAndRequests(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	sent := w.say(w.clerk, "/tasks@planbot")
	id := w.botSays("list", "reply_markup", goButton, "reply_parameters", `{"message_id":`+text(sent.MessageID)+`}`)
	tap := must(w.Tap(t.Context(), emulator.Tapping{Chat: w.group, Message: id, User: w.clerk, Button: "Go on"}))(t)
	w.ok(w.call("answerCallbackQuery", "callback_query_id", tap.CallbackID, "text", "done"))
	w.ok(w.call("setMessageReaction", "chat_id", w.group, "message_id", sent.MessageID, "reaction", `[{"type":"emoji","emoji":"👍"}]`))
	w.ok(w.call("sendChatAction", "chat_id", w.group, "action", "typing"))
	const want = `Clerk: /tasks@planbot
planbot (reply): list
[Go on] [Go back]
Clerk taps [Go on]
(toast for Clerk: done)
(planbot reacts 👍)
`
	if got := must(w.Transcript(t.Context(), w.group))(t); !strings.HasSuffix(got, want) {
		t.Errorf("got\n%s\nwant it to end in\n%s", got, want)
	}
	log := must(w.Requests(t.Context(), "sendMessage", 0))(t)
	if len(log) != 1 || log[0].Chat != w.group || log[0].Params["text"] != "list" || log[0].Status != 200 {
		t.Errorf("got %+v, want the one call", log)
	}
}

func TestRequestLogIsBounded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{KeepRequests: 3, KeepMessages: 10}, "supergroup")
	for range 50 {
		w.botSays("a")
	}
	log := must(w.Requests(t.Context(), "", 0))(t)
	if len(log) != 3 || log[0].Seq+2 != log[2].Seq {
		t.Errorf("got %d requests, want the last 3 in order", len(log))
	}
	list := must(w.Messages(t.Context(), w.group))(t)
	if n := len(list); n > 20 || list[n-1].ID-list[0].ID != n-1 {
		t.Errorf("got %d messages kept, want 20 at most without a gap", n)
	}
}

func TestClockOfTheDoor(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	friday := time.Date(2026, 3, 6, 17, 0, 0, 0, start.Location())
	must(w.SetClock(t.Context(), friday))(t)
	monday := must(w.NextMorning(t.Context()))(t)
	if got, want := monday.Format("2006-01-02 15:04"), "2026-03-09 08:00"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	later := must(w.Advance(t.Context(), time.Hour))(t)
	if got := later.Sub(monday); got < time.Hour || got > time.Hour+time.Minute {
		t.Errorf("got %v later, want an hour", got)
	}
}

func TestIdleWaitsForConfirmation(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{}, "group")
	w.say(w.clerk, "/tasks@planbot")
	if err := w.Idle(t.Context(), 20*time.Millisecond, 0); err == nil {
		t.Error("idle with an update unconfirmed")
	}
	w.updates()
	w.check(w.Idle(t.Context(), 5*time.Second, time.Millisecond))
}
