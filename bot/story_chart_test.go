package bot_test

import (
	"bytes"
	"image/png"
	"io"
	"net/http"
	"testing"
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
	if m.File == nil {
		t.Fatalf("no picture: %+v", m)
	}
	response, err := http.Get(o.api + m.File.URL)
	o.must(err)
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	o.must(err)
	picture, err := png.Decode(bytes.NewReader(data))
	o.must(err)
	if size := picture.Bounds().Size(); size.X < 600 || size.Y < size.X/2 {
		t.Errorf("a picture of %v is not for a phone held upright", size)
	}
}
