package plan_test

import (
	"slices"
	"testing"
	"time"

	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// inspection is task 1 of plan 27, contest task 2, novelties task 3, review task 6.
var (
	inspection = &plan.Task{Products: []string{
		"Kế hoạch kiểm tra các bộ phận chuyên môn", "Báo cáo, thông báo kết luận sau khi kiểm tra",
		"Báo cáo khắc phục của bộ phận được kiểm tra gửi UBND xã (qua VP-TK xã)",
	}}
	contest   = &plan.Task{Products: []string{"Văn bản phát động", "Số người tham gia (minh chứng)"}}
	novelties = &plan.Task{Products: []string{
		"Văn bản giao chỉ tiêu sáng kiến", "Hồ sơ/quyết định công nhận 03 sáng kiến hoặc giải pháp, cách làm mới",
	}}
	review = &plan.Task{Products: []string{"Báo cáo kết quả rà soát, đánh giá TTHC năm 2024 có kiến nghị"}}
)

func cited(kind plan.DocumentKind, title string) plan.Evidence {
	return plan.Evidence{Kind: plan.ProofDocument, Document: plan.Document{Kind: kind, Title: title}}
}

func TestProductOf(t *testing.T) {
	t.Parallel()
	photo := plan.Evidence{Kind: plan.ProofPhoto}
	for name, c := range map[string]struct {
		task  *plan.Task
		e     plan.Evidence
		filed []plan.Evidence
		want  string
	}{
		"the only one of its kind":          {inspection, cited("KH", ""), nil, inspection.Products[0]},
		"a product of two kinds":            {inspection, cited("TB", ""), nil, inspection.Products[1]},
		"two products of a kind":            {inspection, cited("BC", ""), nil, ""},
		"the words decide":                  {inspection, cited("BC", "khắc phục sau kiểm tra của bộ phận"), nil, inspection.Products[2]},
		"the one that is missing":           {inspection, cited("BC", ""), []plan.Evidence{{Product: inspection.Products[1]}}, inspection.Products[2]},
		"withdrawn is missing":              {inspection, cited("BC", ""), []plan.Evidence{{Product: inspection.Products[1], WithdrawnAt: time.Unix(1, 0)}}, ""},
		"a file that tells its kind":        {inspection, plan.Evidence{Kind: plan.ProofFile, Name: "KH_kiem_tra.docx"}, nil, inspection.Products[0]},
		"a note that does":                  {inspection, plan.Evidence{Kind: plan.ProofPhoto, Note: "thông báo kết luận"}, nil, inspection.Products[1]},
		"any document":                      {contest, cited("KH", ""), nil, contest.Products[0]},
		"its own kind before any":           {novelties, cited("QĐ", ""), nil, novelties.Products[1]},
		"a photo of one of several":         {contest, photo, nil, ""},
		"a photo with words":                {contest, plan.Evidence{Kind: plan.ProofPhoto, Note: "ảnh người tham gia"}, nil, contest.Products[1]},
		"the only product":                  {review, photo, nil, review.Products[0]},
		"another kind than the only one":    {review, cited("QĐ", ""), nil, ""},
		"a second one of the only product":  {review, cited("BC", ""), []plan.Evidence{{Product: review.Products[0]}}, review.Products[0]},
		"a task that asks for nothing":      {&plan.Task{}, photo, nil, ""},
		"a name that means nothing":         {contest, plan.Evidence{Kind: plan.ProofFile, Name: "IMG_20240603_091502.jpg"}, nil, ""},
		"a short form that is not in front": {contest, plan.Evidence{Kind: plan.ProofFile, Name: "45-BC-UBND.pdf"}, nil, contest.Products[0]},
	} {
		if got := c.task.ProductOf(c.e, c.filed); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestMissingEvidence(t *testing.T) {
	t.Parallel()
	filed := []plan.Evidence{
		{Product: contest.Products[0]}, {Product: contest.Products[1], WithdrawnAt: time.Unix(1, 0)}, {Product: "of an earlier plan"}, {},
	}
	if got := plan.MissingEvidence(contest, filed); !slices.Equal(got, contest.Products[1:]) {
		t.Errorf("got %q, want what is withdrawn", got)
	}
	if got := plan.MissingEvidence(&plan.Task{}, filed); len(got) != 0 {
		t.Errorf("got %q of a task that asks for nothing", got)
	}
}

func TestEvidenceIdentity(t *testing.T) {
	t.Parallel()
	day := calendar.NewDate(2024, 6, 15)
	a := plan.Evidence{Kind: plan.ProofDocument, Document: plan.Document{Kind: "BC", Number: "45/BC-UBND", Day: day}}
	b, other := a, a
	b.Document.Number, b.Document.Title = "45/bc-ubnd", "về việc kiểm tra"
	other.Document.Day = day.AddDays(365)
	if a.Identity() != b.Identity() || a.Identity() == other.Identity() {
		t.Errorf("got %q, %q, %q", a.Identity(), b.Identity(), other.Identity())
	}
	if file := (plan.Evidence{Kind: plan.ProofFile, SHA256: "ab", Name: "a"}); file.Identity() != "ab" {
		t.Errorf("got %q of a file", file.Identity())
	}
}
