package bot_test

import (
	"fmt"
	"testing"
	"time"

	"planbot/storage"
	"planbot/storage/plan"
	"planbot/storage/storagetest"
)

// BenchmarkStatements reports how many statements and transactions one update costs, from its arrival to its answer:
// receiving it, answering it, and noting that it is answered.
func BenchmarkStatements(b *testing.B) {
	tap := &storagetest.Tap{}
	o := newOffice(b, "2024-06-03 09:00")
	o.stop()
	tapped, err := storage.Open(o.ctx(), tap.Listen(b, o.dsn))
	o.must(err)
	b.Cleanup(func() { tapped.Close() })
	own := o.store // what the benchmark itself asks is none of it
	o.store = tapped
	o.start()
	o.store = own
	o.enrol(chairman, "UBNDX", plan.Chairman)
	list := o.say(officeChat, officeClerk, "/task 9")
	for _, c := range []struct {
		name string
		do   func(n int)
	}{
		{"tasks", func(int) { o.say(officeChat, officeClerk, "/tasks") }},
		{"figure", func(n int) { o.reply(list, officeClerk, fmt.Sprintf("9: %d/150", 100+n%50)) }},
		{"declared", func(int) { o.say(cultureChat, cultureClerk, "/done 2") }},
		{"confirmed", func(int) { o.tapNewest(officeClerk, "confirm") }},
		{"extension", func(int) { o.say(cultureChat, cultureClerk, "/extend 6 31/12/2024 chờ hướng dẫn") }},
		{"forwarded", func(int) { o.tapNewest(officeClerk, "forward") }},
		{"agreed", func(int) { o.tapNewest(chairman, "agree") }},
		{"obstacle", func(int) { o.say(cultureChat, cultureClerk, "/obstacle 7 thiếu máy") }},
	} {
		b.Run(c.name, func(b *testing.B) {
			var statements, inside, transactions int64
			for n := range b.N {
				o.settled()
				time.Sleep(50 * time.Millisecond) // what is done every now and then is none of it
				s, i, t := tap.Statements.Load(), tap.Inside.Load(), tap.Transactions.Load()
				c.do(n)
				o.settled()
				statements, inside = statements+tap.Statements.Load()-s, inside+tap.Inside.Load()-i
				transactions += tap.Transactions.Load() - t
			}
			b.ReportMetric(float64(statements)/float64(b.N), "statements/op")
			b.ReportMetric(float64(inside)/float64(b.N), "inside/op")
			b.ReportMetric(float64(transactions)/float64(b.N), "transactions/op")
		})
	}
}

// tapNewest takes a step about the newest matter, by a tap under some message in the office's chat.
func (o *office) tapNewest(user int64, verb string) {
	o.tb.Helper()
	open, err := o.store.OpenMatters(o.ctx(), o.plan.Commune.ID, o.plan.ID)
	o.must(err)
	if len(open) == 0 {
		return
	}
	m := open[len(open)-1]
	o.sendsTap(o.last(officeChat), user, fmt.Sprintf("mat:%d:%d:%s", m.ID, m.Version, verb))
}
