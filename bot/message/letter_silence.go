package message

import (
	"fmt"

	"planbot/storage/plan"
)

// mostSilences is how many silences a letter names.
const mostSilences = 6

// silences reminds the office of what it keeps quiet, until when and why.
func (w writer) silences(e plan.Episode) []string {
	const more = "Xem, kết thúc sớm: /silences"
	active := w.mail.Facts.ActiveSilences(w.day)
	if len(active) == 1 {
		return []string{"<b>Đang tạm ngừng nhắc</b>: " + silenceWords(w.plan, active[0]), more}
	}
	all := []string{fmt.Sprintf("<b>Đang tạm ngừng nhắc %d nội dung</b>", max(len(active), e.Inputs.Count))}
	for _, s := range active[:min(len(active), mostSilences)] {
		all = append(all, "· "+silenceWords(w.plan, s))
	}
	if n := len(active) - mostSilences; n > 0 {
		return append(all, fmt.Sprintf("· và %d nội dung khác. %s", n, more))
	}
	return append(all, more)
}

// silenceWords tells a silence within a line.
func silenceWords(p *plan.Plan, s plan.Silence) string {
	what := silencedName(p, s)
	if s.Unit != 0 {
		what = "mọi cảnh báo của " + what
	}
	return fmt.Sprintf("%s đến hết %s (lý do: %s)", esc(what), s.Until.VN(), esc(clip(s.Reason, 80)))
}
