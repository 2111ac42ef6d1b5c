package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Limits of what is opened: the file unpacked, its parts, and the rows and columns of any of its sheets.
const (
	mostUnpacked = 32 << 20
	mostParts    = 300
	MostRows     = 20_000
	mostColumns  = 200
)

// Bad is why a file is no workbook that can be read.
type Bad struct {
	Reason BadReason
	Sheet  string
	Cell   string // empty: the file as a whole
}

// Error says what is wrong, for logs.
func (e *Bad) Error() string { return fmt.Sprintf("bad workbook: %s %s %s", e.Reason, e.Sheet, e.Cell) }

// BadReason is what is wrong with a workbook.
type BadReason string

// What may be wrong.
const (
	BadKind    BadReason = "not_xlsx"
	BadFormer  BadReason = "xls" // the format before 2007
	BadLocked  BadReason = "password"
	BadHuge    BadReason = "too_large" // unpacked, or in rows
	BadBroken  BadReason = "broken"
	BadSheet   BadReason = "wrong_sheet"
	BadMerged  BadReason = "merged"
	BadFormula BadReason = "formula"
	BadDay     BadReason = "day"   // a cell became a date
	BadError   BadReason = "error" // a cell holds "#DIV/0!", or yes and no
)

// Opened is a workbook that somebody sent.
type Opened struct {
	f      *excelize.File
	styles map[int]kind
}

// Open reads a workbook. Whatever it is, it takes no more room than the limits allow; the error is a [*Bad].
func Open(data []byte) (*Opened, error) {
	if reason := notPacked(data); reason != "" {
		return nil, &Bad{Reason: reason}
	}
	if reason := tooLarge(data); reason != "" {
		return nil, &Bad{Reason: reason}
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: mostUnpacked, RawCellValue: true,
	})
	if err != nil {
		return nil, &Bad{Reason: BadBroken}
	}
	return &Opened{f: f, styles: map[int]kind{}}, nil
}

// Close gives the room back.
func (o *Opened) Close() error { return o.f.Close() }

// notPacked tells files that are no archive by their first bytes; the older format and one under a password are alike.
func notPacked(data []byte) BadReason {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return ""
	case !bytes.HasPrefix(data, []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}):
		return BadKind
	case bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")):
		return BadLocked
	default:
		return BadFormer
	}
}

// tooLarge unpacks everything once without keeping it: what an archive says of its sizes need not be true.
func tooLarge(data []byte) BadReason {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return BadBroken
	}
	if len(archive.File) > mostParts {
		return BadHuge
	}
	left, book := int64(mostUnpacked), false
	for _, file := range archive.File {
		name := strings.ToLower(file.Name)
		book = book || name == "xl/workbook.xml"
		part, err := file.Open()
		if err != nil {
			return BadBroken
		}
		limited := &io.LimitedReader{R: part, N: left + 1}
		far := false
		if strings.HasPrefix(name, "xl/worksheets/") && strings.HasSuffix(name, ".xml") {
			far, err = reachesFar(limited)
		}
		if err == nil && !far {
			_, err = io.Copy(io.Discard, limited)
		}
		part.Close()
		if left = limited.N - 1; far || left < 0 {
			return BadHuge
		}
		if err != nil {
			return BadBroken
		}
	}
	if !book {
		return BadKind
	}
	return ""
}

// reachesFar reports whether a sheet has rows or columns beyond the limits: one cell far away costs as much room as all
// before it.
func reachesFar(sheet io.Reader) (bool, error) {
	d := xml.NewDecoder(sheet)
	row := 0
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "row":
			row = max(row+1, number(start, "r"))
		case "c":
			if column, line, err := excelize.CellNameToCoordinates(attribute(start, "r")); err == nil && (column > mostColumns || line > MostRows) {
				return true, nil
			}
		}
		if row > MostRows {
			return true, nil
		}
	}
}

func number(e xml.StartElement, name string) int {
	n, _ := strconv.Atoi(attribute(e, name)) // what is no number counts as the next
	return n
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
