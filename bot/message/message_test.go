package message_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"planbot/bot/message"
	"planbot/bot/telegram"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

var update = flag.Bool("update", false, "write the golden messages anew")

// golden holds a message, as it is sent, against a file of testdata.
func golden(t *testing.T, name string, m message.Message) {
	t.Helper()
	goldenText(t, name, shown(m))
}

// shown is a message as it is sent, with its rows of buttons.
func shown(m message.Message) string {
	text := strings.Join(m.Items, "\n") + "\n"
	for _, row := range m.Buttons {
		text += fmt.Sprintln(row)
	}
	return text
}

func goldenText(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", path, diff)
	}
}

// hostile is what somebody may call themselves or write into a plan: markup, an entity, a link, quotes, a mark that
// turns the reading direction, and a line of its own.
const hostile = "</b><a href=\"tg://user?id=1\">Ấn & vào</a> &lt; 'đây'\u202e\nmới"

var today = calendar.NewDate(2024, 6, 3)

// hostilePlan is a plan of n tasks in which every word is hostile.
func hostilePlan(n int) *plan.Plan {
	p := &plan.Plan{
		ID: 1, Number: hostile, Year: 2024, From: calendar.NewDate(2024, 1, 1), Until: calendar.NewDate(2024, 12, 31),
		Calendar: calendar.New(), Areas: []plan.Area{{No: 1, Name: hostile}},
		Units: []plan.Unit{{ID: 1, Code: "VP", Name: hostile, Short: hostile, Kind: plan.Office}},
	}
	for i := range n {
		p.Tasks = append(p.Tasks, plan.Task{
			ID: int64(i + 1), No: i + 1, Area: 1, Title: hostile, Wording: hostile, Note: hostile, Source: hostile,
			Criteria:  []plan.Criterion{{Code: "1.1", Name: hostile}},
			Deadline:  plan.Deadline{Kind: plan.ByReference, Wording: hostile, Reference: hostile},
			Relations: []plan.Relation{{Kind: plan.Lead, Unit: "VP", Who: hostile, To: hostile, When: hostile}},
			Products:  []string{hostile}, ReportTo: []string{"VP"},
			Cadences:  []plan.Cadence{{Every: plan.Month, Wording: hostile}},
			Questions: []plan.Question{{Text: hostile, Default: hostile}},
			Targets: []plan.Target{{
				ID: int64(i + 1), Mark: "a", Name: hostile, Noun: hostile, Good: hostile, Measure: plan.Ratio,
				Accumulation: plan.ByPeriod, Judged: plan.Continuously,
				Goals: []plan.Goal{{Comparator: plan.AtLeast, Value: decimal.NewFromInt(97)}},
			}},
		})
	}
	return p
}

func entry() plan.Entry {
	return plan.Entry{
		ID: 7, Slot: plan.Slot{Target: 1, Unit: 1, Period: plan.Period{Kind: plan.Month, Year: 2024, No: 6}},
		Figure: plan.Figure{Kind: plan.Fraction, Num: decimal.NewFromInt(145), Den: decimal.NewFromInt(150)},
		Author: plan.Author{ID: 1, Name: hostile}, AsOf: today, Reason: hostile, Note: hostile,
	}
}

// messages are all kinds of message about a hostile plan.
func messages(p *plan.Plan) map[string]message.Message {
	task, e := &p.Tasks[0], entry()
	former := e
	former.Author.ID = 2
	totals := plan.Totals{{Target: 1, Unit: 1}: plan.UnitTotal(task.Targets[0], []plan.Filed{{Slot: e.Slot, Figure: e.Figure, AsOf: today, Entry: 7}})}
	states := p.List(totals, p.Units[0], plan.Filter{Kind: plan.FilterAll}, today)
	change := plan.Change{Entry: e, Former: &former}
	return map[string]message.Message{
		"tasks": message.Tasks(message.TaskList{
			Plan: p, Viewer: p.Units[0], Day: today, All: states, Shown: states, Found: len(states), Page: 1, Pages: 1,
		}),
		"task": message.Task(message.TaskDetail{
			Plan: p, Viewer: p.Units[0], Day: today, State: p.State(task, totals, p.Units[0], today),
			Figures: []plan.Entry{e}, Changes: []plan.Change{change},
		}),
		"recorded": message.Recorded([]message.Record{{
			Plan: p, Task: task, Day: today, Done: plan.Recorded{Entry: e, Former: &former},
			Target: p.TargetState(task, &task.Targets[0], totals, p.Units[0], today),
		}}, former),
		"ask": message.Ask(message.Question{
			ID: 1, Plan: p, Task: task, Text: hostile, Doubt: plan.DoubtFarFromLast, Last: &e.Figure, Day: today,
			Options: []message.Option{{Target: task.Targets[0], Unit: p.Units[0], Figure: e.Figure, Period: e.Slot.Period}},
		}),
		"undone":  message.Undone(p, task, plan.Undone{Entry: e, Now: e}, today),
		"history": message.History(p, task, []plan.Change{change}, today),
		"found":   message.Found(hostile, p, []*plan.Task{task}, 1),
		"which":   message.WhichTaskOf(hostile, []*plan.Task{task}, "task"),
		"help":    message.Help(message.Place{Commune: hostile, Unit: hostile, Privacy: true}),
		"whoami":  message.Whoami(message.Who{Name: hostile, Commune: hostile, Unit: hostile, Roles: []string{hostile}, May: plan.Actions()}),
		"bound":   message.Bound(hostile, hostile),
		"code":    message.BindCode(hostile, "G-23456789"),
		"bad":     message.BadLines([]message.BadLine{{Text: hostile, Why: message.NoSuchUnit(hostile)}}, true),
		"filter":  message.BadFilter(hostile),
		"resend":  message.Resend(task, hostile, plan.DoubtDenominator),
		"words":   message.Words(task, "return", plan.Author{ID: 105, Name: hostile}),
		"dropped": message.Dropped(task),
		"adopted": message.Adopted(hostile),
	}
}

