package bot_test

import (
	"slices"
	"testing"

	"planbot/storage/plan"
)

// What is open about a task ends when the task is taken back: its letters show it, and nobody is asked any more.
func TestTakenBackTaskEndsItsMatters(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	b := o.bells()
	o.say(officeChat, officeClerk, "/assign TCKT 28/6 lập danh mục công trình chậm")
	o.say(leadersChat, chairman, "/direct 101 báo cáo tiến độ 21/6")
	o.say(financeChat, financeClerk, "/done 101 đã lập danh mục")
	b.until("2024-06-18 09:05")
	order, declared := o.lastSaying(financeChat, "Ý kiến chỉ đạo"), o.lastSaying(officeChat, "Báo hoàn thành")
	o.begin(financeChat)
	o.say(officeChat, officeClerk, "/assign 101 bỏ giao nhầm bộ phận")
	b.until("2024-06-18 09:10")
	wants(t, o.current(order).Text, "Ý kiến chỉ đạo, đã đóng do nhiệm vụ không còn trong kế hoạch", "hệ thống đóng")
	wants(t, o.current(declared).Text, "Báo hoàn thành, đã đóng do nhiệm vụ không còn trong kế hoạch")
	if n := len(o.current(order).Buttons) + len(o.current(declared).Buttons); n != 0 {
		t.Errorf("%d rows of buttons are left", n)
	}
	o.transcript(financeChat, "taken_back_unit")
}

// A plan that leaves a task out ends what is open about it, too.
func TestPlanWithoutATaskEndsItsMatters(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	o.say(cultureChat, cultureClerk, "/extend 2 31/7 chờ thể lệ")
	left, _ := o.plan.Task(2)
	draft := *o.plan
	draft.Tasks = slices.DeleteFunc(slices.Clone(draft.Tasks), func(t plan.Task) bool { return t.No == 2 })
	_, _, err := o.store.Import(o.ctx(), &draft, plan.Author{Name: "console"}, true, o.clock.Now())
	o.must(err)
	all, err := o.store.Matters(o.ctx(), o.plan.Commune.ID, left.ID)
	o.must(err)
	if len(all) != 1 || all[0].State != plan.EndRetired || all[0].Last().Verb != plan.VerbRetire {
		t.Errorf("got %+v, want one that ended with its task", all)
	}
}
