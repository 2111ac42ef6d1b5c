package storage

// The points at which a process can die with something half written. Tests stop it there.
const (
	pointLocked   = "plans locked"     // the plans of a round are ours
	pointRead     = "plans read"       // and everything they are judged from is read
	pointWritten  = "round written"    // but not committed
	pointLeased   = "chats leased"     // committed, and their letters not read
	pointOpened   = "letters read"     // and the words not made
	pointIntended = "intent written"   // but not committed
	pointMarked   = "delivery written" // but not committed
	pointFailed   = "failure written"  // but not committed
)

// Points lists every point.
func Points() []string {
	return []string{
		pointLocked, pointRead, pointWritten, pointLeased, pointOpened, pointIntended, pointMarked, pointFailed,
	}
}

// AtPoints has f told of every point at which the process may die with something half written. It is for tests, and
// must be called before the store is used; nil is nobody.
func (s *Store) AtPoints(f func(name string)) { s.point = f }

// at comes to a point.
func (s *Store) at(name string) {
	if s.point != nil {
		s.point(name)
	}
}
