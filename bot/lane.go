package bot

import (
	"sync"
	"time"

	"planbot/storage/plan"
)

// lanes keep the updates of each chat in order, while chats do not wait for each other. A chat has a lane, and a
// goroutine that works it off, only while something waits.
type lanes struct {
	mu      sync.Mutex
	byChat  map[int64]*lane
	serve   func(u plan.Received, rest []plan.Received)
	slots   chan struct{}
	working sync.WaitGroup
	closed  bool
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
	for chat := range l.byChat {
		l.run(chat)
	}
}

// push queues an update at the end of its chat's lane.
func (l *lanes) push(u plan.Received) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.byChat[u.Chat] == nil {
		l.byChat[u.Chat] = &lane{}
	}
	l.byChat[u.Chat].waiting = append(l.byChat[u.Chat].waiting, u)
	l.run(u.Chat)
}

// run starts the worker of a lane that has none; the lock is held.
func (l *lanes) run(chat int64) {
	own := l.byChat[chat]
	if own.running || l.serve == nil || l.closed {
		return
	}
	own.running = true
	l.working.Go(func() { l.work(chat, own) })
}

func (l *lanes) work(chat int64, own *lane) {
	for {
		u, rest, ok := l.next(chat, own)
		if !ok {
			return
		}
		l.serve(u, rest)
		<-l.slots
	}
}

// next takes the first update of a lane; an empty lane is taken down.
func (l *lanes) next(chat int64, own *lane) (u plan.Received, rest []plan.Received, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(own.waiting) == 0 || l.closed {
		delete(l.byChat, chat)
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
