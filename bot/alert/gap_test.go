package alert

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// beats keeps one row.
type beats struct {
	last  time.Time
	count int
	told  []string
	fails int // so many TellGap fail
}

func (b *beats) Beat(_ context.Context, now time.Time) error {
	b.last, b.count = now, b.count+1
	return nil
}

func (b *beats) LastBeat(context.Context) (time.Time, bool, error) {
	return b.last, !b.last.IsZero(), nil
}

func (b *beats) TellGap(_ context.Context, from, to time.Time) (int, error) {
	if b.fails > 0 {
		b.fails--
		return 0, errNoDatabase
	}
	b.told = append(b.told, fmt.Sprintf("%s to %s", from.Format("02 15:04"), to.Format("02 15:04")))
	return 1, nil
}

// life is a process with its two clocks.
type life struct {
	*Gap
	office, real time.Time
}

func (b *beats) live(t *testing.T, office time.Time) *life {
	t.Helper()
	l := &life{office: office, real: morning}
	l.Gap = &Gap{Store: b, Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return l.office }, Real: func() time.Time { return l.real }}
	if err := l.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	return l
}

// after lets time pass by both clocks, then has a fetch succeed.
func (l *life) after(t *testing.T, d time.Duration) {
	t.Helper()
	l.office, l.real = l.office.Add(d), l.real.Add(d)
	l.Polled(t.Context())
}

func (b *beats) want(t *testing.T, told ...string) {
	t.Helper()
	if diff := cmp.Diff(told, b.told); diff != "" {
		t.Errorf("gaps told (-want +got):\n%s", diff)
	}
}

func TestGapBetweenProcesses(t *testing.T) {
	t.Parallel()
	for hours, want := range map[int][]string{
		0: nil, 1: nil, 23: nil, 25: {"03 09:00 to 04 10:00"}, 72: {"03 09:00 to 06 09:00"}, 30 * 24: {"03 09:00 to 03 09:00"},
	} {
		t.Run(fmt.Sprint(hours), func(t *testing.T) {
			t.Parallel()
			b := &beats{last: morning}
			l := b.live(t, morning.Add(time.Duration(hours)*time.Hour))
			l.after(t, time.Second)
			b.want(t, want...)
			if !b.last.Equal(l.office) && hours < 24 {
				t.Errorf("the last fetch on record is %v, want %v", b.last, l.office)
			}
		})
	}
}

func TestGapOfANewDatabase(t *testing.T) {
	t.Parallel()
	b := &beats{}
	b.live(t, morning).after(t, time.Minute)
	b.want(t)
}

// Telegram is out of reach for longer than a process lives: each finds a short gap, together it is a long one.
func TestGapOverSeveralProcesses(t *testing.T) {
	t.Parallel()
	b := &beats{last: morning}
	b.live(t, morning.Add(10*time.Hour))
	b.live(t, morning.Add(20*time.Hour)).after(t, 4*time.Hour)
	b.want(t, "03 09:00 to 04 09:00")
}

// A process lives through a gap itself.
func TestGapWithinAProcess(t *testing.T) {
	t.Parallel()
	b := &beats{last: morning}
	l := b.live(t, morning)
	l.after(t, time.Hour)
	l.after(t, 23*time.Hour)
	b.want(t)
	l.after(t, 24*time.Hour)
	l.after(t, time.Minute)
	b.want(t, "04 09:00 to 05 09:00")
}

// A rehearsal that jumps ahead by months is no gap, in the process or after it.
func TestGapOfARehearsal(t *testing.T) {
	t.Parallel()
	b := &beats{last: morning}
	l := b.live(t, morning)
	l.office = l.office.AddDate(0, 3, 0)
	l.after(t, 2*time.Minute)
	b.live(t, l.office).after(t, time.Minute)
	b.want(t)
}

func TestGapIsToldThoughTheDatabaseFailed(t *testing.T) {
	t.Parallel()
	b := &beats{last: morning, fails: 1}
	l := b.live(t, morning)
	l.after(t, 24*time.Hour)
	b.want(t) // not yet
	l.after(t, time.Hour)
	b.want(t, "03 09:00 to 04 10:00")
}

func TestGapBeatsOnceAMinute(t *testing.T) {
	t.Parallel()
	b := &beats{last: morning}
	l := b.live(t, morning)
	for range 100 {
		l.after(t, time.Second)
	}
	if b.count != 2 {
		t.Errorf("%d beats in 100 seconds, want 2", b.count)
	}
}
