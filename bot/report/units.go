package report

import (
	"slices"

	"planbot/bot/report/xlsx"
	"planbot/storage/plan"
)

// UnitTasks are the tasks that a unit finds in its own list, as it sees them: of what several units lead, its own part.
// A task may be several units'.
type UnitTasks struct {
	Unit  string
	Tasks []UnitTask
}

// UnitTask is how a task stands for a unit.
type UnitTask struct {
	No    int
	Title string
	Class plan.Class
}

func unitTasks(tallies []plan.UnitTally) (all []UnitTasks) {
	for _, u := range tallies {
		unit := UnitTasks{Unit: u.Unit.Name}
		for _, s := range u.States {
			unit.Tasks = append(unit.Tasks, UnitTask{s.Task.No, bare(s.Task.Title), s.Class()})
		}
		slices.SortFunc(unit.Tasks, func(a, b UnitTask) int { return a.No - b.No })
		all = append(all, unit)
	}
	return all
}

// unitSheets list every unit's tasks, and count them before.
func (r PeriodicReport) unitSheets() []xlsx.Sheet {
	if len(r.Units) == 0 {
		return nil
	}
	const name, unitColumn, standsColumn = "Nhiệm vụ của đơn vị", 1, 4
	rows := r.headed("TÌNH HÌNH THỰC HIỆN NHIỆM VỤ CỦA TỪNG ĐƠN VỊ", []any{"Đơn vị", "TT", "Nhiệm vụ", "Kết quả"})
	var groups []group
	for _, u := range r.Units {
		g := group{u.Unit, plan.Tally{}}
		for _, t := range u.Tasks {
			g.tally[t.Class]++
			rows = append(rows, xlsx.Cells(xlsx.Text, u.Unit, t.No, t.Title, classWords[t.Class]))
		}
		groups = append(groups, g)
	}
	counts := r.counted("Đơn vị (một nhiệm vụ có thể thuộc nhiều đơn vị)", roll{name, unitColumn, standsColumn, len(rows)}, groups)
	list := xlsx.Sheet{Name: name, Head: headRows, Widths: []float64{36, 8, 70, 30}, Rows: slices.Values(rows)}
	return []xlsx.Sheet{countSheet("Theo đơn vị", counts), list}
}
