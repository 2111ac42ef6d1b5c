package report_test

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"planbot/bot/report"
	"planbot/storage/plan"
)

func annex(t *testing.T, r report.PeriodicReport) []byte {
	t.Helper()
	file, err := report.Annex(r)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func open(t *testing.T, file []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestAnnex(t *testing.T) {
	t.Parallel()
	f := open(t, annex(t, june(t)))
	var said strings.Builder
	for _, sheet := range f.GetSheetList() {
		fmt.Fprintf(&said, "== %s\n", sheet)
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			said.WriteString(strings.Join(row, " | ") + "\n")
		}
	}
	golden(t, "annex.txt", said.String())
}

func TestAnnexIsDeterministic(t *testing.T) {
	t.Parallel()
	first := annex(t, june(t))
	for range 10 {
		if !bytes.Equal(first, annex(t, june(t))) {
			t.Fatal("two workbooks of the same report differ")
		}
	}
}

// What stands in a cell is what its formula comes to: some readers show the one, some work out the other.
func TestAnnexFormulasComeToWhatStandsThere(t *testing.T) {
	t.Parallel()
	f := open(t, annex(t, firstHalf(t)))
	sums, rates, counts := 0, 0, 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for y := range rows {
			for x := range 14 {
				ref, _ := excelize.CoordinatesToCellName(x+1, y+1)
				formula, err := f.GetCellFormula(sheet, ref)
				if err != nil || formula == "" {
					continue
				}
				sums += strings.Count(formula, "SUM(")
				rates += strings.Count(formula, "ROUND(") / 3
				counts += strings.Count(formula, "COUNTIFS(")
				stands, _ := f.GetCellValue(sheet, ref, excelize.Options{RawCellValue: true})
				comesTo, err := f.CalcCellValue(sheet, ref, excelize.Options{RawCellValue: true})
				if err != nil || !same(stands, comesTo) {
					t.Errorf("%s!%s: %s comes to %s, and %s stands there (%v)", sheet, ref, formula, comesTo, stands, err)
				}
			}
		}
	}
	if sums < 20 || rates < 20 || counts < 50 {
		t.Errorf("%d sums, %d rates, %d counts are formulas", sums, rates, counts)
	}
}

func same(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && math.Abs(x-y) < 1e-9*max(1, math.Abs(x))
}

// A rate just below its goal is not rounded up to it: neither in what stands there nor by the formula.
func TestAnnexNeverRoundsUpToTheGoal(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.file(9, 0, "VPTK", 1, of(96996, 100000))
	s.file(1, 0, "VPTK", 1, of(30001, 100000))
	this, next := report.Spans(plan.Period{Kind: plan.Month, Year: 2024, No: 1}, s.plan.Cutoff)
	f := open(t, annex(t, report.Compose(s.plan, s.states(this.To), this, next, report.Kept{Day: this.To})))
	for _, c := range []struct{ task, actual, share string }{{"9", "96.99", "99.99"}, {"1a", "30.01", "100.01"}} {
		row := find(t, f, c.task)
		for column, want := range map[string]string{"J": c.actual, "K": c.share} {
			stands, _ := f.GetCellValue("Chỉ tiêu", column+row, excelize.Options{RawCellValue: true})
			comesTo, err := f.CalcCellValue("Chỉ tiêu", column+row, excelize.Options{RawCellValue: true})
			if stands != want || !same(comesTo, want) {
				t.Errorf("task %s, column %s: %s stands there, the formula comes to %s (%v), want %s", c.task, column, stands, comesTo, err, want)
			}
		}
	}
}

// find is the row of a task in the sheet of figures.
func find(t *testing.T, f *excelize.File, task string) string {
	t.Helper()
	rows, err := f.GetRows("Chỉ tiêu")
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if len(row) > 0 && row[0] == task {
			return strconv.Itoa(i + 1)
		}
	}
	t.Fatalf("no task %s", task)
	return ""
}

func TestAnnexTakesNoTextForAFormula(t *testing.T) {
	t.Parallel()
	r := june(t)
	r.Obstacles = []report.Obstacle{{Text: `=HYPERLINK("http://example.invalid")`, Unit: "+1", Answer: "@x\x00\u202e"}}
	f := open(t, annex(t, r))
	if text, _ := f.GetCellValue("Vướng mắc, giải trình", "C4"); !strings.HasPrefix(text, "=HYPERLINK") {
		t.Errorf("the text reads %q", text)
	}
	if formula, _ := f.GetCellFormula("Vướng mắc, giải trình", "C4"); formula != "" {
		t.Errorf("the text became the formula %q", formula)
	}
}

func TestAnnexName(t *testing.T) {
	t.Parallel()
	if got := report.AnnexName(june(t)); got != "phu-luc-cchc-thang-6-2024.xlsx" {
		t.Errorf("got %s", got)
	}
}
