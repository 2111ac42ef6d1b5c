package bot_test

import (
	"testing"

	"planbot/storage/plan"
)

// The process dies after it has kept an explanation and before it could say so: the next one
// says it, and takes no second step.
func TestWireDiesAfterAStep(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	o.inPrivate(chairman)
	b := o.bells()
	o.say(chairman, chairman, "/explain 2 vì sao chưa phát động 21/6")
	b.until("2024-06-18 09:05")
	asked := o.lastSaying(cultureChat, "Yêu cầu giải trình")
	var sent int
	o.dies(func() { sent = o.replies(asked, cultureClerk, "Do chưa có thể lệ") })
	o.start()
	wants(t, o.answer(cultureChat, sent).Text, "Đã giải trình", "“Do chưa có thể lệ”")
	o.wantSteps(2, 2)
}

// wantSteps holds how many steps the only matter of a task has.
func (o *office) wantSteps(task, want int) {
	o.tb.Helper()
	about, _ := o.plan.Task(task)
	all, err := o.store.Matters(o.ctx(), o.plan.Commune.ID, about.ID)
	o.must(err)
	if len(all) != 1 || len(all[0].Steps) != want {
		o.tb.Errorf("got %+v, want one matter of %d steps", all, want)
	}
}

// Nobody has to settle anything about a task that was taken back.
func TestMattersOfATaskTakenBack(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.say(officeChat, officeClerk, "/assign TPHT 20/6 rà soát hồ sơ")
	card := o.say(justiceChat, justiceClerk, "/extend 101 28/6 chờ số liệu")
	wants(t, o.say(officeChat, officeClerk, "/extend").Text, "đang chờ xử lý: 1")
	o.say(officeChat, officeClerk, "/assign 101 bỏ giao nhầm bộ phận")
	wants(t, o.say(officeChat, officeClerk, "/extend").Text, "không có nội dung nào chờ xử lý")
	wants(t, o.sendsTap(card, justiceClerk, dataOf(card, "Rút lại")).Text, "không còn trong kế hoạch")
}
