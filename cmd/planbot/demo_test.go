package main

import (
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
)

var demoAt = regexp.MustCompile(`Open (http://\S+)/\n`)

// The demo needs nothing but itself: no token, no database, no address of its own choosing.
func TestDemoAnswersTheOffice(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		plan, number, task, answer string
	}{
		{"2024", "27/KH-UBND", "/task 9", "96,67%"},
		{"2026", "05/KH-UBND", "/task 6", "96,67%"},
	} {
		t.Run(c.plan, func(t *testing.T) {
			t.Parallel()
			p := start(t, nil, "demo", "--listen=127.0.0.1:0", "--plan="+c.plan)
			said := p.says("reply to the answer with 145/150")
			contains(t, said, "Plan "+c.number, "type "+c.task+" ")
			o := visit(t, demoAt.FindStringSubmatch(said)[1])
			o.asks(t, "/tasks", c.number)
			sent, err := o.Reply(t.Context(), o.asks(t, c.task, ""), o.clerk, "145/150")
			if err != nil {
				t.Fatal(err)
			}
			o.hears(t, sent.MessageID, c.answer)
			p.signal(syscall.SIGINT)
			if got := p.ends(); got != exitOK {
				t.Errorf("exit code: got %d, want %d", got, exitOK)
			}
		})
	}
}

// The clock goes from morning to morning, and what is told arrives then and not at the end of the way.
func TestDemoTellsEveryMorning(t *testing.T) {
	t.Parallel()
	p := start(t, nil, "demo", "--listen=127.0.0.1:0", "--now=2024-02-21 08:00")
	o := visit(t, demoAt.FindStringSubmatch(p.says("reply to the answer with 145/150"))[1])
	p.says("bot is ready")
	before, err := o.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	now, err := o.SetClock(t.Context(), clockAt(t, "2024-03-01 08:00"))
	if err != nil || now.Format("02/01 15:04") != "01/03 08:00" {
		t.Fatalf("clock: got %v, %v, want 01/03 08:00", now, err)
	}
	events, _, err := o.Events(t.Context(), before.Seq, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	stops, told := 0, 0
	for _, e := range events {
		switch m := e.Message; {
		case e.Kind == "clock" && e.Moving:
			stops++
		case e.Kind == "message" && m.From.IsBot && m.Chat == o.group && m.Date.After(clockAt(t, "2024-02-22 00:00")):
			told++
			if at := m.Date.Format("15:04"); at < "07:45" || at > "07:47" {
				t.Errorf("told at %s, want a morning: %s", m.Date, m.Text)
			}
		}
	}
	if stops != 15 { // seven working mornings, twice each, and the end
		t.Errorf("the clock paused %d times, want 15", stops)
	}
	if told == 0 {
		t.Error("the office was told nothing: no report of tasks 8 and 9 is in")
	}
}

// visit is the office's first person in the office's group of a demo.
func visit(t *testing.T, url string) *office {
	t.Helper()
	o := &office{Door: emulator.Door{URL: url}}
	state, err := o.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range state.Users {
		if o.clerk == 0 && strings.HasPrefix(u.FirstName, "Công chức Văn phòng") {
			o.clerk = u.ID
		}
	}
	for _, c := range state.Chats {
		if strings.HasPrefix(c.Title, "Văn phòng") {
			o.group = c.ID
		}
		if c.Type != "private" && c.BotStatus != "administrator" {
			t.Errorf("the bot in %s: got %s, want administrator", c.Title, c.BotStatus)
		}
	}
	return o
}

// In a sample year the units report while the clock moves, so that the office can close and report what is over.
func TestDemoOfAYear(t *testing.T) {
	t.Parallel()
	refused := start(t, nil, "demo", "--year", "--plan=2026")
	refused.says("--year: there is a sample year for --plan=2024 only, not for 2026")
	if got := refused.ends(); got != exitUsage {
		t.Errorf("exit code: got %d, want %d", got, exitUsage)
	}
	p := start(t, nil, "demo", "--listen=127.0.0.1:0", "--year")
	o := visit(t, demoAt.FindStringSubmatch(p.says("reply to the answer with 145/150"))[1])
	p.says("bot is ready")
	if _, err := o.SetClock(t.Context(), clockAt(t, "2024-03-18 08:00")); err != nil {
		t.Fatal(err)
	}
	o.asks(t, "/close tháng 3", "Không còn đơn vị nào chưa báo cáo")
	o.asks(t, "/report tháng 3", "đã chốt phiên bản 1")
	o.asks(t, "/history 9", "145/150")
}
