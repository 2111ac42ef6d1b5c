package plan_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// mailPlan has twenty tasks whose identities are ten times their numbers, backwards: order must come from the numbers.
func mailPlan() *plan.Plan {
	p := &plan.Plan{Calendar: calendar.New(calendar.Exception{Date: day("2024-06-05"), Kind: calendar.Holiday})}
	for i := range 20 {
		p.Tasks = append(p.Tasks, plan.Task{ID: int64(10 * (20 - i)), No: i + 1})
	}
	return p
}

func mailTask(no int) int64 { return int64(10 * (21 - no)) }

// mailTime is an instant of the office, as "2024-06-03 09:00", a Monday.
func mailTime(s string) time.Time {
	at, err := time.ParseInLocation("2006-01-02 15:04", s, calendar.Zone)
	if err != nil {
		panic(err)
	}
	return at
}

// alertLetter is a letter about an episode of its own.
func alertLetter(id int64, rule plan.Rule, no int, change ...func(*plan.Letter)) plan.Letter {
	l := plan.Letter{ID: id, Kind: plan.LetterAlert, Audience: plan.ToLead, Why: plan.WhyFirst, Episode: plan.Episode{
		ID: 100 + id, State: plan.Firing, Level: 1, Subject: plan.Subject{Rule: rule, Task: mailTask(no)},
	}}
	for _, c := range change {
		c(&l)
	}
	return l
}

func asCritical(l *plan.Letter)             { l.Critical = true }
func because(w plan.Why) func(*plan.Letter) { return func(l *plan.Letter) { l.Why = w } }
func inEpisode(episode int64) func(*plan.Letter) {
	return func(l *plan.Letter) { l.Episode.ID = episode }
}
func atLevel(level plan.Level) func(*plan.Letter) {
	return func(l *plan.Letter) { l.Episode.Level = level }
}
func forAudience(a plan.Audience) func(*plan.Letter) { return func(l *plan.Letter) { l.Audience = a } }
func ofUnknownFate(n int) func(*plan.Letter)         { return func(l *plan.Letter) { l.Unknown = n } }
func whileState(s plan.EpisodeState) func(*plan.Letter) {
	return func(l *plan.Letter) { l.Episode.State = s }
}
func putOffUntil(s string) func(*plan.Letter) {
	return func(l *plan.Letter) { l.Episode.HeldUntil = mailTime(s) }
}

func noteLetter(id int64, kind plan.LetterKind, no int) plan.Letter {
	return plan.Letter{ID: id, Kind: kind, Payload: plan.Payload{Task: mailTask(no)}}
}

// allHolding are conditions under which every letter is true.
func allHolding(letters []plan.Letter) []plan.Condition {
	var all []plan.Condition
	for _, l := range letters {
		if l.Kind == plan.LetterAlert {
			all = append(all, plan.Condition{Subject: l.Episode.Subject, Level: l.Episode.Level})
		}
	}
	return all
}

// sorted writes a sorting in short: what happens to each letter by its id.
func sorted(s plan.Sorting) string {
	out := "send"
	for _, l := range s.Send {
		out += fmt.Sprint(" ", l.ID)
	}
	for _, l := range s.Edit {
		out += fmt.Sprint(", edit ", l.ID)
	}
	for _, h := range s.Hold {
		out += fmt.Sprintf(", hold %d %s %s", h.Letter.ID, h.Why, h.Until.In(calendar.Zone).Format("02/01 15:04"))
	}
	for _, d := range s.Drop {
		out += fmt.Sprintf(", %s %d %s", d.Outcome, d.Letter.ID, d.Why)
	}
	return out
}

