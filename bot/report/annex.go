package report

import (
	"fmt"
	"strings"

	"planbot/bot/report/docx"
	"planbot/storage/plan"
)

// annexes are the tables at the end, sideways and with page numbers of their own.
func (r PeriodicReport) annexes() []docx.Section {
	all := []docx.Section{{Sideways: true, Blocks: r.figures()}}
	if len(r.Points) > 0 {
		all = append(all, docx.Section{Sideways: true, Blocks: r.points(len(all) + 1)})
	}
	if len(r.Evidence) > 0 {
		all = append(all, docx.Section{Sideways: true, Blocks: r.evidence(len(all) + 1)})
	}
	return all
}

// annexHead is the number and name of an annex and what it belongs to. One that is alone has no number.
func (r PeriodicReport) annexHead(no int, name string) []docx.Block {
	title := "Phụ lục"
	if len(r.Evidence)+len(r.Points) > 0 {
		title += " " + roman[no]
	}
	return []docx.Block{
		docx.Text(subject, title),
		paragraph(subject, strings.ToUpper(name)),
		paragraph(note, fmt.Sprintf("(Kèm theo Báo cáo số          /BC-UBND ngày       tháng       năm %s của %s)", year(r.Day.Year), r.us())),
		docx.Paragraph{Style: under},
	}
}

// figures is the annex of figures: every target with what was planned and what was reached.
func (r PeriodicReport) figures() []docx.Block {
	table := docx.Table{Columns: []docx.Length{640, 3300, 850, 1650, 2350, 1000, 2150, 2346}, Grid: true}
	table.Rows = append(table.Rows, headRow("TT", "Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện", "So sánh (%)", "Đơn vị chủ trì", "Ghi chú"))
	for _, c := range r.Chapters {
		if len(c.Tasks) == 0 {
			continue
		}
		table.Rows = append(table.Rows, docx.Row{Cells: []docx.Cell{{
			Paragraphs: []docx.Paragraph{{Style: cell, Runs: []docx.Run{{Text: c.Name, Bold: true}}, KeepNext: true}}, Span: len(table.Columns), Shade: ground,
		}}})
		for _, t := range c.Tasks {
			table.Rows = append(table.Rows, t.rows()...)
		}
	}
	head := r.annexHead(1, "Kết quả thực hiện các chỉ tiêu cải cách hành chính "+r.Span.Name)
	head = append(head[:len(head)-1], docx.Text(note, "("+upperFirst(joined("; ", prefixed("số liệu ", r.Span.saidOnce()), "cột “Thực hiện” là số lũy kế"))+")"),
		docx.Text(note, "("+r.frozen()+")"), head[len(head)-1])
	return append(head, table)
}

const ground = "EDEDED" // light enough for black letters in print

func headRow(titles ...string) docx.Row {
	row := docx.Row{Header: true}
	for _, t := range titles {
		row.Cells = append(row.Cells, docx.Cell{Paragraphs: []docx.Paragraph{docx.Text(cellHead, t)}, Middle: true, Shade: ground})
	}
	return row
}

// rows are the lines of a task in the annex, with the units that answer for a value of their own under theirs.
func (t Task) rows() (rows []docx.Row) {
	for _, l := range t.lines() {
		rows = append(rows, textRow(
			middle(fmt.Sprint(t.No)+l.Mark), t.label(l), middle(unit(l.Target)), middle(l.plannedCell()),
			middle(l.actual()), middle(share(l.Assessment)), t.Lead, joined("; ", l.remark(), t.due(l))))
		for _, p := range l.shownParts() {
			part := Line{Target: l.Target, Assessment: p.Assessment}
			rows = append(rows, textRow("", "- "+p.Unit, middle(unit(l.Target)), middle(part.plannedCell()),
				middle(part.actual()), middle(share(p.Assessment)), "", part.remark()))
		}
	}
	return rows
}

// due says how the task's deadline stands, on the lines that it is about: a goal that is reached is not overdue.
func (t Task) due(l Line) string {
	if t.Due.Standing == plan.Overdue && l.Assessment.Standing == plan.Met {
		return ""
	}
	return dueWords(t.Due)
}

// middle marks text that stands in the middle of its cell.
type middle string

func textRow(texts ...any) docx.Row {
	var row docx.Row
	for _, text := range texts {
		style, words := cell, ""
		switch text := text.(type) {
		case middle:
			style, words = cellMid, string(text)
		case string:
			words = text
		}
		row.Cells = append(row.Cells, docx.Cell{Paragraphs: []docx.Paragraph{paragraph(style, words)}})
	}
	return row
}

// evidence is the index of documents that prove the tasks.
func (r PeriodicReport) evidence(no int) []docx.Block {
	table := docx.Table{Columns: []docx.Length{640, 1300, 4800, 2900, 2945, 1701}, Grid: true}
	table.Rows = append(table.Rows, headRow("TT", "Nhiệm vụ", "Tài liệu", "Loại tài liệu", "Đơn vị nộp", "Ngày nộp"))
	for i, e := range r.Evidence {
		table.Rows = append(table.Rows, textRow(middle(fmt.Sprint(i+1)), middle(fmt.Sprint(e.Task)), e.Name, e.Kind, e.Unit, middle(date(e.On))))
	}
	return append(r.annexHead(no, "Danh mục tài liệu kiểm chứng"), table)
}
