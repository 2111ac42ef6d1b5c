package plan

import (
	"iter"
	"time"
)

// Archive is everything on record of some plans of one commune, read in one instant. Its long lists come row by row and
// can be gone through once each, one after the other, in the order of the fields.
type Archive struct {
	Plans    []*Plan
	Totals   map[int64]Totals // by plan
	Figures  iter.Seq2[ArchivedEntry, error]
	Evidence iter.Seq2[Evidence, error]
	Matters  iter.Seq2[Matter, error]
	Audit    iter.Seq2[ArchivedChange, error] // of the whole commune
}

// ArchivedEntry is a figure on record and what became of it.
type ArchivedEntry struct {
	Entry
	SupersededBy int64 // the entry of the same slot that counts in its place; 0: none
	Adds         bool  // it is a part of its unit's total
}

// ArchivedChange is a row of the audit log with its place in the chain that proves it.
type ArchivedChange struct {
	Seq     int64 // in the chain
	ID      int64
	At      time.Time
	By      Author
	Chat    int64
	Message int
	Action  string
	Subject string
	Before  string // JSON; empty: nothing
	After   string
	Hash    []byte
}
