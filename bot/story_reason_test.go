package bot_test

import (
	"strings"
	"testing"
)

// The reason of a silence, or of a figure taken back, names no citizen: nothing is done and nothing kept.
func TestReasonsNameNobody(t *testing.T) {
	t.Parallel()
	const named = "ông A, CCCD 051099001234"
	o := newOffice(t, "2024-06-03 09:00")
	o.say(officeChat, officeClerk, "/update 9 145/150")
	wants(t, o.say(officeChat, officeClerk, "/undo 9 "+named).Text, "thông tin cá nhân")
	o.counts(9, "a", "VPTK", "145/150")
	wants(t, o.say(officeChat, officeClerk, "/silences 9 15/6 "+named).Text, "thông tin cá nhân")
	if text := o.say(officeChat, officeClerk, "/silences").Text; strings.Contains(text, "15/06") {
		t.Errorf("it is quiet:\n%s", text)
	}
}

// A line that looks like a citizen's record is refused before anything is kept of it or said back; the other lines are
// recorded.
func TestFiguresNameNobody(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(justiceChat, justiceClerk, "/tasks")
	o.begin(justiceChat)
	for _, text := range []string{
		"14: 30/50, bà A sinh ngày 1/2/1990", "14: ông A 0912345678", "ông A 0912345678", "14: 55/50 CCCD 051099001234",
	} {
		told := o.reply(list, justiceClerk, text).Text
		wants(t, told, "thông tin cá nhân")
		for _, secret := range []string{"1990", "0912345678", "051099001234"} {
			if strings.Contains(told, secret) {
				t.Errorf("%q is said back: %s", secret, told)
			}
		}
	}
	o.counts(14, "a", "TPHT", "")
	o.reply(list, justiceClerk, "14: 30/50\n14: ông A 0912345678")
	o.counts(14, "a", "TPHT", "30/50")
	o.transcript(justiceChat, "figure_personal")
}
