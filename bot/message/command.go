package message

import (
	"fmt"
	"strings"
)

// Sentences about messages that are not what they seem.
const (
	Unreadable         = "Chưa đọc được tin thoại, video, vị trí, danh bạ. Đề nghị gửi bằng chữ; minh chứng gửi bằng tệp hoặc ảnh."
	ProofBesideCommand = "Tệp gửi kèm lệnh chưa được ghi là minh chứng. Đề nghị trả lời chính tệp đó bằng /evidence kèm số nhiệm vụ, ví dụ /evidence 2."
)

// NoSuchCommand says that nothing was done, and what may have been meant: near are names of commands, args what followed.
func NoSuchCommand(typed string, near []string, args string) Message {
	if len(near) == 0 {
		return say(esc(fmt.Sprintf("Không có lệnh /%s. Gửi /help để xem các lệnh.", clip(typed, 30))))
	}
	m := say(esc(fmt.Sprintf("Không có lệnh /%s nên chưa ghi nhận gì. Có phải:", clip(typed, 30))))
	for _, name := range near {
		m.add(code(strings.TrimSpace("/" + name + " " + clip(args, 200))))
	}
	return m
}
