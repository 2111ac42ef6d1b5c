package bot_test

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"planbot/storage/plan"
)

// said is what staff read of one target in /tasks.
type said struct{ mark, value, fraction string }

var (
	taskHead   = regexp.MustCompile(`^(\d+) · `)
	targetLine = regexp.MustCompile(`^[🟢🔵🟠🔴⛔⚪] (?:([a-z])\) [^:]*: )?([^·]*?)(?: ·.*|: .*)?$`)
	rateWords  = regexp.MustCompile(`^(.+) = (.+%)$`)
)

// tellings reads every page of a list: by the number and mark of a target, what it says was reached.
func (o *office) tellings(chat, user int64) map[string]said {
	o.tb.Helper()
	all := map[string]said{}
	page := o.say(chat, user, "/tasks tất cả")
	for {
		readTellings(page.Text, all)
		next := regexp.MustCompile(`Trang \d+/\d+ ›`).FindString(fmt.Sprint(page.Buttons))
		if next == "" {
			return all
		}
		o.press(page, user, next)
		page = o.current(page)
	}
}

func readTellings(text string, all map[string]said) {
	task := ""
	for line := range strings.SplitSeq(text, "\n") {
		if head := taskHead.FindStringSubmatch(line); head != nil {
			task = head[1]
		} else if m := targetLine.FindStringSubmatch(line); m != nil && task != "" {
			s := said{mark: m[1], value: m[2]}
			if rate := rateWords.FindStringSubmatch(m[2]); rate != nil {
				s.fraction, s.value = rate[1], rate[2]
			}
			all[task+m[1]] = s
		}
	}
}

// annexed are the rows of a document's tables whose head begins with these words.
func annexed(words string, head ...string) (found [][]string) {
	inside := false
	for row := range strings.SplitSeq(words, "\x01") {
		var cells []string
		for c := range strings.SplitSeq(row, "\x02") {
			cells = append(cells, strings.TrimSpace(c[strings.LastIndexByte(strings.TrimSpace(c), '\n')+1:]))
		}
		switch {
		case len(cells) >= len(head) && strings.Join(cells[:len(head)], "|") == strings.Join(head, "|"):
			inside = true
		case len(cells) > 1 && cells[0] == "TT":
			inside = false
		case inside && len(cells) > 4:
			found = append(found, cells)
		}
	}
	return found
}

// sheet reads the rows below the head of a sheet by their first cell.
func sheet(t *testing.T, file []byte, name string) map[string][]string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil || len(rows) < 4 {
		t.Fatalf("sheet %s: %d rows, %v", name, len(rows), err)
	}
	all := map[string][]string{}
	for _, row := range rows[3:] {
		if len(row) > 0 && row[0] != "" {
			all[row[0]] = row
		}
	}
	return all
}

// agreesOnFigures compares what staff read of every target with the document's annex and the workbook.
func agreesOnFigures(t *testing.T, told map[string]said, document string, book []byte) {
	t.Helper()
	annex := map[string]string{}
	for _, cells := range annexed(document, "TT", "Chỉ tiêu") {
		annex[cells[0]] = cells[4]
	}
	figures, compared := sheet(t, book, "Chỉ tiêu"), 0
	for no, s := range told {
		compared++
		written, row := annex[no], figures[no]
		switch {
		case s.fraction != "":
			if want := s.value + " (" + s.fraction; !strings.HasPrefix(written, want) {
				t.Errorf("%s: /tasks says %s = %s, the annex %q", no, s.fraction, s.value, written)
			}
			if a, b := cells(row); a != s.fraction && b != s.fraction || percent(row[9]) != s.value {
				t.Errorf("%s: /tasks says %s = %s, the workbook %v", no, s.fraction, s.value, row)
			}
		case strings.HasPrefix(s.value, "Chưa có"):
			compared--
		case !strings.EqualFold(written, s.value) || len(row) < 10 || !strings.HasPrefix(strings.ToLower(s.value), strings.ToLower(row[9])):
			t.Errorf("%s: /tasks says %s, the annex %q, the workbook %v", no, s.value, written, row)
		}
	}
	if compared < 18 {
		t.Errorf("only %d figures were compared", compared)
	}
}

// cells are the numerator and the denominator of a row, as numbers and as money.
func cells(row []string) (asNumbers, asMoney string) {
	if len(row) < 10 {
		return "", ""
	}
	num, _ := decimal.NewFromString(row[7])
	den, _ := decimal.NewFromString(row[8])
	return plan.FormatNumber(num) + "/" + plan.FormatNumber(den), plan.FormatMoney(num) + "/" + plan.FormatMoney(den)
}

func percent(cell string) string { return strings.ReplaceAll(cell, ".", ",") + "%" }

// The classes of an overview in its words, in the order of the workbook's columns.
var classColumns = []string{"đạt", "đang thực hiện", "dưới chỉ tiêu", "quá hạn", "chưa có số liệu", "không phát sinh"}

