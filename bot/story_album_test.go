package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"planbot/bot/telegram/emulator"
)

// An album is ten updates over seconds, perhaps with a restart in between: one set, one answer, which names what could
// not be taken.
func TestAlbum(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	page := o.say(cultureChat, cultureClerk, "/task 2")
	part := func(i int) {
		in := emulator.Sending{Chat: cultureChat, User: cultureClerk, ReplyTo: page.ID, Album: "g", Photo: true, File: file("p.jpg", fmt.Sprint("JPEG ", i))}
		switch i {
		case 2:
			in.Caption = "ảnh hội thi, 120 người tham gia"
		case 4:
			in.File = file("p.jpg", "JPEG 3") // the same picture again
		case 6:
			in.Photo, in.File = false, &emulator.Attaching{Name: "hoi-thi.mp4", Size: 25 << 20}
		}
		o.sends(in)
	}
	for i := range 4 {
		part(i)
		o.settled()
	}
	o.stop()
	for i := 4; i < 8; i++ {
		part(i)
	}
	o.start()
	o.settled()
	part(8)
	part(9)
	o.settled()
	said := o.fromBot(cultureChat, page.ID)
	wantOne(t, "answers to an album", said)
	wants(t, said[0].Text, "Đã ghi nhận minh chứng", "8 ảnh", "“ảnh hội thi, 120 người tham gia”",
		"Trùng với minh chứng đã có nên không ghi thêm: 1", "Không nhận hoi-thi.mp4 (25 MB): quá 20 MB", "/evidence 2 BC 45/BC-UBND")
	if got := len(o.filed(2)); got != 8 {
		t.Errorf("%d on record, want 8: ten parts, one twice, one too big", got)
	}
	golden(t, "evidence_album", said[0].Text+"\n")

	list := o.say(cultureChat, cultureClerk, "/evidence 2")
	o.press(list, cultureClerk, "Gửi lại tệp (8)")
	o.settled()
	album := 0
	for _, m := range o.fromBot(cultureChat, list.ID) {
		if m.File != nil && m.Album != "" {
			album++
		}
	}
	if album != 8 {
		t.Errorf("%d files came back in one album, want 8", album)
	}
}

// Albums from somebody who may not, about nobody knows what, or with a citizen's data, are refused in one sentence.
func TestAlbumRefused(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	for name, c := range map[string]struct {
		chat, user int64
		to         string
		captions   []string
		want       string
	}{
		"a stranger to the task": {justiceChat, justiceClerk, "/task 2", []string{"", "", ""}, "bộ phận chủ trì"},
		"no task":                {officeChat, officeClerk, "/tasks", []string{"", "", ""}, "Chưa rõ"},
		"a citizen's data":       {cultureChat, cultureClerk, "/task 2", []string{"", "hồ sơ ông A, CCCD 051099001234", ""}, "thông tin cá nhân"},
	} {
		page := o.say(c.chat, c.user, c.to)
		for i, caption := range c.captions {
			o.sends(emulator.Sending{Chat: c.chat, User: c.user, ReplyTo: page.ID, Album: "g", Caption: caption, File: file("a.pdf", fmt.Sprint(name, i))})
		}
		o.settled()
		said := o.fromBot(c.chat, page.ID)
		wantOne(t, name, said)
		wants(t, said[0].Text, c.want)
	}
	o.wantFiled(2)
	page := o.say(cultureChat, cultureClerk, "/task 2")
	wants(t, o.attaches(emulator.Sending{Chat: cultureChat, User: cultureClerk, ReplyTo: page.ID, Caption: "điện thoại 0912345678", File: file("a.pdf", "x")}).Text, "thông tin cá nhân")
	wants(t, o.attaches(emulator.Sending{Chat: cultureChat, User: cultureClerk, ReplyTo: page.ID, File: file("051099001234.pdf", "x")}).Text, "thông tin cá nhân")
	o.wantFiled(2)
}

// A file that cannot be fetched now is fetched later; nothing is lost, and nothing is filed twice.
func TestEvidenceThroughTrouble(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	page := o.say(cultureChat, cultureClerk, "/task 2")
	in := emulator.Sending{Chat: cultureChat, User: cultureClerk, ReplyTo: page.ID, File: file("a.pdf", "%PDF")}
	o.fails(emulator.Fault{Method: "getFile", Kind: "cut_before", Count: 2})
	wants(t, o.attaches(in).Text, "Đã ghi nhận")

	in.File = file("b.pdf", "%PDF b")
	var sent int
	o.dies(func() { sent = o.sends(in) })
	o.start()
	o.settled()
	answers := o.answersTo(cultureChat, sent)
	wantOne(t, "answers after a death", answers)
	wants(t, answers[0].Text, "Đã ghi nhận minh chứng", "b.pdf")
	o.wantFiled(2, "file a.pdf", "file b.pdf")

	in.File = file("a.pdf", "%PDF")
	wants(t, o.attaches(in).Text, "Minh chứng này đã có")
	o.wantFiled(2, "file a.pdf", "file b.pdf")

	in.File = &emulator.Attaching{Name: "c.mp4", Size: 25 << 20}
	big := o.attaches(in)
	wants(t, big.Text, "Chưa nhận được tệp", "c.mp4 (25 MB)", "gửi số và ngày văn bản")
	if strings.Contains(big.Text, "Đã ghi nhận") || dataOf(big, "Rút") != "" {
		t.Errorf("nothing was filed:\n%s", big.Text)
	}
}
