package storage_test

import (
	"sync/atomic"
	"testing"

	"planbot/storage/plan"
)

// BenchmarkRecord records new figures in one commune, with and without the chain of the audit log: one person at a
// time, and as many at once as the pool has connections.
func BenchmarkRecord(b *testing.B) {
	for _, chain := range []string{"chained", "unchained"} {
		b.Run(chain+"/alone", func(b *testing.B) {
			write := recorder(b, chain == "chained")
			for b.Loop() {
				write()
			}
		})
		b.Run(chain+"/at once", func(b *testing.B) {
			write := recorder(b, chain == "chained")
			b.SetParallelism(4)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					write()
				}
			})
		})
	}
}

// recorder opens an office and returns what records one more figure in it, of one target after another.
func recorder(b *testing.B, chained bool) (write func()) {
	o := open(b)
	if !chained {
		_, err := o.db.ExecContext(b.Context(), `ALTER TABLE audit DISABLE TRIGGER audit_linked`)
		o.must(err)
	}
	targets := []int64{o.target(1, "a"), o.target(2, "a"), o.target(2, "b")}
	var messages atomic.Int64
	return func() {
		n := int(messages.Add(1))
		r := o.report(targets[n%3], n%5+1, 145, 150, plan.Source{Chat: -1, Message: n})
		if _, err := o.Record(b.Context(), []plan.Report{r}, morning); err != nil {
			b.Error(err)
		}
	}
}
