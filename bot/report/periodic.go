package report

import (
	"fmt"

	"planbot/bot/report/docx"
	"planbot/storage/calendar"
	"planbot/storage/plan"
)

// PeriodicReport is what a commune reports on a plan and a time, with every figure finished. [Compose] makes one. It can be
// stored and written again: the same report always gives the same document.
type PeriodicReport struct {
	Commune      string // "xã Sơn Kỳ"
	Recipient    string // "Kính gửi"
	Receivers    []string
	Drafter      string // short name of the unit that writes it
	Signed       plan.Role
	Basis        Basis
	Span         Span
	Next         Span          // for which it says what is to be done
	Day          calendar.Date // on which it is written; of a closed time, on which it was closed
	Version      int           // of the closing that it tells; 0: its figures are not frozen
	Tally        plan.Tally
	Former       plan.Tally // a period ago; nil: nothing to compare with
	Chapters     []Chapter  // the first is direction, the others are results
	Owing        []Owing
	Obstacles    []Obstacle
	Explanations []Explanation
	Deferrals    []Deferral
	Evidence     []Evidence
	Ahead        []string // what is to be done next beside what the plan says
	Proposals    []string
	Units        []UnitTasks
	Points       []Points
}

// Basis is the plan that is reported on.
type Basis struct {
	Number string // "27/KH-UBND"
	Title  string
	Issued calendar.Date
}

// Chapter is a field of the reform with the tasks that belong to it.
type Chapter struct {
	Name  string
	Tasks []Task
}

// Task is how a task of the plan stands at the end of the time.
type Task struct {
	No    int
	Area  string // as the plan has it
	Code  string // of its criterion; may be empty
	Title string
	Lead  string // the units that carry it out
	Class plan.Class
	Due   plan.DueAssessment
	Lines []Line
}

// Line is one target of a task: what was planned, what was reached.
type Line struct {
	Mark       string // "a": tells the targets of a task apart; empty where there is one
	Target     plan.Target
	Assessment plan.Assessment
	InPeriod   plan.Figure // of this time alone; of no kind where it says no more than the total
	Days       Span        // that it covers; zero: the whole time
	Parts      []Part      // of the units, where there are several
}

// Part is one unit's share in a target.
type Part struct {
	Unit       string
	Assessment plan.Assessment
}

// Periodic writes the report as a document of Decree 30. Its number, day and signature are left blank.
func Periodic(r PeriodicReport) ([]byte, error) {
	head := head{commune: r.Commune, symbol: "BC-UBND", year: r.Day.Year}
	foot := foot{receivers: append([]string{"Như trên"}, r.Receivers...), drafter: r.Drafter, signed: r.Signed}
	blocks := []docx.Block{head.table()}
	blocks = append(blocks, titled("BÁO CÁO", upperFirst(r.about()))...)
	blocks = append(blocks, addressed(sentence(known(bare(r.Recipient), "nơi nhận báo cáo"))))
	blocks = append(blocks, r.text()...)
	blocks = append(blocks, gap(), foot.table())
	return sheet(upperFirst(r.about()), "UBND "+r.Commune, r.Day, append([]docx.Section{{Blocks: blocks}}, r.annexes()...)...)
}

// PeriodicName is what the file of the document is called.
func PeriodicName(r PeriodicReport) string { return "bao-cao-cchc-" + r.Span.Slug + ".docx" }

// about is what the report is about.
func (r PeriodicReport) about() string {
	return "kết quả thực hiện công tác cải cách hành chính " + r.Span.Name
}

// text is the report itself, by the outline that such reports have.
func (r PeriodicReport) text() []docx.Block {
	var t prose
	r.opening(&t)
	r.direction(&t)
	r.results(&t)
	r.assessment(&t)
	r.ahead(&t)
	r.proposals(&t)
	t.say("Trên đây là báo cáo %s của %s./.", r.about(), r.us())
	return t.blocks
}

// frozen says whether the figures may still change.
func (r PeriodicReport) frozen() string {
	if r.Version == 0 {
		return "Số liệu chưa chốt, tính đến ngày " + date(r.Day)
	}
	return fmt.Sprintf("Số liệu đã chốt phiên bản %d, ngày %s", r.Version, date(r.Day))
}

func (r PeriodicReport) us() string { return "Ủy ban nhân dân " + r.Commune }
