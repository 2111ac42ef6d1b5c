package bot_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// file is a file of some contents; photo is a picture.
func file(name, contents string) *emulator.Attaching {
	return &emulator.Attaching{Name: name, Mime: "application/pdf", Base64: base64.StdEncoding.EncodeToString([]byte(contents))}
}

// attaches has somebody send a file, and returns the bot's answer.
func (o *office) attaches(in emulator.Sending) emulator.Msg {
	o.tb.Helper()
	return o.answer(in.Chat, o.sends(in))
}

// filed lists what counts as evidence of a task: its names, or numbers, and what it proves.
func (o *office) filed(task int) (all []string) {
	o.tb.Helper()
	o.settled()
	t, _ := o.plan.Task(task)
	evidence, err := o.store.Evidence(o.ctx(), o.plan.Commune.ID, t.ID)
	o.must(err)
	for _, e := range evidence {
		if e.Counts() {
			all = append(all, strings.Join(strings.Fields(fmt.Sprint(e.Kind, " ", e.Name, e.Document.Number, " ", e.Product)), " "))
		}
	}
	return all
}

func (o *office) wantFiled(task int, want ...string) {
	o.tb.Helper()
	if got := o.filed(task); strings.Join(got, "\n") != strings.Join(want, "\n") {
		o.tb.Errorf("task %d: on record %q, want %q", task, got, want)
	}
}

// A unit proves a task by a file, a photo and a document's number; what is missing is named, and files come back.
func TestEvidence(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	page := o.say(cultureChat, cultureClerk, "/task 2")
	got := o.attaches(emulator.Sending{Chat: cultureChat, User: cultureClerk, ReplyTo: page.ID, File: file("KH_phat_dong.pdf", "%PDF 1")})
	wants(t, got.Text, "Đã ghi nhận minh chứng", "Nhiệm vụ 2", "KH_phat_dong.pdf", "Thuộc: Văn bản phát động", "Còn thiếu: Số người tham gia")

	photo := o.attaches(emulator.Sending{Chat: cultureChat, User: cultureClerk, ReplyTo: page.ID, Photo: true, Caption: "2 hội thi tại hội trường", File: file("p.jpg", "JPEG 1")})
	wants(t, photo.Text, "1 ảnh", "“hội thi tại hội trường”", "Còn thiếu: Số người tham gia")
	again := o.presses(o.say(cultureChat, cultureClerk, "/evidence 2"), cultureClerk, "Phân loại 2")
	if toast := o.press(again, cultureClerk, "Số người tham gia (minh chứng)"); toast.Text != "Đã ghi nhận." {
		t.Errorf("toast %q", toast.Text)
	}
	wants(t, o.current(again).Text, "Thuộc: Số người tham gia (minh chứng)", "Đã có đủ minh chứng theo kế hoạch")
	wants(t, o.say(cultureChat, cultureClerk, "/evidence 2 CV 123/UBND-VP ngày 1/6/2024 về việc phát động").Text, "số 123/UBND-VP ngày 01/06/2024 (về việc phát động)")

	list := o.say(cultureChat, cultureClerk, "/evidence 2")
	wants(t, list.Text, "1. Công chức Văn hóa, 09:00 ngày 18/06/2024", "Tệp KH_phat_dong.pdf", "1 ảnh", "Đã có đủ")
	o.press(list, cultureClerk, "Gửi lại tệp (2)")
	o.settled()
	o.press(list, cultureClerk, "Rút 1")
	o.settled()
	wants(t, o.current(list).Text, "Đã rút: Công chức Văn hóa")
	o.wantFiled(2, "photo Số người tham gia (minh chứng)", "document 123/UBND-VP Văn bản phát động")
	o.transcript(cultureChat, "evidence_unit")
}

