package message

import (
	"fmt"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Question is an ambiguous figure put back to the person who typed it.
type Question struct {
	ID      int64
	Plan    *plan.Plan
	Task    *plan.Task
	Text    string // the line as typed
	Doubt   plan.Doubt
	Options []Option
	Last    *plan.Figure // what the figure was held against, for the doubts that compare
	Day     calendar.Date
}

// Option is one way to understand a figure.
type Option struct {
	Target plan.Target
	Unit   plan.Unit
	Figure plan.Figure
	Period plan.Period
}

// Ask puts the question with a button for each reading. Nothing counts until one is tapped.
func Ask(q Question) Message {
	m := say(lines(
		fmt.Sprintf("❓ <b>Xin xác nhận số liệu</b> · Nhiệm vụ %s", taskTitle(q.Task)),
		"Nội dung gửi: “"+esc(clip(q.Text, 120))+"”",
		doubtWords(q),
		askedPeriod(q),
		"Số liệu chưa được ghi. Đề nghị chọn một nút, hoặc gửi lại số liệu.",
	))
	for i, o := range q.Options {
		m.row(Button{optionLabel(q, o), fmt.Sprintf("pick:%d:%d", q.ID, i)})
	}
	m.row(Button{"Không ghi", fmt.Sprintf("pick:%d:-1", q.ID)})
	return m
}

// Resend asks for a figure that no button could complete: a missing denominator, a date without a value. The reply
// opens for whoever sent the other one.
func Resend(t *plan.Task, text string, d plan.Doubt) Message {
	m := say(lines(
		fmt.Sprintf("❓ <b>Cần thêm thông tin</b> · Nhiệm vụ %s", taskTitle(t)),
		"Nội dung gửi: “"+esc(clip(text, 120))+"”",
		plainDoubt[d],
		"Số liệu chưa được ghi. Đề nghị gửi lại, ví dụ "+code(exampleFigure(t))+".",
	))
	m.Ask = "Ví dụ: " + exampleFigure(t)
	return m
}

// WhichFigure asks for the figure of a task that somebody named alone.
func WhichFigure(t *plan.Task) Message {
	switch {
	case len(t.Targets) == 0:
		return Refused(sentence(TaskWithoutGoal(t)))
	case !reportable(t):
		return Refused(sentence(FigureFollows(t)))
	}
	m := say(lines(
		fmt.Sprintf("❓ <b>Cần thêm thông tin</b> · Nhiệm vụ %s", taskTitle(t)),
		"Số liệu chưa được ghi. Đề nghị gửi kèm số liệu, ví dụ "+code("/update "+exampleReply(t))+".",
	))
	m.Ask = "Ví dụ: " + exampleReply(t)
	return m
}

// optionLabel says only what tells the options apart: the figure always, period, unit and target where they differ.
func optionLabel(q Question, o Option) string {
	parts := []string{sentence(Figure(o.Target, o.Figure, q.Day))}
	if differ(q.Options, func(o Option) any { return o.Period }) {
		from, to := o.Period.Span(q.Plan.CadenceOf(q.Task, o.Period.Kind).Cutoff)
		parts = append(parts, fmt.Sprintf("%s (%s–%s)", periodName(o.Period), from.VNShort(), to.VNShort()))
	}
	if differ(q.Options, func(o Option) any { return o.Unit.ID }) {
		parts = append(parts, o.Unit.Label())
	}
	if differ(q.Options, func(o Option) any { return o.Target.ID }) {
		parts = append(parts, clip(o.Target.Mark+") "+o.Target.Name, 40))
	}
	if len(q.Options) == 1 {
		return "Đúng, ghi " + Figure(o.Target, o.Figure, q.Day)
	}
	return strings.Join(parts, " · ")
}

// askedPeriod names the period that every option is about; where they differ, the buttons do.
func askedPeriod(q Question) string {
	if differ(q.Options, func(o Option) any { return o.Period }) {
		return ""
	}
	return "Kỳ: " + periodIn(q.Plan, q.Task, q.Options[0].Period)
}

func differ(all []Option, of func(Option) any) bool {
	for _, o := range all[1:] {
		if of(o) != of(all[0]) {
			return true
		}
	}
	return false
}

func doubtWords(q Question) string {
	if q.Last != nil && q.Last.Kind == plan.Done {
		return "Nhiệm vụ này đã được báo hoàn thành trước đó."
	}
	words := plainDoubt[q.Doubt]
	if q.Last != nil && len(q.Options) > 0 {
		words += " Số liệu gần nhất: " + esc(Figure(q.Options[0].Target, *q.Last, q.Day)) + "."
	}
	return words
}

// DoubtTarget and DoubtUnitOf are doubts that no figure leaves but the task: several targets, or several units.
const (
	DoubtTarget plan.Doubt = "target"
	DoubtUnitOf plan.Doubt = "unit_of"
	// DoubtPeriodOf is left where a period has just been cut off and has no figure yet.
	DoubtPeriodOf plan.Doubt = "period_of"
)

var plainDoubt = map[plan.Doubt]string{
	plan.DoubtPercentOrCount:     "Đây là tỷ lệ phần trăm? Nếu không phải, đề nghị gửi lại dạng tử số/mẫu số.",
	plan.DoubtDenominator:        "Chưa rõ trên tổng số bao nhiêu (thiếu mẫu số).",
	plan.DoubtDateOrRatio:        "Chưa rõ là ngày tháng hay tử số/mẫu số.",
	plan.DoubtMonthOrRatio:       "Chưa rõ là tháng/năm hay tử số/mẫu số.",
	plan.DoubtThousandsOrDecimal: "Dấu phân cách trong số này tách hàng nghìn hay tách phần thập phân?",
	plan.DoubtCodeOrNumber:       "Chưa rõ là mã tiêu chí hay số liệu.",
	plan.DoubtUnit:               "Chưa rõ đơn vị tiền: tỷ, triệu hay đồng?",
	plan.DoubtWhole:              "Số lượng không phải số nguyên.",
	plan.DoubtPart:               "Nhiệm vụ này tính theo số lượng; xin xác nhận số đã thực hiện.",
	plan.DoubtDelta:              "Đây là tổng số đến nay, hay phần tăng thêm?",
	plan.DoubtComparator:         "Số liệu ghi “trên”, “dưới”, “gần” chưa phải con số chính xác.",
	plan.DoubtNegated:            "Câu có chữ “chưa”, “không”; xin xác nhận con số.",
	plan.DoubtOpposite:           "Số này có thể là số trường hợp chưa đạt.",
	plan.DoubtZero:               "Đây là số 0, hay không phát sinh?",
	plan.DoubtDone:               "Chưa rõ đã hoàn thành hay chưa.",
	plan.DoubtWhich:              "Có nhiều con số; chưa rõ số nào là kết quả.",
	plan.DoubtPeriod:             "Kỳ nêu trong tin khác với kỳ báo cáo của nhiệm vụ.",
	plan.DoubtCumulative:         "Nhiệm vụ này cộng dồn từ số liệu từng kỳ; xin xác nhận đây là số của kỳ nào.",
	plan.DoubtOverWhole:          "Tử số lớn hơn mẫu số, hoặc tỷ lệ trên 100%.",
	plan.DoubtFarFromLast:        "Số liệu chênh lệch nhiều so với lần gần nhất.",
	plan.DoubtDecreasing:         "Số lũy kế giảm so với lần gần nhất.",
	plan.DoubtFuture:             "Kỳ hoặc ngày nêu trong tin chưa đến.",
	DoubtTarget:                  "Nhiệm vụ có nhiều chỉ tiêu; số liệu này thuộc chỉ tiêu nào?",
	DoubtUnitOf:                  "Số liệu này của bộ phận nào?",
	DoubtPeriodOf:                "Số liệu này thuộc kỳ nào?",
}

// Dropped tells that a question was settled without recording anything.
func Dropped(t *plan.Task) Message {
	return say("Đã bỏ qua, số liệu không được ghi · Nhiệm vụ " + taskTitle(t))
}
