package message

import "fmt"

// Listing is a command as help and the menu show it.
type Listing struct {
	Name, Alias, Does string
}

// Commands is what staff can type, in the order they are shown.
var Commands = []Listing{
	{"tasks", "nhiemvu", "Nhiệm vụ của bộ phận, việc gấp trước"},
	{"task", "chitiet", "Chi tiết một nhiệm vụ: /task 9 hoặc /task 3.4.2"},
	{"update", "capnhat", "Báo số liệu: /update 9 145/150"},
	{"evidence", "minhchung", "Minh chứng: gửi tệp, ảnh, hoặc /evidence 2 BC 45/BC-UBND ngày 15/6"},
	{"undo", "hoantac", "Rút số liệu vừa báo (trong 10 phút)"},
	{"history", "lichsu", "Lịch sử số liệu: /history 9"},
	{"find", "tim", "Tìm nhiệm vụ: /find giai ngan"},
	{"today", "homnay", "Việc cần làm ngay, nhiều nhất 10 việc"},
	{"alerts", "canhbao", "Cảnh báo đang mở: từ khi nào, ai nhận, bước tiếp"},
	{"missing", "chuabao", "Ai chưa báo cáo: /missing hoặc /missing tháng 2"},
	{"why", "visao", "Vì sao có màu này: /why 9"},
	{"pending", "hosocho", "Hồ sơ chờ tiếp nhận: /pending 3 7h45 hoặc /pending 0"},
	{"remind", "dondoc", "Văn phòng đôn đốc: /remind TPHT 16h 14/6"},
	{"done", "hoanthanh", "Báo hoàn thành nhiệm vụ: /done 2 kết quả"},
	{"extend", "giahan", "Xin gia hạn: /extend 2 31/7 lý do"},
	{"obstacle", "vuongmac", "Báo khó khăn, vướng mắc: /obstacle 9 nội dung"},
	{"explain", "giaitrinh", "Lãnh đạo yêu cầu giải trình: /explain 9 20/6"},
	{"direct", "chidao", "Ý kiến chỉ đạo: /direct 13 nội dung 20/6"},
	{"chart", "bieudo", "Biểu đồ số liệu một nhiệm vụ: /chart 9"},
	{"who", "traloi", "Ai chịu trách nhiệm, đã nhắc ai, ai nhận: /who 9"},
	{"meeting", "hop", "Họp: lần lượt từng việc cần lãnh đạo cho ý kiến"},
	{"overview", "tongquan", "Tổng quan: đạt, dưới chỉ tiêu, quá hạn, ai chịu trách nhiệm"},
	{"score", "diem", "Điểm chỉ số CCHC: đã có, còn có thể đạt, đã mất: /score 3.4.2"},
	{"assign", "giaoviec", "Giao nhiệm vụ trong năm: /assign TPHT 20/6 nội dung thuộc 4"},
	{"sub", "vieccon", "Kế hoạch chi tiết: /sub 3 việc cần làm @nguoi 15/6"},
	{"confirm", "xacnhan", "Văn phòng xác nhận số liệu: /confirm 9"},
	{"template", "mau", "Mẫu Excel để điền số liệu cả kỳ, gửi lại cho bot"},
	{"export", "xuat", "Xuất dữ liệu ra Excel: /export hoặc /export tất cả"},
	{"close", "chot", "Văn phòng chốt số liệu của kỳ: /close tháng 3"},
	{"report", "baocao", "Báo cáo và phụ lục: /report tháng 3, quý I, năm, từ 1/1 đến 31/3"},
	{"simulate", "mophong", "Ngày đó sẽ nhắc ai, việc gì: /simulate 1/4"},
	{"calendar", "lich", "Lịch làm việc; Văn phòng đặt ngày nghỉ, ngày làm bù"},
	{"silences", "tamngung", "Cảnh báo đang tạm ngừng; Văn phòng tạm ngừng có lý do"},
	{"status", "trangthai", "Tình trạng gửi tin: đang chờ, độ trễ, không gửi được"},
	{"test", "thu", "Văn phòng gửi tin thử theo các bước báo lên"},
	{"whoami", "toilaai", "Tôi là ai, thuộc bộ phận nào, được làm gì"},
	{"members", "canbo", "Ai ở bộ phận nào; Văn phòng ghi tên, đổi vai trò"},
	{"join", "thamgia", "Xin được ghi tên vào bộ phận, hoặc dùng mã: /join"},
	{"handover", "bangiao", "Bàn giao việc đang mở cho người khác: /handover 15"},
	{"bind", "ganbophan", "Gắn nhóm này với một bộ phận"},
	{"unbind", "bobophan", "Bỏ gắn nhóm này với bộ phận"},
	{"help", "trogiup", "Hướng dẫn sử dụng"},
}

// Place is where help is given.
type Place struct {
	Commune string
	Unit    string // empty: the chat is not bound
	Private bool
	Privacy bool // the bot may not see bare commands in this group
}

// Help says what this chat is and what to type.
func Help(p Place) Message {
	m := say("<b>planbot</b> theo dõi kế hoạch cải cách hành chính của xã, phường.", chatIs(p))
	if p.Unit == "" {
		m.add(unboundSteps(p))
		return m
	}
	m.add(lines(
		"1. Gửi /tasks để xem nhiệm vụ, việc gấp ở trên.",
		"2. Trả lời tin của bot bằng số liệu: "+code("9: 145/150")+", "+code("97,5%")+", "+code("2 sáng kiến")+", "+code("1,5 tỷ/2,1 tỷ")+", "+code("xong")+", "+code("không phát sinh")+".",
		"3. Gửi /today để xem việc cần làm ngay; bấm “Nhận việc” dưới cảnh báo để báo đã có người làm.",
		"4. Gửi nhầm: sửa lại tin đó, bấm “Hoàn tác”, hoặc gửi /undo trong 10 phút.",
	), commandLines())
	if p.Privacy {
		m.add(esc(PrivacyModeWarns))
	}
	m.add("Chỉ gửi số liệu tổng hợp; không gửi thông tin cá nhân của công dân.")
	return m
}

func chatIs(p Place) string {
	switch {
	case p.Unit == "" && p.Private:
		return "Đồng chí chưa được ghi tên vào bộ phận nào."
	case p.Unit == "":
		return "Nhóm này chưa gắn với bộ phận nào."
	case p.Private:
		return "Đồng chí thuộc " + bold(p.Unit) + ", " + esc(p.Commune) + "."
	default:
		return "Nhóm này của " + bold(p.Unit) + ", " + esc(p.Commune) + "."
	}
}

func unboundSteps(p Place) string {
	if p.Private {
		return "Gửi /tasks trong nhóm của bộ phận. Để được ghi tên vào bộ phận: /join. Văn phòng hoặc người quản trị lấy mã gắn nhóm bằng /bind kèm mã bộ phận, ví dụ " + code("/bind TPHT") + "."
	}
	return "Văn phòng hoặc người quản trị lấy mã bằng /bind trong chat riêng với bot, rồi gửi vào nhóm này: " + code("/bind MÃ") + "."
}

func commandLines() string {
	var all []string
	for _, c := range Commands {
		all = append(all, fmt.Sprintf("/%s (/%s) – %s", c.Name, c.Alias, esc(c.Does)))
	}
	return lines(all...)
}