func TestSortOrders(t *testing.T) {
	t.Parallel()
	letters := []plan.Letter{
		{ID: 1, Kind: plan.LetterResolved, Episode: plan.Episode{State: plan.Resolved, Subject: plan.Subject{Rule: plan.RuleOverdue, Task: mailTask(1)}}},
		alertLetter(2, plan.RuleHole, 1), alertLetter(3, plan.RulePace, 1), alertLetter(4, plan.RuleBudget, 1), alertLetter(5, plan.RuleDueSoon, 4),
		alertLetter(6, plan.RuleDueToday, 3), alertLetter(7, plan.RuleWaiting, 1), alertLetter(8, plan.RuleBelow, 1), alertLetter(9, plan.RuleMissing, 1),
		alertLetter(10, plan.RuleOverdue, 9), alertLetter(11, plan.RuleOverdue, 2), alertLetter(12, plan.RulePace, 20, asCritical),
		noteLetter(13, plan.LetterTest, 0), noteLetter(14, plan.LetterUrge, 7), noteLetter(15, plan.LetterUrge, 2), noteLetter(16, plan.LetterGap, 0),
		noteLetter(17, plan.LetterOperator, 0),
	}
	want := "send 17 16 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1"
	m := plan.Mail{Plan: mailPlan(), Letters: letters}
	if got := sorted(m.SortBy(allHolding(letters), mailTime("2024-06-03 09:00"))); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSortDropsWhatIsOver(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		letters []plan.Letter
		want    string
	}{
		{"an episode that is over", []plan.Letter{alertLetter(1, plan.RuleOverdue, 1, whileState(plan.Resolved))}, "send, superseded 1 healed"},
		{"taken up", []plan.Letter{alertLetter(1, plan.RuleOverdue, 1, whileState(plan.Acknowledged))}, "send, superseded 1 acked"},
		{"taken up, and would climb", []plan.Letter{alertLetter(1, plan.RuleOverdue, 1, whileState(plan.Acknowledged), because(plan.WhyClimbed))}, "send, superseded 1 acked"},
		{"taken up, and lost for good", []plan.Letter{
			alertLetter(1, plan.RuleBelow, 1, atLevel(plan.BelowLost), whileState(plan.Acknowledged)),
			alertLetter(2, plan.RuleBelow, 2, atLevel(plan.BelowLost), whileState(plan.Acknowledged), forAudience(plan.ToChairman)),
			alertLetter(3, plan.RuleBelow, 3, atLevel(plan.BelowGoal), whileState(plan.Acknowledged), forAudience(plan.ToChairman)),
		}, "send 2, superseded 1 acked, superseded 3 acked"},
		{"put off, and long overdue", []plan.Letter{
			alertLetter(1, plan.RuleOverdue, 1, atLevel(plan.OverdueLong), putOffUntil("2024-06-07 08:00"), forAudience(plan.ToOffice)),
		}, "send 1"},
		{"taken up, and would repeat", []plan.Letter{alertLetter(1, plan.RuleOverdue, 1, whileState(plan.Acknowledged), because(plan.WhyRepeat))}, "send, superseded 1 acked"},
		{"taken up, but worse", []plan.Letter{alertLetter(1, plan.RuleOverdue, 1, whileState(plan.Acknowledged), because(plan.WhyWorse), putOffUntil("2024-06-07 08:00"))}, "send 1"},
		{"taken up too long ago", []plan.Letter{alertLetter(1, plan.RuleOverdue, 1, whileState(plan.Acknowledged), because(plan.WhyResumed), putOffUntil("2024-06-03 08:00"))}, "send 1"},
		{"taken up again", []plan.Letter{alertLetter(1, plan.RuleOverdue, 1, whileState(plan.Acknowledged), because(plan.WhyResumed), putOffUntil("2024-06-07 08:00"))}, "send, superseded 1 acked"},
		{"put off", []plan.Letter{alertLetter(1, plan.RuleOverdue, 1, because(plan.WhyRepeat), putOffUntil("2024-06-03 09:01"))}, "send, superseded 1 snoozed"},
		{"put off until now", []plan.Letter{alertLetter(1, plan.RuleOverdue, 1, putOffUntil("2024-06-03 09:00"))}, "send 1"},
		{"put off, but worse", []plan.Letter{alertLetter(1, plan.RuleOverdue, 1, because(plan.WhyWorse), putOffUntil("2024-06-07 08:00"))}, "send 1"},
		{"the newest word on an episode", []plan.Letter{
			alertLetter(3, plan.RuleOverdue, 1, inEpisode(7), because(plan.WhyRepeat)), alertLetter(1, plan.RuleOverdue, 1, inEpisode(7)), alertLetter(2, plan.RuleOverdue, 1, inEpisode(7)),
		}, "send 3, superseded 1 replaced, superseded 2 replaced"},
		{"overdue for due soon", []plan.Letter{alertLetter(1, plan.RuleDueSoon, 1), alertLetter(2, plan.RuleOverdue, 1), alertLetter(3, plan.RuleDueSoon, 2)},
			"send 2 3, superseded 1 replaced"},
		{"due today for due soon", []plan.Letter{alertLetter(1, plan.RuleDueSoon, 1), alertLetter(2, plan.RuleDueToday, 1)}, "send 2, superseded 1 replaced"},
		{"overdue that is taken up replaces nothing", []plan.Letter{alertLetter(1, plan.RuleDueSoon, 1), alertLetter(2, plan.RuleOverdue, 1, whileState(plan.Acknowledged))},
			"send 1, superseded 2 acked"},
		{"a repeat of unknown fate", []plan.Letter{alertLetter(1, plan.RuleOverdue, 1, ofUnknownFate(1))}, "send 1"},
		{"two sends of unknown fate", []plan.Letter{alertLetter(1, plan.RuleOverdue, 1, ofUnknownFate(2))}, "send, dead 1 first"},
		{"one edit a message", []plan.Letter{
			{ID: 1, Kind: plan.LetterRefresh, Message: 50, Unknown: 2}, {ID: 3, Kind: plan.LetterRefresh, Message: 50}, {ID: 2, Kind: plan.LetterRefresh, Message: 51, Unknown: 2},
		}, "send, edit 3, edit 2, superseded 1 replaced"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := plan.Mail{Plan: mailPlan(), Letters: c.letters}
			if got := sorted(m.SortBy(allHolding(c.letters), mailTime("2024-06-03 09:00"))); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// What was silenced after it was written is not told while the silence lasts; that it is over is.
func TestSortSilences(t *testing.T) {
	t.Parallel()
	letters := []plan.Letter{
		alertLetter(1, plan.RuleOverdue, 1), alertLetter(2, plan.RuleOverdue, 2), alertLetter(3, plan.RuleBelow, 3, asCritical),
		alertLetter(4, plan.RulePace, 1, whileState(plan.Resolved)),
		{ID: 5, Kind: plan.LetterResolved, Episode: plan.Episode{State: plan.Resolved, Subject: plan.Subject{Rule: plan.RuleBelow, Task: mailTask(1)}}},
		noteLetter(6, plan.LetterUrge, 1),
	}
	letters[2].Episode.Unit = 7
	m := plan.Mail{Plan: mailPlan(), Letters: letters, Facts: plan.Facts{Silences: []plan.Silence{
		{Task: mailTask(1), Until: day("2024-06-03")}, {Unit: 7, Until: day("2024-06-10")}, {Task: mailTask(2), Until: day("2024-06-02")},
	}}}
	for at, want := range map[string]string{
		"2024-06-03 09:00": "send 6 2 5, superseded 4 healed, silenced 1 first, silenced 3 first",
		"2024-06-04 09:00": "send 6 1 2 5, superseded 4 healed, silenced 3 first",
	} {
		if got := sorted(m.SortBy(allHolding(letters), mailTime(at))); got != want {
			t.Errorf("at %s: got %s, want %s", at, got, want)
		}
	}
}

func TestSortHolds(t *testing.T) {
	t.Parallel()
	uncritical := []plan.Letter{alertLetter(1, plan.RulePace, 1)}
	pressing := []plan.Letter{alertLetter(1, plan.RulePace, 1), alertLetter(2, plan.RuleOverdue, 1, asCritical)}
	chairman := []plan.Letter{alertLetter(1, plan.RuleBelow, 1, asCritical, forAudience(plan.ToChairman)), alertLetter(2, plan.RuleOverdue, 1, forAudience(plan.ToChairman))}
	mixed := append(slices.Clone(chairman), alertLetter(3, plan.RuleOverdue, 2, forAudience(plan.ToViceChairman)))
	for _, c := range []struct {
		name    string
		letters []plan.Letter
		at      string
		pushed  int
		want    string
	}{
		{"before the office opens", pressing, "2024-06-03 07:29", 0, "send, hold 2 quiet 03/06 07:30, hold 1 quiet 03/06 07:30"},
		{"before it opens, and not critical", uncritical, "2024-06-03 07:29", 0, "send, hold 1 quiet 03/06 07:45"},
		{"a gap before the digest", []plan.Letter{noteLetter(1, plan.LetterGap, 0)}, "2024-06-03 07:35", 0, "send, hold 1 quiet 03/06 07:45"},
		{"shortly before the digest", uncritical, "2024-06-03 07:35", 0, "send 1"},
		{"at noon, and not critical", uncritical, "2024-06-03 12:00", 0, "send, hold 1 quiet 03/06 13:30"},
		{"when it opens", pressing, "2024-06-03 07:30", 0, "send 2 1"},
		{"at noon", pressing, "2024-06-03 11:30", 0, "send, hold 2 quiet 03/06 13:30, hold 1 quiet 03/06 13:30"},
		{"when it closes", uncritical, "2024-06-03 17:00", 0, "send, hold 1 quiet 04/06 07:45"},
		{"on a Saturday", uncritical, "2024-06-08 09:00", 0, "send, hold 1 quiet 10/06 07:45"},
		{"on a day off of the commune", uncritical, "2024-06-05 09:00", 0, "send, hold 1 quiet 06/06 07:45"},
		{"the second message of the day", uncritical, "2024-06-03 09:00", 1, "send 1"},
		{"the third", uncritical, "2024-06-03 09:00", 2, "send, hold 1 enough 04/06 07:45"},
		{"the third, before a day off", uncritical, "2024-06-04 09:00", 2, "send, hold 1 enough 06/06 07:45"},
		{"the third, but critical, takes the rest along", pressing, "2024-06-03 09:00", 9, "send 2 1"},
		{"the Chairman's first", chairman, "2024-06-03 09:00", 0, "send 1 2"},
		{"the Chairman's second, though critical", chairman, "2024-06-03 09:00", 1, "send, hold 1 enough 04/06 07:45, hold 2 enough 04/06 07:45"},
		{"a chat of all leaders", mixed, "2024-06-03 09:00", 1, "send 1 2 3"},
		{"an edit makes no sound", []plan.Letter{{ID: 1, Kind: plan.LetterRefresh, Message: 50}}, "2024-06-08 03:00", 9, "send, edit 1"},
		{"an operator is told at any hour", []plan.Letter{noteLetter(1, plan.LetterOperator, 0), noteLetter(2, plan.LetterGap, 0)}, "2024-06-08 03:00", 9,
			"send 1, hold 2 quiet 10/06 07:45"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := plan.Mail{Plan: mailPlan(), Letters: c.letters, Pushed: c.pushed}
			if got := sorted(m.SortBy(allHolding(c.letters), mailTime(c.at))); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// Where the digests of the chats are spread, what was held overnight waits for the chat's own.
func TestSortHoldsOvernightUntilTheDigest(t *testing.T) {
	t.Parallel()
	const spread = 30 * time.Minute
	opening, morning := mailTime("2024-06-04 07:30"), mailTime("2024-06-04 07:45")
	moments := map[time.Time]bool{}
	for chat := range int64(20) {
		m := plan.Mail{Plan: mailPlan(), To: plan.Mailbox{Chat: -chat}, Spread: spread, Letters: []plan.Letter{alertLetter(1, plan.RulePace, 1)}}
		s := m.SortBy(allHolding(m.Letters), mailTime("2024-06-03 20:00"))
		if len(s.Hold) != 1 || s.Hold[0].Until.Before(morning) || s.Hold[0].Until.After(morning.Add(spread)) {
			t.Fatalf("chat %d: %+v, want it held until the digest", chat, s)
		}
		moments[s.Hold[0].Until] = true
		m.Letters = []plan.Letter{alertLetter(1, plan.RuleWaiting, 1, asCritical)}
		if s = m.SortBy(allHolding(m.Letters), mailTime("2024-06-03 20:00")); len(s.Hold) != 1 || !s.Hold[0].Until.Equal(opening) {
			t.Fatalf("chat %d: %+v, want it held until the office opens", chat, s)
		}
	}
	if len(moments) < 10 {
		t.Errorf("20 chats are told at %d moments, want them spread", len(moments))
	}
}

// A commune with hours of its own and a morning before they begin.
func TestSortKeepsTheCommunesHours(t *testing.T) {
	t.Parallel()
	p := mailPlan()
	p.Commune.Alerts = plan.AlertSettings{MostPushes: 1, Morning: calendar.NewTimeOfDay(7, 0),
		Window: calendar.Hours{Spans: []calendar.Span{{From: calendar.NewTimeOfDay(8, 0), To: calendar.NewTimeOfDay(16, 0)}}}}
	m := plan.Mail{Plan: p, Pushed: 1, Letters: []plan.Letter{alertLetter(1, plan.RulePace, 1)}}
	for at, want := range map[string]string{
		"2024-06-03 07:45": "send, hold 1 quiet 03/06 08:00",
		"2024-06-03 12:00": "send, hold 1 enough 04/06 08:00",
	} {
		if got := sorted(m.SortBy(allHolding(m.Letters), mailTime(at))); got != want {
			t.Errorf("%s: got %s, want %s", at, got, want)
		}
	}
}

func TestSortOfAnOperatorsChat(t *testing.T) {
	t.Parallel()
	m := plan.Mail{Letters: []plan.Letter{noteLetter(1, plan.LetterOperator, 0)}, Pushed: 9}
	if got := sorted(m.Sort(mailTime("2024-06-08 03:00"))); got != "send 1" {
		t.Errorf("got %s, want it sent on a Saturday night", got)
	}
}

// What is no longer true is dropped; what is true is told with the facts of now, in the original letter too.
func TestSortTellsTheTruthOfNow(t *testing.T) {
	t.Parallel()
	healed, worse := alertLetter(1, plan.RuleBelow, 1), alertLetter(2, plan.RuleOverdue, 2)
	refresh := plan.Letter{ID: 3, Kind: plan.LetterRefresh, Message: 50, Shown: []plan.Letter{worse, healed}}
	m := plan.Mail{Plan: mailPlan(), Letters: []plan.Letter{healed, worse, refresh}}
	now := []plan.Condition{{Subject: worse.Episode.Subject, Level: plan.OverdueLong, Since: day("2024-05-20"), Inputs: plan.Inputs{Left: -8}}}
	s := m.SortBy(now, mailTime("2024-06-03 09:00"))
	if got, want := sorted(s), "send 2, edit 3, superseded 1 healed"; got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
	want := worse.Episode
	want.Level, want.Since, want.Inputs = plan.OverdueLong, day("2024-05-20"), plan.Inputs{Left: -8}
	for what, got := range map[string]plan.Episode{"alert": s.Send[0].Episode, "edit": s.Edit[0].Shown[0].Episode} {
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	if m.Letters[1].Episode.Level != 1 || refresh.Shown[0].Episode.Level != 1 {
		t.Error("sorting changed the mail")
	}
}

// Of a task whose rules broke nobody knows what holds: it is told as it was last judged, and no other is held up.
func TestSortOfATaskThatCannotBeJudged(t *testing.T) {
	t.Parallel()
	m := plan.Mail{Plan: mailPlan(), Letters: []plan.Letter{alertLetter(1, plan.RuleOverdue, 1), alertLetter(2, plan.RuleOverdue, 2), alertLetter(3, plan.RuleOverdue, 3)}}
	s := m.SortBy(allHolding(m.Letters[:1]), mailTime("2024-06-03 09:00"), plan.TaskFailure{Task: mailTask(2)})
	if got, want := sorted(s), "send 1 2, superseded 3 healed"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// The last word on an episode is as critical as what it stands for.
func TestSortKeepsWhatWasCritical(t *testing.T) {
	t.Parallel()
	m := plan.Mail{Plan: mailPlan(), Pushed: 9, Letters: []plan.Letter{
		alertLetter(1, plan.RuleOverdue, 1, inEpisode(7), asCritical), alertLetter(2, plan.RuleOverdue, 1, inEpisode(7), because(plan.WhyRepeat)),
	}}
	if got, want := sorted(m.SortBy(allHolding(m.Letters), mailTime("2024-06-03 09:00"))), "send 2, superseded 1 replaced"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Whatever the mail and the hour: no letter is lost, none is in two places, none is held without an end, and the same
// mail sorts the same way.
func TestSortLosesNothing(t *testing.T) {
	t.Parallel()
	kinds := []plan.LetterKind{plan.LetterAlert, plan.LetterAlert, plan.LetterResolved, plan.LetterRefresh, plan.LetterGap,
		plan.LetterUrge, plan.LetterTest, plan.LetterAssigned, plan.LetterOperator}
	rules := []plan.Rule{plan.RuleDueSoon, plan.RuleDueToday, plan.RuleOverdue, plan.RuleMissing, plan.RuleBelow, plan.RulePace}
	rapid.Check(t, func(t *rapid.T) {
		m := plan.Mail{Plan: mailPlan(), Pushed: rapid.IntRange(0, 3).Draw(t, "pushed")}
		for i := range rapid.IntRange(0, 12).Draw(t, "letters") {
			l := alertLetter(int64(i+1), rapid.SampledFrom(rules).Draw(t, "rule"), rapid.IntRange(1, 4).Draw(t, "task"))
			l.Kind = rapid.SampledFrom(kinds).Draw(t, "kind")
			l.Episode.ID = rapid.Int64Range(1, 5).Draw(t, "episode")
			l.Episode.State = rapid.SampledFrom([]plan.EpisodeState{plan.Firing, plan.Acknowledged, plan.Resolved}).Draw(t, "state")
			l.Message, l.Unknown = rapid.IntRange(1, 3).Draw(t, "message"), rapid.IntRange(0, 2).Draw(t, "unknown")
			l.Critical = rapid.Bool().Draw(t, "critical")
			m.Letters = append(m.Letters, l)
		}
		conditions := slices.DeleteFunc(allHolding(m.Letters), func(plan.Condition) bool { return rapid.IntRange(0, 3).Draw(t, "healed") == 0 })
		at := mailTime("2024-06-03 00:00").Add(time.Duration(rapid.IntRange(0, 14*24*60).Draw(t, "minute")) * time.Minute)
		s := m.SortBy(conditions, at)
		var ids []int64
		for _, l := range slices.Concat(s.Send, s.Edit) {
			ids = append(ids, l.ID)
		}
		for _, h := range s.Hold {
			ids = append(ids, h.Letter.ID)
			if !h.Until.After(at) {
				t.Fatalf("letter %d is held until %v, not after %v", h.Letter.ID, h.Until, at)
			}
		}
		for _, d := range s.Drop {
			ids = append(ids, d.Letter.ID)
		}
		slices.Sort(ids)
		var want []int64
		for _, l := range m.Letters {
			want = append(want, l.ID)
		}
		if !slices.Equal(ids, want) {
			t.Fatalf("letters %v became %v", want, ids)
		}
		slices.Reverse(m.Letters)
		if again := m.SortBy(conditions, at); sorted(plan.Sorting{Send: again.Send}) != sorted(plan.Sorting{Send: s.Send}) {
			t.Fatalf("sent %s, and in another order of the mail %s", sorted(s), sorted(again))
		}
	})
}
