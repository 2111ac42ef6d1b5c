package storage_test

import (
	"fmt"
	"sync"
	"testing"

	"planbot/storage"
	"planbot/storage/calendar"
	"planbot/storage/storagetest"
)

// BenchmarkRaiseDue judges every plan of so many communes, two rounds at a time as two processes would, and reports how
// many a second.
func BenchmarkRaiseDue(b *testing.B) {
	now := someDay.At(calendar.NewTimeOfDay(7, 45), calendar.Zone)
	for _, communes := range []int{1, 10, 100, 1000, storagetest.Communes} {
		b.Run(fmt.Sprint(communes), func(b *testing.B) {
			dsn := storagetest.New(b)
			db, err := storage.Connect(b.Context(), dsn)
			if err != nil {
				b.Fatal(err)
			}
			storagetest.Nation(b, db, communes)
			s, err := storage.New(b.Context(), db, dsn)
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			judged := 0
			for b.Loop() {
				b.StopTimer()
				if _, err := db.ExecContext(b.Context(), `UPDATE watch SET next_at = '2024-06-03'`); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				var rounds sync.WaitGroup
				var plans [2]int
				for worker := range plans {
					rounds.Go(func() {
						for {
							raised, err := s.RaiseDue(b.Context(), now, 0, 64)
							if err != nil || len(raised.Failed) > 0 {
								b.Errorf("%v %+v", err, raised.Failed)
							}
							if raised.Plans == 0 || err != nil {
								return
							}
							plans[worker] += raised.Plans
						}
					})
				}
				rounds.Wait()
				if plans[0]+plans[1] != communes {
					b.Fatalf("%d plans were judged, want %d", plans[0]+plans[1], communes)
				}
				judged += communes
			}
			b.ReportMetric(float64(judged)/b.Elapsed().Seconds(), "communes/s")
		})
	}
}
