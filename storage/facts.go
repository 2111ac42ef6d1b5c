package storage

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// facts reads what some plans are judged by at an instant, besides themselves: four statements, however many they are.
func facts(ctx context.Context, tx *sqlx.Tx, plans []*plan.Plan, now time.Time) (map[int64]plan.Facts, error) {
	all := make(map[int64]plan.Facts, len(plans))
	ids := make([]int64, len(plans))
	var targets, units []int64
	for i, p := range plans {
		ids[i] = p.ID
		all[p.ID] = plan.Facts{Totals: plan.Totals{}, Filed: map[plan.TotalKey][]plan.Filed{}}
		targets, units = expected(p, targets, units)
	}
	var figures []struct {
		Plan int64  `db:"plan_id"`
		Text string `db:"text"`
	}
	err := tx.SelectContext(ctx, &figures, `
		SELECT t.plan_id, string_agg(ROW(`+totalColumns+`,
		           CASE WHEN (t.target_id, t.unit_id) IN (
		               SELECT e.target_id, e.unit_id FROM unnest($2::bigint[], $3::bigint[]) AS e (target_id, unit_id)
		           ) THEN t.filed END)::text, ' ') AS text
		FROM total t
		WHERE t.plan_id = ANY($1) AND t.kind <> ''
		GROUP BY t.plan_id`, int64s(ids), int64s(targets), int64s(units))
	if err != nil {
		return nil, fmt.Errorf("read figures: %w", err)
	}
	for _, r := range figures {
		if err := readFacts(r.Text, all[r.Plan]); err != nil {
			return nil, fmt.Errorf("read the figures of plan %d: %w", r.Plan, err)
		}
	}
	if err := readWaiting(ctx, tx, ids, all); err != nil {
		return nil, err
	}
	if err := readSteps(ctx, tx, ids, all); err != nil {
		return nil, err
	}
	if err := readMatters(ctx, tx, ids, all); err != nil {
		return nil, err
	}
	return all, readSilences(ctx, tx, ids, officeDay(now), all)
}

// expected adds the units that each target of a plan expects figures from. No rule asks for the periods of others.
func expected(p *plan.Plan, targets, units []int64) (_, _ []int64) {
	for i := range p.Tasks {
		t := &p.Tasks[i]
		for j := range t.Targets {
			for _, u := range p.ReportingUnits(t, &t.Targets[j]) {
				targets, units = append(targets, t.Targets[j].ID), append(units, u.ID)
			}
		}
	}
	return targets, units
}

func readFacts(text string, f plan.Facts) error {
	for row := range strings.SplitSeq(text, " ") {
		fields := totalFields{text: strings.Trim(row, "()")}
		key, total := fields.keyed()
		f.Totals[key] = total
		if filed := fields.filed(key); filed != nil {
			f.Filed[key] = filed
		}
		if fields.err != nil {
			return fmt.Errorf("total %s: %w", row, fields.err)
		}
	}
	return nil
}

// waitingRow is a report of dossiers that wait.
type waitingRow struct {
	Plan   int64        `db:"plan_id"`
	ID     int64        `db:"id"`
	Task   int64        `db:"task_id"`
	Unit   int64        `db:"unit_id"`
	Count  int          `db:"count"`
	Oldest sql.NullTime `db:"oldest"`
	At     time.Time    `db:"at"`
	ByID   int64        `db:"by_id"`
	ByName string       `db:"by_name"`
}

const waitingColumns = `w.plan_id, w.id, w.task_id, w.unit_id, w.count, w.oldest, w.at, w.by_id, w.by_name`

func (r waitingRow) waiting() plan.Waiting {
	return plan.Waiting{
		ID: r.ID, Task: r.Task, Unit: r.Unit, Count: r.Count, Oldest: r.Oldest.Time, At: r.At,
		By: plan.Author{ID: r.ByID, Name: r.ByName},
	}
}

func readWaiting(ctx context.Context, tx *sqlx.Tx, plans []int64, all map[int64]plan.Facts) error {
	var rows []waitingRow
	err := tx.SelectContext(ctx, &rows, `
		SELECT DISTINCT ON (w.plan_id, w.task_id, w.unit_id) `+waitingColumns+`
		FROM waiting w
		WHERE w.plan_id = ANY($1)
		ORDER BY w.plan_id, w.task_id, w.unit_id, w.id DESC`, int64s(plans))
	if err != nil {
		return fmt.Errorf("read what waits: %w", err)
	}
	for _, r := range rows {
		f := all[r.Plan]
		f.Waiting = append(f.Waiting, r.waiting())
		all[r.Plan] = f
	}
	return nil
}

func readSilences(ctx context.Context, tx *sqlx.Tx, plans []int64, day calendar.Date, all map[int64]plan.Facts) error {
	active, err := silences(ctx, tx, `
		WHERE plan_id = ANY($1) AND ended_at IS NULL AND until >= $2 ORDER BY id`, int64s(plans), day)
	for _, q := range active {
		f := all[q.Plan]
		f.Silences = append(f.Silences, q)
		all[q.Plan] = f
	}
	return err
}