// Only those who act on a task, or the office, file evidence of it; others are told so once.
func TestEvidenceByTheRightPeople(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	one := file("a.pdf", "%PDF")
	wants(t, o.attaches(emulator.Sending{Chat: justiceChat, User: justiceClerk, Caption: "/evidence 2", File: one}).Text, "bộ phận chủ trì", "VH-XH")
	wants(t, o.say(justiceChat, justiceClerk, "/evidence 2 BC 45/BC-UBND ngày 15/6/2024").Text, "bộ phận chủ trì")
	wants(t, o.say(justiceChat, justiceClerk, "/evidence 2").Text, "Chưa có minh chứng nào", "Còn thiếu")
	page := o.say(cultureChat, cultureClerk, "/task 2")
	o.promote(cultureChat, cultureClerk)
	wants(t, o.attaches(emulator.Sending{Chat: cultureChat, User: cultureClerk, ReplyTo: page.ID, File: one, As: "anonymous"}).Text, "ẩn danh")
	o.sends(emulator.Sending{Chat: cultureChat, User: cultureClerk, File: one})                // to nobody
	o.sends(emulator.Sending{Chat: strayChat, User: passerBy, File: one, Album: "g"})          // in a chat of nobody
	o.sends(emulator.Sending{Chat: cultureChat, User: cultureClerk, File: one, Album: "mine"}) // an album to nobody
	o.wantFiled(2)
	wants(t, o.say(strayChat, passerBy, "/evidence 2").Text, "chưa gắn")

	wants(t, o.attaches(emulator.Sending{Chat: officeChat, User: officeClerk, Caption: "/minhchung 2", File: one}).Text, "Đã ghi nhận")
	o.wantFiled(2, "file a.pdf")
	mine := o.attaches(emulator.Sending{Chat: cultureChat, User: cultureClerk, ReplyTo: page.ID, File: file("b.pdf", "%PDF b")})
	data := dataOf(mine, "Rút")
	o.join(cultureChat, financeClerk)
	for _, stranger := range []int64{financeClerk} {
		if toast := o.sendsTap(mine, stranger, data); !strings.Contains(toast.Text, "Chỉ người đã gửi") {
			t.Errorf("%d withdrew: %q", stranger, toast.Text)
		}
	}
	if toast := o.sendsTap(mine, cultureClerk, "evp:1:0:00000000"); toast.Text != "Nút này không còn hiệu lực." {
		t.Errorf("a forged product: %q", toast.Text)
	}
	last := o.last(officeChat)
	if toast := o.sendsTap(last, officeClerk, data); !strings.Contains(toast.Text, "Đã rút") {
		t.Errorf("the office: %q", toast.Text)
	}
	o.wantFiled(2, "file a.pdf")
}

// Whichever task a file is for is said by its caption or by the message it answers; where they do not agree, or nobody
// says, the bot asks.
func TestEvidenceOfWhichTask(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	send := func(to emulator.Msg, caption, contents string) emulator.Msg {
		t.Helper()
		return o.attaches(emulator.Sending{Chat: officeChat, User: officeClerk, ReplyTo: to.ID, Caption: caption, File: file("a.pdf", contents)})
	}
	list, page := o.say(officeChat, officeClerk, "/tasks"), o.say(officeChat, officeClerk, "/task 3")
	wants(t, send(list, "", "1").Text, "Chưa rõ minh chứng của nhiệm vụ nào")
	wants(t, send(list, "1: kế hoạch kiểm tra", "1").Text, "Nhiệm vụ 1", "Kế hoạch kiểm tra các bộ phận")
	wants(t, send(page, "2", "2").Text, "nhiệm vụ 3", "chú thích ghi số 2")
	wants(t, send(page, "15 người dự họp", "3").Text, "Nhiệm vụ 3", "“15 người dự họp”")
	wants(t, send(list, "99", "4").Text, "Không có nhiệm vụ")
	both := send(list, "9: 145/150", "5")
	wants(t, both.Text, "Đã ghi nhận minh chứng", "Nhiệm vụ 9")
	o.settled()
	if said := texts(o.fromBot(officeChat, both.ID)); len(said) != 1 || !strings.Contains(said[0], "Nội dung gửi: “9: 145/150”") {
		t.Errorf("a figure under a file: the bot said %q", said)
	}

	own := o.sends(emulator.Sending{Chat: officeChat, User: officeClerk, File: file("c.pdf", "6")})
	o.settled()
	wants(t, o.answer(officeChat, o.sends(emulator.Sending{Chat: officeChat, User: officeClerk, Text: "/evidence 6 biên bản", ReplyTo: own})).Text, "Nhiệm vụ 6", "c.pdf")
	private := o.inPrivate(officeClerk)
	o.enrol(officeClerk, "VPTK", plan.OfficeClerk)
	wants(t, o.attaches(emulator.Sending{Chat: private, User: officeClerk, Caption: "6", File: file("d.pdf", "7")}).Text, "Nhiệm vụ 6", "d.pdf")
	wants(t, o.attaches(emulator.Sending{Chat: private, User: officeClerk, File: file("d.pdf", "7")}).Text, "Chưa rõ minh chứng")
	for _, c := range []struct{ text, want string }{
		{"/evidence", "số nhiệm vụ"},
		{"/evidence 99", "Không có nhiệm vụ"},
		{"/evidence 6 đã làm xong", "gửi kèm tệp"},
		{"/evidence 6 BC 45/BC-UBND", "ngày văn bản"},
		{"/evidence 6 BC 45/QĐ-UBND ngày 15/6/2024", "không khớp"},
		{"/evidence 6 BC 45/BC-UBND ngày 31/6/2024", "không có ngày này"},
		{"/evidence 6 BC 45/BC-UBND ngày 15/6/2034", "chưa đến"},
		{"/evidence 6 BC 45/BC-UBND ngày 15/6/2024", "Báo cáo số 45/BC-UBND ngày 15/06/2024"},
		{"/evidence 6 bc 45/bc-ubnd ngày 15/6/2024", "Minh chứng này đã có"},
		{"/evidence 1 KH 1/KH-UBND ngày 1/3; BC 2 x", "ngày văn bản"},
		{"/evidence 1\nKH 1/KH-UBND ngày 1/3; BC 2 2/3/2024", "Báo cáo số 2 ngày 02/03/2024"},
	} {
		wants(t, o.say(officeChat, officeClerk, c.text).Text, c.want)
	}
}
