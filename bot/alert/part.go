package alert

import (
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"planbot/bot/message"
	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// part is one message to send, or one of ours to show anew, and the letters that are settled by it.
type part struct {
	letters []int64
	edit    int      // our message to replace; 0 sends a new one
	replyTo int      // our message to answer
	texts   []string // one, unless a message is longer than it should be
	buttons [][]telegram.Button
	silent  bool
	quiet   bool // does not count as a push of the day
	tasks   []int64
	numbers []int
}

// prepare decides what becomes of a mail and makes the words. A panic is the fault of one mail and its alone.
func (d *Dispatcher) prepare(m plan.Mail, now time.Time) (s plan.Sorting, parts []part, err error) {
	defer func() {
		if r := recover(); r != nil {
			d.Log.Error("letters not worded", "chat", m.To.Chat, "panic", r, "stack", string(debug.Stack()))
			err = fmt.Errorf("make the words: panic: %v", r)
		}
	}()
	sort, compose := plan.Mail.Sort, message.Letters
	if d.sort != nil {
		sort = d.sort
	}
	if d.compose != nil {
		compose = d.compose
	}
	s = sort(m, now)
	if len(s.Send) > 0 {
		parts = newMessages(s.Send, compose(m, s.Send, now))
	}
	for _, l := range s.Edit {
		parts = append(parts, newEdit(m, l, message.Refreshed(m, l, now)))
	}
	return s, parts, nil
}

// newMessages are the messages that tell the letters. However many they are, they count as one push: the last, so
// that a mail that broke off is finished and not held for having had its share.
func newMessages(send []plan.Letter, composed []message.Composed) []part {
	var parts []part
	for i, c := range composed {
		told := lettersOf(send, c.Letters)
		parts = append(parts, part{
			letters: c.Letters,
			replyTo: c.ReplyTo,
			texts:   telegram.Split(c.Message.Items, telegram.MaxText),
			buttons: buttons(c.Message),
			silent:  soundless(told),
			quiet:   i < len(composed)-1 || !plan.CountsAsPush(send),
			tasks:   c.Tasks,
			numbers: c.Numbers,
		})
	}
	return parts
}

func newEdit(m plan.Mail, l plan.Letter, shown message.Message) part {
	p := part{
		letters: []int64{l.ID}, edit: l.Message, quiet: true,
		texts: telegram.Split(shown.Items, telegram.MaxText), buttons: buttons(shown),
	}
	if m.Plan == nil {
		return p
	}
	for _, s := range l.Shown {
		if task, ok := m.Plan.TaskByID(s.Episode.Task); ok && !slices.Contains(p.tasks, task.ID) {
			p.tasks, p.numbers = append(p.tasks, task.ID), append(p.numbers, task.No)
		}
	}
	return p
}

func lettersOf(all []plan.Letter, ids []int64) []plan.Letter {
	var found []plan.Letter
	for _, l := range all {
		if slices.Contains(ids, l.ID) {
			found = append(found, l)
		}
	}
	return found
}

// soundless reports letters that can wait until somebody looks at the phone.
func soundless(letters []plan.Letter) bool {
	return !slices.ContainsFunc(letters, func(l plan.Letter) bool {
		calm := l.Episode.Rule == plan.RulePace || l.Episode.Rule == plan.RuleHole
		return l.Critical || l.Kind != plan.LetterAlert || !calm
	})
}

// leftOut are letters that were to be sent and that no part tells.
func leftOut(send []plan.Letter, parts []part) []int64 {
	var missing []int64
	for _, l := range send {
		if !slices.ContainsFunc(parts, func(p part) bool { return slices.Contains(p.letters, l.ID) }) {
			missing = append(missing, l.ID)
		}
	}
	return missing
}

func buttons(m message.Message) [][]telegram.Button {
	var rows [][]telegram.Button
	for _, row := range m.Buttons {
		var shown []telegram.Button
		for _, b := range row {
			shown = append(shown, telegram.Button{Text: b.Label, Data: b.Data})
		}
		rows = append(rows, shown)
	}
	return rows
}

// posted is what a part shows, so that a reply to it is understood.
func (p part) posted(m plan.Mail, chat int64, id int) plan.Posted {
	posted := plan.Posted{Chat: chat, Message: id, About: "alerts", Tasks: p.tasks, Numbers: p.numbers}
	if m.Plan != nil {
		posted.Commune = m.Plan.Commune.ID
	}
	return posted
}
