package telegram

import (
	"strings"
	"testing"
)

func TestLibraryLinesHideAnyToken(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"Endpoint: https://api.telegram.org/bot123456:AAsecretSECRET-_/getMe",
		"Post https%3A%2F%2Fapi.telegram.org%2Fbot123456%3AAAsecretSECRET-_%2FgetMe",
	} {
		if got := hideAny(line); strings.Contains(got, "AAsecret") || !strings.Contains(got, "getMe") {
			t.Errorf("got %q", got)
		}
	}
}
