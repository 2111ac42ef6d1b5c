package report_test

import (
	"testing"

	"planbot/bot/report"
)

// A month's report must be in the chat within a second of the command.
func BenchmarkPeriodic(b *testing.B) {
	r := june(b)
	for b.Loop() {
		if _, err := report.Periodic(r); err != nil {
			b.Fatal(err)
		}
	}
}
