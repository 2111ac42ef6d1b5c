package xlsx_test

import (
	"bytes"
	"iter"
	"runtime"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"planbot/bot/report/xlsx"
	"planbot/storage/calendar"
)

func book(rows iter.Seq[xlsx.Row]) xlsx.Book {
	return xlsx.Book{Title: "Phụ lục", Author: "UBND xã", Written: calendar.NewDate(2024, 6, 14), Font: "Times New Roman", Sheets: []xlsx.Sheet{
		{Name: "Số liệu", Head: 2, Widths: []float64{10, 20, 30}, Rows: rows},
		{Name: "Trống", Rows: slices.Values([]xlsx.Row{})},
		{Name: "Khác", Rows: slices.Values([]xlsx.Row{xlsx.Cells(xlsx.Text, "x")})},
	}}
}

func few() iter.Seq[xlsx.Row] {
	return slices.Values([]xlsx.Row{
		{{Value: "Tên", Look: xlsx.Title, Span: 3}},
		xlsx.Cells(xlsx.Head, "a", "b", "c"),
		{{Value: "=1+1", Look: xlsx.Text}, {Value: 1234567, Look: xlsx.Money}, {Value: 0.5, Formula: "1/2", Look: xlsx.Number}},
		{{}, {Value: 3, Look: xlsx.Middle}},
	})
}

func bytesOf(t testing.TB, b xlsx.Book) []byte {
	t.Helper()
	file, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestSameBookSameBytes(t *testing.T) {
	t.Parallel()
	first := bytesOf(t, book(few()))
	for range 20 {
		if !bytes.Equal(first, bytesOf(t, book(few()))) {
			t.Fatal("the bytes differ")
		}
	}
}

func TestCells(t *testing.T) {
	t.Parallel()
	f, err := excelize.OpenReader(bytes.NewReader(bytesOf(t, book(few()))))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Số liệu", "Trống", "Khác"}) {
		t.Errorf("sheets %q", got)
	}
	for ref, want := range map[string]string{"A1": "Tên", "B2": "b", "A3": "=1+1", "B3": "1,234,567", "C3": "0.5", "A4": "", "B4": "3"} {
		if got, _ := f.GetCellValue("Số liệu", ref); got != want {
			t.Errorf("%s is %q, want %q", ref, got, want)
		}
	}
	formula, _ := f.GetCellFormula("Số liệu", "C3")
	text, _ := f.GetCellFormula("Số liệu", "A3")
	if formula != "1/2" || text != "" {
		t.Errorf("formulas %q and %q", formula, text)
	}
	merged, _ := f.GetMergeCells("Số liệu")
	if len(merged) != 1 || merged[0].GetEndAxis() != "C1" {
		t.Errorf("merged %v", merged)
	}
	if panes, _ := f.GetPanes("Số liệu"); !panes.Freeze || panes.YSplit != 2 {
		t.Errorf("%+v", panes)
	}
	if layout, _ := f.GetPageLayout("Số liệu"); layout.Orientation == nil || *layout.Orientation != "landscape" {
		t.Error("the sheet is not printed sideways")
	}
	if names := f.GetDefinedName(); len(names) != 1 || names[0].RefersTo != "'Số liệu'!$1:$2" {
		t.Errorf("the head does not stand on every page: %v", names)
	}
}

func TestNamesThatNoSheetMayHave(t *testing.T) {
	t.Parallel()
	b := book(few())
	b.Sheets[1].Name = "a/b"
	if _, err := b.Bytes(); err == nil {
		t.Error("no error")
	}
}

// Five years of a commune are some tens of thousands of rows; they must neither take long nor much memory.
func BenchmarkLongSheet(b *testing.B) {
	rows := func(yield func(xlsx.Row) bool) {
		for i := range 30_000 {
			if !yield(xlsx.Cells(xlsx.Text, i, "Hồ sơ trước hạn, đúng hạn", "Văn phòng - thống kê xã", 145, 150, 96.67, "15/5/2024")) {
				return
			}
		}
	}
	var before, after runtime.MemStats
	for b.Loop() {
		runtime.ReadMemStats(&before)
		bytesOf(b, book(rows))
		runtime.ReadMemStats(&after)
	}
	b.ReportMetric(float64(after.HeapSys-before.HeapSys)/(1<<20), "MB-more")
}
