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
	Admins []int64 `setting:"PLANBOT_ADMINS" placeholder:"ID" help:"Telegram ids of those who may set up communes, comma-separated."`
	Listen string  `setting:"PLANBOT_LISTEN" default:"127.0.0.1:8086" help:"Where /healthz, /readyz and /metrics are."`
}

// Run answers the staff until ctx ends.
func (c *serve) Run(ctx context.Context, p *program) error {
	if _, err := c.token(p.env); err != nil {
		return err // before anything is started
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("open the pages for supervisors: %w", err)
	}
	defer listener.Close()
	return c.withStore(ctx, p, func(store *storage.Store) error { return c.work(ctx, p, store, listener) })
}

func (c *serve) work(ctx context.Context, p *program, store *storage.Store, listener net.Listener) error {
	now := c.Now.clock()
	m := newMetrics(store.OldestUnanswered, now)
	client, err := c.client(p, m.called)
	if err != nil {
		return err
	}
	defer client.Close()
	h := &health{ping: store.Ping}
	defer serveHTTP(listener, pages(h, m), p)()

	s := &service{
		store: store, client: client, operators: c.Admins, now: now, log: p.log, health: h, metrics: m,
	}
	err = s.run(ctx)
	p.log.Info("stopped")
	return err
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
