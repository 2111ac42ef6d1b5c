// Package bot decides what planbot answers: it takes one update, finds out where it was said and by whom, asks the
// plan, and gives back what to say. The Bot itself sends nothing and keeps nothing in memory, so the same update gives the
// same answer again; the Inbox takes updates up in the order of their chats, and delivers what is answered.
package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"planbot/bot/message"
	"planbot/bot/telegram"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Store is what the bot asks of the database, in words of the plan.
type Store interface {
	Place(ctx context.Context, chat int64, thread int, person int64, day calendar.Date) (plan.Place, error)
	Plan(ctx context.Context, id, version int64) (*plan.Plan, error)
	// PlanOfTask reads the plan of a task, be it a former one; plan.ErrNotFound: the commune has no such task.
	PlanOfTask(ctx context.Context, commune, task int64) (*plan.Plan, error)
	Totals(ctx context.Context, planID int64) (plan.Totals, error)
	Figures(ctx context.Context, targets []int64) ([]plan.Entry, error)
	History(ctx context.Context, targets []int64, limit int) ([]plan.Change, error)
	Posted(ctx context.Context, chat int64, message int) (plan.Posted, error)
	// LastPosted is the last message of ours in a chat before a message; plan.ErrNotFound where there is none.
	LastPosted(ctx context.Context, chat int64, before int) (plan.Posted, error)
	FromMessage(ctx context.Context, chat int64, message int) ([]plan.Entry, error)

	Record(ctx context.Context, reports []plan.Report, now time.Time) ([]plan.Recorded, error)
	Ask(ctx context.Context, q plan.Asked, now time.Time) (plan.Asked, error)
	Asked(ctx context.Context, commune, id int64) (plan.Asked, error)
	Choose(ctx context.Context, commune, id int64, choice int, now time.Time) (plan.Recorded, error)
	Drop(ctx context.Context, commune, id int64, now time.Time) error
	Undo(ctx context.Context, commune, entry int64, source plan.Source, by plan.Author, reason string, now time.Time) (plan.Undone, error)
	TakenBack(ctx context.Context, commune int64, source plan.Source) (plan.Undone, error)
	Entry(ctx context.Context, commune, id int64) (plan.Entry, error)
	LastOf(ctx context.Context, commune, author int64, since time.Time) (plan.Entry, error)

	UnitsByCode(ctx context.Context, commune, code string) ([]plan.UnitOf, error)
	Bind(ctx context.Context, b plan.Binding, commune, unit int64, now time.Time) error
	IssueCode(ctx context.Context, code string, commune, unit, by int64, expires time.Time) error
	Redeem(ctx context.Context, code string, b plan.Binding, now time.Time) (plan.UnitOf, error)
	Unbind(ctx context.Context, b plan.Binding, now time.Time) error
	SetUnreachable(ctx context.Context, chat int64, operators []int64, now time.Time) error
	SetMuted(ctx context.Context, chat int64, muted bool, operators []int64, now time.Time) error
	TellTopicLost(ctx context.Context, chat int64, thread int, operators []int64, now time.Time) error
	Restore(ctx context.Context, chat, person int64, operator bool, now time.Time) error
	Migrate(ctx context.Context, from, to int64, now time.Time) error

	AlertStore
	MatterStore
	AccountStore
	EvidenceStore
	GivenStore
	StepStore
	ConfirmStore
	PeopleStore
	AnswerStore
	ArchiveStore
	FormStore
	ClosingStore
	ScoreStore
}

// Identity is who the bot is at Telegram.
type Identity struct {
	ID       int64
	Username string
	SeesAll  bool // privacy mode is off
}

// Bot answers updates. It is safe for concurrent use.
type Bot struct {
	Store     Store
	Files     Files // what staff attach
	Me        Identity
	Operators []int64 // Telegram ids of those who may set up communes
	Now       func() time.Time
	Log       *slog.Logger
}

// Answer is what an update is answered by. The zero Answer says nothing.
type Answer struct {
	Chat    int64
	Thread  int    // where it goes
	Topic   int    // whose place it was asked in: another than Thread where that topic is closed
	Muted   bool   // nothing could be written there when that was last tried
	ReplyTo int    // the message answered; 0: none
	Query   string // the tap to be answered
	Toast   string // shown at the tap
	Alert   bool   // the toast must be closed by hand
	Replies []Reply
}

// Reply is one message to send, or one of ours to replace, and what it shows.
type Reply struct {
	Message message.Message
	Edit    int  // our message to replace; 0 sends a new one
	Partial bool // about an album as far as it has come in: the next part's reply says the same and more
	Commune int64
	About   string // the command that shows it again
	Tasks   []int64
	Numbers []int // as printed, in the order of Tasks
}

