package emulator

const keepEvents = 10_000

// event is something the watchers of the door may want to show.
type event struct {
	seq   int
	kind  string
	chat  int64
	post  *post
	text  string
	alert bool
	user  int64
	going bool
}

// events is a ring of the last events and the bell that wakes their watchers.
type events struct {
	last int
	ring []event
	bell chan struct{} // closed at the next event; nil while nobody waits
}

// tell records an event. The lock is held.
func (s *Server) tell(e event) {
	l := &s.events
	l.last++
	e.seq = l.last
	if len(l.ring) < keepEvents {
		l.ring = append(l.ring, e)
	} else {
		l.ring[(l.last-1)%keepEvents] = e
	}
	if l.bell != nil {
		close(l.bell)
		l.bell = nil
	}
}

// since returns the kept events after seq.
func (l *events) since(seq int) []event {
	var out []event
	for i := max(seq, l.last-len(l.ring)); i < l.last; i++ {
		out = append(out, l.ring[i%keepEvents])
	}
	return out
}

// wait returns a channel that is closed at the next event.
func (l *events) wait() <-chan struct{} {
	if l.bell == nil {
		l.bell = make(chan struct{})
	}
	return l.bell
}
