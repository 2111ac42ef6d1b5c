package alert_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"planbot/bot/alert"
	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// days are the moments of the scene that is played under the killer, and what happens at each.
var days = []struct {
	at  string
	act func(*world, *process, *plan.Plan) error
}{
	{at: "2024-04-01 07:45"}, // overdue, due soon, due today, reports missing
	{at: "2024-04-01 10:00", act: func(w *world, p *process, is *plan.Plan) error { return w.report(p.store, is, 3, 90, 100, 1) }},
	{at: "2024-04-02 07:45"}, // repeats; the office hears
	{at: "2024-04-02 09:00", act: func(w *world, p *process, is *plan.Plan) error { return w.report(p.store, is, 4, 900, 900, 2) }},
	{at: "2024-04-03 07:45"},
	{at: "2024-04-08 07:45"}, // long overdue: the leaders hear
}

// executioner ends a process at the n-th point it passes, from zero: from then on nothing of it does anything, as after
// kill -9. A goroutine that comes to a point ends there; open transactions are rolled back like those of a dead
// connection.
type executioner struct {
	left   atomic.Int64
	dead   atomic.Bool
	passed func(name string)
}

func (x *executioner) point(name string) {
	if x.passed != nil {
		x.passed(name)
	}
	if x.dead.Load() || x.left.Add(-1) < 0 {
		x.dead.Store(true)
		runtime.Goexit()
	}
}

// play plays the scene to its end with processes that die at the given points, one after the other; the last lives.
func (w *world) play(workers int, deaths []int64, passed func(string)) *plan.Plan {
	w.Helper()
	w.clock.Set(at("2024-03-31 12:00"))
	life := w.process(workers, nil)
	is := w.commune(life.store)
	life.close()
	birth := func() (*process, *executioner) {
		if len(deaths) == 0 {
			return w.process(workers, passed), nil
		}
		x := &executioner{passed: passed}
		x.left.Store(deaths[0])
		deaths = deaths[1:]
		return w.process(workers, x.point), x
	}
	p, x := birth()
	for _, moment := range days {
		w.clock.Set(at(moment.at))
		for {
			err := live(func() error {
				if moment.act != nil {
					if err := moment.act(w, p, is); err != nil {
						return err
					}
				}
				return p.settle(w.Context())
			})
			if x == nil || !x.dead.Load() {
				w.must(err)
				break
			}
			p.close()
			_, err = w.db.ExecContext(w.Context(), `UPDATE mailbox SET lease = '-infinity'`) // a minute goes by
			w.must(err)
			p, x = birth()
		}
	}
	p.close()
	return is
}

// live runs f in a goroutine that may be ended from within.
func live(f func() error) error {
	ended := make(chan error, 1)
	go func() {
		err := context.Canceled // what a killed process leaves
		defer func() { ended <- err }()
		err = f()
	}()
	return <-ended
}

// Whatever process is killed wherever it stands, everything that an undisturbed one tells is told, and only what was
// on the wire at that instant is told twice, saying so.
func TestKilledAnywhereNothingIsLost(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	names := map[string]int{}
	undisturbed := w.play(1, nil, func(name string) { names[name]++ })
	want := w.told(undisturbed, plan.Sent)
	if all, loose := w.messages(undisturbed); loose != 0 || repeated(all) != 0 {
		t.Fatalf("undisturbed: %d messages twice, %d say that they are repeats", loose, repeated(all))
	}
	total := int64(0)
	for _, n := range names {
		total += int64(n)
	}
	if len(names) < 14 {
		t.Errorf("%d named points, want at least 14: %v", len(names), names)
	}
	t.Logf("%d letters, %d points passed at %d places: %v", len(want), total, len(names), names)
	first, n := asked(t, "PLANBOT_KILL_FIRST", 0), asked(t, "PLANBOT_KILL_RUNS", 12)
	for seed := first; seed < first+n; seed++ {
		w.playKilled(t, 1, seed, total, want)
		if (seed+1)%500 == 0 {
			t.Logf("seeds %d to %d played", first, seed)
		}
	}
}

// As many senders as serve has by default may be cut off at once, each with one message on the wire: a chat hears at
// most one message twice, each kill, and every copy says so.
func TestKilledWithManySenders(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	total := int64(0)
	want := w.told(w.play(1, nil, func(string) { total++ }), plan.Sent)
	for seed := range asked(t, "PLANBOT_KILL_RUNS", 6) {
		w.playKilled(t, alert.Senders, seed, total, want)
	}
}

// playKilled plays the scene with processes of so many senders that die at random points, and holds it against what an
// undisturbed one tells.
func (w *world) playKilled(t *testing.T, workers, seed int, total int64, want []string) {
	t.Helper()
	random := rand.New(rand.NewPCG(uint64(seed), 1))
	var deaths []int64
	for range 1 + random.IntN(3) {
		deaths = append(deaths, random.Int64N(total))
	}
	is := w.play(workers, deaths, nil)
	wire := len(deaths) * min(workers, len(is.Units)) // messages that may be on the wire at the kills
	got := w.told(is, plan.Sent, plan.Dead)
	dead := w.told(is, plan.Dead)
	switch {
	case len(dead) == 0:
		if diff := cmp.Diff(strings.Join(want, "\n"), strings.Join(got, "\n")); diff != "" {
			t.Errorf("seed %d, killed at %v (-want +got):\n%s", seed, deaths, diff)
		}
	case len(deaths) < plan.MostUnknown:
		t.Errorf("seed %d, killed once at %v: given up %q", seed, deaths, dead)
	default:
		if missing := untold(want, got); len(missing) > 0 {
			t.Errorf("seed %d, killed at %v: given up %q, and nobody was told %q", seed, deaths, dead, missing)
		}
	}
	given := min(len(dead), wire/plan.MostUnknown) // of what was given up, the first copy has no letter either
	if all, loose := w.messages(is); loose > wire || repeated(all)+given < loose {
		t.Errorf("seed %d, killed at %v: %d messages twice, %d say so; want at most one a kill", seed, deaths, loose, repeated(all))
	}
}

// untold lists what an undisturbed process tells and this one told nobody. A letter whose fate is unknown twice is not
// sent a third time: an operator sees to it, and the next step of the ladder hears at once, so that the reason and the
// day of that step are others.
func untold(want, got []string) []string {
	step := func(letter string) string {
		words := strings.Fields(letter)
		return strings.Join(words[:len(words)-4], " ") // the title of a chat has two words
	}
	left := map[string]int{}
	for _, letter := range got {
		left[step(letter)]++
	}
	var missing []string
	for _, letter := range want {
		if left[step(letter)]--; left[step(letter)] < 0 {
			missing = append(missing, letter)
		}
	}
	return missing
}

// asked reads how many runs a test makes, or from which seed on, from the environment: few by default, many in the night.
func asked(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(fmt.Errorf("%s: %w", name, err))
	}
	return n
}
