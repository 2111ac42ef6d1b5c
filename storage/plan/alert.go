package plan

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"planbot/storage/calendar"
)

// Rule names what an alert warns of.
type Rule string

const (
	// RuleDueSoon warns that working days left to "remind by" have shrunk to a lead.
	RuleDueSoon Rule = "due_soon"
	// RuleDueToday warns on the last working day on or before the due date.
	RuleDueToday Rule = "due_today"
	// RuleOverdue warns that the due date has passed and the task is not done.
	RuleOverdue Rule = "overdue"
	// RuleMissing warns that a period is cut off and a unit's figure is not in.
	RuleMissing Rule = "report_missing"
	// RuleBelow warns that a figure misses its target.
	RuleBelow Rule = "below_target"
	// RulePace warns that a target will be missed if all goes on as it does.
	RulePace Rule = "pace"
	// RuleBudget warns that few or no further cases may fail this year.
	RuleBudget Rule = "error_budget"
	// RuleWaiting warns that dossiers wait too long for acceptance.
	RuleWaiting Rule = "waiting"
	// RuleStep warns a unit that a step of its own detailed plan is due or late.
	RuleStep Rule = "step_due"
	// RuleMatter reminds whoever holds a matter of the day by which it should be acted on.
	RuleMatter Rule = "matter"
	// RuleHole warns that the plan lacks a unit, a target, a date or an answer.
	RuleHole Rule = "plan_hole"
	// RuleSilence reminds the office of what it keeps quiet.
	RuleSilence Rule = "silence"
)

// OfPlan reports whether a rule speaks of the plan itself: it is for the office alone.
func (r Rule) OfPlan() bool { return r == RuleHole || r == RuleSilence }

// Subject is what an alert is about. At most one episode of a subject is open at a time.
type Subject struct {
	Rule   Rule
	Task   int64  // 0: the plan as a whole
	Target int64  // 0: the task as a whole
	Unit   int64  // the unit that must act; 0: all units that lead the task
	Scope  string // the due date ("2024-03-31"), the period ("month/2024/2") or the step ("step/12") it is about; empty where neither matters
}

// Level says how bad a condition is within its rule, from 1. A higher level is worse and is announced anew.
type Level int

// The levels of the rules that have several. Leads of RuleDueSoon count from 1 for the longest.
const (
	OverdueLong Level = 2 // the Chairman is told at once

	MissingAhead Level = 1 // the cut-off is one working day away
	MissingDue   Level = 2 // the report is due now
	MissingLate  Level = 3

	BelowRecovering Level = 1 // the goal is reached again, but not yet for good
	BelowGoal       Level = 2
	BelowLost       Level = 3 // "không thể đạt"

	BudgetLow  Level = 1 // a quarter is left
	BudgetNone Level = 2

	WaitingWarn Level = 1
	WaitingLate Level = 2

	StepToday Level = 1
	StepLate  Level = 2

	MatterDue  Level = 1 // today
	MatterLate Level = 2
)

// Condition is a rule that holds for a subject at an instant, with what it was derived from.
type Condition struct {
	Subject
	Level  Level
	Since  calendar.Date // from when it holds; not when it was noticed
	Inputs Inputs
}

// Inputs are the facts behind a condition. They are kept with every flip, so that each can be explained later.
// Which fields are set depends on the rule.
type Inputs struct {
	Due      calendar.Date `json:"due,omitzero"`       // the plan's date
	RemindBy calendar.Date `json:"remind_by,omitzero"` // the last working day on or before it
	Left     int           `json:"left,omitzero"`      // working days until RemindBy; negative: since
	Next     int           `json:"next,omitzero"`      // the next lead, in working days left; 0: none
	Units    []int64       `json:"units,omitempty"`    // of several that lead, those with something left to do; none: all
	Rests    DueStanding   `json:"rests,omitzero"`     // of an overdue task: whose answer it waits for, DueDeclared or DueAwaited

	Period   Period        `json:"period,omitzero"`    // the one whose figure is missing; of a target: that of its newest figure
	Cutoff   calendar.Date `json:"cutoff,omitzero"`    // its last day
	ReportBy calendar.Date `json:"report_by,omitzero"` // the day its report is due
	Earlier  []Period      `json:"earlier,omitempty"`  // periods before it that are missing too, the oldest first
	Beside   []Period      `json:"beside,omitempty"`   // shorter periods, cut off and due with it, that are missing too
	Targets  []int64       `json:"targets,omitempty"`  // the targets that lack the period's figure

	Standing Standing         `json:"standing,omitzero"`
	Value    Figure           `json:"value,omitzero"` // what was held against the goal
	Goal     Goal             `json:"goal,omitzero"`
	Expected decimal.Decimal  `json:"expected,omitzero"`  // where the planned road stands, in the goal's unit
	Forecast *decimal.Decimal `json:"forecast,omitempty"` // the value at the end at recent pace, in the goal's unit; nil: none
	Allowed  int64            `json:"allowed,omitzero"`   // cases that may fail this year, at the expected volume
	FailLeft int64            `json:"fail_left,omitzero"`
	Entry    int64            `json:"entry,omitzero"` // the newest figure behind the value

	Matter      int64       `json:"matter,omitzero"`
	MatterKind  MatterKind  `json:"matter_kind,omitzero"`
	MatterState MatterState `json:"matter_state,omitzero"`

	Count  int       `json:"count,omitzero"`  // dossiers waiting; holes of the plan; active silences
	Oldest time.Time `json:"oldest,omitzero"` // when the oldest dossier came
	Hours  int       `json:"hours,omitzero"`  // how long one may wait

	Step int `json:"step,omitzero"` // the number of a step of a detailed plan
}

// SpeaksFor reports whether a missing report names that of another period too.
func (in Inputs) SpeaksFor(p Period) bool {
	return slices.Contains(in.Earlier, p) || slices.Contains(in.Beside, p)
}

// Facts are what the conditions of a plan are derived from, besides the plan itself.
type Facts struct {
	Totals   Totals
	Filed    map[TotalKey][]Filed // every period's figure that counts, the earliest first
	Waiting  []Waiting            // the latest report of each task and unit
	Steps    []Step               // of detailed plans, but those that were dropped; by task, unit and number
	Silences []Silence            // those that nobody has ended, the oldest first
	Matters  []Matter             // those that are not settled, the oldest first
}

// Waiting is a unit's report of dossiers that wait for acceptance.
type Waiting struct {
	ID     int64
	Task   int64
	Unit   int64
	Count  int       // 0: none
	Oldest time.Time // when the oldest came; zero with Count 0
	At     time.Time // of the report
	By     Author
}
