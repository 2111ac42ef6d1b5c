package message

import (
	"fmt"
	"slices"
	"time"

	"planbot/storage/plan"
)

// Status says how the telling goes: the short form for a unit, all of it for the office and those who run planbot.
func Status(p *plan.Plan, s plan.AlertStatus, now time.Time, full bool) Message {
	head := "🟢 <b>Việc nhắc, cảnh báo đang hoạt động.</b>"
	if s.Dead > 0 || len(s.Silent) > 0 || late(s, now) {
		head = "🟠 <b>Việc nhắc, cảnh báo có vấn đề cần xem.</b>"
	}
	m := say(lines(head, "Lần rà soát gần nhất: "+stampOr(s.JudgedAt, "chưa có"), "Lần rà soát tiếp theo: "+nextRound(s, now)))
	if !full {
		m.add("Chi tiết: Văn phòng gửi /status.")
		return m
	}
	m.add(lines(
		fmt.Sprintf("Tin đang chờ gửi: %d, trong đó %d chờ giờ làm việc hoặc ngày sau", s.Waiting, s.Held),
		oldestWaiting(s, now),
		fmt.Sprintf("Đã gửi hôm nay: %d", s.SentToday),
		slowest(s.Slowest),
		fmt.Sprintf("Không gửi được (7 ngày qua): %d", s.Dead),
	))
	m.add(silentChats(p, s.Silent))
	return m
}

// nextRound is when the plan is judged next; what is past is about to happen.
func nextRound(s plan.AlertStatus, now time.Time) string {
	if !s.NextRound.IsZero() && !s.NextRound.After(now) {
		return "ngay bây giờ"
	}
	return stampOr(s.NextRound, "chưa định")
}

// lateAfter is how long a letter may wait before it is a matter for the operator.
const lateAfter = 5 * time.Minute

func late(s plan.AlertStatus, now time.Time) bool {
	return !s.Oldest.IsZero() && now.Sub(s.Oldest) > lateAfter
}

func oldestWaiting(s plan.AlertStatus, now time.Time) string {
	if s.Oldest.IsZero() {
		return ""
	}
	return fmt.Sprintf("Tin chờ lâu nhất: từ %s (%s)", clock(s.Oldest), lasting(now.Sub(s.Oldest)))
}

func slowest(d time.Duration) string {
	if d == 0 {
		return ""
	}
	return "Độ trễ gửi (99% số tin, 7 ngày qua): dưới " + lasting(d)
}

// lasting writes how long something takes, in the largest unit that says something.
func lasting(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d giây", max(int(d.Round(time.Second)/time.Second), 1))
	case d < 2*time.Hour:
		return fmt.Sprintf("%d phút", int(d/time.Minute))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d giờ", int(d/time.Hour))
	default:
		return fmt.Sprintf("%d ngày", int(d/(24*time.Hour)))
	}
}

func silentChats(p *plan.Plan, silent []plan.Mailbox) string {
	if len(silent) == 0 {
		return "Mọi nhóm đều liên lạc được."
	}
	var groups, people []string
	for _, m := range silent {
		if name := "· " + esc(mailboxName(p, m)); m.Private() {
			people = append(people, name)
		} else {
			groups = append(groups, name)
		}
	}
	return lines(
		silentList("Nhóm không liên lạc được:", groups, "Đề nghị thêm lại bot vào nhóm rồi gửi /bind."),
		silentList("Người nhận không liên lạc được:", people, "Đề nghị người đó mở chat riêng với bot và bấm Bắt đầu."),
	)
}

// silentList names who cannot be reached, and how to mend it; empty where there is nobody.
func silentList(head string, names []string, mend string) string {
	if len(names) == 0 {
		return ""
	}
	return lines(slices.Concat([]string{head}, names, []string{mend})...)
}

func stampOr(at time.Time, none string) string {
	if at.IsZero() {
		return none
	}
	return clock(at)
}
