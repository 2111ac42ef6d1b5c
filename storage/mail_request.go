package storage

import (
	"context"

	"planbot/storage/plan"
)

// readRequests reads the requests to join that letters tell, or messages show that are to be edited, as they are now.
func (o *opener) readRequests(ctx context.Context, shown map[message][]letterRow) error {
	var ids []int64
	note := func(rows []letterRow) error {
		for _, r := range rows {
			if r.Kind != string(plan.LetterRequest) {
				continue
			}
			l, err := r.letter()
			if err != nil {
				return err
			}
			ids = append(ids, l.Payload.Request)
		}
		return nil
	}
	for _, b := range o.boxes {
		if err := note(b.rows); err != nil {
			return err
		}
	}
	for _, rows := range shown {
		if err := note(rows); err != nil {
			return err
		}
	}
	if len(ids) == 0 {
		return nil
	}
	found, err := requests(ctx, o.tx, `WHERE r.id = ANY($1)`, int64s(unique(ids)))
	if err != nil {
		return err
	}
	o.requests = make(map[int64]*plan.JoinRequest, len(found))
	for i := range found {
		o.requests[found[i].ID] = &found[i]
	}
	return nil
}
