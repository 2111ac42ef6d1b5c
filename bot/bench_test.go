package bot_test

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// benchChats is how many groups ask at once; the units of the sample plan share them.
const benchChats = 200

// newBusyOffice opens an office with many groups and nobody who logs.
func newBusyOffice(b *testing.B) (*office, []int64) {
	b.Helper()
	slog.SetDefault(slog.New(slog.DiscardHandler))
	before := debug.SetGCPercent(400) // as serve does
	b.Cleanup(func() { debug.SetGCPercent(before) })
	o := newOffice(b, "2024-06-03 09:00")
	codes := []string{"VPTK", "TPHT", "VHXH", "TCKT", "MOTCUA", "UBNDX"}
	chats := make([]int64, benchChats)
	for i := range chats {
		chats[i] = -1000000001000 - int64(i)
		_, err := o.door.AddChat(o.ctx(), emulator.NewChat{
			ID: chats[i], Type: "supergroup", Title: fmt.Sprint("Nhóm ", i), Members: []int64{officeClerk}, Bot: "administrator",
		})
		o.must(err)
		u, _ := o.plan.Unit(codes[i%len(codes)])
		o.must(o.store.Bind(o.ctx(), plan.Binding{Chat: chats[i]}, o.plan.Commune.ID, u.ID, o.clock.Now()))
	}
	o.settled()
	return o, chats
}

// BenchmarkTasksClosedLoop keeps 200 groups asking: each asks again as soon as it is answered. It reports answers a
// second and the latency from the question to the answer's arrival.
func BenchmarkTasksClosedLoop(b *testing.B) {
	o, chats := newBusyOffice(b)
	asked := make(map[int64]*atomic.Int64, len(chats))
	for _, chat := range chats {
		asked[chat] = new(atomic.Int64)
	}
	var left atomic.Int64
	left.Store(int64(b.N))
	latencies := make(chan time.Duration, b.N+len(chats))
	ask := func(chat int64) {
		asked[chat].Store(time.Now().UnixNano())
		if _, err := o.sim.Say(chat, officeClerk, "/tasks"); err != nil {
			b.Error(err)
		}
	}
	again := make(chan int64, 4*len(chats))
	ctx, cancel := context.WithCancel(b.Context())
	go func() {
		for {
			select {
			case chat := <-again:
				ask(chat)
			case <-ctx.Done():
				return
			}
		}
	}()
	o.sim.OnSend(func(chat int64, _ int) {
		if asked[chat] == nil {
			return
		}
		latencies <- time.Duration(time.Now().UnixNano() - asked[chat].Load())
		if left.Add(-1) >= 0 {
			again <- chat
		}
	})
	b.ResetTimer()
	start := time.Now()
	for _, chat := range chats[:min(len(chats), b.N)] {
		ask(chat)
	}
	var all []time.Duration
	for range b.N {
		all = append(all, <-latencies)
	}
	took := time.Since(start)
	b.StopTimer()
	cancel()
	o.sim.OnSend(nil)
	report(b, all, took)
}

// BenchmarkTasksOpenLoop asks 200 times a second, whatever the answers do.
func BenchmarkTasksOpenLoop(b *testing.B) {
	o, chats := newBusyOffice(b)
	var asked [benchChats]atomic.Int64
	latencies := make(chan time.Duration, b.N)
	o.sim.OnSend(func(chat int64, _ int) {
		if i := int(-1000000001000 - chat); i >= 0 && i < benchChats {
			latencies <- time.Duration(time.Now().UnixNano() - asked[i].Load())
		}
	})
	b.ResetTimer()
	start := time.Now()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for i := range b.N {
		<-tick.C
		asked[i%benchChats].Store(time.Now().UnixNano())
		if _, err := o.sim.Say(chats[i%benchChats], officeClerk, "/tasks"); err != nil {
			b.Fatal(err)
		}
	}
	var all []time.Duration
	for range b.N {
		all = append(all, <-latencies)
	}
	took := time.Since(start)
	b.StopTimer()
	o.sim.OnSend(nil)
	report(b, all, took)
}

func report(b *testing.B, all []time.Duration, took time.Duration) {
	slices.Sort(all)
	b.ReportMetric(float64(len(all))/took.Seconds(), "answers/s")
	b.ReportMetric(float64(all[len(all)/2])/1e6, "p50-ms")
	b.ReportMetric(float64(all[len(all)*99/100])/1e6, "p99-ms")
	b.ReportMetric(float64(all[len(all)-1])/1e6, "max-ms")
}
