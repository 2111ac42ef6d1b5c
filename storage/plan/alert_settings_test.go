package plan_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

func span(from, to string) calendar.Span {
	s, err := calendar.ParseSpan(from + "-" + to)
	if err != nil {
		panic(err)
	}
	return s
}

// every is a commune that left nothing to planbot.
func every() plan.AlertSettings {
	return plan.AlertSettings{
		Morning: calendar.NewTimeOfDay(8, 0), ReportTime: calendar.NewTimeOfDay(15, 30),
		Window: calendar.Hours{Spans: []calendar.Span{span("07:00", "11:30"), span("13:30", "17:00")}},
		Hours:  calendar.Hours{Spans: []calendar.Span{span("07:00", "11:00")}},
		Leads:  []int{10, 2}, Repeats: []int{1, 4}, RepeatEvery: 10, AckDays: 2, LongOverdue: 8, MostPushes: 3,
		WaitWarn: 1, ClockHours: true, PaceSample: 50, PacePeriods: 4,
		Ladder: []plan.LadderStep{{To: plan.ToLead}, {To: plan.ToChairman, Wait: 3}},
	}
}

func TestAlertDefaults(t *testing.T) {
	t.Parallel()
	want := plan.AlertSettings{
		Morning: calendar.NewTimeOfDay(7, 45), ReportTime: calendar.NewTimeOfDay(16, 0),
		Window: calendar.Hours{Spans: []calendar.Span{span("07:30", "11:30"), span("13:30", "17:00")}},
		Hours:  calendar.Hours{Spans: []calendar.Span{span("07:30", "11:30"), span("13:30", "17:30")}},
		Leads:  []int{15, 7, 3, 1}, Repeats: []int{1, 2, 3, 5, 8}, RepeatEvery: 5, AckDays: 3, LongOverdue: 5,
		MostPushes: 2, WaitWarn: 2, PaceSample: 30, PacePeriods: 3,
		Ladder: []plan.LadderStep{
			{To: plan.ToLead}, {To: plan.ToOffice, Wait: 1}, {To: plan.ToViceChairman, Wait: 2}, {To: plan.ToChairman, Wait: 2},
		},
	}
	if diff := cmp.Diff(want, plan.AlertSettings{}.WithDefaults()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The example must not fall behind the type: with a field missing, the tests that use it would prove nothing.
func TestEverySettingIsInTheExample(t *testing.T) {
	t.Parallel()
	settings := reflect.ValueOf(every())
	for i := range settings.NumField() {
		if settings.Field(i).IsZero() {
			t.Errorf("%s is left out", settings.Type().Field(i).Name)
		}
	}
}

func TestDefaultsChangeNothingThatIsSet(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		own := drawSettings(t)
		full := own.WithDefaults()
		if diff := cmp.Diff(full, full.WithDefaults()); diff != "" {
			t.Fatalf("filled in twice (-once +twice):\n%s", diff)
		}
		was, is, unset := reflect.ValueOf(own), reflect.ValueOf(full), reflect.ValueOf(plan.AlertSettings{}.WithDefaults())
		for i := range was.NumField() {
			want := was.Field(i)
			if want.IsZero() {
				want = unset.Field(i)
			}
			if diff := cmp.Diff(want.Interface(), is.Field(i).Interface()); diff != "" {
				t.Fatalf("%s (-want +got):\n%s", was.Type().Field(i).Name, diff)
			}
		}
	})
}

func TestAlertSettingsSurviveJSON(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := drawSettings(t)
		stored, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got plan.AlertSettings
		if err := json.Unmarshal(stored, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("through %s (-want +got):\n%s", stored, diff)
		}
	})
}

// Rows of communes that set something hold this form.
func TestAlertSettingsInJSON(t *testing.T) {
	t.Parallel()
	for want, settings := range map[string]plan.AlertSettings{
		`{}`: {},
		`{"morning":"08:00","window":{"spans":["07:00-11:30","13:30-17:00"]},"hours":{"spans":["07:00-11:00"]},` +
			`"report_time":"15:30","leads":[10,2],"repeats":[1,4],"repeat_every":10,"ack_days":2,"long_overdue":8,` +
			`"most_pushes":3,"wait_warn":1,"clock_hours":true,"pace_sample":50,"pace_periods":4,` +
			`"ladder":[{"to":"lead"},{"to":"chairman","wait":3}]}`: every(),
	} {
		if got, err := json.Marshal(settings); err != nil || string(got) != want {
			t.Errorf("got %s, %v, want %s", got, err, want)
		}
	}
}

