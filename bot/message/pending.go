package message

import (
	"fmt"
	"time"

	"planbot/storage/plan"
)

// Pending confirms dossiers that wait for acceptance, and says when the oldest one has waited too long.
type Pending struct {
	Plan    *plan.Plan
	Task    *plan.Task
	Unit    plan.Unit
	Now     plan.Waiting
	Assumed bool // nobody said when the oldest one came
	Former  *plan.Waiting
}

// PendingNoted confirms such a report.
func PendingNoted(r Pending) Message {
	head := "✅ <b>Đã ghi nhận</b> · Nhiệm vụ " + taskTitle(r.Task)
	former := ""
	if r.Former != nil {
		former = fmt.Sprintf("Báo trước đó: %d hồ sơ (%s).", r.Former.Count, clock(r.Former.At))
	}
	assumed := ""
	if r.Assumed {
		assumed = "Chưa ghi giờ nhận hồ sơ cũ nhất nên tạm tính như trên; nếu khác, gửi lại kèm giờ, ví dụ " +
			code(fmt.Sprintf("/pending %d 7h45", r.Now.Count)) + "."
	}
	if r.Now.Count == 0 {
		return say(lines(head, esc(r.Unit.Label())+" không còn hồ sơ chờ tiếp nhận.", former))
	}
	return say(lines(head,
		fmt.Sprintf("%s: <b>%d hồ sơ</b> chờ tiếp nhận, hồ sơ cũ nhất từ %s.", esc(r.Unit.Label()), r.Now.Count, clock(r.Now.Oldest)),
		waitWords(r), assumed, former,
		"Khi tiếp nhận xong, gửi "+code("/pending 0")+".",
	))
}

// waitWords says when the wait has to be warned of, and when it is too long.
func waitWords(r Pending) string {
	hours, warn, late := r.Plan.WaitLimits(r.Task, r.Now.Oldest)
	limit := hoursOf(r.Plan, hours)
	early := hoursOf(r.Plan, hours-r.Plan.Alerting().WaitWarn)
	switch {
	case !r.Now.At.Before(late):
		return "⛔ Đã quá " + limit + " từ " + clock(late) + "; đề nghị tiếp nhận ngay."
	case !r.Now.At.Before(warn):
		return "⏳ Đã quá " + early + "; đủ " + limit + " lúc <b>" + clock(late) + "</b>."
	default:
		return "Đủ " + early + " lúc " + clock(warn) + ", đủ " + limit + " lúc <b>" + clock(late) + "</b>."
	}
}

// How dossiers that wait are reported, in one sentence each.
const (
	PendingHow    = "Đề nghị ghi số hồ sơ chờ tiếp nhận và giờ nhận hồ sơ cũ nhất, ví dụ /pending 3 7h45, /pending 2 14h 4/3; không còn thì /pending 0."
	PendingSince  = "Chưa rõ hồ sơ cũ nhất nhận lúc nào; đề nghị ghi giờ, ví dụ /pending 3 7h45 hoặc /pending 2 14h 4/3."
	PendingFuture = "Giờ nhận hồ sơ cũ nhất chưa đến; đề nghị kiểm tra lại, ví dụ /pending 3 7h45."
	PendingOld    = "Hồ sơ cũ nhất đã quá 30 ngày; đề nghị kiểm tra lại ngày giờ, ví dụ /pending 2 14h 4/3."
	PendingNoRule = "Kế hoạch không có nhiệm vụ nào quy định thời gian chờ tiếp nhận hồ sơ."
)

// PendingElsewhere says which units take dossiers in.
func PendingElsewhere(units []plan.Unit) string {
	return "Chỉ các đơn vị tiếp nhận hồ sơ (" + labels(units) + ") báo số hồ sơ chờ tại nhóm của mình."
}

// OldestPending is how far back the oldest dossier may lie.
const OldestPending = 30 * 24 * time.Hour
