package message

import (
	"errors"
	"fmt"

	"planbot/storage/plan"
)

// Sentences about evidence.
const (
	ProofUnclear = "Chưa rõ minh chứng của nhiệm vụ nào nên chưa ghi nhận. Đề nghị trả lời chính tệp đó bằng /evidence kèm số nhiệm vụ, ví dụ /evidence 2."
	ProofHow     = "Đề nghị gửi kèm tệp, ảnh, hoặc số và ngày văn bản, ví dụ: /evidence 2 BC 45/BC-UBND ngày 15/6/2024. Xem minh chứng đã có: /evidence 2."
	ProofWhich   = "Đề nghị ghi số nhiệm vụ hoặc mã tiêu chí sau lệnh, ví dụ: /evidence 2 BC 45/BC-UBND ngày 15/6/2024; hoặc trả lời tin của bot về nhiệm vụ đó."
	ProofNoFiles = "Nhiệm vụ này chưa có tệp minh chứng nào."
	ProofByOwner = "Chỉ người đã gửi hoặc Văn phòng được rút minh chứng này."

	TapWithdrawn  = "Đã rút; minh chứng vẫn được lưu trong lịch sử."
	TapClassified = "Đã ghi nhận."
)

// ProofTwoTasks says that a file answers a message about one task and names another.
func ProofTwoTasks(replied, named int) string {
	return fmt.Sprintf("Tin được trả lời là nhiệm vụ %d, chú thích ghi số %d nên chưa rõ minh chứng của nhiệm vụ nào. Đề nghị trả lời chính tệp đó bằng /evidence kèm số nhiệm vụ.", replied, named)
}

// BadDocument says why words cite no document.
func BadDocument(err error) Message {
	var bad *plan.BadDocument
	if !errors.As(err, &bad) {
		return Refused(ProofHow)
	}
	if bad.Reason == plan.DocumentUnnumbered {
		return Refused(ProofHow)
	}
	return say("“" + esc(clip(bad.Text, 80)) + "”: " + documentReasons[bad.Reason])
}

var documentReasons = map[plan.DocumentReason]string{
	plan.DocumentUndated:  "đề nghị ghi thêm ngày văn bản, ví dụ BC 45/BC-UBND ngày 15/6/2024.",
	plan.DocumentBadDay:   "không có ngày này.",
	plan.DocumentFuture:   "ngày văn bản chưa đến; đề nghị kiểm tra lại.",
	plan.DocumentTwoKinds: "loại văn bản và ký hiệu không khớp nhau; đề nghị kiểm tra lại.",
}
