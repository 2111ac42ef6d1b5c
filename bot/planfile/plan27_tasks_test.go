package planfile_test

import (
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

const (
	late    = "chậm giải quyết để hồ sơ trên Hệ thống phần mềm giải quyết thủ tục hành chính tỉnh"
	chair   = "Chủ tịch UBND xã"
	system  = "Hệ thống phần mềm giải quyết thủ tục hành chính tỉnh"
	typo    = `"CHHC" là lỗi đánh máy của "CCHC".`
	uncoded = `Kế hoạch ghi "Nội dung theo Kế hoạch cải cách hành chính xã năm 2024." và không nêu mã tiêu chí.`
	other   = "Kế hoạch cải cách hành chính xã năm 2024"
	onTime  = "đảm bảo đạt tỷ lệ tối thiểu 97% kết quả giải quyết đúng hạn, trước hạn"
)

var byOtherPlan = plan.Deadline{
	Kind: plan.ByReference, Wording: "Theo Kế hoạch CHHC năm 2024", Reference: other, Note: typo,
}

func district(key, code string) []plan.Question {
	return []plan.Question{ask("district-criterion-"+key,
		code+" là tiêu chí của cấp huyện nhưng giao cho xã. Xã có tự theo dõi và chấm tiêu chí này không?",
		"xã có theo dõi", "xã không theo dõi")}
}

func monthly() []plan.Cadence {
	return []plan.Cadence{{Every: plan.Month, Cutoff: 14, Wording: "định kỳ hàng tháng"}}
}

func tasks1to12() []plan.Task {
	handled := proposed(fixed("Vấn đề phát hiện đã xử lý", goal("=", 100), "vấn đề", "vấn đề đã khắc phục, xử lý", plan.AtDue,
		"khẩn trương khắc phục xử lý các vấn đề phát hiện qua kiểm tra"))
	handled.Mark = "b"
	orders := proposed(dossiers("Nhiệm vụ được giao đúng hạn", goal("=", 100), "nhiệm vụ đúng hạn hoặc được gia hạn trước hạn",
		"đảm bảo thời gian quy định khi UBND huyện giao nhiệm vụ qua Phần mềm theo dõi công việc"))
	orders.Noun, orders.MinSample, orders.Derived = "nhiệm vụ", 0, plan.FromAssigned
	reform := proposed(milestone("Nội dung theo Kế hoạch CCHC đã thực hiện", "đảm bảo đúng thời gian quy định"))
	return []plan.Task{{
		No: 1, Block: "II.1.a", Area: 1, Title: "Kiểm tra các bộ phận chuyên môn và xử lý vấn đề phát hiện",
		Criteria:  one("1.3.2", "Xử lý các vấn đề phát hiện qua kiểm tra."),
		Deadline:  noted(by("Trước Quý II năm 2024", "2024-03-31"), "Hiểu chặt là xong trước ngày 01/4/2024."),
		Relations: []plan.Relation{lead("VPTK"), coordinate("BPCM")},
		Targets: []plan.Target{
			fixed("Bộ phận được kiểm tra", goal(">", 30), "bộ phận", "bộ phận được kiểm tra", plan.AtDue,
				"đảm bảo trên 30% số bộ phận chuyên môn được kiểm tra"),
			handled,
		},
		Questions: []plan.Question{sets(ask("before-quarter-two", `"Trước Quý II năm 2024" là hạn ngày 31/3 hay ngày 30/6/2024?`,
			"ngày 31/3/2024", "ngày 30/6/2024"),
			plan.Effect{Due: calendar.NewDate(2024, 3, 31)}, plan.Effect{Due: calendar.NewDate(2024, 6, 30)})},
		Products: []string{
			"Kế hoạch kiểm tra các bộ phận chuyên môn", "Báo cáo, thông báo kết luận sau khi kiểm tra",
			"Báo cáo khắc phục của bộ phận được kiểm tra gửi UBND xã (qua VP-TK xã)",
		},
		ReportTo: []string{"UBNDX"},
		Note: "Con số 30% là tỷ lệ bộ phận được kiểm tra; bản thân tiêu chí 1.3.2 là tỷ lệ vấn đề đã xử lý " +
			"(thường 100%). Theo dõi hai số.",
	}, {
		No: 2, Block: "II.1.b", Area: 1, Title: `Tham gia cuộc thi "Tuyên truyền Cải cách hành chính"`,
		Criteria:  one("1.4.2", "Tuyên truyền nội dung CCHC thông qua các hình thức khác"),
		Deadline:  by("Quý II năm 2024", "2024-06-30"),
		Relations: []plan.Relation{lead("VHXH"), coordinate("VPTK")},
		Targets: []plan.Target{milestone("Tham gia cuộc thi",
			`tham gia các cuộc thi "Tuyên truyền Cải cách hành chính" qua mạng Internet`)},
		Products: []string{"Văn bản phát động", "Số người tham gia (minh chứng)"},
		ReportTo: []string{"UBNDX"},
	}, {
		No: 3, Block: "II.1.c", Area: 1, Title: "Sáng kiến, giải pháp, cách làm mới trong CCHC",
		Criteria:  one("1.5", "Đổi mới, sáng tạo trong triển khai nhiệm vụ CCHC"),
		Deadline:  noted(by("Trong Quý II 2024", "2024-06-30"), `Nhãn của kế hoạch ghi "Thời thực hiện", thiếu chữ "gian".`),
		Relations: []plan.Relation{lead("VPTK"), coordinate("BPCM")},
		Targets:   []plan.Target{count("Sáng kiến", 3, "sáng kiến", "(03 sáng kiến)")},
		Questions: []plan.Question{sets(ask("three-initiatives", "03 sáng kiến là của toàn xã hay của mỗi bộ phận?",
			"toàn xã 03 sáng kiến", "mỗi bộ phận 03 sáng kiến"),
			plan.Effect{Mark: "a", Scope: plan.PerCommune}, plan.Effect{Mark: "a", Scope: plan.PerUnit})},
		Products: []string{
			"Văn bản giao chỉ tiêu sáng kiến", "Hồ sơ/quyết định công nhận 03 sáng kiến hoặc giải pháp, cách làm mới",
		},
		ReportTo: []string{"UBNDX"},
		Note:     `Kế hoạch không nói 03 là của toàn xã hay của mỗi bộ phận, và không ghi "tối thiểu".`,
	}, {
		No: 4, Block: "II.1.d", Area: 1, Title: "Nhiệm vụ cấp trên giao, đúng thời gian quy định",
		Criteria:  one("1.7", "Thực hiện các nhiệm vụ được Tỉnh ủy, HĐND, UBND tỉnh, Chủ tịch UBND tỉnh giao trong năm"),
		Deadline:  by("Trong năm 2024", "2024-12-31"),
		Relations: []plan.Relation{lead("VPTK"), coordinate("BPCM"), monitor("VPTK")},
		Targets:   []plan.Target{orders},
		ReportTo:  []string{"UBNDX", "UBNDH"},
		Source:    "Phần mềm theo dõi công việc",
		Rule: &plan.SpecialRule{Kind: "extension", To: "VPUBNDH", Wording: "Trường hợp khi đến thời hạn nhưng chưa có kết quả " +
			"chủ động tham mưu UBND xã văn bản gửi Văn phòng UBND huyện xin gia hạn thời gian xử lý."},
	}, {
		No: 5, Block: "II.2", Area: 2, Title: "Cải cách thể chế theo Kế hoạch CCHC của xã",
		Deadline:  byOtherPlan,
		Relations: []plan.Relation{lead("TPHT"), coordinate("BPCM"), monitor("TPHT")},
		Targets:   []plan.Target{reform},
		ReportTo:  []string{"UBNDX"},
		Note:      uncoded,
	}, {
		No: 6, Block: "II.3.a", Area: 3, Title: "Kiến nghị cải cách TTHC qua rà soát",
		Criteria: one("3.1.1.2", "Có các kiến nghị cải cách TTHC, kiến nghị cụ thể sửa đổi, bổ sung VBQPPL quy định TTHC "+
			"trong năm đánh giá"),
		Deadline:  by("Trong quý III năm 2024", "2024-09-30"),
		Relations: []plan.Relation{lead("BPCM"), monitor("VPTK")},
		Targets: []plan.Target{proposed(count("Kiến nghị cải cách TTHC", 1, "kiến nghị",
			"Phải có kiến nghị liên quan đến thủ tục hành chính các lĩnh vực thuộc thẩm quyền giải quyết của UBND xã"))},
		Products: []string{"Báo cáo kết quả rà soát, đánh giá TTHC năm 2024 có kiến nghị"},
		ReportTo: []string{"UBNDX", "VPUBNDH"},
		Note:     `Bản quét mờ ở "Có các kiến nghị" và "VBQPPL" trong tên tiêu chí.`,
	}, {
		No: 7, Block: "II.3.a", Area: 3, Title: "Xử lý vấn đề phát hiện qua rà soát TTHC",
		Criteria:  one("3.1.2.2", "100% vấn đề phát hiện qua rà soát đã được xử lý hoặc kiến nghị xử lý"),
		Deadline:  by("Trong quý III năm 2024", "2024-09-30"),
		Relations: []plan.Relation{lead("BPCM"), monitor("VPTK")},
		Targets: []plan.Target{fixed("Vấn đề đã xử lý hoặc kiến nghị xử lý", goal("=", 100), "vấn đề",
			"vấn đề đã xử lý hoặc kiến nghị xử lý", plan.AtDue, "100% vấn đề phát hiện qua rà soát")},
		ReportTo: []string{"UBNDX", "VPUBNDH"},
	}, {
		No: 8, Block: "II.3.b", Area: 3, Title: "Hồ sơ TTHC cấp huyện tiếp nhận, trước hạn và đúng hạn",
		Criteria: one("3.4.1", "Tỷ lệ hồ sơ TTHC do CQCM cấp huyện tiếp nhận trong năm được giải quyết trước hạn, đúng hạn"),
		Deadline: ongoing("Thường xuyên trong năm 2024"),
		Cadences: monthly(),
		Relations: []plan.Relation{lead("VPTK"), coordinate("BPCM"), monitor("VPTK"),
			accountable("BPCM", "các bộ phận chuyên môn", chair, late)},
		Targets:   []plan.Target{dossiers("Hồ sơ trước hạn, đúng hạn", goal(">=", 97), "hồ sơ trước hạn, đúng hạn", onTime)},
		Questions: district("341", "3.4.1"),
		ReportTo:  []string{"UBNDX"},
		Source:    system,
		Note: `Tên tiêu chí là của cấp huyện (bản quét ghi "COCM", đọc là CQCM, cơ quan chuyên môn), giữ nguyên. ` +
			`"để hồ sơ trên Hệ thống" có thể là "để hồ sơ trễ trên Hệ thống".`,
	}, {
		No: 9, Block: "II.3.c", Area: 3, Title: "Hồ sơ TTHC cấp xã tiếp nhận, trước hạn và đúng hạn",
		Criteria: one("3.4.2", "Tỷ lệ hồ sơ TTHC do UBND cấp xã tiếp nhận trong năm được giải quyết trước hạn, đúng hạn"),
		Deadline: ongoing("Thường xuyên trong năm 2024"),
		Cadences: monthly(),
		Relations: []plan.Relation{lead("VPTK"), coordinate("BPCM", "công chức phụ trách"), monitor("VPTK"),
			accountable("", "Công chức trực tiếp phụ trách lĩnh vực", chair, late)},
		Targets:  []plan.Target{dossiers("Hồ sơ trước hạn, đúng hạn", goal(">=", 97), "hồ sơ trước hạn, đúng hạn", onTime)},
		ReportTo: []string{"UBNDX"},
		Source:   system,
	}, {
		No: 10, Block: "II.4", Area: 4, Title: "Cải cách tổ chức bộ máy theo Kế hoạch CCHC của xã",
		Deadline:  byOtherPlan,
		Relations: []plan.Relation{lead("VPTK"), coordinate("BPCM"), monitor("VPTK")},
		Targets:   []plan.Target{reform},
		ReportTo:  []string{"UBNDX"},
		Note:      uncoded,
	}, {
		No: 11, Block: "II.5.a", Area: 5, Title: "Bố trí công chức đúng vị trí việc làm",
		Criteria: one("5.1.2", "Tỷ lệ cơ quan chuyên môn của huyện bố trí công chức theo đúng vị trí việc làm được phê duyệt"),
		Deadline: ongoing("Thường xuyên trong năm 2024."), Relations: []plan.Relation{lead("VPTK")},
		Targets: []plan.Target{fixed("Công chức đúng vị trí việc làm", goal("=", 100), "công chức",
			"công chức đúng vị trí việc làm", plan.Continuously, "đảm bảo đạt tỷ lệ 100%")},
		Questions: district("512", "5.1.2"),
		ReportTo:  []string{"UBNDX", "UBNDH"},
		Note:      "Tên tiêu chí của cấp huyện. Kế hoạch chỉ có mục a), không có b).",
	}, {
		No: 12, Block: "II.5.a", Area: 5, Title: "Bố trí viên chức đúng vị trí việc làm",
		Criteria: one("5.1.3", "Tỷ lệ đơn vị sự nghiệp thuộc huyện bố trí viên chức theo đúng vị trí việc làm được phê duyệt"),
		Deadline: ongoing("Thường xuyên trong năm 2024."), Relations: []plan.Relation{lead("VPTK")},
		Targets: []plan.Target{fixed("Viên chức đúng vị trí việc làm", goal("=", 100), "viên chức",
			"viên chức đúng vị trí việc làm", plan.Continuously, "đảm bảo đạt tỷ lệ 100%")},
		Questions: district("513", "5.1.3"),
		ReportTo:  []string{"UBNDX", "UBNDH"},
		Note:      "Tên tiêu chí của cấp huyện và nói về viên chức; lời văn của kế hoạch chỉ nói công chức.",
	}}
}
