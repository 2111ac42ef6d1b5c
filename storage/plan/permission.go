package plan

import "slices"

// Action is something that staff can do about a task, or in a commune. What only shows something is ActSee.
type Action string

const (
	ActSee         Action = "see"         // read anything of the commune's plan
	ActReport      Action = "report"      // give a figure of a unit, or dossiers that wait
	ActTakeBack    Action = "take_back"   // take somebody else's figure back, with a reason
	ActAcknowledge Action = "acknowledge" // take an alert up, or put it off
	ActBind        Action = "bind"        // tie a chat to a unit, test the ladder, set days of the calendar
	ActUrge        Action = "urge"        // urge a unit, silence an alert
	ActAdmit       Action = "admit"       // let a person into a unit, change a role, end a membership, hand over
	ActInvite      Action = "invite"      // give a code by which a clerk joins the unit

	ActDeclare Action = "declare" // say that a task is done
	ActConfirm Action = "confirm" // confirm or return what a unit declared or reported
	ActProve   Action = "prove"   // file evidence
	ActAsk     Action = "ask"     // ask for more time, raise an obstacle, answer a question about either
	ActProcess Action = "process" // forward, answer or close what a unit asked; note the answer of the level above
	ActDecide  Action = "decide"  // decide what the office forwarded
	ActAssign  Action = "assign"  // give a task during the year
	ActDivide  Action = "divide"  // keep a unit's own steps under a task
	ActDemand  Action = "demand"  // ask for a written explanation
	ActExplain Action = "explain" // write one
	ActDirect  Action = "direct"  // give an instruction
	ActCarry   Action = "carry"   // report an instruction carried out
	ActMeet    Action = "meet"    // step through what is red, and decide
	ActExport  Action = "export"  // take everything on record away in one file

	ActClose   Action = "close"   // freeze the figures of a period
	ActCompile Action = "compile" // get the commune's report of a period
)

// Actions lists every action.
func Actions() []Action {
	return []Action{
		ActSee, ActReport, ActTakeBack, ActAcknowledge, ActBind, ActUrge, ActAdmit, ActInvite, ActDeclare, ActConfirm, ActProve, ActAsk, ActProcess, ActDecide,
		ActAssign, ActDivide, ActDemand, ActExplain, ActDirect, ActCarry, ActMeet, ActExport, ActClose,
		ActCompile,
	}
}

// Capacity is what a speaker is towards a task at the place where they speak. One person may have several.
type Capacity string

const (
	AsLead        Capacity = "lead"         // staff of a unit that must act, in its own chat or in private
	AsLeadAway    Capacity = "lead_away"    // the same person in another chat of the commune
	AsHead        Capacity = "head"         // the head of a unit that must act, in its own chat or in private
	AsCoordinator Capacity = "coordinator"  // staff of a unit that coordinates, in its own chat or in private
	AsOffice      Capacity = "office"       // staff of the office that monitors, anywhere in the commune
	AsVice        Capacity = "vice"         // a vice chairman in charge of the task's area, anywhere in the commune
	AsChairman    Capacity = "chairman"     // anywhere in the commune
	AsGuest       Capacity = "guest"        // on no record, in the chat of a unit that must act, while reporting is open
	AsVisitor     Capacity = "visitor"      // on record elsewhere, in such a chat
	AsOfficeGuest Capacity = "office_guest" // anybody in the office's chat while reporting is open
	AsOperator    Capacity = "operator"     // runs planbot
	AsBystander   Capacity = "bystander"    // anybody else who is let into a chat of the commune
)

// Capacities lists every capacity.
func Capacities() []Capacity {
	return []Capacity{
		AsLead, AsLeadAway, AsHead, AsCoordinator, AsOffice, AsVice, AsChairman, AsGuest, AsVisitor, AsOfficeGuest,
		AsOperator, AsBystander,
	}
}

