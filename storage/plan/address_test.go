package plan_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"planbot/storage/plan"
)

func TestSplitReplyAddress(t *testing.T) {
	t.Parallel()
	none := plan.Address{}
	task := func(no int) plan.Address { return plan.Address{Task: no} }
	code := func(c string) plan.Address { return plan.Address{Code: c} }
	for _, c := range []struct {
		line string
		want plan.Address
		rest string
	}{
		{"3: 50%", task(3), "50%"},
		{"3:50%", task(3), "50%"},
		{"3 : 50%", task(3), "50%"},
		{"3 - 50", task(3), "50"},
		{"3- 50", task(3), "50"},
		{"3-50", task(3), "50"},
		{"3 – 50", task(3), "50"},
		{"3=50,5", task(3), "50,5"},
		{"3) 50", task(3), "50"},
		{"03: 50", task(3), "50"},
		{"9. 145/150", task(9), "145/150"},
		{"5 97,5%", task(5), "97,5%"},
		{"9 145/150", task(9), "145/150"},
		{"50 60", task(50), "60"},
		{"5 60 70", task(5), "60 70"},
		{"nhiệm vụ 9: 145/150", task(9), "145/150"},
		{"Nhiệm vụ số 9: 145/150", task(9), "145/150"},
		{"nhiem vu 9 145/150", task(9), "145/150"},
		{"nv 9 145/150", task(9), "145/150"},
		{"NV9: 145/150", task(9), "145/150"},
		{"#9 145/150", task(9), "145/150"},
		{"việc 9 xong", task(9), "xong"},
		{"nv 9", task(9), ""},
		{"9:", task(9), ""},
		{"３：５０％", task(3), "５０％"},
		{"5 xong", task(5), "xong"},
		{"7 chưa xong", task(7), "chưa xong"},
		{"5 đạt 98%", task(5), "đạt 98%"},
		{"5 ước 98%", task(5), "ước 98%"},
		{"2 không phát sinh", task(2), "không phát sinh"},
		{"2 k phát sinh", task(2), "k phát sinh"},
		{"9 tháng 3: 145/150", task(9), "tháng 3: 145/150"},
		{"23 năm 2024: xong", task(23), "năm 2024: xong"},
		{"9 năm 2024 145/150", task(9), "năm 2024 145/150"},
		{"9 T3 145/150", task(9), "T3 145/150"},
		{"9 quý II 145/150", task(9), "quý II 145/150"},
		{"9 -5", task(9), "-5"},
		{"3 -50", task(3), "-50"},
		{"3: -5", task(3), "-5"},

		{"3.4.2 145/150", code("3.4.2"), "145/150"},
		{"3.4.2: 145/150", code("3.4.2"), "145/150"},
		{"7.3.3.2 52,4%", code("7.3.3.2"), "52,4%"},
		{"tiêu chí 3.4.2: 145/150", code("3.4.2"), "145/150"},
		{"3.4.2 xong", code("3.4.2"), "xong"},
		{"3.4.2", code("3.4.2"), ""},
		{"1.5 3", code("1.5"), "3"},
		{"1.5: 3 sáng kiến", code("1.5"), "3 sáng kiến"},
		{"3.1 100", code("3.1"), "100"},

		{"1a 2/4", plan.Address{Task: 1, Mark: "a"}, "2/4"},
		{"1b: 5/5", plan.Address{Task: 1, Mark: "b"}, "5/5"},
		{"1B 5/5", plan.Address{Task: 1, Mark: "b"}, "5/5"},
		{"1.3.2a 2/4", plan.Address{Code: "1.3.2", Mark: "a"}, "2/4"},
		{"a: 2/4", plan.Address{Mark: "a"}, "2/4"},
		{"b) 5/5", plan.Address{Mark: "b"}, "5/5"},
		{"14 TPHT 30/50", plan.Address{Task: 14, Unit: "TPHT"}, "30/50"},
		{"14 TPHT: 30/50", plan.Address{Task: 14, Unit: "TPHT"}, "30/50"},
		{"14 tpht 30/50", plan.Address{Task: 14, Unit: "tpht"}, "30/50"},
		{"14 TPHT chưa xong", plan.Address{Task: 14, Unit: "TPHT"}, "chưa xong"},
		{"7.3.3.2 TPHT 30/50", plan.Address{Code: "7.3.3.2", Unit: "TPHT"}, "30/50"},
		{"14 XYZ 30/50", plan.Address{Task: 14, Unit: "XYZ"}, "30/50"},
		{"tpht: 30/50", plan.Address{Unit: "tpht"}, "30/50"},

		{"145/150", none, "145/150"},
		{"145 / 150 hồ sơ", none, "145 / 150 hồ sơ"},
		{"15/4", none, "15/4"},
		{"15-4", none, "15-4"},
		{"3/2024: 145/150", none, "3/2024: 145/150"},
		{"97,5%", none, "97,5%"},
		{"97 %", none, "97 %"},
		{"97", none, "97"},
		{"97 rồi", none, "97 rồi"},
		{"1.5", none, "1.5"},
		{"1.5 tỷ", none, "1.5 tỷ"},
		{"1.5 tỷ/2.1 tỷ", none, "1.5 tỷ/2.1 tỷ"},
		{"1.5/2.1 tỷ", none, "1.5/2.1 tỷ"},
		{"1 tỷ 2", none, "1 tỷ 2"},
		{"850 triệu", none, "850 triệu"},
		{"12k", none, "12k"},
		{"8h", none, "8h"},
		{"3 sáng kiến", none, "3 sáng kiến"},
		{"12 hồ sơ", none, "12 hồ sơ"},
		{"145 trên 150", none, "145 trên 150"},
		{"145 trong 150", none, "145 trong 150"},
		{"1 234 567", none, "1 234 567"},
		{"1 234/1 500", none, "1 234/1 500"},
		{"1\u00a0234", none, "1\u00a0234"},
		{"250 145/150", task(250), "145/150"}, // tasks given during the year begin at 101
		{"999: xong", task(999), "xong"},
		{"1000 145/150", none, "1000 145/150"},
		{"15.4.2024", none, "15.4.2024"},
		{"quý II 145/150", none, "quý II 145/150"},
		{"tháng 3: 145/150", none, "tháng 3: 145/150"},
		{"T3: 145/150", none, "T3: 145/150"},
		{"6 tháng 145/150", none, "6 tháng 145/150"},
		{"9 tháng: 145/150", none, "9 tháng: 145/150"},
		{"5 năm 2024", none, "5 năm 2024"},
		{"5 năm: 145/150", none, "5 năm: 145/150"},
		{"9 tháng đầu năm 145/150", none, "9 tháng đầu năm 145/150"},
		{"nhiệm vụ 9/19", none, "nhiệm vụ 9/19"},
		{"à 145/150", none, "à 145/150"},
		{"-5", none, "-5"},
		{"xong", none, "xong"},
		{"cảm ơn", none, "cảm ơn"},

		{"- 9: 145/150", task(9), "145/150"},
		{"-9: 145/150", task(9), "145/150"},
		{"• 9: 145/150", task(9), "145/150"},
	} {
		want := []plan.Line{{Text: c.line, Address: c.want, Rest: c.rest}}
		if diff := cmp.Diff(want, plan.SplitReply(c.line, knownUnit)); diff != "" {
			t.Errorf("SplitReply(%q) (-want +got):\n%s", c.line, diff)
		}
		decomposed := plan.SplitReply(norm.NFD.String(c.line), knownUnit)
		if got := decomposed[0]; got.Address != c.want || norm.NFC.String(got.Rest) != c.rest {
			t.Errorf("SplitReply(NFD %q) = %+v, want %+v and %q", c.line, got, c.want, c.rest)
		}
	}
}

