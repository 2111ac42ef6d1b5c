package bot_test

import (
	"strings"
	"testing"
	"time"
)

// toldSince fails unless a chat was told just this since a push, each as "04/03 07:45|words".
func (c *chronicle) toldSince(n int, chat string, want ...string) {
	c.tb.Helper()
	var got []string
	for _, p := range c.pushes[n:] {
		if p.Chat == chat && !p.Silent {
			got = append(got, p.At.Format("02/01 15:04")+" "+p.Text)
		}
	}
	if len(got) != len(want) {
		c.tb.Errorf("%s is told %d messages, want %d:\n%s", chat, len(got), len(want), strings.Join(got, "\n\n"))
		return
	}
	for i, w := range want {
		at, words, _ := strings.Cut(w, "|")
		if !strings.HasPrefix(got[i], at) || !strings.Contains(got[i], words) {
			c.tb.Errorf("%s is told:\n%s\nwant %q at %s", chat, got[i], words, at)
		}
	}
}

// belowTarget is an office whose task 9 misses its target since an instant, with every report of before in.
func belowTarget(t *testing.T, at string) *chronicle {
	t.Helper()
	o := newOffice(t, at)
	o.leaders()
	c := o.bells().chronicle(everyChat)
	c.say(officeChat, officeClerk, "/update 8 tháng 2: 150/150\n9 tháng 2: 145/150\n23 tháng 2: xong")
	c.ring()
	return c
}

// An acknowledged alert stays quiet, and never pages again after it is settled: nobody hears of it while it is held,
// and once the figure is right each chat that was told hears so once, and then no more.
func TestAcknowledgedAlertStaysQuiet(t *testing.T) {
	t.Parallel()
	c := belowTarget(t, "2024-02-27 09:00")
	before := len(c.pushes)
	c.press(officeChat, officeClerk, "✋ Đã nhận việc")
	c.until("2024-02-28 18:00")
	c.say(officeChat, officeClerk, "/update 9 tháng 2: 150/150") // after hours
	c.until("2024-03-13 07:00")
	c.toldSince(before, "office", "29/02 07:45|đã đạt trở lại")
	c.toldSince(before, "vice")
	c.toldSince(before, "chairman")
}

// A ladder that falls due when nobody may be told goes on when the office opens, and is told once: after a weekend,
// and on the morning after a day that the office made a day off only then.
func TestLadderPausedByQuietHoursGoesOn(t *testing.T) {
	t.Parallel()
	c := belowTarget(t, "2024-02-28 09:00")
	before := len(c.pushes)
	c.until("2024-03-01 17:00")
	c.toldSince(before, "office", "29/02 07:45|Văn phòng theo dõi, đôn đốc")
	before = len(c.pushes)
	c.until("2024-03-04 17:00")
	c.toldSince(before, "vice", "04/03 07:45|báo cáo Phó Chủ tịch")
	c.say(officeChat, officeClerk, "/calendar 6/3 nghỉ mất điện toàn xã")
	c.until("2024-03-07 07:44")
	c.toldSince(before, "chairman")
	c.until("2024-03-08 17:00")
	c.toldSince(before, "chairman", "07/03 07:45|báo cáo Chủ tịch")
	c.toldSince(before, "vice", "04/03 07:45|báo cáo Phó Chủ tịch")
}

// The ladder of dossiers falls due within the day: at noon and at night it waits for the office to open.
func TestLadderOfWaitingDossiersWaitsForTheOffice(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-02-06 16:40")
	o.leaders()
	c := o.bells().chronicle(everyChat)
	c.ring()
	c.say(justiceChat, justiceClerk, "/pending 2 7h45")
	c.ring()
	before := len(c.pushes)
	c.until("2024-02-15 07:44") // the last morning before Tết, and Tết
	c.toldSince(before, "justice", "07/02 07:45|đã quá giới hạn chờ")
	c.toldSince(before, "office")
	c.until("2024-02-15 07:50")
	c.toldSince(before, "office", "15/02 07:45|chuyển Văn phòng")
}

// A repeat does not depend on how long records are kept: all that may be forgotten is forgotten every day, and the
// repeats come on the same days, with the same numbers, as if nothing was.
func TestRepeatsOutliveRecords(t *testing.T) {
	t.Parallel()
	var told [2]string
	t.Run("both", func(t *testing.T) {
		for i, forgets := range []bool{false, true} {
			t.Run(map[bool]string{false: "kept", true: "forgotten"}[forgets], func(t *testing.T) {
				t.Parallel()
				c := newOffice(t, "2024-02-21 08:00").bells().chronicle(everyChat)
				for day := time.Date(2024, 2, 21, 0, 0, 0, 0, time.UTC); day.Month() < time.April; day = day.AddDate(0, 0, 1) {
					c.until(day.Format("2006-01-02") + " 17:00")
					if forgets {
						c.must(c.store.Forget(c.ctx(), c.clock.Now().AddDate(10, 0, 0)))
					}
				}
				told[i] = c.overview()
			})
		}
	})
	if told[0] != told[1] || !strings.Contains(told[0], "11/03") {
		t.Errorf("with records:\n%s\nwithout:\n%s", told[0], told[1])
	}
}
