package planfile_test

import (
	_ "embed"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"

	"planbot/bot/planfile"
	"planbot/storage/calendar"
	"planbot/storage/plan"
	"planbot/storage/sample"
)

func read(t *testing.T, data []byte) *planfile.Draft {
	t.Helper()
	d, err := planfile.Read("plan.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Short forms in which the expected tasks below read like the plan's own table.

func one(code, name string) []plan.Criterion { return []plan.Criterion{{Code: code, Name: name}} }

func by(wording, due string) plan.Deadline {
	return plan.Deadline{Kind: plan.ByDate, Wording: wording, Due: day(due)}
}

func ongoing(wording string) plan.Deadline {
	return plan.Deadline{Kind: plan.Ongoing, Wording: wording, Due: day("2024-12-31")}
}

func noted(d plan.Deadline, note string) plan.Deadline { d.Note = note; return d }

func tie(kind plan.RelationKind, unit string, words ...string) plan.Relation {
	r := plan.Relation{Kind: kind, Unit: unit}
	for i, field := range []*string{&r.Who, &r.To, &r.When} {
		if i < len(words) {
			*field = words[i]
		}
	}
	return r
}

func lead(unit string, who ...string) plan.Relation       { return tie(plan.Lead, unit, who...) }
func coordinate(unit string, who ...string) plan.Relation { return tie(plan.Coordinate, unit, who...) }
func monitor(unit string) plan.Relation                   { return tie(plan.Monitor, unit) }
func accountable(unit string, words ...string) plan.Relation {
	return tie(plan.Accountable, unit, words...)
}

func goal(comparator plan.Comparator, value int64) []plan.Goal {
	return []plan.Goal{{Comparator: comparator, Value: decimal.NewFromInt(value)}}
}

// fixed is a ratio over a fixed population, dossiers one over cases that keep coming in.
func fixed(name string, goals []plan.Goal, noun, good string, judged plan.Judged, wording string) plan.Target {
	return plan.Target{
		Mark: "a", Name: name, Measure: plan.Ratio, Goals: goals, Noun: noun, Good: good,
		Accumulation: plan.ToDate, Judged: judged, Scope: plan.PerCommune, Wording: wording,
	}
}

func dossiers(name string, goals []plan.Goal, good, wording string) plan.Target {
	return plan.Target{
		Mark: "a", Name: name, Measure: plan.Ratio, Goals: goals, Noun: "hồ sơ", Good: good,
		Accumulation: plan.ByPeriod, Judged: plan.Continuously, MinSample: 20, Scope: plan.PerCommune, Wording: wording,
	}
}

func count(name string, least int64, noun, wording string) plan.Target {
	return plan.Target{
		Mark: "a", Name: name, Measure: plan.Count, Goals: goal(plan.AtLeast, least), Noun: noun,
		Accumulation: plan.ToDate, Judged: plan.AtDue, Scope: plan.PerCommune, Wording: wording,
	}
}

func milestone(name, wording string) plan.Target {
	return plan.Target{
		Mark: "a", Name: name, Measure: plan.Milestone, Goals: []plan.Goal{{Comparator: plan.Exactly}},
		Accumulation: plan.ToDate, Judged: plan.AtDue, Scope: plan.PerCommune, Wording: wording,
	}
}

func proposed(t plan.Target) plan.Target { t.Proposed = true; return t }
func perUnit(t plan.Target) plan.Target  { t.Scope = plan.PerUnit; return t }

func ask(key, text string, options ...string) plan.Question {
	return plan.Question{Key: key, Text: text, Options: options, Default: options[0]}
}

// sets says what each option of a question makes of its task.
func sets(q plan.Question, effects ...plan.Effect) plan.Question {
	q.Effects = effects
	return q
}

// wording27 holds the wording of every task as it was restored from the scan, one a line.
//
//go:embed testdata/wording-27.txt
var wording27 string

func wordings(t *testing.T) map[int]string {
	t.Helper()
	list := map[int]string{}
	for line := range strings.Lines(wording27) {
		number, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		no, err := strconv.Atoi(number)
		if err != nil {
			t.Fatal(err)
		}
		list[no] = text
	}
	return list
}

func TestPlan27Tasks(t *testing.T) {
	t.Parallel()
	got := read(t, sample.Plan27())
	if len(got.Warnings) > 0 {
		t.Errorf("warnings: %v", got.Warnings)
	}
	want, words := append(tasks1to12(), tasks13to24()...), wordings(t)
	if len(got.Plan.Tasks) != 24 || len(want) != 24 || len(words) != 24 {
		t.Fatalf("got %d tasks, want %d with %d wordings", len(got.Plan.Tasks), len(want), len(words))
	}
	for i := range want {
		want[i].Wording = words[want[i].No]
		if diff := cmp.Diff(want[i], got.Plan.Tasks[i]); diff != "" {
			t.Errorf("task %d (-want +got):\n%s", want[i].No, diff)
		}
	}
}

func TestPlan27Head(t *testing.T) {
	t.Parallel()
	p := read(t, sample.Plan27()).Plan
	if len(p.Documents) != 4 || !strings.HasPrefix(p.Documents[3], "Nơi nhận: Văn phòng UBND huyện; TT Đảng ủy;") {
		t.Errorf("documents: got %q", p.Documents)
	}
	keys := map[string]string{}
	for _, q := range p.Questions {
		keys[q.Key] = q.Default
	}
	wantKeys := map[string]string{
		"issued": "ngày 16/02/2024", "signer": "để trống", "criterion-list": "chỉ các tiêu chí kế hoạch nêu",
		"group-members": "Văn phòng - thống kê, Tư pháp - hộ tịch, Văn hóa - xã hội, Tài chính - Kế toán",
		"cutoff":        "từ ngày 15 tháng trước đến ngày 14",

		"score-criteria": "tạm tính theo giá trị đề xuất", "score-no-cases": "chưa có điểm",
	}
	if diff := cmp.Diff(wantKeys, keys); diff != "" {
		t.Errorf("questions (-want +got):\n%s", diff)
	}
	p.Units, p.Tasks, p.Scores, p.Questions, p.Documents = nil, nil, nil, nil, nil
	want := plan.Plan{
		Commune: plan.Commune{
			Code: "sonky", Name: "xã Sơn Kỳ", Parent: "huyện Sơn Hà, tỉnh Quảng Ngãi", Reporting: plan.Open, Signatures: 1,
			Alerts: plan.AlertSettings{}.WithDefaults(), // the sample documents them
		},
		Number: "27/KH-UBND",
		Title: "Khắc phục những tồn tại, hạn chế trong công tác cải cách hành chính năm 2023 và nhiệm vụ, giải pháp " +
			"nâng cao các Chỉ số CCHC năm 2024",
		Year: 2024, Issued: day("2024-02-16"), From: day("2024-01-01"), Until: day("2024-12-31"), Cutoff: 14,
		Reports: []plan.ReportType{{Every: plan.Month, Cutoff: 14, Within: 2, To: []string{
			"Văn phòng UBND huyện", "TT Đảng ủy, TT HĐND xã", "CT, các PCT UBND xã", "Các bộ phận chuyên môn xã",
		}}}, // the sample documents them
		Areas: []plan.Area{
			{No: 1, Name: "Lĩnh vực công tác chỉ đạo điều hành"},
			{No: 2, Name: "Lĩnh vực Cải cách thể chế"},
			{No: 3, Name: "Lĩnh vực Cải cách thủ tục hành chính"},
			{No: 4, Name: "Lĩnh vực Cải cách tổ chức bộ máy"},
			{No: 5, Name: "Lĩnh vực Cải cách chế độ công vụ"},
			{No: 6, Name: "Lĩnh vực Cải cách tài chính công"},
			{No: 7, Name: "Lĩnh vực xây dựng và phát triển chính quyền điện tử, chính quyền số"},
			{No: 8, Name: "Lĩnh vực tác động của CCHC đến người dân, tổ chức và phát triển kinh tế - xã hội"},
		},
	}
	if diff := cmp.Diff(want, p, cmpopts.IgnoreUnexported(plan.Plan{})); diff != "" {
		t.Errorf("head (-want +got):\n%s", diff)
	}
}

func TestPlan27Units(t *testing.T) {
	t.Parallel()
	end := day("2025-06-30")
	want := []plan.Unit{
		{Code: "VPTK", Name: "Văn phòng - thống kê xã", Short: "VP-TK", Kind: plan.Office, Until: end, Aliases: []string{
			"Văn phòng- thống kê xã", "Văn phòng – thống kê xã", "VP-TK xã", "Bộ phận Văn phòng - thống kê xã",
		}},
		{Code: "TPHT", Name: "Bộ phận Tư pháp - hộ tịch xã", Short: "TP-HT", Kind: plan.Specialised, Until: end,
			Aliases: []string{"Tư pháp- Hộ tịch"}},
		{Code: "VHXH", Name: "Bộ phận Văn hóa - xã hội xã", Short: "VH-XH", Kind: plan.Specialised, Until: end,
			Aliases: []string{"Văn hoá- xã hội"}},
		{Code: "TCKT", Name: "Bộ phận Tài chính - Kế toán xã", Short: "TC-KT", Kind: plan.Specialised, Until: end},
		{Code: "MOTCUA", Name: "Bộ phận một cửa xã", Short: "Một cửa", Kind: plan.Specialised, Until: end},
		{Code: "UBNDX", Name: "UBND xã", Short: "UBND xã", Kind: plan.Leaders, Until: end,
			Aliases: []string{"Ủy ban nhân dân xã"}, Role: "Chủ tịch, các PCT, các thành viên UBND"},
		{Code: "BPCM", Name: "Các bộ phận chuyên môn xã", Short: "Các bộ phận", Kind: plan.Group, Until: end,
			Aliases: []string{"các bộ phận chuyên môn có liên quan"}, Members: []string{"VPTK", "TPHT", "VHXH", "TCKT"}},
		{Code: "VPUBNDH", Name: "Văn phòng UBND huyện", Short: "VP UBND huyện", Kind: plan.External, Until: end,
			Role: "nhận báo cáo, nhận văn bản xin gia hạn"},
		{Code: "UBNDH", Name: "UBND huyện", Short: "UBND huyện", Kind: plan.External, Until: end,
			Role: "giao nhiệm vụ qua Phần mềm theo dõi công việc; yêu cầu báo cáo; bố trí công chức"},
	}
	if diff := cmp.Diff(want, read(t, sample.Plan27()).Plan.Units); diff != "" {
		t.Errorf("units (-want +got):\n%s", diff)
	}
}
