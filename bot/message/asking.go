package message

import (
	"fmt"

	"planbot/storage/plan"
)

// Words asks for the words that something needs: a step of a matter, named by its verb, or an order, by what it is.
// The reply opens for whoever is asked, named where others read along; the zero Author in a private chat.
func Words(t *plan.Task, what string, of plan.Author) Message {
	whom := ""
	if of.ID != 0 {
		whom = fmt.Sprintf(`<a href="tg://user?id=%d">đồng chí %s</a> `, of.ID, esc(clip(of.Name, 40)))
	}
	m := say(lines(taskLine(t), "Đề nghị "+whom+"trả lời tin này, "+asked[what].words+"."))
	m.Ask = asked[what].hint
	return m
}

// WordsAgain says why words were not taken, and opens the reply once more.
func WordsAgain(m Message, what string) Message {
	m.Ask = asked[what].hint
	return m
}

// WordsOrFigure says that what was sent without a reply may answer the last message, or be a figure.
func WordsOrFigure(t *plan.Task) Message {
	return say("Chưa rõ đây là nội dung trả lời hay số liệu, nên chưa ghi. Nếu là nội dung, đề nghị gửi lại bằng cách trả lời tin này; " +
		"nếu là số liệu, gửi " + code("/update "+exampleReply(t)) + ".")
}

// asked tells what to write: in the message, and in the empty field of the reply.
var asked = map[string]struct{ words, hint string }{
	string(plan.VerbReturn): {"nêu lý do trả lại", "Lý do trả lại"},
	string(plan.VerbReopen): {"nêu lý do mở lại", "Lý do mở lại"},
	string(plan.VerbMore):   {"nêu nội dung cần bổ sung", "Nội dung cần bổ sung"},
	string(plan.VerbSupply): {"ghi nội dung báo cáo thêm", "Nội dung báo cáo thêm"},
	string(plan.VerbGrant): {
		"ghi số, ký hiệu, ngày văn bản đồng ý; nếu thời hạn khác đề nghị thì ghi thêm, ví dụ: CV 12/UBND-VP ngày 3/7/2024 đến 15/8/2024",
		"Số, ký hiệu, ngày văn bản đồng ý",
	},
	string(plan.VerbDeny):   {"ghi số, ký hiệu, ngày văn bản không đồng ý", "Số, ký hiệu, ngày văn bản không đồng ý"},
	string(plan.VerbAnswer): {"ghi nội dung trả lời bộ phận", "Nội dung trả lời bộ phận"},
	string(plan.VerbClose):  {"ghi nội dung kết luận", "Nội dung kết luận"},
	string(plan.VerbExplain): {
		"ghi nội dung giải trình; tài liệu kèm theo gửi bằng tệp, ảnh trả lời tin này", "Nội dung giải trình",
	},
	string(plan.VerbCarry): {"ghi kết quả thực hiện", "Kết quả thực hiện"},

	string(plan.Instruction): {
		"ghi nội dung chỉ đạo và ngày phải xong, ví dụ: đẩy nhanh thanh toán 20/6", "Nội dung chỉ đạo, ngày phải xong",
	},
	string(plan.Explanation): {
		"ghi nội dung cần giải trình và ngày phải trả lời, ví dụ: vì sao chậm 20/6", "Nội dung cần giải trình, ngày phải trả lời",
	},
	"assignment": {
		"ghi bộ phận, ngày và nội dung giao, ví dụ: TCKT 20/6 lập danh mục công trình chậm", "Bộ phận, ngày và nội dung giao",
	},
}
