package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"planbot/bot/report/docx"
	"planbot/storage/plan"
)

// Points is what a criterion of the reform index has come to by the end of a time.
type Points struct {
	Code     string
	Task     int
	Title    string
	Max      decimal.Decimal
	Earned   decimal.Decimal
	Withheld decimal.Decimal // earned by the figures, and waiting for evidence
	AtStake  decimal.Decimal // still to be had
	Lost     decimal.Decimal // for good
	Missing  []string        // evidence that the plan names
	Unproven bool
	Proposed bool // the office has not confirmed the criterion's worth
}

// scored reports whether a report of this kind says how far the index is: the office values it over a longer time.
func scored(kind plan.PeriodKind) bool {
	return kind == plan.Half || kind == plan.NineMonths || kind == plan.Year
}

// pointsOf are the criteria in the plan's order.
func pointsOf(card plan.Scorecard) (all []Points) {
	for _, c := range card.Criteria {
		all = append(all, Points{
			Code: c.Rule.Code, Task: c.State.Task.No, Title: bare(c.State.Task.Title), Max: c.Rule.Max, Earned: c.Earned,
			Withheld: c.Withheld, AtStake: c.AtStake(), Lost: c.Lost(), Missing: c.Missing, Unproven: c.Unproven, Proposed: c.Rule.Proposed,
		})
	}
	slices.SortStableFunc(all, func(a, b Points) int { return cmp.Compare(a.Task, b.Task) })
	return all
}

// sum adds the criteria up.
func (r PeriodicReport) sum() (sum Points) {
	for _, p := range r.Points {
		sum.Max, sum.Earned, sum.Withheld = sum.Max.Add(p.Max), sum.Earned.Add(p.Earned), sum.Withheld.Add(p.Withheld)
		sum.AtStake, sum.Lost, sum.Proposed = sum.AtStake.Add(p.AtStake), sum.Lost.Add(p.Lost), sum.Proposed || p.Proposed
	}
	return sum
}

// index says in a sentence how far the index is.
func (r PeriodicReport) index(t *prose) {
	if len(r.Points) == 0 {
		return
	}
	sum := r.sum()
	words := fmt.Sprintf("%d tiêu chí của kế hoạch đạt %s/%s điểm; còn có thể đạt thêm %s điểm; không còn khả năng đạt %s điểm",
		len(r.Points), plan.FormatNumber(sum.Earned), plan.FormatNumber(sum.Max), plan.FormatNumber(sum.AtStake), plan.FormatNumber(sum.Lost))
	if sum.Withheld.IsPositive() {
		words += "; " + plan.FormatNumber(sum.Withheld) + " điểm đạt theo số liệu chưa được tính vì thiếu tài liệu kiểm chứng"
	}
	t.section("Tự chấm điểm Chỉ số cải cách hành chính")
	t.say("%s (chi tiết tại Phụ lục).", words)
	if sum.Proposed {
		t.say("%s", missing("điểm tối đa và công thức theo Bộ Chỉ số; điểm trên đây tính theo giá trị đề xuất"))
	}
}

// points is the annex of the index.
func (r PeriodicReport) points(no int) []docx.Block {
	table := docx.Table{Columns: []docx.Length{640, 1200, 4200, 1100, 1100, 1250, 1250, 3546}, Grid: true}
	table.Rows = append(table.Rows, headRow("TT", "Tiêu chí", "Nhiệm vụ", "Điểm tối đa", "Điểm tự chấm", "Còn có thể đạt", "Không còn đạt", "Ghi chú"))
	for i, p := range r.Points {
		table.Rows = append(table.Rows, textRow(middle(fmt.Sprint(i+1)), middle(p.Code), fmt.Sprintf("%s (nhiệm vụ %d)", p.Title, p.Task),
			point(p.Max), point(p.Earned), point(p.AtStake), point(p.Lost), p.remark()))
	}
	sum := r.sum()
	table.Rows = append(table.Rows, textRow("", "", "Cộng", point(sum.Max), point(sum.Earned), point(sum.AtStake), point(sum.Lost), ""))
	return append(r.annexHead(no, "Tự chấm điểm Chỉ số cải cách hành chính "+r.Span.Name), table)
}

func point(d decimal.Decimal) middle { return middle(plan.FormatNumber(d)) }

// remark says what the points wait for.
func (p Points) remark() string {
	var all []string
	switch {
	case len(p.Missing) > 0:
		all = append(all, "thiếu: "+strings.Join(p.Missing, "; "))
	case p.Unproven:
		all = append(all, "chưa có tài liệu kiểm chứng")
	}
	if p.Withheld.IsPositive() {
		all = append(all, plan.FormatNumber(p.Withheld)+" điểm chờ kiểm chứng")
	}
	if p.Proposed {
		all = append(all, "giá trị đề xuất")
	}
	return strings.Join(all, "; ")
}
