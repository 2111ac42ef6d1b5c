package bot

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"planbot/bot/message"
	"planbot/bot/telegram"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// speech is a message with figures on its way to the record.
type speech struct {
	*turn
	text   string
	posted plan.Posted           // what the message replied to showed; zero where there is none
	source plan.Source           // of its first line
	former []plan.Entry          // what an edited message said before
	known  []plan.Entry          // what this version of the message was recorded as, where its answer got lost
	said   calendar.Date         // the day the message was sent: the dates in it count from there
	filed  map[int64][]plan.Slot // by target, the periods with a figure; see knownPeriods
}

// reply answers a reply to one of our messages, or free text in a private chat.
func (b *Bot) reply(ctx context.Context, u telegram.Update) (Answer, error) {
	t, err := b.turn(ctx, u)
	if err != nil {
		return Answer{}, err
	}
	if t.place.Unit == 0 && t.place.Private {
		return b.help(ctx, t)
	}
	return b.hear(ctx, t, u.Words().Body())
}

// update records figures given with the command: "/update 9 145/150".
func (b *Bot) update(ctx context.Context, t *turn) (Answer, error) {
	if t.args == "" {
		return t.say(message.Refused(message.WhichTask))
	}
	if t.update.ReplyTo() == nil {
		found, err := b.named(ctx, t, t.args)
		if err == nil && len(found) == 1 {
			return t.answer(t.showing("task", message.WhichFigure(found[0]), found[0])), nil
		}
	}
	return b.hear(ctx, t, t.args)
}

// hear reads the figures in a text, line by line: the certain ones are recorded together, a doubtful one is asked
// about, one that cannot be read is named. No line keeps another from being recorded.
func (b *Bot) hear(ctx context.Context, t *turn, text string) (Answer, error) {
	if sentence := mayNotSpeak(t); sentence != "" {
		return t.say(message.Refused(sentence))
	}
	s, err := b.speech(ctx, t, text)
	if err != nil {
		return Answer{}, err
	}
	if a, ok, err := b.heardWords(ctx, s); ok || err != nil {
		return a, err
	}
	if s.toNothing() {
		return t.say(message.Refused(message.WordsToNothing))
	}
	heard, err := b.hearFormer(ctx, s, s.read())
	if err != nil {
		return Answer{}, err
	}
	replies, err := b.settle(ctx, s, s.changed(heard))
	if err != nil {
		return t.refuse(err)
	}
	left, err := b.leftOut(ctx, s, len(heard))
	if err != nil {
		return t.refuse(err)
	}
	return t.answer(append(replies, left...)...), nil
}

// mayNotSpeak says why nothing that the speaker types here can be a figure, empty where it can.
func mayNotSpeak(t *turn) string {
	switch {
	case t.place.Nobody:
		return message.NobodyMayReport
	case t.place.Unit == 0:
		sentence, _ := message.Refusal(plan.ErrNotBound)
		return sentence
	case t.plan == nil:
		return message.NoPlanYet
	}
	return ""
}

func (b *Bot) speech(ctx context.Context, t *turn, text string) (*speech, error) {
	m := t.update.Words()
	s := &speech{
		turn: t, text: text,
		source: plan.Source{Chat: m.Chat.ID, Message: m.ID},
		said:   dayOf(time.Unix(m.Date, 0)),
		filed:  map[int64][]plan.Slot{},
	}
	if t.update.EditedMessage != nil {
		s.source.Revision = cmp.Or(m.EditDate, m.Date) // an edit that adds a link preview has no date of its own
	}
	recorded, err := b.Store.FromMessage(ctx, m.Chat.ID, m.ID)
	if err != nil {
		return nil, err
	}
	for _, e := range recorded {
		switch {
		case e.Source.Revision < s.source.Revision:
			s.former = append(s.former, e)
		case e.Source.Revision == s.source.Revision:
			s.known = append(s.known, e)
		}
	}
	if s.posted, err = b.repliedPosted(ctx, t); err != nil {
		return nil, err
	}
	if err := b.goToTasks(ctx, t, s.posted.Tasks); err != nil {
		return nil, err
	}
	return s, b.knownPeriods(ctx, s)
}

// repliedPosted is what the message replied to showed, or one that is answered without a reply; zero where there is no
// such message.
func (b *Bot) repliedPosted(ctx context.Context, t *turn) (plan.Posted, error) {
	to := t.update.Words().ReplyTo()
	if to == nil {
		return b.unreplied(ctx, t)
	}
	posted, err := b.Store.Posted(ctx, t.update.Chat().ID, to.ID)
	if errors.Is(err, plan.ErrNotFound) {
		return printed(t.plan, to.Body()), nil
	}
	return posted, err
}

// printed finds the one task whose number stands in the words of a message that is no longer on record.
func printed(p *plan.Plan, text string) plan.Posted {
	no, ok := message.TaskPrinted(text)
	if !ok {
		return plan.Posted{}
	}
	task, ok := p.Task(no)
	if !ok {
		return plan.Posted{}
	}
	return plan.Posted{Tasks: []int64{task.ID}, Numbers: []int{no}}
}

// lines are the lines of the message, each with whom and what it names.
func (s *speech) lines() []plan.Line {
	lines := plan.SplitReply(s.text, s.namesUnit)
	for i := range lines {
		lines[i] = s.meant(lines[i])
	}
	return lines
}

// read understands every line of the message.
func (s *speech) read() []heard {
	var all []heard
	for i, line := range s.lines() {
		source := s.source
		source.Line = i
		h := s.readLine(line, source)
		if s.isKnown(source) {
			h.doubt = "" // it counts already; what has happened since is no reason to ask
		}
		all = append(all, h)
	}
	return all
}

