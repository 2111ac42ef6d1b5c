package storage_test

import (
	"errors"
	"sync"
	"testing"

	"planbot/storage/plan"
)

// Two of the office sign at once: one word is on record, and it is told to both whose it is.
func TestConfirmAtOnce(t *testing.T) {
	t.Parallel()
	b := open(t)
	entry := b.records(b.report(b.target(1, "a"), 5, 145, 150, said(1))).Entry
	outcomes := make([]plan.Confirming, 8)
	var signing sync.WaitGroup
	for i := range outcomes {
		signing.Go(func() {
			word := plan.Confirmation{By: plan.Author{ID: int64(200 + i%2)}, Source: plan.Source{Chat: -2, Message: 50 + i%2, Line: -1}, At: morning}
			done, err := b.Confirm(t.Context(), b.is.Commune.ID, b.is.ID, []int64{entry.ID}, word)
			b.must(err)
			outcomes[i] = done[0]
		})
	}
	signing.Wait()
	first := outcomes[0].Word.By.ID
	for _, o := range outcomes {
		if o.Word.By.ID != first || o.Outcome != plan.ConfirmedNow && o.Outcome != plan.ConfirmedBefore {
			t.Errorf("got %s, signed by %d, want one signature for all", o.Outcome, o.Word.By.ID)
		}
	}
	if n := b.count("confirmation"); n != 1 {
		t.Errorf("%d words, want 1", n)
	}
}

// A figure that is corrected needs a new signature, one of another commune or plan is not found, and a command that
// comes again changes nothing, whatever was said since.
func TestConfirmAndReadOtherwise(t *testing.T) {
	t.Parallel()
	b := open(t)
	target := b.target(1, "a")
	entry := b.records(b.report(target, 5, 145, 150, said(1))).Entry
	word := func(message int) plan.Confirmation {
		return plan.Confirmation{Entry: entry.ID, By: plan.Author{ID: 9}, Source: plan.Source{Chat: -2, Message: message}, At: morning}
	}
	read := word(60)
	read.Figure = entry.Figure
	read.Figure.Num = read.Figure.Num.Sub(entry.Figure.Num.Div(entry.Figure.Num))
	note := []plan.Note{{To: plan.Mailbox{Chat: -5}, Kind: plan.LetterDiffers, Payload: plan.Payload{Entry: entry.ID, Read: read.Figure}}}
	for range 2 {
		done, err := b.ReadOtherwise(t.Context(), b.is.Commune.ID, b.is.ID, read, note)
		b.must(err)
		if done.Outcome != plan.ConfirmDiffers || !done.Word.Figure.Equal(read.Figure) {
			t.Errorf("got %+v", done)
		}
	}
	for commune, planID := range map[int64]int64{b.is.Commune.ID + 1: b.is.ID, b.is.Commune.ID: b.is.ID + 1} {
		if _, err := b.Confirm(t.Context(), commune, planID, []int64{entry.ID}, word(61)); !errors.Is(err, plan.ErrNotFound) {
			t.Errorf("commune %d, plan %d: got %v, want %v", commune, planID, err, plan.ErrNotFound)
		}
	}
	waiting, err := b.Unconfirmed(t.Context(), b.is.ID, []int64{target})
	b.must(err)
	if len(waiting) != 1 || waiting[0].Word == nil {
		t.Errorf("got %+v, want the figure with what the office read", waiting)
	}
	_, err = b.Confirm(t.Context(), b.is.Commune.ID, b.is.ID, []int64{entry.ID}, word(62))
	b.must(err)
	again, err := b.ReadOtherwise(t.Context(), b.is.Commune.ID, b.is.ID, read, note)
	b.must(err)
	if words, letters := b.count("confirmation"), b.count("outbox"); words != 2 || letters != 1 || again.Outcome != plan.ConfirmDiffers {
		t.Errorf("%d words and %d letters, %s, want 2 and 1", words, letters, again.Outcome)
	}
	b.records(b.report(target, 5, 144, 150, said(2)))
	if waiting, _ = b.Unconfirmed(t.Context(), b.is.ID, []int64{target}); len(waiting) != 1 || waiting[0].Word != nil {
		t.Errorf("after a correction got %+v, want a figure without a word", waiting)
	}
	old, err := b.Confirm(t.Context(), b.is.Commune.ID, b.is.ID, []int64{entry.ID}, word(63))
	b.must(err)
	if old[0].Outcome != plan.ConfirmOutdated {
		t.Errorf("the corrected figure: got %s", old[0].Outcome)
	}
	if _, err := b.db.ExecContext(t.Context(), `DELETE FROM confirmation`); err == nil {
		t.Error("a word was deleted")
	}
}
