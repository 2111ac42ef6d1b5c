package report

import "planbot/bot/report/docx"

// foot is what stands below the text: who receives it and who signs.
type foot struct {
	receivers []string // without the archive
	drafter   string   // short name of the unit that keeps a copy
	title     string   // of who signs: "CHỦ TỊCH"
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
	signs := []docx.Paragraph{
		docx.Text(signing, "TM. "+committee),
		docx.Text(signing, f.title),
		{Style: signature},
	}
	return docx.Table{
		Columns: []docx.Length{4400, 4954},
		Rows:    []docx.Row{{Cells: []docx.Cell{{Paragraphs: receivers}, {Paragraphs: signs}}}},
	}
}

// gap keeps the foot off the text, and on one page with its end.
func gap() docx.Paragraph { return docx.Paragraph{Style: under, KeepNext: true} }
