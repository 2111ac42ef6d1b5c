package message

import (
	"fmt"
	"strings"
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
