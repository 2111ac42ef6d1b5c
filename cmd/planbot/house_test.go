package main_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// The owner of the project fixed what stands at the top; a built binary may lie there, and git does not see it.
func TestTopOfTheHouse(t *testing.T) {
	t.Parallel()
	fixed := []string{"bot", "cmd", "go.mod", "go.sum", "migrations", "README.md", "storage"}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := e.Name()
		switch {
		case strings.HasPrefix(name, "."), name == "planbot" && !e.IsDir():
		case !slices.Contains(fixed, name):
			t.Errorf("%s has no place at the top", name)
		}
	}
}

// longest is how many lines a file may have that is no test. Most have half of it and less.
const longest = 350

func TestFilesAreShort(t *testing.T) {
	t.Parallel()
	for name, source := range sources(t) {
		if lines := bytes.Count(source, []byte("\n")); lines > longest {
			t.Errorf("%s has %d lines, want at most %d: look for the second idea in it", name, lines, longest)
		}
	}
}

// spoken are the files in which Vietnamese stands: the wording itself, what reads the words of staff, the names of
// days and holidays, and the samples.
var spoken = []string{
	"bot/message/*",
	"bot/report/*",                  // what documents and pictures say
	"storage/calendar/date_text.go", // names of weekdays
	"storage/calendar/exception.go", // kinds of days off
	"storage/calendar/notices.go",   // documents that swap days
	"storage/calendar/rule.go",      // names of holidays
	"storage/plan/fold.go",          // letters and their plain forms
	"storage/plan/format.go",        // amounts in tỷ, triệu and đồng
	"storage/plan/read_*.go",        // what a typed figure may say
	"storage/sample/*",
	"storage/storagetest/*", // made-up data
}

func TestVietnameseHasItsPlaces(t *testing.T) {
	t.Parallel()
	for name, source := range sources(t) {
		if isSpoken(name) {
			continue
		}
		for _, literal := range vietnamese(t, name, source) {
			t.Errorf("%s: words for staff belong in bot/message", literal)
		}
	}
}

func TestVietnameseIsRecognised(t *testing.T) {
	t.Parallel()
	const source = "package p\n\n" +
		"// Tết in a comment is no literal.\n" +
		"const a, b, c, d = \"plain\", \"Nhi\\u1ec7m vụ\", 'đ', `\nquá hạn`\n"
	got := vietnamese(t, "p.go", []byte(source))
	want := []string{`p.go:4:29 "Nhi\u1ec7m vụ"`, `p.go:4:48 'đ'`, "p.go:4:54 `\nquá hạn`"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func isSpoken(name string) bool {
	return slices.ContainsFunc(spoken, func(pattern string) bool {
		match, err := path.Match(pattern, name)
		return err == nil && match
	})
}

// vietnamese lists the literals that hold a letter English does not have, each with its place.
func vietnamese(t *testing.T, name string, source []byte) (found []string) {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		literal, ok := n.(*ast.BasicLit)
		if ok && isForeign(literal) {
			found = append(found, files.Position(literal.Pos()).String()+" "+literal.Value)
		}
		return true
	})
	return found
}

func isForeign(literal *ast.BasicLit) bool {
	text := literal.Value
	if literal.Kind == token.STRING {
		text, _ = strconv.Unquote(literal.Value)
	}
	return strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) })
}

// The README shows a chat as it is: every line of the bot's stands in the story that the tests of bot play.
func TestReadmeShowsTheRealChat(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile(root + "/README.md")
	if err != nil {
		t.Fatal(err)
	}
	story, err := os.ReadFile(root + "/bot/testdata/ask_and_answer.golden")
	if err != nil {
		t.Fatal(err)
	}
	_, picture, _ := strings.Cut(string(readme), "```\nCông chức")
	picture, _, found := strings.Cut(picture, "```")
	if !found {
		t.Fatal("the README shows no chat")
	}
	for line := range strings.Lines(picture) {
		line, said := strings.CutPrefix(line, "planbot:")
		said = said || strings.HasPrefix(line, "    ")
		line = strings.TrimSpace(line)
		if said && !strings.HasPrefix(line, "[") && line != "…" && !strings.Contains(string(story), line) {
			t.Errorf("planbot does not say %q", line)
		}
	}
}

// sources reads every Go file of the module that is no test, named by its path from the root.
func sources(t *testing.T) map[string][]byte {
	t.Helper()
	tree := os.DirFS(root)
	all := map[string][]byte{}
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case d.IsDir(), !strings.HasSuffix(name, ".go"), strings.HasSuffix(name, "_test.go"):
			return nil
		}
		all[name], err = fs.ReadFile(tree, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
