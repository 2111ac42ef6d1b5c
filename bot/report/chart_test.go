package report_test

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/draw"

	"planbot/bot/report"
	"planbot/bot/report/chart"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

var juneEnd = calendar.NewDate(2024, 6, 14)

// state judges the first target of a task.
func (s *scene) state(no int, day calendar.Date) (*plan.Task, plan.TargetState) {
	s.tb.Helper()
	t, ok := s.plan.Task(no)
	if !ok {
		s.tb.Fatalf("no task %d", no)
	}
	return t, s.plan.State(t, s.facts.Totals, plan.Unit{}, day).Targets[0]
}

func periodChart(t *testing.T, s *scene, no int, day calendar.Date) chart.Picture {
	t.Helper()
	task, state := s.state(no, day)
	p, ok := report.PeriodChart(s.plan, task, state, s.facts, day)
	if !ok {
		t.Fatalf("nothing to draw of task %d", no)
	}
	return p
}

// small is the picture as it is stored: a quarter as wide, and grey.
func small(t *testing.T, p chart.Picture) image.Image {
	t.Helper()
	content, err := p.PNG()
	if err != nil {
		t.Fatal(err)
	}
	large, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	out := image.NewGray(image.Rect(0, 0, large.Bounds().Dx()/4, large.Bounds().Dy()/4))
	draw.ApproxBiLinear.Scale(out, out.Bounds(), large, large.Bounds(), draw.Src, nil)
	return out
}

// words are what a picture says, a line each.
func words(p chart.Picture) string {
	lines := []string{p.Title, p.Subtitle, p.Headline}
	if p.Goal != nil {
		lines = append(lines, p.Goal.Name)
	}
	for _, r := range p.Rows {
		lines = append(lines, r.Label+": "+r.Words)
	}
	return strings.Join(append(lines, p.Notes...), "\n")
}

func TestPeriodChart(t *testing.T) {
	t.Parallel()
	p := periodChart(t, halfYear(t), 9, juneEnd)
	want := strings.TrimSpace(`
Nhiệm vụ 9 (3.4.2): Hồ sơ trước hạn, đúng hạn
Xã Sơn Kỳ · số liệu từng kỳ, đến ngày 14/6/2024
Đạt 97,13% (474/488 hồ sơ) · lũy kế đạt, kỳ gần nhất chưa đạt
Kế hoạch: tối thiểu 97%
Tháng 1 (15/12 – 14/1): 100% (48/48)
Tháng 2 (15/1 – 14/2): 100% (50/50)
Tháng 3 (15/2 – 14/3): 100% (60/60)
Tháng 4 (15/3 – 14/4): 88,33% (53/60)
Tháng 5 (15/4 – 14/5): 98,33% (118/120)
Tháng 6 (15/5 – 14/6): 96,67% (145/150)
Lũy kế: 97,13% (474/488)
Dự báo đến ngày 31/12/2024: 93,4% – 97,85%
Kế hoạch số 27/KH-UBND`)
	if diff := cmp.Diff(want, words(p)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	goldenPicture(t, "chart_periods.png", small(t, p))
}

// A value that replaces the last is drawn beside its planned road; a period that nobody reported is no period.
func TestPeriodChartOfMoney(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	for _, m := range []struct {
		month int
		spent int64
	}{{2, 100}, {3, 250}, {5, 650}, {6, 950}} {
		s.file(13, 0, "TCKT", m.month, million(m.spent, 2100))
	}
	p := periodChart(t, s, 13, juneEnd)
	for i, r := range p.Rows[:4] {
		if r.Road == nil || r.Standing != chart.Open || i > 0 && *r.Road <= *p.Rows[i-1].Road {
			t.Errorf("row %d: %+v", i, r)
		}
	}
	if last := p.Rows[len(p.Rows)-1]; len(p.Rows) != 5 || last.Band == nil || last.Band.Low > last.Band.Likely || last.Band.Likely > last.Band.High {
		t.Errorf("%d rows, the last %+v", len(p.Rows), last)
	}
	goldenPicture(t, "chart_money.png", small(t, p))
}

// A month that the plan asks for and nobody reported has its row.
func TestPeriodChartShowsWhatIsMissing(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.file(9, 0, "VPTK", 2, of(50, 50))
	s.file(9, 0, "VPTK", 5, plan.Figure{Kind: plan.NoCases})
	s.file(9, 0, "VPTK", 6, estimated(of(9, 10)))
	p := periodChart(t, s, 9, juneEnd)
	var got []string
	for _, r := range p.Rows {
		got = append(got, r.Label+": "+r.Words)
	}
	want := []string{"Tháng 2 (15/1 – 14/2): 100% (50/50)", "Tháng 3 (15/2 – 14/3): chưa có số liệu", "Tháng 4 (15/3 – 14/4): chưa có số liệu",
		"Tháng 5 (15/4 – 14/5): không phát sinh", "Tháng 6 (15/5 – 14/6): ước 90% (9/10)", "Lũy kế: ước 98,33% (59/60)"}
	if diff := cmp.Diff(want, got[:6]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What adds up is drawn as the sum so far.
func TestPeriodChartOfSums(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	task, _ := s.plan.Task(3)
	task.Targets[0].Accumulation = plan.ByPeriod
	for month := 1; month <= 3; month++ {
		s.file(3, 0, "VPTK", month, count(1))
	}
	p := periodChart(t, s, 3, juneEnd)
	if r := p.Rows[2]; r.Value != 3 || r.Words != "3 sáng kiến (kỳ này 1 sáng kiến)" || r.Standing != chart.Good {
		t.Errorf("%+v", r)
	}
}

func TestUnitChart(t *testing.T) {
	t.Parallel()
	s := halfYear(t)
	task, state := s.state(14, juneEnd)
	p, ok := report.UnitChart(s.plan, task, state, juneEnd)
	want := strings.TrimSpace(`
Nhiệm vụ 14 (7.3.3.2): Hồ sơ, kết quả đã số hóa
Xã Sơn Kỳ · so sánh các đơn vị, đến ngày 14/6/2024
Đạt 73% (438/600 hồ sơ) · có đơn vị chưa đạt chỉ tiêu
Kế hoạch: tối thiểu 60%
Bộ phận Văn hóa - xã hội xã: 88% (132/150)
Văn phòng - thống kê xã: 80% (240/300)
Bộ phận Tư pháp - hộ tịch xã: 44% (66/150)
Bộ phận Tài chính - Kế toán xã: chưa có số liệu
Kế hoạch số 27/KH-UBND`)
	if diff := cmp.Diff(want, words(p)); !ok || diff != "" {
		t.Errorf("%t (-want +got):\n%s", ok, diff)
	}
	if p.Rows[0].Standing != chart.Good || p.Rows[2].Standing != chart.Bad {
		t.Errorf("%+v", p.Rows)
	}
	goldenPicture(t, "chart_units.png", small(t, p))
}

func TestNothingToDraw(t *testing.T) {
	t.Parallel()
	s := halfYear(t)
	for _, no := range []int{2, 12} { // a milestone, and a target without figures
		task, state := s.state(no, juneEnd)
		if p, ok := report.PeriodChart(s.plan, task, state, s.facts, juneEnd); ok {
			t.Errorf("task %d: %+v", no, p)
		}
		if p, ok := report.UnitChart(s.plan, task, state, juneEnd); ok {
			t.Errorf("task %d: %+v", no, p)
		}
	}
}
