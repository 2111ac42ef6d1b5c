package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// add writes a sheet. The workbook begins with one, which the first of ours takes over.
func add(f *excelize.File, index int, s Sheet, looks [looks]int) error {
	if err := open(f, index, s); err != nil {
		return err
	}
	w, err := f.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	for i, width := range s.Widths {
		if err := w.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if s.Head > 0 {
		if err := w.SetPanes(frozen(s.Head)); err != nil {
			return err
		}
	}
	if s.Guard != nil {
		for _, column := range s.Guard.Hide {
			if err := w.SetColVisible(column, column, false); err != nil {
				return err
			}
		}
		if err := s.Guard.guard(f, s.Name); err != nil {
			return err
		}
	}
	row := 0
	for cells := range s.Rows {
		row++
		if err := write(w, row, cells, s.height(cells), looks); err != nil {
			return fmt.Errorf("row %d: %w", row, err)
		}
	}
	return w.Flush()
}

// open makes the sheet and says how it is printed: sideways on A4, as wide as the paper, its head on every page.
func open(f *excelize.File, index int, s Sheet) error {
	if index == 0 {
		if err := f.SetSheetName("Sheet1", s.Name); err != nil {
			return err
		}
	} else if _, err := f.NewSheet(s.Name); err != nil {
		return err
	}
	if s.Secret {
		return f.SetSheetVisible(s.Name, false, true)
	}
	if err := f.SetPageLayout(s.Name, &excelize.PageLayoutOptions{
		Size: new(9), Orientation: new("landscape"), FitToWidth: new(1), FitToHeight: new(0),
	}); err != nil {
		return err
	}
	if err := f.SetSheetProps(s.Name, &excelize.SheetPropsOptions{FitToPage: new(true)}); err != nil {
		return err
	}
	if s.Head == 0 {
		return nil
	}
	return f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$%d", s.Name, s.Head), Scope: s.Name,
	})
}

func frozen(head int) *excelize.Panes {
	return &excelize.Panes{Freeze: true, YSplit: head, TopLeftCell: Ref(1, head+1), ActivePane: "bottomLeft"}
}

// write writes a row; the columns that a cell spans get its look, so that its lines go all around.
func write(w *excelize.StreamWriter, row int, cells Row, height float64, looks [looks]int) error {
	var values []any
	for _, c := range cells {
		first := len(values) + 1
		values = append(values, excelize.Cell{StyleID: looks[c.Look], Formula: c.Formula, Value: c.Value})
		for range c.Span - 1 {
			values = append(values, excelize.Cell{StyleID: looks[c.Look]})
		}
		if c.Span > 1 {
			if err := w.MergeCell(Ref(first, row), Ref(first+c.Span-1, row)); err != nil {
				return err
			}
		}
	}
	return w.SetRow(Ref(1, row), values, excelize.RowOpts{Height: height})
}
