package plan

import (
	"cmp"
	"time"

	"planbot/storage/calendar"
)

// AlertSettings are a commune's own way of being warned. A field left zero has the default that its method gives:
// always go through WithDefaults.
type AlertSettings struct {
	Morning     calendar.TimeOfDay `json:"morning,omitzero"`      // when digests go out on a working day: 07:45
	Window      calendar.Hours     `json:"window,omitzero"`       // when messages may arrive: 07:30-11:30, 13:30-17:00
	Hours       calendar.Hours     `json:"hours,omitzero"`        // working hours: 07:30-11:30, 13:30-17:30
	ReportTime  calendar.TimeOfDay `json:"report_time,omitzero"`  // when on its day a report is due: 16:00
	Leads       []int              `json:"leads,omitempty"`       // working days left at which to remind: 15, 7, 3, 1
	Repeats     []int              `json:"repeats,omitempty"`     // working days after the first notice: 1, 2, 3, 5, 8
	RepeatEvery int                `json:"repeat_every,omitzero"` // working days between repeats after those: 5
	AckDays     int                `json:"ack_days,omitzero"`     // working days an acknowledgement holds: 3
	LongOverdue int                `json:"long_overdue,omitzero"` // working days overdue that go to the Chairman: 5
	MostPushes  int                `json:"most_pushes,omitzero"`  // uncritical messages a chat and working day: 2
	WaitWarn    int                `json:"wait_warn,omitzero"`    // hours before the limit of a wait to warn: 2
	ClockHours  bool               `json:"clock_hours,omitzero"`  // waits count in clock hours, not working hours
	PaceSample  int                `json:"pace_sample,omitzero"`  // smallest denominator for a forecast: 30
	PacePeriods int                `json:"pace_periods,omitzero"` // fewest periods for a forecast: 3
	Ladder      []LadderStep       `json:"ladder,omitempty"`      // who is told, and when
}

// Audience is who stands on a step of the ladder.
type Audience string

// The steps of the ladder, from the unit that leads to the Chairman.
const (
	ToLead         Audience = "lead"
	ToOffice       Audience = "office"
	ToViceChairman Audience = "vice_chairman"
	ToChairman     Audience = "chairman"
)

// LadderStep says whom a matter climbs to, and when: Wait working days after the step before was told.
type LadderStep struct {
	To   Audience `json:"to"`
	Wait int      `json:"wait,omitzero"`
}

// WithDefaults fills in what the commune left to planbot.
func (s AlertSettings) WithDefaults() AlertSettings {
	s.Morning = cmp.Or(s.Morning, calendar.NewTimeOfDay(7, 45))
	s.ReportTime = cmp.Or(s.ReportTime, calendar.NewTimeOfDay(16, 0))
	s.RepeatEvery = cmp.Or(s.RepeatEvery, 5)
	s.AckDays = cmp.Or(s.AckDays, 3)
	s.LongOverdue = cmp.Or(s.LongOverdue, 5)
	s.MostPushes = cmp.Or(s.MostPushes, 2)
	s.WaitWarn = cmp.Or(s.WaitWarn, 2)
	s.PaceSample = cmp.Or(s.PaceSample, 30)
	s.PacePeriods = cmp.Or(s.PacePeriods, 3)
	s.Window.Spans = or(s.Window.Spans, []calendar.Span{
		{From: calendar.NewTimeOfDay(7, 30), To: calendar.NewTimeOfDay(11, 30)},
		{From: calendar.NewTimeOfDay(13, 30), To: calendar.NewTimeOfDay(17, 0)},
	})
	s.Hours.Spans = or(s.Hours.Spans, calendar.DefaultHours().Spans)
	s.Leads = or(s.Leads, []int{15, 7, 3, 1})
	s.Repeats = or(s.Repeats, []int{1, 2, 3, 5, 8})
	s.Ladder = or(s.Ladder, []LadderStep{{ToLead, 0}, {ToOffice, 1}, {ToViceChairman, 2}, {ToChairman, 2}})
	return s
}

func or[T any](list, standard []T) []T {
	if len(list) == 0 {
		return standard
	}
	return list
}

// Alerting is how the plan's commune is warned, defaults filled in.
func (p *Plan) Alerting() AlertSettings { return p.Commune.Alerts.WithDefaults() }

// opening is when a message of the commune may arrive next, at the earliest at t.
func (p *Plan) opening(t time.Time) time.Time { return p.Calendar.NextOpening(p.Alerting().Window, t) }
