package bot

import (
	"sync"
	"time"

	"planbot/storage/plan"
)

// lanes keep the updates of each chat in order, while chats do not wait for each other. What takes long begins when its
// turn comes, but on a lane of its own, so that the chat goes on meanwhile. A lane, and a goroutine that works it off,
// exist only while something waits.
type lanes struct {
	mu      sync.Mutex
	open    map[way]*lane
	slow    func(u plan.Received) bool
	serve   func(u plan.Received, rest []plan.Received)
	slots   chan struct{}
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
}

// start sets what is done with each update and begins with those that came before.
func (l *lanes) start(serve func(u plan.Received, rest []plan.Received), slots chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.serve, l.slots = serve, slots
	for w := range l.open {
		l.run(w)
	}
}

// push queues an update at the end of its chat's lane.
func (l *lanes) push(u plan.Received) { l.queue(way{chat: u.Chat}, u) }

func (l *lanes) queue(w way, u plan.Received) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open[w] == nil {
		l.open[w] = &lane{}
	}
	l.open[w].waiting = append(l.open[w].waiting, u)
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
		case !ok:
			return
		case !w.slow && l.slow(u):
			l.queue(way{w.chat, true}, u)
		default:
			l.serve(u, rest)
			<-l.slots
		}
	}
}

// next takes the first update of a lane; an empty lane is taken down.
func (l *lanes) next(w way, own *lane) (u plan.Received, rest []plan.Received, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(own.waiting) == 0 || l.closed {
		delete(l.open, w)
		return plan.Received{}, nil, false
	}
	u, own.waiting = own.waiting[0], own.waiting[1:]
	return u, own.waiting, true
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
