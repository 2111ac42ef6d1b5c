package bot_test

import (
	"time"

	"github.com/shopspring/decimal"

	"planbot/bot/message"
	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// opens has every matter to be settled open, as if it had come so far.
func (g *gate) opens() {
	g.tb.Helper()
	unit, _ := g.plan.Unit("TCKT")
	g.matter = map[plan.Verb]int64{}
	for i, o := range opened {
		task, _ := g.plan.Task(o.task)
		move := plan.Opening(o.kind)
		move.To = o.in
		opening := plan.MatterOpening{
			Commune: g.plan.Commune.ID, Plan: g.plan.ID, Task: task.ID, Unit: unit.ID, Move: move, Words: "lý do",
			By: plan.Author{ID: author, Name: "Người thử"}, Source: plan.Source{Chat: financeChat, Message: 920 + i},
			AnswerBy: g.day().AddDays(5), Leads: []int64{unit.ID},
		}
		if o.kind == plan.Extension {
			opening.Wants = task.Due().AddDays(31)
		}
		m, _, err := g.store.OpenMatter(g.ctx(), opening, g.clock.Now())
		g.must(err)
		g.matter[o.verb] = m.ID
	}
}

// proves has evidence of task 2 on file.
func (g *gate) proves() {
	g.tb.Helper()
	task, _ := g.plan.Task(2)
	unit, _ := g.plan.Unit("VHXH")
	set, _, err := g.store.FileEvidence(g.ctx(), plan.Filing{
		Commune: g.plan.Commune.ID, Task: task, Unit: unit.ID, Source: plan.Source{Chat: cultureChat, Message: 904},
		Author: plan.Author{ID: cultureClerk, Name: "Người thử"},
		Items:  []plan.Evidence{{Kind: plan.ProofPhoto, SHA256: "sum", File: "photo", Size: 9}}, // proves nobody knows what
	}, g.clock.Now())
	g.must(err)
	g.proved, g.product = set, message.ProductMark(task.Products[1])
}

// plans leaves a question of the plan open, and has a step and a task that was given.
func (g *gate) plans() {
	g.tb.Helper()
	task, _ := g.plan.Task(13)
	g.question = task.Questions[0].ID
	unit, _ := g.plan.Unit("TCKT")
	s, err := g.store.AddStep(g.ctx(), g.plan.Commune.ID, g.plan.ID, plan.Step{
		Task: task.ID, Unit: unit.ID, Words: "dự thảo", By: plan.Author{ID: financeClerk, Name: "Người thử"},
	}, plan.Source{Chat: financeChat, Message: 905}, g.clock.Now())
	g.must(err)
	g.step = s.ID
	g.fillings(task, unit)
	given := trial{name: "assign", data: "/assign TCKT 20/6 lập danh mục thuộc 13"}
	_, err = g.bot.Handle(g.ctx(), g.update(given, chairman, leadersChat))
	g.must(err)
}

// fillings has a filled form wait for somebody's word.
func (g *gate) fillings(task *plan.Task, unit plan.Unit) {
	g.tb.Helper()
	slot := plan.Slot{Target: task.Targets[0].ID, Unit: unit.ID, Period: plan.Period{Kind: plan.Month, Year: 2024, No: 2}}
	by := plan.Author{ID: financeClerk, Name: "Người thử"}
	form, err := g.store.IssueForm(g.ctx(), plan.Form{
		Commune: g.plan.Commune.ID, Plan: g.plan.ID, Code: "thu", Slots: []plan.Slot{slot}, Author: by, At: g.clock.Now(),
		Source: plan.Source{Chat: financeChat, Message: 906},
	})
	g.must(err)
	filled, err := g.store.KeepFilling(g.ctx(), plan.Filling{
		Commune: g.plan.Commune.ID, Form: form.ID, Plan: g.plan.ID, Author: by, At: g.clock.Now(),
		Rows:   []plan.FilledRow{{Row: 1, Slot: slot, Figure: figureOf(60), AsOf: g.day()}},
		Source: plan.Source{Chat: financeChat, Message: 907},
	})
	g.must(err)
	g.filling = filled.ID
}

// leaves leaves a request to join open, and has the author leave.
func (g *gate) leaves() {
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

// posts has the messages out that are tapped or replied to, in every chat where somebody tries.
func (g *gate) posts(all []trial) {
	g.tb.Helper()
	var posted []plan.Posted
	for _, try := range all {
		if try.about == "" {
			continue
		}
		for _, chat := range append(g.chats(), g.everybody()...) {
			if chat != 0 {
				posted = append(posted, plan.Posted{
					Chat: chat, Message: try.shown, Commune: g.plan.Commune.ID, About: try.about, Tasks: []int64{g.task}, Numbers: []int{13},
				})
			}
		}
	}
	g.must(g.store.Finish(g.ctx(), []plan.Answered{{Update: 1, Posted: posted}}, g.clock.Now()))
}

// update is a message or a tap as Telegram tells it.
func (g *gate) update(try trial, who, chat int64) telegram.Update {
	g.message++
	in := telegram.Chat{ID: chat, Type: "supergroup", Title: "Nhóm"}
	if chat > 0 {
		in = telegram.Chat{ID: chat, Type: "private"}
	}
	from := telegram.User{ID: who, FirstName: "Người thử"}
	m := &telegram.Message{ID: 5000 + g.message, Chat: in, Date: g.clock.Now().Unix()}
	if try.isTap() {
		if try.about != "" {
			m.ID = try.shown
		}
		return telegram.Update{ID: int64(g.message), CallbackQuery: &telegram.CallbackQuery{ID: "1", From: from, Message: m, Data: try.data}}
	}
	m.From, m.Text = &from, try.data
	if try.about != "" {
		me := telegram.User{ID: g.bot.Me.ID, IsBot: true}
		m.ReplyToMessage = &telegram.Message{ID: try.shown, Chat: in, From: &me, Date: m.Date}
	}
	if who == masked {
		m.From, m.SenderChat = &telegram.User{ID: 1087968824, IsBot: true, FirstName: "Group"}, &in
	}
	return telegram.Update{ID: int64(g.message), Message: m}
}

func figureOf(num int64) plan.Figure {
	return plan.Figure{Kind: plan.Fraction, Num: decimal.NewFromInt(num), Den: decimal.NewFromInt(1000)}
}
