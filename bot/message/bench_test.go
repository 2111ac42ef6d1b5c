package message_test

import (
	"testing"
	"time"

	"planbot/bot/message"
	"planbot/bot/planfile"
	"planbot/storage/calendar"
	"planbot/storage/plan"
	"planbot/storage/sample"
)

// BenchmarkTasks judges the plan of 2024 for the office and writes its first page: all of /tasks that is neither
// database nor wire.
func BenchmarkTasks(b *testing.B) {
	draft, err := planfile.Read("ke-hoach-27-2024.yaml", sample.Plan27())
	if err != nil {
		b.Fatal(err)
	}
	p := &draft.Plan
	for i := range p.Units {
		p.Units[i].ID = int64(i + 1)
	}
	for i := range p.Tasks {
		for j := range p.Tasks[i].Targets {
			p.Tasks[i].Targets[j].ID = int64(10*i + j + 1)
		}
	}
	p.Calendar = calendar.New()
	p.Index()
	office, _ := p.Unit("VPTK")
	day := calendar.NewDate(2024, time.June, 3)
	for b.Loop() {
		all := p.List(plan.Totals{}, office, plan.Filter{Kind: plan.FilterAll}, day)
		message.Tasks(message.TaskList{
			Plan: p, Viewer: office, Day: day, All: all, Shown: all[:8], Found: len(all), Page: 1, Pages: 3,
		})
	}
}
