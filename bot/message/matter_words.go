package message

import "planbot/storage/plan"

var matterMarks = map[plan.MatterKind]string{
	plan.Completion: "🏁", plan.Extension: "🗓", plan.Obstacle: "🚧", plan.Explanation: "📄", plan.Instruction: "📌",
}

var matterNames = map[plan.MatterKind]string{
	plan.Completion: "Báo hoàn thành", plan.Extension: "Đề nghị gia hạn", plan.Obstacle: "Khó khăn, vướng mắc",
	plan.Explanation: "Yêu cầu giải trình", plan.Instruction: "Ý kiến chỉ đạo",
}

// matterHow shows how a matter is opened.
var matterHow = map[plan.MatterKind]string{
	plan.Completion: "/done 2 kết quả", plan.Extension: "/extend 2 31/7 lý do", plan.Obstacle: "/obstacle 9 nội dung",
	plan.Explanation: "/explain 9 20/6", plan.Instruction: "/direct 13 nội dung 20/6",
}

// askWords name what somebody wrote when opening a matter.
var askWords = map[plan.MatterKind]string{
	plan.Completion: "Kết quả", plan.Extension: "Lý do", plan.Obstacle: "Nội dung", plan.Explanation: "Yêu cầu",
	plan.Instruction: "Nội dung",
}

// matterTitle names a matter by where it stands.
func matterTitle(m plan.Matter) string {
	if m.State == plan.EndRetired {
		return matterNames[m.Kind] + ", đã đóng do nhiệm vụ không còn trong kế hoạch"
	}
	return matterTitles[m.Kind][m.State]
}

var matterTitles = map[plan.MatterKind]map[plan.MatterState]string{
	plan.Completion: {
		plan.WithOffice:   "Báo hoàn thành, chờ Văn phòng xác nhận",
		plan.EndConfirmed: "Văn phòng đã xác nhận hoàn thành",
		plan.EndReturned:  "Văn phòng trả lại, chưa xác nhận hoàn thành",
		plan.EndWithdrawn: "Đã rút báo hoàn thành",
	},
	plan.Extension: {
		plan.WithOffice:   "Đề nghị gia hạn, chờ Văn phòng trình",
		plan.WithLeaders:  "Đề nghị gia hạn, chờ Chủ tịch quyết định",
		plan.WithUnit:     "Chủ tịch yêu cầu báo cáo thêm về đề nghị gia hạn",
		plan.WithAbove:    "Chủ tịch đồng ý xin gia hạn, chờ văn bản của cấp trên",
		plan.EndGranted:   "Đã được gia hạn",
		plan.EndRefused:   "Không được gia hạn",
		plan.EndReturned:  "Văn phòng trả lại đề nghị gia hạn",
		plan.EndWithdrawn: "Đã rút đề nghị gia hạn",
	},
	plan.Obstacle: {
		plan.WithOffice:   "Khó khăn, vướng mắc, chờ Văn phòng xử lý",
		plan.WithLeaders:  "Khó khăn, vướng mắc, chờ Chủ tịch cho ý kiến",
		plan.WithUnit:     "Văn phòng trả lời khó khăn, vướng mắc",
		plan.EndAnswered:  "Khó khăn, vướng mắc đã được giải quyết",
		plan.EndClosed:    "Đã có kết luận về khó khăn, vướng mắc",
		plan.EndWithdrawn: "Đã rút báo cáo khó khăn, vướng mắc",
	},
	plan.Explanation: {
		plan.WithUnit:     "Yêu cầu giải trình",
		plan.WithLeaders:  "Đã giải trình, chờ lãnh đạo xem",
		plan.EndAccepted:  "Lãnh đạo đã tiếp nhận giải trình",
		plan.EndWithdrawn: "Lãnh đạo thôi yêu cầu giải trình",
	},
	plan.Instruction: {
		plan.WithUnit:     "Ý kiến chỉ đạo",
		plan.WithLeaders:  "Đã báo cáo kết quả thực hiện ý kiến chỉ đạo",
		plan.EndAccepted:  "Lãnh đạo đã tiếp nhận kết quả thực hiện chỉ đạo",
		plan.EndWithdrawn: "Lãnh đạo thôi chỉ đạo nội dung này",
	},
}

// stepWord says what somebody did about a matter.
func stepWord(k plan.MatterKind, s plan.MatterStep) string {
	if word, ok := stepOfKind[k][s.Verb]; ok {
		return word
	}
	word := stepWords[s.Verb]
	if s.Verb == plan.VerbGrant && !s.On.IsZero() {
		word += " (đến " + s.On.VN() + ")"
	}
	return word
}

