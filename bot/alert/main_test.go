package alert

import (
	"testing"

	"go.uber.org/goleak"
)

// The database that tests share ends with the process.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m,
		goleak.IgnoreAnyFunction("planbot/storage/pgembed.launch"),
		goleak.IgnoreAnyFunction("planbot/storage/pgembed.(*process).run"),
		goleak.IgnoreAnyFunction("database/sql.(*DB).connectionOpener"))
}
