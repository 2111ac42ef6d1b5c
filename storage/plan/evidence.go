package plan

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// ProofKind is what evidence is made of.
type ProofKind string

const (
	// ProofPhoto is a picture sent as one.
	ProofPhoto ProofKind = "photo"
	// ProofFile is any other file.
	ProofFile ProofKind = "file"
	// ProofDocument is a document cited by its number: the paper itself lies in the office.
	ProofDocument ProofKind = "document"
)

// Evidence proves that a task was carried out (tài liệu kiểm chứng). It is never deleted; what was sent by mistake is
// withdrawn and stays on record.
type Evidence struct {
	ID       int64
	Commune  int64
	Task     int64
	Set      int64 // what was sent together
	Unit     int64 // in whose chat; 0: in none's
	Kind     ProofKind
	SHA256   string // of a file, in hexadecimal digits
	Size     int64  // in bytes
	Name     string // of a file; a photo has none
	MIME     string
	File     string   // by which Telegram gives the file back
	Document Document // cited, or what the file is a copy of; zero where nobody said
	Note     string   // what was written with it
	Product  string   // which of the task's products it proves, in the plan's words; empty: nobody said
	Source   Source
	Author   Author
	At       time.Time

	WithdrawnAt time.Time // zero: it counts
	WithdrawnBy Author
}

// Counts reports evidence that was not withdrawn.
func (e Evidence) Counts() bool { return e.WithdrawnAt.IsZero() }

// Identity tells evidence of a task from other evidence: the same file, or the same document cited, is one.
func (e Evidence) Identity() string {
	if e.Kind != ProofDocument {
		return e.SHA256
	}
	return string(e.Document.Kind) + " " + strings.ReplaceAll(Fold(e.Document.Number), " ", "") + " " + e.Document.Day.String()
}

// MissingEvidence lists the products of a task that nothing on record proves.
func MissingEvidence(t *Task, evidence []Evidence) []string {
	var missing []string
	for _, p := range t.Products {
		if !slices.ContainsFunc(evidence, func(e Evidence) bool { return e.Counts() && e.Product == p }) {
			missing = append(missing, p)
		}
	}
	return missing
}

// SetRefusal is why nothing that was sent together is kept.
type SetRefusal string

const (
	// RefusedPersonal is a note that looks like a citizen's data.
	RefusedPersonal SetRefusal = "personal"
	// RefusedUnclear is what names no task, or two.
	RefusedUnclear SetRefusal = "unclear"
	// RefusedForbidden is what its sender may not file here.
	RefusedForbidden SetRefusal = "forbidden"
	// RefusedNobody is what was sent under a mask.
	RefusedNobody SetRefusal = "nobody"
)

// PartOutcome is what became of one file, or one document cited.
type PartOutcome string

const (
	// PartKept is new evidence.
	PartKept PartOutcome = "kept"
	// PartSame was evidence of the task already.
	PartSame PartOutcome = "same"
	// PartTooBig is a file that Telegram does not let the bot fetch.
	PartTooBig PartOutcome = "too_big"
)

// EvidencePart is one file, or one document cited, as it was sent.
type EvidencePart struct {
	Message  int
	Line     int
	Outcome  PartOutcome
	Evidence int64 // kept, or the same; 0: too big
	Name     string
	Size     int64
}

// EvidenceSet is what was sent together: in one message, or in an album.
type EvidenceSet struct {
	ID      int64
	Commune int64
	Task    int64 // 0: refused before a task was known
	Unit    int64 // whose chat
	Source  Source
	Author  Author
	At      time.Time
	Refused SetRefusal
	Parts   []EvidencePart
	Answer  int // our message that answers it; 0: none is out
}

// HasPart reports whether a message is on record already.
func (s EvidenceSet) HasPart(message int) bool {
	return slices.ContainsFunc(s.Parts, func(p EvidencePart) bool { return p.Message == message })
}

// Own lists what counts of the evidence that came with the set.
func (s EvidenceSet) Own(all []Evidence) []Evidence {
	var own []Evidence
	for _, e := range all {
		if e.Set == s.ID && e.Counts() {
			own = append(own, e)
		}
	}
	return own
}

// Filing is what somebody sends as evidence: a message, or one of an album.
type Filing struct {
	Commune int64
	Task    *Task // nil: refused before it was known
	Unit    int64 // whose chat
	Source  Source
	Album   string // Telegram's mark of what was sent together; empty: the message stands alone
	Author  Author
	Refused SetRefusal
	TooBig  []EvidencePart
	Items   []Evidence // what they are, without what the record adds
}

// Captioned is the product that the caption of an album speaks of, empty where it speaks of none.
func (s EvidenceSet) Captioned(all []Evidence) string {
	for _, e := range s.Own(all) {
		if e.Note != "" && e.Product != "" {
			return e.Product
		}
	}
	return ""
}

// About is what a message that shows the set is remembered as.
func (s EvidenceSet) About() string { return fmt.Sprintf("evidence set %d", s.ID) }
