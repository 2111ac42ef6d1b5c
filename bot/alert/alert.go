// Package alert tells what nobody asked for: the daily round judges the plans that are due, and the dispatcher
// carries what it found to the phones. Whatever is due is a row in the database; this package only wakes up, asks,
// and sends, so any process may be killed at any instant and several may work side by side.
package alert

import (
	"context"
	"time"

	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// Rounds is what the daily round asks of the database.
type Rounds interface {
	// RaiseDue judges the plans whose time has come, at most so many, in one transaction.
	RaiseDue(ctx context.Context, now time.Time, spread time.Duration, most int) (plan.Raised, error)
	// NextRound is when the next plan is due; ok is false where none ever is.
	NextRound(ctx context.Context) (at time.Time, ok bool, err error)
}

// Outbox is what the dispatcher asks of the database.
type Outbox interface {
	// Claim takes chats with letters that are ready, at most so many, for longer than a send can last. Chats whose
	// letters are not critical gather for a while first. Where a chat's letters cannot be read the error says so, and
	// the mails of the others come with it.
	Claim(ctx context.Context, now time.Time, gather time.Duration, most int) ([]plan.Mail, error)
	// Intend writes down what a sorting holds and drops, and that its letters are about to be sent: until told
	// otherwise their fate is unknown. It fails with plan.ErrSettled where the claim was lost.
	Intend(ctx context.Context, m plan.Mail, s plan.Sorting, now time.Time) error
	// Delivered notes an accepted message; Undelivered one that did not arrive.
	Delivered(ctx context.Context, m plan.Mail, d plan.Delivery, now time.Time) error
	Undelivered(ctx context.Context, m plan.Mail, f plan.Failure, now time.Time) error
	// Release gives a claimed chat back.
	Release(ctx context.Context, m plan.Mail, now time.Time) error
	// NextMail is when the next chat is ready; ok is false where nothing waits.
	NextMail(ctx context.Context, gather time.Duration) (at time.Time, ok bool, err error)
	Migrate(ctx context.Context, from, to int64, now time.Time) error
}

// Audit is what the auditor asks of the database.
type Audit interface {
	// Outstanding lists what is due and was neither told nor put off with a reason.
	Outstanding(ctx context.Context, now time.Time) ([]plan.Outstanding, error)
	// TellOperators puts trouble in the outbox of every operator, once a key.
	TellOperators(ctx context.Context, operators []int64, key string, payload plan.Payload, now time.Time) error
}

// Messenger sends. Post makes one try and leaves repeating to the caller.
type Messenger interface {
	Post(ctx context.Context, m telegram.Outgoing) (telegram.Sent, error)
	PostEdit(ctx context.Context, e telegram.Edit) error
	Typing(ctx context.Context, chat int64) error
}
