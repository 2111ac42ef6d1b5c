package message_test

import (
	"strings"
	"testing"
	"time"

	"planbot/bot/message"
	"planbot/storage/plan"
)

// evidenceMessages are all kinds of message about evidence of a hostile plan.
func evidenceMessages(p *plan.Plan) map[string]message.Message {
	task := &p.Tasks[0]
	who := plan.Author{ID: 1, Name: hostile}
	at := today.At(0, time.UTC)
	document := plan.Document{Kind: "BC", Number: hostile, Day: today, Title: hostile}
	all := []plan.Evidence{
		{ID: 1, Set: 1, Kind: plan.ProofFile, Name: hostile, Size: 1 << 20, Document: document, Note: hostile, Product: hostile, File: "f", Author: who, At: at},
		{ID: 2, Set: 1, Kind: plan.ProofPhoto, File: "p", Author: who, At: at},
		{ID: 3, Set: 2, Kind: plan.ProofDocument, Document: document, Author: who, At: at, WithdrawnAt: at, WithdrawnBy: who},
	}
	set := plan.EvidenceSet{ID: 1, Parts: []plan.EvidencePart{
		{Outcome: plan.PartKept}, {Outcome: plan.PartSame}, {Outcome: plan.PartTooBig, Name: hostile, Size: 25 << 20},
	}}
	return map[string]message.Message{
		"proof":         message.ProofFiled(message.Proof{Task: task, Set: set, All: all}),
		"proof of none": message.ProofFiled(message.Proof{Task: task, Set: plan.EvidenceSet{ID: 9}}),
		"proofs":        message.ProofList(task, all),
		"no proof":      message.ProofList(task, nil),
		"proof back":    message.ProofSentBack(task, []message.File{{Name: hostile}}),
		"bad document":  message.BadDocument(&plan.BadDocument{Text: hostile, Reason: plan.DocumentFuture}),
	}
}

// A list names what was sent last and counts the rest.
func TestLongProofList(t *testing.T) {
	t.Parallel()
	var all []plan.Evidence
	for i := range int64(30) {
		all = append(all, plan.Evidence{ID: i, Set: i, Kind: plan.ProofPhoto, File: "f"})
	}
	m := message.ProofList(&plan.Task{No: 2, Products: []string{"Báo cáo"}}, all)
	text := strings.Join(m.Items, "\n")
	if !strings.Contains(text, "Và 22 lần gửi trước đó.") || strings.Count(text, "1 ảnh") != 8 || len(m.Buttons) != 5 {
		t.Errorf("got %d rows of buttons under:\n%s", len(m.Buttons), text)
	}
}