// meant takes a number for part of the figure where it can be no task: "97 ok" in reply to a message about one task.
func (s *speech) meant(line plan.Line) plan.Line {
	no := line.Address.Task
	_, listed := s.posted.TaskByNumber(no)
	_, exists := s.plan.Task(no)
	if no == 0 || line.Address != (plan.Address{Task: no}) || listed || exists || len(s.posted.Tasks) != 1 {
		return line
	}
	return plan.Line{Text: line.Text, Rest: line.Text}
}

func (s *speech) isKnown(source plan.Source) bool {
	return slices.ContainsFunc(s.known, func(e plan.Entry) bool { return e.Source == source })
}

func (s *speech) namesUnit(word string) bool {
	_, ok := s.plan.UnitNamed(word)
	return ok
}

// settle records, asks and refuses, in this order, and puts the answers together.
func (b *Bot) settle(ctx context.Context, s *speech, all []heard) ([]Reply, error) {
	var certain []heard
	var bad []message.BadLine
	kept := false
	for _, h := range all {
		switch {
		case h.refused():
			bad = append(bad, message.BadLine{Text: h.text, Why: h.reason()})
			_, before := s.before(h.source.Line)
			kept = kept || before
		case h.doubt == "":
			certain = append(certain, h)
		}
	}
	var replies []Reply
	if len(certain) > 0 {
		reply, err := b.record(ctx, s, certain)
		if err != nil {
			return nil, err
		}
		replies = append(replies, reply)
	}
	for _, h := range all {
		if h.doubt == "" || h.refused() {
			continue
		}
		reply, err := b.ask(ctx, s, h)
		if err != nil {
			return nil, err
		}
		replies = append(replies, reply)
	}
	if len(bad) > 0 {
		replies = append(replies, Reply{Message: message.BadLines(bad, kept)})
	}
	return replies, nil
}

// record stores the certain figures of a message in one transaction and confirms them in one message.
func (b *Bot) record(ctx context.Context, s *speech, certain []heard) (Reply, error) {
	reports := make([]plan.Report, len(certain))
	var left []plan.Entry // the places that an edited line moved away from
	for i, h := range certain {
		reports[i] = h.reports[0]
		if before, ok := s.before(h.source.Line); ok && before.Slot != reports[i].Slot {
			left = append(left, before)
		}
	}
	done, err := b.Store.Record(ctx, reports, s.now)
	if err != nil {
		return Reply{}, err
	}
	return b.confirm(ctx, s.turn, done, left...)
}

// confirm tells what recording did, judged by the figures as they stand now, and which figures it took away from
// other places.
func (b *Bot) confirm(ctx context.Context, t *turn, done []plan.Recorded, left ...plan.Entry) (Reply, error) {
	totals, err := b.Store.Totals(ctx, t.plan.ID)
	if err != nil {
		return Reply{}, err
	}
	entries := make([]plan.Entry, len(done))
	for i, d := range done {
		entries[i] = d.Entry
	}
	late, err := b.late(ctx, t, entries)
	if err != nil {
		return Reply{}, err
	}
	var records []message.Record
	var tasks []*plan.Task
	for _, d := range done {
		task, target, ok := t.plan.TargetByID(d.Entry.Slot.Target)
		if !ok {
			continue
		}
		records = append(records, message.Record{
			Plan: t.plan, Task: task, Done: d, Day: t.day, Late: late[d.Entry.ID],
			Target: ofUnit(t.plan.TargetState(task, target, totals, t.unit, t.day), d.Entry.Slot.Unit),
		})
		tasks = append(tasks, task)
	}
	if len(records) == 0 {
		return Reply{Message: message.Refused(message.TaskMovedOn)}, nil
	}
	return t.showing("recorded", message.Recorded(records, left...), tasks...), nil
}

// ofUnit narrows a target that each unit answers for itself to the unit that a figure is about, whoever reports it.
func ofUnit(s plan.TargetState, unit int64) plan.TargetState {
	if s.Target.Scope != plan.PerUnit {
		return s
	}
	for _, u := range s.Units {
		if u.Unit.ID == unit {
			s.Unit, s.Assessment = unit, u.Assessment
		}
	}
	return s
}

// ask keeps a doubtful figure as a question and puts it to the speaker.
func (b *Bot) ask(ctx context.Context, s *speech, h heard) (Reply, error) {
	if len(h.reports) == 0 {
		return s.showing("task", message.Resend(h.task, h.text, h.doubt), h.task), nil
	}
	asked, err := b.Store.Ask(ctx, plan.Asked{
		Commune: s.place.Commune.ID, Source: h.source, Author: s.author(), Options: h.reports,
	}, s.now)
	if err != nil {
		return Reply{}, err
	}
	q := message.Question{ID: asked.ID, Plan: s.plan, Task: h.task, Text: h.text, Doubt: h.doubt, Last: h.last, Day: s.day}
	for _, r := range asked.Options {
		_, target, ok := s.plan.TargetByID(r.Slot.Target)
		if !ok {
			return Reply{Message: message.Refused(message.TaskMovedOn)}, nil
		}
		unit, _ := s.plan.UnitByID(r.Slot.Unit)
		q.Options = append(q.Options, message.Option{Target: *target, Unit: unit, Figure: r.Figure, Period: r.Slot.Period})
	}
	return s.showing("asked", message.Ask(q), h.task), nil
}
