package bot_test

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	reports "planbot/bot/report"
	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// filledIn is a template with some cells filled in, as Excel would send it back.
func (o *office) filledIn(m emulator.Msg, cells map[string]any) *emulator.Attaching {
	o.tb.Helper()
	return o.changed(m, func(f *excelize.File) {
		for cell, value := range cells {
			o.must(f.SetCellValue("Số liệu", cell, value))
		}
	})
}

func (o *office) changed(m emulator.Msg, change func(*excelize.File)) *emulator.Attaching {
	o.tb.Helper()
	f := o.workbook(m)
	change(f)
	data, err := f.WriteToBuffer()
	o.must(err)
	return &emulator.Attaching{Name: m.File.Name, Base64: base64.StdEncoding.EncodeToString(data.Bytes())}
}

// rowsOf tells where each row of a template is: by task number and unit.
func (o *office) rowsOf(m emulator.Msg) map[string]string {
	o.tb.Helper()
	all := map[string]string{}
	rows, err := o.workbook(m).GetRows("Số liệu")
	o.must(err)
	for i, r := range rows {
		if i > 2 {
			all[r[0]+" "+r[4]] = strings.TrimLeft(cellName(i+1), "A")
		}
	}
	return all
}

func cellName(row int) string {
	name, _ := excelize.CoordinatesToCellName(1, row)
	return name
}

func (o *office) back(chat, user int64, to emulator.Msg, file *emulator.Attaching) emulator.Msg {
	o.tb.Helper()
	return o.attaches(emulator.Sending{Chat: chat, User: user, ReplyTo: to.ID, File: file})
}

const officeName = "Văn phòng - thống kê xã"

// A template comes back filled in: what it would change is said, one tap records it all, once.
func TestTemplate(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-14 09:00")
	sent := o.say(officeChat, officeClerk, "/template")
	wants(t, sent.Text, "Mẫu nhập số liệu", "15/05/2024 – 14/06/2024")
	rows := o.rowsOf(sent)
	nine := rows["9 "+officeName]
	file := o.filledIn(sent, map[string]any{"G" + nine: 145, "H" + nine: 150, "J" + nine: "Có"})
	dry := o.back(officeChat, officeClerk, sent, file)
	wants(t, dry.Text, "1 mới, 0 thay đổi, 0 như đã ghi, 0 dòng chưa nhận", "ước 145/150 = 96,67%")
	if got := o.counted(9, "a", "VPTK"); got != "" {
		t.Fatalf("counted %s before anybody said so", got)
	}
	if toast := o.press(dry, officeClerk, "Ghi 1 số liệu"); toast.Text != "Đã ghi nhận." {
		t.Errorf("toast %q", toast.Text)
	}
	o.settled()
	wants(t, o.current(dry).Text, "Đã ghi 1 số liệu từ tệp", "1 mới, 0 thay đổi")
	if got := o.counted(9, "a", "VPTK"); got != "145/150" {
		t.Errorf("counted %s, want 145/150", got)
	}
	o.sendsTap(dry, officeClerk, dataOf(dry, "Ghi 1 số liệu"))
	o.settled()
	wants(t, o.current(dry).Text, "Đã ghi 1 số liệu từ tệp", "1 mới, 0 thay đổi")
	wants(t, o.back(officeChat, officeClerk, sent, file).Text, "0 mới, 0 thay đổi, 1 như đã ghi", "Không có số liệu nào để ghi")
	changed := o.back(officeChat, officeClerk, sent, o.filledIn(sent, map[string]any{"I" + nine: "147/150"}))
	wants(t, changed.Text, "0 mới, 1 thay đổi", "147/150 = 98%, thay ước 145/150 = 96,67%")
	o.press(changed, officeClerk, "Không ghi")
	o.settled()
	wants(t, o.current(changed).Text, "không ghi số liệu nào")
	if toast := o.sendsTap(changed, officeClerk, dataOf(changed, "Ghi 1 số liệu")); !strings.Contains(toast.Text, "đã được xử lý") {
		t.Errorf("recorded after it was dropped: %q", toast.Text)
	}
	o.transcript(officeChat, "template")
}

