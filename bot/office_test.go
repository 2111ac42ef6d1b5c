package bot_test

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"planbot/bot"
	"planbot/bot/planfile"
	"planbot/bot/telegram"
	"planbot/bot/telegram/emulator"
	"planbot/storage"
	"planbot/storage/calendar"
	"planbot/storage/plan"
	"planbot/storage/sample"
	"planbot/storage/storagetest"
)

var update = flag.Bool("update", false, "write the golden transcripts anew")

// office is a commune at work: its plan in a real database, its people and chats in the emulator, and the bot
// between them over real HTTP.
type office struct {
	tb    testing.TB
	dsn   string
	store *storage.Store
	clock *emulator.Clock
	sim   *emulator.Server
	door  emulator.Door
	api   string
	plan  *plan.Plan
	inbox *bot.Inbox
	stop  func()        // ends the bot as a signal would
	begun map[int64]int // how much of each chat's transcript was greeting
}

// The people of the stories, by role.
const (
	officeClerk   = 101
	justiceClerk  = 102
	cultureClerk  = 103
	financeClerk  = 104
	chairman      = 105
	operator      = 106
	passerBy      = 107
	justiceSecond = 108
)

// The chats of the stories.
const (
	officeChat  = -1000000000001
	justiceChat = -1000000000002
	cultureChat = -1000000000003
	financeChat = -1000000000004
	leadersChat = -1000000000005
	strayChat   = -1000000000009
)

const token = "7000000001:STORY"

// newOffice opens xã Sơn Kỳ with its plan of 2024 on a working morning.
func newOffice(tb testing.TB, start string) *office {
	tb.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", start, calendar.Zone)
	if err != nil {
		tb.Fatal(err)
	}
	o := &office{tb: tb, dsn: storagetest.New(tb), clock: emulator.NewClock(at), begun: map[int64]int{}}
	o.store, err = storage.Open(tb.Context(), o.dsn)
	o.must(err)
	tb.Cleanup(func() { o.store.Close() })
	o.sim = emulator.New(emulator.Options{Token: token, BotUsername: "planbot_story", Clock: o.clock})
	server := httptest.NewServer(o.sim.Handler())
	tb.Cleanup(func() { o.sim.Close(); server.Close() })
	o.api, o.door = server.URL, emulator.Door{URL: server.URL}
	o.plan = o.load("ke-hoach-27-2024.yaml", sample.Plan27())
	o.people()
	o.start()
	for _, chat := range []int64{officeChat, justiceChat, cultureChat, financeChat, leadersChat, strayChat} {
		o.answer(chat, 0) // the greeting of a group that was just made
	}
	o.settled()
	for _, chat := range []int64{officeChat, justiceChat, cultureChat, financeChat, leadersChat, strayChat} {
		o.begin(chat)
	}
	return o
}

func (o *office) must(err error) {
	o.tb.Helper()
	if err != nil {
		o.tb.Fatal(err)
	}
}

// load imports a plan file as an operator would.
func (o *office) load(name string, data []byte) *plan.Plan {
	o.tb.Helper()
	draft, err := planfile.Read(name, data)
	o.must(err)
	_, id, err := o.store.Import(o.ctx(), &draft.Plan, plan.Author{Name: "console"}, true, o.clock.Now())
	o.must(err)
	p, err := o.store.Plan(o.ctx(), id, draft.Plan.Version)
	o.must(err)
	return p
}

func (o *office) ctx() context.Context { return o.tb.Context() }

func (o *office) people() {
	o.tb.Helper()
	for id, name := range map[int64]string{
		officeClerk: "Công chức Văn phòng", justiceClerk: "Công chức Tư pháp", cultureClerk: "Công chức Văn hóa",
		financeClerk: "Công chức Kế toán", chairman: "Chủ tịch UBND xã", operator: "Người quản trị",
		passerBy: "Người qua đường", justiceSecond: "Công chức Hộ tịch",
	} {
		_, err := o.door.AddUser(o.ctx(), emulator.User{ID: id, FirstName: name})
		o.must(err)
	}
	o.group(officeChat, "Văn phòng", "VPTK", officeClerk, operator)
	o.group(justiceChat, "Tư pháp", "TPHT", justiceClerk, justiceSecond)
	o.group(cultureChat, "Văn hóa", "VHXH", cultureClerk)
	o.group(financeChat, "Tài chính", "TCKT", financeClerk)
	o.group(leadersChat, "Lãnh đạo", "UBNDX", chairman, officeClerk)
	o.group(strayChat, "Nhóm lạ", "", passerBy, operator, officeClerk)
}

