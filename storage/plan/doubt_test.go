package plan_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

func things(v int64) plan.Figure { return plan.Figure{Kind: plan.Number, Num: decimal.NewFromInt(v)} }

func percentage(v string) plan.Figure {
	return plan.Figure{Kind: plan.Percent, Num: decimal.RequireFromString(v)}
}

func TestDoubts(t *testing.T) {
	t.Parallel()
	today := calendar.NewDate(2024, 6, 20)
	june := plan.Context{From: calendar.NewDate(2024, 5, 15), To: calendar.NewDate(2024, 6, 14), Today: today}
	after := func(last plan.Figure) plan.Context {
		c := june
		c.Last = &last
		return c
	}
	july, tomorrow := june, june
	july.From, july.To = calendar.NewDate(2024, 6, 21), calendar.NewDate(2024, 7, 20)
	tomorrow.AsOf = today.AddDays(1)

	flow := plan.Target{Measure: plan.Ratio, Accumulation: plan.ByPeriod}
	stock := plan.Target{Measure: plan.Ratio, Accumulation: plan.ToDate}
	counted := plan.Target{Measure: plan.Count, Accumulation: plan.ByPeriod}
	money := plan.Target{Measure: plan.Amount, Accumulation: plan.ToDate}
	milestone := plan.Target{Measure: plan.Milestone, Accumulation: plan.ToDate}
	done, open := plan.Figure{Kind: plan.Done}, plan.Figure{Kind: plan.NotDone}
	none := plan.Figure{Kind: plan.NoCases}

	for _, c := range []struct {
		name    string
		target  plan.Target
		figure  plan.Figure
		context plan.Context
		want    []plan.Doubt
	}{
		{"nothing known before", flow, fraction(145, 150), june, nil},
		{"much as last month", flow, fraction(145, 150), after(fraction(130, 140)), nil},
		{"whole exactly", flow, fraction(150, 150), june, nil},
		{"more than the whole", flow, fraction(160, 150), june, []plan.Doubt{plan.DoubtOverWhole}},
		{"more than 100%", flow, percentage("100.1"), june, []plan.Doubt{plan.DoubtOverWhole}},
		{"a count may be over 100", counted, things(101), june, nil},
		{"numerator alone", flow, fraction(97, 0), june, []plan.Doubt{plan.DoubtDenominator}},
		{"running period", flow, fraction(1, 2), plan.Context{From: today, To: today.AddDays(30), Today: today}, nil},
		{"period to come", flow, fraction(1, 2), july, []plan.Doubt{plan.DoubtFuture}},
		{"day to come", flow, fraction(1, 2), tomorrow, []plan.Doubt{plan.DoubtFuture}},

		{"three times as many", flow, fraction(440, 450), after(fraction(145, 150)), nil},
		{"a slipped digit", flow, fraction(1450, 1500), after(fraction(145, 150)), []plan.Doubt{plan.DoubtFarFromLast}},
		{"a lost digit", flow, fraction(14, 15), after(fraction(145, 150)), []plan.Doubt{plan.DoubtFarFromLast}},
		{"small numbers jump", flow, fraction(9, 10), after(fraction(2, 2)), nil},
		{"thirty points", flow, percentage("67"), after(percentage("97")), nil},
		{"over thirty points", flow, percentage("66.9"), after(percentage("97")), []plan.Doubt{plan.DoubtFarFromLast}},
		{"few cases swing", flow, fraction(1, 2), after(fraction(2, 2)), nil},
		{"rate against percentage", flow, fraction(60, 100), after(percentage("97")), []plan.Doubt{plan.DoubtFarFromLast}},
		{"no cases after many", flow, none, after(fraction(145, 150)), nil},
		{"many after no cases", flow, fraction(145, 150), after(none), nil},
		{"money off by thousand", money, things(1_500_000_000), after(things(1_400_000)), []plan.Doubt{plan.DoubtFarFromLast}},
		{"first initiatives", counted, things(3), after(things(0)), nil},

		{"fewer by period is normal", flow, fraction(120, 125), after(fraction(145, 150)), nil},
		{"fewer to date", stock, fraction(3, 6), after(fraction(4, 6)), []plan.Doubt{plan.DoubtDecreasing}},
		{"as many to date", stock, fraction(4, 6), after(fraction(4, 6)), nil},
		{"lower rate to date", stock, percentage("40"), after(fraction(41, 100)), []plan.Doubt{plan.DoubtDecreasing}},
		{"less money", money, things(900), after(things(1000)), []plan.Doubt{plan.DoubtDecreasing}},
		{"done no more", milestone, open, after(done), []plan.Doubt{plan.DoubtDecreasing}},
		{"done now", milestone, done, after(open), nil},
		{"all at once", stock, fraction(20, 10), after(fraction(5, 60)),
			[]plan.Doubt{plan.DoubtOverWhole, plan.DoubtFarFromLast}},
	} {
		if diff := cmp.Diff(c.want, plan.Doubts(c.target, c.figure, c.context)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
