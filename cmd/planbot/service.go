package main

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"golang.org/x/sync/errgroup"

	"planbot/bot"
	"planbot/bot/alert"
	"planbot/bot/telegram"
	"planbot/storage"
)

// service is the bot at work: what serve runs for real and demo runs against the emulator.
type service struct {
	store     *storage.Store
	client    *telegram.Client
	operators []int64
	deadman   string        // the address that hears that all is well; empty: none
	spread    time.Duration // over how long after the morning chats are told
	gather    time.Duration // how long a chat's letters wait for each other
	point     func(string)  // told of every point at which the process may die; may be nil
	now       func() time.Time
	log       *slog.Logger
	health    *health
	metrics   *metrics
}

// run tells and answers the staff until ctx ends. Of several processes on one database all tell.
func (s *service) run(ctx context.Context, t *telling) error {
	defer debug.SetGCPercent(debug.SetGCPercent(gcPercent))
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { t.run(ctx); return nil })
	group.Go(func() error { return s.answer(ctx) })
	return group.Wait()
}

// answer answers the staff until ctx ends. Of several processes one does and the others wait: Telegram serves one
// poller a bot.
func (s *service) answer(ctx context.Context) error {
	release, err := s.lead(ctx)
	if err != nil {
		return err
	}
	defer release()

	answerer := &bot.Bot{Store: s.store, Files: s.client, Operators: s.operators, Now: s.now, Log: s.log}
	inbox := bot.NewInbox(answerer, s.store, s.client, s.log)
	inbox.Handled = s.metrics.handled
	gap := &alert.Gap{Store: s.store, Now: s.now, Log: s.log}
	if err := gap.Start(ctx); err != nil {
		return fmt.Errorf("find out how long nobody polled: %w", err)
	}
	poller := &telegram.Poller{Client: s.client, Store: inbox.Receive, Polled: gap.Polled, Log: s.log}
	s.health.polling(poller)

	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { poller.Run(ctx); return nil })
	group.Go(func() error {
		me, err := s.identify(ctx)
		if err != nil {
			return err
		}
		answerer.Me = me
		debug.FreeOSMemory() // what starting up left behind
		return inbox.Run(ctx)
	})
	group.Go(func() error { s.registerMenu(ctx); return nil })
	group.Go(func() error { s.forget(ctx); return nil })
	return group.Wait()
}

// gcPercent lets garbage grow to four times what lives before it is collected. Little lives here, a few megabytes,
// while every answer leaves a hundred kilobytes: under load this spares a tenth of the time, and at rest the runtime
// collects every two minutes anyway.
const gcPercent = 400

// lead waits until this process is the one that polls.
func (s *service) lead(ctx context.Context) (release func(), err error) {
	const retry = time.Second
	for waiting := false; ; waiting = true {
		release, ok, err := s.store.Lead(ctx)
		switch {
		case ctx.Err() != nil:
			if ok {
				release()
			}
			return nil, ctx.Err()
		case err != nil || ok:
			return release, err
		}
		if !waiting {
			s.log.Info("another process polls for this database, waiting to take over")
		}
		if err := pause(ctx, retry); err != nil {
			return nil, err
		}
	}
}

// identify asks Telegram who the bot is. Polling goes on meanwhile; answers wait.
func (s *service) identify(ctx context.Context) (bot.Identity, error) {
	var me telegram.User
	err := s.insist(ctx, func() (err error) { me, err = s.client.Me(ctx); return err })
	if err != nil {
		return bot.Identity{}, fmt.Errorf("ask Telegram who the bot is: %w", err)
	}
	s.log.Info("bot is ready", "username", me.Username, "sees_all", me.ReadsAll)
	s.health.known()
	return bot.Identity{ID: me.ID, Username: me.Username, SeesAll: me.ReadsAll}, nil
}

// registerMenu tells Telegram's apps the commands, for their users in Vietnamese and in every other language.
func (s *service) registerMenu(ctx context.Context) {
	menu := bot.Menu()
	for _, scope := range []string{"all_private_chats", "all_group_chats"} {
		for _, language := range []string{"", "vi"} {
			err := s.insist(ctx, func() error {
				return s.client.SetCommands(ctx, telegram.Scope{Type: scope}, language, menu)
			})
			if err != nil && ctx.Err() == nil {
				s.log.Warn("commands not registered", "scope", scope, "language", language, "err", err)
			}
		}
	}
}

// forget deletes answered updates when no second delivery of them can come any more.
func (s *service) forget(ctx context.Context) {
	const every, keep = time.Hour, 48 * time.Hour
	for {
		if err := s.store.Forget(ctx, s.now().Add(-keep)); err != nil && ctx.Err() == nil {
			s.log.Warn("old updates not deleted", "err", err)
		}
		if pause(ctx, every) != nil {
			return
		}
	}
}

// insist repeats a call until Telegram answers it, be it with a refusal.
func (s *service) insist(ctx context.Context, call func() error) error {
	for wait := time.Second; ; wait = min(2*wait, 30*time.Second) {
		err := call()
		if err == nil || !telegram.IsTransient(err) && !telegram.IsFlood(err) {
			return err
		}
		s.log.Warn("Telegram does not answer, trying again", "err", err)
		if err := pause(ctx, max(wait, telegram.RetryAfter(err))); err != nil {
			return err
		}
	}
}

// pause waits, unless ctx ends first.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
