package planfile_test

import (
	"errors"
	"io"
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

// small is a correct file that the cases of TestReadProblems break in one place each.
const small = `commune:
  code: thu
  name: xã Thử
plan:
  number: 01/KH-UBND
  title: Kế hoạch thử
  year: 2025
units:
  - {code: VP, name: Văn phòng, kind: office}
  - code: TC
    name: Tài chính
    kind: specialised
  - code: CU
    name: Phòng cũ
    kind: specialised
    until: 2024-12-31
  - code: BP
    name: Các bộ phận
    kind: group
    members: [VP, TC]
  - {code: TINH, name: Tỉnh, kind: external}
areas:
  - {no: 1, name: Lĩnh vực}
tasks:
  - no: 1
    area: 1
    title: Việc một
    wording: Lời văn một
    criteria:
      - {code: 1.10, name: Tiêu chí}
    deadline:
      kind: by_date
      wording: trong năm
      due: 2025-12-31
    lead: [VP]
    targets:
      - name: Tỷ lệ
        measure: ratio
        goal: ">= 97.5"
        noun: hồ sơ
        good: hồ sơ tốt
        accumulation: to_date
        judged: at_due
        road:
          - {on: 2025-03-31, value: 20}
          - {on: 2025-06-30, value: 50}
    questions:
      - key: hoi
        text: Hỏi gì?
        options: [có, không]
        default: có
  - no: 2
    title: Việc hai
    wording: Lời văn hai
    lead: [BP]
`

func TestReadKeepsNumbersAsWritten(t *testing.T) {
	t.Parallel()
	task := read(t, []byte(small)).Plan.Tasks[0]
	if got := task.Criteria[0].Code; got != "1.10" {
		t.Errorf("criterion: got %q, want 1.10", got)
	}
	want := plan.Goal{Comparator: plan.AtLeast, Value: decimal.RequireFromString("97.5")}
	if diff := cmp.Diff(want, task.Targets[0].Goals[0]); diff != "" {
		t.Errorf("goal (-want +got):\n%s", diff)
	}
}

func TestReadProblems(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		old, new string // what the case replaces in small
		want     string // line, column and text of the problem; several are parted by "\n"
	}{
		{"unknown key", "    area: 1\n", "    aera: 1\n", `26:5: unknown key "aera" in task 1; known are no, block, area, title, wording, criteria, deadline, cadences, lead, coordinate, monitor, accountable, targets, questions, products, report_to, source, note, rule`},
		{"missing key", "  name: xã Thử\n", "", `2:3: the commune lacks the key "name"`},
		{"no value", "title: Việc hai", "title:", `53:5: key "title" of task 2 has no value`},
		{"key twice", "    title: Việc hai\n", "    title: Việc hai\n    title: Việc ba\n", `54:5: key "title" stands here a second time, first in line 53`},
		{"list for a value", "title: Việc hai", "title: [Việc, hai]", `53:12: title of task 2 must be a single value, not a list`},
		{"value for a list", "lead: [BP]", "lead: BP", `55:11: "lead" of task 2 must be a list, not a single value`},
		{"value for a mapping", "  - {code: TINH, name: Tỉnh, kind: external}", "  - TINH", `21:5: entry 5 of units must be a mapping of keys to values, not a single value`},
		{"empty text", "wording: Lời văn hai", `wording: " "`, `54:14: wording of task 2 is empty`},
		{"long title", "title: Việc hai", "title: " + strings.Repeat("ệ", 81), `53:12: title of task 2 has 81 characters, the limit is 80`},
		{"escaped control", "wording: Lời văn hai", `wording: "a\u0007b"`, `54:14: wording of task 2 contains the control character U+0007`},
		{"unknown word", "kind: by_date", "kind: by_day", `32:13: kind of the deadline of task 1 is "by_day", want one of "undated", "by_date", "ongoing", "by_reference"`},
		{"commune code", "code: thu", "code: Thử", `2:9: code of the commune is "Thử", want small letters, digits and hyphens, like sonky`},
		{"unit code", "code: TC", "code: tc", `10:11: code of entry 2 of units is "tc", want capital letters and digits, like VPTK` + "\n" + `20:14: member "TC" of unit BP is no unit of this file`},
		{"unit code twice", "code: CU", "code: TC", `13:11: unit code TC stands here a second time`},
		{"unit name twice", "name: Phòng cũ", "name: tài chính", `13:5: unit CU is called "tài chính", and so is unit TC`},
		{"unit ends before it begins", "until: 2024-12-31", "until: 2024-12-31\n    from: 2025-01-01", `16:12: unit CU ends on 2024-12-31, before it begins on 2025-01-01`},
		{"member unknown", "members: [VP, TC]", "members: [VP, XX]", `20:14: member "XX" of unit BP is no unit of this file`},
		{"member twice", "members: [VP, TC]", "members: [VP, VP]", `20:14: member VP of unit BP stands there twice`},
		{"member outside", "members: [VP, TC]", "members: [VP, TINH]", `20:14: member TINH of unit BP is of kind "external"; members are units of the commune`},
		{"group without members", "    members: [VP, TC]\n", "", `17:5: unit BP lacks the key "members"`},
		{"members without group", "kind: group", "kind: specialised", `20:14: unit BP has members, but only a unit of kind "group" may`},
		{"year", "year: 2025", "year: 25", `7:9: year of the plan is "25", want a whole number from 2000 to 2100`},
		{"octal", "no: 2", "no: 02", `52:9: no of entry 2 of tasks is "02", want a whole number from 1 to 999`},
		{"cut-off", "year: 2025", "year: 2025\n  cutoff: 29", `8:11: cutoff of the plan is "29", want a whole number from 0 to 28`},
		{"report signed by nobody known", "year: 2025", "year: 2025\n  reports: [{every: month, signed: clerk}]", `8:36: signed of a report of the plan is "clerk", want one of "chairman", "vice_chairman"`},
		{"report twice", "year: 2025", "year: 2025\n  reports: [{every: month}, {every: month, within: 3}]", `8:37: reports of the plan list "month" twice`},
		{"plan ends before it begins", "year: 2025", "year: 2025\n  until: 2024-12-31", `8:10: the plan ends on 2024-12-31, before it begins on 2025-01-01`},
		{"date that is none", "due: 2025-12-31", "due: 2025-11-31", `34:12: due of the deadline of task 1 is "2025-11-31", want a date that exists, like 2024-06-30`},
		{"date the Vietnamese way", "due: 2025-12-31", "due: 31/12/2025", `34:12: due of the deadline of task 1 is "31/12/2025", want a date that exists, like 2024-06-30`},
		{"due missing", "      due: 2025-12-31\n", "", `32:7: the deadline of task 1 lacks the key "due"`},
		{"undated with a date", "kind: by_date", "kind: undated", `34:12: the deadline of task 1 is undated and has a date all the same`},
		{"reference where none is", "due: 2025-12-31", "due: 2025-12-31\n      reference: Kế hoạch khác", `35:18: the deadline of task 1 refers to another plan, which only the kind "by_reference" does`},
		{"task twice", "no: 2", "no: 1", `52:9: task 1 stands here a second time, first in line 25`},
		{"area unknown", "    area: 1\n", "    area: 7\n", `26:11: task 1 stands under area 7, which this file does not define`},
		{"area twice", "  - {no: 1, name: Lĩnh vực}", "  - {no: 1, name: Lĩnh vực}\n  - {no: 1, name: Khác}", `24:10: area 1 stands here a second time, first in line 23`},
		{"criterion code", "code: 1.10", "code: 1.x", `30:16: code of a criterion of task 1 is "1.x", want numbers with points between, like 3.4.2`},
		{"criterion twice", "      - {code: 1.10, name: Tiêu chí}", "      - {code: 1.10, name: Tiêu chí}\n      - {code: 1.10, name: Tiêu chí}", `31:16: criterion 1.10 stands in task 1 twice`},
		{"cadence order", "lead: [VP]", "cadences: [{every: year}, {every: month}]\n    lead: [VP]", `35:39: cadences of task 1 go from the shortest period to the longest, each once`},
		{"nobody leads", "    lead: [BP]\n", "", `52:5: task 2 lacks the key "lead"`},
		{"empty lead", "lead: [BP]", "lead: []", `55:11: "lead" of task 2 is an empty list`},
		{"unit unknown", "lead: [BP]", "lead: [BP, XX]", `55:16: lead of task 2 names the unit "XX", which this file does not define`},
		{"unit of another time", "lead: [BP]", "lead: [BP, CU]", `55:16: lead of task 2 names the unit CU, which ended on 2024-12-31, before the plan begins`},
		{"unit outside leads", "lead: [BP]", "lead: [TINH]", `55:12: lead of task 2 names TINH, which is outside the commune`},
		{"unit twice", "lead: [BP]", "lead: [BP]\n    monitor: [VP, VP]", `56:19: monitor of task 2 names VP twice`},
		{"neither unit nor role", "lead: [BP]", "lead: [BP]\n    accountable: [{to: Chủ tịch}]", `56:19: accountable of task 2 names neither a unit nor a role`},
		{"report to unknown", "lead: [BP]", "lead: [BP]\n    report_to: [XX]", `56:16: report_to of task 2 names the unit "XX", which this file does not define`},
		{"rule without hours", "lead: [BP]", "lead: [BP]\n    rule: {kind: eight_hours, wording: chờ}", `56:11: the rule of task 2 lacks the key "hours"`},
		{"sets for one option", "        default: có\n", "        default: có\n        sets: [{due: 2025-06-30}]\n", `52:15: sets of a question of task 1 has 1 entries for 2 options`},
		{"sets of another target", "        default: có\n", "        default: có\n        sets: [{target: b, goal: \"> 3\"}, {}]\n", `52:16: option 1 of a question of task 1 names no target of task 1`},
		{"sets of an impossible goal", "        default: có\n", "        default: có\n        sets: [{goal: \"> 100\"}, {}]\n", `52:23: goal of option 1 of a question of task 1 is "> 100", but no ratio is more than 100 percent`},
		{"sets of an unknown thing", "        default: có\n", "        default: có\n        sets: [{area: 1}, {}]\n", `52:17: unknown key "area" in option 1 of a question of task 1; known are target, scope, due, goal`},
		{"signatures", "  name: xã Thử\n", "  name: xã Thử\n  signatures: 3\n", `4:15: signatures of the commune is "3", want a whole number from 1 to 2`},
		{"goal missing", "        goal: \">= 97.5\"\n", "", `37:9: target 1 of task 1 lacks the key "goal"`},
		{"goal with a comma", ">= 97.5", ">= 97,5", `39:15: goal of target 1 of task 1 is ">= 97,5", want ">=", ">" or "=" and a number, like ">= 97.5"`},
		{"goal of badly grouped digits", ">= 97.5", ">= 2_00", `39:15: goal of target 1 of task 1 is ">= 2_00", want a number like 97.5 or 2_100_000_000`},
		{"ratio over 100", ">= 97.5", ">= 100.5", `39:15: goal of target 1 of task 1 is ">= 100.5", but a ratio is at most 100 percent`},
		{"ratio more than 100", ">= 97.5", "> 100", `39:15: goal of target 1 of task 1 is "> 100", but no ratio is more than 100 percent`},
		{"goal of nothing", "        road:\n          - {on: 2025-03-31, value: 20}\n          - {on: 2025-06-30, value: 50}\n", "      - {mark: b, name: Đếm, measure: count, goal: \">= 0\", noun: cái, accumulation: to_date, judged: at_due}\n", `37:9: target 1 of task 1 lacks the key "mark"` + "\n" + `44:52: goal of target 2 of task 1 is ">= 0", which every figure reaches`},
		{"broken count", "        measure: ratio\n", "        measure: count\n", `39:15: goal of target 1 of task 1 is ">= 97.5", but a count is a whole number`},
		{"milestone with a goal", "        measure: ratio\n", "        measure: milestone\n", `39:15: target 1 of task 1 is a milestone, which is done or not and has no goal` + "\n" + `45:11: target 1 of task 1 has a road, which only a target with a goal that is judged at its due date has`},
		{"sample of a count", "        measure: ratio\n        goal: \">= 97.5\"\n", "        measure: count\n        goal: \">= 97\"\n        min_sample: 20\n", `40:21: target 1 of task 1 is a count, and only a ratio has a smallest sample`},
		{"change without a document", "        noun: hồ sơ\n", "        changes: [{goal: \">= 98\", effective: 2025-07-01}]\n        noun: hồ sơ\n", `40:19: a change of target 1 of task 1 lacks the key "document"`},
		{"change before the plan", "        noun: hồ sơ\n", "        changes: [{goal: \">= 98\", effective: 2025-01-01, document: CV 1}]\n        noun: hồ sơ\n", `40:46: changes of target 1 of task 1 go from the earliest to the latest, all after the plan begins`},
		{"mark twice", "        road:\n          - {on: 2025-03-31, value: 20}\n          - {on: 2025-06-30, value: 50}\n", "        mark: b\n      - {mark: b, name: Mốc, measure: milestone, accumulation: to_date, judged: at_due}\n", `45:16: mark "b" stands in task 1 twice`},
		{"ongoing and due", "kind: by_date", "kind: ongoing", `43:17: target 1 of task 1 is judged at its due date, but task 1 is ongoing and never due`},
		{"road backwards", "on: 2025-06-30", "on: 2025-02-28", `46:18: waypoints of target 1 of task 1 go from the earliest to the latest day`},
		{"road falling", "value: 50", "value: 10", `46:37: waypoints of target 1 of task 1 never fall: 10 comes after 20`},
		{"road above the goal", "value: 50", "value: 99", `45:11: the road of target 1 of task 1 goes to 99, above the goal 97.5`},
		{"road past the due date", "on: 2025-06-30", "on: 2025-12-31", `45:11: the road of target 1 of task 1 goes to 2025-12-31, but ends by itself at the due date 2025-12-31`},
		{"flag", "        noun: hồ sơ\n", "        proposed: yes\n        noun: hồ sơ\n", `40:19: proposed of target 1 of task 1 is "yes", want one of "true", "false"`},
		{"question key", "key: hoi", "key: Hỏi", `48:14: key of a question of task 1 is "Hỏi", want small letters, digits and hyphens, at most 40`},
		{"question twice", "lead: [BP]", "lead: [BP]\n    questions: [{key: hoi, text: Gì?, default: có}]", `56:23: question "hoi" stands here a second time, first in line 48`},
		{"default is no option", "default: có", "default: chưa", `51:18: default of a question of task 1 is "chưa", which is none of its options`},
		{"two at once", "no: 2\n    title: Việc hai", "no: zwei\n    titel: Việc hai", `52:5: entry 2 of tasks lacks the key "title"` + "\n" + `52:9: no of entry 2 of tasks is "zwei", want a whole number from 1 to 999` + "\n" + `53:5: unknown key "titel" in entry 2 of tasks; known are no, block, area, title, wording, criteria, deadline, cadences, lead, coordinate, monitor, accountable, targets, questions, products, report_to, source, note, rule`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if strings.Count(small, test.old) != 1 {
				t.Fatalf("%q stands in the file %d times, want once", test.old, strings.Count(small, test.old))
			}
			draft, err := planfile.Read("f", []byte(strings.Replace(small, test.old, test.new, 1)))
			if draft == nil {
				t.Errorf("got no draft with %v", err)
			}
			if diff := cmp.Diff(test.want, where(t, err)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// where lists problems without the name of the file.
func where(t *testing.T, err error) string {
	t.Helper()
	var problems planfile.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("got %v, want problems", err)
	}
	return strings.TrimPrefix(strings.ReplaceAll(problems.Error(), "\nf:", "\n"), "f:")
}

func TestReadWarnings(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, old, new, want string }{
		{"due outside the plan", "due: 2025-12-31", "due: 2026-01-31", "f:32:7: task 1 is due on 2026-01-31, outside the plan (2025-01-01 to 2025-12-31)"},
		{"unit gone when due", "kind: office}", "kind: office, until: 2025-06-30}", "f:32:7: task 1 is due on 2025-12-31, when its leading unit VP does not exist"},
		{"no office", "kind: office}", "kind: specialised}", `f:9:5: no unit has the kind "office": nobody will see every task`},
		{"criterion of two tasks", "lead: [BP]", "lead: [BP]\n    criteria: [{code: 1.10, name: Tiêu chí}]", "f:56:23: criterion 1.10 of task 2 belongs to task 1 too"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d, err := planfile.Read("f", []byte(strings.Replace(small, test.old, test.new, 1)))
			if err != nil {
				t.Fatal(err)
			}
			if got := d.Warnings.Error(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestReadRefusesWhatIsNoPlainYAML(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"empty", "", "1:1: the file is empty"},
		{"comment only", "# nothing\n", "1:1: the file is empty"},
		{"too large", strings.Repeat("#", 1<<20+1), "1:1: the file has 1048577 bytes, the limit is 1048576"},
		{"not UTF-8", "commune:\n  name: x\xe3\n", "2:10: the text is not UTF-8"},
		{"control character", "commune:\n  name: x\x00\n", "2:10: the control character U+0000 is not allowed"},
		{"turned writing", "commune:\n  name: x\u202ey\n", "2:10: the invisible character U+202E is not allowed"},
		{"anchor", "a: &x 1\n", `1:4: anchors ("&") and aliases ("*") are not used in plan files`},
		{"alias", "a: *x\n", `1:4: anchors ("&") and aliases ("*") are not used in plan files`},
		{"tag", "a: !!str 1\n", `1:4: tags ("!") are not used in plan files`},
		{"merge key", "a:\n  <<: 1\n", `2:3: merge keys ("<<") are not used in plan files`},
		{"complex key", "? a\n: b\n", `1:1: complex keys ("?") are not used in plan files`},
		{"second document", "a: 1\n---\nb: 2\n", "3:2: a second document begins here; one file holds one plan"},
		{"deep brackets", strings.Repeat("[", 1000), "1:9: lists are nested too deeply"},
		{"deep dashes", strings.Repeat("- ", 1000), "1:17: lists are nested too deeply"},
		{"many entries", strings.Repeat("a: b\n", 20_000), "16667:4: the file has too many entries: 60000, the limit is 50000"},
		{"goal without quotes", "a: >= 97\n", `1:4: invalid header option: "= 97" (a value that begins with ">" or "|" is put in quotes: ">= 97")`},
		{"colon without quotes", "a: b: c\n", `1:4: mapping value is not allowed in this context (a text that contains ": " is put in quotes)`},
		{"tab", "a:\n\t- b\n", "2:1: found character '\t' that cannot start any token (indent with spaces, never with tabs)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			draft, err := planfile.Read("f", []byte(test.text))
			if draft != nil {
				t.Error("got a draft, want none")
			}
			if diff := cmp.Diff(test.want, where(t, err)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// A file may come from an editor that writes letters and accents apart, begins with a mark and ends lines with
// CR LF; it says the same.
func TestReadNormalises(t *testing.T) {
	t.Parallel()
	apart := strings.NewReplacer("ử", "u\u031b\u0309", "\n", "\r\n").Replace(small)
	got := read(t, []byte("\ufeff"+apart))
	if diff := cmp.Diff(read(t, []byte(small)).Plan, got.Plan, cmpopts.IgnoreUnexported(plan.Plan{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadCapsProblems(t *testing.T) {
	t.Parallel()
	_, err := planfile.Read("f", []byte(small+strings.Repeat("  - {}\n", 100)))
	var problems planfile.Problems
	if !errors.As(err, &problems) || len(problems) != 100 {
		t.Fatalf("got %d problems, want 100", len(problems))
	}
	if last := problems[99].Text; !strings.HasPrefix(last, "and ") {
		t.Errorf("last problem: got %q", last)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(small))
	f.Add(warned("leads: [3, 1]\nhours: [07:00-11:00]\nladder: [{to: lead}, {to: office, wait: 1}]"))
	f.Add(sample.Commune2026())
	f.Add([]byte("a: [{b: c}, >\n  d]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		draft, err := planfile.Read("f", data)
		if draft == nil && err == nil {
			t.Error("got neither a draft nor an error")
		}
		if draft != nil {
			plan.Diff(nil, &draft.Plan)
			if err := planfile.Table(io.Discard, draft, calendar.New()); err != nil {
				t.Error(err)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data := sample.Plan27()
	for b.Loop() {
		if _, err := planfile.Read("f", data); err != nil {
			b.Fatal(err)
		}
	}
}
