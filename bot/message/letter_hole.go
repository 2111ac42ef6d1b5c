package message

import (
	"fmt"
	"slices"
	"strings"

	"planbot/storage/plan"
)

// holes sums up what the plan lacks, a line for each kind: the numbers say where to look.
func (w writer) holes(e plan.Episode) []string {
	found := slices.DeleteFunc(w.plan.Holes(), func(h plan.Hole) bool {
		return e.Task != 0 && (h.Task == nil || h.Task.ID != e.Task)
	})
	count := len(found)
	if count == 0 {
		count = e.Inputs.Count
	}
	all := []string{fmt.Sprintf("<b>%d nội dung cần bổ sung, làm rõ</b>; đề nghị Văn phòng cập nhật kế hoạch", count)}
	for _, kind := range holeOrder {
		all = append(all, holeLine(kind, found))
	}
	return all
}

// holeOrder puts first what keeps planbot from warning at all.
var holeOrder = []plan.HoleKind{plan.HoleUnit, plan.HoleDate, plan.HoleTarget, plan.HoleQuestion, plan.HoleProposed}

var holeWords = map[plan.HoleKind]string{
	plan.HoleUnit: "Chưa có bộ phận chủ trì", plan.HoleDate: "Chưa có thời hạn", plan.HoleTarget: "Chưa có chỉ tiêu",
	plan.HoleQuestion: "Câu hỏi chờ làm rõ", plan.HoleProposed: "Chỉ tiêu đề xuất, chờ xác nhận",
}

// mostNumbers is how many tasks a line names.
const mostNumbers = 30

// holeLine lists the tasks that lack the same thing, each once.
func holeLine(kind plan.HoleKind, found []plan.Hole) string {
	var numbers []string
	whole := ""
	for _, h := range found {
		switch {
		case h.Kind != kind:
		case h.Task == nil:
			whole = "kế hoạch chung"
		case !slices.Contains(numbers, fmt.Sprint(h.Task.No)):
			numbers = append(numbers, fmt.Sprint(h.Task.No))
		}
	}
	if n := len(numbers) - mostNumbers; n > 0 {
		numbers = append(numbers[:mostNumbers], "…")
	}
	tasks := ""
	if len(numbers) > 0 {
		tasks = "nhiệm vụ " + strings.Join(numbers, ", ")
	}
	if where := joined("; ", whole, tasks); where != "" {
		return "· " + holeWords[kind] + ": " + where
	}
	return ""
}
