package bot_test

import "testing"

// The founding example: a clerk asks, answers with a number and is told at once what that means.
func TestAskAndAnswer(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")
	wants(t, list.Text, "Văn phòng - thống kê xã", "thứ Hai, 03/06/2024")
	answer := o.reply(list, officeClerk, "9: 145/150")
	wants(t, answer.Text, "Nhiệm vụ 9 · 3.4.2", "145/150 = 96,67%", "tối thiểu 97%", "chưa đạt", "17", "15/05/2024 – 14/06/2024")
	if got := o.counted(9, "a", "VPTK"); got != "145/150" {
		t.Errorf("counted %s, want 145/150", got)
	}
	o.press(answer, officeClerk, "Hoàn tác")
	o.settled()
	if got := o.counted(9, "a", "VPTK"); got != "" {
		t.Errorf("after undo counted %s, want nothing", got)
	}
	o.transcript(officeChat, "ask_and_answer")
}
