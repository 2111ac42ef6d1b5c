package report

import (
	"planbot/bot/report/docx"
	"planbot/storage/plan"
)

// foot is what stands below the text: who receives it and who signs.
type foot struct {
	receivers []string // without the archive
	drafter   string   // short name of the unit that keeps a copy
	signed    plan.Role
}

// table lays the foot out in two columns without lines. The name of who signs is left blank.
func (f foot) table() docx.Table {
	archive := "- Lưu: VT."
	if f.drafter != "" {
		archive = "- Lưu: VT, " + f.drafter + "."
	}
	receivers := []docx.Paragraph{docx.Text(sendTo, "Nơi nhận:")}
	for _, r := range f.receivers {
		receivers = append(receivers, paragraph(receiver, "- "+r+";"))
	}
	receivers = append(receivers, docx.Text(receiver, archive))
	var signs []docx.Paragraph
	for _, title := range f.titles() {
		signs = append(signs, docx.Text(signing, title))
	}
	signs = append(signs, docx.Paragraph{Style: signature})
	return docx.Table{
		Columns: []docx.Length{4400, 4954},
		Rows:    []docx.Row{{Cells: []docx.Cell{{Paragraphs: receivers}, {Paragraphs: signs}}}},
	}
}

// titles say for whom and as what somebody signs: the Chairman for the committee, or a Vice Chairman in the Chairman's
// place (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7).
func (f foot) titles() []string {
	if f.signed == plan.ViceChairman {
		return []string{"TM. " + committee, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"}
	}
	return []string{"TM. " + committee, "CHỦ TỊCH"}
}

// gap keeps the foot off the text, and on one page with its end.
func gap() docx.Paragraph { return docx.Paragraph{Style: under, KeepNext: true} }
