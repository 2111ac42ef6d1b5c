package storage_test

import (
	"slices"
	"testing"
	"time"
)

// Operators hear of a unit's chat and of a leader that cannot be told anything any more, once; not of strangers.
func TestOperatorsHearOfLosses(t *testing.T) {
	t.Parallel()
	b := open(t)
	b.bindUnits()
	operators := []int64{1, 2}
	for range 2 {
		for _, chat := range []int64{-20, chairman, -99, 77} {
			b.must(b.SetUnreachable(t.Context(), chat, operators, morning))
		}
		b.must(b.SetMuted(t.Context(), -10, true, operators, morning))
		b.must(b.SetMuted(t.Context(), -10, false, operators, morning))
	}
	_, err := b.db.Exec(`INSERT INTO chat SELECT chat_id, 9, commune_id, unit_id, title, true, NULL, bound_at, 0 FROM chat WHERE chat_id = -10`)
	b.must(err)
	for _, thread := range []int{9, 9, 10} {
		b.must(b.TellTopicLost(t.Context(), -10, thread, operators, morning))
	}
	var told []string
	b.must(b.db.Select(&told, `
		SELECT (payload->>'what') || ' ' || (payload->>'about') FROM outbox WHERE kind = 'operator' AND chat_id = 2 ORDER BY id`))
	want := []string{"silent_chat Tư pháp, xã sonky, -20", "silent_chat Văn phòng, xã sonky, 900", "muted_chat Văn phòng, xã sonky, -10",
		"topic_chat Văn phòng, xã sonky, -10"}
	if !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
	if at, ok, err := b.NextMail(t.Context(), time.Minute); !ok || !at.Equal(morning) || err != nil {
		t.Errorf("ready at %v %v %v, want at once", at, ok, err)
	}
}
