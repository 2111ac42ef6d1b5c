package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

const viceChairman = 109

// leaders opens the private chats of the Chairman and a vice chairman, so that matters climb to persons.
func (o *office) leaders() {
	o.tb.Helper()
	_, err := o.door.AddUser(o.ctx(), emulator.User{ID: viceChairman, FirstName: "Phó Chủ tịch UBND xã"})
	o.must(err)
	o.inPrivate(chairman)
	o.inPrivate(viceChairman)
	o.enrol(chairman, "UBNDX", plan.Chairman)
	o.enrol(viceChairman, "UBNDX", plan.ViceChairman)
}

// everyChat names the chats of a story with leaders in private.
var everyChat = map[int64]string{
	officeChat: "office", justiceChat: "justice", cultureChat: "culture", financeChat: "finance",
	leadersChat: "leaders", chairman: "chairman", viceChairman: "vice",
}

// act is something that somebody does at an instant of the year.
type act struct {
	at string
	do func(*chronicle)
}

func says(at string, chat, user int64, text string) act {
	return act{at, func(c *chronicle) { c.say(chat, user, text) }}
}

func taps(at string, chat, user int64, label string) act {
	return act{at, func(c *chronicle) { c.press(chat, user, label) }}
}

// The year of a commune: the accounts report well, culture late, justice never; the office reports every month, and
// task 9 falls below its target in April. All that any chat hears stands in golden files, to be read by people.
func TestYear(t *testing.T) {
	t.Parallel()
	began := time.Now()
	o := newOffice(t, "2024-02-21 08:00")
	o.leaders()
	c := o.bells().chronicle(everyChat)
	for _, a := range theYear() {
		c.until(a.at)
		a.do(c)
	}
	c.until("2024-12-31 17:30")
	t.Logf("a year took %s", time.Since(began).Round(time.Millisecond))
	c.golden("year")
	notTooOften(t, c.pushes)
	for _, p := range c.pushes {
		daysAreTrue(t, o.plan.Calendar, p)
	}
}

// notTooOften fails where a chat gets more of a day than it may: the Chairman one message, others two that are not
// critical.
func notTooOften(t *testing.T, pushes []push) {
	t.Helper()
	perDay := map[string]int{}
	for _, p := range pushes {
		if !critical(p.Text) || p.Chat == "chairman" {
			perDay[p.Chat+" "+p.At.Format("2006-01-02")]++
		}
		if h := p.At.Format("15:04"); h < "07:30" || h >= "17:00" || h >= "11:30" && h < "13:30" {
			t.Errorf("%s is told at %s:\n%s", p.Chat, p.At.Format("2006-01-02 15:04"), p.Text)
		}
	}
	for day, n := range perDay {
		if n > 2 || n > 1 && strings.HasPrefix(day, "chairman") {
			t.Errorf("%s: %d messages", day, n)
		}
	}
}

// critical reports whether a message tells of what may interrupt at any time.
func critical(text string) bool {
	return strings.Contains(text, "chờ tiếp nhận") || strings.Contains(strings.ToLower(text), "không thể đạt")
}

func theYear() []act {
	acts := slices.Concat(officeYear(), financeYear(), cultureYear())
	slices.SortStableFunc(acts, func(a, b act) int { return strings.Compare(a.at, b.at) })
	return acts
}

