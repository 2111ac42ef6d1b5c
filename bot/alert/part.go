package alert

import (
	"cmp"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"planbot/bot/message"
	"planbot/bot/posting"
	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// part is one message to send, or one of ours to show anew, and the letters that are settled by it.
type part struct {
	letters []int64
	edit    int                 // our message to replace; 0 sends a new one
	replyTo int                 // our message to answer
	pieces  []telegram.Outgoing // one, unless a message is longer than it should be
	about   string              // what it is; empty: alerts
	silent  bool
	quiet   bool // does not count as a push of the day
	tasks   []int64
	numbers []int
}

// prepared is a mail that is ready to go out.
type prepared struct {
	sorting plan.Sorting
	parts   []part
	broken  []int64 // letters that cannot be worded
	cause   error   // why not
}

// prepare decides what becomes of a mail and makes the words. Where that breaks, the letters that are to blame are
// found one by one: they take no other with them.
func (d *Dispatcher) prepare(m plan.Mail, now time.Time) prepared {
	whole := d.word(m, now)
	if whole.cause == nil {
		return whole
	}
	var sound []plan.Letter
	var broken []int64
	cause := whole.cause
	for _, l := range m.Letters {
		alone := m
		alone.Letters = []plan.Letter{l}
		if p := d.word(alone, now); p.cause != nil {
			broken, cause = append(broken, l.ID), p.cause
			continue
		}
		sound = append(sound, l)
	}
	rest := m
	rest.Letters = sound
	p := d.word(rest, now)
	if p.cause != nil { // each is sound, and together they are not
		return prepared{broken: ids(m.Letters), cause: p.cause}
	}
	p.broken, p.cause = broken, cause
	return p
}

// word is prepare for letters of which none is broken; a panic shows that one is.
func (d *Dispatcher) word(m plan.Mail, now time.Time) (p prepared) {
	defer func() {
		if r := recover(); r != nil {
			d.Log.Error("letters not worded", "chat", m.To.Chat, "letters", ids(m.Letters), "panic", r, "stack", string(debug.Stack()))
			p = prepared{cause: fmt.Errorf("make the words: panic: %v", r)}
		}
	}()
	sort, compose := plan.Mail.Sort, message.Letters
	if d.sort != nil {
		sort = d.sort
	}
	if d.compose != nil {
		compose = d.compose
	}
	p.sorting = sort(m, now)
	if send := p.sorting.Send; len(send) > 0 {
		composed := compose(m, send, now)
		if err := enclose(m, send, composed); err != nil {
			return prepared{cause: err}
		}
		p.parts = newMessages(send, composed)
	}
	for _, l := range p.sorting.Edit {
		p.parts = append(p.parts, newEdit(m, l, message.Refreshed(m, l, now)))
	}
	return p
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
			about:   c.About,
			pieces:  posting.Pieces(c.Message),
			silent:  soundless(told),
			quiet:   i < len(composed)-1 || !plan.CountsAsPush(send),
			tasks:   c.Tasks,
			numbers: c.Numbers,
		})
	}
	return parts
}

func newEdit(m plan.Mail, l plan.Letter, shown message.Message) part {
	shown.File, shown.Album = nil, nil // the words change, a file stays what it is
	p := part{letters: []int64{l.ID}, edit: l.Message, quiet: true, pieces: posting.Pieces(shown)}
	if m.Plan == nil {
		return p
	}
	for _, s := range l.Shown {
		about := s.Episode.Task
		if s.Kind == plan.LetterMatter {
			about, p.about = s.Payload.Task, fmt.Sprintf("matter %d", s.Payload.Matter)
		}
		if task, ok := m.Plan.TaskByID(about); ok && !slices.Contains(p.tasks, task.ID) {
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
		return l.Critical || l.Kind != plan.LetterAlert || !l.Episode.Rule.Weekly()
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

// posted is what a part shows, so that a reply to it is understood.
func (p part) posted(m plan.Mail, chat int64, id int) plan.Posted {
	posted := plan.Posted{Chat: chat, Thread: m.To.Thread, Message: id, About: cmp.Or(p.about, "alerts"), Tasks: p.tasks, Numbers: p.numbers}
	if m.Plan != nil {
		posted.Commune = m.Plan.Commune.ID
	}
	return posted
}
