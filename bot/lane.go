package bot

import (
	"sync"
	"time"

	"planbot/storage/plan"
)

const (
	mostWaiting = 4096 // updates in memory; beyond it a chat that has one there already leaves the others in the database
	mostOfAChat = 64   // of which so many may be one chat's
	mostSlow    = 8    // and so many what takes long in one chat
)

// lanes keep the updates of each chat in order, while chats do not wait for each other. What takes long begins when its
// turn comes, but on a lane of its own, so that the chat goes on meanwhile. A lane, and a goroutine that works it off,
// exist only while something waits. However much one chat sends, nobody waits for it but that chat: what goes beyond
// its lane is left in the database and fetched when the lane is empty.
type lanes struct {
	mu      sync.Mutex
	open    map[way]*lane
	held    int // updates in all lanes
	slow    func(u plan.Received) bool
	serve   func(u plan.Received, rest []plan.Received)
	fetch   func(chat, after int64) ([]plan.Received, error)
	working sync.WaitGroup
	closed  bool
}

// way is where updates of a chat queue up.
type way struct {
	chat int64
	slow bool
}

type lane struct {
	waiting []plan.Received
	running bool
	behind  bool  // there may be more in the database
	missed  bool  // and has been since it was last looked there
	last    int64 // the newest update that the lane had; those it left are newer
}

// start sets what is done with each update and how those are fetched that a lane left, and begins with those that came
// before.
func (l *lanes) start(serve func(u plan.Received, rest []plan.Received), fetch func(chat, after int64) ([]plan.Received, error)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.serve, l.fetch = serve, fetch
	for w := range l.open {
		l.run(w)
	}
}

// push queues an update at the end of its chat's lane, or leaves it in the database, where it is already.
func (l *lanes) push(u plan.Received) {
	l.mu.Lock()
	defer l.mu.Unlock()
	w := way{chat: u.Chat}
	own := l.open[w]
	if own != nil && u.Update > own.last && (own.behind || len(own.waiting) >= mostOfAChat || l.held >= mostWaiting) {
		own.behind, own.missed = true, true
		return
	}
	l.add(w, u)
}

// add queues updates and sees to it that they are worked off; the lock is held.
func (l *lanes) add(w way, updates ...plan.Received) {
	if l.open[w] == nil {
		l.open[w] = &lane{}
	}
	own := l.open[w]
	for _, u := range updates {
		own.last = max(own.last, u.Update)
	}
	own.waiting = append(own.waiting, updates...)
	l.held += len(updates)
	l.run(w)
}

// run starts the worker of a lane that has none; the lock is held.
func (l *lanes) run(w way) {
	own := l.open[w]
	if own.running || l.serve == nil || l.closed {
		return
	}
	own.running = true
	l.working.Go(func() { l.work(w, own) })
}

func (l *lanes) work(w way, own *lane) {
	for {
		u, rest, ok := l.next(w, own)
		switch {
		case !ok && !l.catchUp(w, own):
			return
		case !ok, !w.slow && l.slow(u) && l.setAside(u):
		default:
			l.serve(u, rest)
		}
	}
}

// next takes the first update of a lane; an empty lane that has left nothing is taken down.
func (l *lanes) next(w way, own *lane) (u plan.Received, rest []plan.Received, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed || len(own.waiting) == 0 {
		if l.closed || !own.behind {
			delete(l.open, w)
		}
		return plan.Received{}, nil, false
	}
	u, own.waiting = own.waiting[0], own.waiting[1:]
	l.held--
	return u, own.waiting, true
}

// setAside moves what takes long to the chat's other lane. Where too much of it waits there already it fails, and the
// chat waits for this one.
func (l *lanes) setAside(u plan.Received) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	w := way{u.Chat, true}
	if own := l.open[w]; own != nil && len(own.waiting) >= mostSlow {
		return false
	}
	l.add(w, u)
	return true
}

// catchUp fetches what an empty lane has left in the database. It is false where that is nothing.
func (l *lanes) catchUp(w way, own *lane) bool {
	l.mu.Lock()
	if l.closed || !own.behind {
		l.mu.Unlock()
		return false
	}
	own.missed = false
	after := own.last
	l.mu.Unlock()

	more, err := l.fetch(w.chat, after)
	l.mu.Lock()
	defer l.mu.Unlock()
	if err == nil {
		own.behind = own.missed || len(more) == mostOfAChat
		l.add(w, more...)
	}
	return true
}

// drain lets the updates under way finish for at most the given time and starts no others.
func (l *lanes) drain(grace time.Duration) {
	l.mu.Lock()
	l.closed = true
	l.mu.Unlock()
	done := make(chan struct{})
	go func() { l.working.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(grace):
	}
}
