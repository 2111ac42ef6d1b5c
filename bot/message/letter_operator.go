package message

import (
	"fmt"

	"planbot/storage/plan"
)

// operatorWords say what is the matter with planbot itself, and what to do. The first %s is the detail.
var operatorWords = map[string]string{
	"silent_chat": "Không gửi được tin đến nhóm hoặc người nhận%s: bot đã bị đưa ra khỏi nhóm, bị chặn, hoặc nhóm không còn. " +
		"Cảnh báo chưa đến nơi được chuyển lên bước tiếp theo, nếu còn bước; tin đôn đốc, tin thử thì không. " +
		"Với nhóm: đề nghị đưa bot trở lại, sau đó gửi /bind trong nhóm. " +
		"Với người nhận: đề nghị người đó mở chat riêng với bot và bấm Bắt đầu.",
	"muted_chat": "Không gửi được tin đến nhóm%s: bot không còn quyền gửi tin trong nhóm. Cảnh báo chưa đến nơi được chuyển lên bước tiếp theo, nếu còn bước. " +
		"Đề nghị quản trị viên của nhóm cho bot gửi tin trở lại.",
	"topic_chat": "Tin không vào được chủ đề của bộ phận trong nhóm%s: chủ đề đã đóng hoặc bị xóa. Bot gửi ra ngoài chủ đề, trả lời và nút bấm ở đó vẫn có hiệu lực. " +
		"Đề nghị mở lại chủ đề, hoặc gửi /bind trong chủ đề khác.",
	"round":   "Lượt rà soát kế hoạch%s đã đến giờ nhưng chưa chạy. Đề nghị kiểm tra tiến trình planbot và cơ sở dữ liệu.",
	"letter":  "Có tin đã đến giờ gửi nhưng chưa gửi%s. Đề nghị xem /status và kiểm tra kết nối đến Telegram.",
	"episode": "Có cảnh báo đã đến giờ nhắc hoặc chuyển bước nhưng chưa có tin%s. Đề nghị xem /status và nhật ký của planbot.",
	"lease":   "Có nhóm bị giữ để gửi tin quá thời gian cho phép%s. Bot sẽ tự gửi lại; nếu lặp lại, đề nghị khởi động lại planbot.",
	"plan":    "Không rà soát được kế hoạch%s; bot thử lại sau 1 giờ, các kế hoạch khác vẫn chạy. Đề nghị xem nhật ký của planbot.",
	"dead":    "Có tin không gửi được và đã thôi gửi%s. Đề nghị xem /status, báo cho bộ phận bằng cách khác nếu cần.",
}

// operatorItem is trouble in one calm sentence, to those who run planbot.
func (w writer) operatorItem(l plan.Letter) string {
	words, ok := operatorWords[l.Payload.What]
	if !ok {
		words = "Có sự cố cần kiểm tra%s. Đề nghị xem /status và nhật ký của planbot."
	}
	about, since := esc(clip(l.Payload.About, 200)), ""
	if !l.Payload.From.IsZero() {
		since = "từ " + clock(l.Payload.From)
	}
	if about = joined(", ", about, since); about != "" {
		about = " (" + about + ")"
	}
	return "⚙️ " + fmt.Sprintf(words, about)
}
