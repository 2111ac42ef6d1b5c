package message

import (
	"fmt"
	"slices"

	"planbot/storage/plan"
)

// ackRow is how many buttons stand beside each other.
const ackRow = 3

// buttons are what may be done about alerts: take them up or put them off, in the unit's chat; else look closer.
func (w writer) buttons(alerts []plan.Letter) [][]Button {
	var m Message
	open := w.mayAck(alerts)
	switch {
	case len(alerts) == 0:
		return nil
	case len(alerts) == 1 && len(open) == 1:
		m.ackOne(open[0].Episode, open[0].Episode.Held(w.at))
		return m.Buttons
	case len(alerts) == 1:
		m.row(listAlerts, Button{"Vì sao", fmt.Sprintf("why:%d", alerts[0].Episode.ID)})
		return m.Buttons
	}
	labels := w.ackLabels(open)
	for i := 0; i < len(open); i += ackRow {
		var row []Button
		for j := i; j < min(i+ackRow, len(open)); j++ {
			row = append(row, Button{labels[j], fmt.Sprintf("ack:%d", open[j].Episode.ID)})
		}
		m.row(row...)
	}
	m.row(listAlerts)
	return m.Buttons
}

var listAlerts = Button{"Xem cảnh báo", "alrt:1"}

// ackOne adds the buttons of the only alert; one that is put off already can still be taken up.
func (m *Message) ackOne(e plan.Episode, held bool) {
	m.row(Button{"✋ Đã nhận việc", fmt.Sprintf("ack:%d", e.ID)})
	if held {
		m.row(listAlerts)
		return
	}
	m.row(
		Button{"Hoãn 1 ngày", fmt.Sprintf("snz:%d:1", e.ID)},
		Button{"Hoãn 3 ngày", fmt.Sprintf("snz:%d:3", e.ID)},
		Button{"Đến thứ Hai", fmt.Sprintf("snz:%d:mon", e.ID)},
	)
}

// mayAck are the alerts that the unit of this chat can take up.
func (w writer) mayAck(alerts []plan.Letter) []plan.Letter {
	return slices.DeleteFunc(slices.Clone(alerts), func(l plan.Letter) bool {
		ranOut := l.Episode.State == plan.Acknowledged && !l.Episode.Held(w.at)
		return l.Audience != plan.ToLead || l.Episode.State != plan.Firing && !ranOut
	})
}

// ackLabels tells the buttons apart: by task number, then by whatever differs between those of one number.
func (w writer) ackLabels(alerts []plan.Letter) []string {
	labels := make([]string, len(alerts))
	for i := range alerts {
		labels[i] = "✋ Nhận việc " + w.ackName(alerts[i].Episode)
	}
	for _, more := range []func(plan.Episode) string{w.markOf, w.unitLabel, ruleOf, periodOfAlert} {
		for _, group := range repeated(labels) {
			tellApart(labels, group, func(i int) string { return more(alerts[i].Episode) })
		}
	}
	for _, group := range repeated(labels) {
		for n, i := range group {
			labels[i] += fmt.Sprintf(" (%d)", n+1)
		}
	}
	return labels
}

// tellApart adds to the labels of a group what they are about, if that differs.
func tellApart(labels []string, group []int, about func(int) string) {
	same := !slices.ContainsFunc(group, func(i int) bool { return about(i) != about(group[0]) })
	if same {
		return
	}
	for _, i := range group {
		labels[i] += about(i)
	}
}

func (w writer) ackName(e plan.Episode) string {
	if t, ok := w.plan.TaskByID(e.Task); ok {
		return fmt.Sprint(t.No)
	}
	return "kế hoạch"
}

func (w writer) markOf(e plan.Episode) string {
	if t, ok := w.plan.TaskByID(e.Task); ok && len(t.Targets) > 1 {
		return targetOf(t, e.Target).Mark
	}
	return ""
}

func (w writer) unitLabel(e plan.Episode) string {
	if u, ok := w.plan.UnitByID(e.Unit); ok {
		return " · " + clip(u.Label(), 20)
	}
	return ""
}

func ruleOf(e plan.Episode) string { return " · " + countWord(e) }

// periodOfAlert is the period of a missing report.
func periodOfAlert(e plan.Episode) string {
	if e.Rule != plan.RuleMissing || !e.Inputs.Period.Valid() {
		return ""
	}
	return " · " + periodName(e.Inputs.Period)
}

// repeated groups the places of labels that occur more than once.
func repeated(labels []string) [][]int {
	places := map[string][]int{}
	for i, l := range labels {
		places[l] = append(places[l], i)
	}
	var groups [][]int
	for _, group := range places {
		if len(group) > 1 {
			groups = append(groups, group)
		}
	}
	return groups
}
