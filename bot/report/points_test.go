package report_test

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The report over half a year says how far the index is: in a sentence, in an annex and on a sheet.
func TestPoints(t *testing.T) {
	t.Parallel()
	r := firstHalf(t)
	said := text(t, periodic(t, r))
	from := strings.Index(said, "Tự chấm điểm")
	if from < 0 {
		t.Fatal("the report says nothing of points")
	}
	rows, err := open(t, annex(t, r)).GetRows("Điểm", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	var sheet strings.Builder
	for _, row := range rows {
		sheet.WriteString(strings.Join(row, " | ") + "\n")
	}
	section, _, _ := strings.Cut(said[from:], "IV")
	golden(t, "points.txt", section+"\n"+said[strings.LastIndex(said, "TỰ CHẤM ĐIỂM"):]+"\n"+sheet.String())
}

// A month's report says nothing of points.
func TestPointsOfAMonth(t *testing.T) {
	t.Parallel()
	if said := text(t, periodic(t, june(t))); strings.Contains(strings.ToLower(said), "chấm điểm") {
		t.Error("a month's report tells points")
	}
}
