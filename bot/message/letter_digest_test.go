package message_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"planbot/bot/message"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// alertNamed is the letter of one of the sample alerts, told to the unit for the first time.
func alertNamed(t testing.TB, name string, why plan.Why) plan.Letter {
	t.Helper()
	for _, a := range sampleAlerts() {
		if a.name == name {
			return told(a.episode, plan.ToLead, why, at(a.at))
		}
	}
	t.Fatalf("no sample alert %q", name)
	return plan.Letter{}
}

// parts shows all messages of a mail.
func parts(all []message.Composed) string {
	var b strings.Builder
	for _, c := range all {
		fmt.Fprintf(&b, "%s--- letters %v, reply to %d, tasks %v, numbers %v\n\n", shown(c.Message), c.Letters, c.ReplyTo, c.Tasks, c.Numbers)
	}
	return b.String()
}

// june are the alerts of the office's own chat on a morning in June, the most pressing first: some of its own, some
// that climbed to it.
func june() []plan.Letter {
	day := at("2024-06-19 07:45")
	task := func(rule plan.Rule, no, unit int64) plan.Subject {
		return plan.Subject{Rule: rule, Task: 100 + no, Unit: unit}
	}
	soon := plan.Inputs{Due: on("2024-06-30"), RemindBy: on("2024-06-28"), Next: 3}
	missing := plan.Inputs{
		Period: month(6), Cutoff: on("2024-06-14"), ReportBy: on("2024-06-14"), Earlier: []plan.Period{month(3), month(4), month(5)},
	}
	waits := plan.Inputs{Count: 2, Oldest: at("2024-06-17 09:00"), Hours: 8}
	return []plan.Letter{
		told(firing(1, task(plan.RuleWaiting, 16, tpht), plan.WaitingLate, "2024-06-18 07:45", waits), plan.ToOffice, plan.WhyClimbed, day),
		told(firing(2, task(plan.RuleOverdue, 1, 0), 1, "2024-06-17 07:45", plan.Inputs{Due: on("2024-03-31")}), plan.ToLead, plan.WhyRepeat, day),
		told(firing(3, task(plan.RuleMissing, 8, 0), plan.MissingLate, "2024-06-19 07:45", missing), plan.ToLead, plan.WhyFirst, day),
		told(firing(4, plan.Subject{Rule: plan.RuleBelow, Task: 109, Target: 90}, plan.BelowGoal, "2024-06-18 09:00", plan.Inputs{
			Value: fraction(262, 273), Goal: atLeast97,
		}), plan.ToLead, plan.WhyFirst, day),
		told(firing(5, task(plan.RuleDueSoon, 2, 0), 2, "2024-06-17 07:45", soon), plan.ToOffice, plan.WhyUnreachable, day),
		told(firing(6, task(plan.RuleDueSoon, 3, 0), 2, "2024-06-19 07:45", soon), plan.ToLead, plan.WhyCloser, day),
	}
}

// A digest names its unit and day, counts what presses, and has a button for every alert that the unit can take up.
func TestDigest(t *testing.T) {
	t.Parallel()
	p := samplePlan(t)
	m := plan.Mail{To: plan.Mailbox{Chat: -1, Unit: vptk, Active: true}, Plan: p, Facts: factsOf(p)}
	goldenText(t, "letters_digest", parts(message.Letters(m, june(), at("2024-06-19 07:52"))))
}

// Above the unit the head says to whom it reports, and nothing can be taken up.
func TestDigestAbove(t *testing.T) {
	t.Parallel()
	p := samplePlan(t)
	var all strings.Builder
	for _, a := range []plan.Audience{plan.ToOffice, plan.ToViceChairman, plan.ToChairman} {
		var letters []plan.Letter
		for _, name := range []string{"overdue", "below_lost", "pace_forecast"} {
			l := alertNamed(t, name, plan.WhyClimbed)
			l.Audience, l.Step = a, slices.IndexFunc(ladder, func(s plan.LadderStep) bool { return s.To == a })
			letters = append(letters, l)
		}
		letters[1].Why, letters[2].Unknown = plan.WhyFirst, 1
		mail := mailOf(p, a, plan.Episode{})
		all.WriteString(parts(message.Letters(mail, letters, at("2024-09-05 07:45"))))
	}
	goldenText(t, "letters_above", all.String())
}

