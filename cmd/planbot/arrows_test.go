package main_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// root is the directory of the module, seen from here.
const root = "../.."

// layers are the module's top directories, the lowest first. A package may import its own layer and those below.
var layers = []string{"migrations", "storage", "bot", "cmd"}

// inner are packages of ours that may import no others of ours than these.
var inner = map[string][]string{
	"planbot/storage/calendar": {},
	"planbot/storage/plan":     {"planbot/storage/calendar"},
}

// wired are packages of ours that no package but these may import: the program chooses what is behind an interface.
var wired = map[string][]string{
	"planbot/storage":               {"planbot/cmd/planbot"},
	"planbot/storage/sample":        {"planbot/cmd/planbot"},
	"planbot/storage/pgembed":       {"planbot/cmd/planbot", "planbot/storage/storagetest"},
	"planbot/storage/storagetest":   {},
	"planbot/bot/telegram/emulator": {"planbot/cmd/planbot"},
}

// doors are the packages that may import a library with all its packages, or a single package of the standard one.
var doors = map[string][]string{
	"github.com/go-telegram-bot-api": {"planbot/bot/telegram"},
	"github.com/jmoiron/sqlx":        {"planbot/storage", "planbot/storage/storagetest"},
	"github.com/lib/pq":              {"planbot/storage", "planbot/storage/storagetest"},
	"github.com/pressly/goose":       {"planbot/migrations"},
	"github.com/fergusstrange":       {"planbot/storage/pgembed"},
	"github.com/goccy/go-yaml":       {"planbot/bot/planfile"},
	"github.com/alecthomas/kong":     {"planbot/cmd/planbot"},
	"github.com/prometheus":          {"planbot/cmd/planbot"},
	"github.com/xuri/excelize":       {"planbot/bot/report/xlsx"},
	"gonum.org/v1/plot":              {"planbot/bot/report/chart"},
	"golang.org/x/image":             {"planbot/bot/report/chart"},
	"github.com/chromedp":            {},
	"database/sql":                   {"planbot/migrations", "planbot/storage", "planbot/storage/storagetest"},
	"testing":                        {"planbot/storage/storagetest"},
}

// imports are what "go list" tells of a package.
type imports struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

func TestArrows(t *testing.T) {
	t.Parallel()
	for _, p := range list(t) {
		for _, w := range wrong(p) {
			t.Error(w)
		}
	}
}

// A rule that nothing can break holds nothing.
func TestArrowsCanFail(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		p    imports
		want []string
	}{
		{"down", imports{ImportPath: "planbot/bot/message", Imports: []string{"fmt", "planbot/storage/plan"}}, nil},
		{"sideways", imports{ImportPath: "planbot/storage", Imports: []string{"planbot/storage/plan", "github.com/lib/pq"}}, nil},
		{"a test with a database", imports{ImportPath: "planbot/bot", XTestImports: []string{"planbot/storage/storagetest"}}, nil},
		{"up", imports{ImportPath: "planbot/storage", Imports: []string{"planbot/bot/message"}},
			[]string{"planbot/storage imports planbot/bot/message: the arrow goes the other way"}},
		{"a migration with a database", imports{ImportPath: "planbot/migrations", TestImports: []string{"planbot/storage/pgembed"}}, nil},
		{"up in a test", imports{ImportPath: "planbot/storage", XTestImports: []string{"planbot/bot/planfile"}},
			[]string{"planbot/storage imports planbot/bot/planfile: the arrow goes the other way"}},
		{"a new top directory", imports{ImportPath: "planbot/pkg/util"},
			[]string{"planbot/pkg/util is in no layer"}},
		{"the plan knows the store", imports{ImportPath: "planbot/storage/plan", Imports: []string{"planbot/migrations"}},
			[]string{"planbot/storage/plan imports planbot/migrations: it may import only [planbot/storage/calendar] of ours"}},
		{"the calendar with a library", imports{ImportPath: "planbot/storage/calendar", Imports: []string{"github.com/shopspring/decimal"}},
			[]string{"planbot/storage/calendar imports github.com/shopspring/decimal: it may import only the standard library"}},
		{"the bot with the store", imports{ImportPath: "planbot/bot/alert", Imports: []string{"planbot/storage"}},
			[]string{"planbot/bot/alert imports planbot/storage, which only [planbot/cmd/planbot] may"}},
		{"Telegram beside its door", imports{ImportPath: "planbot/bot", Imports: []string{"github.com/go-telegram-bot-api/telegram-bot-api/v5"}},
			[]string{"planbot/bot imports github.com/go-telegram-bot-api/telegram-bot-api/v5, which only [planbot/bot/telegram] may"}},
		{"SQL in the bot", imports{ImportPath: "planbot/bot", Imports: []string{"github.com/jmoiron/sqlx/types", "database/sql/driver"}},
			[]string{"planbot/bot imports github.com/jmoiron/sqlx/types, which only [planbot/storage planbot/storage/storagetest] may"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, wrong(c.p)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// list asks the go command for every package of the module.
func list(t *testing.T) []imports {
	t.Helper()
	command := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "./...")
	command.Dir = root
	out, err := command.Output()
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		t.Fatalf("go list: %v\n%s", err, failed.Stderr)
	}
	if err != nil {
		t.Fatal(err)
	}
	var all []imports
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p imports
		switch err := decoder.Decode(&p); {
		case errors.Is(err, io.EOF):
			return all
		case err != nil:
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// wrong lists the imports of a package that no rule allows. Tests may import whatever lies below them, and the
// lowest may start a database.
func wrong(p imports) []string {
	if layer(p.ImportPath) < 0 {
		return []string{p.ImportPath + " is in no layer"}
	}
	var found []string
	for _, to := range p.Imports {
		found = append(found, wrongImport(p.ImportPath, to)...)
	}
	for _, to := range slices.Concat(p.TestImports, p.XTestImports) {
		if ours(to) && layer(to) > layer(p.ImportPath) && to != "planbot/storage/pgembed" {
			found = append(found, upward(p.ImportPath, to))
		}
	}
	return found
}

func wrongImport(from, to string) (found []string) {
	allowed, isInner := inner[from]
	switch {
	case ours(to) && isInner && !slices.Contains(allowed, to):
		found = append(found, fmt.Sprintf("%s imports %s: it may import only %s of ours", from, to, allowed))
	case ours(to) && layer(to) > layer(from):
		found = append(found, upward(from, to))
	case from == "planbot/storage/calendar" && !ours(to) && !standard(to):
		found = append(found, fmt.Sprintf("%s imports %s: it may import only the standard library", from, to))
	}
	if only, closed := keepers(to); closed && !slices.Contains(only, from) {
		found = append(found, fmt.Sprintf("%s imports %s, which only %s may", from, to, only))
	}
	return found
}

func upward(from, to string) string {
	return fmt.Sprintf("%s imports %s: the arrow goes the other way", from, to)
}

// keepers returns the packages that may import this one, and whether it is kept at all.
func keepers(path string) ([]string, bool) {
	if only, ok := wired[path]; ok {
		return only, true
	}
	for door, only := range doors {
		if path == door || !standard(path) && strings.HasPrefix(path, door+"/") {
			return only, true
		}
	}
	return nil, false
}

func ours(path string) bool { return strings.HasPrefix(path, "planbot/") }

// standard reports whether a path is of the standard library: its first element is not a domain.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !ours(path) && !strings.Contains(first, ".")
}

// layer is the height of a package of ours, -1 if it stands in none.
func layer(path string) int {
	top, _, _ := strings.Cut(strings.TrimPrefix(path, "planbot/"), "/")
	return slices.Index(layers, top)
}
