package storage

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// loadPlan reads a plan part by part; tasks come with empty lists that the later parts fill.
func loadPlan(ctx context.Context, tx *sqlx.Tx, id int64) (*plan.Plan, error) {
	p, err := loadHead(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	l := loader{tx: tx, plan: p, tasks: map[int64]*plan.Task{}, targets: map[int64]*plan.Target{}}
	for _, part := range []struct {
		name string
		read func(context.Context) error
	}{
		{"units", l.units}, {"days", l.days}, {"areas", l.areas}, {"tasks", l.readTasks},
		{"criteria", l.criteria}, {"relations", l.relations}, {"cadences", l.cadences},
		{"targets", l.readTargets}, {"goals", l.goals}, {"waypoints", l.waypoints}, {"questions", l.questions},
	} {
		if err := part.read(ctx); err != nil {
			return nil, fmt.Errorf("%s: %w", part.name, err)
		}
	}
	p.Index()
	return p, nil
}

func loadHead(ctx context.Context, tx *sqlx.Tx, id int64) (*plan.Plan, error) {
	var row struct {
		Version   int64          `db:"version"`
		Number    string         `db:"number"`
		Title     string         `db:"title"`
		Year      int            `db:"year"`
		Issued    calendar.Date  `db:"issued_on"`
		From      calendar.Date  `db:"starts_on"`
		Until     calendar.Date  `db:"ends_on"`
		Cutoff    int            `db:"cutoff"`
		Documents pq.StringArray `db:"documents"`
		Commune   int64          `db:"commune_id"`
		Code      string         `db:"code"`
		Name      string         `db:"name"`
		Parent    string         `db:"parent"`
		Reporting string         `db:"reporting"`
	}
	err := tx.GetContext(ctx, &row, `
		SELECT p.version, p.number, p.title, p.year, p.issued_on, p.starts_on, p.ends_on, p.cutoff, p.documents,
		       p.commune_id, co.code, co.name, co.parent, co.reporting
		FROM plan p JOIN commune co ON co.id = p.commune_id
		WHERE p.id = $1`, id)
	return &plan.Plan{
		ID: id, Version: row.Version, Number: row.Number, Title: row.Title, Year: row.Year, Issued: row.Issued,
		From: row.From, Until: row.Until, Cutoff: plan.Cutoff(row.Cutoff), Documents: row.Documents,
		Commune: plan.Commune{
			ID: row.Commune, Code: row.Code, Name: row.Name, Parent: row.Parent, Reporting: plan.Reporting(row.Reporting),
		},
	}, err
}

// loader fills one plan inside one transaction.
type loader struct {
	tx      *sqlx.Tx
	plan    *plan.Plan
	tasks   map[int64]*plan.Task
	targets map[int64]*plan.Target
}

// units reads those that exist at some time of the plan: a later plan has the units of its own time.
func (l loader) units(ctx context.Context) error {
	var rows []struct {
		ID      int64          `db:"id"`
		Code    string         `db:"code"`
		Name    string         `db:"name"`
		Short   string         `db:"short"`
		Kind    string         `db:"kind"`
		Role    string         `db:"role"`
		Aliases pq.StringArray `db:"aliases"`
		Members pq.StringArray `db:"members"`
		From    calendar.Date  `db:"valid_from"`
		Until   calendar.Date  `db:"valid_to"`
	}
	err := l.tx.SelectContext(ctx, &rows, `
		SELECT id, code, name, short, kind, role, aliases, members, valid_from, valid_to
		FROM unit
		WHERE commune_id = $1
		  AND COALESCE(valid_from, '-infinity') <= $3 AND COALESCE(valid_to, 'infinity') >= $2
		ORDER BY id`, l.plan.Commune.ID, l.plan.From, l.plan.Until)
	for _, r := range rows {
		l.plan.Units = append(l.plan.Units, plan.Unit{
			ID: r.ID, Code: r.Code, Name: r.Name, Short: r.Short, Kind: plan.UnitKind(r.Kind), Role: r.Role,
			Aliases: r.Aliases, Members: r.Members, From: r.From, Until: r.Until,
		})
	}
	return err
}

func (l loader) days(ctx context.Context) error {
	var rows []struct {
		Day    calendar.Date `db:"day"`
		Kind   string        `db:"kind"`
		Note   string        `db:"note"`
		Source string        `db:"source"`
	}
	err := l.tx.SelectContext(ctx, &rows, `
		SELECT day, kind, note, source FROM calendar_day WHERE commune_id = $1 ORDER BY day`, l.plan.Commune.ID)
	var days []calendar.Exception
	for _, r := range rows {
		days = append(days, calendar.Exception{Date: r.Day, Kind: calendar.Kind(r.Kind), Note: r.Note, Source: r.Source})
	}
	l.plan.Calendar = calendar.New(days...)
	return err
}

func (l loader) areas(ctx context.Context) error {
	return l.tx.SelectContext(ctx, &l.plan.Areas, `SELECT no, name FROM area WHERE plan_id = $1 ORDER BY no`, l.plan.ID)
}

func (l loader) readTasks(ctx context.Context) error {
	var rows []taskRow
	err := l.tx.SelectContext(ctx, &rows, `
		SELECT id, no, block, area_no, title, wording, deadline_kind, deadline_wording, deadline_note,
		       deadline_reference, due_on, products, report_to, source, note,
		       rule_kind, rule_wording, rule_hours, rule_to, retired
		FROM task WHERE plan_id = $1 ORDER BY retired, no, id`, l.plan.ID)
	for _, r := range rows {
		l.plan.Tasks = append(l.plan.Tasks, r.task())
	}
	for i := range l.plan.Tasks {
		l.tasks[l.plan.Tasks[i].ID] = &l.plan.Tasks[i]
	}
	return err
}

type taskRow struct {
	ID          int64          `db:"id"`
	No          int            `db:"no"`
	Block       string         `db:"block"`
	Area        int            `db:"area_no"`
	Title       string         `db:"title"`
	Wording     string         `db:"wording"`
	Kind        string         `db:"deadline_kind"`
	Deadline    string         `db:"deadline_wording"`
	DueNote     string         `db:"deadline_note"`
	Reference   string         `db:"deadline_reference"`
	Due         calendar.Date  `db:"due_on"`
	Products    pq.StringArray `db:"products"`
	ReportTo    pq.StringArray `db:"report_to"`
	Source      string         `db:"source"`
	Note        string         `db:"note"`
	RuleKind    string         `db:"rule_kind"`
	RuleWording string         `db:"rule_wording"`
	RuleHours   int            `db:"rule_hours"`
	RuleTo      string         `db:"rule_to"`
	Retired     bool           `db:"retired"`
}

func (r taskRow) task() plan.Task {
	t := plan.Task{
		ID: r.ID, No: r.No, Block: r.Block, Area: r.Area, Title: r.Title, Wording: r.Wording,
		Deadline: plan.Deadline{
			Kind: plan.DeadlineKind(r.Kind), Wording: r.Deadline, Note: r.DueNote, Reference: r.Reference, Due: r.Due,
		},
		Products: r.Products, ReportTo: r.ReportTo, Source: r.Source, Note: r.Note, Retired: r.Retired,
	}
	if r.RuleKind != "" {
		t.Rule = &plan.SpecialRule{Kind: r.RuleKind, Wording: r.RuleWording, Hours: r.RuleHours, To: r.RuleTo}
	}
	return t
}

func (l loader) criteria(ctx context.Context) error {
	var rows []struct {
		Task int64 `db:"task_id"`
		plan.Criterion
	}
	err := l.tx.SelectContext(ctx, &rows, `
		SELECT c.task_id, c.code, c.name
		FROM criterion c JOIN task t ON t.id = c.task_id
		WHERE t.plan_id = $1 ORDER BY c.task_id, c.place`, l.plan.ID)
	for _, r := range rows {
		t := l.tasks[r.Task]
		t.Criteria = append(t.Criteria, r.Criterion)
	}
	return err
}

func (l loader) relations(ctx context.Context) error {
	var rows []struct {
		Task    int64  `db:"task_id"`
		Kind    string `db:"kind"`
		Unit    string `db:"unit"`
		Who     string `db:"who"`
		Towards string `db:"towards"`
		Cause   string `db:"cause"`
	}
	err := l.tx.SelectContext(ctx, &rows, `
		SELECT r.task_id, r.kind, r.unit, r.who, r.towards, r.cause
		FROM relation r JOIN task t ON t.id = r.task_id
		WHERE t.plan_id = $1 ORDER BY r.task_id, r.place`, l.plan.ID)
	for _, r := range rows {
		t := l.tasks[r.Task]
		t.Relations = append(t.Relations, plan.Relation{
			Kind: plan.RelationKind(r.Kind), Unit: r.Unit, Who: r.Who, To: r.Towards, When: r.Cause,
		})
	}
	return err
}

func (l loader) cadences(ctx context.Context) error {
	var rows []struct {
		Task    int64  `db:"task_id"`
		Every   string `db:"every"`
		Cutoff  int    `db:"cutoff"`
		Within  int    `db:"within"`
		Wording string `db:"wording"`
	}
	err := l.tx.SelectContext(ctx, &rows, `
		SELECT c.task_id, c.every, c.cutoff, c.within, c.wording
		FROM cadence c JOIN task t ON t.id = c.task_id
		WHERE t.plan_id = $1 ORDER BY c.task_id, c.place`, l.plan.ID)
	for _, r := range rows {
		t := l.tasks[r.Task]
		t.Cadences = append(t.Cadences, plan.Cadence{
			Every: plan.PeriodKind(r.Every), Cutoff: plan.Cutoff(r.Cutoff), Within: r.Within, Wording: r.Wording,
		})
	}
	return err
}

func (l loader) questions(ctx context.Context) error {
	var rows []struct {
		ID      int64          `db:"id"`
		Task    sql.NullInt64  `db:"task_id"`
		Key     string         `db:"key"`
		Text    string         `db:"text"`
		Options pq.StringArray `db:"options"`
		Assumed string         `db:"assumed"`
		Answer  string         `db:"answer"`
	}
	err := l.tx.SelectContext(ctx, &rows, `
		SELECT id, task_id, key, text, options, assumed, answer
		FROM question WHERE plan_id = $1 ORDER BY id`, l.plan.ID)
	for _, r := range rows {
		q := plan.Question{ID: r.ID, Key: r.Key, Text: r.Text, Options: r.Options, Default: r.Assumed, Answer: r.Answer}
		if t := l.tasks[r.Task.Int64]; r.Task.Valid && t != nil {
			t.Questions = append(t.Questions, q)
		} else {
			l.plan.Questions = append(l.plan.Questions, q)
		}
	}
	return err
}
