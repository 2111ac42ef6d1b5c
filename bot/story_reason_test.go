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