// A period that is closed when its template comes back: the dry run says so, and so does what was recorded.
func TestTemplateOfAClosedPeriod(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-14 09:00")
	sent := o.say(officeChat, officeClerk, "/template")
	nine := o.rowsOf(sent)["9 "+officeName]
	o.at("2024-06-17 09:00")
	in := o.back(officeChat, officeClerk, sent, o.filledIn(sent, map[string]any{"G" + nine: 144, "H" + nine: 150}))
	if strings.Contains(in.Text, "nộp muộn") {
		t.Errorf("late before the period was closed:\n%s", in.Text)
	}
	o.say(officeChat, officeClerk, "/close tháng 6")
	dry := o.back(officeChat, officeClerk, sent, o.filledIn(sent, map[string]any{"G" + nine: 145, "H" + nine: 150}))
	wants(t, dry.Text, "145/150 = 96,67% (nộp muộn)", "1 số liệu nộp muộn: kỳ đã chốt số liệu")
	o.press(dry, officeClerk, "Ghi 1 số liệu")
	o.settled()
	wants(t, o.current(dry).Text, "Đã ghi 1 số liệu từ tệp", "145/150 = 96,67% (nộp muộn)", "1 số liệu nộp muộn: kỳ đã chốt số liệu")
	wants(t, o.say(officeChat, officeClerk, "/task 9").Text, "nộp muộn")
}

// Rows that cannot be recorded are named with their cell and the reason; the others are.
func TestTemplateRefusesRows(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-14 09:00")
	sent := o.say(officeChat, officeClerk, "/mau")
	f := o.changed(sent, func(f *excelize.File) {
		rows, _ := f.GetRows("Số liệu")
		for row := 4; row <= len(rows); row++ {
			fill := map[int]struct {
				column string
				value  any
			}{4: {"I", "97,5%"}, 5: {"I", "xong rồi hay chưa"}, 6: {"G", 5}, 7: {"I", -5}, 8: {"H", 150}, 9: {"A", "77"}, 10: {"J", "Có"}}
			if c, ok := fill[row]; ok {
				o.must(f.SetCellValue("Số liệu", c.column+cellName(row)[1:], c.value))
			}
		}
		o.must(f.SetCellFormula("Số liệu", "G11", "1+1"))
		o.must(f.SetCellValue("Số liệu", "I9", "5"))
		date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		o.must(err)
		o.must(f.SetCellValue("Số liệu", "G12", 45000))
		o.must(f.SetCellStyle("Số liệu", "G12", "G12", date))
	})
	got := o.back(officeChat, officeClerk, sent, f)
	wants(t, got.Text, "ô G8: Thiếu tử số", "ô G11: Ô chứa công thức", "ô A9: Dòng này không còn đúng với mẫu", "ô G12: Ô đã thành ngày tháng")
	o.transcript(officeChat, "template_rows")
}

// A unit gets and gives its own figures alone, and what is no template of the commune changes nothing.
func TestTemplateOfTheRightPeople(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-14 09:00")
	all := o.say(officeChat, officeClerk, "/template")
	own := o.say(justiceChat, justiceClerk, "/template")
	for row := range o.rowsOf(own) {
		if !strings.Contains(row, "Tư pháp") {
			t.Errorf("the unit is asked for %q", row)
		}
	}
	nine := o.rowsOf(all)["9 "+officeName]
	file := o.filledIn(all, map[string]any{"G" + nine: 145, "H" + nine: 150})
	wants(t, o.back(justiceChat, justiceClerk, own, file).Text, "0 mới", "Số liệu này do VP-TK báo cáo")
	dry := o.back(officeChat, officeClerk, all, file)
	o.join(officeChat, justiceClerk)
	if toast := o.sendsTap(o.last(justiceChat), justiceClerk, dataOf(dry, "Ghi 1 số liệu")); toast.Text != "Nút này không còn hiệu lực." {
		t.Errorf("tapped in another chat: %q", toast.Text)
	}
	o.promote(officeChat, officeClerk)
	wants(t, o.attaches(emulator.Sending{Chat: officeChat, User: officeClerk, ReplyTo: all.ID, File: file, As: "anonymous"}).Text, "ẩn danh")
	o.say(officeChat, officeClerk, "/update 9 140/150")
	if toast := o.press(dry, officeClerk, "Ghi 1 số liệu"); !strings.Contains(toast.Text, "số liệu mới hơn") {
		t.Errorf("recorded over a newer figure: %q", toast.Text)
	}
	foreign := o.changed(all, func(f *excelize.File) { o.must(f.SetCellValue("planbot", "B1", "ABC")) })
	wants(t, o.back(officeChat, officeClerk, all, foreign).Text, "không phải mẫu của xã")
	wants(t, o.back(officeChat, officeClerk, all, o.changed(all, func(*excelize.File) {})).Text, "chưa điền số liệu nào")
	wants(t, o.say(strayChat, passerBy, "/template").Text, "chưa gắn")
	if got := o.counted(9, "a", "VPTK"); got != "140/150" {
		t.Errorf("counted %s, want 140/150", got)
	}
}

