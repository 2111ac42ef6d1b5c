package bot_test

import "testing"

// atWork is an office that has reported all that is due, with leaders in private.
func atWork(t *testing.T) *chronicle {
	t.Helper()
	o := newOffice(t, "2024-02-27 08:00")
	o.leaders()
	c := o.bells().chronicle(everyChat)
	c.say(officeChat, officeClerk, "/update 8 tháng 2: 150/150\n9 tháng 2: 150/150\n23 tháng 2: xong")
	c.ring()
	return c
}

// update records a figure at an instant and rings; the answer comes at once whatever the hour.
func (c *chronicle) update(at, figure string) {
	c.tb.Helper()
	c.until(at)
	answer := c.say(officeChat, officeClerk, "/update "+figure)
	wants(c.tb, answer.Text, "✅ Đã", "Số liệu: ")
	c.ring()
}

// What is critical at noon or at night is held until the office opens, and told with the truth of then; what is no
// longer true is not told at all. Those who wrote have their answer at once.
func TestQuietHoursHoldWhatIsCritical(t *testing.T) {
	t.Parallel()
	c := atWork(t)
	before := len(c.pushes)
	c.update("2024-02-27 12:00", "16 tháng 2: 29/30")
	c.update("2024-02-27 12:20", "16 tháng 2: 28/30")
	c.update("2024-02-27 12:30", "17 tháng 2: 24/25")
	c.update("2024-02-27 13:00", "17 tháng 2: 25/25")
	c.until("2024-02-27 13:29")
	for _, chat := range everyChat {
		c.toldSince(before, chat)
	}
	c.until("2024-02-27 13:31")
	for _, chat := range []string{"office", "vice", "chairman"} {
		c.toldSince(before, chat, "27/02 13:30|28/30 = 93,33%")
	}
	before = len(c.pushes)
	c.update("2024-02-27 22:00", "18 tháng 2: 24/25")
	c.update("2024-02-27 22:30", "18 tháng 2: 22/25")
	c.until("2024-02-28 07:29")
	c.toldSince(before, "office")
	c.until("2024-02-28 08:00")
	for _, chat := range []string{"office", "vice", "chairman"} {
		c.toldSince(before, chat, "28/02 07:30|22/25 = 88%")
	}
	notTooOften(t, c.pushes)
}

// A chat gets two messages a day that are not critical, the rest the next morning; the Chairman gets one, critical or
// not.
func TestQuietHoursEndTheDayOfAFullChat(t *testing.T) {
	t.Parallel()
	c := atWork(t)
	before := len(c.pushes)
	c.update("2024-02-27 09:00", "9 tháng 2: 145/150")
	c.update("2024-02-27 10:00", "8 tháng 2: 140/150")
	c.update("2024-02-27 10:30", "15 tháng 2: 30/50")
	c.until("2024-02-27 17:30")
	c.toldSince(before, "office", "27/02 09:00|145/150", "27/02 10:00|140/150")
	c.until("2024-02-28 08:00")
	c.toldSince(before, "office", "27/02 09:00|145/150", "27/02 10:00|140/150", "28/02 07:45|30/50")
	before = len(c.pushes)
	c.update("2024-02-28 09:00", "16 tháng 2: 29/30")
	c.update("2024-02-28 10:00", "17 tháng 2: 24/25")
	c.until("2024-02-28 17:30")
	c.toldSince(before, "office", "28/02 09:00|29/30", "28/02 10:00|24/25")
	c.toldSince(before, "vice", "28/02 09:00|29/30", "28/02 10:00|24/25")
	c.toldSince(before, "chairman", "28/02 09:00|29/30")
	c.until("2024-02-29 08:00")
	c.toldSince(before, "chairman", "28/02 09:00|29/30", "29/02 07:45|24/25")
	notTooOften(t, c.pushes)
}
