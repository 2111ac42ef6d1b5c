package bot_test

import (
	"testing"

	"planbot/storage/plan"
)

// The day by which an order is to be answered stands in front of its words or at their end; it is asked for again
// where it makes no sense, and without one two working days are given.
func TestOrderedByADay(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-18 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	b := o.bells()
	for order, want := range map[string][2]string{
		"/direct 13 24/6 nộp báo cáo tình hình thanh toán":   {"“nộp báo cáo tình hình thanh toán”", "trước hết thứ Hai 24/06/2024"},
		"/direct 13 trước ngày 25/6: rà soát các công trình": {"“rà soát các công trình”", "trước hết thứ Ba 25/06/2024"},
		"/direct 2 TC gửi kế hoạch hội thi 26/6":             {"“TC gửi kế hoạch hội thi”", "trước hết thứ Tư 26/06/2024"},
		"/direct 2 nay yêu cầu gửi thể lệ":                   {"“nay yêu cầu gửi thể lệ”", "trước hết thứ Năm 20/06/2024"},
		"/direct 2 từ 24/6 trực hội thi":                     {"“từ 24/6 trực hội thi”", "trước hết thứ Năm 20/06/2024"},
		"/direct 21 TCKT 27/6 đôn đốc lập kế hoạch":          {"“đôn đốc lập kế hoạch”", "trước hết thứ Năm 27/06/2024"},
	} {
		wants(t, o.say(leadersChat, chairman, order).Text, want[0], want[1])
	}
	b.until("2024-06-18 09:05")
	wants(t, o.lastSaying(financeChat, "nộp báo cáo tình hình").Text, "trước hết thứ Hai 24/06/2024")
	o.begin(leadersChat)
	for _, order := range []string{
		"/direct 13 3/6 nộp báo cáo", "/direct 13 3/6/2024 nộp báo cáo", "/direct 13 15/1/2025 nộp báo cáo", "/direct 13 nộp báo cáo 3/6",
		"/direct 13 31/6 nộp báo cáo", "/direct 13 20/6 nộp báo cáo về đợt 25/6", "/direct 13 20/6",
	} {
		o.say(leadersChat, chairman, order)
	}
	o.transcript(leadersChat, "order_days")
}
