package message

import (
	"fmt"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Pictured stands under the pictures of a task's figures.
func Pictured(t *plan.Task, day calendar.Date) Message {
	return say(lines(taskLine(t), fmt.Sprintf("Biểu đồ số liệu đến ngày %s.", day.VN())))
}

// NothingToDraw says that a task has no figures that a picture could show.
func NothingToDraw(t *plan.Task) Message {
	return say(lines(taskLine(t), "Chưa có số liệu để vẽ biểu đồ."))
}