var countLine = regexp.MustCompile(`^(.+): (\d+) – (.+)$`)

// counted reads "3 đạt, 1 quá hạn" into a number for each class.
func counted(words string) (numbers [6]string) {
	for i, class := range classColumns {
		numbers[i] = "0"
		if m := regexp.MustCompile(`(\d+) ` + class + `(?:[,. (]|$)`).FindStringSubmatch(words); m != nil {
			numbers[i] = m[1]
		}
	}
	return numbers
}

// agreesOnCounts compares the lines of an overview with the rows of the workbook that count by area and by unit, and
// its sum with the document.
func agreesOnCounts(t *testing.T, p *plan.Plan, overview, document string, book []byte) {
	t.Helper()
	rows := sheet(t, book, "Theo lĩnh vực")
	for name, row := range sheet(t, book, "Theo đơn vị") {
		rows[name] = row
	}
	compared := 0
	for line := range strings.SplitSeq(overview, "\n") {
		m := countLine.FindStringSubmatch(line)
		if m == nil || strings.HasPrefix(line, "Kế hoạch") {
			continue
		}
		compared++
		row := rowNamed(p, rows, m[1])
		if want := counted(m[3]); len(row) < 8 || row[1] != m[2] || strings.Join(row[2:8], " ") != strings.Join(want[:], " ") {
			t.Errorf("/overview says %q, the workbook %v", line, row)
		}
	}
	if compared < 9+4 {
		t.Errorf("only %d counts were compared", compared)
	}
	sum := counted(regexp.MustCompile(`nhiệm vụ – .*\.`).FindString(overview))
	if row := rows["Cộng"]; strings.Join(row[2:8], " ") != strings.Join(sum[:], " ") {
		t.Errorf("/overview sums up %v, the workbook %v", sum, row)
	}
	for i, class := range []string{"đạt chỉ tiêu hoặc đã hoàn thành", "đang thực hiện", "chưa đạt chỉ tiêu", "quá hạn", "chưa có số liệu", "không phát sinh"} {
		if want := sum[i] + " nhiệm vụ " + class; sum[i] != "0" && !strings.Contains(document, want) {
			t.Errorf("the document does not say %q", want)
		}
	}
}

// rowNamed finds the row of what an overview names in short.
func rowNamed(p *plan.Plan, rows map[string][]string, short string) []string {
	for _, u := range p.Units {
		if u.Label() == short {
			return rows[u.Name]
		}
	}
	_, name, numbered := strings.Cut(short, ". ")
	if !numbered {
		name = strings.Split(short, ",")[0]
	}
	for full, row := range rows {
		if strings.HasPrefix(full, strings.TrimSuffix(name, "…")) {
			return row
		}
	}
	return nil
}

var (
	pointHead = regexp.MustCompile(`^([\d.]+) · \d+ · `)
	pointLine = regexp.MustCompile(`^([\d,]+)/([\d,]+) điểm(?: · có thể đạt thêm ([\d,]+))?(?: · đã mất ([\d,]+))?`)
	pointSum  = regexp.MustCompile(`đã có ([\d,]+)/([\d,]+) điểm; còn có thể đạt thêm ([\d,]+); đã mất ([\d,]+)\.`)
)

// agreesOnPoints compares what /score says of every criterion, and of all, with the document's annex and the workbook.
func agreesOnPoints(t *testing.T, score, document string, book []byte) {
	t.Helper()
	annex, rows, code, compared := map[string][]string{}, sheet(t, book, "Điểm"), "", 0
	for _, c := range annexed(document, "TT", "Tiêu chí") {
		annex[cmp.Or(c[1], c[2])] = []string{c[4], c[3], c[5], c[6]}
	}
	check := func(code string, want []string) {
		compared++
		for i := range want {
			if want[i] == "" {
				want[i] = "0"
			}
		}
		if got := strings.Join(annex[code], " "); got != strings.Join(want, " ") {
			t.Errorf("%s: /score says %v, the annex %v", code, want, got)
		}
		if row := rows[code]; len(row) < 7 || strings.ReplaceAll(strings.Join([]string{row[4], row[3], row[5], row[6]}, " "), ".", ",") != strings.Join(want, " ") {
			t.Errorf("%s: /score says %v, the workbook %v", code, want, row)
		}
	}
	for line := range strings.SplitSeq(score, "\n") {
		if m := pointHead.FindStringSubmatch(line); m != nil {
			code = m[1]
		} else if m := pointLine.FindStringSubmatch(line); m != nil {
			check(code, m[1:])
		} else if full, ok := strings.CutPrefix(line, "🟢 Đủ điểm: "); ok {
			for code := range strings.SplitSeq(full, ", ") {
				if a := annex[code]; len(a) == 4 {
					check(code, []string{a[1], a[1], "0", "0"})
				}
			}
		}
	}
	if compared != 16 {
		t.Errorf("%d criteria were compared, want 16", compared)
	}
	check("Cộng", pointSum.FindStringSubmatch(score)[1:])
}
