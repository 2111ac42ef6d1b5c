package storage_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"planbot/storage/plan"
)

// filing is a message with one file, whose contents are told by a word.
func (b *books) filing(message int, album, contents string) plan.Filing {
	b.Helper()
	task, _ := b.is.Task(3)
	unit, _ := b.is.Unit("VP")
	return plan.Filing{
		Commune: b.is.Commune.ID, Task: task, Unit: unit.ID, Source: plan.Source{Chat: -10, Message: message}, Album: album,
		Author: clerk,
		Items:  []plan.Evidence{{Kind: plan.ProofFile, SHA256: contents, Name: contents + ".pdf", File: "id of " + contents, Size: 9}},
	}
}

func (b *books) files(f plan.Filing) (plan.EvidenceSet, []plan.Evidence) {
	b.Helper()
	set, all, err := b.FileEvidence(b.Context(), f, morning)
	b.must(err)
	return set, all
}

// outcomes tells what became of every part of a set.
func outcomes(set plan.EvidenceSet) (all []string) {
	for _, p := range set.Parts {
		all = append(all, fmt.Sprintf("%d.%d %s", p.Message, p.Line, p.Outcome))
	}
	return all
}

func TestFileEvidence(t *testing.T) {
	t.Parallel()
	b := open(t)
	first := b.filing(5, "", "a")
	first.Items[0].Note, first.Items[0].Document = "note", plan.Document{Kind: "BC", Number: "45/BC-UBND", Day: someDay, Title: "t"}
	set, all := b.files(first)
	read, err := b.Evidence(t.Context(), first.Commune, first.Task.ID)
	b.must(err)
	if diff := cmp.Diff(all, read); diff != "" || len(all) != 1 || all[0].Set != set.ID || all[0].Author != clerk {
		t.Errorf("got %+v (-returned +read):\n%s", all, diff)
	}
	again, all := b.files(first)
	if diff := cmp.Diff(set, again); diff != "" || len(all) != 1 {
		t.Errorf("the same message again: %d on record (-first +again):\n%s", len(all), diff)
	}
	other, all := b.files(b.filing(6, "", "a"))
	if got := outcomes(other); !slices.Equal(got, []string{"6.0 same"}) || len(all) != 1 || other.ID == set.ID {
		t.Errorf("the same file again: got %q, %d on record", got, len(all))
	}
	if n := b.audits("evidence"); n != 1 {
		t.Errorf("%d audit rows, want one", n)
	}
}

func (b *books) audits(action string) (n int) {
	b.Helper()
	b.must(b.db.GetContext(b.Context(), &n, `SELECT count(*) FROM audit WHERE action = $1`, action))
	return n
}

func TestFileAlbum(t *testing.T) {
	t.Parallel()
	b := open(t)
	big := b.filing(6, "g", "")
	big.Items, big.TooBig = nil, []plan.EvidencePart{{Message: 6, Outcome: plan.PartTooBig, Name: "b.mp4", Size: 25 << 20}}
	b.files(b.filing(5, "g", "a"))
	b.files(big)
	set, all := b.files(b.filing(7, "g", "a"))
	if got := outcomes(set); !slices.Equal(got, []string{"5.0 kept", "6.0 too_big", "7.0 same"}) || len(all) != 1 {
		t.Errorf("got %q, %d on record", got, len(all))
	}
	found, err := b.EvidenceSet(t.Context(), set.Commune, plan.Source{Chat: -10, Message: 8}, "g")
	if diff := cmp.Diff(set, found); diff != "" || err != nil {
		t.Errorf("%v (-filed +found):\n%s", err, diff)
	}
	elsewhere := b.filing(8, "g", "b")
	elsewhere.Task, _ = b.is.Task(1)
	if _, _, err := b.FileEvidence(t.Context(), elsewhere, morning); !errors.Is(err, plan.ErrSettled) {
		t.Errorf("another task for the rest of an album: got %v", err)
	}
}

// The caption of an album stands under one part and speaks of all, whichever comes first.
func TestAlbumCaption(t *testing.T) {
	t.Parallel()
	b := open(t)
	filing := func(message int, note string) plan.Filing {
		f := b.filing(message, "g", fmt.Sprint("a", message))
		task := *f.Task
		task.Products = []string{"Kế hoạch kiểm tra", "Báo cáo kết quả"}
		f.Task, f.Items[0].Note, f.Items[0].Name = &task, note, ""
		return f
	}
	b.files(filing(5, ""))
	b.files(filing(6, "báo cáo"))
	_, all := b.files(filing(7, ""))
	read, err := b.Evidence(t.Context(), b.is.Commune.ID, all[0].Task)
	b.must(err)
	if diff := cmp.Diff(all, read); diff != "" {
		t.Errorf("(-returned +read):\n%s", diff)
	}
	for _, e := range all {
		if e.Product != "Báo cáo kết quả" {
			t.Errorf("message %d proves %q", e.Source.Message, e.Product)
		}
	}
}