var stepWords = map[plan.Verb]string{
	plan.VerbConfirm: "xác nhận", plan.VerbReturn: "trả lại", plan.VerbReopen: "mở lại",
	plan.VerbForward: "trình Chủ tịch", plan.VerbAgree: "đồng ý", plan.VerbRefuse: "không đồng ý",
	plan.VerbMore: "yêu cầu bổ sung", plan.VerbSupply: "báo cáo thêm", plan.VerbGrant: "ghi nhận cấp trên đồng ý",
	plan.VerbDeny: "ghi nhận cấp trên không đồng ý", plan.VerbAnswer: "trả lời", plan.VerbClose: "kết luận",
	plan.VerbAccept: "tiếp nhận", plan.VerbExplain: "giải trình", plan.VerbCarry: "báo cáo kết quả",
	plan.VerbWithdraw: "rút", plan.VerbRetire: "đóng, do nhiệm vụ không còn trong kế hoạch",
}

var stepOfKind = map[plan.MatterKind]map[plan.Verb]string{
	plan.Obstacle:  {plan.VerbAccept: "xác nhận đã giải quyết được"},
	plan.Extension: {plan.VerbMore: "yêu cầu báo cáo thêm"},
}

// moveLabel is what a button says.
func moveLabel(m plan.Move) string {
	if label, ok := labelOfKind[m.Kind][m.Verb]; ok {
		return label
	}
	return moveLabels[m.Verb]
}

var moveLabels = map[plan.Verb]string{
	plan.VerbConfirm: "✅ Xác nhận", plan.VerbReturn: "↩️ Trả lại", plan.VerbForward: "Trình Chủ tịch",
	plan.VerbAgree: "✅ Đồng ý", plan.VerbRefuse: "Không đồng ý", plan.VerbMore: "Yêu cầu bổ sung",
	plan.VerbSupply: "Báo cáo thêm", plan.VerbGrant: "Cấp trên đồng ý", plan.VerbDeny: "Cấp trên không đồng ý",
	plan.VerbAnswer: "Trả lời", plan.VerbClose: "Kết luận", plan.VerbAccept: "✅ Tiếp nhận",
	plan.VerbExplain: "Giải trình", plan.VerbCarry: "Báo cáo kết quả", plan.VerbWithdraw: "Rút lại",
}

var labelOfKind = map[plan.MatterKind]map[plan.Verb]string{
	plan.Extension: {plan.VerbMore: "Yêu cầu báo cáo thêm"},
	plan.Obstacle:  {plan.VerbAccept: "✅ Đã giải quyết được"},
}

// Sentences about matters.
const (
	MatterMoved     = "Nội dung này đã được xử lý trước đó; tin đã được cập nhật."
	MatterDone      = "Đã ghi nhận."
	PersonalRefused = "Nội dung có vẻ chứa thông tin cá nhân của công dân (số định danh, điện thoại, ngày sinh) nên chưa được lưu. Đề nghị gửi lại, chỉ ghi số liệu tổng hợp."
	WordsStand      = "Nội dung gửi trước khi sửa tin đã được ghi nhận. Muốn bổ sung, đề nghị gửi tin mới."
	WordsToNothing  = "Chưa rõ nội dung này trả lời việc gì. Đề nghị giữ tin cần trả lời, chọn Trả lời rồi viết; báo số liệu thì ghi số nhiệm vụ ở trước, ví dụ 9: 145/150."
	NeedWords       = "Đề nghị trả lời bằng nội dung cụ thể."
	TooManyWords    = "Nội dung dài quá 2.000 chữ; đề nghị viết gọn hoặc gửi bằng tệp kèm theo."
	DoneOngoing     = "Nhiệm vụ thường xuyên không báo hoàn thành; đề nghị báo số liệu theo kỳ."
	DoneBefore      = "Nhiệm vụ này đã được xác nhận hoàn thành. Văn phòng muốn mở lại thì gửi /done kèm số nhiệm vụ, “mở lại” và lý do."
	NotDoneYet      = "Nhiệm vụ này chưa được xác nhận hoàn thành."
	ExtendUndated   = "Nhiệm vụ này không có thời hạn để gia hạn."
	ExtendFinished  = "Nhiệm vụ này đã hoàn thành, không cần gia hạn."
	ExtendHow       = "Đề nghị ghi ngày xin gia hạn và lý do, ví dụ: /extend 2 31/7/2024 chờ thể lệ cuộc thi."
	ExtendEarlier   = "Ngày xin gia hạn phải sau thời hạn hiện nay và sau hôm nay."
	GrantEarlier    = "Thời hạn ghi sau chữ “đến” phải sau thời hạn hiện nay của nhiệm vụ; đề nghị kiểm tra văn bản và gửi lại."
	ObstacleHow     = "Đề nghị ghi rõ khó khăn, vướng mắc, ví dụ: /obstacle 9 phần mềm một cửa lỗi từ ngày 3/6."
	ReopenHow       = "Đề nghị ghi lý do mở lại, ví dụ: /done 2 mở lại chưa có báo cáo."
	DirectHow       = "Đề nghị ghi nội dung chỉ đạo, ví dụ: /direct 13 đẩy nhanh thanh toán 20/6."
	NobodyLeadsTask = "Kế hoạch chưa ghi bộ phận chủ trì nhiệm vụ này; đề nghị Văn phòng bổ sung."
	NotLeadingUnit  = "Bộ phận này không chủ trì nhiệm vụ."
)
