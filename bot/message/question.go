package message

import (
	"fmt"

	"planbot/storage/plan"
)

// Sentences about what the plan leaves open.
const (
	AnswerByOffice = "Chỉ Văn phòng được làm rõ nội dung của kế hoạch."
	AnswerMoved    = "Nội dung này vừa được trả lời khác; đề nghị mở lại nhiệm vụ để xem."
	TapAnswered    = "Đã ghi nhận; tình trạng của nhiệm vụ được đánh giá lại."
)

// questions shows what the plan leaves open about a task, with what is assumed meanwhile, and what the office has made
// clear.
func questions(t *plan.Task) string {
	var open, clear []string
	for _, q := range t.Questions {
		switch {
		case !q.Open():
			clear = append(clear, answered(q))
		case q.Default != "":
			open = append(open, esc("· "+q.Text+" (tạm tính: "+q.Default+")"))
		default:
			open = append(open, esc("· "+q.Text))
		}
	}
	if len(open) > 0 {
		open[0] = "\nNội dung cần Văn phòng làm rõ:\n" + open[0]
	}
	if len(clear) > 0 {
		clear[0] = "\nVăn phòng đã làm rõ:\n" + clear[0]
	}
	return lines(append(open, clear...)...)
}

func answered(q plan.Question) string {
	line := "· " + esc(q.Text) + " → <b>" + esc(q.Answer) + "</b>"
	if q.AnsweredBy != "" {
		line += fmt.Sprintf(" (%s, %s)", esc(clip(q.AnsweredBy, 40)), q.AnsweredOn.VN())
	}
	return line
}

// answers adds a row of buttons for each question of which it is known what follows from an answer. What is chosen
// already can be chosen otherwise.
func (m *Message) answers(t *plan.Task) {
	for _, q := range t.Questions {
		if !q.Answers() {
			continue
		}
		var row []Button
		for i := range q.Options {
			label := optionWords(t, q, i)
			if i == q.Chosen() {
				label = "✓ " + label
			}
			row = append(row, Button{label, fmt.Sprintf("ans:%d:%d:%d", q.ID, i, q.Chosen())})
		}
		m.row(row...)
	}
}

// optionWords is an option in the few words that a button holds: the goal or the date it sets.
func optionWords(t *plan.Task, q plan.Question, i int) string {
	e := q.Effects[i]
	switch {
	case e.Goal():
		target := plan.Target{}
		for _, of := range t.Targets {
			if of.Mark == e.Mark {
				target = of
			}
		}
		sign := map[plan.Comparator]string{plan.AtLeast: "≥ ", plan.MoreThan: "> ", plan.Exactly: "= "}[e.Comparator]
		return sign + goalNumber(target, plan.Goal{Value: e.Value})
	case !e.Due.IsZero():
		return "Hạn " + e.Due.VN()
	default:
		return clip(sentence(q.Options[i]), 30)
	}
}
