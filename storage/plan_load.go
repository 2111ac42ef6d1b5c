package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// loadPlan reads one plan; plan.ErrNotFound where it does not exist.
func loadPlan(ctx context.Context, tx *sqlx.Tx, id int64) (*plan.Plan, error) {
	plans, err := loadPlans(ctx, tx, []int64{id})
	if err != nil {
		return nil, err
	}
	if len(plans) == 0 {
		return nil, plan.ErrNotFound
	}
	return plans[0], nil
}

// loadPlans reads plans part by part, each part of all of them at once; tasks come with empty lists that the later
// parts fill.
func loadPlans(ctx context.Context, tx *sqlx.Tx, ids []int64) ([]*plan.Plan, error) {
	l := loader{
		tx: tx, ids: ids, plans: map[int64]*plan.Plan{}, tasks: map[int64]*plan.Task{}, targets: map[int64]*plan.Target{},
	}
	for _, part := range []struct {
		name string
		read func(context.Context) error
	}{
		{"heads", l.heads}, {"units", l.units}, {"days", l.days}, {"areas", l.areas}, {"tasks", l.readTasks},
		{"criteria", l.criteria}, {"relations", l.relations}, {"cadences", l.cadences},
		{"targets", l.readTargets}, {"goals", l.goals}, {"waypoints", l.waypoints}, {"questions", l.questions},
		{"scores", l.scores},
	} {
		if err := part.read(ctx); err != nil {
			return nil, fmt.Errorf("%s: %w", part.name, err)
		}
	}
	plans := make([]*plan.Plan, 0, len(l.plans))
	for _, p := range l.plans {
		p.Index()
		plans = append(plans, p)
	}
	return plans, nil
}

// loader fills plans inside one transaction.
type loader struct {
	tx      *sqlx.Tx
	ids     []int64
	plans   map[int64]*plan.Plan
	tasks   map[int64]*plan.Task
	targets map[int64]*plan.Target
}

// read selects rows of all the plans. The query has their identities as $1.
func (l loader) read(ctx context.Context, rows any, query string) error {
	return l.tx.SelectContext(ctx, rows, query, pq.Array(l.ids))
}

func (l loader) heads(ctx context.Context) error {
	var rows []struct {
		ID        int64          `db:"id"`
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
		Signed    int            `db:"signatures"`
		Alerts    []byte         `db:"alerts"`
		Reports   []byte         `db:"reports"`
	}
	err := l.read(ctx, &rows, `
		SELECT p.id, p.version, p.number, p.title, p.year, p.issued_on, p.starts_on, p.ends_on, p.cutoff, p.documents, p.reports,
		       p.commune_id, co.code, co.name, co.parent, co.reporting, co.signatures, co.alerts
		FROM plan p JOIN commune co ON co.id = p.commune_id
		WHERE p.id = ANY($1)`)
	for _, r := range rows {
		p := &plan.Plan{
			ID: r.ID, Version: r.Version, Number: r.Number, Title: r.Title, Year: r.Year, Issued: r.Issued,
			From: r.From, Until: r.Until, Cutoff: plan.Cutoff(r.Cutoff), Documents: r.Documents,
			Commune: plan.Commune{
				ID: r.Commune, Code: r.Code, Name: r.Name, Parent: r.Parent, Reporting: plan.Reporting(r.Reporting),
				Signatures: r.Signed,
			},
			Calendar: calendar.New(),
		}
		if err := json.Unmarshal(r.Alerts, &p.Commune.Alerts); err != nil {
			return fmt.Errorf("alert settings of commune %s: %w", r.Code, err)
		}
		if err := json.Unmarshal(r.Reports, &p.Reports); err != nil {
			return fmt.Errorf("reports of plan %s: %w", r.Number, err)
		}
		l.plans[p.ID] = p
	}
	return err
}

