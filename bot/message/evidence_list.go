package message

import (
	"fmt"
	"slices"
	"strings"

	"planbot/storage/plan"
)

// mostSets is how many sets of evidence one message lists; older ones are counted.
const mostSets = 8

// ProofList shows what is filed for a task, set by set, what was withdrawn, and what is missing.
func ProofList(t *plan.Task, all []plan.Evidence) Message {
	m := say("📎 <b>Minh chứng</b> · Nhiệm vụ " + taskTitle(t))
	sets := setsOf(all)
	if len(sets) == 0 {
		m.add("Chưa có minh chứng nào.")
	}
	if older := len(sets) - mostSets; older > 0 {
		m.add(fmt.Sprintf("Và %d lần gửi trước đó.", older))
		sets = sets[older:]
	}
	var withdraw, classify []Button
	files := 0
	for i, set := range sets {
		counting := onlyCounting(set)
		m.add(setLines(t, i+1, set, counting))
		if len(counting) > 0 {
			withdraw = append(withdraw, Button{fmt.Sprintf("Rút %d", i+1), fmt.Sprintf("evw:%d", set[0].Set)})
		}
		if slices.ContainsFunc(counting, unclassified) && len(t.Products) > 0 {
			classify = append(classify, Button{fmt.Sprintf("Phân loại %d", i+1), fmt.Sprintf("evs:%d", set[0].Set)})
		}
	}
	for _, e := range onlyCounting(all) {
		if e.File != "" {
			files++
		}
	}
	m.add(missingLine(t, all), proofHow(t))
	if files > 0 {
		m.row(Button{fmt.Sprintf("Gửi lại tệp (%d)", files), fmt.Sprintf("evf:%d", t.ID)})
	}
	for _, buttons := range [][]Button{classify, withdraw} {
		for row := range slices.Chunk(buttons, 4) {
			m.row(row...)
		}
	}
	return m
}

// setsOf puts evidence together that was sent together.
func setsOf(all []plan.Evidence) [][]plan.Evidence {
	var sets [][]plan.Evidence
	place := map[int64]int{}
	for _, e := range all {
		i, known := place[e.Set]
		if !known {
			i = len(sets)
			place[e.Set], sets = i, append(sets, nil)
		}
		sets[i] = append(sets[i], e)
	}
	return sets
}

func onlyCounting(all []plan.Evidence) []plan.Evidence {
	var counting []plan.Evidence
	for _, e := range all {
		if e.Counts() {
			counting = append(counting, e)
		}
	}
	return counting
}

func setLines(t *plan.Task, no int, set, counting []plan.Evidence) string {
	head := fmt.Sprintf("%d. %s, %s", no, esc(set[0].Author.Name), clock(set[0].At))
	if len(counting) == 0 {
		return lines(head, proofWords(set), "↩️ Đã rút: "+esc(set[0].WithdrawnBy.Name)+", "+clock(set[0].WithdrawnAt))
	}
	product := productLines(counting)
	if product == "" && len(t.Products) > 0 {
		product = "Chưa rõ thuộc sản phẩm nào."
	}
	return lines(head, proofWords(counting), noteLines(counting), product)
}

func proofHow(t *plan.Task) string {
	return "Gửi minh chứng: trả lời tin của bot bằng tệp hoặc ảnh, hoặc gửi số, ngày văn bản: " +
		code(fmt.Sprintf("/evidence %d BC 45/BC-UBND ngày 15/6/2024", t.No)) + "."
}

// ProofSentBack goes before the files of a task.
func ProofSentBack(t *plan.Task, files []File) Message {
	m := say(fmt.Sprintf("📎 Tệp minh chứng (%d) · Nhiệm vụ %s", len(files), taskTitle(t)))
	if len(files) == 1 {
		m.File = &files[0]
		return m
	}
	m.Album = files
	return m
}

// fileName is what a file is called; a photo has no name.
func fileName(name string) string {
	if name == "" {
		return "ảnh"
	}
	return name
}

// fileSize writes a number of bytes as people read it.
func fileSize(bytes int64) string {
	switch {
	case bytes < 1<<10:
		return fmt.Sprintf("%d B", bytes)
	case bytes < 1<<20:
		return fmt.Sprintf("%d KB", bytes>>10)
	default:
		return strings.ReplaceAll(strings.TrimSuffix(fmt.Sprintf("%.1f", float64(bytes)/(1<<20)), ".0"), ".", ",") + " MB"
	}
}
