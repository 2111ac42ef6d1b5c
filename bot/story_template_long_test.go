package bot_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"planbot/bot/telegram/emulator"
)

// More rows than a message names come with a list of all, which says what becomes of each; what should be looked at first
// is counted at the head.
func TestTemplateOfManyRows(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-14 09:00")
	sent := o.say(officeChat, officeClerk, "/template")
	o.say(officeChat, officeClerk, "/update 9 149/150\n17 145/150")
	cells := map[string]any{}
	for _, row := range o.rowsOf(sent) {
		cells["I"+row] = "145/150"
	}
	dry := o.back(officeChat, officeClerk, sent, o.filledIn(sent, cells))
	wants(t, dry.Text, "⚠️ 1 số liệu đề nghị kiểm tra lại", "Danh sách đầy đủ ở tệp kèm theo", "dòng nữa")
	files := o.files(officeChat, dry.ID-1)
	f, err := excelize.OpenReader(bytes.NewReader(files["ket-qua-kiem-tra-sonky-2024-06-14.xlsx"]))
	o.must(err)
	rows, err := f.GetRows("Kết quả")
	o.must(err)
	if len(rows) != 2+len(cells) {
		t.Errorf("%d rows, want %d", len(rows), 2+len(cells))
	}
	for _, want := range []string{"Thay đổi: 145/150 = 96,67%, thay 149/150 = 99,33%", "Chưa nhận (ô I", "Như đã ghi", "Mới: 145 đ/150 đ = 96,67%; đề nghị kiểm tra lại"} {
		if !strings.Contains(fmt.Sprint(rows), want) {
			t.Errorf("no row says %q", want)
		}
	}
	var button emulator.Msg
	for _, m := range o.fromBot(officeChat, dry.ID-1) {
		if len(m.Buttons) > 0 {
			button = m
		}
	}
	label := button.Buttons[0][0].Text
	o.press(button, officeClerk, label)
	o.settled()
	done := o.current(button)
	wants(t, done.Text, strings.TrimPrefix(label, "Ghi "), "xem tệp kết quả kiểm tra")
	if len(done.Buttons) > 0 {
		t.Errorf("the buttons stay: %v", done.Buttons)
	}
	o.transcript(officeChat, "template_many")
}

// What is noted beside a figure stays with it: in what is to be recorded, in the history, in the export. Another note is a
// change like any other.
func TestTemplateNotes(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-14 09:00")
	sent := o.say(officeChat, officeClerk, "/template")
	nine := o.rowsOf(sent)["9 "+officeName]
	fills := func(note string) emulator.Msg {
		return o.back(officeChat, officeClerk, sent, o.filledIn(sent, map[string]any{"G" + nine: 145, "H" + nine: 150, "K" + nine: note}))
	}
	records := func(dry emulator.Msg) {
		o.press(dry, officeClerk, "Ghi 1 số liệu")
		o.settled()
	}
	dry := fills("<b>phần mềm</b> tỉnh lỗi 2 ngày")
	wants(t, dry.Text, "1 mới", "145/150 = 96,67% (ghi chú: <b>phần mềm</b> tỉnh lỗi 2 ngày)")
	records(dry)
	wants(t, fills("").Text, "0 mới, 0 thay đổi, 1 như đã ghi")
	records(fills("đã trừ hồ sơ rút"))
	wants(t, o.say(officeChat, officeClerk, "/history 9").Text, "(ghi chú: <b>phần mềm</b> tỉnh lỗi 2 ngày)", "(ghi chú: đã trừ hồ sơ rút)")
	wants(t, fills(strings.Repeat("dài ", 130)).Text, "ô K"+nine, "tối đa 500 chữ")
	wants(t, fills("công dân 0912345678").Text, "ô K"+nine)
	export := o.workbook(o.say(officeChat, officeClerk, "/export"))
	row := rowWith(t, export, "Số liệu", 20, "đã trừ hồ sơ rút")
	if source, err := export.GetCellValue("Số liệu", "R"+row); err != nil || !strings.HasSuffix(source, ", dòng "+nine) {
		t.Errorf("the figure comes from %q, want row %s (%v)", source, nine, err)
	}
}

// Two filled templates sent together, or one under the command for it, are read like any other; one that is sent as
// evidence is evidence.
func TestTemplateAmongOtherThings(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-14 09:00")
	sent := o.say(officeChat, officeClerk, "/template")
	rows := o.rowsOf(sent)
	eight := o.filledIn(sent, map[string]any{"I" + rows["8 "+officeName]: "60/60"})
	nine := o.filledIn(sent, map[string]any{"I" + rows["9 "+officeName]: "145/150"})
	from := o.last(officeChat).ID
	o.sends(emulator.Sending{Chat: officeChat, User: officeClerk, Album: "two", File: eight})
	o.sends(emulator.Sending{Chat: officeChat, User: officeClerk, Album: "two", File: nine})
	o.settled()
	var said []string
	for _, m := range o.fromBot(officeChat, from) {
		said = append(said, m.Text)
	}
	if len(said) != 2 {
		t.Fatalf("%d answers: %q", len(said), said)
	}
	wants(t, said[0], "1 mới", "60/60")
	wants(t, said[1], "1 mới", "145/150")
	wants(t, o.attaches(emulator.Sending{Chat: officeChat, User: officeClerk, Caption: "/mau", File: nine}).Text, "Kiểm tra tệp số liệu", "145/150")
	renamed := *nine
	renamed.Name = "so lieu thang 6.xlsx"
	wants(t, o.attaches(emulator.Sending{Chat: officeChat, User: officeClerk, Caption: "/template", File: &renamed}).Text, "Kiểm tra tệp số liệu", "145/150")
	wants(t, o.attaches(emulator.Sending{Chat: officeChat, User: officeClerk, Caption: "/evidence 9", File: nine}).Text, "Đã ghi nhận minh chứng")
}
