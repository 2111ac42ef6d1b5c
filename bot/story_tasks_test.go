package bot_test

import (
	"testing"

	"planbot/storage/plan"
)

// A list is turned page by page in place; where nothing has changed since, the phone says so.
func TestPages(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")
	o.press(list, officeClerk, "Trang 2/3")
	second := o.current(list)
	wants(t, second.Text, "8 · 3.4.1", "Số hóa")
	o.press(second, officeClerk, "Trang 3/3")
	o.press(o.current(list), officeClerk, "‹ Trang trước")
	toast := o.press(o.current(list), officeClerk, "Cập nhật")
	wants(t, toast.Text, "Danh sách đã là mới nhất.")
	answer := o.reply(o.current(list), officeClerk, "9: 149/150")
	wants(t, answer.Text, "149/150")
	o.press(o.current(list), officeClerk, "Cập nhật")
	wants(t, o.current(list).Text, "20 chưa có số liệu")
	o.press(o.current(list), officeClerk, "Quá hạn")
	o.press(o.current(list), officeClerk, "Đang thực hiện")
	o.transcript(officeChat, "tasks_pages")
}

// Filters are understood in English and in Vietnamese, with and without accents.
func TestFilters(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-24 09:00")
	o.say(officeChat, officeClerk, "/update 9 145/150\n3 3 sáng kiến")
	o.begin(officeChat)
	for _, same := range [][]string{
		{"/tasks overdue", "/tasks quá hạn", "/viec qua han", "/tasks trễ hạn"},
		{"/tasks soon", "/tasks sắp đến hạn", "/tasks sap han"},
		{"/tasks below", "/tasks chưa đạt", "/tasks chua dat", "/tasks Dưới chỉ tiêu"},
		{"/tasks done", "/tasks xong", "/tasks đã xong", "/tasks hoan thanh"},
		{"/tasks no data", "/tasks chưa có số liệu", "/tasks chua co so lieu", "/tasks nodata"},
		{"/tasks all", "/tasks tất cả", "/tasks tat ca"},
		{"/tasks lĩnh vực 6", "/tasks linh vuc 6", "/tasks 6"},
		{"/tasks TCKT chưa có số liệu", "/tasks chua co so lieu tc-kt", "/tasks chưa báo tài chính"},
		{"/tasks TCKT", "/tasks tckt", "/tasks tài chính - kế toán", "/tasks TC-KT"},
	} {
		first := o.say(officeChat, officeClerk, same[0])
		for _, words := range same[1:] {
			if got := o.say(officeChat, officeClerk, words); got.Text != first.Text {
				t.Errorf("%q shows\n%s\nwant what %q shows:\n%s", words, got.Text, same[0], first.Text)
			}
		}
	}
	o.begin(officeChat)
	for _, words := range []string{"overdue", "soon", "below", "done", "6", "TCKT", "lung tung"} {
		o.say(officeChat, officeClerk, "/tasks "+words)
	}
	o.transcript(officeChat, "tasks_filters")
}

// A unit sees what it leads or is measured on; the office and the leaders see every unit's.
func TestWhoseTasks(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.say(justiceChat, justiceClerk, "/tasks")
	o.transcript(justiceChat, "tasks_justice")
	o.say(cultureChat, cultureClerk, "/tasks")
	o.transcript(cultureChat, "tasks_culture")
	o.say(leadersChat, chairman, "/tasks")
	of := o.say(leadersChat, chairman, "/tasks TPHT")
	o.press(of, chairman, "Chưa có số liệu (6)")
	wants(t, o.current(of).Text, "TP-HT, chưa có số liệu: 6 nhiệm vụ")
	o.press(o.current(of), chairman, "Toàn bộ TP-HT")
	o.press(o.current(of), chairman, "Đang thực hiện")
	o.say(leadersChat, chairman, "/tasks quá hạn")
	o.transcript(leadersChat, "tasks_leaders")
	wants(t, o.say(justiceChat, justiceClerk, "/tasks quá hạn").Text, "Không có nhiệm vụ nào")
}

// A task is found by its number, its code, the message replied to, or words; where several fit, buttons ask which.
func TestOneTask(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.say(officeChat, officeClerk, "/update 9 145/150")
	o.begin(officeChat)
	byNumber := o.say(officeChat, officeClerk, "/task 9")
	if byCode := o.say(officeChat, officeClerk, "/task 3.4.2"); byCode.Text != byNumber.Text {
		t.Errorf("by code:\n%s\nwant as by number:\n%s", byCode.Text, byNumber.Text)
	}
	o.begin(officeChat)
	o.say(officeChat, officeClerk, "/task 9")
	which := o.say(officeChat, officeClerk, "/task 3.1")
	o.press(which, officeClerk, "Nhiệm vụ 7")
	o.say(officeChat, officeClerk, "/task")
	o.say(officeChat, officeClerk, "/task 99")
	o.say(officeChat, officeClerk, "/task 1")
	o.say(officeChat, officeClerk, "/task 13")
	o.say(officeChat, officeClerk, "/task 14")
	o.say(officeChat, officeClerk, "/task 2")
	o.transcript(officeChat, "task")
}

// "/task" in reply to a list of one task needs no number, nor has a figure there.
func TestReplyToListOfOne(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(financeChat, financeClerk, "/tasks lĩnh vực 6")
	o.reply(list, financeClerk, "/task")
	o.reply(list, financeClerk, "1 tỷ/2,1 tỷ")
	o.transcript(financeChat, "task_reply")
	o.counts(13, "a", "TCKT", "1000000000/2100000000")
}

func TestFind(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	for _, words := range []string{"giai ngan", "Giải ngân", "3.4", "9", "thanh toan truc tuyen", "đường sắt", "", "cong"} {
		o.say(financeChat, financeClerk, "/find "+words)
	}
	found := o.say(financeChat, financeClerk, "/tim giai ngan")
	o.reply(found, financeClerk, "/chitiet")
	o.press(found, financeClerk, "Nhiệm vụ 13")
	o.transcript(financeChat, "find")
}

// A registered clerk works from the private chat as from the group.
func TestPrivateClerk(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.enrol(financeClerk, "TCKT", plan.Clerk)
	me := o.inPrivate(financeClerk)
	o.say(me, financeClerk, "13: 1 tỷ/2,1 tỷ")
	o.say(me, financeClerk, "9: 145/150")
	o.say(me, financeClerk, "/undo")
	o.transcript(me, "private_clerk")
}
