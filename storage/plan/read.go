package plan

import (
	"errors"
	"fmt"
	"slices"

	"planbot/storage/calendar"
)

// Expect is what is known about the target before its figure is read. Only Measure and Today are required; the
// more is known, the less has to be asked.
type Expect struct {
	Measure      Measure
	Accumulation Accumulation
	Noun         string        // what the target counts: "hồ sơ", "sáng kiến"
	Today        calendar.Date // the day the message was sent; dates without a year are the closest such day
	PlanYear     int           // the year of periods that name none; 0: the year of Today
	Every        PeriodKind    // the period figures are filed by; a period of another length is asked about
	Longer       []PeriodKind  // others that the task is reported by, which are not asked about
	Cutoff       Cutoff        // for "tháng này", "quý trước"
	Addressed    bool          // a task was named, so that "1.5" can be no criterion code any more
}

// Reading is what the words say.
//
// Without Ask the figure is certain. With Ask nothing may be stored before somebody answers: where Options is
// empty the one Figure is to be confirmed, otherwise one of the options is to be chosen and Figure is unset.
type Reading struct {
	Figure  Figure         // an option without a kind names a date or period only: the figure is still to come
	Period  *Period        // named in the words
	AsOf    *calendar.Date // named in the words
	Delta   bool           // Figure is the change since the last one (negative: less), not the whole
	Options []Reading      // two to four, the likeliest first
	Ask     Doubt
	Note    string // words that are no part of the figure, as typed
}

// ErrNoFigure says that the words hold no figure at all. A reading that comes with it still carries the date or
// the period that was found.
var ErrNoFigure = errors.New("no figure in these words")

// BadFigure is a figure that cannot be true, or that the target does not want.
type BadFigure struct {
	Text   string // as typed
	Reason BadReason
}

// Error says what is wrong, for logs; staff read the words of bot/message.
func (e *BadFigure) Error() string { return fmt.Sprintf("bad figure %q: %s", e.Text, e.Reason) }

// BadReason is why a figure is refused.
type BadReason string

const (
	// BadNegative is a value below zero.
	BadNegative BadReason = "negative"
	// BadZeroWhole is a denominator of zero under a numerator that is not.
	BadZeroWhole BadReason = "zero_denominator"
	// BadTooLarge is beyond [MostNumber], or a percentage beyond [MostPercent].
	BadTooLarge BadReason = "too_large"
	// BadNumber is no number as anybody writes it: "1e9", "1,2,3", "12abc".
	BadNumber BadReason = "unreadable_number"
	// BadPeriod is no period of a year: "quý 11", "tháng 13".
	BadPeriod BadReason = "no_such_period"
	// BadDate is a date that does not exist.
	BadDate BadReason = "no_such_date"
	// BadLunar is a lunar date; only the calendar takes those.
	BadLunar BadReason = "lunar_date"
	// BadSeveral is several figures in one line.
	BadSeveral BadReason = "several_figures"
	// BadWantsNumber is a word such as "xong" where the target wants a number.
	BadWantsNumber BadReason = "wants_number"
	// BadWantsDone is a number where the target wants done or not done.
	BadWantsDone BadReason = "wants_done"
	// BadPercent is a percentage where the target counts things or money.
	BadPercent BadReason = "wants_no_percent"
)

// The most a figure may be: a quadrillion (a million tỷ đồng), and ten times the whole.
const (
	MostNumber  = 1_000_000_000_000_000
	MostPercent = 1000
)

// reader goes once through the tokens of a line and gathers what they claim.
type reader struct {
	line     string
	want     Expect
	tokens   []token
	own      string // the target's noun, folded
	accented bool   // typed with accents, so that "nam" is not "năm"

	claims  []claim
	period  *Period
	day     *calendar.Date
	pending sense // said since the last claim or comma
	seen    sense // said anywhere
	finish  outcome
	open    bool // what is said belongs to the last claim, too
	spared  bool // "không trễ": the bad cases are denied
	things  bool // a counted noun stands alone
	ask     Doubt
	err     error
	loose   loose
	note    string
}

// ReadFigure reads the words of one figure. It never guesses: what can be read in several ways comes back with
// [Reading.Ask]. The error is [ErrNoFigure] or a [*BadFigure].
func ReadFigure(text string, want Expect) (Reading, error) {
	var (
		tokens [12]token
		claims [1]claim
	)
	r := reader{line: text, want: want, tokens: scan(tokens[:0], text), claims: claims[:0]}
	r.accented = slices.ContainsFunc(r.tokens, func(t token) bool { return t.marks != 0 })
	for i := 0; i < len(r.tokens) && r.err == nil; {
		i += r.read(i)
	}
	r.endNote()
	r.endClause()
	if r.err != nil {
		return Reading{}, r.err
	}
	reading, err := r.conclude()
	reading.complete(r.period, r.day, r.note)
	return reading, err
}

// complete gives the reading and its options what the line says beside the figure.
func (r *Reading) complete(period *Period, day *calendar.Date, note string) {
	if r.Period == nil {
		r.Period = period
	}
	if r.AsOf == nil {
		r.AsOf = day
	}
	r.Note = note
	for i := range r.Options {
		r.Options[i].complete(period, day, note)
	}
}

// read takes the part of the line at token i and returns how many tokens it has, by the rules in their order: what
// cannot be a figure goes first.
func (r *reader) read(i int) int {
	if n := r.readPeriod(i); n > 0 {
		r.endNote()
		return n
	}
	if n := r.readDate(i); n > 0 {
		r.endNote()
		return n
	}
	if n := r.readAside(i); n > 0 {
		r.unread(i, n, false)
		return n
	}
	if n := r.readClaim(i); n > 0 {
		r.endNote()
		return n
	}
	if r.kind(i) == signToken {
		return r.readSign(i)
	}
	return r.readWord(i)
}
