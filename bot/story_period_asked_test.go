package bot_test

import (
	"regexp"
	"testing"

	"planbot/bot/telegram/emulator"
)

// exampleIn is the reply that a message gives as an example.
var exampleIn = regexp.MustCompile(`ví dụ ([^\n]+)\.`)

// lateReport is an office that was told on the sixth working day after the cut-off that three reports of February are
// missing.
func lateReport(t *testing.T) *chronicle {
	t.Helper()
	o := newOffice(t, "2024-02-21 08:00")
	c := o.bells().chronicle(everyChat)
	c.until("2024-02-22 08:00")
	return c
}

// shown is the example of a message, as typed.
func (c *chronicle) shown(m emulator.Msg) string {
	c.tb.Helper()
	found := exampleIn.FindStringSubmatch(m.Text)
	if found == nil {
		c.tb.Fatalf("no example in:\n%s", m.Text)
	}
	return found[1]
}

// Whoever asks for a report shows how to give it, and doing just that settles the matter: the alert, the list of the
// day, the office's urging.
func TestExampleOfAReportSettlesIt(t *testing.T) {
	t.Parallel()
	for name, asked := range map[string]func(*chronicle) emulator.Msg{
		"alert": func(c *chronicle) emulator.Msg { return c.showing(officeChat, "✋ Nhận việc 8") },
		"today": func(c *chronicle) emulator.Msg { return c.say(officeChat, officeClerk, "/today") },
		"urge": func(c *chronicle) emulator.Msg {
			c.say(officeChat, officeClerk, "/remind VPTK")
			c.ring()
			return c.last(officeChat)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := lateReport(t)
			m := asked(c)
			example := c.shown(m)
			if example != "8 tháng 2: 145/150" {
				t.Fatalf("the example is %q", example)
			}
			answer := c.reply(m, officeClerk, example)
			wants(t, answer.Text, "✅ Đã ghi nhận · Nhiệm vụ 8", "Kỳ: tháng 2/2024")
			c.ring()
			wants(t, c.last(officeChat).Text, "✅ Nhiệm vụ 8 · 3.4.1: đã có báo cáo kỳ tháng 2/2024")
		})
	}
}

// A reply without a period to a message that asks for one is asked about, however late: it is not filed under the
// period of today.
func TestReplyToAnAskedReportNeedsItsPeriod(t *testing.T) {
	t.Parallel()
	c := lateReport(t)
	digest := c.showing(officeChat, "✋ Nhận việc 8")
	answer := c.reply(digest, officeClerk, "8: 145/150")
	wants(t, answer.Text, "Xin xác nhận số liệu")
	if dataOf(answer, "145/150 = 96,67% · tháng 2/2024 (15/1–14/2)") == "" {
		t.Errorf("February is not offered: %v", answer.Buttons)
	}
	c.until("2024-03-20 09:00") // two reports are missing, and the older digest is still there
	answer = c.reply(digest, officeClerk, "8: 145/150")
	if len(answer.Buttons) != 4 {
		t.Errorf("want February, March, April and none: %v", answer.Buttons)
	}
}
