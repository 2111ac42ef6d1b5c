package plan

import "time"

// Confirmation is the office's word on a reported figure: that it agrees, or what it reads itself. Words are only ever
// added and the last one on a figure holds; a corrected figure is another one, and has none yet.
type Confirmation struct {
	ID     int64
	Entry  int64
	Agrees bool
	Figure Figure // what the office reads; the reported one where it agrees
	Source Source // a command, or with line -1 the message tapped
	By     Author
	At     time.Time
}

// Confirmations are the last words on some figures, by entry.
type Confirmations map[int64]Confirmation

// Confirmed reports whether the office agrees with a figure.
func (c Confirmations) Confirmed(entry int64) bool { return c[entry].Agrees }

// Unconfirmed is a figure that counts and that the office has not agreed with.
type Unconfirmed struct {
	Entry Entry
	Word  *Confirmation // what the office read instead; nil: it has said nothing
}

// ConfirmOutcome is what became of confirming one figure.
type ConfirmOutcome string

const (
	// ConfirmedNow is confirmed, now or by the same tap before.
	ConfirmedNow ConfirmOutcome = "now"
	// ConfirmedBefore was confirmed by somebody else, or from another message.
	ConfirmedBefore ConfirmOutcome = "before"
	// ConfirmOutdated does not count any more: it was corrected or taken back.
	ConfirmOutdated ConfirmOutcome = "outdated"
	// ConfirmOwn was reported by the one who confirms: two signatures are of two persons.
	ConfirmOwn ConfirmOutcome = "own"
	// ConfirmDiffers was read otherwise by the office; what it read is on record now.
	ConfirmDiffers ConfirmOutcome = "differs"
)

// Confirming is what became of confirming one figure, with the word on it that holds now.
type Confirming struct {
	Entry   Entry
	Outcome ConfirmOutcome
	Word    Confirmation // zero where there is none
}

// Confirm decides what becomes of a word on a figure: counts tells whether the figure still does, last what the office
// said of it before.
func Confirm(e Entry, counts bool, last *Confirmation, word Confirmation) ConfirmOutcome {
	switch {
	case word.Agrees && last != nil && last.Agrees && last.saidBy(word):
		return ConfirmedNow
	case !counts:
		return ConfirmOutdated
	case e.Author.ID == word.By.ID:
		return ConfirmOwn
	case !word.Agrees:
		return ConfirmDiffers
	case last != nil && last.Agrees:
		return ConfirmedBefore
	default:
		return ConfirmedNow
	}
}

// saidBy reports whether two words come from the same person and message: a tap may come twice.
func (c Confirmation) saidBy(other Confirmation) bool {
	return c.By.ID == other.By.ID && c.Source.Chat == other.Source.Chat && c.Source.Message == other.Source.Message
}

// Adds reports whether a word with this outcome is to be written down, where last is the one before it.
func (o ConfirmOutcome) Adds(last *Confirmation) bool {
	return o == ConfirmDiffers || o == ConfirmedNow && (last == nil || !last.Agrees)
}

// TwoSignatures reports whether the commune wants every figure confirmed by its office.
func (c Commune) TwoSignatures() bool { return c.Signatures == 2 }

// fewestPlaces is how many decimals a percentage needs to stand for a fraction that only rounds to it: 97% is not 96,67%.
const fewestPlaces = 2

// SameValue reports whether two readings say the same of a target. A percentage is the same as a fraction that is
// exactly it, or that rounds to it where it has decimals.
func (f Figure) SameValue(g Figure) bool {
	if f.Kind == g.Kind {
		return f.Num.Equal(g.Num) && f.Den.Equal(g.Den)
	}
	if f.Kind == Percent {
		f, g = g, f
	}
	if f.Kind != Fraction || g.Kind != Percent || f.Den.IsZero() {
		return false
	}
	rate := f.Num.Mul(hundred)
	if places := -g.Num.Exponent(); places >= fewestPlaces {
		return rate.DivRound(f.Den, places).Equal(g.Num)
	}
	return rate.Equal(g.Num.Mul(f.Den))
}

// Awaited narrows figures to those that make up a value now: where each replaces the last, the older ones count no
// more.
func (p *Plan) Awaited(all []Unconfirmed, totals Totals) []Unconfirmed {
	var kept []Unconfirmed
	for _, u := range all {
		_, target, ok := p.TargetByID(u.Entry.Slot.Target)
		if !ok {
			continue
		}
		key := TotalKey{u.Entry.Slot.Target, u.Entry.Slot.Unit}
		if target.Accumulation == ByPeriod || totals[key].Last.Entry == u.Entry.ID {
			kept = append(kept, u)
		}
	}
	return kept
}

// Counts reports whether an entry is the figure of its period now.
func (f Facts) Counts(entry int64) bool {
	for _, filed := range f.Filed {
		for _, in := range filed {
			if in.Entry == entry {
				return true
			}
		}
	}
	return false
}
