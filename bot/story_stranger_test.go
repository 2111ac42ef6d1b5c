package bot_test

import (
	"testing"

	"planbot/storage/plan"
)

// While the commune's setting is open, whoever writes in a unit's chat may report.
func TestOpen(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.join(justiceChat, passerBy)
	o.say(justiceChat, passerBy, "/update 14 30/50")
	o.counts(14, "a", "TPHT", "30/50")
	o.say(justiceChat, passerBy, "/update 9 145/150")
	o.counts(9, "a", "VPTK", "")
	o.transcript(justiceChat, "open")
}

// Where staff must be registered, a passer-by may look but not report; staff of the unit and the office may.
func TestRegistered(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.registered()
	o.enrol(justiceClerk, "TPHT", plan.Clerk)
	o.enrol(officeClerk, "VPTK", plan.OfficeClerk)
	o.join(justiceChat, passerBy, officeClerk)
	list := o.say(justiceChat, passerBy, "/tasks")
	o.begin(justiceChat)
	o.reply(list, passerBy, "14: 30/50")
	o.counts(14, "a", "TPHT", "")
	o.say(justiceChat, passerBy, "/whoami")
	o.reply(list, justiceClerk, "14: 30/50")
	o.counts(14, "a", "TPHT", "30/50")
	o.reply(list, officeClerk, "14: 31/50")
	asked := o.reply(list, officeClerk, "6: 2 kiến nghị")
	wants(t, asked.Text, "TP-HT")
	o.say(justiceChat, justiceClerk, "/bind")
	o.transcript(justiceChat, "registered")
}

// Nobody knows who stands behind an anonymous administrator or a channel: they may look, and are told why their
// figure does not count.
func TestMasks(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.promote(justiceChat, justiceClerk)
	list := o.say(justiceChat, justiceClerk, "/tasks")
	o.begin(justiceChat)
	o.as("anonymous", list, justiceClerk, "14: 30/50")
	o.as("channel", list, justiceClerk, "14: 30/50")
	o.as("anonymous", list, justiceClerk, "/update 14 30/50")
	o.as("channel", list, justiceClerk, "/undo")
	o.as("anonymous", list, justiceClerk, "/bind TPHT")
	o.as("anonymous", list, justiceClerk, "/unbind")
	wants(t, o.as("anonymous", list, justiceClerk, "/task 14").Text, "Nhiệm vụ 14")
	o.counts(14, "a", "TPHT", "")
	o.transcript(justiceChat, "masks")
}
