package bot_test

import (
	"fmt"
	"slices"
	"strings"

	"planbot/storage/plan"
)

// trial is one thing that people may try: typed ("/remind TPHT"), tapped ("ack:12"), or written in reply to a message
// of the bot. A new command or button needs a row in trials; the test tells which are missing.
type trial struct {
	name string // of the command, or of the button with "tap " before; "reply ..." is neither
	data string // what is typed, or the button's data
	// may tells whether somebody is granted it, by the table of storage/plan; nil: it only shows something, to anybody.
	may func(c tryCase) bool
	// by and in are who does it and where, to see that it changes something; 0: no such case.
	by, in int64
	about  string // what the message that is tapped or replied to shows, where that matters
	shown  int    // that message, in every chat
}

func (t trial) isTap() bool { return strings.HasPrefix(t.name, "tap ") }

// trials lists everything that people may try, in the order in which it is done once at the end.
func (g *gate) trials() []trial {
	all := slices.Concat(
		g.readings(), g.confirmations(), g.answers(), g.reports(), g.proofs(), g.plannings(), g.matters(), g.leaders(),
		g.watching(), g.people(), g.closings(),
		[]trial{{name: "unbind", data: "/unbind", may: mayDo(plan.ActBind), by: officeClerk, in: justiceChat}}, // nothing is heard there any more
	)
	for i := range all {
		all[i].shown = 8000 + i
	}
	return all
}

// readings show something and change nothing.
func (g *gate) readings() []trial {
	is := fmt.Sprintf
	return []trial{
		{name: "start", data: "/start"}, {name: "tasks", data: "/tasks"}, {name: "task", data: "/task 13"},
		{name: "history", data: "/history 13"}, {name: "find", data: "/find giai ngan"}, {name: "today", data: "/today"},
		{name: "alerts", data: "/alerts"}, {name: "missing", data: "/missing"}, {name: "why", data: "/why 13"},
		{name: "simulate", data: "/simulate 4/6"}, {name: "status", data: "/status"}, {name: "whoami", data: "/whoami"},
		{name: "who", data: "/who 13"}, {name: "chart", data: "/chart 13"},
		{name: "tap list", data: "list:all:1"}, {name: "tap task", data: is("task:%d", g.task)}, {name: "tap hist", data: is("hist:%d", g.task)},
		{name: "tap today", data: "today:1"}, {name: "tap alrt", data: "alrt:1"}, {name: "tap why", data: is("why:%d", g.episode)},
		{name: "tap whyt", data: is("whyt:%d", g.task)}, {name: "tap whot", data: is("whot:%d", g.task)},
		{name: "tap chrt", data: is("chrt:%d", g.task)}, {name: "tap matv", data: is("matv:%d", g.matter["carry"])},
		{name: "tap evi", data: is("evi:%d", g.proved.Task)}, {name: "tap evf", data: is("evf:%d", g.proved.Task)},
		{name: "tap evs", data: is("evs:%d", g.proved.ID)},

		{name: "meeting", data: "/meeting", may: mayDo(plan.ActMeet)}, {name: "tap meet", data: "meet:0", may: mayDo(plan.ActMeet)},
		{name: "overview", data: "/overview"}, {name: "tap ovw", data: "ovw:"}, {name: "tap ovl", data: "ovl:all"},
		{name: "score", data: "/score"}, {name: "tap scr", data: "scr:"},
		{name: "report", data: "/report tháng 5", may: mayDo(plan.ActCompile)},
		{name: "export", data: "/export", may: mayExport}, {name: "tap ovl", data: "ovl:meeting", may: mayDo(plan.ActMeet)},
		{name: "tap confl", data: is("confl:%d", g.task), may: mayTap(mayDo(plan.ActConfirm))},
		{name: "tap order", data: is("order:%d:instruction", g.task), may: mayTap(mayFor(plan.ActDirect, 13))},
	}
}

// reports are figures and what is taken back of them.
func (g *gate) reports() []trial {
	return []trial{
		{name: "update", data: "/update 13 850 triệu/1 tỷ", may: mayDoOn(plan.ActReport), by: financeClerk, in: financeChat},
		{name: "pending", data: "/pending 3 7h45", may: mayReportHere, by: justiceClerk, in: justiceChat},
		{name: "template", data: "/template", may: mayTemplate, by: financeClerk, in: financeChat},
		{name: "tap fill", data: fmt.Sprintf("fill:%d:yes", g.filling), may: mayTap(mayDoOn(plan.ActReport)), by: financeClerk, in: financeChat},
		{name: "tap undo", data: fmt.Sprintf("undo:%d", g.entries[5]), may: mayTap(isWho(author)), by: author, in: financeChat},
		{name: "undo", data: "/undo 13 nhập nhầm", may: mayDo(plan.ActTakeBack), by: officeClerk, in: officeChat},
		{name: "tap pick", data: fmt.Sprintf("pick:%d:0", g.asked), may: mayTap(mayDoOn(plan.ActReport)), by: financeClerk, in: financeChat},
	}
}

// closings freeze figures.
func (g *gate) closings() []trial {
	return []trial{
		{name: "close", data: "/close tháng 5", may: mayDo(plan.ActClose), by: officeClerk, in: officeChat},
		{name: "tap close", data: "close:month-2024-4", may: mayDo(plan.ActClose), by: officeClerk, in: officeChat},
	}
}

