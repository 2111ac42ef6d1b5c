package bot

import (
	"context"
	"strconv"
	"strings"
	"unicode"

	"planbot/bot/message"
	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// proof is something sent as evidence on its way to the record.
type proof struct {
	*turn
	typed    bool   // by the command
	words    string // with the command, or under the file
	file     *telegram.File
	pictured bool
	set      plan.EvidenceSet // what is on record of what was sent together; zero where nothing is
	posted   plan.Posted      // what the message replied to showed
	task     *plan.Task
	note     string // the words without the task's number
}

// album is Telegram's mark of what was sent together, empty for a message that stands alone, as one with the command
// in reply to a file does.
func (p *proof) album() string {
	if p.file == p.update.Words().Attached() {
		return p.update.Words().MediaGroupID
	}
	return ""
}

// address finds the task that evidence is for: named in front of the words, or by the message replied to.
func (b *Bot) address(ctx context.Context, p *proof) (sentence string, err error) {
	if p.posted, err = b.repliedPosted(ctx, p.turn); err != nil {
		return "", err
	}
	if err := b.goToTasks(ctx, p.turn, p.posted.Tasks); err != nil {
		return "", err
	}
	p.note = strings.TrimSpace(p.words)
	first, rest := firstWord(p.note)
	p.task, sentence = p.inFront(first, rest == "")
	switch {
	case sentence != "":
		return sentence, nil
	case p.task != nil:
		p.note = rest
		return "", nil
	case len(p.posted.Tasks) == 1:
		p.task, sentence = p.taskKnown(p.posted.Tasks[0])
		return sentence, nil
	case p.typed && p.file == nil:
		return message.ProofWhich, nil
	default:
		return message.ProofUnclear, nil
	}
}

func firstWord(text string) (word, rest string) {
	text = strings.TrimSpace(text)
	if i := strings.IndexFunc(text, unicode.IsSpace); i >= 0 {
		return text[:i], strings.TrimSpace(text[i:])
	}
	return text, ""
}

// inFront finds the task that the first word names, none where it is no such word; alone says that nothing follows.
func (p *proof) inFront(first string, alone bool) (*plan.Task, string) {
	word := strings.Trim(first, ".:#,)")
	if no, err := strconv.Atoi(word); err == nil {
		return p.numbered(no, p.typed || alone || word != first)
	}
	if !strings.Contains(word, ".") || !startsWithDigit(word) {
		return nil, ""
	}
	switch found := p.plan.ByCriterion(word); len(found) {
	case 0:
		return nil, ""
	case 1:
		return found[0], ""
	default:
		return nil, message.SeveralTasks(found)
	}
}

// numbered finds a task by its number, as the message replied to shows it or as the plan has it. A number that words
// follow may be part of a note ("15 người tham gia"); certain says that it is meant as a task's. Under a file, it must
// not be another one than that of the message replied to.
func (p *proof) numbered(no int, certain bool) (*plan.Task, string) {
	id, listed := p.posted.TaskByNumber(no)
	other := len(p.posted.Tasks) == 1 && !listed && !p.typed
	task, known := p.plan.Task(no)
	switch {
	case listed:
		return p.taskKnown(id)
	case other && certain && len(p.posted.Numbers) == 1:
		return nil, message.ProofTwoTasks(p.posted.Numbers[0], no)
	case other:
		return nil, ""
	case known:
		return task, ""
	case certain:
		return nil, message.NoSuchTask
	default:
		return nil, ""
	}
}
