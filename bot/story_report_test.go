package bot_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// reported has the units report on March.
func (o *office) reported() {
	o.tb.Helper()
	o.reply(o.say(officeChat, officeClerk, "/tasks"), officeClerk, "8: 60/60\n9: 145/150\n15: 45/50\n16: 30/30\n17: 24/25\n23: xong")
	o.say(justiceChat, justiceClerk, "/update 14 11/25")
	o.say(cultureChat, cultureClerk, "/update 14 22/25")
	o.say(financeChat, financeClerk, "/update 13 950 triệu/2,1 tỷ")
	o.say(officeChat, officeClerk, "/obstacle 17 cổng thanh toán gián đoạn từ tháng 2")
	o.say(officeChat, officeClerk, "/evidence 1 BC 12/BC-UBND ngày 28/2/2024")
}

// files are the names and contents of the files that the bot sent after a message.
func (o *office) files(chat int64, after int) map[string][]byte {
	o.tb.Helper()
	o.settled()
	all := map[string][]byte{}
	for _, m := range o.fromBot(chat, after) {
		if m.File == nil {
			continue
		}
		got, err := http.Get(o.api + m.File.URL)
		o.must(err)
		all[m.File.Name], err = io.ReadAll(got.Body)
		got.Body.Close()
		o.must(err)
	}
	return all
}

// asks has somebody ask for a report and returns the summary and the files.
func (o *office) asks(chat, user int64, text string) (emulator.Msg, map[string][]byte) {
	o.tb.Helper()
	answer := o.say(chat, user, text)
	return answer, o.files(chat, answer.ID)
}

const marchReport, marchAnnex = "bao-cao-cchc-thang-3-2024.docx", "phu-luc-cchc-thang-3-2024.xlsx"

// The office gets the report of March as it stands, then as it was closed; a correction changes it only once the period
// is closed again, and a restart changes nothing.
func TestReportOfAMonth(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-13 09:00")
	o.reported()
	o.begin(officeChat)
	o.at("2024-03-15 09:00")
	summary, open := o.asks(officeChat, officeClerk, "/report month 3")
	wants(t, summary.Text, "tháng 3/2024 (15/02/2024 – 14/03/2024)", "chưa chốt", "Chưa báo cáo đủ")
	if len(open) != 2 || len(open[marchReport]) == 0 || len(open[marchAnnex]) == 0 {
		t.Fatalf("%d files came", len(open))
	}
	wants(t, words(t, open[marchReport]), "cổng thanh toán gián đoạn từ tháng 2", "Kính gửi: Văn phòng UBND huyện", "Báo cáo số 12/BC-UBND ngày 28/02/2024")
	wants(t, words(t, open[marchReport]), "(Số liệu chưa chốt, tính đến ngày 15/3/2024)")
	wants(t, o.headOf(open[marchAnnex]), "(Số liệu chưa chốt, tính đến ngày 15/3/2024)")
	o.say(officeChat, officeClerk, "/close tháng 3")
	summary, closed := o.asks(officeChat, officeClerk, "/baocao tháng 3")
	wants(t, summary.Text, "đã chốt phiên bản 1")
	wants(t, words(t, closed[marchReport]), "(Số liệu đã chốt phiên bản 1, ngày 15/3/2024)")

	o.at("2024-03-20 09:00")
	o.say(officeChat, officeClerk, "/update 9 tháng 3: 146/150")
	o.stop()
	o.start()
	summary, again := o.asks(officeChat, officeClerk, "/report tháng 3")
	wants(t, summary.Text, "đã chốt phiên bản 1")
	if !bytes.Equal(closed[marchReport], again[marchReport]) || !bytes.Equal(closed[marchAnnex], again[marchAnnex]) {
		t.Error("the report of a closed month changed by a correction")
	}
	o.say(officeChat, officeClerk, "/close tháng 3")
	_, second := o.asks(officeChat, officeClerk, "/report tháng 3")
	wants(t, words(t, second[marchReport]), "146/150", "(Số liệu đã chốt phiên bản 2, ngày 20/3/2024)")
	wants(t, o.headOf(second[marchAnnex]), "(Số liệu đã chốt phiên bản 2, ngày 20/3/2024)")
	o.unhashed(officeChat, "report_month")
}

// headOf is the second line of a workbook's first sheet.
func (o *office) headOf(book []byte) string {
	o.tb.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	o.must(err)
	head, err := f.GetCellValue(f.GetSheetName(0), "A2")
	o.must(err)
	return head
}

