package report

import (
	"fmt"

	"planbot/storage/calendar"
)

// Obstacle is a difficulty that a unit reported, and what became of it.
type Obstacle struct {
	Task   int // 0: of no single task
	Unit   string
	Text   string
	On     calendar.Date
	Answer string // what was decided; empty while it is open
}

// Explanation is what the one who is accountable wrote about a task.
type Explanation struct {
	Task int
	By   string // a unit or a role
	Text string
	On   calendar.Date
}

// Deferral is a request for more time.
type Deferral struct {
	Task      int
	Due       calendar.Date // as the plan has it
	Requested calendar.Date
	Reason    string
	State     DeferralState
	Document  string // the answer's number and day; may be empty
}

// DeferralState is what became of a request.
type DeferralState string

// What may become of it.
const (
	Pending DeferralState = "pending"
	Granted DeferralState = "granted"
	Refused DeferralState = "refused"
)

// Evidence is a document that proves a task.
type Evidence struct {
	Task int
	Name string
	Kind string // of what the plan wants to see
	Unit string
	On   calendar.Date
}

// Owing is a unit that has not reported on some tasks.
type Owing struct {
	Unit  string
	Tasks []int
}

func (o Obstacle) words() string {
	text := bare(o.Text)
	if o.Unit != "" {
		text = o.Unit + ": " + text
	}
	if o.Task != 0 {
		text = fmt.Sprintf("Nhiệm vụ %d, %s", o.Task, text)
	}
	if o.Answer == "" {
		return text + " (đang xem xét, giải quyết)"
	}
	return text + " (kết quả xử lý: " + bare(o.Answer) + ")"
}

func (e Explanation) words() string {
	return fmt.Sprintf("Nhiệm vụ %d, theo giải trình của %s ngày %s: %s", e.Task, known(e.By, "người giải trình"), date(e.On), bare(e.Text))
}

func (d Deferral) words() string {
	text := fmt.Sprintf("Nhiệm vụ %d: xin gia hạn từ ngày %s đến ngày %s; lý do: %s; %s",
		d.Task, date(d.Due), date(d.Requested), known(bare(d.Reason), "lý do"), deferralWords[d.State])
	if d.Document != "" {
		text += " (" + bare(d.Document) + ")"
	}
	return text
}

var deferralWords = map[DeferralState]string{
	Pending: "chưa có ý kiến trả lời", Granted: "đã được chấp thuận", Refused: "không được chấp thuận",
}
