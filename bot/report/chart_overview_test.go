package report_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"planbot/bot/report"
	"planbot/bot/report/chart"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

var (
	leaders = plan.Unit{Name: "UBND xã", Kind: plan.Leaders}
	july    = calendar.NewDate(2024, 7, 3)
)

func overviewChart(tb testing.TB, p *plan.Plan, viewer plan.Unit, o plan.Overview) chart.Picture {
	tb.Helper()
	picture, ok := report.OverviewChart(p, viewer, o)
	if !ok {
		tb.Fatal("nothing to draw")
	}
	return picture
}

// stackWords are what the bars of a picture say, a line each.
func stackWords(p chart.Picture) string {
	lines := []string{p.Title, p.Subtitle, p.Headline, bar(p, p.Whole)}
	for _, g := range p.Groups {
		lines = append(lines, g.Name)
		for _, s := range g.Stacks {
			lines = append(lines, fmt.Sprintf("%s: %d – %s", s.Label, s.Total, bar(p, s.Pieces)))
		}
	}
	return strings.Join(append(lines, p.Notes...), "\n")
}

func bar(p chart.Picture, pieces []chart.Piece) string {
	var all []string
	for _, piece := range pieces {
		all = append(all, fmt.Sprint(piece.Count, " ", p.Legend.Kinds[piece.Kind]))
	}
	return strings.Join(all, ", ")
}