// Every figure of the document is the one that /tasks judges by, to the last digit.
func TestReportAgreesWithTasks(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-13 09:00")
	o.reported()
	o.at("2024-03-15 09:00")
	_, files := o.asks(officeChat, officeClerk, "/report tháng 3")
	said := rows(words(t, files[marchReport]))
	totals, err := o.store.Totals(o.ctx(), o.plan.ID)
	o.must(err)
	told := 0
	office, _ := o.plan.Unit("VPTK")
	for _, s := range o.plan.List(totals, office, plan.Filter{Kind: plan.FilterAll}, o.today()) {
		for _, target := range s.Targets {
			f := target.Total.Figure
			if f.Kind != plan.Fraction {
				continue
			}
			told++
			no := strings.TrimSpace(strings.Join([]string{fmt.Sprint(s.Task.No), mark(s, target)}, ""))
			want := plan.FormatPercent(f, target.Goal.Value) + " (" + fraction(*target.Target, f)
			if !strings.Contains(said[no], want) {
				t.Errorf("task %s: the annex says %q, want %q", no, said[no], want)
			}
		}
	}
	if told < 7 {
		t.Errorf("only %d figures were compared", told)
	}
}

func mark(s plan.TaskState, t plan.TargetState) string {
	if len(s.Targets) > 1 {
		return t.Target.Mark
	}
	return ""
}

func fraction(t plan.Target, f plan.Figure) string {
	if t.Money() {
		return plan.FormatMoney(f.Num) + "/" + plan.FormatMoney(f.Den)
	}
	return plan.FormatNumber(f.Num) + "/" + plan.FormatNumber(f.Den)
}

// rows are the rows of a document's tables by their first cell.
func rows(words string) map[string]string {
	all := map[string]string{}
	for row := range strings.SplitSeq(words, "\x01") {
		cells := strings.Split(row, "\x02")
		if len(cells) > 7 {
			all[strings.TrimSpace(cells[0])] = cells[4]
		}
	}
	return all
}

// words reads the text of a document, with marks behind the cells and rows of its tables.
func words(t *testing.T, document []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(document), int64(len(document)))
	if err != nil {
		t.Fatal(err)
	}
	file, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var said strings.Builder
	for decoder := xml.NewDecoder(file); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return said.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.CharData:
			said.Write(token)
		case xml.EndElement:
			said.WriteString(map[string]string{"p": "\n", "tc": "\x02", "tr": "\x01"}[token.Name.Local])
		}
	}
}

// The plan file says who signs which report: here the Vice Chairman signs the month's, and the Chairman the others.
func TestReportSignedByTheViceChairman(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-15 09:00")
	file := bytes.Replace(o.sampleFile(), []byte("signed: chairman "), []byte("signed: vice_chairman "), 1)
	o.plan = o.load("ke-hoach-27-2024.yaml", file)
	_, month := o.asks(officeChat, officeClerk, "/report tháng 3")
	wants(t, words(t, month[marchReport]), "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n")
	_, quarter := o.asks(officeChat, officeClerk, "/report quý I")
	wants(t, words(t, quarter["bao-cao-cchc-quy-1-2024.docx"]), "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n")
}

// Units get no whole report, nor does anybody who asks for a time that is none.
func TestReportRefuses(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-15 09:00")
	wants(t, o.say(justiceChat, justiceClerk, "/report tháng 2").Text, "Báo cáo chung do Văn phòng và lãnh đạo lập", "/tasks")
	wants(t, o.say(officeChat, officeClerk, "/report tháng 15").Text, "Chưa rõ kỳ")
	wants(t, o.say(officeChat, officeClerk, "/report tháng 9").Text, "chưa bắt đầu")
	wants(t, o.say(officeChat, officeClerk, "/report 1/1/2019..31/3/2019").Text, "Không có kế hoạch nào")
	if files := o.files(justiceChat, 0); len(files) != 0 {
		t.Errorf("a unit got %d files", len(files))
	}
}

// A quarter, a year that runs and days that somebody names are reports too; the chat sees that files are coming.
func TestReportOfOtherTimes(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-13 09:00")
	o.reported()
	o.at("2024-03-20 09:00")
	for text, name := range map[string]string{
		"/report quarter 1": "bao-cao-cchc-quy-1-2024.docx", "/baocao năm": "bao-cao-cchc-nam-2024.docx", "/report": marchReport,
		"/report 6 tháng": "bao-cao-cchc-6-thang-1-2024.docx", "/report từ 1/1 đến 29/2": "bao-cao-cchc-2024-01-01-2024-02-29.docx",
	} {
		summary, files := o.asks(officeChat, officeClerk, text)
		if len(files[name]) == 0 {
			t.Errorf("%s brought no %s: %s", text, name, summary.Text)
		}
	}
	running := o.say(officeChat, officeClerk, "/report năm")
	wants(t, running.Text, "năm 2024 (15/12/2023 – 20/03/2024)", "chưa chốt")
	requests, err := o.door.Requests(o.ctx(), "sendChatAction", 0)
	o.must(err)
	if len(requests) == 0 {
		t.Error("the chat was never shown that a file is coming")
	}
}
