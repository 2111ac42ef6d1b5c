package report

import (
	"strings"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// KeptOf takes what a report needs beside the states of the tasks from a snapshot. day is when the report is written; of a
// closed time, with the version of the closing, it is when it was closed.
func KeptOf(s plan.Snapshot, day calendar.Date, version int) Kept {
	k := Kept{Day: day, Version: version, Filed: s.Facts().Filed, Former: s.Former, Owing: s.Owing()}
	k.Recipient, k.Receivers = addressees(s.Plan, s.Cut.Kind())
	k.Signed = s.Plan.ReportType(s.Cut.Kind()).Signed
	for _, u := range s.Plan.Units {
		if u.Kind == plan.Office && u.Exists(s.Cut.To) {
			k.Drafter = u.Label()
		}
	}
	m := settled{plan: s.Plan, from: s.Cut.From, kept: &k}
	for _, matter := range s.Matters {
		m.add(matter)
	}
	for _, e := range s.Evidence {
		if t, ok := s.Plan.TaskByID(e.Task); ok && !dayIn(e).Before(s.Cut.From) {
			u, _ := s.Plan.UnitByID(e.Unit)
			k.Evidence = append(k.Evidence, Evidence{Task: t.No, Name: proofName(e), Kind: e.Product, Unit: u.Name, On: dayIn(e)})
		}
	}
	k.Units = s.Plan.Overview(s.Facts().Totals, commune, s.Cut.To).Units
	if scored(s.Cut.Period.Kind) {
		k.Score = s.Plan.Score(s.Facts().Totals, proofs(s.Evidence), commune, s.Cut.To)
	}
	return k
}

// commune is who sees everything.
var commune = plan.Unit{Kind: plan.Leaders}

func proofs(evidence []plan.Evidence) plan.Proofs {
	all := plan.Proofs{}
	for _, e := range evidence {
		all[e.Task] = append(all[e.Task], e)
	}
	return all
}

// addressees are whom a kind of report goes to: as the plan says, else as its own "Nơi nhận" names them.
func addressees(p *plan.Plan, kind plan.PeriodKind) (first string, others []string) {
	to := p.ReportType(kind).To
	for _, d := range p.Documents {
		if listed, ok := strings.CutPrefix(d, "Nơi nhận:"); ok && len(to) == 0 {
			to = receivers(listed)
		}
	}
	if len(to) == 0 {
		return "", nil
	}
	return to[0], to[1:]
}

// receivers are those of a list, without the archive.
func receivers(listed string) (all []string) {
	for name := range strings.SplitSeq(listed, ";") {
		if name = strings.Trim(name, " ."); name != "" && !strings.HasPrefix(name, "Lưu") {
			all = append(all, name)
		}
	}
	return all
}

// settled sorts what people settled with each other into what a report tells of it: what was said in its time, and what
// is still open.
type settled struct {
	plan *plan.Plan
	from calendar.Date
	kept *Kept
}

func (s settled) add(m plan.Matter) {
	t, ok := s.plan.TaskByID(m.Task)
	if !ok || m.State == plan.EndWithdrawn || m.State == plan.EndRetired || !m.State.Open() && on(m.Last()).Before(s.from) {
		return
	}
	u, _ := s.plan.UnitByID(m.Unit)
	switch m.Kind {
	case plan.Obstacle:
		o := Obstacle{Task: t.No, Unit: u.Name, Text: m.Words, On: calendar.DateOf(m.Opened.In(calendar.Zone))}
		if !m.State.Open() {
			o.Answer = known(m.Last().Words, "kết quả xử lý")
		}
		s.kept.Obstacles = append(s.kept.Obstacles, o)
	case plan.Explanation:
		if all := m.Explanations(); len(all) > 0 {
			last := all[len(all)-1]
			s.kept.Explanations = append(s.kept.Explanations, Explanation{Task: t.No, By: u.Name, Text: last.Words, On: on(last)})
		}
	case plan.Extension:
		s.deferral(t, m)
	case plan.Instruction:
		if m.State.Open() {
			s.kept.Ahead = append(s.kept.Ahead, "Thực hiện ý kiến chỉ đạo về "+Task{No: t.No, Title: t.Title}.atTask()+": "+bare(m.Words))
		}
	}
}

func (s settled) deferral(t *plan.Task, m plan.Matter) {
	d := Deferral{Task: t.No, Due: t.Deadline.Due, Requested: m.Wants, Reason: m.Words, State: Pending}
	switch m.State {
	case plan.EndGranted:
		d.State = Granted
	case plan.EndRefused:
		d.State = Refused
	case plan.EndReturned:
		return // the office sent it back: nobody above was asked
	}
	if m.Above && !m.State.Open() {
		d.Document = m.Last().Words
	}
	s.kept.Deferrals = append(s.kept.Deferrals, d)
}

// atTask is named within a sentence.
func (t Task) atTask() string {
	return "n" + strings.TrimPrefix(t.named(), "N")
}

func on(s plan.MatterStep) calendar.Date { return calendar.DateOf(s.At.In(calendar.Zone)) }

func dayIn(e plan.Evidence) calendar.Date { return calendar.DateOf(e.At.In(calendar.Zone)) }

// proofName is what a piece of evidence is called in an index.
func proofName(e plan.Evidence) string {
	if e.Document.Number != "" {
		name := e.Document.Called() + " số " + e.Document.Number + " ngày " + date(e.Document.Day)
		return joined(" - ", name, e.Document.Title)
	}
	if e.Kind == plan.ProofPhoto {
		return joined(": ", "Ảnh", e.Note)
	}
	return e.Name
}
