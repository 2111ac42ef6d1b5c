package bot_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// What /simulate says in the evening of the next day is what every chat is told then, day after day: deadlines,
// missing reports, a figure below its target, repeats, steps of the ladder.
func TestSimulateTellsTheNextDay(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-02-26 09:00")
	o.leaders()
	c := o.bells().chronicle(everyChat)
	c.ring()
	c.say(officeChat, officeClerk, "/update 9 tháng 2: 145/150")
	heard := 0
	evening := time.Date(2024, 2, 26, 0, 0, 0, 0, time.UTC)
	for range 19 {
		c.until(evening.Format("2006-01-02") + " 17:30")
		next := o.plan.Calendar.NextWorkday(vietnameseDay(t, evening.Format("02/01/2006")))
		said := simulated(c.say(officeChat, officeClerk, "/simulate "+next.VN()).Text)
		before := len(c.pushes)
		c.until(next.String() + " 17:29")
		if diff := cmp.Diff(said, told(c.pushes[before:])); diff != "" {
			t.Errorf("%s (-simulated +told):\n%s", next.VN(), diff)
		}
		heard += len(said)
		evening = evening.AddDate(0, 0, next.DaysSince(vietnameseDay(t, evening.Format("02/01/2006"))))
	}
	if heard == 0 {
		t.Error("nothing is told in a month")
	}
}

// chatLabels are what a simulation calls the chats.
var chatLabels = map[string]string{
	"VP-TK": "office", "TP-HT": "justice", "VH-XH": "culture", "TC-KT": "finance", "UBND xã": "leaders",
	"Phó Chủ tịch": "vice", "Chủ tịch": "chairman",
}

var (
	simulatedChat = regexp.MustCompile(`^→ (.+) \(bước`)
	simulatedItem = regexp.MustCompile(`^· (?:\S+ )?(\d+|Kế hoạch)`)
	toldItem      = regexp.MustCompile(`(?m)^\S+ (\d+) · |^🧩 (Kế hoạch)`)
)

// simulated lists what each chat would be told: the numbers of tasks, or the plan as a whole.
func simulated(text string) map[string][]string {
	all := map[string][]string{}
	chat := ""
	for _, line := range strings.Split(text, "\n") {
		if m := simulatedChat.FindStringSubmatch(line); m != nil {
			chat = chatLabels[m[1]]
		}
		if m := simulatedItem.FindStringSubmatch(line); m != nil {
			all[chat] = append(all[chat], m[1])
		}
	}
	return tidied(all)
}

// told lists the same of what they were told.
func told(pushes []push) map[string][]string {
	all := map[string][]string{}
	for _, p := range pushes {
		for _, m := range toldItem.FindAllStringSubmatch(p.Text, -1) {
			all[p.Chat] = append(all[p.Chat], m[1]+m[2])
		}
	}
	return tidied(all)
}

func tidied(all map[string][]string) map[string][]string {
	for chat := range maps.Keys(all) {
		slices.Sort(all[chat])
		all[chat] = slices.Compact(all[chat])
	}
	return all
}
