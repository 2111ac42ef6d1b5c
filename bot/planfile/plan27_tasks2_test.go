package planfile_test

import (
	"github.com/shopspring/decimal"

	"planbot/storage/plan"
)

const (
	tthcSystem = "Hệ thống giải quyết thủ tục hành chính tỉnh"
	portal     = "Cổng dịch vụ công của tỉnh"
	ongoing24  = "Thường xuyên trong năm 2024."
	paidName   = "Tỷ lệ TTHC có phát sinh giao dịch thanh toán trực tuyến"
	waiting    = "(Lưu ý: Những hồ sơ chờ tiếp nhận không được để quá 8 giờ, nằm ở bộ phận Tư pháp - Hộ tịch là chủ yếu)."
	assigned   = "các bộ phận chuyên môn, cá nhân công chức được giao nhiệm vụ"
)

func tasks13to24() []plan.Task {
	undated := plan.Deadline{Kind: plan.Undated}
	paid := []plan.Relation{lead("VPTK"), coordinate("TPHT", "Lưu ý bộ phận Tư pháp - Hộ tịch xã"), monitor("VPTK")}
	reports := milestone("Báo cáo của kỳ đã gửi",
		"báo cáo Ủy ban nhân dân xã lồng ghép trong các báo cáo công tác cải cách hành chính định kỳ")
	reports.Accumulation, reports.Judged = plan.ByPeriod, plan.Continuously
	return []plan.Task{{
		No: 13, Block: "II.6", Area: 6, Title: "Giải ngân vốn đầu tư ngân sách nhà nước",
		Criteria: one("6.1.1", "Thực hiện giải ngân kế hoạch đầu tư vốn ngân sách nhà nước (NSNN)"),
		Deadline: noted(by("Trong năm 2024.", "2024-12-31"),
			"Theo quy định chung vốn đầu tư công được thanh toán đến 31/01 năm sau; kế hoạch không nói."),
		Relations: []plan.Relation{lead("TCKT"), coordinate("BPCM")},
		Targets: []plan.Target{fixed("Vốn đầu tư đã giải ngân", goal(">", 70), "đồng", "vốn đã giải ngân", plan.AtDue,
			"đảm bảo đạt tỷ lệ tối thiểu trên 70%")},
		Questions: []plan.Question{sets(ask("over-seventy", `"Tối thiểu trên 70%": đúng 70,0% là đạt hay chưa đạt?`,
			"trên 70% (70,0% là chưa đạt)", "từ 70% trở lên (70,0% là đạt)"),
			plan.Effect{Mark: "a", Comparator: plan.MoreThan, Value: decimal.NewFromInt(70)},
			plan.Effect{Mark: "a", Comparator: plan.AtLeast, Value: decimal.NewFromInt(70)})},
		Note: `"Tối thiểu" và "trên" trái nhau khi đúng 70,0%.`,
	}, {
		No: 14, Block: "II.7.a", Area: 7, Title: "Số hóa hồ sơ, kết quả giải quyết TTHC",
		Criteria: one("7.3.3.2", "Tỷ lệ số hóa hồ sơ, kết quả giải quyết và cấp kết quả giải quyết TTHC điện tử đối với TTHC "+
			"thuộc thẩm quyền giải quyết của cấp xã"),
		Deadline: ongoing("Thường xuyên trong năm 2024"),
		Relations: []plan.Relation{lead("VPTK"), coordinate("BPCM"), monitor("VPTK"),
			accountable("BPCM", "bộ phận chuyên môn đó và cá nhân công chức phụ trách lĩnh vực", chair,
				"không đạt được tỷ lệ tối thiểu làm ảnh hưởng đến điểm chung của Xã")},
		Targets: []plan.Target{perUnit(dossiers("Hồ sơ, kết quả đã số hóa", goal(">=", 60), "hồ sơ, kết quả đã số hóa",
			"đảm bảo đạt tối thiểu tỷ lệ 60%"))},
		Source: tthcSystem,
	}, {
		No: 15, Block: "II.7.b", Area: 7, Title: "Dịch vụ công trực tuyến một phần",
		Criteria:  one("7.3.4", "Tỷ lệ hồ sơ có phát sinh dịch vụ công trực tuyến một phần"),
		Deadline:  ongoing(ongoing24),
		Relations: []plan.Relation{lead("VPTK"), coordinate("BPCM", "công chức phụ trách"), monitor("VPTK")},
		Targets: []plan.Target{dossiers("Hồ sơ trực tuyến một phần", goal(">=", 80), "hồ sơ nộp trực tuyến",
			"đảm bảo đạt tối thiểu tỷ lệ 80%")},
		Source: portal,
		Note:   `Bản quét thiếu chữ "vụ" trong "Cổng dịch vụ công".`,
	}, {
		No: 16, Block: "II.7.c", Area: 7, Title: "Dịch vụ công trực tuyến toàn trình",
		Criteria: one("7.3.5", "Tỷ lệ hồ sơ có phát sinh dịch vụ công trực tuyến toàn trình"),
		Deadline: ongoing(ongoing24),
		Relations: []plan.Relation{lead("VPTK"), coordinate("TPHT", "nằm ở bộ phận Tư pháp - Hộ tịch là chủ yếu"),
			monitor("VPTK")},
		Targets: []plan.Target{dossiers("Hồ sơ trực tuyến toàn trình", goal("=", 100), "hồ sơ nộp trực tuyến",
			"đảm bảo đạt tối thiểu tỷ lệ 100%")},
		Questions: []plan.Question{ask("eight-hours", `"Không được để quá 8 giờ" là giờ làm việc hay giờ đồng hồ?`,
			"8 giờ làm việc", "8 giờ đồng hồ")},
		Source: portal,
		Note: "Tư pháp - Hộ tịch chỉ được nêu trong lưu ý 8 giờ, không phải đơn vị phối hợp chính thức. " +
			`Kế hoạch ghi "8 giờ", không ghi "giờ làm việc".`,
		Rule: &plan.SpecialRule{Kind: "eight_hours", Wording: waiting, Hours: 8},
	}, {
		No: 17, Block: "II.7.d", Area: 7, Title: "Thanh toán trực tuyến (7.3.7.2)",
		Criteria: one("7.3.7.2", paidName), Deadline: ongoing(ongoing24), Relations: paid,
		Targets: []plan.Target{dossiers("TTHC thanh toán trực tuyến", goal("=", 100), "hồ sơ thanh toán trực tuyến",
			"đảm bảo đạt tỷ lệ 100%")},
		Source: tthcSystem,
	}, {
		No: 18, Block: "II.7.d", Area: 7, Title: "Thanh toán trực tuyến (7.3.7.3)",
		Criteria: one("7.3.7.3", paidName), Deadline: ongoing(ongoing24), Relations: paid,
		Targets: []plan.Target{dossiers("Hồ sơ thanh toán trực tuyến", goal("=", 100), "hồ sơ thanh toán trực tuyến",
			"đảm bảo đạt tỷ lệ 100%")},
		Questions: []plan.Question{ask("criterion-7373-name",
			"Kế hoạch ghi tên 7.3.7.3 lặp lại tên của 7.3.7.2. Tên đúng của tiêu chí 7.3.7.3 là gì?",
			"giữ nguyên tên trong kế hoạch", "Tỷ lệ hồ sơ thanh toán trực tuyến")},
		Source: tthcSystem,
		Note: `Tên tiêu chí trong kế hoạch lặp đúng tên của 7.3.7.2; có lẽ phải là "Tỷ lệ hồ sơ thanh toán ` +
			`trực tuyến".`,
	}, {
		No: 19, Block: "II.8", Area: 8, Title: "Đạt và vượt các chỉ tiêu kinh tế - xã hội",
		Deadline: by("Trong năm 2024", "2024-12-31"),
		Relations: []plan.Relation{lead("TCKT"), coordinate("BPCM"), accountable("UBNDX", "các thành viên Ủy ban nhân dân xã", "",
			"chịu trách nhiệm chính về các chỉ tiêu kinh tế - xã hội, quốc phòng - an ninh năm 2024")},
		Targets: []plan.Target{proposed(fixed("Chỉ tiêu đạt và vượt", goal("=", 100), "chỉ tiêu", "chỉ tiêu đạt và vượt",
			plan.AtDue, "đảm bảo thực hiện đạt và vượt các chỉ tiêu kinh tế - xã hội năm 2024"))},
		ReportTo: []string{"UBNDX"},
		Note: `Kế hoạch không nêu mã tiêu chí; "định kỳ" không nói kỳ nào. Kế hoạch gọi các thành viên UBND xã là đơn vị ` +
			"chủ trì, rồi giao Bộ phận Tài chính - Kế toán xã chủ trì.",
	}, {
		No: 20, Block: "III.1", Title: "Theo dõi, kiểm tra, đôn đốc thực hiện kế hoạch", Deadline: undated,
		Relations: []plan.Relation{lead("VPTK"), coordinate("BPCM"), monitor("VPTK")},
		Note:      `Kế hoạch ghi "Chỉ số hiệu quả Chỉ số".`,
	}, {
		No: 21, Block: "III.2 (câu 1)", Title: "Kế hoạch cụ thể của từng bộ phận", Deadline: undated,
		Relations: []plan.Relation{lead("BPCM", "Các bộ phận chuyên môn xã, các cá nhân công chức phụ trách lĩnh vực")},
		Targets: []plan.Target{perUnit(proposed(milestone("Kế hoạch cụ thể của bộ phận",
			"xây dựng Kế hoạch cụ thể của bộ phận mình")))},
		Products: []string{"Kế hoạch cụ thể của từng bộ phận"},
		Note:     "Kế hoạch không nêu thời hạn.",
	}, {
		No: 22, Block: "III.2 (câu 2)", Title: "Hoàn thành 100% nhiệm vụ của Kế hoạch CCHC năm 2024", Deadline: undated,
		Relations: []plan.Relation{lead("BPCM", assigned)},
		Targets: []plan.Target{proposed(fixed("Nhiệm vụ của Kế hoạch CCHC đã hoàn thành", goal("=", 100), "nhiệm vụ",
			"nhiệm vụ đã hoàn thành", plan.AtDue, "đảm bảo hoàn thành 100% kế hoạch giao"))},
		Note: `Kế hoạch không nêu thời hạn, chỉ ghi "đúng thời gian quy định".`,
	}, {
		No: 23, Block: "III (đoạn 3)", Title: "Tổng hợp, báo cáo UBND xã hằng tháng, quý, năm",
		Deadline: plan.Deadline{Kind: plan.Ongoing, Wording: "định kỳ hàng tháng (tại phiên họp thường kỳ UBND xã), quý, năm " +
			"hoặc theo yêu cầu của UBND huyện"},
		Cadences: []plan.Cadence{
			{Every: plan.Month, Cutoff: 14, Wording: "hàng tháng (tại phiên họp thường kỳ UBND xã)"},
			{Every: plan.Quarter, Cutoff: 14, Wording: "quý"},
			{Every: plan.Year, Cutoff: 14, Wording: "năm"},
		},
		Relations: []plan.Relation{lead("VPTK")}, Targets: []plan.Target{reports}, ReportTo: []string{"UBNDX"},
		Note: "Kế hoạch không nhắc kỳ 6 tháng và 9 tháng. Ngoài định kỳ còn báo cáo theo yêu cầu của UBND huyện.",
	}, {
		No: 24, Block: "III (đoạn 4)", Title: "Báo cáo khó khăn, vướng mắc", Deadline: undated,
		Relations: []plan.Relation{lead("BPCM", assigned)}, ReportTo: []string{"UBNDX"},
		Note: `Báo cáo gửi qua Văn phòng - thống kê xã. Bản quét ghi "bộ pohaanj", đọc là "bộ phận".`,
	}}
}
