package message

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Card is what the page of the index shows.
type Card struct {
	Plan   *plan.Plan
	Viewer plan.Unit
	Day    calendar.Date
	Score  plan.Scorecard
	Whole  bool // every criterion of the viewer, not a part of them
}

// mostCard is how long the page may be.
const mostCard = 3400

// Score shows points so far, at stake and lost, and where they go missing, what costs most first.
func Score(c Card) Message {
	if len(c.Score.Criteria) == 0 {
		return noScore(c)
	}
	m := say(cardHead(c), proposedNote(c.Score.Sum()))
	room := mostCard - utf8.RuneCountInString(strings.Join(m.Items, "\n"))
	var full []string
	left := 0
	for _, s := range c.Score.Criteria {
		if s.Cost().IsZero() {
			full = append(full, s.Rule.Code)
			continue
		}
		item := scoreItem(s)
		if room -= utf8.RuneCountInString(item) + 1; room < 0 {
			left++
			continue
		}
		m.add(item)
	}
	m.add(leftOut(left), fullLine(full), unratedLine(c.Score.Unrated), "\nCách tính một tiêu chí: "+code("/score "+c.Score.Criteria[0].Rule.Code))
	m.scoreButtons(c)
	return m
}

func noScore(c Card) Message {
	if len(c.Plan.Scores) == 0 {
		return say("Kế hoạch " + esc(c.Plan.Number) + " chưa khai báo điểm tối đa và công thức của tiêu chí. Đề nghị Văn phòng bổ sung theo Bộ Chỉ số CCHC.")
	}
	return say(bold(c.Viewer.Name) + " không có tiêu chí nào được tính điểm.")
}

func cardHead(c Card) string {
	sum := c.Score.Sum()
	head := fmt.Sprintf("<b>Điểm Chỉ số CCHC</b> · %s · %s", bold(c.Viewer.Name), weekdate(c.Day))
	return lines(head,
		fmt.Sprintf("Kế hoạch %s, %d tiêu chí: đã có <b>%s/%s điểm</b>; còn có thể đạt thêm <b>%s</b>; đã mất <b>%s</b>.", esc(c.Plan.Number),
			len(c.Score.Criteria), amount(sum.Earned), amount(sum.Max), amount(sum.AtStake), amount(sum.Lost)),
		withheldNote(sum.Withheld))
}

func withheldNote(points decimal.Decimal) string {
	if points.IsZero() {
		return ""
	}
	return fmt.Sprintf("📎 %s điểm đã đạt theo số liệu nhưng chưa được tính vì thiếu minh chứng.", amount(points))
}

// proposedNote says that a score rests on numbers that nobody has confirmed.
func proposedNote(sum plan.ScoreSum) string {
	if sum.Proposed == 0 {
		return ""
	}
	return fmt.Sprintf("⚠️ Điểm tối đa và công thức của %d tiêu chí là <b>giá trị đề xuất</b>, chờ Văn phòng xác nhận theo Bộ Chỉ số; chỉ để tham khảo.", sum.Proposed)
}

func scoreItem(s plan.CriterionScore) string {
	parts := []string{fmt.Sprintf("<b>%s/%s</b> điểm", amount(s.Earned), amount(s.Rule.Max))}
	if at := s.AtStake(); at.IsPositive() {
		parts = append(parts, "có thể đạt thêm "+amount(at))
	}
	if lost := s.Lost(); lost.IsPositive() {
		parts = append(parts, "đã mất "+amount(lost))
	}
	return "\n" + lines(
		fmt.Sprintf("<b>%s</b> · %d · %s", esc(s.Rule.Code), s.State.Task.No, esc(clip(s.State.Task.Title, 60))),
		strings.Join(append(parts, scoreWhy(s)...), " · "))
}

// scoreWhy says what stands between a criterion and its points.
func scoreWhy(s plan.CriterionScore) (why []string) {
	switch {
	case s.Figure.Kind == plan.NoCases:
		why = append(why, "không phát sinh, chưa có điểm")
	case s.Target != nil && s.Target.Total.Empty():
		why = append(why, "chưa có số liệu")
	case s.Target == nil && s.Figured.IsZero():
		why = append(why, "chưa hoàn thành")
	}
	if s.Late {
		why = append(why, "⛔ quá hạn")
	}
	if s.Unproven {
		why = append(why, "📎 thiếu minh chứng")
	}
	return why
}

func leftOut(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("\nCòn %d tiêu chí thiếu điểm ít hơn.", n)
}

func fullLine(codes []string) string {
	if len(codes) == 0 {
		return ""
	}
	return "\n🟢 Đủ điểm: " + esc(strings.Join(codes, ", "))
}

func unratedLine(criteria []plan.Criterion) string {
	if len(criteria) == 0 {
		return ""
	}
	codes := make([]string, len(criteria))
	for i, c := range criteria {
		codes[i] = c.Code
	}
	return "\nChưa rõ điểm tối đa: " + esc(strings.Join(codes, ", "))
}

// How many criteria have a button, and how many stand in a row.
const (
	mostScoreButtons = 6
	scoreButtonRow   = 3
)

// scoreButtons lead to the tasks behind the criteria that cost most.
func (m *Message) scoreButtons(c Card) {
	var row []Button
	for _, s := range c.Score.Criteria[:min(len(c.Score.Criteria), mostScoreButtons)] {
		if s.Cost().IsZero() {
			break
		}
		row = append(row, Button{fmt.Sprintf("%s (−%s)", s.Rule.Code, amount(s.Cost())), fmt.Sprintf("task:%d", s.State.Task.ID)})
		if len(row) == scoreButtonRow {
			m.row(row...)
			row = nil
		}
	}
	m.row(row...)
	if c.Whole {
		m.row(Button{"Cập nhật", "scr"})
	}
}

func amount(points decimal.Decimal) string { return plan.FormatNumber(points) }

// NotScored says that nothing of that name has points here.
func NotScored(words string) Message {
	return say(fmt.Sprintf("“%s” không có điểm trong kế hoạch. Gửi %s để xem các tiêu chí được tính điểm.", esc(clip(words, 30)), code("/score")))
}
