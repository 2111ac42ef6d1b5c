package bot_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// staffed opens an office whose people are on record: numbers 1 to 5 in this order.
func staffed(tb testing.TB, start string) *office {
	tb.Helper()
	o := newOffice(tb, start)
	for _, p := range []struct {
		user int64
		unit string
		role plan.Role
		name string
	}{
		{officeClerk, "VPTK", plan.OfficeClerk, "Công chức Văn phòng"},
		{justiceClerk, "TPHT", plan.Head, "Công chức Tư pháp"},
		{cultureClerk, "VHXH", plan.Clerk, "Công chức Văn hóa"},
		{chairman, "UBNDX", plan.Chairman, "Chủ tịch UBND xã"},
		{viceChairman, "UBNDX", plan.ViceChairman, "Phó Chủ tịch UBND xã"},
	} {
		o.admits(p.user, p.name, p.unit, p.role)
	}
	return o
}

// admits puts somebody on record by name.
func (o *office) admits(user int64, name, unit string, role plan.Role) {
	o.tb.Helper()
	u, _ := o.plan.Unit(unit)
	o.must(o.store.AddStaff(o.ctx(), o.plan.Commune.ID, user, name, plan.Membership{Unit: u.ID, Role: role}, o.plan.From))
}

var joinCode = regexp.MustCompile(`(?i)C-[0-9A-Z]{8}`)

// joinCodeIn is the one-time code that a message hands out.
func (o *office) joinCodeIn(m emulator.Msg) string {
	o.tb.Helper()
	code := joinCode.FindString(m.Text)
	if code == "" {
		o.tb.Fatalf("no code in:\n%s", m.Text)
	}
	return code
}

// story is a transcript whose codes are made alike.
func (o *office) story(chat int64, name string) {
	o.tb.Helper()
	o.settled()
	told, err := o.door.Transcript(o.ctx(), chat)
	o.must(err)
	golden(o.tb, name, joinCode.ReplaceAllString(told[o.begun[chat]:], "C-XXXXXXXX"))
}

// The office hands out codes, lists its people, gives them roles and fields, and lets them go; a unit sees its own.
func TestMembers(t *testing.T) {
	t.Parallel()
	o := staffed(t, "2024-06-03 09:00")
	code := o.joinCodeIn(o.say(officeChat, officeClerk, "/members mã TPHT"))
	o.inPrivate(justiceSecond)
	o.say(justiceSecond, justiceSecond, "/join")
	o.say(justiceSecond, justiceSecond, "/tasks")
	o.say(justiceSecond, justiceSecond, "/join "+strings.ToLower(code))
	o.say(justiceSecond, justiceSecond, "/whoami")
	o.say(justiceSecond, justiceSecond, "/members")
	o.say(justiceSecond, justiceSecond, "/join "+code)
	for _, text := range []string{
		"/members", "/canbo 6 trưởng", "/members 6 trưởng", "/members 6 VHXH công chức", "/members 6 công chức", "/members 6 TPHT công chức",
		"/members 6 chủ tịch", "/members 5 lĩnh vực 3,7", "/members 5 lĩnh vực 3, 99", "/members 6 TPHT lĩnh vực 3", "/members 5 lĩnh vực tất cả",
		"/members 77 trưởng", "/members 6 lạ lùng", "/members 6", "/members xyz", "/members mã XYZ", "/members mã UBNDX", "/members mã UBNDX phó chủ tịch",
		"/members 1 nghỉ",
	} {
		o.say(officeChat, officeClerk, text)
	}
	o.press(o.last(officeChat), officeClerk, "Kết thúc phân công")
	leave := o.say(officeChat, officeClerk, "/members 6 TPHT nghỉ")
	o.press(leave, justiceClerk, "Kết thúc phân công")
	o.press(leave, officeClerk, "Kết thúc phân công")
	o.sendsTap(leave, officeClerk, "leave:6")
	o.say(officeChat, officeClerk, "/members")
	o.story(officeChat, "members_office")
	o.say(justiceSecond, justiceSecond, "/join "+code)
	o.say(justiceSecond, justiceSecond, "/whoami")
	o.story(justiceSecond, "members_private")
}

