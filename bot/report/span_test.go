package report_test

import (
	"testing"

	"planbot/bot/report"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

func TestSpans(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		period     plan.Period
		cutoff     plan.Cutoff
		this, next string
	}{
		{plan.Period{Kind: plan.Month, Year: 2024, No: 1}, 14, "tháng 1 năm 2024, thang-1-2024: 2023-12-15..2024-01-14", "tháng 2 năm 2024, thang-2-2024: 2024-01-15..2024-02-14"},
		{plan.Period{Kind: plan.Month, Year: 2024, No: 12}, 0, "tháng 12 năm 2024, thang-12-2024: 2024-12-01..2024-12-31", "tháng 1 năm 2025, thang-1-2025: 2025-01-01..2025-01-31"},
		{plan.Period{Kind: plan.Quarter, Year: 2024, No: 4}, 14, "quý IV năm 2024, quy-4-2024: 2024-09-15..2024-12-14", "quý I năm 2025, quy-1-2025: 2024-12-15..2025-03-14"},
		{plan.Period{Kind: plan.Half, Year: 2024, No: 1}, 14, "6 tháng đầu năm 2024, 6-thang-1-2024: 2023-12-15..2024-06-14", "6 tháng cuối năm 2024, 6-thang-2-2024: 2024-06-15..2024-12-14"},
		{plan.Period{Kind: plan.NineMonths, Year: 2024, No: 1}, 14, "9 tháng đầu năm 2024, 9-thang-2024: 2023-12-15..2024-09-14", "quý IV năm 2024, quy-4-2024: 2024-09-15..2024-12-14"},
		{plan.Period{Kind: plan.Year, Year: 2024, No: 1}, 14, "năm 2024, nam-2024: 2023-12-15..2024-12-14", "năm 2025, nam-2025: 2024-12-15..2025-12-14"},
	} {
		this, next := report.Spans(c.period, c.cutoff)
		if written(this) != c.this || written(next) != c.next {
			t.Errorf("got %s\nthen %s", written(this), written(next))
		}
	}
	this, next := report.SpansBetween(calendar.NewDate(2024, 3, 1), calendar.NewDate(2024, 3, 10))
	if written(this) != "từ ngày 01/3/2024 đến ngày 10/3/2024, 2024-03-01-2024-03-10: 2024-03-01..2024-03-10" || written(next) != "thời gian tới, 2024-03-11-2024-03-20: 2024-03-11..2024-03-20" {
		t.Errorf("got %s\nthen %s", written(this), written(next))
	}
}

func written(s report.Span) string {
	return s.Name + ", " + s.Slug + ": " + s.From.String() + ".." + s.To.String()
}
