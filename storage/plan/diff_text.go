package plan

import (
	"fmt"
	"strconv"
	"strings"

	"planbot/storage/calendar"
)

// text is one field of a part as a person compares it.
type text struct{ field, value string }

// edits lists the fields whose values differ; a missing field is an empty one.
func edits(old, new []text) []Edit {
	former, current := map[string]string{}, map[string]bool{}
	for _, t := range old {
		former[t.field] = t.value
	}
	var list []Edit
	for _, t := range new {
		current[t.field] = true
		if was := former[t.field]; was != t.value {
			list = append(list, Edit{Field: t.field, Old: was, New: t.value})
		}
	}
	for _, t := range old {
		if !current[t.field] && t.value != "" {
			list = append(list, Edit{Field: t.field, Old: t.value})
		}
	}
	return list
}

func planText(p *Plan) []text {
	list := []text{
		{"commune code", p.Commune.Code}, {"commune name", p.Commune.Name}, {"commune parent", p.Commune.Parent},
		{"commune reporting", string(p.Commune.Reporting)}, {"commune signatures", strconv.Itoa(max(p.Commune.Signatures, 1))},
		{"number", p.Number}, {"title", p.Title}, {"year", strconv.Itoa(p.Year)}, {"issued", p.Issued.String()},
		{"from", p.From.String()}, {"until", p.Until.String()}, {"cutoff", strconv.Itoa(int(p.Cutoff))},
		{"documents", join(p.Documents)},
	}
	for _, r := range p.Reports {
		rule := fmt.Sprintf("cut-off %d, within %d; %s", r.Cutoff, r.Within, join(r.To))
		if r.Signed != "" {
			rule += "; signed by " + string(r.Signed)
		}
		list = append(list, text{"report " + string(r.Every), rule})
	}
	for _, set := range p.Commune.Alerts.Own() {
		list = append(list, text{"commune alerts: " + set.Name, set.Value})
	}
	return list
}

func unitPart(u Unit) part {
	return part{u.Code, u.Name, []text{
		{"name", u.Name}, {"short", u.Short}, {"kind", string(u.Kind)}, {"aliases", join(u.Aliases)},
		{"members", join(u.Members)}, {"from", u.From.String()}, {"until", u.Until.String()}, {"role", u.Role},
	}}
}

func areaPart(a Area) part { return part{strconv.Itoa(a.No), a.Name, []text{{"name", a.Name}}} }

func questionPart(q Question) part {
	return part{q.Key, q.Text, []text{{"text", q.Text}, {"options", join(q.Options)}, {"default", q.Default}, {"sets", joinAll(q.Effects, effectText)}}}
}

func scorePart(r ScoreRule) part {
	return part{r.Code, r.Max.String(), []text{
		{"max", r.Max.String()}, {"formula", string(r.Formula)}, {"target", r.Mark}, {"floor", r.Floor.String()}, {"need", r.Need.String()},
		{"bands", joinAll(r.Bands, func(b Band) string { return words("from", b.From.String(), b.Points.String()) })},
		{"evidence", strconv.FormatBool(r.Evidence)}, {"late loss", r.LateLoss.String()}, {"proposed", strconv.FormatBool(r.Proposed)},
	}}
}

func effectText(e Effect) string {
	goal := ""
	if e.Goal() {
		goal = string(e.Comparator) + " " + e.Value.String()
	}
	return words("set", e.Mark, goal, string(e.Scope), e.Due.String())
}

// taskText gives the fields of a task; from is the first day of its plan, which the plan's own goals apply from.
func taskText(t *Task, from calendar.Date) []text {
	list := []text{
		{"number", strconv.Itoa(t.No)}, {"block", t.Block}, {"area", strconv.Itoa(t.Area)}, {"title", t.Title},
		{"wording", t.Wording}, {"criteria", joinAll(t.Criteria, criterionText)},
		{"deadline", string(t.Deadline.Kind)}, {"deadline wording", t.Deadline.Wording}, {"due", t.Deadline.Due.String()},
		{"reference", t.Deadline.Reference}, {"deadline note", t.Deadline.Note},
		{"cadences", joinAll(t.Cadences, cadenceText)},
	}
	for _, kind := range []RelationKind{Lead, Coordinate, Monitor, Accountable} {
		list = append(list, text{string(kind), t.relationText(kind)})
	}
	for _, target := range t.Targets {
		list = append(list, targetText(target, from)...)
	}
	for _, q := range t.Questions {
		for _, field := range questionPart(q).texts {
			list = append(list, text{"question " + q.Key + ": " + field.field, field.value})
		}
	}
	list = append(list,
		text{"products", join(t.Products)}, text{"report to", join(t.ReportTo)}, text{"source", t.Source},
		text{"note", t.Note}, text{"in the plan", strconv.FormatBool(!t.Retired)})
	if t.Rule != nil {
		list = append(list, text{"rule", words(t.Rule.Kind, t.Rule.Wording, strconv.Itoa(t.Rule.Hours), t.Rule.To)})
	}
	return list
}

func targetText(t Target, from calendar.Date) []text {
	list := []text{
		{"name", t.Name}, {"measure", string(t.Measure)}, {"goal", goalsText(t, from)}, {"noun", t.Noun}, {"good", t.Good},
		{"accumulation", string(t.Accumulation)}, {"judged", string(t.Judged)}, {"smallest sample", strconv.Itoa(t.MinSample)},
		{"scope", string(t.Scope)}, {"road", joinAll(t.Road, waypointText)}, {"wording", t.Wording},
		{"proposed", strconv.FormatBool(t.Proposed)}, {"derived", string(t.Derived)},
	}
	for i := range list {
		list[i].field = "target " + t.Mark + ": " + list[i].field
	}
	return list
}

// goalsText leaves out from when the plan's own goal applies: a file does not say it, the record does.
func goalsText(t Target, from calendar.Date) string {
	if t.Measure == Milestone {
		return ""
	}
	return joinAll(t.Goals, func(g Goal) string {
		goal := string(g.Comparator) + " " + g.Value.String()
		if g.Effective.After(from) {
			goal += " from " + g.Effective.String()
		}
		return words(goal, g.Document)
	})
}

func (t *Task) relationText(kind RelationKind) string {
	var list []string
	for _, r := range t.Relations {
		if r.Kind == kind {
			list = append(list, words(r.Unit, r.Who, r.To, r.When))
		}
	}
	return join(list)
}

func criterionText(c Criterion) string { return words(c.Code, c.Name) }
func waypointText(w Waypoint) string   { return w.On.String() + " " + w.Value.String() }
func join(list []string) string        { return strings.Join(list, "; ") }
func words(list ...string) string {
	return strings.Join(strings.Fields(strings.Join(list, " ")), " ")
}

func cadenceText(c Cadence) string {
	return words(fmt.Sprintf("%s, cut-off %d, within %d", c.Every, c.Cutoff, c.Within), c.Wording)
}

func joinAll[T any](list []T, show func(T) string) string { return join(shown(list, show)) }

func shown[T any](list []T, show func(T) string) []string {
	texts := make([]string, len(list))
	for i, x := range list {
		texts[i] = show(x)
	}
	return texts
}