// officeYear is the unit that reports every month, on the last working day before the cut-off, and forgets one
// quarter's report for a day; takes up what falls below the target, and has dossiers wait too long: once overnight,
// once for days.
func officeYear() []act {
	acts := []act{
		says("2024-02-22 09:30", officeChat, officeClerk, "/update 8 tháng 2: 50/50\n9 tháng 2: 50/50\n23 tháng 2: xong"),
		says("2024-03-18 09:00", officeChat, officeClerk, "/update 23 quý I: xong"),
		says("2024-03-26 15:00", officeChat, officeClerk, "/update 1a: 2/4\n1b: 3/3\n11: 12/12\n12: 2/2"),
		taps("2024-04-12 14:00", officeChat, officeClerk, "✋ Đã nhận việc"),
		taps("2024-04-24 09:00", chairman, chairman, "Vì sao"),
		says("2024-06-20 09:00", officeChat, officeClerk, "/update 3 3 sáng kiến"),
		says("2024-08-12 09:00", officeChat, officeClerk, "/pending 3 8h15"),
		says("2024-08-13 10:00", officeChat, officeClerk, "/pending 0"),
		says("2024-08-20 08:00", officeChat, officeClerk, "/pending 2 14h 19/8"),
		says("2024-08-23 15:00", officeChat, officeClerk, "/pending không"),
		says("2024-09-20 10:00", officeChat, officeClerk, "/update 6 1 kiến nghị\n7 1/1"),
	}
	days := []string{3: "03-14", "04-12", "05-14", "06-14", "07-12", "08-14", "09-13", "10-14", "11-14", "12-13"}
	nine := []string{3: "60/60", "53/60", "118/120", "150/150", "80/80", "85/85", "80/82", "90/90", "88/90", "85/85"}
	longer := map[int]string{6: "\n23 quý II: xong", 9: "\n23 quý III: xong", 12: "\n23 quý IV: xong\n23 năm 2024: xong"}
	for month := 3; month <= 12; month++ {
		at := "2024-" + days[month] + " 09:30"
		acts = append(acts, says(at, officeChat, officeClerk, fmt.Sprintf(
			"/update 8 tháng %[1]d: 60/60\n9 tháng %[1]d: %[2]s\n23 tháng %[1]d: xong", month, nine[month])+longer[month]),
			says(strings.Replace(at, "09:30", "10:00", 1), officeChat, officeClerk, fmt.Sprintf(
				"/update 15 tháng %[1]d: 45/50\n16 tháng %[1]d: 30/30\n17 tháng %[1]d: 25/25\n18 tháng %[1]d: 25/25", month)),
			says(strings.Replace(at, "09:30", "10:30", 1), officeChat, officeClerk, fmt.Sprintf("/update 14 tháng %d: 40/50", month)))
	}
	return acts
}

// financeYear is the unit that reports well: money that grows, and every figure in time.
func financeYear() []act {
	spent := []string{3: "250 triệu", "450 triệu", "650 triệu", "800 triệu", "950 triệu", "1 tỷ 80 triệu", "1,2 tỷ", "1,35 tỷ", "1,5 tỷ", "1,6 tỷ"}
	days := []string{3: "11", "10", "10", "10", "10", "12", "10", "10", "11", "10"}
	acts := []act{says("2024-09-18 08:30", financeChat, financeClerk, "/update 6 không phát sinh\n7 3/3")}
	for month := 3; month <= 12; month++ {
		at := fmt.Sprintf("2024-%02d-%s 08:30", month, days[month])
		acts = append(acts, says(at, financeChat, financeClerk, "/update 13 "+spent[month]+"/2,1 tỷ"),
			says(at, financeChat, financeClerk, fmt.Sprintf("/update 14 tháng %d: 22/25", month)))
		if month%3 == 0 {
			acts = append(acts, says(at, financeChat, financeClerk, fmt.Sprintf("/update 19 %d/4", min(month/3+1, 4))))
		}
	}
	return acts
}

// cultureYear is the unit that reports late, and puts a date off that has passed.
func cultureYear() []act {
	acts := []act{
		taps("2024-07-02 09:00", cultureChat, cultureClerk, "Hoãn 3 ngày"),
		says("2024-07-10 15:30", cultureChat, cultureClerk, "/update 2 xong"),
		says("2024-10-15 09:00", cultureChat, cultureClerk, "/update 6 0 kiến nghị\n7 2/2"),
	}
	for month, day := range map[int]string{3: "22", 5: "28", 8: "23", 11: "26"} {
		acts = append(acts, says(fmt.Sprintf("2024-%02d-%s 14:30", month, day), cultureChat, cultureClerk,
			fmt.Sprintf("/update 14 tháng %d: 18/25", month)))
	}
	return acts
}
