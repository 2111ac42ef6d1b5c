package bot_test

import (
	"log/slog"
	"testing"
	"time"
)

// BenchmarkReportMonth is the time from a command of the office to the last file of the month's report of plan 27, over
// real HTTP and a real database: as things stand, and as the month was closed.
func BenchmarkReportMonth(b *testing.B) {
	slog.SetDefault(slog.New(slog.DiscardHandler))
	for _, closed := range []bool{false, true} {
		b.Run(map[bool]string{false: "open", true: "closed"}[closed], func(b *testing.B) {
			o := newOffice(b, "2024-03-13 09:00")
			o.reported()
			o.at("2024-03-15 09:00")
			if closed {
				o.say(officeChat, officeClerk, "/close tháng 3")
			}
			o.settled()
			sent := make(chan int, 16)
			o.sim.OnSend(func(chat int64, _ int) { sent <- 1 })
			b.ResetTimer()
			start := time.Now()
			for range b.N {
				_, err := o.sim.Say(officeChat, officeClerk, "/report tháng 3")
				o.must(err)
				for range 3 { // the summary, the document, the annex
					<-sent
				}
			}
			b.ReportMetric(float64(time.Since(start).Milliseconds())/float64(b.N), "ms/report")
			b.StopTimer()
			o.sim.OnSend(nil)
		})
	}
}
