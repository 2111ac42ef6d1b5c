package bot_test

import (
	"image/png"
	"net/http"
	"testing"

	"planbot/bot/telegram/emulator"
)

// A task's figures come as a picture; one without figures says so.
func TestChart(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	wants(t, o.say(officeChat, officeClerk, "/chart 9").Text, "Chưa có số liệu để vẽ biểu đồ")
	for _, figure := range []string{"tháng 3: 98/100", "tháng 4: 120/124", "tháng 5: 90/95"} {
		o.say(officeChat, officeClerk, "/update 9 "+figure)
	}
	m := o.say(officeChat, officeClerk, "/bieudo 9")
	wants(t, m.Text, "Nhiệm vụ 9", "18/06/2024")
	o.upright(m)
}

// upright fails unless the message is a picture that a phone shows upright and sharp.
func (o *office) upright(m emulator.Msg) {
	o.tb.Helper()
	if m.File == nil {
		o.tb.Fatalf("no picture: %+v", m)
	}
	response, err := http.Get(o.api + m.File.URL)
	o.must(err)
	defer response.Body.Close()
	picture, err := png.Decode(response.Body)
	o.must(err)
	if size := picture.Bounds().Size(); size.X != 1024 || size.Y < size.X || size.Y > 1600 {
		o.tb.Errorf("a picture of %v is not for a phone held upright", size)
	}
}
