package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"planbot/bot/telegram/emulator"
	"planbot/storage/plan"
	"planbot/storage/sample"
)

// performance is the sample year on the demo's stage: the units report, each in its own group, whenever the clock is
// moved so far. What lay behind the clock from the beginning is not said.
type performance struct {
	door  emulator.Door
	clock *emulator.Clock
	left  []line // the earliest first
}

// line is what somebody says at an instant.
type line struct {
	at         time.Time
	chat, user int64
	text       string
}

// castYear gives every line of the year to the first person of its unit, in the unit's group.
func castYear(ctx context.Context, door emulator.Door, p *plan.Plan, clock *emulator.Clock) (performance, error) {
	state, err := door.State(ctx)
	if err != nil {
		return performance{}, err
	}
	play, begins := performance{door: door, clock: clock}, clock.Now()
	for _, said := range sample.Year2024() {
		u, _ := p.Unit(said.Unit)
		who := slices.IndexFunc(state.Users, func(user emulator.User) bool { return user.Label == u.Label() })
		where := slices.IndexFunc(state.Chats, func(c emulator.Chat) bool { return c.Title == u.Name })
		if who < 0 || where < 0 {
			return performance{}, fmt.Errorf("the sample year has words for %s, which nobody plays", said.Unit)
		}
		if !said.At.Before(begins) {
			play.left = append(play.left, line{said.At, state.Chats[where].ID, state.Users[who].ID, said.Text})
		}
	}
	return play, nil
}

// stops are the instants in between at which something is said.
func (p *performance) stops(from, to time.Time) (stops []time.Time) {
	for _, l := range p.left {
		if l.at.After(from) && l.at.Before(to) {
			stops = append(stops, l.at)
		}
	}
	return slices.CompactFunc(stops, time.Time.Equal)
}

// play says what is due.
func (p *performance) play(ctx context.Context) error {
	for len(p.left) > 0 && !p.left[0].at.After(p.clock.Now()) {
		l := p.left[0]
		if _, err := p.door.Say(ctx, l.chat, l.user, l.text); err != nil {
			return fmt.Errorf("say what the sample year has at %s: %w", l.at.Format("2006-01-02 15:04"), err)
		}
		p.left = p.left[1:]
	}
	return nil
}
