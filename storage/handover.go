package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// HandOver moves a person's open matters in the unit that both are in to the successor. The same message again moves
// nothing and tells the same. plan.ErrNotFound: one of them is not on record; plan.ErrOtherUnit: they share no unit.
func (s *Store) HandOver(ctx context.Context, h plan.Handover, now time.Time) (done plan.HandedOver, err error) {
	now = now.UTC().Truncate(time.Microsecond)
	err = s.inTx(ctx, func(tx *sqlx.Tx) error {
		done, err = s.handOver(ctx, tx, h, now)
		return err
	})
	if err != nil {
		return plan.HandedOver{}, fmt.Errorf("hand over to %d: %w", h.To, err)
	}
	return done, nil
}

func (s *Store) handOver(ctx context.Context, tx *sqlx.Tx, h plan.Handover, now time.Time) (done plan.HandedOver, err error) {
	if err := lockPeople(ctx, tx, h.Commune); err != nil {
		return done, err
	}
	shared, err := parties(ctx, tx, h, &done, now)
	if err != nil {
		return done, err
	}
	subject := fmt.Sprintf("staff %d", done.From.No)
	if again, err := handedBefore(ctx, tx, h, subject, &done.Duties); again || err != nil {
		return done, err
	}
	if err := wakeCommunes(ctx, tx, now, h.Commune); err != nil { // and lock, before mailboxes
		return done, err
	}
	if done.Duties, err = s.dutiesOf(ctx, tx, h.Commune, done.From.Person.ID, shared); err != nil {
		return done, err
	}
	c := change{
		commune: h.Commune, at: now, by: h.By, chat: h.Source.Chat, message: h.Source.Message, action: "handover",
		subject: subject, before: done.From.Person, after: handed{done.To.Person, done.Duties},
	}
	for _, d := range duties {
		if err := give(ctx, s, tx, d.kind, d.give, done, c); err != nil {
			return done, err
		}
	}
	return done, s.audit(ctx, tx, c)
}

// handed is a handover as the audit log tells it.
type handed struct {
	To     plan.Author
	Duties []plan.Duty
}

func give(ctx context.Context, s *Store, tx *sqlx.Tx, kind plan.DutyKind,
	move func(*Store, context.Context, *sqlx.Tx, []int64, plan.Author, change) error, done plan.HandedOver, c change) error {
	var ids []int64
	for _, d := range done.Duties {
		if d.Kind == kind {
			ids = append(ids, d.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	if err := move(s, ctx, tx, ids, done.To.Person, c); err != nil {
		return fmt.Errorf("move matters of kind %s: %w", kind, err)
	}
	return nil
}

// parties finds the two, in the first unit that they share, and all of those. Who hands over may have left since.
func parties(ctx context.Context, tx *sqlx.Tx, h plan.Handover, done *plan.HandedOver, now time.Time) (shared []int64, err error) {
	theirs, err := members(ctx, tx, h.Commune, `($2 <> 0 AND s.no = $2 OR $2 = 0 AND s.telegram_id = $3)`, h.From, h.FromID)
	if err != nil {
		return nil, err
	}
	successors, err := members(ctx, tx, h.Commune, inOffice+` AND s.no = $3`, officeDay(now), h.To)
	switch {
	case err != nil:
		return nil, err
	case len(theirs) == 0, len(successors) == 0:
		return nil, plan.ErrNotFound
	case theirs[0].No == h.To:
		return nil, plan.ErrSettled
	}
	for _, f := range theirs {
		for _, t := range successors {
			if f.Unit != t.Unit {
				continue
			}
			if len(shared) == 0 {
				done.From, done.To = f.member(), t.member()
			}
			shared = append(shared, f.Unit)
		}
	}
	if len(shared) == 0 {
		return nil, plan.ErrOtherUnit
	}
	return unique(shared), nil
}

// handedBefore reads what the same message moved already.
func handedBefore(ctx context.Context, tx *sqlx.Tx, h plan.Handover, subject string, moved *[]plan.Duty) (again bool, err error) {
	var text []byte
	err = tx.GetContext(ctx, &text, `
		SELECT after FROM audit
		WHERE commune_id = $1 AND subject = $2 AND action = 'handover' AND chat_id = $3 AND message_id = $4
		ORDER BY id LIMIT 1`, h.Commune, subject, h.Source.Chat, h.Source.Message)
	if err = translate(ctx, err); err == plan.ErrNotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var before handed
	err = json.Unmarshal(text, &before)
	*moved = before.Duties
	return true, err
}
