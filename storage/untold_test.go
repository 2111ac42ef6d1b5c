package storage_test

import (
	"fmt"
	"testing"
	"time"

	"planbot/storage/plan"
)

// A step is told once a letter of it went out or may have, or a newer one to the same chat did, which spoke for it.
func TestRoundLearnsOfWhatNobodyHeard(t *testing.T) {
	t.Parallel()
	const back = `outcome = 'superseded', reason = 'acked', done_at = now()`
	later := morning.Add(24 * time.Hour)
	held := fmt.Sprintf(`held = 'enough', send_after = '%s'`, later.Format(time.RFC3339))
	for _, c := range []struct {
		name    string
		letters map[string]string // by the step and the chat: what became of it
		want    plan.Untold
	}{
		{"on their way", nil, plan.Untold{Step: 1}},
		{"all taken back", map[string]string{"0/-10": back, "1/-10": back, "1/900": back}, plan.Untold{Step: 1, Steps: []int{0, 1}}},
		{"one went out", map[string]string{"1/-10": back, "1/900": `outcome = 'sent', done_at = now()`}, plan.Untold{Step: 1}},
		{"one may have", map[string]string{"1/-10": back, "1/900": back + `, unknown = 1`}, plan.Untold{Step: 1}},
		{"the newer one went out", map[string]string{"0/-10": back, "1/-10": `outcome = 'sent', done_at = now()`, "1/900": back}, plan.Untold{}},
		{"dead", map[string]string{"1/-10": `outcome = 'dead', done_at = now()`, "1/900": back}, plan.Untold{Step: 1, Lost: true}},
		{"held, the chat being full", map[string]string{"1/-10": held, "1/900": back}, plan.Untold{Step: 1, Until: later}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := open(t)
			rung(b)
			b.exec(`UPDATE episode SET step = 1`)
			b.exec(`DELETE FROM outbox WHERE chat_id <> -10`)
			for _, chat := range []int{-10, chairman} {
				b.exec(`INSERT INTO outbox (key, commune_id, plan_id, episode_id, chat_id, kind, step, why, due_at, send_after)
					SELECT 'e/2/' || $1::bigint, commune_id, plan_id, id, $1::bigint, 'alert', 1, 'climbed', $2, $2 FROM episode`, chat, morning)
			}
			for which, became := range c.letters {
				b.exec(`UPDATE outbox SET `+became+` WHERE step || '/' || chat_id = $1`, which)
			}
			w, err := b.Watch(t.Context(), b.is.ID, b.is.Version, morning)
			b.must(err)
			got := w.Ladder[w.Open[0].ID]
			if !got.Until.Equal(c.want.Until) {
				t.Errorf("held until %v, want %v", got.Until, c.want.Until)
			}
			if got.Step != c.want.Step || got.Lost != c.want.Lost || fmt.Sprint(got.Steps) != fmt.Sprint(c.want.Steps) {
				t.Errorf("the round learns of %+v, want %+v", got, c.want)
			}
		})
	}
}
