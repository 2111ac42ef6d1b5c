package report_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"planbot/bot/report"
	"planbot/bot/report/xlsx"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

var formDay = calendar.NewDate(2024, 6, 14)

// formOf is a form of so many rows of one target and its plan.
func formOf(rows int) (plan.Form, *plan.Plan) {
	p := &plan.Plan{
		Year: 2024, Number: "27/KH-UBND", Commune: plan.Commune{Code: "sonky", Name: "xã Sơn Kỳ"}, Cutoff: 14,
		Units: []plan.Unit{{ID: 1, Code: "A", Name: "Văn phòng"}},
		Tasks: []plan.Task{{ID: 1, No: 9, Title: "Hồ sơ đúng hạn", Targets: []plan.Target{{
			ID: 1, Mark: "a", Name: "Tỷ lệ hồ sơ đúng hạn", Measure: plan.Ratio, Noun: "hồ sơ",
			Goals: []plan.Goal{{Comparator: plan.AtLeast, Value: decimal.NewFromInt(97)}},
		}}}},
	}
	f := plan.Form{ID: 1, Code: "CODE"}
	for i := range rows {
		f.Slots = append(f.Slots, plan.Slot{Target: 1, Unit: 1, Period: plan.Period{Kind: plan.Month, Year: 2024, No: i%12 + 1}})
	}
	return f, p
}

