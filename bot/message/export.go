package message

import (
	"strconv"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Sentences about taking everything away.
const (
	ExportHow       = "Đề nghị ghi /export để xuất dữ liệu của kế hoạch hiện hành, hoặc /export tất cả để xuất mọi kế hoạch của xã, phường."
	ExportElsewhere = "Dữ liệu gồm cả nhật ký của mọi bộ phận; đề nghị gửi lệnh này trong nhóm Văn phòng, nhóm lãnh đạo hoặc chat riêng với bot."
)

// Exported goes with the file that holds everything on record of a plan, or of all plans.
func Exported(p *plan.Plan, all bool, day calendar.Date, f File) Message {
	what := "Kế hoạch " + esc(p.Number) + " năm " + strconv.Itoa(p.Year)
	if all {
		what = "mọi kế hoạch"
	}
	m := say(
		lines("<b>Dữ liệu của "+esc(p.Commune.Name)+"</b>", "Phạm vi: "+what+", đến ngày "+day.VN()+"."),
		"Các trang: nhiệm vụ (tổng là công thức), số liệu, minh chứng, gia hạn – vướng mắc – chỉ đạo, nhật ký.",
	)
	m.File = &f
	return m
}
