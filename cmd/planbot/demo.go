package main

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"time"

	"planbot/bot/telegram"
	"planbot/bot/telegram/emulator"
	"planbot/bot/telegram/emulator/page"
	"planbot/storage"
	"planbot/storage/calendar"
	"planbot/storage/pgembed"
	"planbot/storage/plan"
)

// demo is planbot on this machine alone: the same bot over real HTTP, but against the emulator, whose page looks like
// the phone. Its database is thrown away at the end.
type demo struct {
	clockFlag
	Plan       string `enum:"2024,2026" default:"2024" help:"2024: plan 27/KH-UBND; 2026: a made-up commune of today."`
	Year       bool   `help:"The units of the plan of 2024 report from February to December as you move the clock; close and report what you like."`
	Listen     string `placeholder:"ADDRESS" help:"Where the page is; by default 127.0.0.1:8087, or another port where that is taken."`
	SendLimits limits `default:"none" help:"How fast the bot sends, as for serve."`
}

const (
	demoAddress = "127.0.0.1:8087"
	demoToken   = "7000000001:DEMO"
	demoGather  = 2 * time.Second // nobody who looks on waits for a minute
)

// yearBegins is what the clock shows first in a sample year: the plan has just been signed.
var yearBegins = calendar.NewDate(2024, time.February, 21).At(calendar.NewTimeOfDay(8, 0), calendar.Zone)

// Validate knows of one sample year only.
func (c *demo) Validate() error {
	if c.Year && c.Plan != "2024" {
		return fmt.Errorf("--year: there is a sample year for --plan=2024 only, not for %s", c.Plan)
	}
	return nil
}

// starts is what the clock shows first.
func (c *demo) starts(roles cast) time.Time {
	if c.Year && c.Now.at.IsZero() {
		return yearBegins
	}
	return cmp.Or(c.Now, roles.Start).at.In(calendar.Zone)
}

// Run plays until ctx ends.
func (c *demo) Run(ctx context.Context, p *program) error { return stopped(ctx, c.run(ctx, p)) }

func (c *demo) run(ctx context.Context, p *program) error {
	listener, err := c.listen()
	if err != nil {
		return fmt.Errorf("open the page: %w", err)
	}
	defer listener.Close()
	roles, err := castOf(c.Plan)
	if err != nil {
		return err
	}
	private, err := pgembed.Start(ctx, pgembed.Options{Fast: true, Log: p.log})
	if err != nil {
		return err
	}
	defer private.Stop()
	store, err := storage.Open(ctx, private.DSN(""))
	if err != nil {
		return err
	}
	defer store.Close()

	sc := &scene{
		store: store, url: "http://" + listener.Addr().String(), roles: roles,
		clock: emulator.NewClock(c.starts(roles)),
	}
	api := emulator.New(emulator.Options{
		Token: demoToken, Clock: sc.clock, PrivacyOff: true, Page: page.Files(), NextMorning: nextMorning,
		Stops: sc.stops, Settle: sc.settle,
	})
	defer serveHTTP(listener, api.Handler(), p)()
	defer api.Close()
	return c.play(ctx, p, sc)
}

// play sets the stage, says where to look, and answers.
func (c *demo) play(ctx context.Context, p *program, sc *scene) error {
	written, err := setStage(ctx, sc.store, emulator.Door{URL: sc.url}, c.Plan, sc.roles, sc.clock.Now())
	if err != nil {
		return err
	}
	m := newMetrics()
	client, err := telegram.New(telegram.Options{
		Token: demoToken, APIURL: sc.url, Limits: c.SendLimits.Limits, Log: p.log, Observe: m.called,
	})
	if err != nil {
		return err
	}
	defer client.Close()
	s := &service{
		store: sc.store, client: client, gather: demoGather, now: sc.clock.Now, log: p.log,
		health: &health{ping: sc.store.Ping}, metrics: m,
	}
	t := s.telling()
	if err := sc.rehearse(ctx, written, t, c.Year); err != nil {
		return err
	}
	c.introduce(p, written, sc.url, sc.clock.Now(), sc.roles)
	return s.run(ctx, t)
}

func (c *demo) introduce(p *program, written *plan.Plan, url string, now time.Time, roles cast) {
	fmt.Fprintf(p.stdout, "Plan %s of %s; the clock shows %s.\n", written.Number, written.Commune.Name,
		now.Format("Monday 2006-01-02 15:04"))
	fmt.Fprintf(p.stdout, "Open %s/\n", url)
	fmt.Fprintf(p.stdout, "  In a unit's group, type /tasks: what the unit owes, the most urgent first.\n")
	fmt.Fprintf(p.stdout, "  Move the clock: each morning in between brings what planbot tells unasked.\n")
	if c.Year {
		fmt.Fprintf(p.stdout, "  The units report by themselves; in the office's group, /close and /report tell of a period that is over.\n")
	}
	fmt.Fprintf(p.stdout, "  In the office's group, type /task %d and reply to the answer with 145/150.\n", roles.Task)
}

// listen takes the address asked for, or else a free port of this machine.
func (c *demo) listen() (net.Listener, error) {
	listener, err := net.Listen("tcp", cmp.Or(c.Listen, demoAddress))
	if err != nil && c.Listen == "" {
		return net.Listen("tcp", "127.0.0.1:0")
	}
	return listener, err
}

// nextMorning is when the office opens next, for the button on the page.
func nextMorning(t time.Time) time.Time {
	var law *calendar.Calendar
	day := law.NextWorkday(calendar.DateOf(t.In(calendar.Zone)))
	return day.At(calendar.NewTimeOfDay(8, 0), calendar.Zone)
}
