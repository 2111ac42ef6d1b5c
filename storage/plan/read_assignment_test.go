package plan_test

import (
	"strings"
	"testing"

	"planbot/storage/plan"
)

func TestReadOrder(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text string
		want plan.Order
		goal string // of its target
	}{
		{"rà soát hồ sơ tồn đọng", plan.Order{Words: "rà soát hồ sơ tồn đọng"}, ""},
		{"báo cáo kết quả thuộc 4", plan.Order{Words: "báo cáo kết quả", Under: "4"}, ""},
		{"báo cáo kết quả under 4", plan.Order{Words: "báo cáo kết quả", Under: "4"}, ""},
		{"báo cáo kết quả thuộc nhiệm vụ 4.", plan.Order{Words: "báo cáo kết quả", Under: "4"}, ""},
		{"báo cáo kết quả thuộc tiêu chí 1.7", plan.Order{Words: "báo cáo kết quả", Under: "1.7"}, ""},
		{"rà soát hồ sơ thuộc lĩnh vực đất đai", plan.Order{Words: "rà soát hồ sơ thuộc lĩnh vực đất đai"}, ""},
		{"báo cáo kết quả theo CV 12/UBND-VP ngày 3/6/2024",
			plan.Order{Words: "báo cáo kết quả", Document: "CV 12/UBND-VP ngày 3/6/2024"}, ""},
		{"báo cáo kết quả thuộc 4 theo công văn số 45-CV/TU ngày 3/6/2024 của Huyện ủy",
			plan.Order{Words: "báo cáo kết quả", Under: "4", Document: "công văn số 45-CV/TU ngày 3/6/2024 của Huyện ủy"}, ""},
		{"báo cáo kết quả theo CV 12/UBND-VP ngày 3/6/2024 thuộc 4",
			plan.Order{Words: "báo cáo kết quả", Under: "4", Document: "CV 12/UBND-VP ngày 3/6/2024"}, ""},
		{"báo cáo theo quy định", plan.Order{Words: "báo cáo theo quy định"}, ""},
		{"theo dõi việc thực hiện CV 12/UBND-VP", plan.Order{Words: "theo dõi việc thực hiện CV 12/UBND-VP"}, ""},
		{"niêm yết lại thủ tục theo kết luận họp ngày 4/6/2024",
			plan.Order{Words: "niêm yết lại thủ tục", Document: "kết luận họp ngày 4/6/2024"}, ""},
		{"gửi báo cáo quý cấp trên giao", plan.Order{Words: "gửi báo cáo quý", Above: true}, ""},
		{"số hóa chỉ tiêu 5 hồ sơ", plan.Order{Words: "số hóa"}, ">= 5 hồ sơ"},
		{"số hóa chỉ tiêu 90% thuộc 4", plan.Order{Words: "số hóa", Under: "4"}, ">= 90 "},
		{"số hóa chỉ tiêu trên 97,5% hồ sơ", plan.Order{Words: "số hóa"}, "> 97.5 "},
		{"số hóa chỉ tiêu 100%", plan.Order{Words: "số hóa"}, "= 100 "},
		{"rà soát các chỉ tiêu năm 2024", plan.Order{Words: "rà soát các chỉ tiêu năm 2024"}, ""},
	} {
		got, ok := plan.ReadOrder(strings.Fields(test.text))
		goal := ""
		if got.Target != nil {
			g := got.Target.Goals[0]
			goal = string(g.Comparator) + " " + g.Value.String() + " " + got.Target.Noun
			got.Target = nil
		}
		if !ok || got != test.want || goal != test.goal {
			t.Errorf("%q: got %+v with goal %q, ok %v; want %+v with goal %q", test.text, got, goal, ok, test.want, test.goal)
		}
	}
}

func TestReadOrderWantsASimpleTarget(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"giải ngân chỉ tiêu 1,5 tỷ", "số hóa chỉ tiêu 120%", "số hóa chỉ tiêu 0%", "số hóa chỉ tiêu 5", "thu chỉ tiêu 5 triệu đồng",
	} {
		if got, ok := plan.ReadOrder(strings.Fields(text)); ok {
			t.Errorf("%q: got %+v, want it refused", text, got)
		}
	}
}

func TestOrderTitle(t *testing.T) {
	t.Parallel()
	long := plan.Order{Words: strings.Repeat("rà soát ", 20)}
	if got := long.Title(); len([]rune(got)) > 80 || !strings.HasSuffix(got, "rà…") {
		t.Errorf("got %q, want whole words, at most 80 letters", got)
	}
	if got := (plan.Order{Words: "rà soát"}).Title(); got != "rà soát" {
		t.Errorf("got %q", got)
	}
}
