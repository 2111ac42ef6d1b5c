package main

import (
	"context"
	"fmt"

	"planbot/bot"
	"planbot/bot/telegram"
)

// acquaintance is who the bot is, once Telegram has told.
type acquaintance struct {
	made chan struct{} // closed then
	me   bot.Identity
}

func newAcquaintance() *acquaintance { return &acquaintance{made: make(chan struct{})} }

// wait returns who the bot is.
func (a *acquaintance) wait(ctx context.Context) (bot.Identity, error) {
	select {
	case <-a.made:
		return a.me, nil
	case <-ctx.Done():
		return bot.Identity{}, ctx.Err()
	}
}

// identify asks Telegram who the bot is, once a process, be it one that waits to poll: a wrong token ends the process
// while whoever started it looks on, not when it is to take over. A token that is revoked later ends nothing, for the
// plans are judged all the same: the log says so with every poll, and /readyz fails, until planbot is started with
// the new one.
func (s *service) identify(ctx context.Context, a *acquaintance) error {
	var me telegram.User
	err := s.insist(ctx, func() (err error) { me, err = s.client.Me(ctx); return err })
	if err != nil {
		return fmt.Errorf("ask Telegram who the bot is: %w", err)
	}
	a.me = bot.Identity{ID: me.ID, Username: me.Username, SeesAll: me.ReadsAll}
	close(a.made)
	s.health.introduced()
	return nil
}
