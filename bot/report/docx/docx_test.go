package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"planbot/bot/report/docx"
	"planbot/storage/calendar"
)

// sample has one of everything.
func sample() docx.Document {
	table := docx.Table{Columns: []docx.Length{1000, 2000, 3000}, Grid: true, Rows: []docx.Row{
		{Header: true, Cells: []docx.Cell{{Paragraphs: []docx.Paragraph{docx.Text("head", "A & B")}, Span: 2, Shade: "F2F2F2"}, {Middle: true}}},
		{Cells: []docx.Cell{{}, {}, {Paragraphs: []docx.Paragraph{docx.Text("", "<cell>")}}}},
	}}
	return docx.Document{
		Title: "Báo cáo", Author: "UBND xã", Written: calendar.NewDate(2024, 6, 14), Font: "Times New Roman",
		Styles: []docx.Style{
			{ID: "body", Name: "Nội dung", Size: 14, Align: docx.Justify, First: docx.Millimetres(10), Before: docx.Points(6), Line: 108},
			{ID: "head", Name: "Đề mục", Size: 13, Bold: true, Italic: true, Align: docx.Center, KeepNext: true, Level: 2},
		},
		Page: docx.Page{Width: 11906, Height: 16838, Top: 1134, Bottom: 1134, Left: 1701, Right: 851,
			Number: docx.Style{ID: "number", Name: "Số trang", Size: 13, Align: docx.Center}, NumberFrom: 567},
		Sections: []docx.Section{
			{Blocks: []docx.Block{
				docx.Text("head", "Đầu\nđề\u202e\x07"),
				docx.Paragraph{Runs: []docx.Run{{Text: "một "}, {Text: "hai", Bold: true, Italic: true, Marked: true}}, KeepNext: true, NewPage: true},
				docx.Paragraph{Style: "head", Rule: 1000, Column: 5000},
			}},
			{Sideways: true, Blocks: []docx.Block{table}},
		},
	}
}

func TestSameDocumentSameBytes(t *testing.T) {
	t.Parallel()
	first, err := sample().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	second, err := sample().Bytes()
	if err != nil || !bytes.Equal(first, second) {
		t.Errorf("the bytes differ (%v)", err)
	}
}

// Word refuses a document in which one part is wrong, and "repairs" it by throwing something away.
func TestPartsFitTogether(t *testing.T) {
	t.Parallel()
	parts := unpack(t, sample())
	types := parts["[Content_Types].xml"]
	for name, content := range parts {
		walk(t, content, func(xml.StartElement) {}, func() {}) // is well-formed
		if !strings.HasSuffix(name, ".rels") && name != "[Content_Types].xml" && !strings.Contains(types, `PartName="/`+name+`"`) {
			t.Errorf("nothing says what %s is", name)
		}
		if strings.HasSuffix(name, ".rels") {
			for _, target := range attributes(content, "Relationship", "Target") {
				if found := path.Join(path.Dir(path.Dir(name)), target); parts[found] == "" {
					t.Errorf("%s leads to %s, which is not there", name, found)
				}
			}
		}
	}
	document := parts["word/document.xml"]
	if n := strings.Count(document, "<w:sectPr>"); n != 2 || strings.Count(document, "<w:titlePg/>") != 2 {
		t.Errorf("%d sections, want 2, each with a first page of its own", n)
	}
	ids := attributes(parts["word/_rels/document.xml.rels"], "Relationship", "Id")
	for _, id := range attributes(document, "headerReference", "id") {
		if !slices.Contains(ids, id) {
			t.Errorf("header %s is not there", id)
		}
	}
	known := attributes(parts["word/styles.xml"], "style", "styleId")
	for _, id := range attributes(document, "pStyle", "val") {
		if !slices.Contains(known, id) {
			t.Errorf("style %s is not there", id)
		}
	}
	if !strings.Contains(parts["word/header1.xml"], `w:instr="PAGE"`) || strings.Contains(parts["word/header2.xml"], "PAGE") {
		t.Error("the number of the page must stand on every page but the first")
	}
}

// order is how the schema of the format sorts the children of an element; Word holds to it.
var order = map[string][]string{
	"pPr":    {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "pBdr", "spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr"},
	"rPr":    {"rFonts", "b", "i", "color", "sz", "szCs", "highlight", "lang"},
	"tblPr":  {"tblW", "tblBorders", "tblLayout", "tblCellMar"},
	"trPr":   {"cantSplit", "tblHeader"},
	"tcPr":   {"tcW", "gridSpan", "shd", "vAlign"},
	"sectPr": {"headerReference", "pgSz", "pgMar", "pgNumType", "titlePg"},
	"style":  {"name", "qFormat", "pPr", "rPr"},
	"tbl":    {"tblPr", "tblGrid", "tr"},
	"tc":     {"tcPr", "p"},
	"p":      {"pPr", "r", "fldSimple"},
	"r":      {"rPr", "t"},
}

func TestChildrenStandInOrder(t *testing.T) {
	t.Parallel()
	for name, content := range unpack(t, sample()) {
		var parents []string
		last := []int{0}
		walk(t, content, func(token xml.StartElement) {
			if n := len(parents); n > 0 && order[parents[n-1]] != nil {
				place := slices.Index(order[parents[n-1]], token.Name.Local)
				if place < last[n] {
					t.Errorf("%s: %s is out of place in %s", name, token.Name.Local, parents[n-1])
				}
				last[n] = place
			}
			parents, last = append(parents, token.Name.Local), append(last, 0)
		}, func() { parents, last = parents[:len(parents)-1], last[:len(last)-1] })
	}
}

func TestHostileTextIsText(t *testing.T) {
	t.Parallel()
	var said strings.Builder
	decoder := xml.NewDecoder(strings.NewReader(unpack(t, sample())["word/document.xml"]))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if text, ok := token.(xml.CharData); ok {
			said.Write(text)
		}
	}
	if got, want := strings.TrimSpace(said.String()), "Đầu đềmột haiA & B<cell>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func unpack(t *testing.T, d docx.Document) map[string]string {
	t.Helper()
	file, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(content)
	}
	return parts
}

// walk goes through the elements of a part.
func walk(t *testing.T, content string, begins func(xml.StartElement), ends func()) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(content))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			begins(token)
		case xml.EndElement:
			ends()
		}
	}
}

// attributes lists the values of an attribute of all elements of a name.
func attributes(content, element, attribute string) (values []string) {
	decoder := xml.NewDecoder(strings.NewReader(content))
	for token, err := decoder.Token(); err == nil; token, err = decoder.Token() {
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != element {
			continue
		}
		for _, a := range start.Attr {
			if a.Name.Local == attribute {
				values = append(values, a.Value)
			}
		}
	}
	return values
}
