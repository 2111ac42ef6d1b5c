package migrations

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/pressly/goose/v3/lock"
)

// lockPoll is how often a waiting process looks whether the lock is free. The locker that comes with goose cannot
// look more often than each second.
const lockPoll = 100 * time.Millisecond

// pollingLock is goose's own advisory lock, so that its command line tool respects it too. It asks again and again
// rather than wait inside the server, where a waiting statement would block CREATE INDEX CONCURRENTLY for good.
type pollingLock struct{}

var _ lock.SessionLocker = pollingLock{}

// SessionLock returns once the connection holds the lock, or the context ends.
func (pollingLock) SessionLock(ctx context.Context, conn *sql.Conn) error {
	tick := time.NewTicker(lockPoll)
	defer tick.Stop()
	for {
		var locked bool
		err := conn.QueryRowContext(ctx, "SELECT pg_try_advisory_lock($1)", lock.DefaultLockID).Scan(&locked)
		if err != nil {
			return fmt.Errorf("take the migration lock: %w", err)
		}
		if locked {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for another process that migrates: %w", context.Cause(ctx))
		case <-tick.C:
		}
	}
}

// SessionUnlock gives the lock back. If it cannot, the end of the connection does.
func (pollingLock) SessionUnlock(ctx context.Context, conn *sql.Conn) error {
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_unlock($1)", lock.DefaultLockID); err != nil {
		return fmt.Errorf("release the migration lock: %w", err)
	}
	return nil
}
