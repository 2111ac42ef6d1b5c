package report

import (
	"planbot/bot/report/docx"
	"planbot/storage/calendar"
)

// paper is the page of Decree 30, Phụ lục I, mục I: A4, 20 mm above and below, 30 mm left, 15 mm right; the number of the
// page in the middle of the top margin, not on the first.
var paper = docx.Page{
	Width: 11906, Height: 16838,
	Top: docx.Millimetres(20), Bottom: docx.Millimetres(20), Left: docx.Millimetres(30), Right: docx.Millimetres(15),
	Number:     docx.Style{ID: "number", Name: "Số trang", Size: 13, Align: docx.Center},
	NumberFrom: docx.Millimetres(10),
}

// The kinds of paragraphs that a document of the state has.
const (
	body      = "body"
	motto     = "motto"     // Quốc hiệu, and the name of who issues the document
	freedom   = "freedom"   // Tiêu ngữ
	under     = "under"     // the line under either, and what is kept free around it
	number    = "numberOf"  // số, ký hiệu
	about     = "about"     // V/v
	placeDate = "placeDate" // địa danh, ngày tháng
	kind      = "kind"      // tên loại
	subject   = "subject"   // trích yếu
	addressee = "addressee" // Kính gửi
	chapter   = "chapter"
	section   = "section"
	sendTo    = "sendTo"    // the words "Nơi nhận:"
	receiver  = "receiver"  // one of them
	signing   = "signing"   // quyền hạn, chức vụ của người ký
	signature = "signature" // the room for it
	cell      = "cell"
	cellMid   = "cellMid"
	cellHead  = "cellHead"
	note      = "note"
)

// styles are the letters of Decree 30, Phụ lục I, mục II and Phụ lục I, mục IV: which size, upright, bold or italic.
var styles = []docx.Style{
	{ID: body, Name: "Nội dung", Size: 14, Align: docx.Justify, First: docx.Millimetres(10), Before: docx.Points(6), Line: 108},
	{ID: motto, Name: "Quốc hiệu", Size: 13, Bold: true, Align: docx.Center},
	{ID: freedom, Name: "Tiêu ngữ", Size: 14, Bold: true, Align: docx.Center},
	{ID: under, Name: "Đường kẻ", Size: 4, Align: docx.Center, Before: docx.Points(4)},
	{ID: number, Name: "Số, ký hiệu", Size: 13, Align: docx.Center, Before: docx.Points(4)},
	{ID: about, Name: "Trích yếu công văn", Size: 12, Align: docx.Center, Before: docx.Points(6)},
	{ID: placeDate, Name: "Địa danh, ngày tháng", Size: 14, Italic: true, Align: docx.Center, Before: docx.Points(4)},
	{ID: kind, Name: "Tên loại", Size: 14, Bold: true, Align: docx.Center, Before: docx.Points(18), KeepNext: true},
	{ID: subject, Name: "Trích yếu", Size: 14, Bold: true, Align: docx.Center, KeepNext: true},
	{ID: addressee, Name: "Kính gửi", Size: 14, Align: docx.Center, Before: docx.Points(18), After: docx.Points(12)},
	{ID: chapter, Name: "Phần", Size: 14, Bold: true, Align: docx.Justify, First: docx.Millimetres(10), Before: docx.Points(10), KeepNext: true, Level: 1},
	{ID: section, Name: "Mục", Size: 14, Bold: true, Align: docx.Justify, First: docx.Millimetres(10), Before: docx.Points(6), KeepNext: true, Level: 2},
	{ID: sendTo, Name: "Nơi nhận", Size: 12, Bold: true, Italic: true, Align: docx.Left},
	{ID: receiver, Name: "Tên nơi nhận", Size: 11, Align: docx.Left},
	{ID: signing, Name: "Chức vụ người ký", Size: 14, Bold: true, Align: docx.Center, KeepNext: true},
	{ID: signature, Name: "Chữ ký", Size: 14, Bold: true, Align: docx.Center, Before: docx.Points(64)},
	{ID: cell, Name: "Ô bảng", Size: 12, Align: docx.Left, Before: docx.Points(2), After: docx.Points(2)},
	{ID: cellMid, Name: "Ô bảng, giữa", Size: 12, Align: docx.Center, Before: docx.Points(2), After: docx.Points(2)},
	{ID: cellHead, Name: "Tiêu đề bảng", Size: 12, Bold: true, Align: docx.Center, Before: docx.Points(2), After: docx.Points(2)},
	{ID: note, Name: "Ghi chú", Size: 12, Italic: true, Align: docx.Center},
}

// sheet makes a document of its sections.
func sheet(title, author string, day calendar.Date, sections ...docx.Section) ([]byte, error) {
	return docx.Document{
		Title: title, Author: author, Written: day, Font: "Times New Roman",
		Styles: styles, Page: paper, Sections: sections,
	}.Bytes()
}
