package xlsx

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"
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
	if reason := fault(data); reason != "" {
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