func templateOf(tb testing.TB, rows int, fill func(f *excelize.File)) []byte {
	tb.Helper()
	form, p := formOf(rows)
	data, err := report.Template(form, p, formDay)
	if err != nil {
		tb.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	fill(f)
	out, err := f.WriteToBuffer()
	if err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func TestTemplateIsGuarded(t *testing.T) {
	t.Parallel()
	templateOf(t, 3, func(f *excelize.File) {
		if shown, _ := f.GetSheetVisible("planbot"); shown {
			t.Error("the mark is shown")
		}
		if shown, _ := f.GetColVisible("Số liệu", "L"); shown {
			t.Error("the numbers of the rows are shown")
		}
		checks, err := f.GetDataValidations("Số liệu")
		if err != nil || len(checks) != 5 {
			t.Errorf("%d checks, %v", len(checks), err)
		}
		for cell, open := range map[string]bool{"A4": false, "F6": false, "G4": true, "K6": true, "L4": false} {
			id, _ := f.GetCellStyle("Số liệu", cell)
			style, err := f.GetStyle(id)
			if err != nil || (style.Protection != nil && !style.Protection.Locked) != open {
				t.Errorf("%s: %v, %+v", cell, err, style.Protection)
			}
		}
		if err := f.UnprotectSheet("Số liệu", "wrong"); err == nil {
			t.Error("the sheet is not protected")
		}
	})
}

func TestReadTemplate(t *testing.T) {
	t.Parallel()
	data := templateOf(t, 4, func(f *excelize.File) {
		percent, _ := f.NewStyle(&excelize.Style{NumFmt: 10})
		for cell, v := range map[string]any{"G4": 145, "H4": 150.5, "I5": " không phát sinh ", "I6": 0.975, "K7": "chỉ ghi chú"} {
			if err := f.SetCellValue("Số liệu", cell, v); err != nil {
				t.Fatal(err)
			}
		}
		_ = f.SetCellStyle("Số liệu", "I6", "I6", percent)
	})
	got, ours, err := report.ReadTemplate(data)
	if err != nil || !ours || got.Code != "CODE" || len(got.Rows) != 3 {
		t.Fatalf("%+v, %v, %v", got, ours, err)
	}
	form, p := formOf(4)
	for i, want := range []string{"1 145 150,5 ", "2   không phát sinh", "3   97,5%"} {
		r := got.Rows[i]
		if said := fmt.Sprintf("%d %s %s %s", r.No, r.Num, r.Den, r.Value); said != want || !r.IsAbout(p, form.Slots[r.No-1], formDay) {
			t.Errorf("row %d says %q, want %q", i, said, want)
		}
	}
	if got.Rows[0].IsAbout(p, form.Slots[1], formDay) {
		t.Error("a row is about another month")
	}
}

// packed is an archive of one part of a workbook beside what must be there; size is what it says of itself.
func packed(t *testing.T, name string, content io.Reader, size func(int64) int64) []byte {
	t.Helper()
	var body, out bytes.Buffer
	sum := crc32.NewIEEE()
	deflate, _ := flate.NewWriter(&body, flate.BestCompression)
	n, err := io.Copy(io.MultiWriter(deflate, sum), content)
	if err == nil {
		err = deflate.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	archive := zip.NewWriter(&out)
	if _, err := archive.Create("xl/workbook.xml"); err != nil {
		t.Fatal(err)
	}
	w, err := archive.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: sum.Sum32(),
		CompressedSize64: uint64(body.Len()), UncompressedSize64: uint64(size(n))})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := body.WriteTo(w); err != nil || archive.Close() != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func honest(n int64) int64 { return n }

func TestReadTemplateOfBadFiles(t *testing.T) {
	t.Parallel()
	zeros := func() io.Reader { return io.LimitReader(zero{}, 200<<20) }
	far := `<worksheet><sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>`
	wide := `<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>`
	many := `<worksheet><sheetData>` + strings.Repeat("<row/>", xlsx.MostRows+1) + `</sheetData></worksheet>`
	for name, c := range map[string]struct {
		data []byte
		want xlsx.BadReason
	}{
		"nothing":          {nil, xlsx.BadKind},
		"text":             {[]byte("a,b,c"), xlsx.BadKind},
		"cut off":          {templateOf(t, 1, func(*excelize.File) {})[:500], xlsx.BadBroken},
		"a bomb":           {packed(t, "xl/media/a.bin", zeros(), honest), xlsx.BadHuge},
		"a lying bomb":     {packed(t, "xl/media/a.bin", zeros(), func(int64) int64 { return 10 }), xlsx.BadBroken},
		"a sheet of zeros": {packed(t, "xl/worksheets/sheet1.xml", zeros(), honest), xlsx.BadHuge},
		"a far row":        {packed(t, "xl/worksheets/sheet1.xml", strings.NewReader(far), honest), xlsx.BadHuge},
		"a far column":     {packed(t, "xl/worksheets/sheet1.xml", strings.NewReader(wide), honest), xlsx.BadHuge},
		"many rows":        {packed(t, "xl/worksheets/sheet1.xml", strings.NewReader(many), honest), xlsx.BadHuge},
		"a document":       {docxFile(t), xlsx.BadKind},
		"merged":           {templateOf(t, 2, func(f *excelize.File) { _ = f.MergeCell("Số liệu", "G4", "G5") }), xlsx.BadMerged},
	} {
		_, _, err := report.ReadTemplate(c.data)
		var bad *xlsx.Bad
		if !errors.As(err, &bad) || bad.Reason != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

type zero struct{}

func (zero) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func docxFile(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	if _, err := archive.Create("word/document.xml"); err != nil || archive.Close() != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A filled template of thousands of rows is read while somebody waits.
func BenchmarkReadTemplate(b *testing.B) {
	data := templateOf(b, 5000, func(f *excelize.File) {
		for row := 4; row < 5004; row++ {
			_ = f.SetCellValue("Số liệu", fmt.Sprintf("G%d", row), 145)
			_ = f.SetCellValue("Số liệu", fmt.Sprintf("H%d", row), 150)
			_ = f.SetCellValue("Số liệu", fmt.Sprintf("K%d", row), "ghi chú")
		}
	})
	b.ReportAllocs()
	for b.Loop() {
		got, _, err := report.ReadTemplate(data)
		if err != nil || len(got.Rows) != 5000 {
			b.Fatal(len(got.Rows), err)
		}
	}
}