// The tags that Telegram allows and we use.
var ourTags = regexp.MustCompile(`</?(b|i|code|blockquote)( expandable)?>|<a href="tg://user\?id=105">|</a>`)

// Whatever people are called or write, no markup of theirs reaches a phone, and no button's data is too long.
func TestHostileWords(t *testing.T) {
	t.Parallel()
	all := messages(hostilePlan(1))
	maps.Copy(all, alertMessages(hostilePlan(1), episodes()))
	maps.Copy(all, evidenceMessages(hostilePlan(1)))
	for name, m := range all {
		text := strings.Join(m.Items, "\n")
		if rest := ourTags.ReplaceAllString(text, ""); strings.ContainsAny(rest, "<>\"") {
			t.Errorf("%s lets markup through:\n%s", name, text)
		}
		if strings.Contains(text, "\u202e") {
			t.Errorf("%s lets a mark through that turns the reading direction", name)
		}
		for _, row := range m.Buttons {
			for _, b := range row {
				if len(b.Data) == 0 || len(b.Data) > 64 {
					t.Errorf("%s: button %q has %d bytes of data, want 1 to 64", name, b.Label, len(b.Data))
				}
			}
		}
	}
	golden(t, "hostile_recorded", messages(hostilePlan(1))["recorded"])
}

// A list far longer than a message is split between tasks, each part within Telegram's limit and whole in itself.
func TestLongList(t *testing.T) {
	t.Parallel()
	m := messages(hostilePlan(200))["tasks"]
	parts := telegram.Split(m.Items, telegram.MaxText)
	if len(parts) < 2 {
		t.Fatalf("got %d parts, want several", len(parts))
	}
	tasks := 0
	for _, part := range parts {
		if n := len(utf16.Encode([]rune(part))); n > telegram.MaxText {
			t.Errorf("a part has %d letters, want at most %d", n, telegram.MaxText)
		}
		if strings.Count(part, "<b>") != strings.Count(part, "</b>") {
			t.Errorf("a part is cut within a tag:\n%s", part)
		}
		tasks += strings.Count(part, "Chủ trì: ")
	}
	if tasks != 200 {
		t.Errorf("the parts hold %d tasks, want 200", tasks)
	}
}

// What a tap is answered with must fit its box: 200 letters.
func TestToastsFit(t *testing.T) {
	t.Parallel()
	said := []string{
		message.TapNotYours, message.UndoNotYours, message.TapExpired, message.TapUpToDate, message.TapUndone,
		message.TapRecorded, message.TapDropped, message.UndoNeedsReason, message.NobodyMayReport,
	}
	for _, err := range []error{
		plan.ErrNotBound, plan.ErrForbidden, plan.ErrTooLate, plan.ErrNothingToUndo, plan.ErrBadCode, plan.ErrSettled,
		plan.ErrOtherPeriod, plan.ErrNotFound, plan.ErrNeedsReason, plan.ErrTooLong,
	} {
		sentence, ok := message.Refusal(err)
		if !ok {
			t.Errorf("no words for %v", err)
		}
		said = append(said, sentence)
	}
	for _, sentence := range said {
		if n := len([]rune(sentence)); n > 200 {
			t.Errorf("%d letters, want at most 200: %s", n, sentence)
		}
		if strings.Contains(sentence, "!") || !strings.HasSuffix(sentence, ".") {
			t.Errorf("want a calm sentence with a full stop: %s", sentence)
		}
	}
}
