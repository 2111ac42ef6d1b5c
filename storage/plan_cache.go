package storage

import (
	"context"
	"database/sql"
	"fmt"
	"sync"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// planCache keeps plans that were read, each under the version it was read at. A chat's place says the current
// version, so a copy is used only while it is true; several processes need no word with each other.
type planCache struct {
	mu   *sync.Mutex
	byID map[int64]*plan.Plan
}

// mostCached bounds the memory of the cache; a province has 96 communes.
const mostCached = 256

func (c planCache) get(id, version int64) *plan.Plan {
	c.mu.Lock()
	defer c.mu.Unlock()
	if p := c.byID[id]; p != nil && p.Version == version {
		return p
	}
	return nil
}

func (c planCache) put(p *plan.Plan) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.byID) >= mostCached {
		clear(c.byID)
	}
	c.byID[p.ID] = p
}

// offer keeps a plan where there is room: a round over the whole country must not drive out what people ask for.
func (c planCache) offer(p *plan.Plan) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, known := c.byID[p.ID]; known || len(c.byID) < mostCached {
		c.byID[p.ID] = p
	}
}

// Plan reads a plan with all it consists of, or a copy of the version asked for. Nobody may change what it returns.
func (s *Store) Plan(ctx context.Context, id, version int64) (*plan.Plan, error) {
	if p := s.plans.get(id, version); p != nil {
		return p, nil
	}
	var p *plan.Plan
	err := s.inSnapshot(ctx, func(tx *sqlx.Tx) (err error) {
		p, err = loadPlan(ctx, tx, id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read plan %d: %w", id, err)
	}
	s.plans.put(p)
	return p, nil
}

// inSnapshot runs several reads that must agree with each other.
func (s *Store) inSnapshot(ctx context.Context, f func(tx *sqlx.Tx) error) error {
	tx, err := s.db.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return translate(ctx, err)
	}
	defer tx.Rollback()
	return translate(ctx, f(tx))
}
