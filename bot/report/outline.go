package report

import (
	"strings"

	"planbot/storage/plan"
)

// outline is what a report on the reform has, in this order, whatever the plan has: direction, then the results by
// field. A field of a plan belongs where its name, folded, holds one of the words.
var outline = []struct {
	name  string
	words []string
}{
	{"Công tác chỉ đạo, điều hành", []string{"chi dao", "dieu hanh"}},
	{"Cải cách thể chế", []string{"the che"}},
	{"Cải cách thủ tục hành chính", []string{"thu tuc hanh chinh", "tthc"}},
	{"Cải cách tổ chức bộ máy hành chính nhà nước", []string{"bo may"}},
	{"Cải cách chế độ công vụ", []string{"cong vu"}},
	{"Cải cách tài chính công", []string{"tai chinh cong"}},
	{"Xây dựng, phát triển chính quyền điện tử, chính quyền số", []string{"chinh quyen dien tu", "chinh quyen so", "chuyen doi so"}},
}

// chapters puts the plan's fields in the order of the outline. Tasks of no field organise the plan and belong to
// direction; a field that the outline does not know comes last, under its own name.
func chapters(areas []plan.Area, tasks map[int][]Task) []Chapter {
	all := make([]Chapter, len(outline))
	for i, part := range outline {
		all[i].Name = part.name
	}
	for _, a := range areas {
		if i, ok := belongs(a.Name); ok {
			all[i].Tasks = append(all[i].Tasks, tasks[a.No]...)
			continue
		}
		all = append(all, Chapter{Name: shortArea(a.Name), Tasks: tasks[a.No]})
	}
	all[0].Tasks = append(all[0].Tasks, tasks[0]...)
	return all
}

func belongs(area string) (part int, ok bool) {
	folded := plan.Fold(area)
	for i, part := range outline {
		for _, word := range part.words {
			if strings.Contains(folded, word) {
				return i, true
			}
		}
	}
	return 0, false
}

// shortArea is the name of a field without the word "Lĩnh vực" before it.
func shortArea(name string) string {
	rest, _ := strings.CutPrefix(name, "Lĩnh vực ")
	return upperFirst(rest)
}