func knownUnit(word string) bool {
	return strings.EqualFold(word, "TPHT") || strings.EqualFold(word, "VPTK")
}

func TestSplitReplyWithoutUnits(t *testing.T) {
	t.Parallel()
	for line, unit := range map[string]string{
		"14 TPHT 30/50": "TPHT",
		"14 tpht 30/50": "", // stays with the figure, which then keeps it as a note
		"14 HS 30/50":   "", // hồ sơ
		"14 XONG":       "",
		"14 TR 2/3":     "",
	} {
		if got := plan.SplitReply(line, nil)[0].Address.Unit; got != unit {
			t.Errorf("unit of %q = %q, want %q", line, got, unit)
		}
	}
}

func TestSplitReplyLines(t *testing.T) {
	t.Parallel()
	got := plan.SplitReply("9: 145/150\n\n  3.4.1: 97,5% ; 14 TPHT 30/50\r\n\t\nđọc giúp em\n", knownUnit)
	want := []plan.Line{
		{Text: "9: 145/150", Address: plan.Address{Task: 9}, Rest: "145/150"},
		{Text: "3.4.1: 97,5%", Address: plan.Address{Code: "3.4.1"}, Rest: "97,5%"},
		{Text: "14 TPHT 30/50", Address: plan.Address{Task: 14, Unit: "TPHT"}, Rest: "30/50"},
		{Text: "đọc giúp em", Rest: "đọc giúp em"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, empty := range []string{"", " \n\t", ";;"} {
		if lines := plan.SplitReply(empty, nil); len(lines) != 0 {
			t.Errorf("SplitReply(%q) = %v, want no lines", empty, lines)
		}
	}
}
