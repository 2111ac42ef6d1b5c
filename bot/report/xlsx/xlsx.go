// Package xlsx writes workbooks: sheets of rows that come one after the other, so that a long one needs little memory. It
// knows nothing of what they say. The same workbook always gives the same bytes.
package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"iter"

	"github.com/xuri/excelize/v2"

	"planbot/storage/calendar"
)

// Book is a workbook.
type Book struct {
	Title   string
	Author  string
	Written calendar.Date
	Font    string
	Sheets  []Sheet
}

// Sheet is one table. Its name has at most 31 characters.
type Sheet struct {
	Name   string
	Widths []float64 // of the columns, in characters
	Head   int       // rows at the top that stay in sight, and stand on every printed page
	Rows   iter.Seq[Row]
	Guard  *Guard // nil: everything may be changed
	Secret bool   // not shown, nor offered to be
}

// Row is the cells from the first column on.
type Row []Cell

// Cell is a value and how it looks. Text is never taken for a formula.
type Cell struct {
	Value   any    // text, a number, or nothing; beside a formula what it comes to
	Formula string // without "="
	Look    Look
	Span    int // columns; 0 is one
}

// Bytes writes the workbook as a .xlsx file.
func (b Book) Bytes() ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return newOrderly(w) })
	looks, err := register(f, b.Font)
	if err != nil {
		return nil, err
	}
	for i, s := range b.Sheets {
		if err := add(f, i, s, looks); err != nil {
			return nil, fmt.Errorf("sheet %q: %w", s.Name, err)
		}
	}
	if err := f.SetDocProps(&excelize.DocProperties{Title: b.Title, Creator: b.Author, LastModifiedBy: b.Author,
		Created: instant(b.Written), Modified: instant(b.Written), Language: "vi-VN"}); err != nil {
		return nil, fmt.Errorf("properties: %w", err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, fmt.Errorf("write the workbook: %w", err)
	}
	return out.Bytes(), nil
}

func instant(d calendar.Date) string {
	if d.IsZero() {
		d = calendar.NewDate(2000, 1, 1) // something must stand there
	}
	return d.String() + "T00:00:00Z"
}

// Cells makes a row of values that look alike.
func Cells(look Look, values ...any) Row {
	row := make(Row, len(values))
	for i, v := range values {
		row[i] = Cell{Value: v, Look: look}
	}
	return row
}

// Ref names a cell: column and row from one on.
func Ref(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		panic(err) // no sheet has such a cell
	}
	return name
}
