package xlsx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"planbot/bot/report/xlsx"
)

// parts are a workbook of one sheet, which stands at a path.
func parts(t testing.TB, path, sheet string) []byte {
	t.Helper()
	return zipped(t, map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="planbot" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/` + strings.ReplaceAll(path, `\`, "/") + `"/></Relationships>`,
		"xl/theme/theme1.xml":        `<theme xmlns="http://schemas.openxmlformats.org/drawingml/2006/main"/>`,
		path:                         `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + sheet + `</sheetData></worksheet>`,
	})
}

func zipped(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for name, content := range files {
		w, err := archive.Create(name)
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const usual = "xl/worksheets/sheet1.xml"

// costly are small files that would need much room, each by a way of its own.
func costly(t testing.TB) map[string][]byte {
	t.Helper()
	rows := func(row func(int) string) string {
		var all strings.Builder
		for i := range 12_000 {
			all.WriteString(row(i + 1))
		}
		return all.String()
	}
	ends := rows(func(i int) string { return fmt.Sprintf(`<row r="%d"><c r="GR%d"/></row>`, i, i) })
	return map[string][]byte{
		"rows that end far":        parts(t, usual, ends),
		"a sheet elsewhere":        parts(t, "xl/x.xml", ends),
		"a sheet called a picture": parts(t, "xl/x.png", ends),
		"a sheet behind backslash": parts(t, `xl\worksheets\sheet1.xml`, ends),
		"cells without a place":    parts(t, usual, `<row r="1">`+strings.Repeat("<c/>", 300_000)+`</row>`),
		"many short rows":          parts(t, usual, rows(func(int) string { return "<row>" + strings.Repeat("<c/>", 100) + "</row>" })),
		"a row after a blank":      parts(t, usual, `<row r=" 1048576"><c/></row>`),
		"a row named twice":        parts(t, usual, `<row r="1" r="1048576"><c/></row>`),
		"a cell of another row":    parts(t, usual, `<row r="1"><c r="A900000"/></row>`),
		"a row in a row":           parts(t, usual, rows(func(i int) string { return fmt.Sprintf(`<row r="%d"><row r="%d"/><c r="GR%d"/></row>`, i, i+1, i) })),
		"one element, all names":   parts(t, usual, `<row `+strings.Repeat(`a="" `, 200_000)+`/>`),
		"styles without end":       zipped(t, map[string]string{"xl/workbook.xml": "<workbook/>", "xl/styles.xml": `<styleSheet><cellXfs>` + strings.Repeat("<xf/>", 700_000) + `</cellXfs></styleSheet>`}),
		"merged without end":       parts(t, usual, `</sheetData><mergeCells>`+strings.Repeat(`<mergeCell ref="A1:B2"/>`, 1_000)+`</mergeCells><sheetData>`),
		"formulas without a head":  parts(t, usual, rows(func(i int) string { return "<row>" + strings.Repeat(`<c><f t="shared" si="1"/></c>`, 11) + "</row>" })),
		"another encoding":         zipped(t, map[string]string{"xl/workbook.xml": "<workbook/>", "xl/x.bin": `<?xml version="1.0" encoding="windows-1252"?><worksheet><sheetData>` + ends + `</sheetData></worksheet>`}),
	}
}

// A file that would need much room is refused before any of it is built.
func TestCostlyFiles(t *testing.T) { // alone: it counts what is allocated
	for name, data := range costly(t) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		book, err := xlsx.Open(data)
		if err == nil {
			book.Text("planbot", "A1")
			_ = book.Unmerged("planbot", 3)
			_, _ = book.Rows("planbot")
		}
		runtime.ReadMemStats(&after)
		var bad *xlsx.Bad
		if !errors.As(err, &bad) || bad.Reason != xlsx.BadHuge && bad.Reason != xlsx.BadBroken {
			t.Errorf("%s (%d KB): %v", name, len(data)>>10, err)
		}
		if more := (after.TotalAlloc - before.TotalAlloc) >> 20; more > 100 {
			t.Errorf("%s (%d KB) took %d MB", name, len(data)>>10, more)
		}
	}
}
