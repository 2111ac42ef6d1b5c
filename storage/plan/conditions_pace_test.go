package plan_test

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// forecasts reports whether a condition forecasts this value; empty: none, which is not the same as nothing.
func forecasts(c plan.Condition, want string) bool {
	if c.Inputs.Forecast == nil || want == "" {
		return c.Inputs.Forecast == nil && want == ""
	}
	return c.Inputs.Forecast.Equal(decimal.RequireFromString(want))
}

func TestPace(t *testing.T) {
	t.Parallel()
	amount := initiatives()
	amount.Measure, amount.Accumulation = plan.Amount, plan.ByPeriod
	amount.Goals = []plan.Goal{{Comparator: plan.AtLeast, Value: d(700)}}
	late := inspections()
	late.Road = []plan.Waypoint{{On: day("2024-12-01"), Value: d(0)}}
	slow := initiatives()
	slow.Road = []plan.Waypoint{{On: day("2024-12-01"), Value: d(0)}}
	exact := slow
	exact.Goals = []plan.Goal{{Comparator: plan.Exactly, Value: d(3)}}
	numbers := func(all ...int64) (figures []plan.Figure) {
		for _, n := range all {
			figures = append(figures, number(n))
		}
		return figures
	}
	for _, c := range []struct {
		name               string
		task               plan.Task
		filed              []plan.Figure // from February on
		at                 string
		standing           plan.Standing // empty: no condition
		expected, forecast string
	}{
		{"under the planned road", by("2024-12-31", inspections()), []plan.Figure{fraction(1, 10)}, "2024-07-01", plan.AtRisk, "14.958904", ""},
		{"on it", by("2024-12-31", inspections()), []plan.Figure{fraction(2, 10)}, "2024-07-01", "", "", ""},
		{"nothing reported yet", by("2024-12-31", inspections()), nil, "2024-07-01", "", "", ""},
		{"met", by("2024-12-31", inspections()), []plan.Figure{fraction(4, 10)}, "2024-07-01", "", "", ""},
		{"due: that is below target", by("2024-12-31", inspections()), []plan.Figure{fraction(1, 10)}, "2024-12-31", "", "", ""},
		{"a milestone has no pace", by("2024-12-31", milestone()), []plan.Figure{notDone, notDone, notDone}, "2024-07-01", "", "", ""},

		// Two points from 01/01 to 14/04, 104 days; 261 more to the end of the year: 2 + 2*261/104.
		{"grows too slowly", by("2024-12-31", late), []plan.Figure{fraction(0, 100), fraction(1, 100), fraction(2, 100)}, "2024-05-01", plan.OnTrack, "0", "7.019231"},
		{"too few periods to tell", by("2024-12-31", late), []plan.Figure{fraction(1, 100), fraction(2, 100)}, "2024-05-01", "", "", ""},
		{"too few cases to tell", by("2024-12-31", late), []plan.Figure{fraction(0, 29), fraction(1, 29), fraction(2, 29)}, "2024-05-01", "", "", ""},
		{"grows fast enough", by("2024-12-31", late), []plan.Figure{fraction(0, 100), fraction(5, 100), fraction(20, 100)}, "2024-05-01", "", "", ""},
		// One point in the last three periods, the 90 days from 14/02 to 14/05, and 231 days more: 25 + 231/90.
		{"the pace of late counts", by("2024-12-31", late), []plan.Figure{fraction(24, 100), fraction(24, 100), fraction(24, 100), fraction(25, 100)}, "2024-06-01", plan.OnTrack, "0", "27.566667"},
		{"a value that falls", by("2024-12-31", late), []plan.Figure{fraction(24, 100), fraction(12, 100), fraction(10, 100), fraction(8, 100)}, "2024-06-01", plan.OnTrack, "0", "0"},

		{"one initiative in 104 days makes three and a half", by("2024-12-31", slow), numbers(0, 0, 1), "2024-05-01", "", "", ""},
		{"and more than exactly three are enough", by("2024-12-31", exact), numbers(0, 0, 1), "2024-05-01", "", "", ""},
		{"behind, but so fast of late that the whole is in sight", by("2024-12-31", inspections()), []plan.Figure{fraction(0, 100), fraction(0, 100), fraction(0, 100), fraction(29, 100)}, "2024-12-20", plan.AtRisk, "29.09589", "100"},
		{"sums of the periods", by("2024-12-31", amount), numbers(60, 60, 60), "2024-05-01", plan.AtRisk, "232.054795", "631.730769"},
		{"enough of them", by("2024-12-31", amount), numbers(90, 90, 90), "2024-05-01", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := planOf(c.task)
			f := plan.Facts{}
			if c.filed != nil {
				f = factsOf(p, monthly(10, justice, 2, c.filed...))
			}
			got := condition(t, p, f, plan.RulePace, c.at)
			if got.Inputs.Standing != c.standing {
				t.Fatalf("got %q, want %q: %+v", got.Inputs.Standing, c.standing, got.Inputs)
			}
			if c.standing == "" {
				return
			}
			if !got.Inputs.Expected.Equal(dec(t, c.expected)) || !forecasts(got, c.forecast) {
				t.Errorf("got %s expected, %s forecast, want %s, %s", got.Inputs.Expected, got.Inputs.Forecast, c.expected, c.forecast)
			}
			if got.Level != 1 || got.Unit != justice || got.Target != 10 {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// A rate that is met so far but falls will be missed at the end of the year. The plan asks for the months
// from February to December.
func TestPaceOfAFlow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		filed    []plan.Figure // from February on
		standing plan.Standing
		forecast string
	}{
		{"well met", []plan.Figure{fraction(100, 100), fraction(99, 100), fraction(98, 100)}, "", ""},
		// 487 of 500 so far, 287 of 300 in the last three months; seven more like them make 3,470 of 3,600 thirds.
		{"falling", []plan.Figure{fraction(200, 200), fraction(98, 100), fraction(95, 100), fraction(94, 100)}, plan.AtRisk, "96.388889"},
		{"too few periods", []plan.Figure{fraction(400, 400), fraction(94, 100)}, "", ""},
		{"too few cases", []plan.Figure{fraction(27, 27), fraction(1, 1), fraction(0, 1)}, "", ""},
		{"below already", []plan.Figure{fraction(90, 100), fraction(90, 100), fraction(90, 100)}, "", ""},
		{"a month without cases is a month", []plan.Figure{fraction(200, 200), noCases, fraction(10, 12)}, "", ""},
		{"but its volume is none", []plan.Figure{fraction(200, 200), noCases, noCases, fraction(10, 14)}, plan.Met, "94.594595"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := planOf(always(dossiers()))
			got := condition(t, p, factsOf(p, monthly(10, justice, 2, c.filed...)), plan.RulePace, "2024-06-03")
			if got.Inputs.Standing != c.standing {
				t.Fatalf("got %q, want %q: %+v", got.Inputs.Standing, c.standing, got.Inputs)
			}
			if c.standing != "" && !forecasts(got, c.forecast) {
				t.Errorf("got %s, want %s", got.Inputs.Forecast, c.forecast)
			}
		})
	}
}

// Sums of periods stand as of the end of the period, though all of them were reported on one day.
func TestPaceOfSumsReportedTogether(t *testing.T) {
	t.Parallel()
	money := initiatives()
	money.Measure, money.Accumulation = plan.Amount, plan.ByPeriod
	money.Goals = []plan.Goal{{Comparator: plan.AtLeast, Value: d(700)}}
	p := planOf(by("2024-12-31", money))
	filed := monthly(10, justice, 2, number(60), number(60), number(60))
	for i := range filed {
		filed[i].AsOf = day("2024-05-01")
	}
	got := condition(t, p, factsOf(p, filed), plan.RulePace, "2024-05-02")
	if want := dec(t, "631.730769"); !got.Inputs.Forecast.Equal(want) {
		t.Errorf("got %+v, want a forecast of %s", got.Inputs, want)
	}
}

// How much must be known before anything is forecast is the commune's own choice.
func TestPaceByTheCommunesSettings(t *testing.T) {
	t.Parallel()
	p := planOf(always(dossiers()))
	p.Commune.Alerts.PacePeriods = 2
	f := factsOf(p, monthly(10, justice, 2, fraction(200, 200), fraction(98, 100), fraction(93, 100)))
	// 391 of 400 so far, 191 of 200 in the last two months, and eight more like them.
	if got := condition(t, p, f, plan.RulePace, "2024-06-03"); !got.Inputs.Forecast.Equal(dec(t, "96.25")) {
		t.Errorf("got %+v, want 96,25%%", got.Inputs)
	}
	p.Tasks[0].Targets[0].Goals[0].Value = d(85)
	p.Commune.Alerts.PacePeriods = 3
	f = factsOf(p, monthly(10, justice, 2, fraction(18, 18), fraction(4, 4), fraction(2, 3), fraction(1, 3)))
	if got := condition(t, p, f, plan.RulePace, "2024-06-03"); got.Rule != "" {
		t.Errorf("28 cases are too few, got %+v", got.Inputs)
	}
	p.Commune.Alerts.PaceSample = 28
	if got := condition(t, p, f, plan.RulePace, "2024-06-03"); got.Rule == "" {
		t.Error("28 cases are enough where the commune says so")
	}
}

// A flow judged at due is carried on to its due date only: three months are cut off after May and by 30 August.
func TestPaceOfAFlowJudgedAtDue(t *testing.T) {
	t.Parallel()
	target := dossiers()
	target.Judged = plan.AtDue
	p := planOf(by("2024-08-30", target))
	f := factsOf(p, monthly(10, justice, 2, fraction(200, 200), fraction(98, 100), fraction(95, 100), fraction(93, 100)))
	// 486 of 500 so far and 286 of 300 in the last three months, once more.
	if got := condition(t, p, f, plan.RulePace, "2024-06-03"); !got.Inputs.Forecast.Equal(d(96).Add(dec(t, "0.5"))) {
		t.Errorf("got %+v, want 772 of 800", got.Inputs)
	}
	if got := condition(t, p, f, plan.RulePace, "2024-08-30"); got.Rule != "" {
		t.Errorf("when it is due got %+v", got)
	}
}

// Where several units report on one target, their periods are put together.
func TestPaceOfSeveralUnits(t *testing.T) {
	t.Parallel()
	task := always(dossiers())
	task.Relations = lead("BPCM")
	p := planOf(task)
	f := factsOf(p,
		monthly(10, justice, 2, fraction(150, 150), fraction(49, 50)),
		monthly(10, finance, 3, fraction(149, 150), fraction(47, 50), fraction(92, 100)),
	)
	got := condition(t, p, f, plan.RulePace, "2024-06-03")
	// 487 of 500 so far; 198 of 200, 47 of 50 and 92 of 100 in the last three months, and seven more like them.
	if got.Rule == "" || got.Unit != 0 || !got.Inputs.Value.Equal(fraction(487, 500)) {
		t.Fatalf("got %+v", got)
	}
	want := big.NewRat(487*3+337*7, 500*3+350*7)
	if want.Mul(want, big.NewRat(100, 1)); !got.Inputs.Forecast.Equal(dec(t, want.FloatString(6))) {
		t.Errorf("got %s, want %s", got.Inputs.Forecast, want.FloatString(6))
	}
}

// The forecast of a flow, held against the same sum by rational numbers.
func TestPaceOfAFlowIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		target := dossiers()
		target.MinSample = 0
		cmp, goal, _, _ := drawCase(t)
		target.Goals = []plan.Goal{{Comparator: cmp, Value: goal}}
		p := planOf(always(target))
		months := rapid.IntRange(1, 11).Draw(t, "months")
		var figures []plan.Figure
		var num, den, lastNum, lastDen int64
		for m := range months {
			whole := rapid.Int64Range(1, 60).Draw(t, "den")
			good := rapid.Int64Range(0, whole).Draw(t, "num")
			figures = append(figures, fraction(good, whole))
			num, den = num+good, den+whole
			if m >= months-3 {
				lastNum, lastDen = lastNum+good, lastDen+whole
			}
		}
		left := int64(11 - months) // of the eleven months that the plan asks for
		end := big.NewRat(3*num+left*lastNum, 3*den+left*lastDen)
		want := months >= 3 && den >= 30 && reachesRat(cmp, big.NewRat(num, den), goal) && !reachesRat(cmp, end, goal)
		found := false
		for _, c := range p.Conditions(factsOf(p, monthly(10, justice, 2, figures...)), clock("2024-12-20")) {
			if c.Rule != plan.RulePace {
				continue
			}
			found = true
			shown := end.Mul(end, big.NewRat(100, 1)).FloatString(6)
			if !c.Inputs.Forecast.Equal(decimal.RequireFromString(shown)) {
				t.Fatalf("got %s, want %s", c.Inputs.Forecast, shown)
			}
		}
		if found != want {
			t.Fatalf("%d/%d in %d months, then %d like %d/%d for %s %s%%: got %v, want %v", num, den, months, left, lastNum, lastDen, cmp, goal, found, want)
		}
	})
}