// Whatever is sent back in place of a template gets one sentence, and nothing is stored.
func TestTemplateBadFiles(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-14 09:00")
	sent := o.say(officeChat, officeClerk, "/template")
	contents := func(name, data string) *emulator.Attaching {
		return &emulator.Attaching{Name: name, Base64: base64.StdEncoding.EncodeToString([]byte(data))}
	}
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	for _, c := range []struct {
		file *emulator.Attaching
		want string
	}{
		{contents("mau.pdf", "%PDF"), "không phải tệp Excel .xlsx"},
		{contents("mau.xls", ole), "đời cũ (.xls)"},
		{contents("mau.xlsx", ole+"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), "mật khẩu"},
		{contents("mau.xlsx", "PK\x03\x04abc"), "Tệp hỏng"},
		{&emulator.Attaching{Name: "mau.xlsx", Base64: base64.StdEncoding.EncodeToString([]byte("PK")), Size: 50 << 20}, "quá lớn"},
		{o.changed(sent, func(f *excelize.File) {
			for row := range 800 { // each is as long as its last cell is far
				o.must(f.SetCellValue("planbot", "GR"+cellName(row + 1)[1:], 1))
			}
		}), "quá nhiều dữ liệu"},
		{o.changed(sent, func(f *excelize.File) { o.must(f.MergeCell("Số liệu", "G4", "H4")) }), "ô bị trộn (ô G4:H4)"},
		{o.changed(sent, func(f *excelize.File) { o.must(f.DeleteSheet("planbot")) }), "không phải mẫu số liệu"},
		{o.changed(sent, func(f *excelize.File) { o.must(f.SetSheetName("Số liệu", "Khác")) }), "mẫu cũ"},
	} {
		wants(t, o.back(officeChat, officeClerk, sent, c.file).Text, c.want)
	}
	o.wantFiled(9)
	page := o.say(officeChat, officeClerk, "/task 9")
	wants(t, o.back(officeChat, officeClerk, page, contents("bang.xlsx", "PK\x03\x04abc")).Text, "Đã ghi nhận minh chứng")
	o.transcript(officeChat, "template_bad")
}

// A file of somebody who may fill in nothing is not even fetched.
func TestTemplateIsFetchedFromThoseWhoMayFill(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-14 09:00")
	sent := o.say(officeChat, officeClerk, "/template")
	file := o.changed(sent, func(*excelize.File) {})
	wants(t, o.attaches(emulator.Sending{Chat: passerBy, User: passerBy, File: file}).Text, "chưa được ghi tên")
	o.promote(officeChat, officeClerk)
	wants(t, o.attaches(emulator.Sending{Chat: officeChat, User: officeClerk, ReplyTo: sent.ID, File: file, As: "anonymous"}).Text, "ẩn danh")
	if fetched, err := o.door.Requests(o.ctx(), "getFile", 0); err != nil || len(fetched) != 0 {
		t.Errorf("%d files fetched, %v", len(fetched), err)
	}
	wants(t, o.back(officeChat, officeClerk, sent, file).Text, "chưa điền số liệu nào")
	if fetched, err := o.door.Requests(o.ctx(), "getFile", 0); err != nil || len(fetched) == 0 {
		t.Errorf("%d files fetched, %v", len(fetched), err)
	}
}

// A form that asks a plan for a month outside its time records nothing.
func TestTemplateOutsideThePlan(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-14 09:00")
	task, _ := o.plan.Task(9)
	unit, _ := o.plan.Unit("VPTK")
	form := plan.Form{Commune: o.plan.Commune.ID, Plan: o.plan.ID, Code: "OLD", At: o.clock.Now(), Source: plan.Source{Chat: officeChat, Message: 9999}}
	for _, year := range []int{2023, 2024, 2025} {
		form.Slots = append(form.Slots, plan.Slot{Target: task.Targets[0].ID, Unit: unit.ID, Period: plan.Period{Kind: plan.Month, Year: year, No: 5}})
	}
	form, err := o.store.IssueForm(o.ctx(), form)
	o.must(err)
	data, err := reports.Template(form, o.plan, o.today())
	o.must(err)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	o.must(err)
	for _, row := range []string{"4", "5", "6"} {
		o.must(f.SetCellValue("Số liệu", "I"+row, "145/150"))
	}
	filled, err := f.WriteToBuffer()
	o.must(err)
	sent := o.attaches(emulator.Sending{Chat: officeChat, User: officeClerk, File: &emulator.Attaching{
		Name: reports.TemplatePrefix + "cu.xlsx", Base64: base64.StdEncoding.EncodeToString(filled.Bytes()),
	}})
	wants(t, sent.Text, "1 mới", "2 dòng chưa nhận", "Dòng 4, ô F4: Kỳ này nằm ngoài thời gian thực hiện kế hoạch", "Dòng 6, ô F6")
}
