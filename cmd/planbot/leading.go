package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"golang.org/x/sync/errgroup"

	"planbot/bot"
	"planbot/bot/alert"
	"planbot/bot/telegram"
	"planbot/storage"
)

const (
	leadRetry = time.Second // between two questions for the lead

	// leadSettles is how long whoever takes over waits first: another that lost the lead without a word notices within
	// a second and stops within another, so nothing is answered by both.
	leadSettles = 4 * time.Second
)

// answer answers the staff until ctx ends, whenever this process has the lead: of several on one database one answers
// and the others wait, for Telegram serves one poller a bot. Whatever fails in the database is lived through: it ends
// the lead and not the process, which tells all the same.
func (s *service) answer(ctx context.Context, me *acquaintance) error {
	for settles := time.Duration(0); ; settles = leadSettles {
		lead, err := s.lead(ctx, settles)
		if err != nil {
			return err
		}
		err = s.answerWith(ctx, lead, me)
		s.health.polling(nil)
		lead.Release()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		s.log.Error("polling broke off, asking for the lead again", "err", err)
		if err := pause(ctx, leadRetry); err != nil {
			return err
		}
	}
}

// lead waits until this process is the one that polls, and then for as long as that takes to settle, at once where
// nobody polled before. The database may be away meanwhile.
func (s *service) lead(ctx context.Context, settles time.Duration) (*storage.Lead, error) {
	for said := ""; ; {
		lead, ok, err := s.store.Lead(ctx)
		if ok {
			if err = pause(ctx, settles); err != nil {
				lead.Release()
			}
			return lead, err
		}
		if now := fmt.Sprint(err); now != said && ctx.Err() == nil {
			s.waiting(err)
			said = now
		}
		if err := pause(ctx, leadRetry); err != nil {
			return nil, err
		}
		settles = leadSettles
	}
}

func (s *service) waiting(err error) {
	if err != nil {
		s.log.Error("the database does not say who polls, asking again", "err", err)
		return
	}
	s.log.Info("another process polls for this database, waiting to take over")
}

// answerWith polls and answers until ctx ends, the lead is lost or the database fails.
func (s *service) answerWith(ctx context.Context, lead *storage.Lead, me *acquaintance) error {
	gap := &alert.Gap{Store: s.store, Now: s.now, Log: s.log}
	if err := gap.Start(ctx); err != nil {
		return fmt.Errorf("find out how long nobody polled: %w", err)
	}
	answerer := &bot.Bot{Store: s.store, Files: s.client, Operators: s.operators, Now: s.now, Log: s.log}
	inbox := bot.NewInbox(answerer, s.store, s.client, s.log)
	inbox.Handled = s.metrics.handled
	poller := &telegram.Poller{Client: s.client, Store: inbox.Receive, Polled: gap.Polled, Log: s.log}
	s.health.polling(poller)

	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return s.watch(ctx, lead) })
	group.Go(func() error { poller.Run(ctx); return nil })
	group.Go(func() (err error) {
		if answerer.Me, err = me.wait(ctx); err != nil {
			return err
		}
		s.log.Info("bot is ready", "username", answerer.Me.Username, "sees_all", answerer.Me.SeesAll)
		debug.FreeOSMemory() // what starting up left behind
		return inbox.Run(ctx)
	})
	group.Go(func() error { s.registerMenu(ctx); return nil })
	group.Go(func() error { s.forget(ctx); return nil })
	return group.Wait()
}

// watch fails once the lead is lost.
func (s *service) watch(ctx context.Context, lead *storage.Lead) error {
	err := lead.Watch(ctx)
	if ctx.Err() == nil {
		s.log.Error("the lead is lost, another process may poll", "err", err)
	}
	return fmt.Errorf("%w: %w", bot.ErrOusted, err)
}
