package message

import (
	"fmt"
	"time"

	"planbot/storage/plan"
)

// Composed is one message made of letters, short enough to be sent as it is.
type Composed struct {
	Message Message
	Letters []int64 // what it tells, in its order
	ReplyTo int     // the message of ours that it answers; 0: none
	Tasks   []int64 // what it shows, so that a reply to it is understood
	Numbers []int   // as printed, in the order of Tasks
}

// Letters words what a chat is told, in as few messages as it fits into.
func Letters(m plan.Mail, letters []plan.Letter, at time.Time) []Composed {
	const most = 20
	var all []Composed
	for len(letters) > 0 {
		part := letters[:min(most, len(letters))]
		letters = letters[len(part):]
		var c Composed
		for _, l := range part {
			c.Letters = append(c.Letters, l.ID)
			c.Message.add(letterLine(m, l))
			if task := max(l.Episode.Task, l.Payload.Task); task != 0 && m.Plan != nil {
				if t, ok := m.Plan.TaskByID(task); ok {
					c.Tasks, c.Numbers = append(c.Tasks, t.ID), append(c.Numbers, t.No)
				}
			}
		}
		all = append(all, c)
	}
	return all
}

// Refreshed words a message of ours as its alerts stand now.
func Refreshed(m plan.Mail, l plan.Letter, at time.Time) Message {
	var shown Message
	for _, s := range l.Shown {
		shown.add(letterLine(m, s))
	}
	return shown
}

func letterLine(m plan.Mail, l plan.Letter) string {
	line := fmt.Sprintf("%s %s %s", l.Kind, l.Episode.Rule, l.Episode.State)
	if l.Unknown > 0 {
		line += " (gửi lại)"
	}
	return esc(line)
}