// One urgent alert has a short head; a second copy of it says so.
func TestUrgent(t *testing.T) {
	t.Parallel()
	p := samplePlan(t)
	l := alertNamed(t, "waiting_late", plan.WhyWorse)
	l.Critical, l.Unknown = true, 1
	m := mailOf(p, plan.ToLead, l.Episode)
	first := parts(message.Letters(m, []plan.Letter{l}, at("2024-03-05 08:00")))
	lost := alertNamed(t, "below_lost", plan.WhyFirst)
	lost.Critical, lost.Audience = true, plan.ToChairman
	m = mailOf(p, plan.ToChairman, lost.Episode)
	goldenText(t, "letters_urgent", first+parts(message.Letters(m, []plan.Letter{lost}, at("2024-03-05 09:00"))))
}

// A message that was sent shows who has taken its alerts up, what is put off and what is over, in the same places.
func TestRefreshed(t *testing.T) {
	t.Parallel()
	p := samplePlan(t)
	m := plan.Mail{To: plan.Mailbox{Chat: -1, Unit: vptk, Active: true}, Plan: p, Facts: factsOf(p)}
	letters := june()[1:]
	refresh := plan.Letter{ID: 9, Kind: plan.LetterRefresh, Message: 77, Shown: letters}
	now := at("2024-06-19 08:05")
	sent := message.Letters(m, letters, now)
	if got := shown(message.Refreshed(m, refresh, now)); got != shown(sent[0].Message) {
		t.Errorf("a refresh that changes nothing reads\n%s\nwant\n%s", got, shown(sent[0].Message))
	}
	letters[0].Episode.State, letters[0].Episode.AckBy = plan.Acknowledged, clerk
	letters[0].Episode.AckAt, letters[0].Episode.HeldUntil = at("2024-06-19 08:05"), at("2024-06-24 08:05")
	letters[2].Episode.State, letters[2].Episode.EndedAt = plan.Resolved, at("2024-06-19 08:01")
	letters[4].Episode.HeldUntil = at("2024-06-24 07:45")
	goldenText(t, "letters_refreshed", shown(message.Refreshed(m, refresh, now)))

	one := plan.Letter{Kind: plan.LetterRefresh, Shown: letters[:1]}
	two := plan.Letter{Kind: plan.LetterRefresh, Shown: letters[2:3]}
	three := plan.Letter{Kind: plan.LetterRefresh, Shown: letters[4:5]}
	goldenText(t, "letters_refreshed_single",
		shown(message.Refreshed(m, one, now))+"\n"+shown(message.Refreshed(m, two, now))+"\n"+shown(message.Refreshed(m, three, now)))
}

// factsOf are figures that reach the goal again: two months of task 9, one of task 14 from one unit.
func factsOf(p *plan.Plan) plan.Facts {
	_, nine, _ := p.TargetByID(90)
	filed := []plan.Filed{
		{Slot: plan.Slot{Target: 90, Unit: vptk, Period: month(1)}, Figure: fraction(120, 123), AsOf: on("2024-01-14"), Entry: 1},
		{Slot: plan.Slot{Target: 90, Unit: vptk, Period: month(2)}, Figure: fraction(147, 150), AsOf: on("2024-02-14"), Entry: 2},
	}
	_, many, _ := p.TargetByID(140)
	digitised := []plan.Filed{
		{Slot: plan.Slot{Target: 140, Unit: tpht, Period: month(2)}, Figure: fraction(70, 100), AsOf: on("2024-02-14"), Entry: 3},
	}
	_, contest, _ := p.TargetByID(20)
	done := []plan.Filed{{
		Slot: plan.Slot{Target: 20, Unit: vhxh, Period: month(6)}, Figure: plan.Figure{Kind: plan.Done}, AsOf: on("2024-06-20"), Entry: 4,
	}}
	return plan.Facts{Totals: plan.Totals{
		{Target: 90, Unit: vptk}:  plan.UnitTotal(*nine, filed),
		{Target: 140, Unit: tpht}: plan.UnitTotal(*many, digitised),
		{Target: 20, Unit: vhxh}:  plan.UnitTotal(*contest, done),
	}}
}

