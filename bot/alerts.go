package bot

import (
	"context"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// AlertStore is what the commands about alerts ask of the database. A source is the message of the command: a second
// delivery of it changes nothing.
type AlertStore interface {
	// Watch reads everything a round is judged from.
	Watch(ctx context.Context, planID, version int64, now time.Time) (plan.Watch, error)
	// OpenPlans lists the plans of a commune that have open episodes: the one in force, and the former one for a while.
	OpenPlans(ctx context.Context, commune int64) ([]int64, error)
	Episode(ctx context.Context, commune, id int64) (plan.Episode, error)
	// Flips reads what became of some episodes, the oldest first.
	Flips(ctx context.Context, commune int64, episodes []int64) ([]plan.Flip, error)
	// Acknowledge takes an episode up; again is true where that was done before. plan.ErrSettled: it is over.
	Acknowledge(ctx context.Context, commune, episode int64, by plan.Author, now time.Time) (e plan.Episode, again bool, err error)
	// Snooze puts an episode off; the second time needs a reason (plan.ErrNeedsReason).
	Snooze(ctx context.Context, commune, episode int64, until time.Time, reason string, by plan.Author, now time.Time) (plan.Episode, error)
	Silence(ctx context.Context, s plan.Silence, source plan.Source) (plan.Silence, error)
	Unsilence(ctx context.Context, commune, silence int64, by plan.Author, now time.Time) error
	// ReportWaiting records dossiers that wait; former is what the unit reported before, if anything.
	ReportWaiting(ctx context.Context, commune, planID int64, w plan.Waiting, source plan.Source) (former *plan.Waiting, err error)
	// Enqueue puts letters of a command in the outbox, under the name of who gave it.
	Enqueue(ctx context.Context, commune, planID int64, notes []plan.Note, source plan.Source, by plan.Author, now time.Time) error
	// SetDays writes days of a commune's own calendar; a day of kind calendar.Ordinary is taken out again, and so is the
	// other half of a swap, which done names last.
	SetDays(ctx context.Context, commune int64, days []calendar.Exception, source plan.Source, by plan.Author, now time.Time) (done []calendar.Exception, err error)
	AlertStatus(ctx context.Context, commune int64, now time.Time) (plan.AlertStatus, error)
}
