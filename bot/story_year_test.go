package bot_test

import (
	"strings"
	"testing"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
	"planbot/storage/sample"
)

// spokenFor is who writes for a unit, and where.
var spokenFor = map[string]struct{ chat, user int64 }{
	"VPTK": {officeChat, officeClerk}, "TPHT": {justiceChat, justiceClerk}, "VHXH": {cultureChat, cultureClerk}, "TCKT": {financeChat, financeClerk},
}

// plays has the units say what they say in the sample year before an instant, and returns what is left of it.
func (o *office) plays(year []sample.Said, until string) []sample.Said {
	o.tb.Helper()
	end := at(until)
	for len(year) > 0 && year[0].At.Before(end) {
		said := year[0]
		o.clock.Set(said.At)
		who := spokenFor[said.Unit]
		if answer := o.say(who.chat, who.user, said.Text); !strings.Contains(answer.Text, "✅") && !strings.Contains(answer.Text, "🚧") {
			o.tb.Errorf("%s, %s says %q and hears:\n%s", said.At.Format("02/01 15:04"), said.Unit, said.Text, answer.Text)
		}
		year = year[1:]
	}
	o.clock.Set(end)
	return year
}

// closings are when the office closes what, and what the report is called.
var closings = []struct{ at, period, file string }{
	{"2024-02-22 10:00", "tháng 2", "thang-2-2024"},
	{"2024-03-18 09:00", "tháng 3", "thang-3-2024"},
	{"2024-03-18 09:30", "quý I", "quy-1-2024"},
	{"2024-04-16 09:00", "tháng 4", "thang-4-2024"},
	{"2024-05-16 09:00", "tháng 5", "thang-5-2024"},
	{"2024-06-18 09:00", "tháng 6", "thang-6-2024"},
	{"2024-06-18 09:30", "quý II", "quy-2-2024"},
	{"2024-06-18 10:00", "6 tháng", "6-thang-1-2024"},
	{"2024-07-16 09:00", "tháng 7", "thang-7-2024"},
	{"2024-08-16 09:00", "tháng 8", "thang-8-2024"},
	{"2024-09-17 09:00", "tháng 9", "thang-9-2024"},
	{"2024-09-17 09:30", "quý III", "quy-3-2024"},
	{"2024-09-17 10:00", "9 tháng", "9-thang-2024"},
	{"2024-10-16 09:00", "tháng 10", "thang-10-2024"},
	{"2024-11-18 09:00", "tháng 11", "thang-11-2024"},
	{"2024-12-17 09:00", "tháng 12", "thang-12-2024"},
	{"2024-12-17 09:30", "quý IV", "quy-4-2024"},
	{"2024-12-17 10:00", "năm", "nam-2024"},
}

// A whole year is closed and reported period by period. What the year's report says, in the document and in the
// workbook, is what staff and leaders read in the chat, to the last digit.
func TestYearIsClosedAndReported(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-02-21 08:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	year := sample.Year2024()
	var files map[string][]byte
	for _, c := range closings {
		year = o.plays(year, c.at)
		wants(t, o.say(officeChat, officeClerk, "/close "+c.period).Text, "Đã chốt số liệu", "Phiên bản 1")
		var summary emulator.Msg
		summary, files = o.asks(officeChat, officeClerk, "/report "+c.period)
		wants(t, summary.Text, "đã chốt phiên bản 1", "báo cáo đủ")
		for _, name := range []string{"bao-cao-cchc-" + c.file + ".docx", "phu-luc-cchc-" + c.file + ".xlsx"} {
			if len(files[name]) == 0 {
				t.Errorf("%s: no %s came", c.period, name)
			}
		}
	}
	if len(year) != 0 {
		t.Errorf("%d words of the year come after its end", len(year))
	}
	document, book := words(t, files["bao-cao-cchc-nam-2024.docx"]), files["phu-luc-cchc-nam-2024.xlsx"]
	agreesOnFigures(t, o.tellings(leadersChat, chairman), document, book)
	overview, _ := o.board(leadersChat, chairman, "/overview")
	agreesOnCounts(t, o.plan, overview.Text, document, book)
	agreesOnPoints(t, o.say(leadersChat, chairman, "/score").Text, document, book)
}
