package main

import (
	"bytes"
	"runtime"
	"runtime/debug"
	"testing"
)

func TestVersion(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if got := run(t.Context(), []string{"version"}, vars(nil), &out, &out); got != exitOK {
		t.Errorf("exit code: got %d, want %d", got, exitOK)
	}
	contains(t, out.String(), "planbot", runtime.Version())
}

func TestDescribeBuild(t *testing.T) {
	t.Parallel()
	system := ", " + runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH
	full := &debug.BuildInfo{Main: debug.Module{Version: "v1.2.0"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "abc"}, {Key: "vcs.time", Value: "2024-03-04T01:00:00Z"}, {Key: "vcs.modified", Value: "true"},
	}}
	for _, c := range []struct {
		name string
		info *debug.BuildInfo
		want string
	}{
		{"everything known", full, "planbot v1.2.0 commit abc of 2024-03-04T01:00:00Z with changes"},
		{"nothing known", nil, "planbot"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got, want := describeBuild(c.info, c.info != nil), c.want+system; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