// units reads those that exist at some time of the plan: a later plan has the units of its own time.
func (l loader) units(ctx context.Context) error {
	var rows []struct {
		Plan    int64          `db:"plan_id"`
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
	err := l.read(ctx, &rows, `
		SELECT p.id AS plan_id, u.id, u.code, u.name, u.short, u.kind, u.role, u.aliases, u.members, u.valid_from, u.valid_to
		FROM plan p JOIN unit u ON u.commune_id = p.commune_id
		WHERE p.id = ANY($1)
		  AND COALESCE(u.valid_from, '-infinity') <= p.ends_on AND COALESCE(u.valid_to, 'infinity') >= p.starts_on
		ORDER BY u.id`)
	for _, r := range rows {
		p := l.plans[r.Plan]
		p.Units = append(p.Units, plan.Unit{
			ID: r.ID, Code: r.Code, Name: r.Name, Short: r.Short, Kind: plan.UnitKind(r.Kind), Role: r.Role,
			Aliases: r.Aliases, Members: r.Members, From: r.From, Until: r.Until,
		})
	}
	return err
}

func (l loader) days(ctx context.Context) error {
	var rows []struct {
		Plan   int64         `db:"plan_id"`
		Day    calendar.Date `db:"day"`
		Kind   string        `db:"kind"`
		Note   string        `db:"note"`
		Source string        `db:"source"`
	}
	err := l.read(ctx, &rows, `
		SELECT p.id AS plan_id, d.day, d.kind, d.note, d.source
		FROM plan p JOIN calendar_day d ON d.commune_id = p.commune_id
		WHERE p.id = ANY($1) ORDER BY d.day`)
	days := map[int64][]calendar.Exception{}
	for _, r := range rows {
		days[r.Plan] = append(days[r.Plan], calendar.Exception{
			Date: r.Day, Kind: calendar.Kind(r.Kind), Note: r.Note, Source: r.Source,
		})
	}
	for id, own := range days {
		l.plans[id].Calendar = calendar.New(own...)
	}
	return err
}

func (l loader) areas(ctx context.Context) error {
	var rows []struct {
		Plan int64 `db:"plan_id"`
		plan.Area
	}
	err := l.read(ctx, &rows, `SELECT plan_id, no, name FROM area WHERE plan_id = ANY($1) ORDER BY plan_id, no`)
	for _, r := range rows {
		p := l.plans[r.Plan]
		p.Areas = append(p.Areas, r.Area)
	}
	return err
}

func (l loader) readTasks(ctx context.Context) error {
	var rows []taskRow
	err := l.read(ctx, &rows, `
		SELECT plan_id, id, no, block, area_no, title, wording, deadline_kind, deadline_wording, deadline_note,
		       deadline_reference, due_on, products, report_to, source, note,
		       rule_kind, rule_wording, rule_hours, rule_to, retired,
		       declared_on, done_on, extended_to, asked_for, awaited_to, extended_late, COALESCE(parent_id, 0) AS parent_id,
		       source_document, from_above, assigned_on, assigned_by, assigned_name
		FROM task WHERE plan_id = ANY($1) ORDER BY retired, no, id`)
	for _, r := range rows {
		p := l.plans[r.Plan]
		p.Tasks = append(p.Tasks, r.task())
	}
	for _, p := range l.plans {
		for i := range p.Tasks {
			l.tasks[p.Tasks[i].ID] = &p.Tasks[i]
		}
	}
	return err
}

type taskRow struct {
	Plan        int64          `db:"plan_id"`
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
	Declared    calendar.Date  `db:"declared_on"`
	Done        calendar.Date  `db:"done_on"`
	Extended    calendar.Date  `db:"extended_to"`
	AskedFor    calendar.Date  `db:"asked_for"`
	Awaited     calendar.Date  `db:"awaited_to"`
	Belated     bool           `db:"extended_late"`
	givenRow
}

func (r taskRow) task() plan.Task {
	t := plan.Task{
		ID: r.ID, No: r.No, Block: r.Block, Area: r.Area, Title: r.Title, Wording: r.Wording,
		Deadline: plan.Deadline{
			Kind: plan.DeadlineKind(r.Kind), Wording: r.Deadline, Note: r.DueNote, Reference: r.Reference, Due: r.Due,
		},
		Products: r.Products, ReportTo: r.ReportTo, Source: r.Source, Note: r.Note, Given: r.given(), Retired: r.Retired,
		Course: plan.Course{
			Declared: r.Declared, Done: r.Done, Extended: r.Extended, AskedFor: r.AskedFor, Awaited: r.Awaited, Belated: r.Belated,
		},
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
	err := l.read(ctx, &rows, `
		SELECT c.task_id, c.code, c.name
		FROM criterion c JOIN task t ON t.id = c.task_id
		WHERE t.plan_id = ANY($1) ORDER BY c.task_id, c.place`)
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
	err := l.read(ctx, &rows, `
		SELECT r.task_id, r.kind, r.unit, r.who, r.towards, r.cause
		FROM relation r JOIN task t ON t.id = r.task_id
		WHERE t.plan_id = ANY($1) ORDER BY r.task_id, r.place`)
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
	err := l.read(ctx, &rows, `
		SELECT c.task_id, c.every, c.cutoff, c.within, c.wording
		FROM cadence c JOIN task t ON t.id = c.task_id
		WHERE t.plan_id = ANY($1) ORDER BY c.task_id, c.place`)
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
		Plan    int64          `db:"plan_id"`
		ID      int64          `db:"id"`
		Task    sql.NullInt64  `db:"task_id"`
		Key     string         `db:"key"`
		Text    string         `db:"text"`
		Options pq.StringArray `db:"options"`
		Assumed string         `db:"assumed"`
		Answer  string         `db:"answer"`
		By      string         `db:"answered_by"`
		At      sql.NullTime   `db:"answered_at"`
		Effects []byte         `db:"effects"`
	}
	err := l.read(ctx, &rows, `
		SELECT plan_id, id, task_id, key, text, options, assumed, effects, answer, answered_by, answered_at
		FROM question WHERE plan_id = ANY($1) ORDER BY id`)
	for _, r := range rows {
		q := plan.Question{
			ID: r.ID, Key: r.Key, Text: r.Text, Options: r.Options, Default: r.Assumed, Answer: r.Answer, AnsweredBy: r.By,
		}
		if r.At.Valid {
			q.AnsweredOn = officeDay(r.At.Time)
		}
		if err := json.Unmarshal(r.Effects, &q.Effects); err != nil {
			return fmt.Errorf("what follows from question %s: %w", r.Key, err)
		}
		if t := l.tasks[r.Task.Int64]; r.Task.Valid && t != nil {
			t.Questions = append(t.Questions, q)
		} else {
			p := l.plans[r.Plan]
			p.Questions = append(p.Questions, q)
		}
	}
	return err
}