func TestOwnAlertSettings(t *testing.T) {
	t.Parallel()
	if got := (plan.AlertSettings{}).Own(); len(got) > 0 {
		t.Errorf("of nothing set: got %v", got)
	}
	want := []plan.Setting{
		{Name: "morning", Value: "08:00"}, {Name: "window", Value: "07:00-11:30, 13:30-17:00"},
		{Name: "hours", Value: "07:00-11:00"}, {Name: "report_time", Value: "15:30"}, {Name: "leads", Value: "10, 2"},
		{Name: "repeats", Value: "1, 4"}, {Name: "repeat_every", Value: "10"}, {Name: "ack_days", Value: "2"},
		{Name: "long_overdue", Value: "8"}, {Name: "most_pushes", Value: "3"}, {Name: "wait_warn", Value: "1"},
		{Name: "waits", Value: "clock"}, {Name: "pace_sample", Value: "50"}, {Name: "pace_periods", Value: "4"},
		{Name: "ladder", Value: "lead +0, chairman +3"},
	}
	if diff := cmp.Diff(want, every().Own()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDiffSeesAlertSettings(t *testing.T) {
	t.Parallel()
	old, changed := of(), of()
	old.Commune.Alerts = plan.AlertSettings{Leads: []int{10, 2}, AckDays: 2}
	changed.Commune.Alerts = plan.AlertSettings{Leads: []int{10, 3}, Morning: calendar.NewTimeOfDay(8, 0)}
	want := []plan.Edit{
		{Field: "commune alerts: morning", New: "08:00"},
		{Field: "commune alerts: leads", Old: "10, 2", New: "10, 3"},
		{Field: "commune alerts: ack_days", Old: "2"},
	}
	if diff := cmp.Diff(plan.Changes{Plan: want}, plan.Diff(old, changed)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// No setting may change unseen: an import that sees no difference writes nothing.
func TestDiffMissesNoAlertSetting(t *testing.T) {
	t.Parallel()
	full := reflect.ValueOf(every())
	for i := range full.NumField() {
		old, changed := of(), of()
		reflect.ValueOf(&changed.Commune.Alerts).Elem().Field(i).Set(full.Field(i))
		if c := plan.Diff(old, changed); len(c.Plan) != 1 {
			t.Errorf("%s: got %+v, want one edit", full.Type().Field(i).Name, c.Plan)
		}
	}
}

// drawSettings draws settings of any sense, each left to planbot now and then.
func drawSettings(t *rapid.T) plan.AlertSettings {
	number := func(name string) int { return rapid.IntRange(0, 60).Draw(t, name) }
	clock := func(name string) calendar.TimeOfDay {
		return calendar.TimeOfDay(rapid.IntRange(0, 24*60).Draw(t, name))
	}
	return plan.AlertSettings{
		Morning: clock("morning"), ReportTime: clock("report_time"), Window: drawHours(t, "window"), Hours: drawHours(t, "hours"),
		Leads: drawDays(t, "leads"), Repeats: drawDays(t, "repeats"), RepeatEvery: number("repeat_every"),
		AckDays: number("ack_days"), LongOverdue: number("long_overdue"), MostPushes: number("most_pushes"),
		WaitWarn: number("wait_warn"), ClockHours: rapid.Bool().Draw(t, "clock"), PaceSample: number("pace_sample"),
		PacePeriods: number("pace_periods"), Ladder: drawLadder(t),
	}
}

func drawHours(t *rapid.T, name string) calendar.Hours {
	cuts := rapid.SliceOfNDistinct(rapid.IntRange(0, 24*60), 0, 6, rapid.ID[int]).Draw(t, name)
	slices.Sort(cuts)
	var h calendar.Hours
	for ; len(cuts) >= 2; cuts = cuts[2:] {
		h.Spans = append(h.Spans, calendar.Span{From: calendar.TimeOfDay(cuts[0]), To: calendar.TimeOfDay(cuts[1])})
	}
	return h
}

func drawDays(t *rapid.T, name string) []int {
	return orNil(rapid.SliceOfN(rapid.IntRange(1, 60), 0, 6).Draw(t, name))
}

func drawLadder(t *rapid.T) []plan.LadderStep {
	step := rapid.Custom(func(t *rapid.T) plan.LadderStep {
		return plan.LadderStep{
			To:   rapid.SampledFrom([]plan.Audience{plan.ToLead, plan.ToOffice, plan.ToViceChairman, plan.ToChairman}).Draw(t, "to"),
			Wait: rapid.IntRange(0, 30).Draw(t, "wait"),
		}
	})
	return orNil(rapid.SliceOfN(step, 0, 4).Draw(t, "ladder"))
}

// orNil turns an empty list into the one that a file without the key gives.
func orNil[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}
