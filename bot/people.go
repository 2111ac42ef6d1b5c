package bot

import (
	"context"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// PeopleStore is what the commands about people ask of the database. A source is the message of the command, or the
// one tapped: a second delivery of it changes nothing.
type PeopleStore interface {
	// Members lists who works where in a commune on a day.
	Members(ctx context.Context, commune int64, day calendar.Date) ([]plan.Member, error)
	// Member reads one membership of a commune, be it over.
	Member(ctx context.Context, commune, id int64) (plan.Member, error)
	// Invite keeps a one-time code; plan.ErrOtherRole: nobody is that in such a unit.
	Invite(ctx context.Context, i plan.Invitation, now time.Time) (plan.Invitation, error)
	// Join uses a code up; plan.ErrBadCode, plan.ErrGuessing.
	Join(ctx context.Context, code string, who plan.Author, source plan.Source, now time.Time) (plan.Joined, error)
	// RequestJoin asks the office; told is in how many chats it hears of it, again whether that was asked before.
	RequestJoin(ctx context.Context, r plan.JoinRequest, now time.Time) (done plan.JoinRequest, told int, again bool, err error)
	// DecideJoin settles a request; plan.ErrSettled, with the request as it stands: that was done before.
	DecideJoin(ctx context.Context, commune, id int64, agreed bool, by plan.Author, source plan.Source, now time.Time) (r plan.JoinRequest, again bool, err error)
	// ChangeMember gives a person another role or other areas; plan.ErrSeveral: the unit must be named.
	ChangeMember(ctx context.Context, m plan.MemberChange, now time.Time) (done plan.Member, changed bool, err error)
	// EndMembership takes a person's rights in a unit at once; plan.ErrLastOffice: nobody could admit people any more.
	EndMembership(ctx context.Context, commune, id int64, by plan.Author, operator bool, source plan.Source, now time.Time) (m plan.Member, again bool, err error)
	// Duties lists the open matters of a person in a unit.
	Duties(ctx context.Context, commune, person, unit int64) ([]plan.Duty, error)
	// HandOver moves them to a successor; plan.ErrOtherUnit: the two share no unit.
	HandOver(ctx context.Context, h plan.Handover, now time.Time) (plan.HandedOver, error)
}

// atDesk reports whether something is said where the office keeps its records: in its own chat, or in private.
func (t *turn) atDesk() bool { return t.place.Private || t.unit.Kind == plan.Office }

// tapped is the message with the tapped button as the source of what it does.
func (t *turn) tapped() plan.Source {
	return plan.Source{Chat: t.update.Chat().ID, Message: t.update.CallbackQuery.Message.ID}
}
