package storage_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"planbot/storage/plan"
)

// filledRows is how many rows a template may well have: a plan of two hundred targets, two units, every month of a year.
const filledRows = 5000

// BenchmarkRecordFilling records a filled template of 5,000 rows at one tap.
func BenchmarkRecordFilling(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		o := open(b)
		f := o.filled(filledRows)
		b.StartTimer()
		o.must(o.RecordFilling(b.Context(), f.Commune, f.ID, clerk, morning))
		b.StopTimer()
		if n := o.count("entry"); n != filledRows {
			b.Fatalf("%d entries, want %d", n, filledRows)
		}
		b.StartTimer()
	}
}

// filled gives the plan as many tasks as a template of so many rows needs, and keeps that template filled in.
func (b *books) filled(rows int) plan.Filling {
	b.Helper()
	big := draft("sonky")
	for no := 4; (no-4)*2*12 < rows; no++ {
		t := big.Tasks[0]
		t.No, t.Title, t.Targets = no, fmt.Sprintf("Nhiệm vụ số %d", no), slices.Clone(t.Targets)
		t.Criteria = []plan.Criterion{{Code: fmt.Sprintf("7.%d", no), Name: "Tiêu chí"}}
		big.Tasks = append(big.Tasks, t)
	}
	_, err := b.imports(big)
	b.must(err)
	var filled []plan.FilledRow
	for _, t := range b.is.Tasks[3:] {
		for _, u := range b.is.Units {
			for month := 1; month <= 12 && len(filled) < rows; month++ {
				filled = append(filled, plan.FilledRow{
					Row: len(filled) + 4, AsOf: someDay,
					Slot:   plan.Slot{Target: t.Targets[0].ID, Unit: u.ID, Period: plan.Period{Kind: plan.Month, Year: 2024, No: month}},
					Figure: plan.Figure{Kind: plan.Fraction, Num: decimal.NewFromInt(145), Den: decimal.NewFromInt(150)},
				})
			}
		}
	}
	source := plan.Source{Chat: -1, Message: 1}
	form, err := b.IssueForm(b.Context(), plan.Form{Commune: b.is.Commune.ID, Plan: b.is.ID, Code: "CODE", Source: source, Author: clerk, At: morning})
	b.must(err)
	f, err := b.KeepFilling(b.Context(), plan.Filling{
		Commune: b.is.Commune.ID, Form: form.ID, Plan: b.is.ID, Rows: filled, Source: source, Author: clerk, At: morning,
	})
	b.must(err)
	return f
}
