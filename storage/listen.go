package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/lib/pq"
)

// How long a lost connection waits before it is made anew.
const (
	relistenSoon = 100 * time.Millisecond
	relistenLate = 10 * time.Second
)

// Listen says whenever a transaction, of whatever process, has made something due, until ctx ends; then the channel is
// closed. Several that come together are one, and some are lost while the connection is: whoever listens asks from
// time to time as well.
func (s *Store) Listen(ctx context.Context) (<-chan struct{}, error) {
	l := pq.NewListener(s.dsn, relistenSoon, relistenLate, nil)
	stop := context.AfterFunc(ctx, func() { l.Close() }) // Listen waits for the connection, however long that takes
	defer stop()
	if err := l.Listen(channel); err != nil {
		l.Close()
		return nil, fmt.Errorf("listen to the database: %w", redactDSN(err))
	}
	woken := make(chan struct{}, 1)
	go func() {
		defer close(woken)
		defer l.Close()
		pass(ctx, l.NotificationChannel(), woken)
	}()
	return woken, nil
}

// pass hands wakes on. Nil ones say that the connection was made anew: something may have been missed.
func pass(ctx context.Context, from <-chan *pq.Notification, to chan<- struct{}) {
	for {
		select {
		case <-ctx.Done():
			return
		case _, ok := <-from:
			if !ok {
				return
			}
			select {
			case to <- struct{}{}:
			default: // one waits already
			}
		}
	}
}