func reachesRat(cmp plan.Comparator, rate *big.Rat, goal decimal.Decimal) bool {
	order := new(big.Rat).Mul(rate, big.NewRat(100, 1)).Cmp(goal.Rat())
	return order > 0 || order == 0 && cmp == plan.AtLeast
}

// The forecast of a value that grows does not hang on the day it is asked for, only on the figures.
func TestPaceOfGrowthIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		target := initiatives()
		target.Goals[0].Value = d(1000)
		target.Road = []plan.Waypoint{{On: day("2024-12-30"), Value: d(0)}}
		p := planOf(by("2024-12-31", target))
		var figures []plan.Figure
		at := []calendar.Date{p.From}
		value := []int64{0}
		for m := range rapid.IntRange(3, 10).Draw(t, "months") {
			n := value[m] + rapid.Int64Range(0, 90).Draw(t, "growth")
			figures, value = append(figures, number(n)), append(value, n)
			_, end := month(2 + m).Span(14)
			at = append(at, end)
		}
		last, before := len(value)-1, len(value)-4
		gone := int64(at[last].DaysSince(at[before]))
		left := int64(day("2024-12-31").DaysSince(at[last]))
		end := big.NewRat((value[last]-value[before])*left, gone)
		end.Add(end, big.NewRat(value[last], 1))
		missed := end.Cmp(big.NewRat(1000, 1)) < 0
		found := false
		for _, c := range p.Conditions(factsOf(p, monthly(10, justice, 2, figures...)), clock("2024-12-01")) {
			if c.Rule == plan.RulePace {
				found = true
				if !c.Inputs.Forecast.Equal(decimal.RequireFromString(end.FloatString(6))) {
					t.Fatalf("got %s, want %s", c.Inputs.Forecast, end.FloatString(6))
				}
			}
		}
		if found != missed {
			t.Fatalf("%v: got %v, want %v: %s", value, found, missed, end.FloatString(6))
		}
	})
}
