package report_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"planbot/bot/planfile"
	"planbot/bot/report"
	"planbot/storage/calendar"
	"planbot/storage/plan"
	"planbot/storage/sample"
)

// scene is plan 27 with figures.
type scene struct {
	tb    testing.TB
	plan  *plan.Plan
	facts plan.Facts
}

// newScene reads plan 27 and gives everything in it an identity, as a store would.
func newScene(tb testing.TB) *scene {
	tb.Helper()
	draft, err := planfile.Read("ke-hoach-27-2024.yaml", sample.Plan27())
	if err != nil {
		tb.Fatal(err)
	}
	p := &draft.Plan
	var id int64
	next := func() int64 { id++; return id }
	for i := range p.Units {
		p.Units[i].ID = next()
	}
	for i := range p.Tasks {
		p.Tasks[i].ID = next()
		for j := range p.Tasks[i].Targets {
			p.Tasks[i].Targets[j].ID = next()
		}
	}
	return &scene{tb: tb, plan: p, facts: plan.Facts{Filed: map[plan.TotalKey][]plan.Filed{}, Totals: plan.Totals{}}}
}

// file files a figure of a unit for a month of 2024, as of its last day; it must come after those of earlier months.
func (s *scene) file(task, target int, unit string, month int, f plan.Figure) {
	s.tb.Helper()
	t, ok := s.plan.Task(task)
	u, found := s.plan.Unit(unit)
	if !ok || !found {
		s.tb.Fatalf("no task %d or unit %s", task, unit)
	}
	p := plan.Period{Kind: plan.Month, Year: 2024, No: month}
	_, last := p.Span(s.plan.Cutoff)
	key := plan.TotalKey{Target: t.Targets[target].ID, Unit: u.ID}
	s.facts.Filed[key] = append(s.facts.Filed[key], plan.Filed{
		Slot: plan.Slot{Target: key.Target, Unit: key.Unit, Period: p}, Figure: f, AsOf: last,
	})
	s.facts.Totals[key] = plan.UnitTotal(t.Targets[target], s.facts.Filed[key])
}

// until leaves out what was filed after a day.
func (s *scene) until(day calendar.Date) {
	for key, filed := range s.facts.Filed {
		s.facts.Filed[key] = slices.DeleteFunc(filed, func(f plan.Filed) bool { return f.AsOf.After(day) })
		_, target, _ := s.plan.TargetByID(key.Target)
		s.facts.Totals[key] = plan.UnitTotal(*target, s.facts.Filed[key])
	}
}

// states judges every task on a day.
func (s *scene) states(day calendar.Date) (all []plan.TaskState) {
	for i := range s.plan.Tasks {
		all = append(all, s.plan.State(&s.plan.Tasks[i], s.facts.Totals, plan.Unit{}, day))
	}
	return all
}

func of(num, den int64) plan.Figure {
	return plan.Figure{Kind: plan.Fraction, Num: decimal.NewFromInt(num), Den: decimal.NewFromInt(den)}
}

func count(n int64) plan.Figure { return plan.Figure{Kind: plan.Number, Num: decimal.NewFromInt(n)} }

func million(num, den int64) plan.Figure {
	f := of(num, den)
	f.Num, f.Den = f.Num.Shift(6), f.Den.Shift(6)
	return f
}

func estimated(f plan.Figure) plan.Figure {
	f.Estimate = true
	return f
}

var done = plan.Figure{Kind: plan.Done}

