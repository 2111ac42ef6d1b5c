package message

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// Simulation is what a day would bring, from an instant on, if nothing changed until then.
type Simulation struct {
	Plan    *plan.Plan
	Facts   plan.Facts
	At      time.Time
	Round   plan.Round
	Notices []plan.Notice // of the round, those that the viewer may see
}

// Simulated lists what would be sent, by chat and step. Nothing is sent.
func Simulated(s Simulation) Message {
	day := dayOf(s.At)
	m := say(lines(
		fmt.Sprintf("🧪 <b>Mô phỏng</b> %s, %s %s", s.At.In(calendar.Zone).Format("15:04"), day.WeekdayVN(), day.VN()),
		"Tính theo số liệu hiện có; <b>không có tin nào được gửi</b>.",
	))
	if len(s.Notices) == 0 {
		m.add("Ngày đó, từ giờ này, không có tin nào phải gửi.")
		return m
	}
	w := newWriter(plan.Mail{Plan: s.Plan, Facts: s.Facts}, s.At)
	for _, to := range simulatedChats(s.Notices) {
		m.add("\n→ <b>" + esc(mailboxName(s.Plan, to.To)) + "</b> " + fmt.Sprintf("(bước %d: %s)", to.Step+1, audienceName(s.Plan, to.Audience)))
		for _, n := range s.Notices {
			if n.To.Same(to.To) && n.Audience == to.Audience {
				m.add(w.simulated(s.Round.Episodes[n.Episode], n))
			}
		}
	}
	return m
}

// simulatedChats lists each chat and step once, in the order they are told.
func simulatedChats(all []plan.Notice) []plan.Notice {
	var chats []plan.Notice
	for _, n := range all {
		known := slices.ContainsFunc(chats, func(c plan.Notice) bool { return c.To.Same(n.To) && c.Audience == n.Audience })
		if !known {
			chats = append(chats, n)
		}
	}
	slices.SortStableFunc(chats, func(a, b plan.Notice) int { return a.Step - b.Step })
	return chats
}

// simulated is a notice in a list: the matter, why it would come and when.
func (w writer) simulated(e plan.Episode, n plan.Notice) string {
	why := flipWords[n.Why]
	if n.Why == plan.WhyFirst {
		why = "lần đầu"
	}
	if n.Repeat > 0 {
		why = fmt.Sprintf("nhắc lại lần %d", n.Repeat)
	}
	when := ""
	if n.After.After(w.at) {
		when = ", " + clock(n.After)
	}
	return fmt.Sprintf("· %s\n  %s (%s%s)", w.alertHead(e), strings.ReplaceAll(w.summary(e), "\n", "\n  "), why, when)
}

// mailboxName says whose chat it is; a private one is named by its role and fields only.
func mailboxName(p *plan.Plan, m plan.Mailbox) string {
	if m.Private() {
		return sentence(RoleWord[m.Role]) + InChargeOf(m.Areas)
	}
	u, ok := p.UnitByID(m.Unit)
	if !ok {
		return "nhóm chưa rõ"
	}
	return u.Label()
}

// RestDay says that nothing is sent on a day, and names the next one that something may be.
func RestDay(p *plan.Plan, day calendar.Date) Message {
	next := p.Calendar.NextWorkday(day)
	return say(fmt.Sprintf("%s %s là ngày nghỉ (%s), không có tin nào được gửi. Ngày làm việc kế tiếp: %s.",
		sentence(day.WeekdayVN()), day.VN(), esc(p.Calendar.Why(day).Name), code("/simulate "+next.VN())))
}
