package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// version tells which build this is, for a report of a fault.
type version struct{}

// Run prints one line.
func (version) Run(p *program) error {
	fmt.Fprintln(p.stdout, describeBuild(debug.ReadBuildInfo()))
	return nil
}

func describeBuild(info *debug.BuildInfo, ok bool) string {
	text, dirty := "planbot", ""
	if !ok {
		info = &debug.BuildInfo{}
	}
	if info.Main.Version != "" {
		text += " " + info.Main.Version
	}
	for _, setting := range info.Settings {
		switch {
		case setting.Key == "vcs.revision":
			text += " commit " + setting.Value
		case setting.Key == "vcs.time":
			text += " of " + setting.Value
		case setting.Key == "vcs.modified" && setting.Value == "true":
			dirty = " with changes"
		}
	}
	return fmt.Sprintf("%s%s, %s %s/%s", text, dirty, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
