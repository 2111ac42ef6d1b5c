package storage

import (
	"context"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"

	"planbot/storage/plan"
)

// duties are the kinds of matters that wait for one person: how they are listed, and how they are given to another.
// A new kind is a row here. list picks those of a person ($2, a Telegram id) in a commune ($1); give moves some.
var duties = []struct {
	kind plan.DutyKind
	list string
	give func(s *Store, ctx context.Context, tx *sqlx.Tx, ids []int64, to plan.Author, c change) error
}{
	{plan.DutyAlert, `
		SELECT e.id, e.plan_id, e.rule, e.task_id, e.target_id, e.unit_id, e.scope
		FROM episode e
		WHERE e.commune_id = $1 AND e.ack_id = $2 AND e.state = 'acknowledged'
		ORDER BY e.id`, (*Store).giveEpisodes},
}

// dutyRow is what a list selects.
type dutyRow struct {
	ID     int64  `db:"id"`
	Plan   int64  `db:"plan_id"`
	Rule   string `db:"rule"`
	Task   int64  `db:"task_id"`
	Target int64  `db:"target_id"`
	Unit   int64  `db:"unit_id"` // that must act; 0: all that lead the task
	Scope  string `db:"scope"`
}

// dutiesOf lists the open matters of a person that one of some units must act on.
func (s *Store) dutiesOf(ctx context.Context, tx *sqlx.Tx, commune, person int64, units []int64) ([]plan.Duty, error) {
	var all []plan.Duty
	for _, d := range duties {
		var rows []dutyRow
		if err := tx.SelectContext(ctx, &rows, d.list, commune, person); err != nil {
			return nil, fmt.Errorf("list matters of kind %s: %w", d.kind, err)
		}
		for _, r := range rows {
			all = append(all, plan.Duty{Kind: d.kind, ID: r.ID, Plan: r.Plan, Subject: plan.Subject{
				Rule: plan.Rule(r.Rule), Task: r.Task, Target: r.Target, Unit: r.Unit, Scope: r.Scope,
			}})
		}
	}
	return s.dutiesOfUnits(ctx, tx, all, units)
}

func (s *Store) dutiesOfUnits(ctx context.Context, tx *sqlx.Tx, all []plan.Duty, units []int64) ([]plan.Duty, error) {
	var ids []int64
	for _, d := range all {
		ids = append(ids, d.Plan)
	}
	if len(ids) == 0 {
		return nil, nil
	}
	plans, err := s.currentPlans(ctx, tx, unique(ids))
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(d plan.Duty) bool {
		i := slices.IndexFunc(plans, func(p *plan.Plan) bool { return p.ID == d.Plan })
		return i < 0 || !slices.ContainsFunc(plans[i].MustAct(d.Subject), func(u plan.Unit) bool { return slices.Contains(units, u.ID) })
	}), nil
}

// Duties lists the open matters of a person in a unit.
func (s *Store) Duties(ctx context.Context, commune, person, unit int64) (all []plan.Duty, err error) {
	err = s.inSnapshot(ctx, func(tx *sqlx.Tx) (err error) {
		all, err = s.dutiesOf(ctx, tx, commune, person, []int64{unit})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the open matters of a person: %w", err)
	}
	return all, nil
}

// giveEpisodes has somebody else take over episodes that are taken up, and every message edited that shows them. The
// plans must be woken before.
func (s *Store) giveEpisodes(ctx context.Context, tx *sqlx.Tx, ids []int64, to plan.Author, c change) error {
	boxes, err := toldOf(ctx, tx, ids)
	if err != nil {
		return err
	}
	if err := lockMailboxes(ctx, tx, boxes); err != nil {
		return err
	}
	changed, err := episodes(ctx, tx, `WHERE e.id = ANY($1) AND e.commune_id = $2 ORDER BY e.id`, int64s(ids), c.commune)
	if err != nil {
		return err
	}
	flips := make([]flipRow, len(changed))
	for i, e := range changed {
		var flip plan.Flip
		changed[i], flip = e.Handed(to, c.at)
		if flips[i], err = flipRowOf(c.commune, flip); err != nil {
			return err
		}
	}
	if err := changeEpisodes(ctx, tx, changed); err != nil {
		return err
	}
	if err := addFlips(ctx, tx, flips); err != nil {
		return err
	}
	if _, err := refresh(ctx, tx, ids, 0, c.at); err != nil {
		return err
	}
	return settleMailboxes(ctx, tx, boxes)
}
