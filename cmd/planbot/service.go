package main

import (
	"context"
	"log/slog"
	"runtime/debug"
	"time"

	"golang.org/x/sync/errgroup"

	"planbot/bot"
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
	me := newAcquaintance()
	group.Go(func() error { t.run(ctx); return nil })
	group.Go(func() error { return s.identify(ctx, me) })
	group.Go(func() error { return s.answer(ctx, me) })
	return group.Wait()
}

// gcPercent lets garbage grow to four times what lives before it is collected. Little lives here, a few megabytes,
// while every answer leaves a hundred kilobytes: under load this spares a tenth of the time, and at rest the runtime
// collects every two minutes anyway.
const gcPercent = 400

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
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err == nil || !telegram.IsTransient(err) && !telegram.IsFlood(err):
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
