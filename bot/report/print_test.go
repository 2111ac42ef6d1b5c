package report_test

import (
	"slices"
	"strings"
	"testing"
)

func TestExtensionOnPaper(t *testing.T) {
	t.Parallel()
	e := letter()
	p := printOut(t, extension(t, e))
	if n := p.pages(); n != 1 {
		t.Errorf("the letter has %d pages", n)
	}
	standsInOrder(t, p.text(), "Số: /UBND-VP", "V/v xin gia hạn", "Kính gửi: Văn phòng UBND huyện Sơn Hà.", e.Source, e.Wording,
		"28/6/2024", "25/6/2024", e.Reason, "31/7/2024", "./.", "Nơi nhận: - Như trên;")
	isSerif(t, p)
	goldenPicture(t, "extension.png", p.page("1"))
}

func TestPeriodicOnPaper(t *testing.T) {
	t.Parallel()
	p := printOut(t, periodic(t, june(t)))
	if n := p.pages(); n < 8 || n > 11 {
		t.Errorf("the report has %d pages", n)
	}
	standsInOrder(t, p.text(), "BÁO CÁO", "Kính gửi:", "từ ngày 15/5/2024 đến ngày 14/6/2024", "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
		"II. KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ", "1. Cải cách thể chế", "6. Xây dựng, phát triển chính quyền điện tử, chính quyền số",
		"III. ĐÁNH GIÁ CHUNG", "IV. PHƯƠNG HƯỚNG", "V. KIẾN NGHỊ, ĐỀ XUẤT", "./.", "Nơi nhận:", "Phụ lục I", "Ghi chú", "Phụ lục II")
	if n := strings.Count(p.text(), "Đơn vị chủ trì"); n < 3 {
		t.Errorf("the head of the annex stands on %d pages", n)
	}
	isSerif(t, p)
	goldenPicture(t, "periodic.png", p.page("1"))
	goldenPicture(t, "annex.png", p.page("6"))
}

// isSerif reports whether the document is printed in the font that stands in for Times New Roman, and in no other.
func isSerif(t *testing.T, p printed) {
	t.Helper()
	fonts := p.fonts()
	if len(fonts) == 0 || slices.ContainsFunc(fonts, func(f string) bool { return !strings.HasPrefix(f, "LiberationSerif") }) {
		t.Errorf("printed in %v", fonts)
	}
}

// standsInOrder fails unless the text has all of these, one after the other.
func standsInOrder(t *testing.T, said string, all ...string) {
	t.Helper()
	for _, want := range all {
		_, after, found := strings.Cut(said, want)
		if !found {
			t.Fatalf("%q is not there, or not where it belongs:\n%s", want, said)
		}
		said = after
	}
}
