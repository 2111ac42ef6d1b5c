package plan

import (
	"slices"
	"time"

	"planbot/storage/calendar"
)

// truth is what holds at an instant, and what of it nobody knows.
type truth struct {
	holding map[Subject]Condition
	broken  map[int64]bool // tasks whose rules broke: what is said of them is taken as it was last judged
}

func truthOf(conditions []Condition, failed []TaskFailure) truth {
	t := truth{holding: make(map[Subject]Condition, len(conditions)), broken: map[int64]bool{}}
	for _, c := range conditions {
		t.holding[c.Subject] = c
	}
	for _, f := range failed {
		t.broken[f.Task] = true
	}
	return t
}

func (t truth) holds(s Subject) bool {
	_, found := t.holding[s]
	return found || t.broken[s.Task]
}

// keep drops the letters that end as something, and gives back the others.
func (s *Sorting) keep(letters []Letter, end func(Letter) (Outcome, Why)) []Letter {
	var kept []Letter
	for _, l := range letters {
		if outcome, why := end(l); outcome != "" {
			s.Drop = append(s.Drop, Dropped{Letter: l, Outcome: outcome, Why: why})
			continue
		}
		kept = append(kept, l)
	}
	return kept
}

// supersede is keep for letters that end because of something that happened since they were written; no reason: they
// are kept.
func (s *Sorting) supersede(letters []Letter, end func(Letter) Why) []Letter {
	return s.keep(letters, func(l Letter) (Outcome, Why) {
		if why := end(l); why != "" {
			return Superseded, why
		}
		return "", ""
	})
}

// latestEdits keeps one refresh a message: each shows it as it is now, so the last one tells all. An edit may be
// repeated however often its fate was unknown.
func (s *Sorting) latestEdits(edits []Letter, now truth) []Letter {
	latest := map[int]int64{}
	for _, l := range edits {
		latest[l.Message] = max(latest[l.Message], l.ID)
	}
	edits = s.supersede(edits, func(l Letter) Why {
		if l.ID < latest[l.Message] {
			return WhyReplaced
		}
		return ""
	})
	for i := range edits {
		edits[i].Shown = asOfNow(edits[i].Shown, now)
	}
	return edits
}

// stillTrue keeps what holds now and nobody has taken up, and gives it the facts of now.
func (s *Sorting) stillTrue(letters []Letter, now truth, at time.Time) []Letter {
	letters = s.keep(letters, func(l Letter) (Outcome, Why) {
		if l.Unknown >= MostUnknown {
			return Dead, l.Why
		}
		return "", ""
	})
	letters = s.supersede(letters, func(l Letter) Why { return l.pastBy(now, at) })
	return asOfNow(letters, now)
}

// stillDiffering drops what the office reads otherwise of figures that were corrected since.
func (s *Sorting) stillDiffering(letters []Letter, f Facts) []Letter {
	return s.supersede(letters, func(l Letter) Why {
		if l.Kind == LetterDiffers && !f.Counts(l.Payload.Entry) {
			return WhyHealed
		}
		return ""
	})
}

// pastBy is why an alert need not be told any more. What nobody sees any more will be resolved by the next round, and
// what somebody has taken up is quiet until it gets worse or the time for it has run out. Above the unit the gravest is
// heard of once all the same.
func (l Letter) pastBy(now truth, at time.Time) Why {
	e := l.Episode
	switch {
	case l.Kind == LetterMatter && (l.Matter == nil || l.Matter.Version > l.Payload.Version):
		return WhyReplaced
	case l.Kind == LetterRequest && l.Payload.What == "" && (l.Request == nil || l.Request.State != RequestOpen):
		return WhyReplaced
	case l.Kind != LetterAlert:
		return ""
	case !e.Open(), !now.holds(e.Subject):
		return WhyHealed
	case l.Why == WhyWorse, l.Why == WhyFirst && l.Audience != ToLead && e.goesToTheTop():
		return ""
	case e.State == Acknowledged && (l.Why != WhyResumed || e.Held(at)):
		return WhyAcked
	case e.Held(at):
		return WhySnoozed
	default:
		return ""
	}
}

// unsilenced drops the alerts that somebody has silenced since they were written. That something is over may be heard.
func (s *Sorting) unsilenced(letters []Letter, m Mail, day calendar.Date) []Letter {
	return s.keep(letters, func(l Letter) (Outcome, Why) {
		covers := func(q Silence) bool {
			return q.Covers(l.Episode.Subject, day) || l.Audience == ToLead && q.hidesFrom(m.To.Unit, l.Episode.Subject, day)
		}
		if l.Kind == LetterAlert && slices.ContainsFunc(m.Facts.Silences, covers) {
			return Silenced, l.Why
		}
		return "", ""
	})
}

// newestOfEpisode keeps the last word on each episode. It is critical if one of those it stands for was, and speaks to
// those who must act where one of those did: the office may lead a task itself.
func (s *Sorting) newestOfEpisode(letters []Letter) []Letter {
	newest, critical, lead := map[int64]int64{}, map[int64]bool{}, map[int64]bool{}
	for _, l := range letters {
		if l.Kind == LetterAlert {
			newest[l.Episode.ID] = max(newest[l.Episode.ID], l.ID)
			critical[l.Episode.ID] = critical[l.Episode.ID] || l.Critical
			lead[l.Episode.ID] = lead[l.Episode.ID] || l.Audience == ToLead
		}
	}
	letters = s.supersede(letters, func(l Letter) Why {
		if l.Kind == LetterAlert && l.ID < newest[l.Episode.ID] {
			return WhyReplaced
		}
		return ""
	})
	for i, l := range letters {
		letters[i].Critical = l.Critical || l.Kind == LetterAlert && critical[l.Episode.ID]
		if l.Kind == LetterAlert && lead[l.Episode.ID] {
			letters[i].Audience = ToLead
		}
	}
	return letters
}

// withoutReplaced drops "due soon" where the same task is told to be due today or overdue.
func (s *Sorting) withoutReplaced(letters []Letter) []Letter {
	late := map[int64]bool{}
	for _, l := range letters {
		if l.alertOf(RuleOverdue, RuleDueToday) {
			late[l.Episode.Task] = true
		}
	}
	return s.supersede(letters, func(l Letter) Why {
		if l.alertOf(RuleDueSoon) && late[l.Episode.Task] {
			return WhyReplaced
		}
		return ""
	})
}

func (l Letter) alertOf(rules ...Rule) bool {
	return l.Kind == LetterAlert && slices.Contains(rules, l.Episode.Rule)
}

// asOfNow gives open episodes the level and the facts of now, so that words made from them are true now. The letters
// given stay as they are.
func asOfNow(letters []Letter, now truth) []Letter {
	letters = slices.Clone(letters)
	for i := range letters {
		e := &letters[i].Episode
		if c, ok := now.holding[e.Subject]; ok && e.Open() && letters[i].Kind == LetterAlert {
			e.Level, e.Since, e.Inputs = c.Level, c.Since, c.Inputs
		}
	}
	return letters
}
