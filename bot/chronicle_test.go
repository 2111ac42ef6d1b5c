package bot_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"planbot/bot/telegram/emulator"
	"planbot/storage/calendar"
)

// chronicle writes down, chat by chat, what is said while a story goes on and when. What the bells told unasked is
// kept apart: it is what may be too much.
type chronicle struct {
	*bells
	names  map[int64]string
	seq    int
	at     string // of the last line
	told   map[int64]*strings.Builder
	edits  map[int64]int
	pushes []push
}

// push is a message that nobody asked for.
type push struct {
	Chat   string
	At     time.Time
	Text   string
	Silent bool
	Reply  bool
}

// chronicle begins to write, with a name for every chat that matters.
func (b *bells) chronicle(names map[int64]string) *chronicle {
	b.tb.Helper()
	c := &chronicle{bells: b, names: names, told: map[int64]*strings.Builder{}, edits: map[int64]int{}}
	for chat := range names {
		c.told[chat] = &strings.Builder{}
	}
	b.settled()
	_, seq, err := b.door.Events(b.ctx(), 0, time.Millisecond)
	b.must(err)
	c.seq = seq
	return c
}

// until lets time pass; what is told on the way was not asked for.
func (c *chronicle) until(at string) {
	c.tb.Helper()
	c.bells.until(at)
	c.note(true)
}

// ring tells what is due now.
func (c *chronicle) ring() {
	c.tb.Helper()
	c.bells.ring()
	c.note(true)
}

// say has somebody write, and notes the answer.
func (c *chronicle) say(chat, user int64, text string) emulator.Msg {
	c.tb.Helper()
	m := c.bells.say(chat, user, text)
	c.note(false)
	return m
}

// press has somebody tap the newest button with a label.
func (c *chronicle) press(chat, user int64, label string) emulator.Toast {
	c.tb.Helper()
	toast := c.bells.press(c.showing(chat, label), user, label)
	c.note(false)
	return toast
}

// showing is the newest message of a chat that has such a button.
func (c *chronicle) showing(chat int64, label string) emulator.Msg {
	c.tb.Helper()
	all, err := c.door.Messages(c.ctx(), chat)
	c.must(err)
	for _, m := range slices.Backward(all) {
		if dataOf(m, label) != "" {
			return m
		}
	}
	c.tb.Fatalf("no button %q in %s at %s", label, c.names[chat], c.at)
	return emulator.Msg{}
}

// note writes down what happened since the last time.
func (c *chronicle) note(pushed bool) {
	c.tb.Helper()
	c.settled()
	events, seq, err := c.door.Events(c.ctx(), c.seq, time.Millisecond)
	c.must(err)
	c.seq = seq
	for _, e := range events {
		if c.told[e.Chat] != nil {
			c.event(e, pushed)
		}
	}
	slices.SortStableFunc(c.pushes, func(a, b push) int { // chats are served side by side
		return cmp.Or(a.At.Truncate(time.Minute).Compare(b.At.Truncate(time.Minute)), cmp.Compare(a.Chat, b.Chat))
	})
}

func (c *chronicle) event(e emulator.Event, pushed bool) {
	out := c.told[e.Chat]
	switch e.Kind {
	case "message":
		m := *e.Message
		at := m.Date.In(calendar.Zone)
		c.at = at.Format("02/01/2006 15:04")
		if m.From.IsBot && pushed {
			c.pushes = append(c.pushes, push{c.names[e.Chat], at, m.Text, m.Silent, m.ReplyTo != 0})
		}
		fmt.Fprintf(out, "── %s %s%s\n%s\n", c.at, m.From.Name, manner(m, pushed), m.Text)
		for _, row := range m.Buttons {
			for _, b := range row {
				fmt.Fprintf(out, "[%s] ", b.Text)
			}
			out.WriteString("\n")
		}
	case "edit":
		c.edits[e.Chat]++
	case "tap":
		fmt.Fprintf(out, "── %s taps [%s]\n", c.clock.Now().Format("02/01/2006 15:04"), e.Text)
	case "callback_answer":
		if e.Text != "" {
			fmt.Fprintf(out, "── toast: %s\n", e.Text)
		}
	}
}

func manner(m emulator.Msg, pushed bool) string {
	var how []string
	if m.From.IsBot && pushed {
		how = append(how, "unasked")
	}
	if m.ReplyTo != 0 {
		how = append(how, "reply")
	}
	if m.Silent {
		how = append(how, "silent")
	}
	if len(how) == 0 {
		return ""
	}
	return " (" + strings.Join(how, ", ") + ")"
}

// golden holds every chat and the overview of what was not asked for against their files.
func (c *chronicle) golden(story string) {
	c.tb.Helper()
	for chat, name := range c.names {
		golden(c.tb, story+"_"+name, fmt.Sprintf("%s── %d edits\n", c.told[chat], c.edits[chat]))
	}
	golden(c.tb, story+"_overview", c.overview())
}

// overview is a line for every message that nobody asked for, and how many there were.
func (c *chronicle) overview() string {
	var out strings.Builder
	count := map[string]int{}
	for _, p := range c.pushes {
		lines := strings.Split(p.Text, "\n")
		fmt.Fprintf(&out, "%s %-8s %s%s\n", p.At.Format("02/01 15:04"), p.Chat, lines[0], gist(lines[1:]))
		count[p.Chat]++
	}
	for _, name := range slices.Sorted(maps.Values(c.names)) {
		fmt.Fprintf(&out, "%s: %d\n", name, count[name])
	}
	return out.String()
}

// gist is what a message is about: its count, or the head of its only item.
func gist(lines []string) string {
	for _, line := range lines {
		if line != "" {
			return " | " + line
		}
	}
	return ""
}
