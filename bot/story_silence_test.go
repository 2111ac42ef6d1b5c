package bot_test

import (
	"strings"
	"testing"

	"planbot/bot/telegram/emulator"
)

// What the office keeps quiet is told to it once a week, with until when and why, and is over with the last silence.
func TestSilencesAreToldWeekly(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-04-02 09:00")
	b := o.bells()
	b.until("2024-04-02 09:30")
	o.say(officeChat, officeClerk, "/silences 9 15/4 chờ hướng dẫn của tỉnh")
	b.until("2024-04-05 17:00")
	if said := o.saying(officeChat, "Đang tạm ngừng nhắc"); len(said) != 0 {
		t.Errorf("told before its week: %q", said)
	}
	b.until("2024-04-12 17:00")
	said := o.saying(officeChat, "Đang tạm ngừng nhắc")
	if len(said) != 1 {
		t.Fatalf("told %d times in a week, want once", len(said))
	}
	wants(t, said[0], "🔕", "Đang tạm ngừng nhắc: nhiệm vụ 9 đến hết 15/04/2024 (lý do: chờ hướng dẫn của tỉnh)", "thứ Hai, 08/04/2024")
	b.until("2024-04-15 17:00")
	if said := o.saying(officeChat, "Đang tạm ngừng nhắc"); len(said) != 2 {
		t.Errorf("told %d times in two weeks, want twice", len(said))
	}
	b.until("2024-04-23 17:00")
	if said := o.saying(officeChat, "không còn nội dung nào đang tạm ngừng nhắc"); len(said) != 2 {
		t.Errorf("%d messages say that it is over, want both", len(said))
	}
	if said := o.saying(justiceChat, "Đang tạm ngừng nhắc"); len(said) != 0 {
		t.Errorf("a unit was told: %q", said)
	}
}

// saying lists the bot's messages in a chat that hold some words.
func (o *office) saying(chat int64, words string) (texts []string) {
	o.tb.Helper()
	for _, m := range o.fromBot(chat, 0) {
		if strings.Contains(m.Text, words) {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

// A group in which the bot may not write any more is heard all the same; its alerts go to the next step until it may
// again, whoever lets it.
func TestMutedGroupClimbs(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-05 08:00")
	b := o.bells()
	b.until("2024-03-05 08:10")
	o.must(o.door.Move(o.ctx(), emulator.Moving{Chat: justiceChat, Status: "restricted", By: passerBy}))
	o.sends(emulator.Sending{Chat: justiceChat, User: justiceClerk, Text: "/pending 3 7h45"})
	o.settled()
	b.until("2024-03-05 16:00")
	wants(t, o.last(officeChat).Text, "3 hồ sơ chờ tiếp nhận", "Không liên lạc được nhóm của bộ phận; chuyển Văn phòng")
	if o.unbound(justiceChat) {
		t.Error("a muted group lost its unit")
	}
	wants(t, o.say(officeChat, officeClerk, "/status").Text, "TP-HT")

	o.must(o.door.Move(o.ctx(), emulator.Moving{Chat: justiceChat, Status: "administrator", By: passerBy}))
	o.settled()
	b.until("2024-03-06 08:00")
	wants(t, o.last(justiceChat).Text, "3 hồ sơ chờ tiếp nhận", "Đã quá giới hạn")
}

// The rights of a whole group change without a word to the bot: an answer that arrives says that it may write again.
func TestMutedGroupAnswersAgain(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-03-05 08:00")
	o.must(o.store.SetMuted(o.ctx(), justiceChat, true, nil, o.clock.Now()))
	wants(t, o.say(officeChat, officeClerk, "/status").Text, "TP-HT")
	o.say(justiceChat, justiceClerk, "/tasks")
	o.settled()
	wants(t, o.say(officeChat, officeClerk, "/status").Text, "Mọi nhóm đều liên lạc được")
}