// halfYear is plan 27 until June: some of it good, some bad, some unknown.
func halfYear(tb testing.TB) *scene {
	s := newScene(tb)
	nine := []plan.Figure{of(48, 48), of(50, 50), of(60, 60), of(53, 60), of(118, 120), of(145, 150)}
	for i := range 6 {
		month := i + 1
		s.file(8, 0, "VPTK", month, of(60, 60))
		s.file(9, 0, "VPTK", month, nine[i])
		s.file(14, 0, "VPTK", month, of(40, 50))
		s.file(14, 0, "TPHT", month, of(11, 25))
		s.file(14, 0, "VHXH", month, of(22, 25))
		s.file(15, 0, "VPTK", month, of(45, 50))
		s.file(16, 0, "VPTK", month, of(30, 30))
		s.file(17, 0, "VPTK", month, of(24, 25))
		s.file(23, 0, "VPTK", month, done)
		s.file(4, 0, "VPTK", month, plan.Figure{Kind: plan.NoCases})
	}
	s.file(1, 0, "VPTK", 3, of(2, 4))
	s.file(1, 1, "VPTK", 3, of(2, 3))
	s.file(2, 0, "VHXH", 5, done)
	s.file(3, 0, "VPTK", 5, estimated(count(2)))
	s.file(11, 0, "VPTK", 6, of(12, 12))
	s.file(13, 0, "TCKT", 6, estimated(million(950, 2100)))
	return s
}

// june is the report on the June of that plan.
func june(tb testing.TB) report.PeriodicReport {
	s := halfYear(tb)
	period := plan.Period{Kind: plan.Month, Year: 2024, No: 6}
	this, next := report.Spans(period, s.plan.Cutoff)
	k := report.Kept{
		Recipient: "Văn phòng UBND huyện Sơn Hà", Receivers: []string{"TT Đảng ủy, TT HĐND xã", "Chủ tịch, các Phó Chủ tịch UBND xã", "Các bộ phận chuyên môn xã"},
		Drafter: "VP", Day: calendar.NewDate(2024, 6, 17), Filed: s.facts.Filed,
		Owing: s.plan.Owing(s.facts, period),
		Obstacles: []report.Obstacle{{Task: 9, Unit: "Văn phòng - thống kê xã", On: calendar.NewDate(2024, 6, 11),
			Text: "Hệ thống phần mềm giải quyết thủ tục hành chính tỉnh gián đoạn từ ngày 03/6 đến ngày 05/6/2024.", Answer: "Đã báo cáo Văn phòng UBND huyện"}},
		Explanations: []report.Explanation{{Task: 14, By: "Bộ phận Tư pháp - hộ tịch xã", On: calendar.NewDate(2024, 6, 12),
			Text: "Máy quét hỏng từ tháng 3, hồ sơ hộ tịch chưa số hóa kịp"}},
		Deferrals: []report.Deferral{{Task: 4, Due: calendar.NewDate(2024, 6, 28), Requested: calendar.NewDate(2024, 7, 31),
			Reason: "Hệ thống tạm dừng để nâng cấp", State: report.Granted, Document: "Công văn số 88/VP ngày 10/6/2024"}},
		Evidence: []report.Evidence{
			{Task: 1, Name: "BC 12/BC-UBND ngày 28/3/2024", Kind: "Báo cáo, thông báo kết luận sau khi kiểm tra", Unit: "Văn phòng - thống kê xã", On: calendar.NewDate(2024, 3, 29)},
			{Task: 2, Name: "Văn bản phát động cuộc thi", Kind: "Văn bản phát động", Unit: "Bộ phận Văn hóa - xã hội xã", On: calendar.NewDate(2024, 5, 6)},
		},
		Proposals: []string{"Đề nghị UBND huyện quan tâm bố trí kinh phí mua máy quét phục vụ số hóa hồ sơ"},
	}
	k.Units = s.plan.Overview(s.facts.Totals, everybody, this.To).Units
	return report.Compose(s.plan, s.states(this.To), this, next, k)
}

var everybody = plan.Unit{Kind: plan.Leaders}

// firstHalf is a report that says how far the index is.
func firstHalf(tb testing.TB) report.PeriodicReport {
	s := halfYear(tb)
	this, next := report.Spans(plan.Period{Kind: plan.Half, Year: 2024, No: 1}, s.plan.Cutoff)
	one, _ := s.plan.Task(1)
	proofs := plan.Proofs{one.ID: {{Product: one.Products[0], Task: one.ID}}}
	k := report.Kept{
		Day: this.To.AddDays(3), Filed: s.facts.Filed, Score: s.plan.Score(s.facts.Totals, proofs, everybody, this.To),
		Units: s.plan.Overview(s.facts.Totals, everybody, this.To).Units,
	}
	return report.Compose(s.plan, s.states(this.To), this, next, k)
}