// The answer is found by what it was posted as.
func TestEvidenceSetKnowsItsAnswer(t *testing.T) {
	t.Parallel()
	b := open(t)
	set, _ := b.files(b.filing(5, "g", "a"))
	b.must(b.Finish(t.Context(), []plan.Answered{{Update: 1, Posted: []plan.Posted{
		{Chat: -10, Message: 9, Commune: set.Commune, About: set.About()}, {Chat: -10, Message: 11, Commune: set.Commune, About: "tasks"},
	}}}, morning))
	if set, err := b.EvidenceSet(t.Context(), set.Commune, set.Source, "g"); err != nil || set.Answer != 9 {
		t.Errorf("got %d, %v", set.Answer, err)
	}
}

// A refusal takes with it what came before it in the same album, and stands for what comes after.
func TestRefusedAlbum(t *testing.T) {
	t.Parallel()
	b := open(t)
	b.files(b.filing(5, "g", "a"))
	refused := b.filing(6, "g", "b")
	refused.Refused, refused.Items = plan.RefusedPersonal, nil
	b.files(refused)
	set, _ := b.files(b.filing(7, "g", "c"))
	all, err := b.Evidence(t.Context(), set.Commune, refused.Task.ID)
	b.must(err)
	if set.Refused != plan.RefusedPersonal || len(all) != 1 || all[0].Counts() {
		t.Errorf("got %q and %+v, want the first withdrawn", set.Refused, all)
	}
}

func TestWithdrawEvidence(t *testing.T) {
	t.Parallel()
	b := open(t)
	set, _ := b.files(b.filing(5, "", "a"))
	for range 2 {
		_, all, err := b.WithdrawEvidence(t.Context(), set.Commune, set.ID, console, morning)
		b.must(err)
		if len(all) != 1 || all[0].Counts() || all[0].WithdrawnBy != console {
			t.Errorf("got %+v", all)
		}
	}
	if _, all := b.files(b.filing(6, "", "a")); len(all) != 2 || !all[1].Counts() {
		t.Errorf("filed anew: got %+v", all)
	}
	if n := b.audits("evidence withdrawn"); n != 1 {
		t.Errorf("%d audit rows, want one", n)
	}
	if _, err := b.db.ExecContext(t.Context(), `DELETE FROM evidence`); err == nil {
		t.Error("evidence can be deleted")
	}
}

func TestClassifyEvidence(t *testing.T) {
	t.Parallel()
	b := open(t)
	set, _ := b.files(b.filing(5, "", "a"))
	for _, product := range []string{"Báo cáo", "Kế hoạch"} {
		_, all, err := b.ClassifyEvidence(t.Context(), set.Commune, set.ID, product, clerk, morning)
		b.must(err)
		if all[0].Product != "Báo cáo" {
			t.Errorf("got %q, want what was said first", all[0].Product)
		}
	}
}

// Nothing of another commune is found or changed.
func TestEvidenceKeepsTenants(t *testing.T) {
	t.Parallel()
	b := open(t)
	set, _ := b.files(b.filing(5, "g", "a"))
	other := set.Commune + 1
	_, err1 := b.EvidenceSet(t.Context(), other, set.Source, "g")
	_, err2 := b.EvidenceSetByID(t.Context(), other, set.ID)
	_, _, err3 := b.WithdrawEvidence(t.Context(), other, set.ID, clerk, morning)
	_, _, err4 := b.ClassifyEvidence(t.Context(), other, set.ID, "x", clerk, morning)
	for i, err := range []error{err1, err2, err3, err4} {
		if !errors.Is(err, plan.ErrNotFound) {
			t.Errorf("%d: got %v, want not found", i, err)
		}
	}
	if all, err := b.Evidence(t.Context(), other, set.Task); err != nil || len(all) != 0 {
		t.Errorf("got %d, %v", len(all), err)
	}
	_, err := b.imports(draft("khac"))
	b.must(err)
	if _, _, err := b.FileEvidence(t.Context(), b.filing(6, "g", "b"), morning); !errors.Is(err, plan.ErrForbidden) {
		t.Errorf("the rest of an album in a chat that changed hands: got %v", err)
	}
}

// The same file, sent to two chats at the same moment, is one.
func TestFileEvidenceAtOnce(t *testing.T) {
	t.Parallel()
	b := open(t)
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			f := b.filing(5, "", "a")
			f.Source.Chat = int64(-100 - i)
			if _, _, err := b.FileEvidence(b.Context(), f, morning); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	task, _ := b.is.Task(3)
	all, err := b.Evidence(t.Context(), b.is.Commune.ID, task.ID)
	if err != nil || len(all) != 1 || b.count("evidence_part") != 8 {
		t.Errorf("got %d on record, %d parts, %v", len(all), b.count("evidence_part"), err)
	}
}
