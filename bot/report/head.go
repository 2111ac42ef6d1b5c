package report

import (
	"strings"
	"unicode/utf8"

	"planbot/bot/report/docx"
)

// head is what stands above the text of every document: who issues it, the Quốc hiệu, number, place and date.
type head struct {
	commune string // "xã Sơn Kỳ"
	symbol  string // of the kind of document and who drafts it: "BC-UBND"
	about   string // what a letter is about; other documents say it under their kind
	year    int
}

// table lays the head out in two columns without lines. What belongs side by side is in one row.
func (h head) table() docx.Table {
	t := docx.Table{Columns: []docx.Length{3754, 5600}}
	issuer := []docx.Paragraph{
		docx.Text(motto, committee),
		docx.Text(motto, strings.ToUpper(h.commune)),
		line(t.Columns[0], capitals(h.commune)*2/5),
	}
	republic := []docx.Paragraph{
		docx.Text(motto, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
		docx.Text(freedom, "Độc lập - Tự do - Hạnh phúc"),
		line(t.Columns[1], freedomWidth),
	}
	numbered := []docx.Paragraph{docx.Text(number, "Số:          /"+h.symbol)}
	if h.about != "" {
		numbered = append(numbered, paragraph(about, "V/v "+h.about))
	}
	dated := []docx.Paragraph{paragraph(placeDate, place(h.commune)+", ngày       tháng       năm "+year(h.year))}
	t.Rows = []docx.Row{
		{Cells: []docx.Cell{{Paragraphs: issuer}, {Paragraphs: republic}}},
		{Cells: []docx.Cell{{Paragraphs: numbered}, {Paragraphs: dated}}},
	}
	return t
}

const committee = "ỦY BAN NHÂN DÂN"

// freedomWidth is how long the Tiêu ngữ is in bold letters of 14 points of Times New Roman; the line under it must be as
// long.
const freedomWidth = docx.Length(3426)

// capitals is about how wide a name is in bold capitals of 13 points.
func capitals(name string) docx.Length {
	const each = 162 // twentieths of a point, the mean over names of communes
	return docx.Length(each * utf8.RuneCountInString(name))
}

// line draws a line in the middle of a column.
func line(column, length docx.Length) docx.Paragraph {
	return docx.Paragraph{Style: under, Rule: min(length, column), Column: column}
}

// addressed is the "Kính gửi".
func addressed(to string) docx.Paragraph { return paragraph(addressee, "Kính gửi: "+to) }

// titled is the kind of a document and what it is about, with the line under them.
func titled(kindOf, subjectOf string) []docx.Block {
	return []docx.Block{
		docx.Text(kind, kindOf),
		paragraph(subject, subjectOf),
		line(paper.TextWidth(docx.Section{}), 2400),
	}
}
