package bot_test

import (
	"strings"
	"testing"
)

// What must be done now, most pressing first: the office sees every unit's, a unit its own. The numbers work in a reply.
func TestToday(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-20 09:00")
	o.say(officeChat, officeClerk, "/update 9 tháng 6: 145/150\n8 tháng 6: 100/150")
	o.say(justiceChat, justiceClerk, "/update 14 tháng 6: 20/50")
	o.begin(officeChat)
	o.begin(justiceChat)
	list := o.say(officeChat, officeClerk, "/today")
	o.reply(list, officeClerk, "9: tháng 7: 148/150")
	o.press(list, officeClerk, "Làm mới")
	o.press(o.current(list), officeClerk, "Cập nhật 8")
	o.transcript(officeChat, "today_office")
	o.say(justiceChat, justiceClerk, "/homnay")
	o.transcript(justiceChat, "today_justice")
	o.say(financeChat, financeClerk, "/today")
	o.transcript(financeChat, "today_nothing")
}

// On a day of rest the agenda says so.
func TestTodayAtRest(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-22 09:00")
	wants(t, o.say(officeChat, officeClerk, "/today").Text, "Hôm nay là ngày nghỉ (thứ Bảy)", "quá hạn")
}

// Dossiers that wait too long are the matter of the unit that has them, though another leads the task.
func TestTodayOfACoordinator(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-05 09:00")
	o.say(justiceChat, justiceClerk, "/pending 3 7h45")
	o.clock.Set(at("2024-03-06 09:00"))
	said := o.say(justiceChat, justiceClerk, "/today").Text
	wants(t, said, "📥 3 hồ sơ chờ tiếp nhận từ 07:45 ngày 05/03/2024", "/pending 0")
	for _, not := range []string{"Không có việc gấp", "Trả lời tin này", "VP-TK"} {
		if strings.Contains(said, not) {
			t.Errorf("it says %q:\n%s", not, said)
		}
	}
}
