package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"planbot/storage"
)

// serve is the real thing: a token, a database, and the staff of communes.
type serve struct {
	databaseFlags
	telegramFlags
	clockFlag
	alertFlags
	Admins []int64 `setting:"PLANBOT_ADMINS" placeholder:"ID" help:"Telegram ids of those who may set up communes, comma-separated."`
	Listen string  `setting:"PLANBOT_LISTEN" default:"127.0.0.1:8086" help:"Where /healthz, /readyz and /metrics are."`
}

// Run answers the staff until ctx ends.
func (c *serve) Run(ctx context.Context, p *program) error { return stopped(ctx, c.run(ctx, p)) }

// run looks at what an operator can get wrong before it starts anything.
func (c *serve) run(ctx context.Context, p *program) error {
	m := newMetrics()
	client, err := c.client(p, m.called)
	if err != nil {
		return err
	}
	defer client.Close()
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("open the pages for supervisors: %w", err)
	}
	defer listener.Close()
	return c.withStore(ctx, p, func(store *storage.Store) error {
		s := &service{
			store: store, client: client, operators: c.Admins, deadman: c.DeadmanURL.address, spread: c.MorningSpread,
			gather: c.gather(), point: p.points(), now: c.Now.clock(), log: p.log, health: &health{ping: store.Ping}, metrics: m,
		}
		store.AtPoints(s.point)
		m.watch(store.OldestUnanswered, s.now)
		m.watchOutbox(store.Backlog, s.now)
		p.log.Info("planbot starts", "pages", listener.Addr().String())
		defer serveHTTP(listener, pages(s.health, m), p)()
		defer p.log.Info("planbot stops")
		return s.run(ctx, s.telling())
	})
}

// serveHTTP answers on the listener until the returned function is called.
func serveHTTP(listener net.Listener, handler http.Handler, p *program) (stop func()) {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			p.log.Error("pages not served", "err", err)
		}
	}()
	return func() {
		server.Close()
		<-done
	}
}
