package bot_test

import (
	"log/slog"
	"slices"
	"testing"
	"time"

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
	g := &gate{office: o, db: storagetest.Pool(t, o.dsn), abroad: o.settleNeighbour()}
	o.stop()
	if reporting == plan.Registered {
		o.registered()
	}
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
	g.matters()
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

// reports is a figure of task 13, that somebody reported.
func (g *gate) reports(num int64, source plan.Source) plan.Report {
	task, _ := g.plan.Task(13)
	unit, _ := g.plan.Unit("TCKT")
	return plan.Report{
		Commune: g.plan.Commune.ID, Plan: g.plan.ID,
		Slot:   plan.Slot{Target: task.Targets[0].ID, Unit: unit.ID, Period: plan.Period{Kind: plan.Month, Year: 2024, No: 5}},
		Figure: plan.Figure{Kind: plan.Fraction, Num: decimal.NewFromInt(num), Den: decimal.NewFromInt(1000)},
		AsOf:   g.day(), Source: source, Author: plan.Author{ID: author, Name: "Người thử"},
	}
}

// figures leaves a figure on record and a question open.
func (g *gate) figures() {
	g.tb.Helper()
	done, err := g.store.Record(g.ctx(), []plan.Report{g.reports(100, plan.Source{Chat: financeChat, Message: 900})}, g.clock.Now())
	g.must(err)
	g.entry = done[0].Entry.ID
	former := g.reports(90, plan.Source{Chat: financeChat, Message: 899})
	former.Slot.Period.No = 4
	_, err = g.store.Record(g.ctx(), []plan.Report{former}, g.clock.Now())
	g.must(err)
	source := plan.Source{Chat: financeChat, Message: 901}
	asked, err := g.store.Ask(g.ctx(), plan.Asked{
		Commune: g.plan.Commune.ID, Source: source, Author: plan.Author{ID: financeClerk},
		Options: []plan.Report{g.reports(200, source), g.reports(300, source)},
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

// matters leaves a request to join open, and has the author leave.
func (g *gate) matters() {
	g.tb.Helper()
	unit, _ := g.plan.Unit("TPHT")
	r, _, _, err := g.store.RequestJoin(g.ctx(), plan.JoinRequest{
		Unit: plan.UnitOf{Unit: unit.ID, Commune: g.plan.Commune.ID}, Who: plan.Author{ID: passerBy, Name: "Người thử"},
		Source: plan.Source{Chat: justiceChat, Message: 903},
	}, g.clock.Now())
	g.must(err)
	g.request = r.ID
	_, gone := g.numberOf(author)
	_, _, err = g.store.EndMembership(g.ctx(), g.plan.Commune.ID, gone, plan.Author{ID: officeClerk}, false, plan.Source{}, g.clock.Now())
	g.must(err)
	g.clock.Set(g.clock.Now().Add(time.Minute))
}
