package message

import (
	"fmt"
	"time"

	"planbot/storage/plan"
)

// RemindWhom asks whom the office means, and until when.
func RemindWhom(text string) Message {
	head := "Đề nghị ghi mã bộ phận hoặc số nhiệm vụ sau /remind."
	if text != "" {
		head = "Chưa rõ đôn đốc ai: “" + esc(clip(text, 40)) + "”."
	}
	return say(head + " Ví dụ: " + code("/remind TPHT") + ", " + code("/remind 9 16h 14/6") + ".")
}

// RemindNobody says that nobody leads a task.
func RemindNobody(t *plan.Task) Message {
	return say("Nhiệm vụ này chưa có đơn vị chủ trì trong kế hoạch nên không có ai để đôn đốc · Nhiệm vụ " + taskTitle(t))
}

// DeadlineUnclear says how a deadline is written.
const DeadlineUnclear = "Chưa rõ hạn trả lời. Ví dụ: /remind TPHT 14/6, /remind TPHT 16h 14/6, /remind 9 mai."

// DeadlineTooSoon says from when on a deadline may be set for a unit that hears of it only when the office opens.
func DeadlineTooSoon(soonest time.Time) string {
	return fmt.Sprintf("Ngoài giờ làm việc, tin đôn đốc chờ đến khi mở cửa nên bộ phận không kịp trả lời. Đề nghị ghi hạn từ %s trở đi.",
		byHour(soonest))
}

// NoSuchMoment says that a day or a time does not exist.
const NoSuchMoment = "Không có ngày hoặc giờ này; đề nghị ghi ngày trước tháng sau, ví dụ 15/4 hoặc 16h 14/6."
