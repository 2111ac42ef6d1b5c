package bot_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
)

// twoScreens is how much of an overview fits two screens of a phone.
const twoScreens = 3500

// The Chairman sees on two screens how the plan stands: before any figure, when figures came, when dates passed, and
// what changed since the last period. A unit sees its own.
func TestOverview(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-14 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	o.board(leadersChat, chairman, "/overview")
	o.say(officeChat, officeClerk, "/update 9 145/150\n8 150/150\n11 5/5\n3 1")
	o.clock.Set(at("2024-04-02 09:00"))
	o.board(leadersChat, chairman, "/tongquan")
	o.say(officeChat, officeClerk, "/update 9 tháng 4: 199/200\n13 41%")
	o.say(financeChat, financeClerk, "/update 13 41%")
	o.clock.Set(at("2024-07-03 09:00"))
	page, _ := o.board(leadersChat, chairman, "/overview")
	wants(t, page.Text, "Báo cáo Chủ tịch", "24 nhiệm vụ", "quá hạn", "Chủ trì: VH-XH", "/meeting")
	o.press(page, chairman, "Quá hạn")
	o.press(page, chairman, "Cập nhật")
	o.press(page, chairman, "Họp ▶")
	o.transcript(leadersChat, "overview_leaders")
	for chat, user := range map[int64]int64{justiceChat: justiceClerk, officeChat: officeClerk} {
		o.board(chat, user, "/overview")
	}
	o.transcript(justiceChat, "overview_justice")
	private, _ := o.board(o.inPrivate(chairman), chairman, "/overview")
	wants(t, private.Text, "Báo cáo Chủ tịch", "24 nhiệm vụ")
}

// The overview counts what the lists count.
func TestOverviewAgreesWithTheLists(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-14 09:00")
	o.enrol(officeClerk, "VPTK", plan.OfficeClerk)
	o.say(officeChat, officeClerk, "/update 9 145/150\n8 150/150\n11 4/5\n3 1\n1a 1/4\n16 90/100")
	o.clock.Set(at("2024-07-03 09:00"))
	words, _ := o.board(officeChat, officeClerk, "/overview")
	page := words.Text
	late := o.say(officeChat, officeClerk, "/tasks quá hạn").Text
	wants(t, page, "3 quá hạn")
	wants(t, late, "quá hạn: 3 nhiệm vụ")
	meeting := o.say(officeChat, officeClerk, "/meeting").Text
	_, items, _ := strings.Cut(meeting, "1/")
	items, _, _ = strings.Cut(items, " việc")
	wants(t, page, items+" việc cần lãnh đạo cho ý kiến")
}

// A plan without tasks for the reader, or without tasks at all, is said to be so.
func TestOverviewOfNothing(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-14 09:00")
	o.replan(func(p *plan.Plan) { p.Tasks = nil })
	o.say(leadersChat, chairman, "/overview")
	o.say(justiceChat, justiceClerk, "/overview")
	o.transcript(leadersChat, "overview_empty")
}

// board has somebody ask for an overview, whose words must not be long, and waits for its picture.
func (o *office) board(chat, user int64, command string) (words, picture emulator.Msg) {
	o.tb.Helper()
	words = o.say(chat, user, command)
	o.short(words)
	return words, o.answer(chat, words.ID)
}

func (o *office) short(m emulator.Msg) {
	o.tb.Helper()
	if n := len(utf16.Encode([]rune(m.Text))); n >= twoScreens {
		o.tb.Errorf("%d characters, want fewer than %d:\n%s", n, twoScreens, m.Text)
	}
}