// granted is the one table of who may do what. The plan of a commune names the roles: units carry out and report, the
// office monitors, collects and forwards, the Chairman decides (27/KH-UBND of 2024, part III).
var granted = map[Action][]Capacity{
	ActSee:         Capacities(),
	ActReport:      {AsLead, AsLeadAway, AsHead, AsGuest, AsVisitor, AsOffice, AsOfficeGuest},
	ActTakeBack:    {AsOffice, AsOfficeGuest, AsOperator},
	ActAcknowledge: {AsLead, AsHead, AsGuest},
	ActBind:        {AsOffice, AsOfficeGuest, AsOperator},
	ActUrge:        {AsOffice, AsOfficeGuest},
	ActAdmit:       {AsOffice, AsOperator},
	ActInvite:      {AsOffice, AsOperator, AsHead},

	ActDeclare: {AsLead, AsHead, AsGuest},
	ActConfirm: {AsOffice, AsOfficeGuest},
	ActProve:   {AsLead, AsHead, AsGuest, AsCoordinator, AsOffice, AsOfficeGuest},
	ActAsk:     {AsLead, AsHead, AsGuest},
	ActProcess: {AsOffice, AsOfficeGuest},
	ActDecide:  {AsChairman},
	ActAssign:  {AsOffice, AsOfficeGuest, AsVice, AsChairman},
	ActDivide:  {AsLead, AsHead, AsGuest},
	ActDemand:  {AsVice, AsChairman},
	ActExplain: {AsLead, AsHead, AsGuest},
	ActDirect:  {AsVice, AsChairman},
	ActCarry:   {AsLead, AsHead, AsGuest},
	ActMeet:    {AsOffice, AsVice, AsChairman},
	ActExport:  {AsOffice, AsOfficeGuest, AsVice, AsChairman},

	ActClose:   {AsOffice, AsOfficeGuest},
	ActCompile: {AsOffice, AsOfficeGuest, AsVice, AsChairman},
}

// Granted reports whether the table gives an action to a capacity.
func Granted(a Action, c Capacity) bool { return slices.Contains(granted[a], c) }

// Bearing is what a task, or another matter, is to the units of the commune.
type Bearing struct {
	Act        []int64 // units that must act
	Coordinate []int64
	Area       int // of the plan; 0: none
}

// Of is the bearing of what the given units alone must act on.
func Of(units ...Unit) Bearing { return Bearing{Act: unitIDs(units)} }

// Bearing is what a task is to the units: those that lead it or are measured for themselves must act.
func (p *Plan) Bearing(t *Task) Bearing {
	b := Bearing{Act: unitIDs(p.LeadingUnits(t)), Area: t.Area}
	for i := range t.Targets {
		b.Act = append(b.Act, unitIDs(p.ReportingUnits(t, &t.Targets[i]))...)
	}
	for _, code := range t.Related(Coordinate) {
		u, _ := p.Unit(code)
		b.Coordinate = append(b.Coordinate, unitIDs(p.expand(u))...)
	}
	return b
}

func unitIDs(units []Unit) []int64 {
	ids := make([]int64, len(units))
	for i, u := range units {
		ids[i] = u.ID
	}
	return ids
}

// May reports whether the speaker may do something about a matter. here is the chat's unit, zero in an unbound chat.
// Those who speak under a mask may only see.
func (p Place) May(a Action, here Unit, about Bearing) bool {
	if p.Nobody {
		return a == ActSee
	}
	return slices.ContainsFunc(p.Capacities(here, about), func(c Capacity) bool { return Granted(a, c) })
}

// Capacities lists what the speaker is towards a matter. here is the chat's unit.
func (p Place) Capacities(here Unit, about Bearing) []Capacity {
	all := []Capacity{AsBystander}
	for _, m := range p.Memberships {
		all = append(all, p.held(m, here, about)...)
	}
	if p.Operator {
		all = append(all, AsOperator)
	}
	if p.Commune.Reporting != Open || p.Private {
		return all
	}
	if here.Kind == Office {
		all = append(all, AsOfficeGuest)
	}
	switch acts := slices.Contains(about.Act, here.ID); {
	case acts && len(p.Memberships) == 0:
		all = append(all, AsGuest)
	case acts:
		all = append(all, AsVisitor)
	}
	return all
}

// held are the capacities that one membership gives.
func (p Place) held(m Membership, here Unit, about Bearing) []Capacity {
	var all []Capacity
	switch {
	case m.Role == OfficeClerk:
		all = append(all, AsOffice)
	case m.Role == Chairman:
		all = append(all, AsChairman)
	case m.Role == ViceChairman && m.InCharge(about.Area):
		all = append(all, AsVice)
	}
	home := p.Private || here.ID == m.Unit
	switch acts := slices.Contains(about.Act, m.Unit); {
	case acts && home && m.Role == Head:
		all = append(all, AsLead, AsHead)
	case acts && home:
		all = append(all, AsLead)
	case acts:
		all = append(all, AsLeadAway)
	case home && slices.Contains(about.Coordinate, m.Unit):
		all = append(all, AsCoordinator)
	}
	return all
}

// InCharge reports whether a vice chairman answers for an area of the plan. One without fields on record answers for
// all, and what belongs to no area concerns every one.
func (m Membership) InCharge(area int) bool {
	return area == 0 || len(m.Areas) == 0 || slices.Contains(m.Areas, area)
}
