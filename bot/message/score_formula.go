package message

import (
	"fmt"
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// ScoreOf shows how the points of one criterion come about: formula, figure, what being late costs, and the proof.
func ScoreOf(p *plan.Plan, s plan.CriterionScore, day calendar.Date) Message {
	m := say(lines(
		"<b>Tiêu chí "+esc(s.Rule.Code)+"</b>: "+esc(s.Criterion.Name),
		fmt.Sprintf("Nhiệm vụ %d · %s", s.State.Task.No, esc(clip(s.State.Task.Title, 90))),
		"Chủ trì: "+esc(leadNames(p, s.State.Task))))
	m.add("\n"+lines("Điểm tối đa: <b>"+amount(s.Rule.Max)+"</b>"+proposedMark(s.Rule), "Công thức: "+formulaWords(s)+". Lấy hai số lẻ, không làm tròn lên."),
		"\n"+lines(scoreFigure(s, day), scoreSum(s), scoreLate(s), scoreProof(s)),
		fmt.Sprintf("\nĐã có <b>%s</b>; còn có thể đạt thêm <b>%s</b>; đã mất <b>%s</b>.", amount(s.Earned), amount(s.AtStake()), amount(s.Lost())),
		reachNote(s))
	m.row(Button{"Chi tiết nhiệm vụ", fmt.Sprintf("task:%d", s.State.Task.ID)}, Button{"Minh chứng", fmt.Sprintf("evi:%d", s.State.Task.ID)})
	m.row(Button{"Cập nhật", "scr:" + s.Rule.Code})
	return m
}

func proposedMark(r plan.ScoreRule) string {
	if !r.Proposed {
		return ""
	}
	return " (giá trị đề xuất, chờ Văn phòng xác nhận theo Bộ Chỉ số)"
}

func formulaWords(s plan.CriterionScore) string {
	r := s.Rule
	switch r.Formula {
	case plan.Proportional:
		return "tỷ lệ × điểm tối đa / 100"
	case plan.AboveFloor:
		return fmt.Sprintf("tỷ lệ × điểm tối đa / 100; dưới %s%% không có điểm", amount(r.Floor))
	case plan.Banded:
		return "theo mức: " + bandWords(s)
	case plan.AgainstTarget:
		return "thực hiện / chỉ tiêu × điểm tối đa, nhiều nhất bằng điểm tối đa"
	case plan.Counted:
		return fmt.Sprintf("số đạt / %s × điểm tối đa, nhiều nhất bằng điểm tối đa", amount(r.Need))
	default:
		return "đạt thì đủ điểm, chưa đạt thì không có điểm"
	}
}

func bandWords(s plan.CriterionScore) string {
	unit := ""
	if s.Target != nil && s.Target.Target.Measure == plan.Ratio {
		unit = "%"
	}
	var all []string
	for _, b := range s.Rule.Bands {
		all = append(all, fmt.Sprintf("từ %s%s: %s điểm", amount(b.From), unit, amount(b.Points)))
	}
	return strings.Join(all, "; ") + "; còn lại 0"
}

func scoreFigure(s plan.CriterionScore, day calendar.Date) string {
	switch {
	case s.Target == nil && s.Figure.Kind == plan.Done:
		return "Kết quả: đã hoàn thành"
	case s.Target == nil:
		return "Kết quả: chưa hoàn thành"
	}
	name := esc(clip(s.Target.Target.Name, 60)) + ": "
	if s.Target.Total.Empty() {
		return name + "chưa có số liệu"
	}
	return name + esc(Figure(*s.Target.Target, s.Figure, day)) + " · chỉ tiêu: " + esc(goal(*s.Target.Target, s.Target.Goal))
}

// scoreSum writes the formula with its inputs.
func scoreSum(s plan.CriterionScore) string {
	f := s.Figure
	value := amount(f.Num)
	if f.Kind == plan.Fraction {
		value = amount(f.Num) + "/" + amount(f.Den)
	}
	points := " = <b>" + amount(s.Figured) + "</b> điểm"
	switch {
	case s.Target == nil || s.Target.Total.Empty() || f.Kind == plan.NoCases || f.Kind == plan.Done || f.Kind == plan.NotDone:
		return "Theo số liệu: <b>" + amount(s.Figured) + "</b> điểm"
	case s.Rule.Formula == plan.Banded || s.Rule.Formula == plan.YesNo || (s.Rule.Formula == plan.AboveFloor && s.Figured.IsZero()):
		return "Theo số liệu: <b>" + amount(s.Figured) + "</b> điểm"
	case s.Rule.Formula == plan.Counted:
		return "Tính: " + value + " / " + amount(s.Rule.Need) + " × " + amount(s.Rule.Max) + points
	case s.Rule.Formula == plan.AgainstTarget:
		return "Tính: (" + value + ") / " + goalShare(s) + " × " + amount(s.Rule.Max) + points
	case f.Kind == plan.Percent:
		return "Tính: " + value + "% × " + amount(s.Rule.Max) + points
	default:
		return "Tính: " + value + " × " + amount(s.Rule.Max) + points
	}
}

func goalShare(s plan.CriterionScore) string {
	if s.Target.Target.Measure == plan.Ratio {
		return amount(s.Target.Goal.Value) + "%"
	}
	return amount(s.Target.Goal.Value)
}

func scoreLate(s plan.CriterionScore) string {
	switch loss := s.Rule.LateLoss; {
	case !s.Late && loss.IsZero():
		return ""
	case !s.Late:
		return fmt.Sprintf("Nếu quá hạn: trừ %s%% số điểm", amount(loss.Shift(2)))
	case loss.IsZero():
		return "Quá hạn: không trừ điểm"
	default:
		return fmt.Sprintf("⛔ Quá hạn: trừ %s%% số điểm", amount(loss.Shift(2)))
	}
}

func scoreProof(s plan.CriterionScore) string {
	switch {
	case !s.Rule.Evidence:
		return "Minh chứng: không yêu cầu, số liệu lấy từ hệ thống"
	case !s.Unproven:
		return "📎 Minh chứng: đủ"
	case len(s.Missing) == 0:
		return "📎 <b>Chưa có minh chứng</b>, chưa được tính điểm"
	default:
		return "📎 <b>Thiếu minh chứng</b>, chưa được tính điểm: " + esc(strings.Join(s.Missing, "; "))
	}
}

// reachNote says why points are lost for good.
func reachNote(s plan.CriterionScore) string {
	switch {
	case !s.Lost().IsPositive():
		return ""
	case s.Late && s.Rule.LateLoss.IsPositive():
		return "Phần đã mất do quá hạn không lấy lại được."
	case s.Target != nil && s.Target.Target.Flow():
		return "Phần đã mất do có trường hợp không đạt, không lấy lại được trong năm."
	default:
		return "Kế hoạch đã hết thời gian thực hiện."
	}
}