// group makes a group with the bot as administrator and binds it to a unit, if one is named.
func (o *office) group(id int64, title, unit string, members ...int64) {
	o.tb.Helper()
	_, err := o.door.AddChat(o.ctx(), emulator.NewChat{ID: id, Type: "supergroup", Title: title, Members: members, Bot: "administrator"})
	o.must(err)
	if u, ok := o.plan.Unit(unit); ok {
		o.must(o.store.Bind(o.ctx(), plan.Binding{Chat: id, Title: title}, o.plan.Commune.ID, u.ID, o.clock.Now()))
	}
}

// start runs a bot as serve does; a former one must have been stopped.
func (o *office) start() {
	o.tb.Helper()
	o.startWith(func(*bot.Inbox) {})
}

// startWith runs a bot that a test has spoiled, and returns what fetches its updates.
func (o *office) startWith(spoil func(*bot.Inbox)) *telegram.Poller {
	o.tb.Helper()
	log := slog.New(slog.NewTextHandler(logTo{o.tb}, nil))
	client, err := telegram.New(telegram.Options{Token: token, APIURL: o.api, Log: log})
	o.must(err)
	b := &bot.Bot{
		Store: o.store, Files: client, Now: o.clock.Now, Log: log, Operators: []int64{operator},
		Me: bot.Identity{ID: 7000000001, Username: "planbot_story"},
	}
	inbox := bot.NewInbox(b, o.store, client, log)
	spoil(inbox)
	o.inbox = inbox
	ctx, cancel := context.WithCancel(context.Background())
	poller := &telegram.Poller{Client: client, Store: inbox.Receive, Log: log}
	var running sync.WaitGroup
	running.Go(func() { poller.Run(ctx) })
	running.Go(func() { inbox.Run(ctx) })
	o.stop = sync.OnceFunc(func() { cancel(); running.Wait(); client.Close() })
	o.tb.Cleanup(o.stop)
	return poller
}

// logTo shows the bot's log beside a failing test.
type logTo struct{ tb testing.TB }

func (l logTo) Write(p []byte) (int, error) {
	l.tb.Log(strings.TrimSpace(string(p)))
	return len(p), nil
}

// today is the civil day of the story.
func (o *office) today() calendar.Date { return calendar.DateOf(o.clock.Now().In(calendar.Zone)) }

// sampleFile is the plan file that the story began with.
func (o *office) sampleFile() []byte { return sample.Plan27() }

// say has somebody write in a chat and returns the bot's answer.
func (o *office) say(chat, user int64, text string) emulator.Msg {
	o.tb.Helper()
	o.hearOut()
	sent, err := o.door.Say(o.ctx(), chat, user, text)
	o.must(err)
	return o.answer(chat, sent.MessageID)
}

// reply has somebody answer a message and returns the bot's answer.
func (o *office) reply(to emulator.Msg, user int64, text string) emulator.Msg {
	o.tb.Helper()
	o.hearOut()
	sent, err := o.door.Reply(o.ctx(), to, user, text)
	o.must(err)
	return o.answer(to.Chat, sent.MessageID)
}

// hearOut lets the bot end its earlier answers, which may be several messages, so that a chat reads the same in every
// run. A story that holds the bot up on purpose goes on after a second.
func (o *office) hearOut() {
	for deadline := time.Now().Add(time.Second); time.Now().Before(deadline); time.Sleep(2 * time.Millisecond) {
		if _, open, err := o.store.OldestUnanswered(o.ctx()); err != nil || !open {
			return
		}
	}
}

