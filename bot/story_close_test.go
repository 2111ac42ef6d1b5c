package bot_test

import (
	"bytes"
	"regexp"
	"testing"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

var hashShown = regexp.MustCompile(`mã kiểm tra [0-9a-f]+`)

// at moves the story's clock to a moment.
func (o *office) at(moment string) {
	o.tb.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", moment, calendar.Zone)
	o.must(err)
	o.clock.Set(at)
}

// unhashed is transcript without what differs from run to run: the instants of figures stand in what is hashed.
func (o *office) unhashed(chat int64, name string) {
	o.tb.Helper()
	o.settled()
	told, err := o.door.Transcript(o.ctx(), chat)
	o.must(err)
	golden(o.tb, name, hashShown.ReplaceAllString(told[o.begun[chat]:], "mã kiểm tra …"))
}

// The office closes March once, whoever taps how often; a late figure counts and is marked, and the next closing tells it.
func TestClosePeriod(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-13 09:00")
	o.say(officeChat, officeClerk, "/update 9 145/150")
	o.at("2024-03-15 09:00")
	proposal := o.say(officeChat, officeClerk, "/close")
	wants(t, proposal.Text, "tháng 3/2024 (15/02/2024 – 14/03/2024)", "Chưa báo cáo", "Hạn báo cáo")
	o.press(proposal, officeClerk, "Chốt số liệu")
	o.settled()
	closed := o.current(proposal)
	wants(t, closed.Text, "Đã chốt số liệu tháng 3/2024", "Phiên bản 1")
	o.forge(closed, officeClerk, "close:month-2024-3")
	o.settled()
	if got := o.current(proposal).Text; got != closed.Text {
		t.Errorf("a second tap changed the answer:\n%s", got)
	}

	o.at("2024-03-20 09:00")
	late := o.say(officeChat, officeClerk, "/update 9 tháng 3: 146/150")
	wants(t, late.Text, "Nộp muộn")
	wants(t, o.say(officeChat, officeClerk, "/task 9").Text, "146/150", "nộp muộn")
	wants(t, o.say(officeChat, officeClerk, "/close tháng 3").Text, "Phiên bản 2", "Khác phiên bản 1: 1 số liệu", "145/150", "146/150")
	o.stop()
	o.start()
	wants(t, o.say(officeChat, officeClerk, "/chot tháng 3").Text, "không thay đổi", "phiên bản 2")
	wants(t, o.say(officeChat, officeClerk, "/close").Text, "quý I/2024 (15/12/2023 – 14/03/2024)")
	closings, err := o.store.Closings(o.ctx(), o.plan.Commune.ID, o.plan.ID)
	o.must(err)
	if len(closings) != 2 {
		t.Errorf("%d closings on record, want 2", len(closings))
	}
	o.unhashed(officeChat, "close_period")
}

// More time that was granted later rewrites nothing: the task was overdue when the period ended, and stays so.
func TestCloseAgainAfterMoreTime(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-07-16 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	b := o.bells()
	wants(t, o.say(officeChat, officeClerk, "/close tháng 7").Text, "Phiên bản 1", "3 quá hạn")
	o.at("2024-07-22 09:00")
	o.say(cultureChat, cultureClerk, "/extend 2 31/8/2024 chờ thể lệ cuộc thi")
	wants(t, o.say(officeChat, officeClerk, "/close tháng 7").Text, "không thay đổi")
	b.until("2024-07-22 09:05")
	o.press(o.lastSaying(officeChat, "Đề nghị gia hạn"), officeClerk, "Trình Chủ tịch")
	b.until("2024-07-22 09:10")
	o.press(o.lastSaying(leadersChat, "chờ Chủ tịch quyết định"), chairman, "✅ Đồng ý")
	wants(t, o.say(cultureChat, cultureClerk, "/task 2").Text, "hạn thứ Bảy 31/08/2024")
	wants(t, o.say(officeChat, officeClerk, "/close tháng 7").Text, "không thay đổi")
	page, _ := o.board(leadersChat, chairman, "/overview")
	wants(t, page.Text, "So với hết kỳ tháng 7/2024 (15/06/2024 – 14/07/2024): quá hạn −1, chưa có số liệu +1. Tốt lên: nhiệm vụ 2.")
}

// Days that the office names are closed and reported on like a period.
func TestCloseNamedDays(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-13 09:00")
	o.say(officeChat, officeClerk, "/update 9 145/150")
	wants(t, o.say(officeChat, officeClerk, "/close 1/1..31/3").Text, "chưa kết thúc")
	o.at("2024-04-01 09:00")
	wants(t, o.say(officeChat, officeClerk, "/close 31/3..1/1").Text, "Chưa rõ kỳ", "/close 1/1..31/3")
	closed := o.say(officeChat, officeClerk, "/close 1/1..31/3")
	wants(t, closed.Text, "Đã chốt số liệu theo yêu cầu (01/01/2024 – 31/03/2024)", "Phiên bản 1", "/report 01/01/2024..31/03/2024")
	summary, first := o.asks(officeChat, officeClerk, "/report 1/1..31/3")
	wants(t, summary.Text, "theo yêu cầu (01/01/2024 – 31/03/2024)", "đã chốt phiên bản 1")
	late := o.say(officeChat, officeClerk, "/update 9 tháng 3: 146/150")
	wants(t, late.Text, "Nộp muộn")
	_, again := o.asks(officeChat, officeClerk, "/report từ 1/1 đến 31/3")
	for name, data := range first {
		if !bytes.Equal(data, again[name]) {
			t.Errorf("%s of closed days changed by a correction", name)
		}
	}
	summary, _ = o.asks(officeChat, officeClerk, "/report 1/1..30/3")
	wants(t, summary.Text, "chưa chốt")
	wants(t, o.say(officeChat, officeClerk, "/chot từ ngày 1/1 đến ngày 31/3").Text, "Phiên bản 2", "145/150", "146/150")
	wants(t, o.say(officeChat, officeClerk, "/close 1/1..31/3").Text, "không thay đổi")
	wants(t, o.say(officeChat, officeClerk, "/close").Text, "Đã chốt trước đây", "theo yêu cầu (01/01/2024 – 31/03/2024): phiên bản 2")
	o.unhashed(officeChat, "close_named_days")
}

// Units do not close periods, nor does anybody before the period is over or under a mask.
func TestCloseRefuses(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-14 09:00")
	wants(t, o.say(justiceChat, justiceClerk, "/close tháng 2").Text, "Chỉ Văn phòng được chốt số liệu")
	wants(t, o.say(leadersChat, chairman, "/close tháng 2").Text, "Chỉ Văn phòng được chốt số liệu")
	wants(t, o.say(officeChat, officeClerk, "/close tháng 3").Text, "Kỳ này chưa kết thúc")
	wants(t, o.say(officeChat, officeClerk, "/close tháng 13").Text, "Chưa rõ kỳ")
	wants(t, o.say(officeChat, officeClerk, "/close năm 2021").Text, "Không có kế hoạch nào trong thời gian này")
	proposal := o.say(officeChat, officeClerk, "/close")
	if toast := o.forge(proposal, officeClerk, "close:month-2024-3"); toast.Text == "Đã chốt số liệu." {
		t.Error("a period was closed before it was over")
	}
	closings, err := o.store.Closings(o.ctx(), o.plan.Commune.ID, o.plan.ID)
	o.must(err)
	if len(closings) != 0 {
		t.Errorf("%d closings on record, want none", len(closings))
	}
}
