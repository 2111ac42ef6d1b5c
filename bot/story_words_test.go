package bot_test

import (
	"fmt"
	"testing"

	"planbot/storage/plan"
)

// In private one answers a message that asks for words by just writing. What may be a figure is asked about, what is
// refused is asked for again, and once something else was said words answer nothing.
func TestWordsWithoutReply(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-07-03 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	o.inPrivate(chairman)
	page := o.say(chairman, chairman, "/meeting")
	asks := o.presses(page, chairman, "📄 Giải trình")
	if asks.Asks == nil || asks.Asks.Selective {
		t.Errorf("no reply opens: %+v", asks)
	}
	wants(t, o.say(chairman, chairman, "1b: 2/4").Text, "Chưa rõ đây là nội dung trả lời hay số liệu")
	wants(t, o.say(chairman, chairman, "ông A, CCCD 051099001234").Text, "thông tin cá nhân")
	wants(t, o.say(chairman, chairman, "vì sao chậm 8/7").Text, "Yêu cầu giải trình", "“vì sao chậm”")
	o.say(chairman, chairman, "vì sao chậm nữa")
	o.transcript(chairman, "words_in_private")
}

// In a group only a reply is heard, be the bot an administrator or not.
func TestWordsWithoutReplyInGroup(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-07-03 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	asks := o.presses(o.say(leadersChat, chairman, "/meeting"), chairman, "📌 Chỉ đạo")
	o.unheard(leadersChat, chairman, "phát động ngay trong tuần 5/7")
	refused := o.reply(asks, chairman, "ông A, CCCD 051099001234")
	if refused.Asks == nil || len(refused.Asks.Users) != 1 || refused.Asks.Users[0] != chairman {
		t.Errorf("the refusal opens no reply: %+v", refused.Asks)
	}
	wants(t, o.reply(refused, chairman, "phát động ngay trong tuần 5/7").Text, "“phát động ngay trong tuần”")
}

// Words that come once more, after their answer, are said once.
func TestWordsWithoutReplyTwice(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-07-03 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	o.inPrivate(chairman)
	o.presses(o.say(chairman, chairman, "/meeting"), chairman, "📌 Chỉ đạo")
	said, err := o.door.Say(o.ctx(), chairman, chairman, "phát động ngay trong tuần 5/7")
	o.must(err)
	o.settled()
	_, err = o.door.Raw(o.ctx(), fmt.Sprintf(`{"message":{"message_id":%d,"date":%d,"text":"phát động ngay trong tuần 5/7",
		"from":{"id":%[3]d,"first_name":"Chủ tịch"},"chat":{"id":%[3]d,"type":"private"}}}`,
		said.MessageID, o.clock.Now().Unix(), chairman))
	o.must(err)
	o.settled()
	wants(t, o.last(chairman).Text, "“phát động ngay trong tuần”")
	task, _ := o.plan.Task(1)
	all, err := o.store.Matters(o.ctx(), o.plan.Commune.ID, task.ID)
	o.must(err)
	if len(all) != 1 {
		t.Errorf("%d instructions", len(all))
	}
}
