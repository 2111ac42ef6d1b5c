package report

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"planbot/bot/report/xlsx"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// The sheets of a template: the one to fill in, and the hidden one that says which it is.
const (
	templateSheet = "Số liệu"
	markSheet     = "planbot"
	templateMark  = "planbot: mẫu số liệu 1" // the number grows when the columns change
)

// The columns that are filled in, and the hidden one that numbers the rows.
const (
	NumColumn = iota + 7
	DenColumn
	ValueColumn
	EstimateColumn
	NoteColumn
	noColumn
)

const templateHead = 3

// LongestNote is how many letters may stand beside a figure.
const LongestNote = 500

// TemplatePrefix begins the name of every template's file.
const TemplatePrefix = "mau-so-lieu-"

// TemplateName is what the file of a template is called.
func TemplateName(commune plan.Commune, day calendar.Date) string {
	return fmt.Sprintf("%s%s-%s.xlsx", TemplatePrefix, commune.Code, day)
}

// Template writes a form as a workbook: what each row is about is locked, the figures are open. The same form gives the
// same bytes.
func Template(f plan.Form, p *plan.Plan, day calendar.Date) ([]byte, error) {
	last := templateHead + len(f.Slots)
	return xlsx.Book{
		Title: "Mẫu nhập số liệu", Author: "UBND " + p.Commune.Name, Written: day, Font: "Times New Roman",
		Sheets: []xlsx.Sheet{
			{Name: templateSheet, Head: templateHead, Rows: templateRows(f, p, day), Guard: templateGuard(last),
				Widths: []float64{7, 10, 40, 34, 24, 34, 13, 13, 18, 9, 30, 5}},
			{Name: markSheet, Secret: true, Rows: slices.Values([]xlsx.Row{xlsx.Cells(xlsx.Plain, templateMark, f.Code)})},
		},
	}.Bytes()
}

// templateColumns are the heads of what a row is about and of what is filled in.
var templateColumns = []any{"TT", "Tiêu chí", "Nhiệm vụ", "Chỉ tiêu", "Đơn vị", "Kỳ báo cáo", "Tử số", "Mẫu số", "Giá trị", "Số ước", "Ghi chú"}

func templateRows(f plan.Form, p *plan.Plan, day calendar.Date) iter.Seq[xlsx.Row] {
	rows := []xlsx.Row{
		xlsx.Cells(xlsx.Plain, "MẪU NHẬP SỐ LIỆU - "+strings.ToUpper(p.Commune.Name)+" - Kế hoạch "+p.Number),
		xlsx.Cells(xlsx.Plain, "Điền tử số và mẫu số, hoặc điền cột “Giá trị” (ví dụ: 97,5%; không phát sinh; xong), rồi gửi lại tệp này cho bot. Dòng chưa có số liệu thì để trống."),
		xlsx.Cells(xlsx.Head, append(slices.Clone(templateColumns), "Dòng")...),
	}
	for i, slot := range f.Slots {
		row := xlsx.Cells(xlsx.Text, templateIdentity(p, slot, day)...)
		rows = append(rows, append(row, xlsx.Cell{Look: xlsx.Entry}, xlsx.Cell{Look: xlsx.Entry}, xlsx.Cell{Look: xlsx.Words},
			xlsx.Cell{Look: xlsx.Words}, xlsx.Cell{Look: xlsx.Words}, xlsx.Cell{Value: i + 1, Look: xlsx.Middle}))
	}
	return slices.Values(rows)
}

// templateIdentity says what a row is about.
func templateIdentity(p *plan.Plan, slot plan.Slot, day calendar.Date) []any {
	task, target, ok := p.TargetByID(slot.Target)
	if !ok {
		return []any{"", "", "", "", "", ""}
	}
	at := placed{p, task, target}
	goal := joined(": ", bare(target.Name), planned(*target, target.Goal(day)))
	return []any{at.number(), task.Code(), bare(task.Title), goal, at.unit(slot.Unit), templatePeriod(p, task, slot.Period)}
}

func templatePeriod(p *plan.Plan, t *plan.Task, of plan.Period) string {
	span := spanOf(of, p.CadenceOf(t, of.Kind).Cutoff)
	return fmt.Sprintf("%s (%s – %s)", span.Name, span.From.VN(), span.To.VN())
}

