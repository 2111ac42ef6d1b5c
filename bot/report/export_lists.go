package report

import (
	"cmp"
	"encoding/hex"
	"strings"

	"planbot/bot/report/xlsx"
	"planbot/storage/plan"
)

func (x *exporter) evidenceSheet() xlsx.Sheet {
	columns := []any{"Mã", "Kế hoạch", "Nhiệm vụ", "Loại", "Tên tệp, số văn bản", "Ngày văn bản", "Chứng minh cho", "Ghi chú", "Người gửi",
		"Thời điểm gửi", "Đã rút", "Mã kiểm tra tệp (SHA-256)"}
	return xlsx.Sheet{
		Name: "Minh chứng", Head: 1, Rows: listed(x, columns, x.Evidence, x.evidenceRow),
		Widths: []float64{7, 20, 10, 12, 36, 13, 36, 36, 24, 20, 24, 66},
	}
}

func (x *exporter) evidenceRow(e plan.Evidence) []xlsx.Row {
	at, gone := x.tasks[e.Task], any(nil)
	if !e.Counts() {
		gone = moment(e.WithdrawnAt) + " " + e.WithdrawnBy.Name
	}
	return []xlsx.Row{xlsx.Cells(xlsx.Line, e.ID, at.planNumber(), at.number(), proofWords[e.Kind], cmp.Or(e.Document.Number, e.Name),
		dayOrNone(e.Document.Day), e.Product, e.Note, e.Author.Name, moment(e.At), gone, e.SHA256)}
}

var proofWords = map[plan.ProofKind]string{plan.ProofPhoto: "ảnh", plan.ProofFile: "tệp", plan.ProofDocument: "văn bản"}

// matterSheet has a row for every step of what people settled about a task.
func (x *exporter) matterSheet() xlsx.Sheet {
	columns := []any{"Mã", "Loại", "Kế hoạch", "Nhiệm vụ", "Đơn vị", "Tình trạng", "Xin đến ngày", "Bước", "Xử lý", "Người xử lý", "Thời điểm",
		"Ngày kèm theo", "Nội dung"}
	return xlsx.Sheet{
		Name: "Gia hạn, vướng mắc, chỉ đạo", Head: 1, Rows: listed(x, columns, x.Matters, x.matterRows),
		Widths: []float64{7, 22, 20, 10, 26, 24, 13, 7, 24, 24, 20, 13, 60},
	}
}

func (x *exporter) matterRows(m plan.Matter) (rows []xlsx.Row) {
	at := x.tasks[m.Task]
	for _, s := range m.Steps {
		rows = append(rows, xlsx.Cells(xlsx.Text, m.ID, matterWords[m.Kind], at.planNumber(), at.number(), at.unit(m.Unit), stateWords[m.State],
			dayOrNone(m.Wants), s.No, verbWords[s.Verb], s.By.Name, moment(s.At), dayOrNone(s.On), s.Words))
	}
	return rows
}

// auditSheet is the audit log, each row with the hash that links it to all before it.
func (x *exporter) auditSheet() xlsx.Sheet {
	columns := []any{"STT trong chuỗi", "Mã", "Thời điểm", "Người thực hiện", "Mã Telegram", "Nhóm", "Tin nhắn", "Việc", "Đối tượng",
		"Trước", "Sau", "Mã chuỗi (SHA-256)"}
	return xlsx.Sheet{
		Name: "Nhật ký", Head: 1, Rows: listed(x, columns, x.Audit, auditRow),
		Widths: []float64{9, 9, 20, 24, 14, 17, 10, 20, 20, 40, 40, 66},
	}
}

func auditRow(c plan.ArchivedChange) []xlsx.Row {
	return []xlsx.Row{xlsx.Cells(xlsx.Line, c.Seq, c.ID, moment(c.At), c.By.Name, c.By.ID, c.Chat, c.Message, c.Action, c.Subject,
		fitting(c.Before), fitting(c.After), hex.EncodeToString(c.Hash))}
}

// fitting is text that a cell has room for. What is cut says so.
func fitting(text string) string {
	const most, cut = 32_000, " [...]"
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + cut
}

var matterWords = map[plan.MatterKind]string{
	plan.Completion: "báo hoàn thành", plan.Extension: "gia hạn", plan.Obstacle: "khó khăn, vướng mắc",
	plan.Explanation: "giải trình", plan.Instruction: "ý kiến chỉ đạo",
}

var stateWords = map[plan.MatterState]string{
	plan.WithOffice: "Văn phòng xử lý", plan.WithLeaders: "lãnh đạo xem xét", plan.WithUnit: "bộ phận thực hiện",
	plan.WithAbove: "chờ cấp trên", plan.EndConfirmed: "đã xác nhận", plan.EndReturned: "đã trả lại", plan.EndGranted: "được gia hạn",
	plan.EndRefused: "không được gia hạn", plan.EndAnswered: "đã giải quyết", plan.EndClosed: "đã kết luận", plan.EndAccepted: "đã tiếp nhận",
	plan.EndWithdrawn: "đã rút", plan.EndRetired: "đã đóng, nhiệm vụ không còn trong kế hoạch",
}

var verbWords = map[plan.Verb]string{
	plan.VerbDeclare: "báo hoàn thành", plan.VerbAsk: "đề nghị", plan.VerbRaise: "báo khó khăn, vướng mắc", plan.VerbDemand: "yêu cầu giải trình",
	plan.VerbInstruct: "chỉ đạo", plan.VerbConfirm: "xác nhận", plan.VerbReturn: "trả lại", plan.VerbReopen: "mở lại",
	plan.VerbForward: "trình Chủ tịch", plan.VerbAgree: "đồng ý", plan.VerbRefuse: "không đồng ý", plan.VerbMore: "yêu cầu bổ sung",
	plan.VerbSupply: "báo cáo thêm", plan.VerbGrant: "ghi nhận cấp trên đồng ý", plan.VerbDeny: "ghi nhận cấp trên không đồng ý",
	plan.VerbAnswer: "trả lời", plan.VerbClose: "kết luận", plan.VerbAccept: "tiếp nhận", plan.VerbExplain: "giải trình",
	plan.VerbCarry: "báo cáo kết quả", plan.VerbWithdraw: "rút", plan.VerbRetire: "đóng",
}
