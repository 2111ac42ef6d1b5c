package bot_test

import (
	"testing"

	"planbot/storage/plan"
)

// A group that the bot joins is told whose it is and what to type, and so is whoever asks.
func TestWelcome(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.say(justiceChat, justiceClerk, "/help")
	o.say(justiceChat, justiceClerk, "/start@planbot_story")
	o.transcript(justiceChat, "welcome_unit")
	o.say(strayChat, passerBy, "/start")
	o.say(strayChat, passerBy, "/trogiup")
	o.say(strayChat, passerBy, "/tasks")
	o.transcript(strayChat, "welcome_stray")
}

// In private the bot knows its staff by their unit and tells others where to go.
func TestWelcomeInPrivate(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.enrol(justiceClerk, "TPHT", plan.Clerk)
	o.say(o.inPrivate(justiceClerk), justiceClerk, "/start")
	o.say(justiceClerk, justiceClerk, "/viec")
	o.say(justiceClerk, justiceClerk, "chào bot")
	o.transcript(justiceClerk, "welcome_private_clerk")
	o.say(o.inPrivate(passerBy), passerBy, "/start")
	o.say(passerBy, passerBy, "/tasks")
	o.say(passerBy, passerBy, "9: 145/150")
	o.say(passerBy, passerBy, "/bind")
	o.transcript(passerBy, "welcome_private_stranger")
}

// Everybody may ask who they are here and what they may do.
func TestWhoami(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.enrol(officeClerk, "VPTK", plan.OfficeClerk)
	o.enrol(justiceClerk, "TPHT", plan.Head)
	o.enrol(chairman, "UBNDX", plan.Chairman)
	o.enrol(cultureClerk, "VHXH", plan.Clerk)
	o.enrol(cultureClerk, "MOTCUA", plan.Clerk)
	o.say(officeChat, officeClerk, "/whoami")
	o.say(officeChat, operator, "/toilaai")
	o.transcript(officeChat, "whoami_office")
	o.say(justiceChat, justiceClerk, "/whoami")
	o.say(justiceChat, justiceSecond, "/whoami")
	o.promote(justiceChat, justiceClerk)
	o.as("anonymous", o.last(justiceChat), justiceClerk, "/whoami")
	o.transcript(justiceChat, "whoami_unit")
	o.say(cultureChat, cultureClerk, "/whoami")
	o.transcript(cultureChat, "whoami_two_units")
	o.say(leadersChat, chairman, "/whoami")
	o.transcript(leadersChat, "whoami_leaders")
	o.say(strayChat, passerBy, "/whoami")
	o.say(strayChat, operator, "/whoami")
	o.transcript(strayChat, "whoami_stray")
}

// What is not for the bot stays unanswered: unknown commands, commands of another bot, talk among people.
func TestNotForTheBot(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.unheard(justiceChat, justiceClerk, "/weather")
	o.unheard(justiceChat, justiceClerk, "/tasks@another_bot")
	o.unheard(justiceChat, justiceClerk, "145/150")
	o.unheard(justiceChat, justiceClerk, "Mai họp lúc 8 giờ nhé")
}

// Every command answers to its Vietnamese name, accents or not.
func TestVietnameseNames(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.say(financeChat, financeClerk, "/capnhat 13 1 tỷ/2,1 tỷ")
	for _, said := range []struct{ command, wanted string }{
		{"/trogiup", "Bộ phận Tài chính - Kế toán"},
		{"/nhiemvu", "Giải ngân vốn"},
		{"/viec", "Giải ngân vốn"},
		{"/chitiet 13", "Nhiệm vụ 13"},
		{"/lichsu 13", "Lịch sử số liệu"},
		{"/tim giai ngan", "Tìm thấy"},
		{"/toilaai", "Công chức Kế toán"},
		{"/hoantac", "Đã hoàn tác"},
		{"/ganbophan TCKT", "không được phân công"},
		{"/bobophan", "không được phân công"},
	} {
		wants(t, o.say(financeChat, financeClerk, said.command).Text, said.wanted)
	}
}
