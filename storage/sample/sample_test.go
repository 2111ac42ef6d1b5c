package sample_test

import (
	"bytes"
	"testing"

	"golang.org/x/text/unicode/norm"

	"planbot/storage/sample"
)

func TestFilesAreNFC(t *testing.T) {
	t.Parallel()
	for name, data := range map[string][]byte{"27/2024": sample.Plan27(), "2026": sample.Commune2026()} {
		if !norm.NFC.IsNormal(data) {
			t.Errorf("%s is not in NFC", name)
		}
	}
}

func TestCallersCannotSpoilTheFiles(t *testing.T) {
	t.Parallel()
	clear(sample.Plan27())
	if bytes.IndexByte(sample.Plan27(), 0) >= 0 {
		t.Error("a caller's change shows in the next copy")
	}
}
