package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	pictures "planbot/bot/report"
	"planbot/bot/report/chart"
)

// After its words an overview comes as a picture of the same counts.
func TestOverviewPicture(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-14 09:00")
	o.say(officeChat, officeClerk, "/update 9 145/150\n8 150/150\n11 4/5\n3 1\n16 90/100")
	o.say(justiceChat, justiceClerk, "/update 14 66/150")
	o.clock.Set(at("2024-07-03 09:00"))
	for _, reader := range []struct {
		chat, user int64
		unit       string
	}{{leadersChat, chairman, "UBNDX"}, {officeChat, officeClerk, "VPTK"}, {justiceChat, justiceClerk, "TPHT"}} {
		page, picture := o.board(reader.chat, reader.user, "/overview")
		o.upright(picture)
		if picture.Text != "" || len(picture.Buttons) > 0 || len(page.Buttons) == 0 {
			t.Errorf("%s: under the picture stands %q %v, under the words %v", reader.unit, picture.Text, picture.Buttons, page.Buttons)
		}
		if diff := cmp.Diff(countsSaid(page.Text), countsDrawn(o.drawing(reader.unit))); diff != "" {
			t.Errorf("%s (-said +drawn):\n%s", reader.unit, diff)
		}
	}
}

// A refresh changes the words where they stand, and sends nothing.
func TestOverviewRefreshed(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-07-03 09:00")
	page, picture := o.board(leadersChat, chairman, "/overview")
	o.say(officeChat, officeClerk, "/update 9 tháng 6: 145/150")
	o.press(page, chairman, "Cập nhật")
	wants(t, o.current(page).Text, "145/150")
	if last := o.last(leadersChat); last.ID != picture.ID {
		t.Errorf("after the picture came %+v", last)
	}
}

// drawing is the picture that a unit is shown now.
func (o *office) drawing(unit string) chart.Picture {
	o.tb.Helper()
	u, _ := o.plan.Unit(unit)
	totals, err := o.store.Totals(o.ctx(), o.plan.ID)
	o.must(err)
	p, ok := pictures.OverviewChart(o.plan, u, o.plan.Overview(totals, u, o.today()))
	if !ok {
		o.tb.Fatal("nothing to draw")
	}
	return p
}

// countsSaid are the lines of an overview that count: of the whole, then of each area and unit, without signs.
func countsSaid(text string) (all []string) {
	text = strings.NewReplacer("🟢 ", "", "🔵 ", "", "🔴 ", "", "⛔ ", "", "⚪ ", "", " nhiệm vụ –", " –").Replace(text)
	for line := range strings.Lines(text) {
		name, counts, found := strings.Cut(strings.TrimSpace(line), ": ")
		var n int
		if _, err := fmt.Sscanf(counts, "%d – ", &n); !found || err != nil {
			continue
		}
		counts, _, _ = strings.Cut(counts, ". ")
		if atRisk := strings.Index(counts, " ("); atRisk > 0 {
			counts = counts[:atRisk] + counts[strings.Index(counts, ")")+1:]
		}
		if len(all) == 0 {
			name = "whole"
		}
		all = append(all, begin(name)+": "+counts)
	}
	return all
}

// begin is as much of a name as the words have at least.
func begin(name string) string {
	letters := []rune(name)
	return string(letters[:min(len(letters), 30)])
}

// countsDrawn are the bars of a picture in the same words.
func countsDrawn(p chart.Picture) []string {
	n := 0
	for _, piece := range p.Whole {
		n += piece.Count
	}
	all := []string{fmt.Sprintf("whole: %d – %s", n, pieceWords(p, p.Whole))}
	for _, g := range p.Groups {
		for _, s := range g.Stacks {
			all = append(all, fmt.Sprintf("%s: %d – %s", begin(s.Label), s.Total, pieceWords(p, s.Pieces)))
		}
	}
	return all
}

func pieceWords(p chart.Picture, pieces []chart.Piece) string {
	var all []string
	for _, piece := range pieces {
		all = append(all, fmt.Sprint(piece.Count, " ", p.Legend.Kinds[piece.Kind]))
	}
	return strings.Join(all, ", ")
}
