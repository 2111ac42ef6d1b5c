package message

import (
	"fmt"
	"strings"

	"planbot/storage/plan"
)

// TrialStep is one step of the ladder with the chats that a test message goes to.
type TrialStep struct {
	To    plan.Audience
	Wait  int
	Chats []plan.Mailbox
}

// Trial says which chats get a test message, step by step.
func Trial(p *plan.Plan, unit plan.Unit, steps []TrialStep) Message {
	m := say("🧪 <b>Gửi tin thử</b> theo các bước báo lên của " + esc(unit.Label()) + ":")
	for i, s := range steps {
		names := make([]string, len(s.Chats))
		for j, c := range s.Chats {
			names[j] = mailboxName(p, c)
		}
		line := fmt.Sprintf("%d. %s: %s", i+1, sentence(audienceName(p, s.To)), esc(strings.Join(names, ", ")))
		if len(names) == 0 {
			line = fmt.Sprintf("%d. %s: chưa có nhóm hoặc không liên lạc được", i+1, sentence(audienceName(p, s.To)))
		}
		if s.Wait > 0 {
			line += fmt.Sprintf(" (khi thật: sau %d ngày làm việc)", s.Wait)
		}
		m.add(line)
	}
	m.add("Mỗi nơi nhận một tin có ghi rõ là tin thử.")
	return m
}
