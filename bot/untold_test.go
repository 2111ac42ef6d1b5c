package bot_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// judgeAt has the plan judged at an instant, and nobody told yet.
func (c *chronicle) judgeAt(at string) {
	c.tb.Helper()
	now, err := time.ParseInLocation("2006-01-02 15:04", at, calendar.Zone)
	c.must(err)
	c.clock.Set(now)
	c.judge()
}

// listens has the chronicle write down what a further chat is told.
func (c *chronicle) listens(chat int64, name string) {
	c.names = maps.Clone(c.names) // which may be everybody's
	c.names[chat], c.told[chat] = name, &strings.Builder{}
}

// chairmanIsFull is an office whose Chairman has had the day's message when a second target gets out of reach.
func chairmanIsFull(t *testing.T) (*chronicle, int) {
	t.Helper()
	c := atWork(t)
	c.update("2024-02-27 09:00", "16 tháng 2: 29/30")
	before := len(c.pushes)
	c.update("2024-02-27 10:00", "17 tháng 2: 24/25")
	return c, before
}

// What cannot be reached any more is told to the Chairman though the unit has taken it up meanwhile: nothing that the
// unit does brings the goal back.
func TestChairmanHearsOfALostGoalThatIsTakenUp(t *testing.T) {
	t.Parallel()
	c, before := chairmanIsFull(t)
	c.press(officeChat, officeClerk, "✋ Đã nhận việc")
	c.until("2024-02-28 08:00")
	c.toldSince(before, "chairman", "28/02 07:45|nhận việc lúc 10:00")
	c.until("2024-03-01 17:30")
	c.toldSince(before, "office", "27/02 10:00|24/25", "01/03 07:45|nhưng chưa có kết quả")
}

// A new Chairman hears what waited for the former one.
func TestNewChairmanHearsWhatTheFormerWasToHear(t *testing.T) {
	t.Parallel()
	c, before := chairmanIsFull(t)
	const next = 205
	_, err := c.door.AddUser(c.ctx(), emulator.User{ID: next, FirstName: "Chủ tịch mới"})
	c.must(err)
	c.inPrivate(next)
	all, err := c.store.Members(c.ctx(), c.plan.Commune.ID, c.today())
	c.must(err)
	for _, m := range all {
		if m.Role == plan.Chairman {
			_, _, err := c.store.EndMembership(c.ctx(), c.plan.Commune.ID, m.ID, plan.Author{ID: operator}, true, plan.Source{Chat: operator, Message: 1}, c.clock.Now())
			c.must(err)
		}
	}
	c.enrol(next, "UBNDX", plan.Chairman)
	c.listens(next, "next")
	c.until("2024-02-28 08:00")
	c.toldSince(before, "chairman")
	c.toldSince(before, "next", "28/02 07:45|24/25")
}

// belowAtFinance is an office whose accounts were told of a missed target the day before, and whose office is about
// to hear of it: the letter is written and not sent.
func belowAtFinance(t *testing.T) (*chronicle, int) {
	t.Helper()
	c := atWork(t)
	c.until("2024-02-27 09:00")
	c.say(financeChat, financeClerk, "/update 14 tháng 2: 10/25")
	c.ring()
	before := len(c.pushes)
	c.judgeAt("2024-02-28 07:45")
	return c, before
}

// Whoever was to hear of a matter and did not, as it was taken up just then, hears of it when that has led to nothing,
// and has the time of their step before the next one is told.
func TestOfficeIsNotPassedOverByAnAcknowledgement(t *testing.T) {
	t.Parallel()
	c, before := belowAtFinance(t)
	c.press(financeChat, financeClerk, "✋ Đã nhận việc")
	c.until("2024-03-04 17:30")
	c.toldSince(before, "finance", "04/03 07:45|nhưng chưa có kết quả")
	c.toldSince(before, "office", "04/03 07:45|nhưng chưa có kết quả")
	c.until("2024-03-05 17:30")
	c.toldSince(before, "vice")
	c.until("2024-03-06 17:30")
	c.toldSince(before, "vice", "06/03 07:45|báo cáo Phó Chủ tịch")
}

// Likewise where it was put off.
func TestOfficeIsNotPassedOverByASnooze(t *testing.T) {
	t.Parallel()
	c, before := belowAtFinance(t)
	c.press(financeChat, financeClerk, "Hoãn 3 ngày")
	c.until("2024-03-04 17:30")
	c.toldSince(before, "finance", "04/03 07:45|Hết thời gian tạm hoãn")
	c.toldSince(before, "office", "04/03 07:45|Hết thời gian tạm hoãn")
	c.until("2024-03-05 17:30")
	c.toldSince(before, "vice")
}

// What was silenced on its way to the office is told when the silence ends.
func TestOfficeIsNotPassedOverByASilence(t *testing.T) {
	t.Parallel()
	c, before := belowAtFinance(t)
	c.say(officeChat, officeClerk, "/silences 14 1/3 chờ số liệu")
	c.until("2024-03-05 17:30")
	c.toldSince(before, "office", "04/03 07:45|10/25")
	c.toldSince(before, "vice")
}

// A group that takes the place of the unit's former one hears what was on its way there.
func TestNewGroupHearsWhatTheFormerWasToHear(t *testing.T) {
	t.Parallel()
	c, before := belowAtFinance(t)
	c.must(c.store.Unbind(c.ctx(), plan.Binding{Chat: officeChat, By: plan.Author{ID: operator}}, c.clock.Now()))
	unit, _ := c.plan.Unit("VPTK")
	c.must(c.store.Bind(c.ctx(), plan.Binding{Chat: strayChat, Title: "Văn phòng"}, c.plan.Commune.ID, unit.ID, c.clock.Now()))
	c.listens(strayChat, "stray")
	c.until("2024-02-29 17:30")
	c.toldSince(before, "stray", "28/02 07:45|chuyển Văn phòng")
	c.toldSince(before, "vice")
}

// The ladder waits for a unit whose chat has had its share of the day: nobody hears that it has not acted before it
// could.
func TestLadderWaitsForAFullChat(t *testing.T) {
	t.Parallel()
	c := atWork(t)
	for i, at := range []string{"2024-02-27 09:00", "2024-02-27 09:30"} { // two messages that are not critical
		c.until(at)
		unit, _ := c.plan.Unit("TCKT")
		notes := []plan.Note{{To: plan.Mailbox{Chat: financeChat}, Kind: plan.LetterUrge, Payload: plan.Payload{Unit: unit.ID, Until: c.clock.Now()}}}
		c.must(c.store.Enqueue(c.ctx(), c.plan.Commune.ID, c.plan.ID, notes, plan.Source{Chat: officeChat, Message: 1000 + i}, plan.Author{Name: "console"}, c.clock.Now()))
		c.ring()
	}
	before := len(c.pushes)
	c.until("2024-02-27 10:00")
	c.say(financeChat, financeClerk, "/update 14 tháng 2: 10/25")
	c.until("2024-02-28 17:30")
	c.toldSince(before, "finance", "28/02 07:45|từ thứ Năm 29/02/2024")
	c.toldSince(before, "office")
	c.until("2024-02-29 17:30")
	c.toldSince(before, "office", "29/02 07:45|chưa nhận việc từ")
}
