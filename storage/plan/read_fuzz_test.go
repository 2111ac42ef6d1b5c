package plan_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"planbot/storage/plan"
)

// corpora are the seeds: everything the other tests type.
var corpora = []string{ratioCorpus, periodCorpus, askedCorpus, refusedCorpus, countCorpus, amountCorpus, milestoneCorpus}

func typedInCorpora() []string {
	var all []string
	for _, corpus := range corpora {
		for line := range strings.SplitSeq(strings.TrimSpace(corpus), "\n") {
			typed, _, _ := strings.Cut(line, "=>")
			all = append(all, strings.TrimSpace(typed))
		}
	}
	return all
}

func FuzzReadFigure(f *testing.F) {
	for _, typed := range typedInCorpora() {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		for _, m := range measures {
			checkReading(t, typed, m)
		}
	})
}

func FuzzSplitReply(f *testing.F) {
	for _, typed := range typedInCorpora() {
		f.Add("9: " + typed + "\n3.4.2 " + typed + ";" + typed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, line := range plan.SplitReply(text, knownUnit) {
			checkLine(t, text, line)
		}
	})
}

func checkLine(t *testing.T, text string, line plan.Line) {
	t.Helper()
	if line.Text == "" || !strings.Contains(text, line.Text) || !strings.HasSuffix(line.Text, line.Rest) {
		t.Errorf("%q splits into %+v", text, line)
	}
	if utf8.ValidString(text) && !utf8.ValidString(line.Rest) {
		t.Errorf("%q: the rest %q breaks a character", text, line.Rest)
	}
	if a := line.Address; a.Task < 0 || a.Task > plan.MostTask || a.Task != 0 && a.Code != "" {
		t.Errorf("%q: impossible address %+v", text, a)
	}
}

// Words of the grammar in any order and number, as no clerk would type them but a fuzzer finds hard to guess.
func TestReadFigureOfAnyWords(t *testing.T) {
	t.Parallel()
	words := []string{
		"145", "150", "97,5", "1.234", "0", "15", "4", "2024", "/", "%", ":", ",", ".", "-", "+", "(", ")", "trên", "trong",
		"tổng số", "hồ sơ", "sáng kiến", "tỷ", "triệu", "k", "đồng", "quý", "II", "tháng", "3", "T3", "năm", "6 tháng", "đầu năm",
		"ngày", "đến", "thứ", "chưa", "không", "phát sinh", "có", "xong", "đang làm", "sắp", "ước", "tăng", "giảm", "trễ hạn",
		"kế hoạch", "lũy kế", "âm", "ba", "mười", "rưỡi", "BC", "h", "3.4.2", "1e9", "½", "hôm qua", "cuối tháng", "nửa",
	}
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 9).Draw(rt, "n")
		glue := rapid.SampledFrom([]string{" ", " ", ""})
		var typed strings.Builder
		for range n {
			typed.WriteString(rapid.SampledFrom(words).Draw(rt, "word"))
			typed.WriteString(glue.Draw(rt, "glue"))
		}
		for _, m := range measures {
			checkReading(t, typed.String(), m)
		}
	})
}
