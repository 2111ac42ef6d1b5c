package report_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// printed is a document as a word processor prints it.
type printed struct {
	t   *testing.T
	pdf string
}

// officeHome is where the word processor keeps its settings while the tests run.
var officeHome string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		var err error
		if officeHome, err = os.MkdirTemp("", "planbot-print"); err != nil {
			panic(err)
		}
		defer os.RemoveAll(officeHome)
		return m.Run()
	}())
}

// printing lets one document at a time to the word processor: two of them would want the same settings.
var printing sync.Mutex

// printOut prints a document.
func printOut(t *testing.T, file []byte) printed {
	t.Helper()
	office := tool(t, "soffice")
	dir := t.TempDir()
	path := filepath.Join(dir, "document.docx")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	printing.Lock()
	defer printing.Unlock()
	run(t, office, "--headless", "-env:UserInstallation=file://"+officeHome, "--convert-to", "pdf",
		"--outdir", dir, path)
	return printed{t, filepath.Join(dir, "document.pdf")}
}

// tool finds a program that only tests need.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	switch {
	case err == nil:
		return path
	case os.Getenv("CI") != "":
		t.Fatalf("%s is not installed", name)
	}
	t.Skipf("%s is not installed", name)
	return ""
}

func run(t *testing.T, name string, arguments ...string) []byte {
	t.Helper()
	var complaints bytes.Buffer
	command := exec.CommandContext(t.Context(), name, arguments...)
	command.Stderr = &complaints
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, out, &complaints)
	}
	return out
}

// text is what stands on the paper, one space between two words.
func (p printed) text() string {
	p.t.Helper()
	return strings.Join(strings.Fields(string(run(p.t, tool(p.t, "pdftotext"), p.pdf, "-"))), " ")
}

// pages counts the sheets of paper.
func (p printed) pages() int {
	p.t.Helper()
	return strings.Count(string(run(p.t, tool(p.t, "pdftotext"), p.pdf, "-")), "\f")
}

// fonts lists the fonts that were used.
func (p printed) fonts() (names []string) {
	p.t.Helper()
	table := strings.Split(strings.TrimSpace(string(run(p.t, tool(p.t, "pdffonts"), p.pdf))), "\n")
	for _, line := range table[2:] {
		_, name, _ := strings.Cut(strings.Fields(line)[0], "+")
		names = append(names, name)
	}
	return names
}

// page is a picture of a page, small and grey.
func (p printed) page(number string) image.Image {
	p.t.Helper()
	content := run(p.t, tool(p.t, "pdftoppm"), "-r", "40", "-gray", "-png", "-f", number, "-l", number, p.pdf)
	picture, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		p.t.Fatal(err)
	}
	return picture
}
