package bot_test

import (
	"fmt"
	"slices"
	"strings"

	"planbot/storage/plan"
)

// trial is one thing that people may try: typed ("/remind TPHT") or tapped ("ack:12"). A new command or button needs a
// row in trials; the test tells which are missing.
type trial struct {
	name string // of the command, or of the button with "tap " before
	data string // what is typed, or the button's data
	// may tells whether somebody is granted it, by the table of storage/plan; nil: it only shows something, to anybody.
	may func(c tryCase) bool
	// by and in are who does it and where, to see that it changes something; 0: no such case.
	by, in int64
}

// tryCase is somebody somewhere.
type tryCase struct {
	who   int64
	place plan.Place
	here  plan.Unit
	plan  *plan.Plan // of the place; nil: none
	home  bool       // in the commune whose rows the buttons name
}

// mayDo is granted by an action that bears on no task.
func mayDo(a plan.Action) func(tryCase) bool {
	return func(c tryCase) bool { return c.place.May(a, c.here, plan.Bearing{}) }
}

// mayDoOn is granted by an action about the lead's part of task 13.
func mayDoOn(a plan.Action) func(tryCase) bool {
	return func(c tryCase) bool {
		return slices.ContainsFunc(c.leads(), func(u plan.Unit) bool { return c.place.May(a, c.here, plan.Of(u)) })
	}
}

// mayTap is granted where the button's row belongs.
func mayTap(may func(tryCase) bool) func(tryCase) bool {
	return func(c tryCase) bool { return c.home && may(c) }
}

// leads are the units that lead task 13: in the commune of the stories, the accountants.
func (c tryCase) leads() []plan.Unit {
	if c.plan == nil {
		return nil
	}
	task, ok := c.plan.Task(13)
	if !ok {
		return nil
	}
	return c.plan.LeadingUnits(task)
}

// trials lists everything that people may try, in the order in which it is done once at the end.
func (g *gate) trials() []trial {
	is := g.rows
	return []trial{
		{name: "start", data: "/start"}, {name: "tasks", data: "/tasks"}, {name: "task", data: "/task 13"},
		{name: "history", data: "/history 13"}, {name: "find", data: "/find giai ngan"}, {name: "today", data: "/today"},
		{name: "alerts", data: "/alerts"}, {name: "missing", data: "/missing"}, {name: "why", data: "/why 13"},
		{name: "simulate", data: "/simulate 4/6"}, {name: "status", data: "/status"}, {name: "whoami", data: "/whoami"},
		{name: "tap list", data: "list:all:1"}, {name: "tap task", data: is("task:%d", g.task)}, {name: "tap hist", data: is("hist:%d", g.task)},
		{name: "tap today", data: "today:1"}, {name: "tap alrt", data: "alrt:1"}, {name: "tap why", data: is("why:%d", g.episode)},
		{name: "tap whyt", data: is("whyt:%d", g.task)},

		{name: "update", data: "/update 13 850 triệu/1 tỷ", may: mayDoOn(plan.ActReport), by: financeClerk, in: financeChat},
		{name: "pending", data: "/pending 3 7h45", may: mayReportHere, by: justiceClerk, in: justiceChat},
		{name: "remind", data: "/remind 13", may: mayDo(plan.ActUrge), by: officeClerk, in: leadersChat},
		{name: "calendar", data: "/calendar 22/11 nghỉ", may: mayDo(plan.ActBind), by: officeClerk, in: justiceChat},
		{name: "silences", data: "/silences 16 15/6 chờ hướng dẫn", may: mayDo(plan.ActUrge), by: officeClerk, in: officeChat},
		{name: "test", data: "/test", may: mayDo(plan.ActBind), by: officeClerk, in: officeChat},
		{name: "bind", data: "/bind TPHT", may: mayDo(plan.ActBind), by: officeClerk, in: officeChat},
		{name: "members", data: is("/members %d trưởng", g.clerkNo), may: mayAtDesk(plan.ActAdmit), by: officeClerk, in: officeChat},
		{name: "join", data: "/join", may: func(c tryCase) bool { return !c.place.Nobody }, by: passerBy, in: cultureChat},
		{name: "handover", data: is("/handover %d %d", g.clerkNo, g.headNo), may: mayDo(plan.ActAdmit), by: officeClerk, in: officeChat},
		{name: "tap undo", data: is("undo:%d", g.entry), may: mayTap(func(c tryCase) bool { return c.who == author }), by: author, in: financeChat},
		{name: "undo", data: "/undo 13 nhập nhầm", may: mayDo(plan.ActTakeBack), by: officeClerk, in: officeChat},

		{name: "tap ack", data: is("ack:%d", g.episode), may: mayTap(mayDoOn(plan.ActAcknowledge)), by: financeHead, in: financeChat},
		{name: "tap snz", data: is("snz:%d:3", g.episode), may: mayTap(mayDoOn(plan.ActAcknowledge)), by: financeHead, in: financeChat},
		{name: "tap urge", data: "urge:month-2024-5", may: mayDo(plan.ActUrge), by: officeClerk, in: officeChat},
		{name: "tap unsil", data: is("unsil:%d", g.silence), may: mayTap(mayDo(plan.ActUrge)), by: officeClerk, in: officeChat},
		{name: "tap pick", data: is("pick:%d:0", g.asked), may: mayTap(mayDoOn(plan.ActReport)), by: financeClerk, in: financeChat},
		{name: "tap join", data: is("join:%d:y", g.request), may: mayTap(mayDo(plan.ActAdmit)), by: officeClerk, in: officeChat},
		{name: "tap leave", data: is("leave:%d", g.membership), may: mayTap(mayDo(plan.ActAdmit)), by: officeClerk, in: officeChat},

		{name: "unbind", data: "/unbind", may: mayDo(plan.ActBind), by: officeClerk, in: justiceChat}, // last: nothing is heard there any more
	}
}

// mayReportHere is granted by reporting for the chat's own unit.
func mayReportHere(c tryCase) bool { return c.place.May(plan.ActReport, c.here, plan.Of(c.here)) }

// mayAtDesk is granted in the office's chat or in private only.
func mayAtDesk(a plan.Action) func(tryCase) bool {
	return func(c tryCase) bool { return (c.place.Private || c.here.Kind == plan.Office) && mayDo(a)(c) }
}

// rows writes a command or a button's data about rows of the database.
func (g *gate) rows(format string, ids ...any) string { return fmt.Sprintf(format, ids...) }

// covered lists the names of the trials.
func covered(all []trial) (commands, taps []string) {
	for _, t := range all {
		if tap, ok := strings.CutPrefix(t.name, "tap "); ok {
			taps = append(taps, tap)
		} else {
			commands = append(commands, t.name)
		}
	}
	return commands, taps
}
