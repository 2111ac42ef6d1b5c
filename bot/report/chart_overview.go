package report

import (
	"fmt"
	"strings"

	"planbot/bot/report/chart"
	"planbot/storage/plan"
)

// OverviewChart is the picture of how a plan stands: a bar of all its tasks as one reader sees them, and one for every
// area and unit, divided by class. There is none where nothing is divided: a single bar says no more than its words.
func OverviewChart(p *plan.Plan, viewer plan.Unit, o plan.Overview) (chart.Picture, bool) {
	areas, units := areaStacks(o), unitStacks(o)
	areas, fewerAreas := most(areas, max(mostStacks/2, mostStacks-len(units)))
	units, fewerUnits := most(units, mostStacks-len(areas))
	picture := overviewPicture(p, viewer, o)
	if len(units) > 0 {
		picture.Notes[0] += " Nhiệm vụ của nhiều đơn vị được tính ở từng đơn vị."
	}
	if left := joined(", ", counted(fewerAreas, "lĩnh vực"), counted(fewerUnits, "đơn vị")); left != "" {
		picture.Notes = append(picture.Notes, "Không vẽ "+left+" ít việc quá hạn, dưới chỉ tiêu hơn: xem tin nhắn.")
	}
	for _, g := range []chart.Group{{Name: "Theo lĩnh vực", Stacks: areas}, {Name: "Theo đơn vị", Stacks: units}} {
		if len(g.Stacks) > 0 {
			picture.Groups = append(picture.Groups, g)
		}
		for _, s := range g.Stacks {
			picture.Full = max(picture.Full, float64(s.Total))
		}
	}
	return picture, len(picture.Groups) > 0
}

// overviewPicture is what stands around the bars of areas and units.
func overviewPicture(p *plan.Plan, viewer plan.Unit, o plan.Overview) chart.Picture {
	title := "Tổng quan: " + viewer.Name
	if viewer.SeesAll() {
		title = "Tổng quan thực hiện kế hoạch"
	}
	return chart.Picture{
		Title:    title,
		Subtitle: fmt.Sprintf("%s · Kế hoạch số %s · ngày %s", upperFirst(p.Commune.Name), p.Number, date(o.Day)),
		Headline: headline(o.Tally),
		Whole:    pieces(o.Tally),
		Legend:   chart.Legend{Kinds: kindWords},
		Notes:    []string{"Số trong ô là số nhiệm vụ."},
	}
}

// headline is how many tasks there are, and how many of them somebody must answer for.
func headline(t plan.Tally) string {
	red := joined(" · ", counted(t[plan.ClassLate], "quá hạn"), counted(t[plan.ClassShort], "dưới chỉ tiêu"))
	if red == "" {
		red = "không quá hạn, không dưới chỉ tiêu"
	}
	return fmt.Sprintf("%d nhiệm vụ · %s", t.Tasks(), red)
}

// counted is how many there are of something; nothing where there are none.
func counted(n int, what string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d %s", n, what)
}

// areaStacks are the bars of the areas, if there are several.
func areaStacks(o plan.Overview) (all []chart.Stack) {
	if len(o.Areas) < 2 {
		return nil
	}
	for _, a := range o.Areas {
		name := "Tổ chức thực hiện, việc giao thêm"
		if a.Area.No > 0 {
			rest, _ := strings.CutPrefix(a.Area.Name, "Về ")
			name = fmt.Sprintf("%d. %s", a.Area.No, shortArea(rest))
		}
		all = append(all, stack(name, a.Tally))
	}
	return all
}

func unitStacks(o plan.Overview) (all []chart.Stack) {
	for _, u := range o.Units {
		all = append(all, stack(u.Unit.Label(), u.Tally))
	}
	return all
}

func stack(name string, t plan.Tally) chart.Stack {
	return chart.Stack{Label: name, Total: t.Tasks(), Pieces: pieces(t)}
}

// pieces divides a bar by class, in the order in which an overview is read.
func pieces(t plan.Tally) (all []chart.Piece) {
	for _, c := range plan.Classes {
		if t[c] > 0 {
			all = append(all, chart.Piece{Kind: kindOf[c], Count: t[c]})
		}
	}
	return all
}

var kindOf = map[plan.Class]chart.Kind{
	plan.ClassReached: chart.Reached, plan.ClassUnderWay: chart.UnderWay, plan.ClassShort: chart.Short,
	plan.ClassLate: chart.Late, plan.ClassUnreported: chart.Unreported, plan.ClassNoneArose: chart.NoneArose,
}

// kindWords are those of the overview's message.
var kindWords = [...]string{
	chart.Reached: "đạt", chart.UnderWay: "đang thực hiện", chart.Short: "dưới chỉ tiêu",
	chart.Late: "quá hạn", chart.Unreported: "chưa có số liệu", chart.NoneArose: "không phát sinh",
}
