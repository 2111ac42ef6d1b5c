package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// returned is what a claim took and has no use for.
type returned struct {
	boxes    []address
	spoiled  []address      // those of boxes that cannot be read: they are put off, or would be claimed for ever
	letters  []plan.Dropped // those that nobody there may or can be told
	communes []int64        // whose letters they are: somebody else may have to be told
}

func (r *returned) add(more returned) {
	r.boxes = append(r.boxes, more.boxes...)
	r.spoiled = append(r.spoiled, more.spoiled...)
	r.letters = append(r.letters, more.letters...)
	r.communes = append(r.communes, more.communes...)
}

// giveBack ends claims that this process alone holds, and says when the mailboxes are ready next.
func (s *Store) giveBack(ctx context.Context, back returned, now time.Time) error {
	if len(back.boxes) == 0 {
		return nil
	}
	return s.inTx(ctx, func(tx *sqlx.Tx) error {
		if len(back.communes) > 0 { // watches are locked before mailboxes
			if err := wakeCommunes(ctx, tx, now, unique(back.communes)...); err != nil {
				return err
			}
		}
		if err := lockMailboxes(ctx, tx, back.boxes); err != nil {
			return err
		}
		if err := drop(ctx, tx, back.letters, now); err != nil {
			return fmt.Errorf("take back letters: %w", err)
		}
		chats, threads := columns(back.boxes)
		_, err := tx.ExecContext(ctx, `
			UPDATE mailbox AS m SET lease = '-infinity'
			FROM unnest($1::bigint[], $2::bigint[]) AS a (chat_id, thread_id)
			WHERE m.chat_id = a.chat_id AND m.thread_id = a.thread_id`, chats, threads)
		if err != nil {
			return fmt.Errorf("give mailboxes back: %w", err)
		}
		for _, box := range back.spoiled { // few: what is in each must be mended by hand
			if err := putOffChat(ctx, tx, box, putOff); err != nil {
				return fmt.Errorf("put off what cannot be read: %w", err)
			}
		}
		return settleMailboxes(ctx, tx, back.boxes)
	})
}
