package message

import (
	"strings"
	"testing"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// What is given as an example after a refusal is taken.
func TestExamplesAreTaken(t *testing.T) {
	t.Parallel()
	for _, target := range []plan.Target{
		{Measure: plan.Count, Noun: "sáng kiến"}, {Measure: plan.Count, Noun: "bộ phận được kiểm tra"}, {Measure: plan.Amount, Noun: "đồng"},
		{Measure: plan.Ratio, Noun: "đồng"}, {Measure: plan.Ratio, Noun: "hồ sơ", Accumulation: plan.ByPeriod},
		{Measure: plan.Ratio, Noun: "chỉ số", Accumulation: plan.ToDate},
	} {
		want := plan.Expect{
			Measure: target.Measure, Accumulation: target.Accumulation, Noun: target.Noun, Today: calendar.NewDate(2024, 6, 20), Addressed: true,
		}
		for _, typed := range []string{"mạng lỗi", "xong", "97,5%"} {
			_, err := plan.ReadFigure(typed, want)
			if err == nil {
				continue
			}
			_, example, ok := strings.Cut(WhyBad(err, target), "Ví dụ: ")
			reading, err := plan.ReadFigure(strings.TrimSuffix(example, "."), want)
			if !ok || err != nil || reading.Ask != "" {
				t.Errorf("%s of %q: %q brings the example %q, which reads as %+v, %v", target.Measure, target.Noun, typed, example, reading, err)
			}
		}
	}
	milestone := plan.Target{Measure: plan.Milestone}
	if why := WhyBad(plan.ErrNoFigure, milestone); !strings.Contains(why, "“xong” hoặc “chưa”") {
		t.Errorf("a milestone without an answer: %s", why)
	}
}
