package plan_test

import (
	"errors"
	"testing"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// What is known of the target takes questions away, or raises them.
func TestReadFigureKnowingTheTarget(t *testing.T) {
	t.Parallel()
	monthly := expect(plan.Ratio)
	monthly.Every = plan.Month
	toDate := expect(plan.Ratio)
	toDate.Accumulation = plan.ToDate
	addressed := expect(plan.Ratio)
	addressed.Addressed = true
	january := expect(plan.Ratio)
	january.Today = calendar.NewDate(2025, 1, 6)
	unplanned := january
	unplanned.PlanYear = 0
	cut := expect(plan.Ratio)
	cut.Cutoff = 14
	inspected := expect(plan.Count)
	inspected.Noun = "bộ phận được kiểm tra"
	leap := expect(plan.Ratio)
	leap.Today = calendar.NewDate(2024, 2, 28)

	for _, c := range []struct {
		name, typed, want string
		expect            plan.Expect
	}{
		{"other length of period", "quý II: 145/150", "145/150 {quarter 2/2024} ?period", monthly},
		{"own length of period", "tháng 5: 145/150", "145/150 {month 5/2024}", monthly},
		{"cumulative is wanted", "lũy kế 145/150", "145/150", toDate},
		{"no code behind an address", "1.5", "1.5%", addressed},
		{"month of the plan's year", "T12: 145/150", "145/150 {month 12/2024}", january},
		{"month of this year", "T1: 145/150", "145/150 {month 1/2025}", unplanned},
		{"last month over the new year", "tháng trước 145/150", "145/150 {month 12/2024}", january},
		{"after the cut-off June is July", "tháng này 145/150", "145/150 {month 7/2024}", cut},
		{"day of last year", "145/150 đến 31/12", "145/150 @2024-12-31", january},
		{"the leap day to come", "145/150 ngày 29/2", "145/150 @2024-02-29", leap},
		{"day of this month", "145/150 đến 31/1", "145/150 @2025-01-31", january},
		{"the 31st of last month", "145/150 ngày 31", "145/150 @2024-12-31", january},
		{"the target's own noun", "2 trong 5 bộ phận được kiểm tra", "2 ?part_of_goal", inspected},
		{"the own noun among others", "3 hồ sơ, 5 bộ phận được kiểm tra", "5 ?which", inspected},
	} {
		got, err := plan.ReadFigure(c.typed, c.expect)
		if err != nil || describe(got) != c.want {
			t.Errorf("%s: %q reads as %s, %v, want %s", c.name, c.typed, describe(got), err, c.want)
		}
	}
}

func TestReadFigureThroughOddCharacters(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"1\u00a0234/1\u00a0500":            "1234/1500",
		"14\u200b5/1\u200b50":              "145/150",
		"\u202e145/150\u202c":              "145/150",
		"\ufeff145/150":                    "145/150",
		"１４５／１５０":                          "145/150",
		"1\ufe0f\u20e345/150":              "145/150",
		"\t145\t/\t150":                    "145/150",
		"145/150\x00":                      "145/150",
		"97,5\u202f%":                      "97.5%",
		"tha\u0301ng 3: 145/150":           "145/150 {month 3/2024}",
		"đa\u0323t 98%":                    "98%",
		"145/150 \U0001f44d\U0001f3fd":     "145/150",
		"145/150 \u2705\u2705\u2705 nhé ạ": "145/150",
	} {
		if got := read(typed, plan.Ratio); got != want {
			t.Errorf("%q reads as %s, want %s", typed, got, want)
		}
	}
}

func TestOptionsCarryWhatTheLineSays(t *testing.T) {
	t.Parallel()
	got, err := plan.ReadFigure("tháng 5, đến 15/6: 97 do mất mạng", expect(plan.Ratio))
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Options) != 2 {
		t.Fatalf("got %d options, want 2", len(got.Options))
	}
	for _, o := range got.Options {
		if o.Period == nil || o.AsOf == nil || o.Note != "do mất mạng" {
			t.Errorf("option %+v lacks period, day or note", o)
		}
	}
}

func TestBadFigureNamesTheWords(t *testing.T) {
	t.Parallel()
	_, err := plan.ReadFigure("em gửi quý 11: 145/150", expect(plan.Ratio))
	var bad *plan.BadFigure
	if !errors.As(err, &bad) {
		t.Fatalf("got %v, want a BadFigure", err)
	}
	if want := (plan.BadFigure{Text: "quý 11", Reason: plan.BadPeriod}); *bad != want {
		t.Errorf("got %+v, want %+v", *bad, want)
	}
	if got, want := bad.Error(), `bad figure "quý 11": no_such_period`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
