package plan_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// expect is a target of the measure on Thursday, 20 June 2024.
func expect(m plan.Measure) plan.Expect {
	nouns := map[plan.Measure]string{plan.Ratio: "hồ sơ", plan.Count: "sáng kiến", plan.Amount: "đồng"}
	return plan.Expect{
		Measure: m, Accumulation: plan.ByPeriod, Noun: nouns[m],
		Today: calendar.NewDate(2024, 6, 20), PlanYear: 2024,
	}
}

// checkCorpus reads every line "typed => want" of a corpus as it stands, and as other phones and hands would send it.
func checkCorpus(t *testing.T, m plan.Measure, corpus string) {
	t.Helper()
	checkTyped(t, m, corpus, func(typed string) []string {
		all := accented(typed)
		if !accentsMatter(typed) {
			all = append(all, plan.Fold(typed))
		}
		return all
	})
}

func checkTyped(t *testing.T, m plan.Measure, corpus string, variants func(typed string) []string) {
	t.Helper()
	for line := range strings.SplitSeq(strings.TrimSpace(corpus), "\n") {
		typed, want, ok := strings.Cut(line, "=>")
		if !ok {
			t.Fatalf("corpus line %q has no =>", line)
		}
		typed, want = strings.TrimSpace(typed), strings.TrimSpace(want)
		if got := read(typed, m); got != want {
			t.Errorf("%s %q reads as\n got %s\nwant %s", m, typed, got, want)
		}
		for _, variant := range variants(typed) {
			if got := read(variant, m); withoutText(got) != withoutText(want) {
				t.Errorf("%s %q, variant of %q, reads as\n got %s\nwant %s", m, variant, typed, got, want)
			}
		}
	}
}

// accented are the same words decomposed, in capitals, and between spaces.
func accented(typed string) []string {
	return []string{norm.NFD.String(typed), strings.ToUpper(typed), "  " + typed + "\u00a0"}
}

// accentsMatter holds for words that are other words without accents: a fund is no quarter, "after" is not six,
// "collect" is no weekday.
func accentsMatter(typed string) bool {
	for _, word := range []string{"quỹ", "sau", "thu "} {
		if strings.Contains(typed, word) {
			return true
		}
	}
	return false
}

// withoutText leaves out what repeats the words as typed.
func withoutText(s string) string {
	s, _, _ = strings.Cut(s, " note=")
	s, _, _ = strings.Cut(s, "note=")
	s, _, _ = strings.Cut(s, ` "`)
	return strings.TrimSpace(s)
}

// read writes a reading down in one line: the figure (~ for an estimate), {period}, @day, [options], ?doubt, the
// note, !error.
func read(typed string, m plan.Measure) string {
	reading, err := plan.ReadFigure(typed, expect(m))
	said := describe(reading)
	var bad *plan.BadFigure
	switch {
	case errors.As(err, &bad):
		said += fmt.Sprintf(" !%s %q", bad.Reason, bad.Text)
	case errors.Is(err, plan.ErrNoFigure):
		said += " !none"
	}
	return strings.TrimSpace(said)
}

func describe(r plan.Reading) string {
	parts := []string{describeFigure(r.Figure)}
	if r.Delta {
		parts = append(parts, "delta")
	}
	if r.Period != nil {
		parts = append(parts, fmt.Sprintf("{%s %d/%d}", r.Period.Kind, r.Period.No, r.Period.Year))
	}
	if r.AsOf != nil {
		parts = append(parts, "@"+r.AsOf.String())
	}
	var options []string
	for _, o := range r.Options {
		o.Note = ""
		options = append(options, describe(o))
	}
	if len(options) > 0 {
		parts = append(parts, "["+strings.Join(options, " | ")+"]")
	}
	if r.Ask != "" {
		parts = append(parts, "?"+string(r.Ask))
	}
	if r.Note != "" {
		parts = append(parts, fmt.Sprintf("note=%q", r.Note))
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

func describeFigure(f plan.Figure) string {
	said := string(f.Kind)
	switch f.Kind {
	case plan.Fraction:
		said = f.Num.String() + "/" + f.Den.String()
	case plan.Percent:
		said = f.Num.String() + "%"
	case plan.Number:
		said = f.Num.String()
	}
	if f.Estimate {
		said += " ~"
	}
	return said
}
