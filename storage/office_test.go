package storage_test

import (
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/shopspring/decimal"

	"planbot/storage"
	"planbot/storage/calendar"
	"planbot/storage/plan"
	"planbot/storage/storagetest"
)

var (
	morning = someDay.At(calendar.NewTimeOfDay(9, 0), calendar.Zone)
	console = plan.Author{Name: "console"}
	clerk   = plan.Author{ID: 101, Name: "Công chức Văn phòng"}
)

// draft is a small plan as a file would give it: three tasks, three targets, two units.
func draft(code string) *plan.Plan {
	ratio := func(mark string, goal int64, sum plan.Accumulation) plan.Target {
		return plan.Target{
			Mark: mark, Name: "Hồ sơ đúng hạn", Measure: plan.Ratio, Noun: "hồ sơ", Good: "hồ sơ đúng hạn", Accumulation: sum,
			Judged: plan.Continuously, MinSample: 20, Scope: plan.PerCommune,
			Goals: []plan.Goal{{Comparator: plan.AtLeast, Value: decimal.NewFromInt(goal)}},
			Road:  []plan.Waypoint{{On: calendar.NewDate(2024, time.June, 30), Value: decimal.NewFromInt(50)}},
		}
	}
	task := func(no int, code string, targets ...plan.Target) plan.Task {
		return plan.Task{
			No: no, Area: 1, Title: "Nhiệm vụ " + code, Wording: "Lời văn " + code, Criteria: []plan.Criterion{{Code: code, Name: "Tiêu chí"}},
			Deadline:  plan.Deadline{Kind: plan.Ongoing, Wording: "Thường xuyên"},
			Cadences:  []plan.Cadence{{Every: plan.Month, Cutoff: 14, Within: 2, Wording: "hằng tháng"}},
			Relations: []plan.Relation{{Kind: plan.Lead, Unit: "VP"}}, Targets: targets,
		}
	}
	return &plan.Plan{
		Commune: plan.Commune{Code: code, Name: "xã " + code, Reporting: plan.Open, Signatures: 1},
		Number:  "27/KH-UBND", Title: "Kế hoạch", Year: 2024, Cutoff: 14,
		From: calendar.NewDate(2024, time.January, 1), Until: calendar.NewDate(2024, time.December, 31),
		Units: []plan.Unit{{Code: "VP", Name: "Văn phòng", Kind: plan.Office}, {Code: "TP", Name: "Tư pháp", Kind: plan.Specialised}},
		Areas: []plan.Area{{No: 1, Name: "Thủ tục"}},
		Tasks: []plan.Task{
			task(1, "1.1", ratio("a", 97, plan.ByPeriod)),
			task(2, "1.2", ratio("a", 80, plan.ToDate), ratio("b", 70, plan.ByPeriod)),
			task(3, "1.3"),
		},
		Questions: []plan.Question{{Key: "signed", Text: "Ngày ký?", Default: "chưa rõ"}},
	}
}

// books is a store with one commune's plan, and the database beneath for looking behind it.
type books struct {
	testing.TB
	*storage.Store
	db  *sqlx.DB
	dsn string
	is  *plan.Plan
}

func open(tb testing.TB) *books {
	tb.Helper()
	b := &books{TB: tb, dsn: storagetest.New(tb)}
	db, err := storage.Connect(tb.Context(), b.dsn)
	b.must(err)
	b.db = db
	b.Store, err = storage.New(tb.Context(), db, b.dsn)
	b.must(err)
	tb.Cleanup(func() { b.Store.Close() })
	_, err = b.imports(draft("sonky"))
	b.must(err)
	return b
}

func (b *books) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// imports applies a draft and reads the plan back.
func (b *books) imports(p *plan.Plan) (plan.Changes, error) {
	b.Helper()
	changes, id, err := b.Import(b.Context(), p, console, true, morning)
	if err == nil {
		b.is, err = b.Plan(b.Context(), id, p.Version)
	}
	return changes, err
}

// target is the identity of a task's target.
func (b *books) target(task int, mark string) int64 {
	b.Helper()
	t, _ := b.is.Task(task)
	for _, target := range t.Targets {
		if target.Mark == mark {
			return target.ID
		}
	}
	b.Fatalf("no target %d%s", task, mark)
	return 0
}

// report is a figure of a message about a target and month.
func (b *books) report(target int64, month, num, den int, source plan.Source) plan.Report {
	unit, _ := b.is.Unit("VP")
	return plan.Report{
		Commune: b.is.Commune.ID, Plan: b.is.ID,
		Slot:   plan.Slot{Target: target, Unit: unit.ID, Period: plan.Period{Kind: plan.Month, Year: 2024, No: month}},
		Figure: plan.Figure{Kind: plan.Fraction, Num: decimal.NewFromInt(int64(num)), Den: decimal.NewFromInt(int64(den))},
		AsOf:   someDay, Source: source, Author: clerk,
	}
}

// records stores one figure.
func (b *books) records(r plan.Report) plan.Recorded {
	b.Helper()
	done, err := b.Record(b.Context(), []plan.Report{r}, morning)
	b.must(err)
	return done[0]
}

// total is what counts of a target now.
func (b *books) total(target int64) plan.Total {
	b.Helper()
	totals, err := b.Totals(b.Context(), b.is.ID)
	b.must(err)
	unit, _ := b.is.Unit("VP")
	return totals[plan.TotalKey{Target: target, Unit: unit.ID}]
}

func (b *books) count(table string) (n int) {
	b.Helper()
	b.must(b.db.GetContext(b.Context(), &n, `SELECT count(*) FROM `+table))
	return n
}

func said(message int) plan.Source { return plan.Source{Chat: -1, Message: message} }
