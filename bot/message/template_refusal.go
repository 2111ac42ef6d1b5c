package message

import (
	"fmt"

	"planbot/storage/plan"
)

// Sentences about sheets that are filled in.
const (
	NothingToFill = "Không còn số liệu nào phải điền của kỳ này. Lấy mẫu của kỳ khác: /template tháng 5."
	FillByUnits   = "Mẫu số liệu do bộ phận báo cáo hoặc Văn phòng lấy; đề nghị gửi lệnh trong nhóm của bộ phận hoặc chat riêng với bot."
	ForeignSheet  = "Tệp này không phải mẫu của xã, phường này hoặc đã bị thay mã. Đề nghị lấy mẫu mới bằng /template; chưa ghi số liệu nào."
	EmptySheet    = "Tệp chưa điền số liệu nào."
	SheetTooBig   = "Tệp quá lớn so với mẫu nên bot không tải. Đề nghị chỉ điền vào mẫu rồi gửi lại; chưa ghi số liệu nào."
	SheetEdited   = "Tệp thay trong tin đã gửi không được đọc. Đề nghị gửi tệp trong tin mới."

	RowUnknown    = "dòng này không còn đúng với mẫu; đề nghị giữ nguyên các cột từ TT đến Kỳ báo cáo."
	RowOutside    = "kỳ này nằm ngoài thời gian thực hiện kế hoạch; đề nghị lấy mẫu mới bằng /template."
	RowBothWays   = "đã điền cả tử số, mẫu số và giá trị; đề nghị chỉ điền một cách."
	RowWithoutNum = "thiếu tử số."
	RowWithoutDen = "thiếu mẫu số; nếu là tỷ lệ thì ghi vào cột Giá trị, ví dụ 97,5%."
	RowEstimate   = "chỉ chọn “Có” hoặc “Không”."
	rowPeriod     = "kỳ ghi trong ô khác với kỳ của dòng."
	rowDelta      = "đề nghị ghi tổng số của kỳ, không ghi phần tăng thêm."
)

// RowTwice says that a row is about what another row is about.
func RowTwice(first int) string {
	return fmt.Sprintf("trùng với dòng %d; chỉ dòng đó được nhận.", first)
}

// RowNote says that a note is longer than so many letters.
func RowNote(most int) string { return fmt.Sprintf("ghi chú quá dài; tối đa %d chữ.", most) }

// SheetFault is what is wrong with a workbook, or with one of its cells.
type SheetFault struct {
	Reason string
	Cell   string
}

// BadSheet says why a workbook as a whole is not read.
func BadSheet(f SheetFault) string {
	why := sheetFaults[f.Reason]
	if why == "" {
		why = "Tệp hỏng, không mở được"
	}
	if f.Cell != "" {
		why += " (ô " + f.Cell + ")"
	}
	return why + ". Đề nghị lấy mẫu bằng /template, điền rồi gửi lại; chưa ghi số liệu nào."
}

var sheetFaults = map[string]string{
	"not_xlsx":    "Tệp này không phải tệp Excel .xlsx",
	"xls":         "Tệp Excel đời cũ (.xls) không đọc được, cần lưu dưới dạng .xlsx",
	"password":    "Tệp có mật khẩu nên không đọc được",
	"too_large":   "Tệp có quá nhiều dữ liệu so với mẫu",
	"wrong_sheet": "Tệp này không phải mẫu số liệu, hoặc là mẫu cũ",
	"merged":      "Tệp có ô bị trộn",
}

// BadCell says why a cell is not read.
func BadCell(f SheetFault) string { return cellFaults[f.Reason] }

var cellFaults = map[string]string{
	"formula": "ô chứa công thức; đề nghị ghi con số.",
	"day":     "ô đã thành ngày tháng; đề nghị ghi vào cột Giá trị, hoặc tách tử số và mẫu số.",
	"error":   "ô không phải con số.",
}

// WhyNotFilled says why the words of a row are no certain figure of its slot and target, empty where they are.
func WhyNotFilled(r plan.Reading, err error, slot plan.Slot, target plan.Target) string {
	switch {
	case err != nil:
		return WhyBad(err, target)
	case r.Period != nil && *r.Period != slot.Period:
		return rowPeriod
	case r.Delta:
		return rowDelta
	case r.Ask != "":
		return plainDoubt[r.Ask]
	case r.Figure.Kind == "", r.Figure.LacksDenominator():
		return plainDoubt[plan.DoubtDenominator]
	default:
		return ""
	}
}
