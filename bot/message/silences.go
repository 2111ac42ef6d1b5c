package message

import (
	"fmt"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Silences lists what is kept quiet, until when, why and by whom.
func Silences(p *plan.Plan, active []plan.Silence, office bool) Message {
	if len(active) == 0 {
		m := say("Không có cảnh báo nào đang tạm ngừng.")
		if office {
			m.add(silenceHow)
		}
		return m
	}
	m := say(fmt.Sprintf("<b>Đang tạm ngừng nhắc: %d</b>", len(active)))
	for _, s := range active {
		m.add(silenceLine(p, s))
		if office {
			m.row(Button{"Kết thúc: " + silencedName(p, s) + ", đến " + s.Until.VNShort(), fmt.Sprintf("unsil:%d", s.ID)})
		}
	}
	if office {
		m.add(silenceHow)
	}
	return m
}

var silenceHow = "Văn phòng tạm ngừng: " + code("/silences 9 15/4 lý do") + " (một nhiệm vụ), " + code("/silences TPHT 15/4 lý do") +
	fmt.Sprintf(" (một bộ phận); tối đa %d ngày, phải có lý do.", plan.LongestSilence)

func silenceLine(p *plan.Plan, s plan.Silence) string {
	what := "Mọi cảnh báo"
	if t, ok := p.TaskByID(s.Task); ok {
		what = "Nhiệm vụ " + taskTitle(t)
	}
	if u, ok := p.UnitByID(s.Unit); ok {
		what = "Mọi cảnh báo của " + esc(u.Label())
	}
	return lines(
		"🔕 "+what,
		fmt.Sprintf("Đến hết %s · %s, %s", s.Until.VN(), esc(s.By.Name), clock(s.At)),
		reasonLine(s.Reason),
	)
}

func silencedName(p *plan.Plan, s plan.Silence) string {
	if t, ok := p.TaskByID(s.Task); ok {
		return fmt.Sprintf("nhiệm vụ %d", t.No)
	}
	if u, ok := p.UnitByID(s.Unit); ok {
		return clip(u.Label(), 20)
	}
	return "mọi cảnh báo"
}

// Silenced confirms a new silence.
func Silenced(p *plan.Plan, s plan.Silence) Message {
	return say("✅ <b>Đã tạm ngừng nhắc</b>", lines(silenceLine(p, s), "Số liệu và tình trạng vẫn được theo dõi. Xem, kết thúc sớm: /silences"))
}

// Sentences about silences that cannot be.
const (
	SilenceNeedsReason = "Đề nghị nêu lý do tạm ngừng, ví dụ: /silences 9 15/4 chờ hướng dẫn của tỉnh."
	SilencePast        = "Ngày kết thúc đã qua; đề nghị ghi ngày sau hôm nay, ví dụ: /silences 9 15/4 lý do."
	SilenceWhom        = "Chưa rõ tạm ngừng nhiệm vụ hay bộ phận nào, đến ngày nào. Ví dụ: /silences 9 15/4 lý do, hoặc /silences TPHT 15/4 lý do."
	SilenceEnded       = "Đã kết thúc tạm ngừng; cảnh báo được nhắc trở lại."
)

// SilenceTooLong says until when a silence may last.
func SilenceTooLong(last calendar.Date) string {
	return fmt.Sprintf("Chỉ tạm ngừng tối đa %d ngày, đến %s.", plan.LongestSilence, last.VN())
}
