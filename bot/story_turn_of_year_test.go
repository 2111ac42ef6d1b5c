package bot_test

import (
	"testing"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// nextYear puts the plan of 2025 in force.
func (o *office) nextYear() {
	o.tb.Helper()
	o.replan(func(p *plan.Plan) {
		p.Number, p.Year = "5/KH-UBND", 2025
		p.From, p.Until = calendar.NewDate(2025, 1, 1), calendar.NewDate(2025, 12, 31)
	})
}

// In January the new plan is in force, and the office still closes the last month, quarter and the year of the one before:
// what it names without a year is what ended last. A late figure is marked, and the year is closed again with it.
func TestCloseTheYearBefore(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-12-13 09:00")
	list := o.say(officeChat, officeClerk, "/task 9")
	o.reply(list, officeClerk, "145/150")
	former := o.plan
	o.nextYear()
	o.at("2025-01-06 09:00")
	o.begin(officeChat)
	proposal := o.say(officeChat, officeClerk, "/close")
	wants(t, proposal.Text, "tháng 12/2024 (15/11/2024 – 14/12/2024)")
	o.press(proposal, officeClerk, "Chốt số liệu")
	o.settled()
	wants(t, o.current(proposal).Text, "Đã chốt số liệu tháng 12/2024", "Phiên bản 1")
	wants(t, o.say(officeChat, officeClerk, "/close").Text, "quý IV/2024")
	wants(t, o.say(officeChat, officeClerk, "/close quý 4").Text, "Đã chốt số liệu quý IV/2024 (15/09/2024 – 14/12/2024)")
	wants(t, o.say(officeChat, officeClerk, "/close").Text, "năm 2024 (15/12/2023 – 14/12/2024)")
	wants(t, o.say(officeChat, officeClerk, "/close năm 2024").Text, "Đã chốt số liệu năm 2024", "Phiên bản 1")
	for _, c := range []struct{ text, want string }{
		{"/report năm 2024", "năm 2024 (15/12/2023 – 14/12/2024) · đã chốt"}, {"/report năm", "năm 2024 (15/12/2023 – 14/12/2024) · đã chốt"},
		{"/report tháng 12", "tháng 12/2024 (15/11/2024 – 14/12/2024) · đã chốt"},
		{"/report quý 4", "quý IV/2024 (15/09/2024 – 14/12/2024) · đã chốt"},
		{"/report", "tháng 12/2024 (15/11/2024 – 14/12/2024) · đã chốt"},
		{"/report tháng 1", "tháng 1/2025 (15/12/2024 – 06/01/2025) · chưa chốt"},
		{"/report 1/10..31/12", "theo yêu cầu (01/10/2024 – 31/12/2024) · chưa chốt"},
	} {
		summary, files := o.asks(officeChat, officeClerk, c.text)
		wants(t, summary.Text, c.want)
		if len(files) == 0 {
			t.Errorf("%s brought no files", c.text)
		}
	}

	late := o.reply(list, officeClerk, "tháng 12: 146/150")
	wants(t, late.Text, "146/150", "tháng 12/2024", "Nộp muộn")
	wants(t, o.say(officeChat, officeClerk, "/update 9 tháng 12: 147/150").Text, "147/150", "tháng 12/2024", "Nộp muộn")
	wants(t, o.say(officeChat, officeClerk, "/close năm").Text, "Đã chốt số liệu năm 2024", "Phiên bản 2", "145/150", "147/150")
	o.counts(9, "a", "VPTK", "")
	o.plan = former
	o.counts(9, "a", "VPTK", "147/150")
	o.unhashed(officeChat, "close_the_year_before")
}

// In the first month of a commune's first plan nothing is over, and one sentence says so.
func TestCloseBeforeAnythingIsOver(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-01-05 09:00")
	o.begin(officeChat)
	wants(t, o.say(officeChat, officeClerk, "/close").Text, "Chưa có kỳ báo cáo nào kết thúc")
	wants(t, o.say(officeChat, officeClerk, "/report").Text, "Chưa có kỳ báo cáo nào kết thúc")
	wants(t, o.say(officeChat, officeClerk, "/close năm").Text, "chưa kết thúc")
	summary, _ := o.asks(officeChat, officeClerk, "/report năm")
	wants(t, summary.Text, "năm 2024 (15/12/2023 – 05/01/2024) · chưa chốt")
}

// No figure of the year before gets into the new plan: what is said beside one of this year, or of a list of the new plan,
// is refused with how to give it; a month of this year stays a question.
func TestFiguresOfTheYearBefore(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-12-13 09:00")
	former := o.plan
	o.nextYear()
	o.at("2025-01-23 09:00")
	o.begin(officeChat)
	list := o.say(officeChat, officeClerk, "/tasks")
	wants(t, o.reply(list, officeClerk, "9: tháng 12/2024: 145/150").Text, "kết thúc trước khi kế hoạch này bắt đầu", "/update 9")
	wants(t, o.say(officeChat, officeClerk, "/update 9 tháng 12/2025: 145/150").Text, "chưa đến", "tháng 12/2025")
	o.say(officeChat, officeClerk, "/update 8 60/60\n9 tháng 12/2024: 145/150")
	o.settled()
	o.counts(8, "a", "VPTK", "60/60")
	o.counts(9, "a", "VPTK", "")
	wants(t, o.say(officeChat, officeClerk, "/update 8 tháng 12: 59/60\n9 tháng 12/2024: 145/150").Text, "tháng 12/2024", "59/60", "145/150")
	o.counts(8, "a", "VPTK", "60/60")
	o.plan = former
	o.counts(8, "a", "VPTK", "59/60")
	o.counts(9, "a", "VPTK", "145/150")
	o.transcript(officeChat, "figures_of_the_year_before")
}

// A doubtful figure of the year before is asked about, and what is chosen counts in that plan; the buttons under the answers
// go on being about it.
func TestQuestionOfTheYearBefore(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-12-13 09:00")
	list := o.say(officeChat, officeClerk, "/task 9")
	former := o.plan
	o.nextYear()
	o.at("2025-01-06 09:00")
	o.say(officeChat, officeClerk, "/close tháng 12")
	o.settled()
	o.begin(officeChat)
	asked := o.say(officeChat, officeClerk, "/update 9 tháng 12: 155/150")
	wants(t, asked.Text, "Xin xác nhận số liệu", "tháng 12/2024")
	o.press(asked, officeClerk, "Đúng, ghi 155/150 = 103,33%")
	o.settled()
	wants(t, o.current(asked).Text, "155/150", "tháng 12/2024", "Nộp muộn")
	o.press(list, officeClerk, "Cập nhật")
	o.settled()
	wants(t, o.current(list).Text, "27/KH-UBND")
	o.press(list, officeClerk, "Lịch sử")
	o.settled()
	wants(t, o.reply(list, officeClerk, "/history").Text, "Nhiệm vụ 9")
	o.press(o.current(asked), officeClerk, "Hoàn tác")
	wants(t, o.last(officeChat).Text, "Đã hoàn tác", "Nhiệm vụ 9", "tháng 12/2024")
	asked = o.reply(list, officeClerk, "97")
	o.press(asked, officeClerk, "Không ghi")
	o.settled()
	wants(t, o.current(asked).Text, "số liệu không được ghi")
	o.reply(list, officeClerk, "tháng 12: 144/150")
	asked = o.reply(list, officeClerk, "tháng 12: 20/150")
	o.press(asked, officeClerk, "Đúng, ghi 20/150 = 13,33%")
	o.counts(9, "a", "VPTK", "")
	o.plan = former
	o.counts(9, "a", "VPTK", "20/150")
	o.transcript(officeChat, "question_of_the_year_before")
}

// The office signs last year's figures by the lists that it was shown.
func TestConfirmTheYearBefore(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-12-13 09:00")
	o.twoSignatures()
	o.say(financeChat, financeClerk, "/update 13 1 tỷ/2,1 tỷ\n19 3/4")
	list := o.say(officeChat, officeClerk, "/confirm")
	o.replan(func(p *plan.Plan) {
		p.Number, p.Year, p.Commune.Signatures = "5/KH-UBND", 2025, 2
		p.From, p.Until = calendar.NewDate(2025, 1, 1), calendar.NewDate(2025, 12, 31)
	})
	o.at("2025-01-06 09:00")
	wants(t, o.press(list, officeClerk, "Xác nhận 1").Text, "Đã xác nhận")
	wants(t, o.current(list).Text, "1 số liệu", "3/4")
	o.press(o.current(list), officeClerk, "Xác nhận 1")
	wants(t, o.current(list).Text, "Không có số liệu nào chờ")
}

// Where no plan of the new year is on record yet, the one before is closed and reported on all the same.
func TestCloseWithoutANewPlan(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-12-13 09:00")
	o.say(officeChat, officeClerk, "/update 9 145/150")
	o.at("2025-01-20 09:00")
	o.begin(officeChat)
	wants(t, o.say(officeChat, officeClerk, "/close").Text, "tháng 12/2024 (15/11/2024 – 14/12/2024)")
	wants(t, o.say(officeChat, officeClerk, "/close tháng 12").Text, "Đã chốt số liệu tháng 12/2024")
	wants(t, o.say(officeChat, officeClerk, "/close năm").Text, "Đã chốt số liệu năm 2024")
	summary, _ := o.asks(officeChat, officeClerk, "/report năm")
	wants(t, summary.Text, "năm 2024 (15/12/2023 – 14/12/2024) · đã chốt phiên bản 1")
	summary, _ = o.asks(officeChat, officeClerk, "/report tháng 1/2025")
	wants(t, summary.Text, "tháng 1/2025 (15/12/2024 – 14/01/2025) · chưa chốt")
	wants(t, o.say(officeChat, officeClerk, "/report tháng 3/2025").Text, "Không có kế hoạch nào trong thời gian này")
	wants(t, o.say(officeChat, officeClerk, "/update 9 146/150").Text, "tháng 12/2024", "Nộp muộn")
	wants(t, o.say(officeChat, officeClerk, "/close năm").Text, "Phiên bản 2", "145/150", "146/150")
}

// A day of the year before, named with its year or not, is of the plan before, as a month of it is.
func TestDayOfTheYearBefore(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-12-13 09:00")
	former := o.plan
	o.nextYear()
	o.at("2025-01-06 09:00")
	wants(t, o.say(officeChat, officeClerk, "/update 9 đến 10/12: 145/150").Text, "145/150", "tháng 12/2024", "tính đến 10/12/2024")
	wants(t, o.say(officeChat, officeClerk, "/update 9 đến 10/11/2024: 150/150").Text, "150/150", "tháng 11/2024")
	wants(t, o.say(officeChat, officeClerk, "/update 9 đến 31/12: 20/20").Text, "20/20", "tháng 1/2025", "tính đến 31/12/2024")
	o.counts(9, "a", "VPTK", "20/20")
	o.plan = former
	o.counts(9, "a", "VPTK", "295/300")
}

// A template is of the plan that its period ended in, as a report on it is: in January "tháng 12" is the one before, and
// what is sent back counts there.
func TestTemplateOfTheYearBefore(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-12-13 09:00")
	former := o.plan
	o.nextYear()
	o.at("2025-01-06 09:00")
	o.begin(officeChat)
	wants(t, o.say(officeChat, officeClerk, "/template tháng 3/2019").Text, "Không có kế hoạch nào trong thời gian này")
	wants(t, o.say(officeChat, officeClerk, "/template 1/1..31/3").Text, "Chưa rõ kỳ", "/template tháng 2")
	wants(t, o.say(officeChat, officeClerk, "/template").Text, "Kế hoạch 5/KH-UBND", "Kỳ: tháng 1/2025 (15/12/2024 – 14/01/2025)")
	wants(t, o.say(officeChat, officeClerk, "/template tháng 12/2024").Text, "Kế hoạch 27/KH-UBND", "Kỳ: tháng 12/2024 (15/11/2024 – 14/12/2024)")
	sent := o.say(officeChat, officeClerk, "/template tháng 12")
	wants(t, sent.Text, "Kế hoạch 27/KH-UBND", "Kỳ: tháng 12/2024 (15/11/2024 – 14/12/2024)")
	nine := o.rowsOf(sent)["9 "+officeName]
	dry := o.back(officeChat, officeClerk, sent, o.filledIn(sent, map[string]any{"G" + nine: 145, "H" + nine: 150}))
	wants(t, dry.Text, "Kế hoạch 27/KH-UBND", "1 mới")
	o.press(dry, officeClerk, "Ghi 1 số liệu")
	o.settled()
	o.counts(9, "a", "VPTK", "")
	o.plan = former
	o.counts(9, "a", "VPTK", "145/150")
}