// Whoever is not of the office sees little and changes nothing; a head invites clerks of the unit.
func TestMembersElsewhere(t *testing.T) {
	t.Parallel()
	o := staffed(t, "2024-06-03 09:00")
	o.join(justiceChat, officeClerk)
	o.begin(justiceChat)
	for _, said := range []struct {
		user int64
		text string
	}{
		{justiceSecond, "/members"}, {justiceSecond, "/members mã TPHT"}, {justiceSecond, "/members 3 trưởng"},
		{justiceClerk, "/members"}, {justiceClerk, "/members mã"}, {justiceClerk, "/members mã trưởng"}, {justiceClerk, "/members mã VHXH"},
		{officeClerk, "/members mã TPHT"}, {officeClerk, "/members 2 công chức"}, {officeClerk, "/members"},
	} {
		o.say(justiceChat, said.user, said.text)
	}
	o.promote(justiceChat, justiceSecond)
	o.as("anonymous", o.last(justiceChat), justiceSecond, "/members")
	o.story(justiceChat, "members_unit")
	o.say(leadersChat, chairman, "/members")
	o.say(leadersChat, chairman, "/members 2 công chức")
	o.story(leadersChat, "members_leaders")
}

// An operator puts the first of the office on record; from there the office goes on by itself.
func TestMembersByOperator(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.inPrivate(operator)
	o.say(operator, operator, "/members")
	o.say(operator, operator, "/members mã")
	o.say(operator, operator, "/members mã khac/VPTK")
	code := o.joinCodeIn(o.say(operator, operator, "/members mã sonky/VPTK"))
	o.story(operator, "members_operator")
	o.inPrivate(officeClerk)
	o.say(officeClerk, officeClerk, "/join "+code)
	wants(t, o.say(officeClerk, officeClerk, "/members mã TPHT").Text, "C-")
	wants(t, o.say(officeChat, operator, "/members 1 nghỉ").Text, "Kết thúc phân công")
	o.press(o.last(officeChat), operator, "Kết thúc phân công")
	wants(t, o.say(officeClerk, officeClerk, "/members").Text, "chưa được ghi tên")
}

// A code is good once, for ten minutes, in private; who guesses is not heard for ten minutes, whatever they try.
func TestJoinByCode(t *testing.T) {
	t.Parallel()
	o := staffed(t, "2024-06-03 09:00")
	o.inPrivate(justiceSecond)
	o.inPrivate(passerBy)
	code := o.joinCodeIn(o.say(officeChat, officeClerk, "/members mã TPHT"))
	o.say(justiceChat, justiceSecond, "/join "+code)
	o.say(justiceSecond, justiceSecond, "/join "+code)
	late := o.joinCodeIn(o.say(officeChat, officeClerk, "/members mã TPHT"))
	o.later(11 * time.Minute)
	good := o.joinCodeIn(o.say(officeChat, officeClerk, "/members mã TPHT"))
	for _, wrong := range []string{code, late, "C-22222222", "C-33333333", "C-44444444"} {
		o.say(passerBy, passerBy, "/join "+wrong)
	}
	o.say(passerBy, passerBy, "/join "+good)
	o.later(9 * time.Minute)
	o.say(passerBy, passerBy, "/join "+good)
	o.later(2 * time.Minute)
	last := o.joinCodeIn(o.say(officeChat, officeClerk, "/members mã TPHT"))
	o.say(passerBy, passerBy, "/join "+last)
	o.story(passerBy, "join_guesses")
	o.story(justiceChat, "join_code_in_group")
}

// A vice chairman is told which fields are theirs.
func TestWhoamiNamesFields(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	o.leaders()
	o.admits(officeClerk, "Công chức Văn phòng", "VPTK", plan.OfficeClerk)
	no := 0
	all, err := o.store.Members(o.ctx(), o.plan.Commune.ID, o.plan.From)
	o.must(err)
	for _, m := range all {
		if m.Role == plan.ViceChairman {
			no = m.No
		}
	}
	o.say(officeChat, officeClerk, fmt.Sprintf("/members %d lĩnh vực 7,3", no))
	wants(t, o.say(viceChairman, viceChairman, "/whoami").Text, "Vai trò: Phó Chủ tịch phụ trách lĩnh vực 3, 7, UBND xã")
}