// Handle answers one update. An error is a failure that a later try may not meet; what a person did wrong is an
// answer like any other.
func (b *Bot) Handle(ctx context.Context, u telegram.Update) (Answer, error) {
	switch {
	case u.MyChatMember != nil:
		return b.membership(ctx, *u.MyChatMember)
	case u.Message != nil && migrated(u.Message):
		return b.migrate(ctx, u.Message)
	case u.CallbackQuery != nil:
		return b.tap(ctx, u)
	case u.Words() != nil:
		return b.words(ctx, u)
	default:
		return Answer{}, nil
	}
}

// turn is one update with everything known about where and by whom it was said.
type turn struct {
	update telegram.Update
	now    time.Time
	day    calendar.Date
	topic  int // see Bot.topic
	place  plan.Place
	plan   *plan.Plan  // nil where the chat is not bound or the commune has no plan
	unit   plan.Unit   // the chat's
	args   string      // what follows a command
	asked  plan.Posted // the message that asked for the words now heard
	steps  []plan.Step // of the plan, where the answer shows them
}

// author is the person speaking, as figures remember them.
func (t *turn) author() plan.Author {
	from := t.update.Sender()
	return plan.Author{ID: from.ID, Name: personName(from)}
}

// speaks reports whether it is the given person who speaks, and not behind a mask.
func (t *turn) speaks(a plan.Author) bool { return !t.place.Nobody && a.ID == t.author().ID }

// may reports whether the speaker may do here what bears on no task.
func (t *turn) may(a plan.Action) bool { return t.place.May(a, t.unit, plan.Bearing{}) }

// mayFor reports whether the speaker may do something about a task.
func (t *turn) mayFor(a plan.Action, task *plan.Task) bool {
	return t.place.May(a, t.unit, t.plan.Bearing(task))
}

// personName is how Telegram names a person; it may be hostile text and is escaped where it is shown.
func personName(u telegram.User) string {
	return cmp.Or(strings.TrimSpace(u.FirstName+" "+u.LastName), u.Username, fmt.Sprint(u.ID))
}

// turn finds the place of an update. A chat that is bound to nothing is no error here: some commands work there.
func (b *Bot) turn(ctx context.Context, u telegram.Update) (*turn, error) {
	now := b.Now()
	t := &turn{update: u, now: now, day: dayOf(now)}
	person := u.Sender().ID
	if u.Anonymous() {
		person = 0
	}
	topic, err := b.topic(ctx, u)
	if err != nil {
		return nil, err
	}
	t.topic = topic
	place, err := b.Store.Place(ctx, u.Chat().ID, topic, person, t.day)
	if err != nil && !errors.Is(err, plan.ErrNotBound) {
		return nil, err
	}
	place.Private = u.Chat().Private()
	place.Nobody = u.Anonymous()
	place.Operator = b.operator(person)
	t.place = place
	if err := b.welcomeBack(ctx, t); err != nil {
		return nil, err
	}
	if place.PlanID == 0 {
		return t, nil
	}
	if t.plan, err = b.Store.Plan(ctx, place.PlanID, place.PlanVersion); err != nil {
		return nil, err
	}
	t.unit, _ = t.plan.UnitByID(place.Unit)
	return t, nil
}

// welcomeBack takes a person for one who can be told something again, once they write to the bot alone: Telegram does
// not say when somebody speaks to it for the first time.
func (b *Bot) welcomeBack(ctx context.Context, t *turn) error {
	if !t.place.Unreachable {
		return nil
	}
	return b.Store.Restore(ctx, t.update.Chat().ID, t.update.Sender().ID, t.place.Operator, t.now)
}

// dayOf is the civil day in Việt Nam.
func dayOf(at time.Time) calendar.Date { return calendar.DateOf(at.In(calendar.Zone)) }

func (b *Bot) operator(person int64) bool {
	for _, id := range b.Operators {
		if id == person && person != 0 {
			return true
		}
	}
	return false
}

// answer addresses replies to the place the update came from.
func (t *turn) answer(replies ...Reply) Answer {
	a := Answer{Chat: t.update.Chat().ID, Thread: t.update.Thread(), Topic: t.topic, Muted: t.place.Muted}
	if m := t.update.Words(); m != nil && !t.place.Private {
		a.ReplyTo = m.ID
	}
	for _, r := range replies {
		r.Commune = t.place.Commune.ID
		a.Replies = append(a.Replies, r)
	}
	return a
}

// say answers with a message that shows no task.
func (t *turn) say(m message.Message) (Answer, error) { return t.answer(Reply{Message: m}), nil }

// refuse answers a person's mistake with one sentence, and passes other errors on.
func (t *turn) refuse(err error) (Answer, error) {
	sentence, ok := message.Refusal(err)
	if !ok {
		return Answer{}, err
	}
	return t.say(message.Refused(sentence))
}
