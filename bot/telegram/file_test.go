package telegram_test

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"planbot/bot/telegram"
)

func TestSendFileThatTelegramKeeps(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		method, field string
		photo         bool
	}{{"sendDocument", "document", false}, {"sendPhoto", "photo", true}} {
		p := &tape{answers: []string{okMessage}}
		sent, err := p.client(t).Send(t.Context(), telegram.Outgoing{
			Chat: -5, ReplyTo: 12, HTML: "<b>BC 45</b>", Files: []telegram.Attachment{{ID: "BQAC", Photo: tt.photo}},
		})
		if err != nil || sent.ID != 77 || p.methods[0] != tt.method {
			t.Errorf("got %+v, %v by %q", sent, err, p.methods)
		}
		want := map[string]string{
			"chat_id": "-5", "caption": "<b>BC 45</b>", "parse_mode": "HTML", tt.field: "BQAC",
			"reply_parameters": `{"message_id":12,"allow_sending_without_reply":true}`,
		}
		if diff := cmp.Diff(want, p.last()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.method, diff)
		}
	}
}

func TestSendAlbum(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		file, header, err := r.FormFile("file1")
		if err != nil || !strings.HasSuffix(r.URL.Path, "/sendMediaGroup") {
			t.Errorf("got %v for %s", err, r.URL.Path)
			return
		}
		data, _ := io.ReadAll(file)
		want := `[{"media":"BQAC","type":"document"},{"media":"attach://file1","type":"document"}]`
		if got := r.FormValue("media"); string(data) != "PK" || header.Filename != "b.docx" || got != want {
			t.Errorf("got %q, %q, %s", data, header.Filename, got)
		}
		write(w, 200, `{"ok":true,"result":[{"message_id":77},{"message_id":78}]}`)
	})
	sent, err := c.Send(t.Context(), telegram.Outgoing{
		Chat: -5, Files: []telegram.Attachment{{ID: "BQAC"}, {Name: "b.docx", Data: []byte("PK")}},
	})
	if err != nil || sent.ID != 77 || !slices.Equal(sent.Others, []int{78}) {
		t.Errorf("got %+v and %v", sent, err)
	}
}

const noText = `{"ok":false,"error_code":400,"description":"Bad Request: there is no text in the message to edit"}`

func TestEditUnderAFile(t *testing.T) {
	t.Parallel()
	p := &tape{answers: []string{noText, okMessage}}
	err := p.client(t).Edit(t.Context(), telegram.Edit{
		Chat: -5, Message: 7, HTML: "<b>b</b>", Buttons: [][]telegram.Button{{{Text: "x", Data: "y"}}},
	})
	if err != nil || !slices.Equal(p.methods, []string{"editMessageText", "editMessageCaption"}) {
		t.Fatalf("got %v by %q", err, p.methods)
	}
	want := map[string]string{
		"chat_id": "-5", "message_id": "7", "caption": "<b>b</b>", "parse_mode": "HTML",
		"reply_markup": `{"inline_keyboard":[[{"text":"x","callback_data":"y"}]]}`,
	}
	if diff := cmp.Diff(want, p.last()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPieces(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", telegram.MaxCaption+1)
	file := &telegram.Attachment{ID: "f"}
	buttons := [][]telegram.Button{{{Text: "x", Data: "y"}}}
	photo, document := telegram.Attachment{ID: "p", Photo: true}, telegram.Attachment{ID: "d"}
	for name, tt := range map[string]struct {
		in   telegram.Content
		want []telegram.Outgoing
	}{
		"nothing": {},
		"text":    {telegram.Content{Items: []string{"a"}, Buttons: buttons}, []telegram.Outgoing{{HTML: "a", Buttons: buttons}}},
		"caption": {
			telegram.Content{Items: []string{"a", "b"}, Buttons: buttons, File: file},
			[]telegram.Outgoing{{HTML: "a\nb", Buttons: buttons, Files: []telegram.Attachment{*file}}},
		},
		"no caption": {telegram.Content{File: file}, []telegram.Outgoing{{Files: []telegram.Attachment{*file}}}},
		"too long for a caption": {
			telegram.Content{Items: []string{long}, Buttons: buttons, File: file},
			[]telegram.Outgoing{{HTML: long}, {Buttons: buttons, Files: []telegram.Attachment{*file}}},
		},
		"albums of a kind": {
			telegram.Content{Items: []string{"a"}, Buttons: buttons, Album: []telegram.Attachment{photo, photo, document}},
			[]telegram.Outgoing{
				{HTML: "a", Buttons: buttons}, {Files: []telegram.Attachment{photo, photo}}, {Files: []telegram.Attachment{document}},
			},
		},
		"albums of ten": {
			telegram.Content{Album: slices.Repeat([]telegram.Attachment{photo}, 11)},
			[]telegram.Outgoing{{Files: slices.Repeat([]telegram.Attachment{photo}, 10)}, {Files: []telegram.Attachment{photo}}},
		},
	} {
		if diff := cmp.Diff(tt.want, tt.in.Pieces()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
