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
	Listen     string `placeholder:"ADDRESS" help:"Where the page is; by default 127.0.0.1:8087, or another port where that is taken."`
	SendLimits limits `default:"none" help:"How fast the bot sends, as for serve."`
}

const (
	demoAddress = "127.0.0.1:8087"
	demoToken   = "7000000001:DEMO"
)

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

	clock := emulator.NewClock(cmp.Or(c.Now, roles.Start).at.In(calendar.Zone))
	api := emulator.New(emulator.Options{
		Token: demoToken, Clock: clock, PrivacyOff: true, Page: page.Files(), NextMorning: nextMorning,
	})
	defer serveHTTP(listener, api.Handler(), p)()
	defer api.Close()
	return c.play(ctx, p, store, "http://"+listener.Addr().String(), clock, roles)
}

// play sets the stage, says where to look, and answers.
func (c *demo) play(ctx context.Context, p *program, store *storage.Store, url string, clock *emulator.Clock, roles cast) error {
	written, err := setStage(ctx, store, emulator.Door{URL: url}, c.Plan, roles, clock.Now())
	if err != nil {
		return err
	}
	m := newMetrics()
	client, err := telegram.New(telegram.Options{
		Token: demoToken, APIURL: url, Limits: c.SendLimits.Limits, Log: p.log, Observe: m.called,
	})
	if err != nil {
		return err
	}
	defer client.Close()
	c.introduce(p, written, url, clock.Now(), roles)
	s := &service{
		store: store, client: client, now: clock.Now, log: p.log, health: &health{ping: store.Ping}, metrics: m,
	}
	return s.run(ctx)
}

func (c *demo) introduce(p *program, written *plan.Plan, url string, now time.Time, roles cast) {
	fmt.Fprintf(p.stdout, "Plan %s of %s; the clock shows %s.\n", written.Number, written.Commune.Name,
		now.Format("Monday 2006-01-02 15:04"))
	fmt.Fprintf(p.stdout, "Open %s/\n", url)
	fmt.Fprintf(p.stdout, "  In a unit's group, type /tasks: what the unit owes, the most urgent first.\n")
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
