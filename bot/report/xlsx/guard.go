package xlsx

import "github.com/xuri/excelize/v2"

// Guard is what keeps a sheet that is to be filled in as it is: only cells of the looks [Entry] and [Words] are open.
type Guard struct {
	Hide   []int // columns
	Checks []Check
}

// Check says what may be typed in a column from one row to another.
type Check struct {
	Column, From, To int
	Choices          []string // one of these
	NotNegative      bool     // a number that is zero or more
	Longest          int      // so many letters at most
	Hint             string   // shown at the cell
	Wrong            string   // shown where something else is typed
}

// guard closes a sheet. It must be told before the rows are written out.
func (g Guard) guard(f *excelize.File, sheet string) error {
	for _, c := range g.Checks {
		if err := f.AddDataValidation(sheet, c.validation()); err != nil {
			return err
		}
	}
	return f.ProtectSheet(sheet, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true, AutoFilter: true,
	})
}

func (c Check) validation() *excelize.DataValidation {
	v := excelize.NewDataValidation(true)
	v.SetSqref(Ref(c.Column, c.From) + ":" + Ref(c.Column, c.To))
	switch {
	case len(c.Choices) > 0:
		_ = v.SetDropList(c.Choices) // fails beyond 255 letters only
	case c.NotNegative:
		_ = v.SetRange(0, 0, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorGreaterThanOrEqual)
	case c.Longest > 0:
		_ = v.SetRange(0, c.Longest, excelize.DataValidationTypeTextLength, excelize.DataValidationOperatorBetween)
	}
	if c.Hint != "" {
		v.SetInput("", c.Hint)
	}
	if c.Wrong != "" {
		v.SetError(excelize.DataValidationErrorStyleStop, "", c.Wrong)
	}
	return v
}
