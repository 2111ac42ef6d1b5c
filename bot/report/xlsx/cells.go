package xlsx

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// Text reads a cell as it stands, empty where the sheet or the cell is not there.
func (o *Opened) Text(sheet, cell string) string {
	text, err := o.f.GetCellValue(sheet, cell)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(text)
}

// Has reports whether there is such a sheet.
func (o *Opened) Has(sheet string) bool {
	i, err := o.f.GetSheetIndex(sheet)
	return err == nil && i >= 0
}

// Rows are the cells of a sheet as they stand, from the first row on.
func (o *Opened) Rows(sheet string) ([][]string, error) {
	rows, err := o.f.GetRows(sheet)
	if err != nil {
		return nil, &Bad{Reason: BadSheet, Sheet: sheet}
	}
	return rows, nil
}

// Unmerged fails where cells are merged from a row on.
func (o *Opened) Unmerged(sheet string, from int) error {
	merged, err := o.f.GetMergeCells(sheet)
	if err != nil {
		return &Bad{Reason: BadBroken, Sheet: sheet}
	}
	for _, m := range merged {
		if _, row, err := excelize.CellNameToCoordinates(m.GetEndAxis()); err != nil || row >= from {
			return &Bad{Reason: BadMerged, Sheet: sheet, Cell: m.GetStartAxis() + ":" + m.GetEndAxis()}
		}
	}
	return nil
}

// kind is what a number in a cell stands for.
type kind int

const (
	plainNumber kind = iota
	percentage
	day
)

// Typed reads a cell as somebody would type it in Vietnamese: a number with a comma before its decimals and none between
// thousands, a percentage with its sign, text as it is. It fails where the cell is worked out, or is a day.
func (o *Opened) Typed(sheet, cell, value string) (string, error) {
	if formula, err := o.f.GetCellFormula(sheet, cell); err != nil || formula != "" {
		return "", &Bad{Reason: BadFormula, Sheet: sheet, Cell: cell}
	}
	switch as, err := o.f.GetCellType(sheet, cell); {
	case err != nil, as == excelize.CellTypeError, as == excelize.CellTypeBool:
		return "", &Bad{Reason: BadError, Sheet: sheet, Cell: cell}
	case as == excelize.CellTypeDate:
		return "", &Bad{Reason: BadDay, Sheet: sheet, Cell: cell}
	case as != excelize.CellTypeUnset && as != excelize.CellTypeNumber:
		return strings.TrimSpace(value), nil
	}
	n, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return strings.TrimSpace(value), nil
	}
	exact := decimal.NewFromFloat(n)
	switch o.kind(sheet, cell) {
	case day:
		return "", &Bad{Reason: BadDay, Sheet: sheet, Cell: cell}
	case percentage:
		return local(exact.Shift(2)) + "%", nil
	default:
		return local(exact), nil
	}
}

func local(d decimal.Decimal) string { return strings.Replace(d.String(), ".", ",", 1) }

// kind reads how a number is shown; every style once.
func (o *Opened) kind(sheet, cell string) kind {
	id, err := o.f.GetCellStyle(sheet, cell)
	if err != nil {
		return plainNumber
	}
	if k, known := o.styles[id]; known {
		return k
	}
	o.styles[id] = plainNumber
	if style, err := o.f.GetStyle(id); err == nil {
		o.styles[id] = kindOf(style)
	}
	return o.styles[id]
}

func kindOf(s *excelize.Style) kind {
	custom := ""
	if s.CustomNumFmt != nil {
		custom = strings.ToLower(unquoted(*s.CustomNumFmt))
	}
	switch n := s.NumFmt; {
	case n == 9, n == 10, strings.Contains(custom, "%"):
		return percentage
	case n >= 14 && n <= 22, n >= 27 && n <= 36, n >= 45 && n <= 47, n >= 50 && n <= 58, strings.ContainsAny(custom, "dmyhs"):
		return day
	default:
		return plainNumber
	}
}

// unquoted leaves out what a format shows as it stands, and colours and conditions in brackets.
func unquoted(format string) string {
	var kept strings.Builder
	until := rune(0)
	for _, r := range format {
		switch {
		case until != 0:
			if r == until {
				until = 0
			}
		case r == '"':
			until = '"'
		case r == '[':
			until = ']'
		default:
			kept.WriteRune(r)
		}
	}
	return kept.String()
}
