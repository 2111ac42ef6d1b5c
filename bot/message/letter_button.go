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
	names := alertNames(w.plan, episodesOf(open))
	for i := 0; i < len(open); i += ackRow {
		var row []Button
		for j := i; j < min(i+ackRow, len(open)); j++ {
			row = append(row, Button{"✋ Nhận việc " + names[j], fmt.Sprintf("ack:%d", open[j].Episode.ID)})
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
	m.row(snoozes(e, "Hoãn ")...)
	if e.Rule == plan.RuleMatter {
		m.row(Button{"Xem nội dung", fmt.Sprintf("matv:%d", e.Inputs.Matter)})
	}
}

// snoozes are for how long an episode may be put off.
func snoozes(e plan.Episode, first string) []Button {
	return []Button{
		{first + "1 ngày", fmt.Sprintf("snz:%d:1", e.ID)},
		{"Hoãn 3 ngày", fmt.Sprintf("snz:%d:3", e.ID)},
		{"Đến thứ Hai", fmt.Sprintf("snz:%d:mon", e.ID)},
	}
}

// mayAck are the alerts that the unit of this chat can take up.
func (w writer) mayAck(alerts []plan.Letter) []plan.Letter {
	return slices.DeleteFunc(slices.Clone(alerts), func(l plan.Letter) bool {
		ranOut := l.Episode.State == plan.Acknowledged && !l.Episode.Held(w.at)
		return l.Audience != plan.ToLead || l.Episode.Rests() || l.Episode.State != plan.Firing && !ranOut
	})
}

func episodesOf(letters []plan.Letter) []plan.Episode {
	all := make([]plan.Episode, len(letters))
	for i, l := range letters {
		all[i] = l.Episode
	}
	return all
}
