package bot_test

import (
	"testing"

	"planbot/storage/plan"
)

// The index before any figure, after figures, after evidence, and after a day that passed; how one criterion comes to
// its points; what a unit and a passer-by see.
func TestScore(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	page := o.say(leadersChat, chairman, "/score")
	o.short(page)
	wants(t, page.Text, "0/13,5 điểm", "giá trị đề xuất", "chưa có số liệu")
	o.say(officeChat, officeClerk, "/update 9 145/150\n8 150/150\n3 2\n1b 4/5\n11 5/5")
	o.say(cultureChat, cultureClerk, "/update 2 xong")
	page = o.say(leadersChat, chairman, "/diem")
	o.short(page)
	wants(t, page.Text, "2,45/13,5 điểm", "thiếu minh chứng")
	for _, words := range []string{"3.4.2", "1.5", "1.4.2", "1", "1.3.2", "7.3.3.2", "3.4", "9.9", "99"} {
		o.say(leadersChat, chairman, "/score "+words)
	}
	o.say(cultureChat, cultureClerk, "/evidence 2 CV 12/UBND-VP ngày 31/5/2024 phát động cuộc thi")
	o.say(officeChat, officeClerk, "/evidence 11 BC 45/BC-UBND ngày 31/5/2024")
	o.say(officeChat, officeClerk, "/update 6 1")
	o.say(officeChat, officeClerk, "/evidence 6 BC 46/BC-UBND ngày 31/5/2024 kết quả rà soát")
	page = o.say(leadersChat, chairman, "/score")
	wants(t, page.Text, "3,45/13,5 điểm", "Đủ điểm: 3.1.1.2, 3.4.1, 5.1.2")
	o.clock.Set(at("2024-07-03 09:00"))
	o.press(page, chairman, "Cập nhật")
	o.press(o.current(page), chairman, "1.7 (−1,5)")
	o.press(o.say(leadersChat, chairman, "/score 1.5"), chairman, "Cập nhật")
	o.transcript(leadersChat, "score_leaders")
	o.say(cultureChat, cultureClerk, "/score")
	o.say(cultureChat, cultureClerk, "/score 3.4.2")
	o.transcript(cultureChat, "score_culture")
}

// Where a plan says nothing of points, nothing is made up.
func TestScoreOfNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-05-15 09:00")
	o.replan(func(p *plan.Plan) { p.Scores = nil })
	o.say(leadersChat, chairman, "/score")
	o.say(leadersChat, chairman, "/score 3.4.2")
	o.replan(func(p *plan.Plan) { p.Tasks, p.Scores = nil, nil })
	o.say(leadersChat, chairman, "/score")
	o.transcript(leadersChat, "score_nothing")
}
