package bot

import (
	"maps"
	"slices"
)

// CommandNames lists the English name of every command.
func CommandNames() []string {
	var names []string
	for _, c := range commands {
		names = append(names, c.names[0])
	}
	return names
}

// TapNames lists the first word of every button's data.
func TapNames() []string { return slices.Sorted(maps.Keys(taps)) }
