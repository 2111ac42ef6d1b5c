package report_test

import (
	"bytes"
	"strings"
	"testing"

	"planbot/bot/report"
	"planbot/storage/calendar"
)

// letter asks for more time for a task of plan 27, with all that can be known.
func letter() report.ExtensionLetter {
	return report.ExtensionLetter{
		Commune: "xã Sơn Kỳ", Parent: "huyện Sơn Hà, tỉnh Quảng Ngãi", Recipient: "Văn phòng UBND huyện",
		Plan: "27/KH-UBND", TaskNo: 4, Criterion: "1.7",
		Title:   "Rà soát, báo cáo kết quả số hóa hồ sơ",
		Wording: "Rà soát toàn bộ hồ sơ, kết quả giải quyết thủ tục hành chính còn hiệu lực; báo cáo kết quả số hóa, những khó khăn, vướng mắc và đề xuất, kiến nghị",
		Source:  "Công văn số 512/UBND-NC ngày 06/5/2024 của UBND huyện Sơn Hà",
		Due:     calendar.NewDate(2024, 6, 28), Requested: calendar.NewDate(2024, 7, 31),
		Reason: "Hệ thống phần mềm giải quyết thủ tục hành chính tỉnh tạm dừng để nâng cấp từ ngày 10/6/2024 nên chưa trích xuất được dữ liệu",
		Lead:   "Bộ phận Tư pháp - hộ tịch xã", Drafter: "VP",
		Day: calendar.NewDate(2024, 6, 25),
	}
}

func extension(t *testing.T, e report.ExtensionLetter) []byte {
	t.Helper()
	file, err := report.Extension(e)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestExtension(t *testing.T) {
	t.Parallel()
	golden(t, "extension.txt", text(t, extension(t, letter())))
}

// Nothing that is known is lost on the way, and nothing is said twice.
func TestExtensionSaysEverythingOnce(t *testing.T) {
	t.Parallel()
	e := letter()
	said := text(t, extension(t, e))
	for _, want := range []string{
		"XÃ SƠN KỲ", "Văn phòng UBND huyện Sơn Hà", "27/KH-UBND", "nhiệm vụ số 4", "tiêu chí 1.7", e.Wording, e.Source,
		"28/6/2024", "31/7/2024", "25/6/2024", e.Reason, "V/v xin gia hạn", e.Title, "Nơi nhận:", "- Như trên;", "- Lưu: VT, VP.",
		"/UBND-VP", "CHỦ TỊCH", "cam kết chỉ đạo " + e.Lead,
	} {
		if n := strings.Count(said, want); n != 1 && want != "CHỦ TỊCH" {
			t.Errorf("says %q %d times", want, n)
		}
	}
}

func TestExtensionLeavesPlacesForWhatIsUnknown(t *testing.T) {
	t.Parallel()
	file := extension(t, report.ExtensionLetter{Commune: "phường 2", Late: true})
	golden(t, "extension_unknown.txt", text(t, file))
	marked, opened := strings.Count(part(t, file, "word/document.xml"), "w:highlight"), strings.Count(text(t, file), "[CẦN BỔ SUNG: ")
	if marked != opened || marked == 0 {
		t.Errorf("%d of %d places are marked", marked, opened)
	}
}

func TestExtensionIsDeterministic(t *testing.T) {
	t.Parallel()
	if !bytes.Equal(extension(t, letter()), extension(t, letter())) {
		t.Error("two letters of the same matter differ")
	}
}

func TestExtensionOfHostileText(t *testing.T) {
	t.Parallel()
	const hostile = "</w:t><w:br/> & \"x\" 'y' <!-- ]]> \x00\x07\u202e\xff \n dòng hai [CẦN BỔ SUNG: "
	e := letter()
	e.Commune, e.Title, e.Wording, e.Reason, e.Source, e.Lead, e.Drafter, e.Recipient, e.Parent =
		hostile, hostile, hostile, hostile, hostile, hostile, hostile, hostile, hostile
	file := extension(t, e)
	if n := strings.Count(text(t, file), "</w:t><w:br/> & \"x\" 'y' <!-- ]]> "); n < 8 {
		t.Errorf("the text stands in the letter %d times", n)
	}
	if strings.ContainsAny(part(t, file, "word/document.xml"), "\x00\x07\u202e") {
		t.Error("what cannot be seen is in the letter")
	}
}

func TestExtensionName(t *testing.T) {
	t.Parallel()
	if got := report.ExtensionName(letter()); got != "xin-gia-han-nhiem-vu-4.docx" {
		t.Errorf("got %s", got)
	}
	if got := report.ExtensionName(report.ExtensionLetter{}); got != "xin-gia-han-nhiem-vu.docx" {
		t.Errorf("got %s", got)
	}
}
