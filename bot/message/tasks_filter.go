package message

import (
	"fmt"
	"strings"

	"planbot/storage/plan"
)

var filterNames = map[plan.FilterKind]string{
	plan.FilterOpen: "đang thực hiện", plan.FilterAll: "tất cả", plan.FilterOverdue: "quá hạn",
	plan.FilterSoon: "sắp đến hạn", plan.FilterBelow: "chưa đạt hoặc có nguy cơ", plan.FilterNoData: "chưa có số liệu",
	plan.FilterDone: "đã hoàn thành",
}

// countLine counts what presses in the whole list; it says so where only some of the list is shown.
func countLine(l TaskList) string {
	all := counts(l.All)
	switch {
	case all == "":
		return ""
	case l.Filter.State != "":
		return "Toàn bộ " + scopeWords(l) + ": " + all
	case l.Filter == l.Filter.Scope(), l.Filter.Kind == plan.FilterOpen:
		return all
	default:
		return "Toàn bộ: " + all
	}
}

func filterWords(l TaskList) string {
	if l.Filter.State != "" {
		return scopeWords(l) + ", " + filterNames[l.Filter.State]
	}
	return scopeWords(l)
}

func scopeWords(l TaskList) string { return esc(scopeLabel(l)) }

// scopeLabel names what a list is narrowed to: an area, a unit, a state.
func scopeLabel(l TaskList) string {
	switch l.Filter.Kind {
	case plan.FilterArea:
		for _, a := range l.Plan.Areas {
			if a.No == l.Filter.Area {
				return a.Name
			}
		}
		return "tổ chức thực hiện"
	case plan.FilterUnit:
		u, _ := l.Plan.Unit(l.Filter.Unit)
		return u.Label()
	default:
		return filterNames[l.Filter.Kind]
	}
}

// Count says how many tasks each filter would find.
func Count(p *plan.Plan, all []plan.TaskState, kind plan.FilterKind) int {
	n := 0
	for _, s := range all {
		if (plan.Filter{Kind: kind}).Matches(p, s) {
			n++
		}
	}
	return n
}

// counts sums up what presses; nothing is said about what does not.
func counts(all []plan.TaskState) string {
	var parts []string
	for _, kind := range []plan.FilterKind{plan.FilterOverdue, plan.FilterSoon, plan.FilterBelow, plan.FilterNoData} {
		if n := Count(nil, all, kind); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, filterNames[kind]))
		}
	}
	return strings.Join(parts, " · ")
}

func listButtons(l TaskList) [][]Button {
	var m Message
	m.row(filterButton(l, plan.FilterOverdue, "Quá hạn"), filterButton(l, plan.FilterSoon, "Sắp đến hạn"))
	m.row(filterButton(l, plan.FilterBelow, "Chưa đạt"), filterButton(l, plan.FilterNoData, "Chưa có số liệu"))
	last := []Button{}
	if l.Filter.State != "" {
		last = append(last, Button{"Toàn bộ " + clip(scopeLabel(l), 20), listData(FilterName(l.Filter.Scope()), 1)})
	}
	if l.Filter.Kind != plan.FilterOpen {
		last = append(last, Button{"Đang thực hiện", listData("", 1)})
	}
	if l.Page > 1 {
		last = append(last, Button{"‹ Trang trước", listData(FilterName(l.Filter), l.Page-1)})
	}
	if l.Page < l.Pages {
		last = append(last, Button{fmt.Sprintf("Trang %d/%d ›", l.Page+1, l.Pages), listData(FilterName(l.Filter), l.Page+1)})
	}
	m.row(append(last, Button{"Cập nhật", listData(FilterName(l.Filter), l.Page)})...)
	return m.Buttons
}

func filterButton(l TaskList, kind plan.FilterKind, label string) Button {
	n := Count(l.Plan, l.All, kind)
	narrowed := l.Filter.In(kind)
	if n == 0 || l.Filter == narrowed {
		return Button{}
	}
	return Button{fmt.Sprintf("%s (%d)", label, n), listData(FilterName(narrowed), 1)}
}

func listData(filter string, page int) string { return fmt.Sprintf("list:%s:%d", filter, page) }

// FilterName writes a filter in a form that fits a button and can be read back.
func FilterName(f plan.Filter) string {
	if f.State != "" {
		return FilterName(f.Scope()) + "+" + string(f.State)
	}
	switch f.Kind {
	case plan.FilterArea:
		return fmt.Sprintf("area=%d", f.Area)
	case plan.FilterUnit:
		return "unit=" + f.Unit
	default:
		return string(f.Kind)
	}
}
