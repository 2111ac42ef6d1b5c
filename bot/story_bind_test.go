package bot_test

import (
	"testing"
	"time"

	"planbot/storage/plan"
)

// The office asks for a code in private and hands it to the unit, which uses it up in its group.
func TestBindByCode(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.enrol(officeClerk, "VPTK", plan.OfficeClerk)
	o.say(o.inPrivate(officeClerk), officeClerk, "/bind")
	code := o.codeIn(o.say(officeClerk, officeClerk, "/bind TPHT"))
	o.say(officeClerk, officeClerk, "/bind KHONGCO")
	o.say(officeClerk, officeClerk, "/bind "+code)
	o.transcript(officeClerk, "bind_private")
	o.say(strayChat, passerBy, "/bind "+code)
	o.say(strayChat, passerBy, "/tasks")
	o.say(strayChat, passerBy, "/bind "+code)
	o.transcript(strayChat, "bind_code")
}

// A code is good for ten minutes.
func TestBindLate(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	code := o.codeIn(o.say(officeChat, officeClerk, "/ganbophan TPHT"))
	o.later(11 * time.Minute)
	o.say(strayChat, passerBy, "/bind "+code)
	o.transcript(officeChat, "bind_office_group")
	o.transcript(strayChat, "bind_late")
}

// An operator binds a group at once; others may not, and only those who may bind may let go.
func TestBindByOperator(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.say(strayChat, passerBy, "/bind TPHT")
	o.say(strayChat, operator, "/bind")
	o.say(strayChat, operator, "/bind sonky/TPHT")
	o.say(strayChat, operator, "/bind sonky/VHXH")
	o.say(strayChat, passerBy, "/unbind")
	o.say(strayChat, operator, "/unbind")
	o.say(strayChat, operator, "/unbind")
	o.say(strayChat, operator, "/bind khac/TPHT")
	o.transcript(strayChat, "bind_operator")
	o.say(justiceChat, justiceClerk, "/unbind")
	o.say(justiceChat, justiceClerk, "/bind")
	o.transcript(justiceChat, "bind_not_yours")
}
