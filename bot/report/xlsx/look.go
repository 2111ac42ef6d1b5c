package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// Look is how a cell looks.
type Look int

// The looks that a table needs.
const (
	Plain  Look = iota // text without lines around it
	Title              // of the sheet
	Head               // of a column
	Group              // a row that begins a group
	Text               // in a table
	Middle             // short text in the middle of its cell
	Number             // with the decimals it has
	Money              // a large whole number, its thousands apart
	Line               // text in a table that stays on one line
	Entry              // a cell to be filled in, a number at best
	Words              // a cell to be filled in, kept as it is typed
	looks
)

// register tells the workbook what the looks are.
func register(f *excelize.File, font string) ([looks]int, error) {
	var ids [looks]int
	for look := range looks {
		style := look.style()
		style.Font.Family, style.Font.Size = font, 11
		id, err := f.NewStyle(style)
		if err != nil {
			return ids, fmt.Errorf("look %d: %w", look, err)
		}
		ids[look] = id
	}
	return ids, nil
}

func (l Look) style() *excelize.Style {
	s := &excelize.Style{Font: &excelize.Font{}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}
	switch l {
	case Plain:
		s.Alignment.WrapText = false
		return s
	case Title:
		s.Alignment.Horizontal, s.Font.Bold = "center", true
		return s
	case Head:
		s.Alignment.Horizontal, s.Alignment.Vertical, s.Font.Bold = "center", "center", true
	case Group:
		s.Font.Bold = true
	case Middle:
		s.Alignment.Horizontal = "center"
	case Number, Line:
		s.Alignment.WrapText = false
	case Money:
		s.NumFmt, s.Alignment.WrapText = 3, false // "#,##0"; the reader's own settings choose the sign
	}
	s.Border = frame()
	if l == Entry || l == Words {
		s.Protection = &excelize.Protection{Locked: false}
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFF9E5"}}
	}
	if l == Words {
		s.NumFmt = 49 // text, so that "1/5" does not become a day
	}
	if l == Head || l == Group {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"EDEDED"}}
	}
	return s
}

func frame() (lines []excelize.Border) {
	for _, side := range []string{"left", "right", "top", "bottom"} {
		lines = append(lines, excelize.Border{Type: side, Color: "000000", Style: 1})
	}
	return lines
}
