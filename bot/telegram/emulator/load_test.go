package emulator_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"planbot/bot/telegram/emulator"
)

// list is a message of the size that /tasks makes.
var list = strings.Repeat("<b>9</b> · 3.4.2 · Tỷ lệ hồ sơ đúng hạn &lt; 97% · hạn 31/12/2026 (thứ Năm)\n", 12)

// newCrowd is a server with many groups, without HTTP in between.
func newCrowd(b *testing.B, chats int) (*emulator.Server, int64, []int64) {
	b.Helper()
	srv := emulator.New(emulator.Options{Token: token, PrivacyOff: true})
	h := httptest.NewServer(srv.Handler())
	defer h.Close()
	b.Cleanup(srv.Close)
	d := emulator.Door{URL: h.URL}
	clerk := must(d.AddUser(b.Context(), emulator.User{FirstName: "Clerk"}))(b).ID
	ids := make([]int64, chats)
	for i := range ids {
		ids[i] = must(d.AddChat(b.Context(), emulator.NewChat{Type: "supergroup", Title: "G", Members: []int64{clerk}}))(b).ID
	}
	return srv, clerk, ids
}

func hit(b *testing.B, h http.Handler, method, form string) {
	req := httptest.NewRequest(http.MethodPost, "/bot"+token+"/"+method, strings.NewReader(form))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	rec := httptest.ResponseRecorder{Body: new(bytes.Buffer)}
	if h.ServeHTTP(&rec, req); rec.Code != http.StatusOK {
		b.Fatalf("%s: %d %s", method, rec.Code, rec.Body)
	}
}

func BenchmarkSendMessage(b *testing.B) {
	srv, _, chats := newCrowd(b, 200)
	h := srv.Handler()
	forms := make([]string, len(chats))
	for i, id := range chats {
		forms[i] = url.Values{"chat_id": {fmt.Sprint(id)}, "text": {list}, "parse_mode": {"HTML"},
			"reply_parameters": {`{"message_id":1,"allow_sending_without_reply":true}`},
			"reply_markup":     {`{"inline_keyboard":[[{"text":"<","callback_data":"p:1"},{"text":">","callback_data":"p:2"}]]}`}}.Encode()
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		hit(b, h, "sendMessage", forms[i%len(forms)])
	}
}

// One update said, fetched and confirmed.
func BenchmarkGetUpdates(b *testing.B) {
	for _, batch := range []int{1, 100} {
		b.Run(fmt.Sprintf("batch=%d", batch), func(b *testing.B) {
			srv, clerk, chats := newCrowd(b, 200)
			h := srv.Handler()
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := srv.Say(chats[i%len(chats)], clerk, "/tasks"); err != nil {
					b.Fatal(err)
				}
				if i%batch == batch-1 {
					hit(b, h, "getUpdates", "offset="+fmt.Sprint(100_000_000+2*len(chats)+i+1))
				}
			}
		})
	}
}

func BenchmarkOverHTTP(b *testing.B) {
	srv, _, chats := newCrowd(b, 1)
	h := httptest.NewServer(srv.Handler())
	defer h.Close()
	form := url.Values{"chat_id": {fmt.Sprint(chats[0])}, "text": {list}, "parse_mode": {"HTML"}}.Encode()
	b.ReportAllocs()
	for b.Loop() {
		resp, err := http.Post(h.URL+"/bot"+token+"/sendMessage", "application/x-www-form-urlencoded", strings.NewReader(form))
		if err != nil {
			b.Fatal(err)
		}
		_, _ = new(bytes.Buffer).ReadFrom(resp.Body)
		_ = resp.Body.Close()
	}
}
