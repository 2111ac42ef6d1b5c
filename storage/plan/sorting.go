package plan

import (
	"slices"
	"time"

	"planbot/storage/calendar"
)

// Sorting is what becomes of a mail at an instant.
type Sorting struct {
	Send []Letter // as one message, in this order
	Edit []Letter // refreshes, each an edit of its own
	Hold []Held
	Drop []Dropped
}

// Held is a letter that waits, and until when.
type Held struct {
	Letter Letter
	Until  time.Time
	Why    HoldReason
}

// HoldReason is why a letter waits.
type HoldReason string

const (
	HeldQuiet  HoldReason = "quiet"  // outside the hours in which messages may arrive
	HeldEnough HoldReason = "enough" // the chat got as many messages as a day may bring
)

// Dropped is a letter that is not sent, and what it ends as.
type Dropped struct {
	Letter  Letter
	Outcome Outcome
	Why     Why
}

// Lost reports a dead letter: an operator must look, and whoever comes next is told in its place.
func (d Dropped) Lost() bool { return d.Outcome == Dead }

// Sort decides what of a mail goes out at an instant: what is no longer true or was silenced since is dropped, what comes
// at a bad time waits, the rest goes out in one message, the most pressing first. Every letter ends in exactly one of the four.
func (m Mail) Sort(at time.Time) Sorting {
	if m.Plan == nil || !slices.ContainsFunc(m.Letters, Letter.judged) {
		return m.sort(truth{}, at)
	}
	return m.sort(m.judge(at), at)
}

// judge finds out what holds now.
func (m Mail) judge(at time.Time) truth { return truthOf(m.Plan.Judge(m.Facts, at)) }

// judged reports whether what the letter says hangs on the conditions of now.
func (l Letter) judged() bool { return l.Kind == LetterAlert || l.Kind == LetterRefresh }

func (m Mail) sort(now truth, at time.Time) Sorting {
	var s Sorting
	edits, letters := partition(m.Letters, func(l Letter) bool { return l.Kind == LetterRefresh })
	s.Edit = s.latestEdits(edits, now)
	letters = s.stillTrue(letters, now, at)
	letters = s.stillDiffering(letters, m.Facts)
	letters = s.unsilenced(letters, m, dayOf(at))
	letters = s.newestOfEpisode(letters)
	letters = s.withoutReplaced(letters)
	slices.SortStableFunc(letters, m.morePressing())

	exempt, letters := partition(letters, func(l Letter) bool { return l.Kind == LetterOperator })
	until, why := m.wait(letters, at)
	if why == "" {
		s.Send = slices.Concat(exempt, letters)
		return s
	}
	s.Send = exempt
	for _, l := range letters {
		s.Hold = append(s.Hold, Held{Letter: l, Until: until, Why: why})
	}
	return s
}

// wait is until when letters must not go out, and why; no reason: they may go at once. A chat of no plan belongs to
// those who run planbot, and they are told at any hour.
func (m Mail) wait(letters []Letter, at time.Time) (until time.Time, why HoldReason) {
	if m.Plan == nil || len(letters) == 0 {
		return time.Time{}, ""
	}
	if opening := m.reopening(letters, at); opening.After(at) {
		return opening, HeldQuiet
	}
	if m.enough(letters) {
		return m.digest(m.Plan.Calendar.NextWorkday(dayOf(at))), HeldEnough
	}
	return time.Time{}, ""
}

// reopening is when letters may go out next. What was held overnight and is not critical goes along with the digest
// of the morning, and so does the notice of a gap that ends shortly before it: the chat hears all of it at once.
func (m Mail) reopening(letters []Letter, at time.Time) time.Time {
	opening := m.Plan.opening(at)
	together := opening.After(at) || slices.ContainsFunc(letters, func(l Letter) bool { return l.Kind == LetterGap })
	if digest := m.digest(dayOf(opening)); together && digest.After(opening) && !anyCritical(letters) {
		return digest
	}
	return opening
}

// enough reports whether the chat has had its share of the day. A critical letter goes out all the same and takes
// the others along; the Chairman has one message a day, whatever it tells.
func (m Mail) enough(letters []Letter) bool {
	switch {
	case forChairman(letters):
		return m.Pushed >= 1
	case anyCritical(letters):
		return false
	default:
		return m.Pushed >= m.Plan.Alerting().MostPushes
	}
}

// CountsAsPush reports whether a message of these letters uses up a part of what the chat may get in a day.
func CountsAsPush(letters []Letter) bool { return forChairman(letters) || !anyCritical(letters) }

func forChairman(letters []Letter) bool {
	return !slices.ContainsFunc(letters, func(l Letter) bool { return l.Audience != ToChairman })
}

func anyCritical(letters []Letter) bool {
	return slices.ContainsFunc(letters, func(l Letter) bool { return l.Critical })
}

// digest is when the chat gets its digest on a working day, or when the office opens if that is later.
func (m Mail) digest(day calendar.Date) time.Time {
	return m.Plan.opening(m.Plan.Morning(day).Add(stagger(m.To, m.Spread)))
}

// partition splits letters into those that are chosen and the others, each in its order.
func partition(letters []Letter, choose func(Letter) bool) (chosen, others []Letter) {
	for _, l := range letters {
		if choose(l) {
			chosen = append(chosen, l)
		} else {
			others = append(others, l)
		}
	}
	return chosen, others
}
