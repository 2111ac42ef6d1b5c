package report_test

import (
	"testing"

	"planbot/bot/report"
	"planbot/storage/plan"
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

func BenchmarkAnnex(b *testing.B) {
	r := june(b)
	for b.Loop() {
		if _, err := report.Annex(r); err != nil {
			b.Fatal(err)
		}
	}
}

// From the figures to the report: what stands between the command and the document.
func BenchmarkCompose(b *testing.B) {
	s := halfYear(b)
	this, next := report.Spans(plan.Period{Kind: plan.Month, Year: 2024, No: 6}, s.plan.Cutoff)
	for b.Loop() {
		report.Compose(s.plan, s.states(this.To), this, next, report.Kept{Filed: s.facts.Filed})
	}
}

// From the counts to the picture: within 150 ms of one processor.
func BenchmarkOverviewChart(b *testing.B) {
	s := halfYear(b)
	o := s.plan.Overview(s.facts.Totals, leaders, july)
	for b.Loop() {
		if _, err := overviewChart(b, s.plan, leaders, o).PNG(); err != nil {
			b.Fatal(err)
		}
	}
}
