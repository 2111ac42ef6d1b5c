package plan

import (
	"testing"

	"planbot/storage/calendar"
)

const culture = 4

// sharedTask is a theatre whose task 1 two units lead, and is overdue.
func sharedTask(t *testing.T, silences ...Silence) *theatre {
	t.Helper()
	s := newTheatre(t, func(day calendar.Date) []Condition {
		all := overdue(1, "2024-05-31")(day)
		for i := range all {
			all[i].Unit, all[i].Level = 0, 1
		}
		return all
	})
	p := s.watch.Plan
	p.Commune.Alerts.LongOverdue = 100
	p.Units = append(p.Units, Unit{ID: culture, Code: "VHXH", Kind: Specialised})
	p.Tasks[0].Relations = append(p.Tasks[0].Relations, Relation{Kind: Lead, Unit: "VHXH"})
	s.watch.Reach = append(s.watch.Reach, Mailbox{Chat: -4, Unit: culture, Active: true})
	s.watch.Facts.Silences = silences
	return s
}

func (s *theatre) heardBy(round Round) (chats []int64) {
	for _, n := range round.Notices {
		chats = append(chats, n.To.Chat)
	}
	return chats
}

func silenced(unit int64) Silence { return Silence{Unit: unit, Until: date("2024-06-20")} }

// "Mọi cảnh báo của TP-HT" holds for what it leads with others too: they are told, it is not.
func TestRoundSilencedUnitOfSeveral(t *testing.T) {
	t.Parallel()
	s := sharedTask(t, silenced(justice))
	if got := s.heardBy(s.play("2024-06-03 07:45")); len(got) != 1 || got[0] != -4 {
		t.Errorf("told to %v, want the other unit alone", got)
	}
	s.play("2024-06-04 07:45")
	s.said("03/06 07:45 overdue 1 first>lead", "04/06 07:45 overdue 1 repeat1>lead", "04/06 07:45 overdue 1 climbed>office")
	s = sharedTask(t)
	if got := s.heardBy(s.play("2024-06-03 07:45")); len(got) != 2 {
		t.Errorf("without a silence told to %v, want both", got)
	}
}

// Where each of them is silenced nobody hears of it, and it does not climb.
func TestRoundSilencedUnitsOfSeveral(t *testing.T) {
	t.Parallel()
	s := sharedTask(t, silenced(justice), silenced(culture))
	s.mornings("2024-06-03", "2024-06-10")
	s.said()
	if e := s.only(t); e.State != Pending {
		t.Errorf("got %s, want it pending", e.State)
	}
}

// A letter that was written before its reader was silenced is not sent; the other units' are.
func TestSortSilencedUnitOfSeveral(t *testing.T) {
	t.Parallel()
	s := sharedTask(t)
	s.play("2024-06-03 07:45")
	e := s.only(t)
	for unit, want := range map[int64]int{justice: 0, culture: 1} {
		m := Mail{To: Mailbox{Unit: unit}, Plan: s.watch.Plan, Facts: Facts{Silences: []Silence{silenced(justice)}},
			Letters: []Letter{{ID: 1, Kind: LetterAlert, Episode: *e, Audience: ToLead}}}
		sorted := m.SortBy([]Condition{e.condition()}, e.FiredAt)
		if len(sorted.Send) != want {
			t.Errorf("unit %d: %d letters go out, want %d; %+v", unit, len(sorted.Send), want, sorted)
		}
	}
}

// A silence of a unit lasts as long as something of it is open, be it shared.
func TestSilenceHidesWhatIsShared(t *testing.T) {
	t.Parallel()
	p, day := sharedTask(t).watch.Plan, date("2024-06-03")
	shared := Subject{Rule: RuleOverdue, Task: 1}
	if !p.Hides(silenced(justice), shared, day) || p.Hides(silenced(office), shared, day) {
		t.Error("the silence of a unit hides what it leads, and nothing else")
	}
	if p.Hides(silenced(justice), Subject{Rule: RuleOverdue, Task: 1, Unit: culture}, day) {
		t.Error("the silence of a unit hides another's own matter")
	}
}