func templateGuard(last int) *xlsx.Guard {
	const from = templateHead + 1
	number := "Số không âm; không ghi đơn vị tính."
	return &xlsx.Guard{Hide: []int{noColumn}, Checks: []xlsx.Check{
		{Column: NumColumn, From: from, To: last, NotNegative: true, Wrong: number},
		{Column: DenColumn, From: from, To: last, NotNegative: true, Wrong: number},
		{Column: ValueColumn, From: from, To: last, Longest: 200, Hint: "Ví dụ: 97,5%; 145/150; 2 sáng kiến; 1,5 tỷ/2,1 tỷ; xong; không phát sinh."},
		{Column: EstimateColumn, From: from, To: last, Choices: []string{"Có", "Không"}, Wrong: "Chọn “Có” nếu là số ước."},
		{Column: NoteColumn, From: from, To: last, Longest: LongestNote, Hint: "Không ghi thông tin cá nhân của công dân."},
	}}
}

// FilledTemplate is a template that came back: its code, and the rows in which something was filled in.
type FilledTemplate struct {
	Code string
	Rows []TemplateRow
}

// TemplateRow is one row that was filled in. What is wrong with it stands in Bad.
type TemplateRow struct {
	Row      int // of the sheet
	No       int // of the form, from one on; 0: it names none
	Num, Den string
	Value    string
	Estimate string
	Note     string
	says     [6]string // what it is about
	Bad      *xlsx.Bad
}

// IsAbout reports whether the row still says that it is about a slot.
func (r TemplateRow) IsAbout(p *plan.Plan, slot plan.Slot, day calendar.Date) bool {
	for i, want := range templateIdentity(p, slot, day) {
		if held := i == 0 || i == 4 || i == 5; held && r.says[i] != norm.NFC.String(strings.TrimSpace(fmt.Sprint(want))) {
			return false
		}
	}
	return true
}

// ReadTemplate reads a workbook that somebody sent. ours is false where it is none of our templates; the error is a
// [*xlsx.Bad].
func ReadTemplate(data []byte) (t FilledTemplate, ours bool, err error) {
	book, err := xlsx.Open(data)
	if err != nil {
		return t, false, err
	}
	defer book.Close()
	mark := book.Text(markSheet, "A1")
	t.Code = book.Text(markSheet, "B1")
	switch {
	case !strings.HasPrefix(mark, "planbot: ") || t.Code == "":
		return t, false, nil
	case mark != templateMark, !book.Has(templateSheet):
		return t, true, &xlsx.Bad{Reason: xlsx.BadSheet, Sheet: templateSheet}
	}
	if err := book.Unmerged(templateSheet, templateHead); err != nil {
		return t, true, err
	}
	rows, err := book.Rows(templateSheet)
	if err != nil {
		return t, true, err
	}
	for i := templateHead; i < len(rows); i++ {
		if row := readTemplateRow(book, i+1, rows[i]); row.filled() {
			t.Rows = append(t.Rows, row)
		}
	}
	return t, true, nil
}

func readTemplateRow(book *xlsx.Opened, row int, cells []string) TemplateRow {
	r := TemplateRow{Row: row}
	cells = append(slices.Clone(cells), make([]string, noColumn)...) // empty cells at the end are left out
	for i := range r.says {
		r.says[i] = norm.NFC.String(strings.TrimSpace(cells[i]))
	}
	r.No, _ = strconv.Atoi(cells[noColumn-1]) // what is no number names no row
	for column, to := range map[int]*string{
		NumColumn: &r.Num, DenColumn: &r.Den, ValueColumn: &r.Value, EstimateColumn: &r.Estimate, NoteColumn: &r.Note,
	} {
		text, bad := typed(book, xlsx.Ref(column, row), cells[column-1])
		*to = text
		if bad != nil && (r.Bad == nil || bad.Cell < r.Bad.Cell) {
			r.Bad = bad
		}
	}
	return r
}

// filled reports whether somebody wrote a figure. A note alone is none.
func (r TemplateRow) filled() bool {
	return r.Bad != nil || r.Num != "" || r.Den != "" || r.Value != ""
}

// typed reads a cell that may be empty; an empty one that is worked out is one all the same.
func typed(book *xlsx.Opened, cell, value string) (string, *xlsx.Bad) {
	text, err := book.Typed(templateSheet, cell, norm.NFC.String(value))
	var bad *xlsx.Bad
	if errors.As(err, &bad) {
		return "", bad
	}
	return text, nil
}
