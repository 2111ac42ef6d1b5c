package storagetest_test

import (
	"database/sql"
	"fmt"
	"testing"

	"planbot/migrations"
	"planbot/storage/storagetest"
)

func TestDatabaseIsMigrated(t *testing.T) {
	t.Parallel()
	db := storagetest.Open(t)
	if left, err := migrations.Pending(t.Context(), db.DB); left != 0 || err != nil {
		t.Errorf("got %d pending, %v, want 0", left, err)
	}
}

func TestTestsDoNotSeeEachOther(t *testing.T) {
	t.Parallel()
	for i := range 8 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			db := storagetest.Open(t)
			db.MustExecContext(t.Context(), "CREATE TABLE mine (n int)") // fails in a shared database
		})
	}
}

func TestDatabaseIsDroppedAfterTheTest(t *testing.T) {
	t.Parallel()
	var dsn string
	t.Run("leaves a connection open", func(t *testing.T) {
		dsn = storagetest.New(t)
		ping(t, dsn)
	})
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.PingContext(t.Context()); err == nil {
		t.Error("the database is still there")
	}
}

func ping(t *testing.T, dsn string) {
	t.Helper()
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.PingContext(t.Context()); err != nil {
		t.Fatal(err)
	}
}
