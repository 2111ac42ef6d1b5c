package bot_test

import (
	"fmt"
	"log/slog"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"planbot/bot/alert"
	"planbot/storage/calendar"
)

// gap is what notices how long nothing was fetched, as a process that begins has it.
func (b *bells) gap() *alert.Gap {
	b.tb.Helper()
	g := &alert.Gap{Store: b.store, Now: b.clock.Now, Log: slog.New(slog.NewTextHandler(logTo{b.tb}, nil))}
	b.must(g.Start(b.ctx()))
	return g
}

// away has the process end, and another one begin so much later: it looks at the gap, judges, and tells.
func (c *chronicle) away(by time.Duration) {
	c.tb.Helper()
	c.gap().Polled(c.ctx())
	c.stop()
	c.clock.Advance(by)
	c.gap()
	c.bells.ring()
	c.start()
	c.note(true)
}

// unitChats are those that are told of a gap.
var unitChats = []string{"office", "justice", "culture", "finance", "leaders"}

// Planbot is away for a minute, an hour, days, a month, from a Friday, from the eve of Tết, from before a deadline on
// a Sunday: afterwards every chat that has something to hear hears it once, in office hours, with the truth of then,
// and of a gap if messages may be lost.
func TestOutage(t *testing.T) {
	t.Parallel()
	lengths := []time.Duration{time.Minute, time.Hour, 23 * time.Hour, 25 * time.Hour, 72 * time.Hour, 30 * 24 * time.Hour}
	for _, s := range []struct{ name, begin, away string }{
		{"friday", "2024-02-26 07:30", "2024-03-01 16:30"},
		{"tet", "2024-02-01 07:30", "2024-02-07 17:00"},
		{"sunday", "2024-03-18 07:30", "2024-03-28 10:00"},
		{"cutoff", "2024-03-11 07:30", "2024-03-13 12:00"},
	} {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			told := make([]string, len(lengths))
			t.Run("away", func(t *testing.T) {
				for i, length := range lengths {
					t.Run(length.String(), func(t *testing.T) {
						t.Parallel()
						told[i] = outage(t, s.begin, s.away, length)
					})
				}
			})
			golden(t, "outage_"+s.name, strings.Join(told, ""))
		})
	}
}

// outage plays one outage and gives back what was told after it.
func outage(t *testing.T, begin, away string, length time.Duration) string {
	o := newOffice(t, begin)
	o.leaders()
	c := o.bells().chronicle(everyChat)
	c.until(away)
	before := len(c.pushes)
	c.away(length)
	back := c.clock.Now()
	c.until(c.caughtUp(back).Format("2006-01-02 15:04"))
	pushes := c.pushes[before:]

	perChat := map[string]int{}
	gaps := map[string]bool{}
	out := fmt.Sprintf("══ away for %s, back at %s\n", length, back.Format("02/01/2006 15:04"))
	for _, p := range pushes {
		perChat[p.Chat]++
		gaps[p.Chat] = gaps[p.Chat] || strings.Contains(p.Text, "gián đoạn")
		out += fmt.Sprintf("── %s %s\n%s\n", p.At.Format("02/01/2006 15:04"), p.Chat, p.Text)
		if opening := o.plan.Calendar.NextOpening(o.plan.Alerting().Window, p.At); opening.Sub(p.At) > time.Minute {
			t.Errorf("%s is told at %s, when the office is closed", p.Chat, p.At.Format("2006-01-02 15:04"))
		}
		daysAreTrue(t, o.plan.Calendar, p)
	}
	for chat, n := range perChat {
		if n > 1 {
			t.Errorf("%s gets %d messages, want one catch-up", chat, n)
		}
	}
	for _, chat := range unitChats {
		if want := length > 23*time.Hour; gaps[chat] != want {
			t.Errorf("%s is told of a gap: %v, want %v", chat, gaps[chat], want)
		}
	}
	return out
}

// caughtUp is when all that an outage brings must have been told: at once where the office is open, else with the
// digests of the next morning.
func (c *chronicle) caughtUp(back time.Time) time.Time {
	window := c.plan.Alerting().Window
	opening := c.plan.Calendar.NextOpening(window, back)
	if !opening.After(back) {
		return back.Add(5 * time.Minute)
	}
	return opening.Add(30 * time.Minute)
}

var (
	daysLeft  = regexp.MustCompile(`(Còn|[Qq]uá hạn) (\d+) ngày làm việc \(hạn (?:thứ \S+|Chủ nhật) (\d\d/\d\d/\d{4})`)
	nextLeads = regexp.MustCompile(`nhắc tiếp khi còn (\d+)`)
	nextDay   = regexp.MustCompile(`(?:nhắc tiếp:|lần sau:|từ) (?:thứ \S+|Chủ nhật) (\d\d/\d\d/\d{4})`)
)

// daysAreTrue fails where a message counts days wrongly, or announces for the future what has passed.
func daysAreTrue(t *testing.T, cal *calendar.Calendar, p push) {
	t.Helper()
	today := calendar.DateOf(p.At)
	for _, item := range strings.Split(p.Text, "\n\n") {
		left := -1
		for _, m := range daysLeft.FindAllStringSubmatch(item, -1) {
			left = cal.WorkdaysBetween(today, cal.LastWorkdayOnOrBefore(vietnameseDay(t, m[3])))
			said := number(t, m[2])
			if m[1] != "Còn" {
				said = -said
			}
			if said != left {
				t.Errorf("at %s: %s, but %d working days are left", p.At.Format("2006-01-02 15:04"), m[0], left)
			}
		}
		for _, m := range nextLeads.FindAllStringSubmatch(item, -1) {
			if next := number(t, m[1]); next >= left {
				t.Errorf("at %s, %d days left: %s", p.At.Format("2006-01-02 15:04"), left, m[0])
			}
		}
		if strings.Contains(item, "chưa nhận việc từ") {
			continue // of the past
		}
		for _, m := range nextDay.FindAllStringSubmatch(item, -1) {
			if day := vietnameseDay(t, m[1]); !day.After(today) {
				t.Errorf("at %s: %s", p.At.Format("2006-01-02 15:04"), m[0])
			}
		}
	}
}

func vietnameseDay(t *testing.T, s string) calendar.Date {
	t.Helper()
	at, err := time.ParseInLocation("02/01/2006", s, calendar.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return calendar.DateOf(at)
}

func number(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
