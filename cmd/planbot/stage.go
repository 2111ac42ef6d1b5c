package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"planbot/bot/planfile"
	"planbot/bot/telegram/emulator"
	"planbot/storage"
	"planbot/storage/calendar"
	"planbot/storage/plan"
	"planbot/storage/sample"
)

//go:embed cast.json
var casts []byte

// sampleFiles are the plans that a demo can show, by their year.
var sampleFiles = map[string]func() []byte{"2024": sample.Plan27, "2026": sample.Commune2026}

// cast says who plays in a demo, named by office alone.
type cast struct {
	Start  instant `json:"start"` // what the clock shows first
	Task   int     `json:"task"`  // good to try: its target is a ratio
	People []struct {
		Unit string    `json:"unit"`
		Role plan.Role `json:"role"`
		Name string    `json:"name"`
	} `json:"people"`
}

func castOf(year string) (cast, error) {
	var all map[string]cast
	if err := json.Unmarshal(casts, &all); err != nil {
		return cast{}, fmt.Errorf("read the cast: %w", err)
	}
	return all[year], nil
}

// stage is the emulated commune: its plan in the store, its people and groups in the emulator.
type stage struct {
	store *storage.Store
	door  emulator.Door
	plan  *plan.Plan
	now   time.Time
}

// setStage writes a sample plan, and makes a person for every role and a group for every working unit.
func setStage(ctx context.Context, store *storage.Store, door emulator.Door, year string, c cast, now time.Time) (*plan.Plan, error) {
	draft, err := planfile.Read(year, sampleFiles[year]())
	if err != nil {
		return nil, fmt.Errorf("read the sample plan: %w", err)
	}
	_, id, err := store.Import(ctx, &draft.Plan, plan.Author{Name: console}, true, now)
	if err != nil {
		return nil, err
	}
	written, err := store.Plan(ctx, id, 0)
	if err != nil {
		return nil, err
	}
	s := stage{store, door, written, now}
	people, err := s.people(ctx, c)
	if err != nil {
		return nil, err
	}
	return written, s.groups(ctx, people)
}

// people makes the cast, by unit code.
func (s stage) people(ctx context.Context, c cast) (map[string][]int64, error) {
	byUnit := map[string][]int64{}
	for _, p := range c.People {
		unit, ok := s.plan.Unit(p.Unit)
		if !ok {
			return nil, fmt.Errorf("the cast names a unit %s that the plan lacks", p.Unit)
		}
		who, err := s.door.AddUser(ctx, emulator.User{FirstName: p.Name, Label: unit.Label()})
		if err != nil {
			return nil, err
		}
		tie := plan.Membership{Unit: unit.ID, Role: p.Role}
		if err := s.store.AddStaff(ctx, s.plan.Commune.ID, who.ID, p.Name, tie, s.plan.From); err != nil {
			return nil, err
		}
		if _, err := s.door.AddChat(ctx, emulator.NewChat{Type: "private", User: who.ID}); err != nil {
			return nil, err
		}
		byUnit[p.Unit] = append(byUnit[p.Unit], who.ID)
	}
	return byUnit, nil
}

// groups makes a supergroup for each working unit. The office is in all of them, as it is in life, and the bot is an
// administrator, so that it hears a bare command.
func (s stage) groups(ctx context.Context, people map[string][]int64) error {
	const first = -1_002_000_000_001
	day := calendar.DateOf(s.now.In(calendar.Zone))
	var office []int64
	for _, u := range s.plan.Units {
		if u.Kind == plan.Office {
			office = append(office, people[u.Code]...)
		}
	}
	for i, u := range s.plan.Units {
		if len(people[u.Code]) == 0 || !u.Exists(day) {
			continue
		}
		members := people[u.Code]
		if u.Kind != plan.Office {
			members = append(members, office...)
		}
		chat := emulator.NewChat{
			ID: first - int64(i), Type: "supergroup", Title: u.Name, Members: members, Bot: "administrator",
		}
		binding := plan.Binding{Chat: chat.ID, Title: u.Name, By: plan.Author{Name: console}}
		if err := s.store.Bind(ctx, binding, s.plan.Commune.ID, u.ID, s.now); err != nil {
			return err
		}
		if _, err := s.door.AddChat(ctx, chat); err != nil {
			return err
		}
	}
	return nil
}
