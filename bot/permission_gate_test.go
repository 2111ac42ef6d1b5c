package bot_test

import (
	"log/slog"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"planbot/bot"
	"planbot/storage/calendar"
	"planbot/storage/plan"
	"planbot/storage/storagetest"
)

// openGate opens two communes with everybody on record, and rows for every button to be about.
func openGate(t *testing.T, reporting plan.Reporting) *gate {
	t.Helper()
	o := newOffice(t, "2024-06-03 09:00")
	g := &gate{office: o, db: storagetest.Pool(t, o.dsn), abroad: o.settleNeighbour(), cases: map[[2]int64]tryCase{}}
	o.stop()
	draft := *o.plan
	draft.Commune.Reporting, draft.Commune.Signatures = reporting, 2
	_, _, err := o.store.Import(o.ctx(), &draft, plan.Author{Name: "console"}, true, o.clock.Now())
	o.must(err)
	place, err := o.store.Place(o.ctx(), officeChat, 0, officeClerk, o.plan.From)
	o.must(err)
	g.plan, err = o.store.Plan(o.ctx(), place.PlanID, place.PlanVersion)
	o.must(err)
	g.bot = &bot.Bot{
		Store: o.store, Now: o.clock.Now, Log: slog.New(slog.DiscardHandler), Operators: []int64{operator},
		Me: bot.Identity{ID: 7000000001, Username: "planbot_story"},
	}
	g.crowd()
	g.figures()
	g.alerts()
	g.opens()
	g.proves()
	g.plans()
	g.leaves()
	return g
}

// crowd puts people on record in every role.
func (g *gate) crowd() {
	g.tb.Helper()
	task, _ := g.plan.Task(13)
	g.task = task.ID
	for _, p := range []struct {
		user int64
		unit string
		tie  plan.Membership
	}{
		{financeClerk, "TCKT", plan.Membership{Role: plan.Clerk}},
		{financeHead, "TCKT", plan.Membership{Role: plan.Head}},
		{author, "TCKT", plan.Membership{Role: plan.Clerk}},
		{justiceClerk, "TPHT", plan.Membership{Role: plan.Clerk}},
		{cultureClerk, "VHXH", plan.Membership{Role: plan.Head}},
		{officeClerk, "VPTK", plan.Membership{Role: plan.OfficeClerk}},
		{viceChairman, "UBNDX", plan.Membership{Role: plan.ViceChairman, Areas: []int{task.Area}}},
		{viceOther, "UBNDX", plan.Membership{Role: plan.ViceChairman, Areas: []int{task.Area%8 + 1}}},
		{chairman, "UBNDX", plan.Membership{Role: plan.Chairman}},
	} {
		u, _ := g.plan.Unit(p.unit)
		p.tie.Unit = u.ID
		g.must(g.store.AddStaff(g.ctx(), g.plan.Commune.ID, p.user, "Người thử", p.tie, g.plan.From))
	}
	g.clerkNo, _ = g.numberOf(financeClerk)
	g.headNo, _ = g.numberOf(financeHead)
	_, g.membership = g.numberOf(cultureClerk)
}

// numberOf is by which the office names a person, and their membership.
func (g *gate) numberOf(user int64) (no int, membership int64) {
	g.tb.Helper()
	all, err := g.store.Members(g.ctx(), g.plan.Commune.ID, g.day())
	g.must(err)
	for _, m := range all {
		if m.Person.ID == user {
			return m.No, m.ID
		}
	}
	g.tb.Fatalf("%d is on no record", user)
	return 0, 0
}

func (g *gate) day() calendar.Date { return calendar.DateOf(g.clock.Now().In(calendar.Zone)) }

// figure is one of task 13 for a month, that somebody reported.
func (g *gate) figure(month int, num int64, source plan.Source) plan.Report {
	task, _ := g.plan.Task(13)
	unit, _ := g.plan.Unit("TCKT")
	return plan.Report{
		Commune: g.plan.Commune.ID, Plan: g.plan.ID,
		Slot:   plan.Slot{Target: task.Targets[0].ID, Unit: unit.ID, Period: plan.Period{Kind: plan.Month, Year: 2024, No: month}},
		Figure: plan.Figure{Kind: plan.Fraction, Num: decimal.NewFromInt(num), Den: decimal.NewFromInt(1000)},
		AsOf:   g.day(), Source: source, Author: plan.Author{ID: author, Name: "Người thử"},
	}
}

// figures leaves figures on record and a question open.
func (g *gate) figures() {
	g.tb.Helper()
	g.entries = map[int]int64{}
	for month, num := range map[int]int64{3: 80, 4: 90, 5: 100} {
		done, err := g.store.Record(g.ctx(), []plan.Report{g.figure(month, num, plan.Source{Chat: financeChat, Message: 895 + month})}, g.clock.Now())
		g.must(err)
		g.entries[month] = done[0].Entry.ID
	}
	source := plan.Source{Chat: financeChat, Message: 901}
	asked, err := g.store.Ask(g.ctx(), plan.Asked{
		Commune: g.plan.Commune.ID, Source: source, Author: plan.Author{ID: financeClerk},
		Options: []plan.Report{g.figure(5, 200, source), g.figure(5, 300, source)},
	}, g.clock.Now())
	g.must(err)
	g.asked = asked.ID
}

// alerts has the plan judged and something silenced.
func (g *gate) alerts() {
	g.tb.Helper()
	g.bells().judge()
	w, err := g.store.Watch(g.ctx(), g.plan.ID, g.plan.Version, g.clock.Now())
	g.must(err)
	unit, _ := g.plan.Unit("TCKT")
	var mine []int64
	for _, e := range w.Open {
		if e.State == plan.Firing && slices.Contains(unitIDs(g.plan.MustAct(e.Subject)), unit.ID) {
			mine = append(mine, e.ID)
		}
	}
	if len(mine) == 0 {
		g.tb.Fatal("no alert of the accountants")
	}
	g.episode = mine[0]
	nine, _ := g.plan.Task(9)
	s, err := g.store.Silence(g.ctx(), plan.Silence{
		Commune: g.plan.Commune.ID, Plan: g.plan.ID, Task: nine.ID, Until: g.day().AddDays(10), Reason: "lý do",
		By: plan.Author{ID: officeClerk, Name: "Người thử"}, At: g.clock.Now(),
	}, plan.Source{Chat: officeChat, Message: 902})
	g.must(err)
	g.silence = s.ID
}

func unitIDs(units []plan.Unit) (ids []int64) {
	for _, u := range units {
		ids = append(ids, u.ID)
	}
	return ids
}