// confirmations are the office's signature under figures.
func (g *gate) confirmations() []trial {
	march, may := g.entries[3], g.entries[5]
	return []trial{
		{name: "confirm", data: "/confirm 13 tháng 4: 95/1000", may: mayDo(plan.ActConfirm), by: officeClerk, in: officeChat},
		{name: "tap conf", data: fmt.Sprintf("conf:%d", may), may: mayTap(mayDo(plan.ActConfirm)), by: officeClerk, in: officeChat},
		{
			name: "tap confa", data: fmt.Sprintf("confa:13:%d", march), about: fmt.Sprintf("confirm 13 %d", march),
			may: mayTap(mayDo(plan.ActConfirm)), by: officeClerk, in: financeChat,
		},
	}
}

// answers are the office's to what the plan leaves open.
func (g *gate) answers() []trial {
	return []trial{
		{name: "tap ans", data: fmt.Sprintf("ans:%d:1:-1", g.question), may: mayTap(mayDo(plan.ActConfirm)), by: officeClerk, in: leadersChat},
	}
}

// proofs are evidence of tasks. The set on record is of task 2, which the office coordinates.
func (g *gate) proofs() []trial {
	set := g.proved.ID
	own := both(isWho(cultureClerk), mayFor(plan.ActProve, 2))
	return []trial{
		{name: "evidence", data: "/evidence 13 BC 45/BC-UBND ngày 1/6/2024", may: mayFor(plan.ActProve, 13), by: justiceClerk, in: justiceChat},
		{name: "tap evp", data: fmt.Sprintf("evp:%d:1:%s", set, g.product), may: mayTap(mayFor(plan.ActProve, 2)), by: officeClerk, in: officeChat},
		{
			name: "tap evw", data: fmt.Sprintf("evw:%d", set), by: cultureClerk, in: cultureChat,
			may: mayTap(func(c tryCase) bool { return own(c) || mayDo(plan.ActTakeBack)(c) }),
		},
	}
}

// plannings are tasks given during the year, and the units' own steps.
func (g *gate) plannings() []trial {
	tap := func(c tryCase) bool {
		return c.home && slices.ContainsFunc(c.leads(13), func(u plan.Unit) bool { return c.place.May(plan.ActDivide, c.here, plan.Of(u)) })
	}
	return []trial{
		{name: "assign", data: "/assign TPHT 20/6 rà soát hồ sơ", may: mayDo(plan.ActAssign), by: officeClerk, in: financeChat},
		{name: "assign", data: "/assign TPHT 20/6 rà soát hồ sơ thuộc 4", may: mayFor(plan.ActAssign, 4), by: chairman, in: leadersChat},
		{name: "assign", data: "/assign 101 bỏ giao nhầm", may: mayFor(plan.ActAssign, 101), by: viceChairman, in: viceChairman},
		{name: "sub", data: "/sub 13 dự thảo văn bản 15/6", may: mayHere(plan.ActDivide), by: financeClerk, in: financeChat},
		{name: "tap sub", data: fmt.Sprintf("sub:%d:done", g.step), may: tap, by: financeHead, in: financeHead},
	}
}

// watching is about alerts and who hears of them.
func (g *gate) watching() []trial {
	is := fmt.Sprintf
	return []trial{
		{name: "remind", data: "/remind 13", may: mayDo(plan.ActUrge), by: officeClerk, in: leadersChat},
		{name: "calendar", data: "/calendar 22/11 nghỉ", may: mayDo(plan.ActBind), by: officeClerk, in: justiceChat},
		{name: "silences", data: "/silences 16 15/6 chờ hướng dẫn", may: mayDo(plan.ActUrge), by: officeClerk, in: officeChat},
		{name: "test", data: "/test", may: mayDo(plan.ActBind), by: officeClerk, in: officeChat},
		{name: "bind", data: "/bind TPHT", may: mayDo(plan.ActBind), by: officeClerk, in: officeChat},
		{name: "tap ack", data: is("ack:%d", g.episode), may: mayTap(mayDoOn(plan.ActAcknowledge)), by: financeHead, in: financeChat},
		{name: "tap snz", data: is("snz:%d:3", g.episode), may: mayTap(mayDoOn(plan.ActAcknowledge)), by: financeHead, in: financeChat},
		{name: "tap urge", data: "urge:month-2024-5", may: mayDo(plan.ActUrge), by: officeClerk, in: officeChat},
		{name: "tap unsil", data: is("unsil:%d", g.silence), may: mayTap(mayDo(plan.ActUrge)), by: officeClerk, in: officeChat},
	}
}

// people are on record, or want to be.
func (g *gate) people() []trial {
	is := fmt.Sprintf
	return []trial{
		{name: "members", data: is("/members %d trưởng", g.clerkNo), may: mayAtDesk(plan.ActAdmit), by: officeClerk, in: officeChat},
		{name: "join", data: "/join", may: func(c tryCase) bool { return !c.place.Nobody }, by: passerBy, in: cultureChat},
		{name: "handover", data: is("/handover %d %d", g.clerkNo, g.headNo), may: mayDo(plan.ActAdmit), by: officeClerk, in: officeChat},
		{name: "tap join", data: is("join:%d:y", g.request), may: mayTap(mayDo(plan.ActAdmit)), by: officeClerk, in: officeChat},
		{name: "tap leave", data: is("leave:%d", g.membership), may: mayTap(mayDo(plan.ActAdmit)), by: officeClerk, in: officeChat},
	}
}

// covered lists the names of the trials.
func covered(all []trial) (commands, taps []string) {
	for _, t := range all {
		if tap, ok := strings.CutPrefix(t.name, "tap "); ok {
			taps = append(taps, tap)
		} else if !strings.HasPrefix(t.name, "reply ") {
			commands = append(commands, t.name)
		}
	}
	return commands, taps
}
