package message

import (
	"fmt"
	"hash/crc32"
	"slices"
	"strings"

	"planbot/storage/plan"
)

// Proof is what somebody sent as evidence, and all that is filed for its task.
type Proof struct {
	Task *plan.Task
	Set  plan.EvidenceSet
	All  []plan.Evidence
}

// ProofFiled answers what was sent together: what of it is filed, what is not and why, and what is still missing. It is
// made anew for every part of an album that arrives.
func ProofFiled(p Proof) Message {
	own := p.Set.Own(p.All)
	m := say(lines(proofHead(p, own)+" · Nhiệm vụ "+taskTitle(p.Task), proofWords(own), noteLines(own), sameLine(p)),
		lines(tooBigLines(p)...), productLines(own), missingLine(p.Task, p.All))
	if slices.ContainsFunc(own, unclassified) {
		for i, product := range p.Task.Products {
			m.row(Button{clip(product, 40), fmt.Sprintf("evp:%d:%d:%s", p.Set.ID, i, ProductMark(product))})
		}
	}
	var withdraw Button
	if len(own) > 0 {
		withdraw = Button{"Rút", fmt.Sprintf("evw:%d", p.Set.ID)}
	}
	m.row(Button{"Xem minh chứng", fmt.Sprintf("evi:%d", p.Task.ID)}, withdraw)
	return m
}

// ProductMark tells a product from the others that a task may have had at its place in another version of the plan.
func ProductMark(product string) string {
	return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(product)))
}

func unclassified(e plan.Evidence) bool { return e.Product == "" }

func proofHead(p Proof, own []plan.Evidence) string {
	is := func(outcome plan.PartOutcome) bool {
		return slices.ContainsFunc(p.Set.Parts, func(part plan.EvidencePart) bool { return part.Outcome == outcome })
	}
	switch {
	case len(own) > 0:
		return "✅ <b>Đã ghi nhận minh chứng</b>"
	case is(plan.PartKept):
		return "↩️ <b>Đã rút minh chứng này</b>"
	case is(plan.PartSame):
		return "<b>Minh chứng này đã có</b>"
	default:
		return "⚠️ <b>Chưa nhận được tệp</b>"
	}
}

// proofWords names evidence: photos by their number, files and documents one by one.
func proofWords(own []plan.Evidence) string {
	var all []string
	photos := 0
	for _, e := range own {
		switch e.Kind {
		case plan.ProofPhoto:
			photos++
		case plan.ProofFile:
			all = append(all, "Tệp "+esc(clip(e.Name, 60))+" ("+fileSize(e.Size)+")"+copyOf(e))
		default:
			all = append(all, cited(e.Document))
		}
	}
	if photos > 0 {
		all = slices.Insert(all, 0, fmt.Sprintf("%d ảnh", photos))
	}
	return lines(all...)
}

func copyOf(e plan.Evidence) string {
	if e.Document.Number == "" {
		return ""
	}
	return ": " + cited(e.Document)
}

// cited names a document as offices do: by kind, number and day.
func cited(d plan.Document) string {
	text := d.Called() + " số " + esc(d.Number) + " ngày " + d.Day.VN()
	if d.Title != "" {
		text += " (" + esc(clip(d.Title, 120)) + ")"
	}
	return text
}

func noteLines(own []plan.Evidence) string {
	var all []string
	for _, e := range own {
		if e.Note != "" {
			all = append(all, "Ghi chú: “"+esc(clip(e.Note, 200))+"”")
		}
	}
	return lines(all...)
}

func sameLine(p Proof) string {
	same := 0
	for _, part := range p.Set.Parts {
		if part.Outcome == plan.PartSame {
			same++
		}
	}
	if same == 0 {
		return ""
	}
	return fmt.Sprintf("Trùng với minh chứng đã có nên không ghi thêm: %d.", same)
}

func tooBigLines(p Proof) []string {
	var all []string
	for _, part := range p.Set.Parts {
		if part.Outcome == plan.PartTooBig {
			all = append(all, "⚠️ Không nhận "+esc(clip(fileName(part.Name), 60))+" ("+fileSize(part.Size)+"): quá 20 MB.")
		}
	}
	if len(all) > 0 {
		all = append(all, "Đề nghị gửi tệp nhỏ hơn, hoặc gửi số và ngày văn bản: "+
			code(fmt.Sprintf("/evidence %d BC 45/BC-UBND ngày 15/6/2024", p.Task.No)))
	}
	return all
}

// productLines says what of the task's products evidence proves, or asks.
func productLines(own []plan.Evidence) string {
	var all []string
	for _, e := range own {
		if line := "Thuộc: " + esc(e.Product); e.Product != "" && !slices.Contains(all, line) {
			all = append(all, line)
		}
	}
	return lines(all...)
}

func missingLine(t *plan.Task, all []plan.Evidence) string {
	missing := plan.MissingEvidence(t, all)
	switch {
	case len(t.Products) == 0:
		return ""
	case len(missing) == 0:
		return "Đã có đủ minh chứng theo kế hoạch."
	default:
		return "Còn thiếu: " + esc(strings.Join(missing, "; ")) + "."
	}
}
