package telegram_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"planbot/bot/telegram"
)

const benchAnswer = `{"ok":true,"result":{"message_id":77,"from":{"id":123456,"is_bot":true,"first_name":"planbot","username":"planbot_bot"},` +
	`"chat":{"id":-1001234567890,"title":"Bộ phận Tư pháp - Hộ tịch","type":"supergroup"},"date":1714000000,"text":"Nhiệm vụ 9 (3.4.2): 145/150 = 96,67%, chưa đạt 97%"}}`

func benchClient(b *testing.B) *telegram.Client {
	return serve(b, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		write(w, 200, benchAnswer)
	})
}

func BenchmarkCall(b *testing.B) {
	c := benchClient(b)
	b.ReportAllocs()
	for b.Loop() {
		if err := c.Call(b.Context(), "getMe", nil, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSend(b *testing.B) {
	c, m := benchClient(b), benchMessage()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Send(b.Context(), m); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSendParallel(b *testing.B) {
	c, m := benchClient(b), benchMessage()
	b.ReportAllocs()
	b.SetParallelism(50)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := c.Send(context.Background(), m); err != nil {
				b.Error(err)
				return
			}
		}
	})
}

// BenchmarkSendOurSide leaves out the network: what the client itself costs.
func BenchmarkSendOurSide(b *testing.B) {
	c := onWireFast(b)
	m := benchMessage()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Send(b.Context(), m); err != nil {
			b.Fatal(err)
		}
	}
}

type fastWire struct{}

func (fastWire) RoundTrip(r *http.Request) (*http.Response, error) {
	_, _ = io.Copy(io.Discard, r.Body)
	return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(benchAnswer))}, nil
}

func onWireFast(b *testing.B) *telegram.Client {
	return newClient(b, telegram.Options{HTTP: &http.Client{Transport: fastWire{}}})
}

func benchMessage() telegram.Outgoing {
	return telegram.Outgoing{
		Chat: -1001234567890, ReplyTo: 5, HTML: strings.Repeat("<b>9</b> (3.4.2) Giải quyết hồ sơ đúng hạn: 96,67% / 97%\n", 8),
		Buttons: [][]telegram.Button{{{Text: "Hoàn tác", Data: "undo:123"}}},
	}
}

const benchUpdate = `{"update_id":812345678,"message":{"message_id":4321,"from":{"id":700000001,"is_bot":false,"first_name":"Công chức","last_name":"Văn phòng","language_code":"vi"},` +
	`"chat":{"id":-1001234567890,"title":"Bộ phận Tư pháp - Hộ tịch","type":"supergroup"},"date":1714000000,"message_thread_id":4300,` +
	`"reply_to_message":{"message_id":4300,"from":{"id":123456,"is_bot":true,"first_name":"planbot","username":"planbot_bot"},"chat":{"id":-1001234567890,"title":"Bộ phận Tư pháp - Hộ tịch","type":"supergroup"},"date":1713990000,"text":"9. Giải quyết hồ sơ đúng hạn"},"text":"145/150"}}`

func BenchmarkDecode(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := telegram.Decode([]byte(benchUpdate)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPeek(b *testing.B) {
	b.ReportAllocs()
	raw := []byte(benchUpdate)
	for b.Loop() {
		if _, _, err := telegram.Peek(raw); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSplit(b *testing.B) {
	items := make([]string, 200)
	for i := range items {
		items[i] = "<b>9</b> (3.4.2) Giải quyết hồ sơ đúng hạn: 96,67% / 97%, hạn thứ Sáu 05/09/2025"
	}
	b.ReportAllocs()
	for b.Loop() {
		telegram.Split(items, telegram.MaxText)
	}
}
