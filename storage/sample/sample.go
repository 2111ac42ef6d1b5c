// Package sample holds two plans to try planbot with: a real one, whose file also documents the format, and a
// made-up one of a later year, whose units, targets and cut-off have nothing in common with the first.
package sample

import _ "embed"

//go:embed ke-hoach-27-2024.yaml
var plan27 []byte

//go:embed ke-hoach-mau-2026.yaml
var commune2026 []byte

// Plan27 is the file of plan 27/KH-UBND of 2024, xã Sơn Kỳ: 24 tasks, with the open points of its text as
// questions.
func Plan27() []byte { return append([]byte(nil), plan27...) }

// Commune2026 is the file of an invented commune of 2026, with the units that communes have since 1 July 2025.
func Commune2026() []byte { return append([]byte(nil), commune2026...) }
