package storage

import (
	"context"
	"fmt"

	"github.com/lib/pq"

	"planbot/storage/plan"
)

const (
	postedQuery = `SELECT ` + postedColumnNames + ` FROM posted WHERE chat_id = $1 AND message_id = $2`

	postedColumnNames = `message_id, thread_id, commune_id, about, tasks, numbers`
)

// postedRow is what one of our messages showed.
type postedRow struct {
	Message int           `db:"message_id"`
	Thread  int           `db:"thread_id"`
	Commune int64         `db:"commune_id"`
	About   string        `db:"about"`
	Tasks   pq.Int64Array `db:"tasks"`
	Numbers pq.Int64Array `db:"numbers"`
}

func (r postedRow) posted(chat int64) plan.Posted {
	p := plan.Posted{Chat: chat, Thread: r.Thread, Message: r.Message, Commune: r.Commune, About: r.About, Tasks: r.Tasks}
	for _, n := range r.Numbers {
		p.Numbers = append(p.Numbers, int(n))
	}
	return p
}

// Posted finds what one of our messages showed; plan.ErrNotFound when it is not on record.
func (s *Store) Posted(ctx context.Context, chat int64, message int) (plan.Posted, error) {
	var row postedRow
	if err := s.hot.posted.GetContext(unwatched(ctx), &row, chat, message); err != nil {
		return plan.Posted{}, fmt.Errorf("find message %d of chat %d: %w", message, chat, translate(ctx, err))
	}
	return row.posted(chat), nil
}

// LastPosted finds what our last message in a chat before another one showed; plan.ErrNotFound where there is none.
func (s *Store) LastPosted(ctx context.Context, chat int64, before int) (plan.Posted, error) {
	var row postedRow
	err := s.db.GetContext(ctx, &row, `
		SELECT `+postedColumnNames+` FROM posted WHERE chat_id = $1 AND message_id < $2
		ORDER BY message_id DESC LIMIT 1`, chat, before)
	if err != nil {
		return plan.Posted{}, fmt.Errorf("find our last message in chat %d: %w", chat, translate(ctx, err))
	}
	return row.posted(chat), nil
}
