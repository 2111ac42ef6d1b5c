package message

import (
	"fmt"
	"strings"

	"planbot/storage/plan"
)

// PeriodicSummary is what stands above the files of a report.
type PeriodicSummary struct {
	Cut      plan.Cut
	Closing  *plan.Closing // nil: the figures are not frozen
	States   []plan.TaskState
	Owing    []plan.Owing
	Document File
	Annex    File
}

// Periodic gives the files of a report with its substance in four lines.
func Periodic(s PeriodicSummary) Message {
	m := say(lines(
		"📄 <b>Báo cáo "+cutName(s.Cut)+"</b> · "+frozen(s.Closing),
		tallyLine(s.States),
		redLine(s.States),
		owingShort(s)+"Chỗ [CẦN BỔ SUNG] trong văn bản chờ Văn phòng điền.",
	))
	m.Album = []File{s.Document, s.Annex}
	return m
}

func frozen(c *plan.Closing) string {
	if c == nil {
		return "chưa chốt"
	}
	return fmt.Sprintf("đã chốt phiên bản %d (%s)", c.Version, clock(c.At))
}

// redLine numbers the tasks that somebody must answer for.
func redLine(states []plan.TaskState) string {
	var red []*plan.Task
	for _, s := range states {
		if s.Class().Red() {
			red = append(red, s.Task)
		}
	}
	if len(red) == 0 {
		return "Không có nhiệm vụ quá hạn hoặc chưa đạt."
	}
	return "Quá hạn hoặc chưa đạt: nhiệm vụ " + taskNumbers(red) + "."
}

// owingShort names who has not reported on a period; nobody is asked for reports on days that somebody names.
func owingShort(s PeriodicSummary) string {
	switch {
	case s.Cut.Kind() == plan.OnDemand:
		return ""
	case len(s.Owing) == 0:
		return "Các đơn vị đã báo cáo đủ. "
	}
	var all []string
	for _, o := range s.Owing {
		all = append(all, o.Unit.Label())
	}
	return "Chưa báo cáo đủ: " + esc(strings.Join(all, ", ")) + ". "
}
