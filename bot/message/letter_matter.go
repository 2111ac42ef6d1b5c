package message

import (
	"strings"

	"planbot/storage/plan"
)

// matterMessage is the letter that brings a matter to a chat: a message of its own, because what is to be pressed
// under it is about this matter alone.
func (w writer) matterMessage(l plan.Letter) Message {
	task, ok := w.plan.TaskByID(l.Payload.Task)
	if !ok || l.Matter == nil {
		return say(esc(TapExpired))
	}
	again := ""
	if l.Unknown > 0 {
		again = "(gửi lại)"
	}
	moves := l.Matter.Moves(w.heldHere(*l.Matter))
	if task.Retired { // taken back: nothing is to be settled any more
		moves = nil
	}
	m := Matter(MatterCard{Plan: w.plan, Task: task, Matter: *l.Matter, Moves: moves})
	m.Items = append(say(again).Items, m.Items...)
	return m
}

// heldHere tells what those who read this chat may do about a matter. Whoever taps is asked who they are again.
func (w writer) heldHere(m plan.Matter) func(plan.Action) bool {
	var as []plan.Capacity
	switch {
	case w.mail.To.Role == plan.ViceChairman:
		as = []plan.Capacity{plan.AsVice}
	case w.mail.To.Role == plan.Chairman, w.unit.Kind == plan.Leaders:
		as = []plan.Capacity{plan.AsChairman, plan.AsVice}
	case w.unit.Kind == plan.Office:
		as = append(as, plan.AsOffice)
	}
	if m.Unit == w.unit.ID {
		as = append(as, plan.AsLead)
	}
	return func(a plan.Action) bool {
		for _, c := range as {
			if plan.Granted(a, c) {
				return true
			}
		}
		return false
	}
}

// unansweredLine says which matter waits, and for whom.
func unansweredLine(e plan.Episode) string {
	return matterNames[e.Inputs.MatterKind] + ": " + holderWaits[e.Inputs.MatterState]
}

var holderWaits = map[plan.MatterState]string{
	plan.WithOffice: "chờ Văn phòng xử lý", plan.WithLeaders: "chờ lãnh đạo cho ý kiến", plan.WithUnit: "chờ bộ phận thực hiện, trả lời",
}

// matterList is the command that lists what waits of the same kind.
func matterList(e plan.Episode) string {
	command, _, _ := strings.Cut(matterHow[e.Inputs.MatterKind], " ")
	return command
}