// What is over is told in a line each; where nothing else is said, as a reply to the message that told it.
func TestResolved(t *testing.T) {
	t.Parallel()
	p := samplePlan(t)
	m := plan.Mail{To: plan.Mailbox{Chat: -1, Unit: leaders, Active: true}, Plan: p, Facts: factsOf(p)}
	var letters []plan.Letter
	for i, a := range sampleAlerts() {
		e := a.episode
		e.State, e.EndedAt = plan.Resolved, at("2024-07-03 09:10")
		letters = append(letters, plan.Letter{
			ID: int64(i + 1), Kind: plan.LetterResolved, Episode: e, Audience: plan.ToChairman, Why: plan.WhyHealed, Message: 70,
		})
	}
	replaced, ended := letters[2], letters[6]
	replaced.Why, ended.Why = plan.WhyReplaced, plan.WhyPlanEnded
	letters = append(letters, replaced, ended)
	goldenText(t, "letters_resolved", parts(message.Letters(m, letters, at("2024-07-03 09:11"))))

	mixed := message.Letters(m, append(letters[:1:1], alertNamed(t, "below", plan.WhyFirst)), at("2024-07-03 09:11"))
	if got := mixed[0].ReplyTo; got != 0 {
		t.Errorf("an alert beside a resolution is sent as a reply to %d, want none", got)
	}
}

// The other letters: a gap, an urge, a test along the ladder, and trouble for those who run planbot.
func TestOtherLetters(t *testing.T) {
	t.Parallel()
	p := samplePlan(t)
	m := plan.Mail{To: plan.Mailbox{Chat: -1, Unit: tpht, Active: true}, Plan: p, Facts: factsOf(p)}
	gap := plan.Letter{ID: 1, Kind: plan.LetterGap, Payload: plan.Payload{From: at("2024-03-01 17:00"), Until: at("2024-03-04 07:30")}}
	office := m
	office.To.Unit = vptk
	empty := m
	empty.Facts = plan.Facts{}
	var all strings.Builder
	for _, m := range []plan.Mail{m, office, empty} {
		all.WriteString(parts(message.Letters(m, []plan.Letter{gap}, at("2024-03-04 07:30"))))
	}
	for step := range 4 {
		l := plan.Letter{ID: 3, Kind: plan.LetterTest, Payload: plan.Payload{Step: step + 1, Steps: 4}}
		all.WriteString(parts(message.Letters(m, []plan.Letter{l}, at("2024-03-04 07:30"))))
	}
	for _, what := range []string{"silent_chat", "muted_chat", "topic_chat", "round", "letter", "episode", "lease", "plan", "dead", "unknown"} {
		l := plan.Letter{ID: 4, Kind: plan.LetterOperator, Payload: plan.Payload{What: what, About: "Tư pháp - hộ tịch, xã Sơn Kỳ"}}
		all.WriteString(parts(message.Letters(plan.Mail{}, []plan.Letter{l}, at("2024-03-04 07:30"))))
	}
	goldenText(t, "letters_other", all.String())
}

