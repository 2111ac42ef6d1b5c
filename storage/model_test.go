package storage_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"planbot/storage/plan"
)

// ledger is what Record and Undo promise, in memory: each slot has a pile of figures, and the top one counts.
type ledger struct {
	piles map[plan.Slot][]*noted
	took  map[plan.Slot]*noted // what was taken off the pile last, until something is put on it
	all   []*noted
}

// noted is one version of a message as it was understood.
type noted struct {
	id     int64 // of the entry
	report plan.Report
	undone bool
	top    bool // was put on its pile
}

func newLedger() *ledger {
	return &ledger{piles: map[plan.Slot][]*noted{}, took: map[plan.Slot]*noted{}}
}

func (l *ledger) top(slot plan.Slot) *noted {
	if pile := l.piles[slot]; len(pile) > 0 {
		return pile[len(pile)-1]
	}
	return nil
}

// versions lists what one message was understood as, the earliest version first.
func (l *ledger) versions(source plan.Source) []*noted {
	var found []*noted
	for _, n := range l.all {
		if s := n.report.Source; s.Chat == source.Chat && s.Message == source.Message {
			found = append(found, n)
		}
	}
	slices.SortFunc(found, func(a, b *noted) int { return int(a.report.Source.Revision - b.report.Source.Revision) })
	return found
}

// record says whether a figure counts. Later messages of a chat and later versions of a message win, in whatever order
// they come; a correction counts where the figure that it corrects does.
func (l *ledger) record(r plan.Report) (n *noted, repeated bool) {
	versions := l.versions(r.Source)
	for _, v := range versions {
		if v.report.Source == r.Source {
			return v, true
		}
	}
	n = &noted{report: r}
	l.all = append(l.all, n)
	if slices.ContainsFunc(versions, func(v *noted) bool { return v.report.Source.Revision > r.Source.Revision }) {
		return n, false
	}
	for _, v := range slices.Backward(versions) {
		if v.report.Slot != r.Slot {
			l.undo(v)
		}
	}
	if n.top = l.inTime(r, versions); n.top {
		l.piles[r.Slot] = append(l.piles[r.Slot], n)
		delete(l.took, r.Slot)
	}
	return n, false
}

func (l *ledger) inTime(r plan.Report, versions []*noted) bool {
	top := l.top(r.Slot)
	if top == nil || slices.Contains(versions, l.took[r.Slot]) && l.took[r.Slot] != nil {
		return true
	}
	s, t := r.Source, top.report.Source
	if s.Chat == t.Chat && (t.Message > s.Message || t.Message == s.Message && t.Revision > s.Revision) {
		return false
	}
	corrects := slices.ContainsFunc(versions, func(v *noted) bool { return v.report.Slot == r.Slot })
	return !corrects || slices.Contains(versions, top)
}

// undo takes a figure off the top of its pile; ok is false where it is not there.
func (l *ledger) undo(n *noted) (ok bool) {
	slot := n.report.Slot
	if n.undone {
		return true
	}
	if l.top(slot) != n {
		return false
	}
	l.piles[slot], l.took[slot], n.undone = l.piles[slot][:len(l.piles[slot])-1], n, true
	return true
}

// Whatever is reported, corrected and taken back, in whatever order and however often it is delivered, the database
// says what the ledger says, and its totals are the fold of its entries.
func TestRecordLikeTheLedger(t *testing.T) {
	t.Parallel()
	b := open(t)
	chat := int64(-1000)
	rapid.Check(t, func(t *rapid.T) {
		chat -= 10 // fresh messages and a fresh commune for every run
		_, err := b.imports(draft(fmt.Sprint("xa", -chat)))
		b.must(err)
		targets := []int64{b.target(1, "a"), b.target(2, "a")}
		world := newLedger()
		draw := func(name string, n int) int { return rapid.IntRange(0, n-1).Draw(t, name) }
		report := func() plan.Report {
			source := plan.Source{Chat: chat - int64(draw("chat", 2)), Message: 1 + draw("message", 6), Revision: int64(draw("revision", 4))}
			return b.report(targets[draw("target", 2)], 5+draw("month", 2), draw("figure", 100), 100, source)
		}
		t.Repeat(map[string]func(*rapid.T){
			"record": func(t *rapid.T) {
				r := report()
				want, repeated := world.record(r)
				got := b.records(r)
				if want.id == 0 {
					want.id = got.Entry.ID
				}
				if got.Repeated != repeated || got.Entry.ID != want.id || (!repeated && got.Overtaken == want.top) {
					t.Fatalf("%+v: got %+v, want repeated %v, counting %v", r, got, repeated, want.top)
				}
			},
			"undo": func(t *rapid.T) {
				if len(world.all) == 0 {
					t.Skip("nothing to take back")
				}
				n := world.all[draw("entry", len(world.all))]
				was := n.undone
				ok := world.undo(n)
				got, err := b.Undo(b.Context(), b.is.Commune.ID, n.id, plan.Source{Chat: 1, Message: int(n.id)}, clerk, "", morning)
				switch {
				case !ok && !errors.Is(err, plan.ErrSettled):
					t.Fatalf("took back %d, which does not count: %v", n.id, err)
				case ok && (err != nil || got.Repeated != was):
					t.Fatalf("take back %d: %+v, %v", n.id, got, err)
				}
			},
			"": func(t *rapid.T) { b.wantLedger(t, world, targets) },
		})
		b.wantFolded()
	})
}

// wantLedger holds the figures that count, and what they add up to, against the ledger.
func (b *books) wantLedger(t *rapid.T, world *ledger, targets []int64) {
	got := map[plan.Slot]string{}
	figures, err := b.Figures(b.Context(), targets)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range figures {
		if e.Figure.Kind != plan.Withdrawn {
			got[e.Slot] = fmt.Sprint(e.Figure.Num)
		}
	}
	want := map[plan.Slot]string{}
	for slot := range world.piles {
		if n := world.top(slot); n != nil {
			want[slot] = fmt.Sprint(n.report.Figure.Num)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Fatalf("counts %v, want %v", got, want)
	}
}
