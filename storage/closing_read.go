package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Columns of a closing c: without what was frozen, and with it.
const (
	closingHead = `
	c.id, c.commune_id, c.plan_id, c.plan_version, c.period_kind, c.period_year, c.period_no, c.starts_on, c.ends_on,
	c.version, c.sha256, c.corrections, c.by_id, c.by_name, c.at, '' AS content`
	closingWhole = `
	c.id, c.commune_id, c.plan_id, c.plan_version, c.period_kind, c.period_year, c.period_no, c.starts_on, c.ends_on,
	c.version, c.sha256, c.corrections, c.by_id, c.by_name, c.at, c.content`
)

type closingRow struct {
	ID          int64         `db:"id"`
	Commune     int64         `db:"commune_id"`
	Plan        int64         `db:"plan_id"`
	PlanVersion int64         `db:"plan_version"`
	Kind        string        `db:"period_kind"`
	Year        int           `db:"period_year"`
	No          int           `db:"period_no"`
	From        calendar.Date `db:"starts_on"`
	To          calendar.Date `db:"ends_on"`
	Version     int           `db:"version"`
	SHA256      string        `db:"sha256"`
	Corrections []byte        `db:"corrections"`
	ByID        int64         `db:"by_id"`
	ByName      string        `db:"by_name"`
	At          time.Time     `db:"at"`
	Content     string        `db:"content"`
}

func (r closingRow) closing() (plan.Closing, error) {
	c := plan.Closing{
		ID: r.ID, Commune: r.Commune, Plan: r.Plan, PlanVersion: r.PlanVersion,
		Period: plan.Period{Kind: plan.PeriodKind(r.Kind), Year: r.Year, No: r.No}, From: r.From, To: r.To, Version: r.Version,
		SHA256: r.SHA256, By: plan.Author{ID: r.ByID, Name: r.ByName}, At: r.At.UTC(),
	}
	if c.Period.Kind == plan.OnDemand {
		c.Period = plan.Period{}
	}
	if err := json.Unmarshal(r.Corrections, &c.Corrections); err != nil {
		return c, fmt.Errorf("corrections of closing %d: %w", r.ID, err)
	}
	if r.Content == "" {
		return c, nil
	}
	shot, err := plan.ReadSnapshot([]byte(r.Content))
	c.Snapshot = &shot
	return c, err
}

// closings reads those that a condition picks.
func closings(ctx context.Context, db sqlx.QueryerContext, columns, where string, args ...any) ([]plan.Closing, error) {
	var rows []closingRow
	if err := sqlx.SelectContext(ctx, db, &rows, `SELECT `+columns+` FROM closing c `+where, args...); err != nil {
		return nil, fmt.Errorf("read closings: %w", translate(ctx, err))
	}
	all := make([]plan.Closing, len(rows))
	for i, r := range rows {
		var err error
		if all[i], err = r.closing(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// oneClosing is closings for at most one; plan.ErrNotFound where there is none.
func oneClosing(ctx context.Context, db sqlx.QueryerContext, columns, where string, args ...any) (plan.Closing, error) {
	all, err := closings(ctx, db, columns, where, args...)
	switch {
	case err != nil:
		return plan.Closing{}, err
	case len(all) == 0:
		return plan.Closing{}, plan.ErrNotFound
	default:
		return all[0], nil
	}
}

// newestClosing finds the last version of a time, told from others as plan.Cut.Same does.
func newestClosing(ctx context.Context, db sqlx.QueryerContext, commune, planID int64, cut plan.Cut) (plan.Closing, error) {
	return oneClosing(ctx, db, closingWhole, `
		WHERE c.commune_id = $1 AND c.plan_id = $2 AND c.period_kind = $3 AND c.period_year = $4 AND c.period_no = $5
		  AND (c.period_kind <> 'on_demand' OR c.starts_on = $6 AND c.ends_on = $7)
		ORDER BY c.version DESC
		LIMIT 1`, commune, planID, string(cut.Kind()), cut.Period.Year, cut.Period.No, cut.From, cut.To)
}

// Closed reads the newest version of a closed time with what was frozen; plan.ErrNotFound where it was never closed.
func (s *Store) Closed(ctx context.Context, commune, planID int64, cut plan.Cut) (plan.Closing, error) {
	return newestClosing(ctx, s.db, commune, planID, cut)
}

// Closings lists every closing of a plan, the oldest first, without what was frozen.
func (s *Store) Closings(ctx context.Context, commune, planID int64) ([]plan.Closing, error) {
	return closings(ctx, s.db, closingHead, `WHERE c.commune_id = $1 AND c.plan_id = $2 ORDER BY c.id`, commune, planID)
}

// mattersOfPlan reads everything that was to be settled about the tasks of a plan, the oldest first.
func mattersOfPlan(ctx context.Context, db sqlx.QueryerContext, commune, planID int64) ([]plan.Matter, error) {
	return matters(ctx, db, `WHERE m.commune_id = $1 AND m.plan_id = $2 ORDER BY m.id`, commune, planID)
}

// PlanOn reads the plan of a commune that covers a day, the newest of several; plan.ErrNotFound where none does.
func (s *Store) PlanOn(ctx context.Context, commune int64, day calendar.Date) (*plan.Plan, error) {
	var id int64
	err := s.db.GetContext(ctx, &id, `
		SELECT id FROM plan
		WHERE commune_id = $1 AND $2 BETWEEN starts_on AND ends_on
		ORDER BY ends_on DESC, id DESC
		LIMIT 1`, commune, day)
	if err != nil {
		return nil, fmt.Errorf("find the plan of %v: %w", day, translate(ctx, err))
	}
	return s.Plan(ctx, id, 0)
}