func TestOverviewChart(t *testing.T) {
	t.Parallel()
	s := halfYear(t)
	p := overviewChart(t, s.plan, leaders, s.plan.Overview(s.facts.Totals, leaders, july))
	want := strings.TrimSpace(`
Tổng quan thực hiện kế hoạch
Xã Sơn Kỳ · Kế hoạch số 27/KH-UBND · ngày 03/7/2024
24 nhiệm vụ · 2 quá hạn · 2 dưới chỉ tiêu
6 đạt, 4 đang thực hiện, 2 dưới chỉ tiêu, 2 quá hạn, 9 chưa có số liệu, 1 không phát sinh
Theo lĩnh vực
1. Công tác chỉ đạo điều hành: 4 – 1 đạt, 2 quá hạn, 1 không phát sinh
2. Cải cách thể chế: 1 – 1 chưa có số liệu
3. Cải cách thủ tục hành chính: 4 – 1 đạt, 1 đang thực hiện, 2 chưa có số liệu
4. Cải cách tổ chức bộ máy: 1 – 1 chưa có số liệu
5. Cải cách chế độ công vụ: 2 – 1 đạt, 1 chưa có số liệu
6. Cải cách tài chính công: 1 – 1 đang thực hiện
7. Xây dựng và phát triển chính quyền điện tử, chính quyền số: 5 – 2 đạt, 2 dưới chỉ tiêu, 1 chưa có số liệu
8. Tác động của CCHC đến người dân, tổ chức và phát triển kinh tế - xã hội: 1 – 1 chưa có số liệu
Tổ chức thực hiện, việc giao thêm: 5 – 1 đạt, 2 đang thực hiện, 2 chưa có số liệu
Theo đơn vị
VP-TK: 20 – 5 đạt, 3 đang thực hiện, 2 dưới chỉ tiêu, 2 quá hạn, 7 chưa có số liệu, 1 không phát sinh
TP-HT: 7 – 1 đang thực hiện, 1 dưới chỉ tiêu, 5 chưa có số liệu
VH-XH: 7 – 2 đạt, 1 đang thực hiện, 4 chưa có số liệu
TC-KT: 8 – 2 đang thực hiện, 6 chưa có số liệu
Số trong ô là số nhiệm vụ. Nhiệm vụ của nhiều đơn vị được tính ở từng đơn vị.
`)
	if diff := cmp.Diff(want, stackWords(p)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	goldenPicture(t, "chart_overview.png", small(t, p))
}

// A unit sees its own tasks by area, and no other unit.
func TestOverviewChartOfOneUnit(t *testing.T) {
	t.Parallel()
	s := halfYear(t)
	unit, _ := s.plan.Unit("TPHT")
	p := overviewChart(t, s.plan, unit, s.plan.Overview(s.facts.Totals, unit, july))
	want := strings.TrimSpace(`
Tổng quan: Bộ phận Tư pháp - hộ tịch xã
Xã Sơn Kỳ · Kế hoạch số 27/KH-UBND · ngày 03/7/2024
7 nhiệm vụ · 1 dưới chỉ tiêu
1 đang thực hiện, 1 dưới chỉ tiêu, 5 chưa có số liệu
Theo lĩnh vực
2. Cải cách thể chế: 1 – 1 chưa có số liệu
3. Cải cách thủ tục hành chính: 2 – 2 chưa có số liệu
7. Xây dựng và phát triển chính quyền điện tử, chính quyền số: 1 – 1 dưới chỉ tiêu
Tổ chức thực hiện, việc giao thêm: 3 – 1 đang thực hiện, 2 chưa có số liệu
Số trong ô là số nhiệm vụ.
`)
	if diff := cmp.Diff(want, stackWords(p)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	goldenPicture(t, "chart_overview_unit.png", small(t, p))
}

// crowded is an overview of many areas and units with long names, of which each has its own counts.
func crowded(areas, units int) plan.Overview {
	o := plan.Overview{Day: july, Tally: plan.Tally{}}
	tally := func(n int) plan.Tally {
		t := plan.Tally{plan.ClassUnderWay: 30 - n}
		for i, c := range plan.Classes {
			t[c] += (n + i) % 7
		}
		return t
	}
	for i := range areas {
		area := plan.AreaTally{Area: plan.Area{No: i + 1, Name: strings.Repeat("Lĩnh vực xây dựng, phát triển chính quyền điện tử ", 3)}, Tally: tally(i)}
		for c, n := range area.Tally {
			o.Tally[c] += n
		}
		o.Areas = append(o.Areas, area)
	}
	for i := range units {
		name := fmt.Sprintf("Phòng Kinh tế, Hạ tầng và Đô thị phụ trách khu vực %d", i+1)
		o.Units = append(o.Units, plan.UnitTally{Unit: plan.Unit{Name: name}, Tally: tally(i)})
	}
	return o
}

// More than a phone can show is left out, the red ones last, and the picture says so.
func TestOverviewChartIsNeverCrowded(t *testing.T) {
	t.Parallel()
	o := crowded(12, 20)
	p := overviewChart(t, newScene(t).plan, leaders, o)
	if a, u := len(p.Groups[0].Stacks), len(p.Groups[1].Stacks); a != 10 || u != 10 {
		t.Errorf("%d areas and %d units, want 10 and 10", a, u)
	}
	if want := "Không vẽ 2 lĩnh vực, 10 đơn vị ít việc quá hạn, dưới chỉ tiêu hơn: xem tin nhắn."; p.Notes[len(p.Notes)-1] != want {
		t.Errorf("says %q, want %q", p.Notes, want)
	}
	red := func(t plan.Tally) int { return t[plan.ClassLate] + t[plan.ClassShort] }
	shown, least := map[string]bool{}, 100
	for _, s := range p.Groups[1].Stacks {
		shown[s.Label] = true
	}
	for _, u := range o.Units {
		if shown[u.Unit.Name] {
			least = min(least, red(u.Tally))
		}
	}
	for _, u := range o.Units {
		if !shown[u.Unit.Name] && red(u.Tally) > least {
			t.Errorf("%s has %d red tasks and is left out; another has %d", u.Unit.Name, red(u.Tally), least)
		}
	}
	if size := small(t, p).Bounds().Size(); size.Y > 400 {
		t.Errorf("the picture is %v", size)
	}
}

// What a picture leaves room for is not left out.
func TestOverviewChartUsesItsRoom(t *testing.T) {
	t.Parallel()
	for _, n := range []struct{ areas, units, wantAreas, wantUnits int }{{3, 30, 3, 17}, {18, 1, 18, 1}, {30, 3, 17, 3}, {10, 10, 10, 10}} {
		p := overviewChart(t, newScene(t).plan, leaders, crowded(n.areas, n.units))
		if a, u := len(p.Groups[0].Stacks), len(p.Groups[1].Stacks); a != n.wantAreas || u != n.wantUnits {
			t.Errorf("of %d and %d: %d areas and %d units, want %d and %d", n.areas, n.units, a, u, n.wantAreas, n.wantUnits)
		}
	}
}

// There is no picture of no tasks, nor one whose only bar says what the words say.
func TestNoOverviewChart(t *testing.T) {
	t.Parallel()
	for _, o := range []plan.Overview{{Day: july}, crowded(1, 0)} {
		if p, ok := report.OverviewChart(newScene(t).plan, leaders, o); ok {
			t.Errorf("%+v", p)
		}
	}
}
