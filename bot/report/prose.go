package report

import (
	"fmt"
	"strings"

	"planbot/bot/report/docx"
)

// prose is running text, written from top to bottom. Decree 30 knows no automatic bullets: what begins an item is typed.
type prose struct {
	blocks   []docx.Block
	chapters int
	sections int
}

// chapter begins the next part: "I. ...".
func (t *prose) chapter(title string) {
	t.chapters++
	t.sections = 0
	t.blocks = append(t.blocks, paragraph(chapter, roman[t.chapters]+". "+strings.ToUpper(title)))
}

// section begins the next section of a part: "1. ...".
func (t *prose) section(title string) {
	t.sections++
	t.blocks = append(t.blocks, paragraph(section, fmt.Sprintf("%d. %s", t.sections, title)))
}

func (t *prose) say(format string, values ...any) {
	t.blocks = append(t.blocks, paragraph(body, fmt.Sprintf(format, values...)))
}

// item is one of several things, closed by a full stop.
func (t *prose) item(text string) { t.say("- %s", sentence(text)) }

// items lists things; where there are none it says so.
func (t *prose) items(all []string, none string) {
	for _, text := range all {
		t.item(text)
	}
	if len(all) == 0 && none != "" {
		t.say("%s", none)
	}
}
