package plan_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

func TestDocumentCalled(t *testing.T) {
	t.Parallel()
	for number, want := range map[string]string{
		"45/BC-UBND": "Báo cáo", "12/QĐ-UBND": "Quyết định", "27/KH-UBND": "Kế hoạch", "3/TB-UBND": "Thông báo", "4/TTr-UBND": "Tờ trình",
		"5/BB-VP": "Biên bản", "6/NQ-HĐND": "Nghị quyết", "7/CT-UBND": "Chỉ thị", "8/HD-SNV": "Hướng dẫn", "9/PA-UBND": "Phương án",
		"10/ĐA-UBND": "Đề án", "11/GM-UBND": "Giấy mời", "12/CTr-UBND": "Chương trình", "13/QC-UBND": "Quy chế", "14/PB-UBND": "Phiếu báo",
		"12/UBND-VP": "Công văn", "123/SNV-CCHC": "Công văn", "30/2020/NĐ-CP": "Văn bản", "15/2024/QĐ-UBND": "Quyết định",
	} {
		d, err := plan.ReadDocument(number+" ngày 1/6/2024", calendar.NewDate(2024, 6, 20))
		if got := d.Called(); got != want || err != nil {
			t.Errorf("%s is called %s, %v; want %s", number, got, err, want)
		}
	}
	if got := (plan.Document{Number: "45"}).Called(); got != "Văn bản" {
		t.Errorf("of no kind: %s", got)
	}
}

func TestReadDocument(t *testing.T) {
	t.Parallel()
	today := calendar.NewDate(2024, 6, 20)
	june15, june1 := calendar.NewDate(2024, 6, 15), calendar.NewDate(2024, 6, 1)
	for text, want := range map[string]plan.Document{
		"BC 45/BC-UBND ngày 15/6/2024":                         {Kind: "BC", Number: "45/BC-UBND", Day: june15},
		"45/BC-UBND ngày 15/6/2024":                            {Kind: "BC", Number: "45/BC-UBND", Day: june15},
		"Báo cáo số 45/BC-UBND (15/6/2024)":                    {Kind: "BC", Number: "45/BC-UBND", Day: june15},
		"bao cao so 45/bc-ubnd ngay 15-6-2024":                 {Kind: "BC", Number: "45/bc-ubnd", Day: june15},
		"Số: 45 / BC-UBND, ngày 15 tháng 6 năm 2024":           {Kind: "BC", Number: "45/BC-UBND", Day: june15},
		"QĐ 12a/QĐ-CT.UBND 15.6.2024":                          {Kind: "QĐ", Number: "12a/QĐ-CT.UBND", Day: june15},
		"QD 12/QD-UBND ngày 15/6":                              {Kind: "QĐ", Number: "12/QD-UBND", Day: june15},
		"123/UBND-VP ngày 1/6/2024 về việc phát động cuộc thi": {Kind: "CV", Number: "123/UBND-VP", Day: june1, Title: "về việc phát động cuộc thi"},
		"công văn 123/UBND-VP ngày 1/6/2024":                   {Kind: "CV", Number: "123/UBND-VP", Day: june1},
		"30/2020/NĐ-CP ngày 5/3/2020":                          {Kind: "CV", Number: "30/2020/NĐ-CP", Day: calendar.NewDate(2020, 3, 5)},
		"BC 45 ngày 15/6/2024":                                 {Kind: "BC", Number: "45", Day: june15},
		"Kế hoạch số 27/KH-UBND ngày 21/2 triển khai CCHC":     {Kind: "KH", Number: "27/KH-UBND", Day: calendar.NewDate(2024, 2, 21), Title: "triển khai CCHC"},
		"Kết quả: BC 45/BC-UBND ngày 15/6/2024":                {Kind: "BC", Number: "45/BC-UBND", Day: june15, Title: "Kết quả: BC"},
	} {
		got, err := plan.ReadDocument(text, today)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", text, err, diff)
		}
	}
	for text, want := range map[string]plan.DocumentReason{
		"":                                plan.DocumentUnnumbered,
		"đã làm xong":                     plan.DocumentUnnumbered,
		"báo cáo tháng 6":                 plan.DocumentUnnumbered,
		"45 ngày 15/6/2024":               plan.DocumentUnnumbered,
		"145/150":                         plan.DocumentUnnumbered,
		"45/BC-UBND":                      plan.DocumentUndated,
		"BC 45/BC-UBND tháng 6":           plan.DocumentUndated,
		"BC 45/BC-UBND ngày 31/6/2024":    plan.DocumentBadDay,
		"BC 45/BC-UBND ngày 21/6/2024":    plan.DocumentFuture,
		"BC 45/BC-UBND ngày mai":          plan.DocumentFuture,
		"BC 45/QĐ-UBND ngày 15/6/2024":    plan.DocumentTwoKinds,
		"Công văn 45/BC-UBND ngày 1/6/24": plan.DocumentTwoKinds,
	} {
		_, err := plan.ReadDocument(text, today)
		var bad *plan.BadDocument
		if !errors.As(err, &bad) || bad.Reason != want {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}