func (o *office) answer(chat int64, after int) emulator.Msg {
	o.tb.Helper()
	ctx, cancel := context.WithTimeout(o.ctx(), 10*time.Second)
	defer cancel()
	m, err := o.door.WaitBot(ctx, chat, after, func(m emulator.Msg) bool { return m.Service == "" })
	if err != nil {
		o.tb.Fatalf("no answer in chat %d after message %d: %v", chat, after, err)
	}
	return m
}

// press taps a button and waits for its toast.
func (o *office) press(m emulator.Msg, user int64, label string) emulator.Toast {
	o.tb.Helper()
	toast, err := o.door.Press(o.ctx(), m, user, label)
	o.must(err)
	return toast
}

// settled waits until the bot has fetched every update and closed its answer.
func (o *office) settled() {
	o.tb.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		o.must(o.door.Idle(o.ctx(), 10*time.Second, 20*time.Millisecond))
		_, open, err := o.store.OldestUnanswered(o.ctx())
		o.must(err)
		if !open {
			return
		}
	}
	o.tb.Fatal("the bot does not come to rest")
}

// current reads a message as the phone shows it now.
func (o *office) current(m emulator.Msg) emulator.Msg {
	o.tb.Helper()
	now, err := o.door.Message(o.ctx(), m.Chat, m.ID)
	o.must(err)
	return now
}

// begin leaves what was said in a chat so far out of its transcript.
func (o *office) begin(chat int64) {
	o.tb.Helper()
	told, err := o.door.Transcript(o.ctx(), chat)
	o.must(err)
	o.begun[chat] = len(told)
}

// transcript holds a chat, from where the story began, against its golden file.
func (o *office) transcript(chat int64, name string) {
	o.tb.Helper()
	o.settled()
	told, err := o.door.Transcript(o.ctx(), chat)
	o.must(err)
	golden(o.tb, name, bindCode.ReplaceAllString(told[o.begun[chat]:], "G-XXXXXXXX"))
	o.sameCourses()
}

// sameCourses holds what became of every task, as its row says, against what the record of its matters makes of it:
// reports are written from the record.
func (o *office) sameCourses() {
	o.tb.Helper()
	now, err := o.store.Plan(o.ctx(), o.plan.ID, 0)
	o.must(err)
	shot, err := o.store.Counted(o.ctx(), now.Commune.ID, now.ID, now.CutBetween(now.From, o.today()))
	o.must(err)
	for i := range shot.Plan.Tasks {
		t := &shot.Plan.Tasks[i]
		if of, ok := now.TaskByID(t.ID); ok && !of.Retired && of.Course != t.Course {
			o.tb.Errorf("task %d is %+v, by the record %+v", t.No, of.Course, t.Course)
		}
	}
}

// golden holds a text against a file of testdata; -update writes it anew.
func golden(tb testing.TB, name, got string) {
	tb.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			tb.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		tb.Errorf("%s differs (-want +got):\n%s", path, diff)
	}
}

// wants fails unless the text holds every part.
func wants(tb testing.TB, text string, parts ...string) {
	tb.Helper()
	var missing []string
	for _, p := range parts {
		if !strings.Contains(text, p) {
			missing = append(missing, p)
		}
	}
	if len(missing) > 0 {
		tb.Errorf("got:\n%s\nwant it to hold %q", text, missing)
	}
}

// counted reads what counts of a target now, "" where nothing does.
func (o *office) counted(task int, mark, unit string) string {
	o.tb.Helper()
	totals, err := o.store.Totals(o.ctx(), o.plan.ID)
	o.must(err)
	t, ok := o.plan.Task(task)
	if !ok {
		o.tb.Fatalf("no task %d", task)
	}
	u, _ := o.plan.Unit(unit)
	for _, target := range t.Targets {
		if target.Mark != mark {
			continue
		}
		f := totals[plan.TotalKey{Target: target.ID, Unit: u.ID}].Figure
		switch f.Kind {
		case plan.Fraction:
			return fmt.Sprintf("%s/%s", f.Num, f.Den)
		case plan.Percent, plan.Number:
			return f.Num.String()
		default:
			return string(f.Kind)
		}
	}
	o.tb.Fatalf("task %d has no target %s", task, mark)
	return ""
}
