package bot_test

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"planbot/bot/telegram/emulator"
	"planbot/storage"
	"planbot/storage/plan"
)

// fetch reads the file of a message as the phone would.
func (o *office) fetch(m emulator.Msg) []byte {
	o.tb.Helper()
	if m.File == nil {
		o.tb.Fatalf("no file with %q", m.Text)
	}
	resp, err := http.Get(o.api + m.File.URL)
	o.must(err)
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	o.must(err)
	return data
}

func (o *office) workbook(m emulator.Msg) *excelize.File {
	o.tb.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(o.fetch(m)))
	o.must(err)
	o.tb.Cleanup(func() { f.Close() })
	return f
}

// Everything on record comes as one workbook, whose sums agree with the chat; only for the office and the leaders.
func TestExport(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	list := o.say(officeChat, officeClerk, "/tasks")
	o.reply(list, officeClerk, "9: 145/150\ntháng 5: 9: 90/91")
	o.say(officeChat, officeClerk, "/update 9 tháng 5: 90/92")
	o.say(officeChat, officeClerk, "/update 9 146/150")
	o.say(cultureChat, cultureClerk, "/obstacle 2 =HYPERLINK(1)")
	o.say(cultureChat, cultureClerk, "/evidence 2 CV 123/UBND-VP ngày 1/6/2024")
	wants(t, o.say(cultureChat, cultureClerk, "/export").Text, "Chỉ Văn phòng và lãnh đạo")
	wants(t, o.say(officeChat, officeClerk, "/xuat tháng 5").Text, "/export tất cả")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	o.join(cultureChat, chairman)
	wants(t, o.say(cultureChat, chairman, "/export").Text, "nhóm Văn phòng")
	o.settled()
	o.begin(officeChat)
	sent := o.say(officeChat, officeClerk, "/export")
	f := o.workbook(sent)
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Nhiệm vụ", "Số liệu", "Minh chứng", "Gia hạn, vướng mắc, chỉ đạo", "Nhật ký"}) {
		t.Errorf("sheets %q", got)
	}
	row := rowWith(t, f, "Nhiệm vụ", 2, "9")
	for column, want := range map[string]string{"H": "236", "I": "242", "J": "97.52"} {
		formula, _ := f.GetCellFormula("Nhiệm vụ", column+row)
		got, err := f.CalcCellValue("Nhiệm vụ", column+row, excelize.Options{RawCellValue: true})
		if err != nil || !strings.HasPrefix(got, want) || formula == "" {
			t.Errorf("%s%s: %q = %s (%v), want %s", column, row, formula, got, err, want)
		}
	}
	wants(t, o.say(officeChat, officeClerk, "/task 9").Text, "236/242 = 97,52%")
	words := rowWith(t, f, "Gia hạn, vướng mắc, chỉ đạo", 13, "=HYPERLINK(1)")
	if formula, _ := f.GetCellFormula("Gia hạn, vướng mắc, chỉ đạo", "M"+words); formula != "" {
		t.Errorf("text became the formula %q", formula)
	}
	rowWith(t, f, "Minh chứng", 5, "123/UBND-VP")
	audit, err := f.GetRows("Nhật ký")
	o.must(err)
	chains, err := o.store.VerifyAudit(o.ctx(), "", storage.NotedHead{})
	o.must(err)
	if last := audit[len(audit)-1]; last[11] != chains[0].Head || int64(len(audit)-1) != chains[0].Rows {
		t.Errorf("the log ends with %q after %d rows, the chain with %q after %d", last[11], len(audit)-1, chains[0].Head, chains[0].Rows)
	}
	wants(t, o.say(officeChat, officeClerk, "/export tất cả").Text, "mọi kế hoạch")
	o.transcript(officeChat, "export")
}

// rowWith finds the row that says something in a column.
func rowWith(t *testing.T, f *excelize.File, sheet string, column int, want string) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		if len(r) >= column && r[column-1] == want {
			return strconv.Itoa(i + 1)
		}
	}
	t.Fatalf("%s: no row says %q in column %d: %q", sheet, want, column, rows)
	return ""
}