// The office's urging names unit, task and hour; what is missing is added by the rules of the day.
func TestUrge(t *testing.T) {
	t.Parallel()
	m := plan.Mail{To: plan.Mailbox{Chat: -1, Unit: tpht, Active: true}, Plan: samplePlan(t)}
	for payload, want := range map[plan.Payload]string{
		{Unit: tpht, Until: at("2024-06-14 16:00")}: "📣 Văn phòng đề nghị bộ phận Tư pháp - hộ tịch xã khẩn trương cập nhật " +
			"kết quả, số liệu trước 16 giờ 00 ngày 14/6/2024 để tổng hợp, báo cáo.",
		{Unit: tpht, Task: 105, Until: at("2024-06-14 16:00")}: "📣 Văn phòng đề nghị bộ phận Tư pháp - hộ tịch xã khẩn trương cập nhật " +
			"kết quả, số liệu nhiệm vụ <b>5</b> · Cải cách thể chế theo Kế hoạch CCHC của xã trước 16 giờ 00 ngày 14/6/2024 để tổng hợp, báo cáo.",
	} {
		l := plan.Letter{ID: 2, Kind: plan.LetterUrge, Payload: payload}
		got := shown(message.Letters(m, []plan.Letter{l}, at("2024-06-13 14:00"))[0].Message)
		if !strings.HasPrefix(got, want) {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		if payload.Task != 0 && !strings.Contains(got, "5: xong") {
			t.Errorf("does not say how to answer:\n%s", got)
		}
	}
}

// Two alerts of one task never have the same button.
func TestAckLabels(t *testing.T) {
	t.Parallel()
	p := samplePlan(t)
	m := plan.Mail{To: plan.Mailbox{Chat: -1, Unit: vptk, Active: true}, Plan: p}
	var letters []plan.Letter
	for i, about := range []plan.Subject{
		{Rule: plan.RuleOverdue, Task: 101}, {Rule: plan.RulePace, Task: 101, Target: 10}, {Rule: plan.RulePace, Task: 101, Target: 11},
		{Rule: plan.RuleBelow, Task: 114, Target: 140, Unit: vptk}, {Rule: plan.RuleBelow, Task: 114, Target: 140, Unit: tpht},
		{Rule: plan.RuleMissing, Task: 109}, {Rule: plan.RuleBelow, Task: 109, Target: 90},
		{Rule: plan.RuleMissing, Task: 108, Scope: "month/2024/1"}, {Rule: plan.RuleMissing, Task: 108, Scope: "month/2024/2"},
		{Rule: plan.RuleDueSoon, Task: 103},
	} {
		in := plan.Inputs{Due: on("2024-03-31"), Period: month(2), ReportBy: on("2024-02-15"), Value: fraction(1, 2)}
		if about.Scope == "month/2024/1" {
			in.Period = month(1)
		}
		letters = append(letters, told(firing(int64(i+1), about, 2, "2024-04-01 07:45", in), plan.ToLead, plan.WhyFirst, at("2024-04-01 07:45")))
	}
	got := message.Letters(m, letters, at("2024-04-01 07:45"))[0].Message.Buttons
	var labels []string
	for _, row := range got {
		for _, b := range row {
			labels = append(labels, b.Label)
		}
	}
	goldenText(t, "letters_labels", strings.Join(labels, "\n")+"\n")
	if distinct := slices.Compact(slices.Sorted(slices.Values(labels))); len(distinct) != len(labels) {
		t.Errorf("labels repeat: %q", labels)
	}
}

// However many letters wait for a chat, each is told in exactly one message, none is too long, and none is cut
// within a tag: in a plan of ordinary words and in one whose every word is hostile.
func TestEveryLetterOnce(t *testing.T) {
	t.Parallel()
	ordinary, hostilePlan := samplePlan(t), hostilePlan(30)
	kinds := sampleAlerts()
	rapid.Check(t, func(t *rapid.T) {
		p := ordinary
		if rapid.Bool().Draw(t, "hostile") {
			p = hostilePlan
		}
		m := plan.Mail{To: plan.Mailbox{Chat: -1, Unit: 1}, Plan: p, Facts: factsOf(ordinary)}
		letters := make([]plan.Letter, rapid.IntRange(1, 60).Draw(t, "letters"))
		for i := range letters {
			letters[i] = anyLetter(t, p, kinds, int64(i+1))
		}
		var got []int64
		for _, c := range message.Letters(m, letters, at("2024-03-05 08:00")) {
			got = append(got, c.Letters...)
			checkPart(t, c)
		}
		if want := len(letters); len(got) != want || !slices.IsSorted(got) || len(slices.Compact(got)) != want {
			t.Fatalf("letters %v were told, want each of %d once and in order", got, want)
		}
	})
}

func anyLetter(t *rapid.T, p *plan.Plan, kinds []sampleAlert, id int64) plan.Letter {
	e := rapid.SampledFrom(kinds).Draw(t, "rule").episode
	task := p.Tasks[rapid.IntRange(0, len(p.Tasks)-1).Draw(t, "task")]
	e.ID, e.State = 1<<62+id, rapid.SampledFrom([]plan.EpisodeState{plan.Firing, plan.Acknowledged, plan.Resolved}).Draw(t, "state")
	if e.Task != 0 {
		e.Task, e.Target = task.ID, 0
	}
	if len(task.Targets) > 0 {
		e.Target = task.Targets[0].ID
	}
	e.AckBy, e.EndedAt = plan.Author{ID: 1, Name: hostile}, at("2024-03-05 07:59")
	if rapid.Bool().Draw(t, "held") {
		e.HeldUntil = at("2024-03-08 07:45")
	}
	return plan.Letter{
		ID: id, Episode: e, Message: 7,
		Kind: rapid.SampledFrom([]plan.LetterKind{
			plan.LetterAlert, plan.LetterAlert, plan.LetterAlert, plan.LetterResolved, plan.LetterGap, plan.LetterUrge,
			plan.LetterTest, plan.LetterAssigned, plan.LetterOperator,
		}).Draw(t, "kind"),
		Audience: rapid.SampledFrom([]plan.Audience{plan.ToLead, plan.ToLead, plan.ToOffice, plan.ToChairman}).Draw(t, "audience"),
		Why:      rapid.SampledFrom(allWhys).Draw(t, "why"),
		Payload:  plan.Payload{Task: task.ID, Unit: 1, Until: at("2024-03-05 16:00"), About: strings.Repeat(hostile, 9), What: "dead"},
	}
}

func checkPart(t *rapid.T, c message.Composed) {
	text := strings.Join(c.Message.Items, "\n")
	if n := len(utf16.Encode([]rune(text))); n >= 4000 {
		t.Fatalf("a part has %d units, want less than 4000:\n%s", n, text)
	}
	if rest := ourTags.ReplaceAllString(text, ""); strings.ContainsAny(rest, "<>\"") {
		t.Fatalf("markup gets through:\n%s", text)
	}
	for _, tag := range []string{"b", "i", "code"} {
		if strings.Count(text, "<"+tag+">") != strings.Count(text, "</"+tag+">") {
			t.Fatalf("%s is cut:\n%s", tag, text)
		}
	}
	if len(c.Tasks) != len(c.Numbers) {
		t.Fatalf("%d tasks have %d numbers", len(c.Tasks), len(c.Numbers))
	}
	labels := map[string]bool{}
	for _, row := range c.Message.Buttons {
		for _, b := range row {
			if len(b.Data) == 0 || len(b.Data) > 64 || labels[b.Label] || len(row) > 3 {
				t.Fatalf("bad button %q with %d bytes of data in a row of %d", b.Label, len(b.Data), len(row))
			}
			labels[b.Label] = true
		}
	}
}

// A full message still fits once every alert of it is taken up, by people with long names.
func TestRefreshedFits(t *testing.T) {
	t.Parallel()
	m := plan.Mail{To: plan.Mailbox{Chat: -1, Unit: vptk}, Plan: samplePlan(t)}
	var letters []plan.Letter
	for i := range 60 {
		kinds := sampleAlerts()
		l := told(kinds[i%len(kinds)].episode, plan.ToLead, allWhys[i%len(allWhys)], at("2024-03-05 07:45"))
		l.ID = int64(i)
		letters = append(letters, l)
	}
	now := at("2024-03-05 08:00")
	for _, c := range message.Letters(m, letters, now) {
		refresh := plan.Letter{Kind: plan.LetterRefresh}
		for _, id := range c.Letters {
			l := letters[id]
			l.Episode.State, l.Episode.AckAt, l.Episode.HeldUntil = plan.Acknowledged, now, at("2024-03-08 08:00")
			l.Episode.AckBy.Name = strings.Repeat("Tên dài ", 12)
			refresh.Shown = append(refresh.Shown, l)
		}
		text := strings.Join(message.Refreshed(m, refresh, now).Items, "\n")
		if n := len(utf16.Encode([]rune(text))); n > 4096 {
			t.Errorf("a message of %d alerts has %d units once they are taken up", len(c.Letters), n)
		}
	}
}

// A phường has a Chairman of its own name.
func TestWardHead(t *testing.T) {
	t.Parallel()
	p := samplePlan(t)
	p.Commune.Name = "phường Mẫu"
	l := alertNamed(t, "overdue", plan.WhyClimbed)
	l.Audience = plan.ToChairman
	got := message.Letters(mailOf(p, plan.ToChairman, l.Episode), []plan.Letter{l}, at("2024-07-03 07:45"))[0].Message.Items[0]
	if want := "<b>Báo cáo Chủ tịch UBND phường</b> · thứ Tư, 03/07/2024"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A morning with forty alerts is one message with a line each, whatever they are about.
func TestLongDigest(t *testing.T) {
	t.Parallel()
	p := samplePlan(t)
	m := plan.Mail{To: plan.Mailbox{Chat: -1, Unit: vptk}, Plan: p}
	due := calendar.NewDate(2024, time.March, 1)
	kinds := []func(id int64) plan.Episode{
		func(id int64) plan.Episode {
			return firing(id, plan.Subject{Rule: plan.RuleBelow, Task: 108 + id%2, Target: 80 + 10*(id%2)}, plan.BelowGoal,
				"2024-03-04 07:45", plan.Inputs{Value: fraction(145, 150), Goal: plan.Goal{Comparator: plan.AtLeast, Value: decimal.NewFromInt(97)}})
		},
		func(id int64) plan.Episode {
			return firing(id, plan.Subject{Rule: plan.RuleOverdue, Task: 101 + id%4}, 1, "2024-03-04 07:45", plan.Inputs{Due: due, RemindBy: due})
		},
		func(id int64) plan.Episode {
			return firing(id, plan.Subject{Rule: plan.RuleMissing, Task: 108 + id%2, Unit: vptk}, plan.MissingLate, "2024-03-04 07:45",
				plan.Inputs{Period: plan.Period{Kind: plan.Month, Year: 2024, No: 2}, ReportBy: due})
		},
	}
	whys := []plan.Why{plan.WhyFirst, plan.WhyRepeat, plan.WhyWorse, plan.WhyClimbed}
	var letters []plan.Letter
	for i := range int64(40) {
		l := told(kinds[i%3](i+1), plan.ToLead, whys[i%4], at("2024-03-04 07:45"))
		l.ID, l.Repeat = i+1, 2
		letters = append(letters, l)
	}
	all := message.Letters(m, letters, at("2024-03-04 07:45"))
	if len(all) != 1 || len(all[0].Letters) != 40 {
		t.Fatalf("forty alerts make %d messages, want one", len(all))
	}
	goldenText(t, "letters_long", strings.Join(all[0].Message.Items, "\n")+fmt.Sprint("\n", all[0].Message.Buttons, "\n"))
}
