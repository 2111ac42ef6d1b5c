package bot_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"

	"planbot/bot"
	"planbot/storage/calendar"
	"planbot/storage/plan"
	"planbot/storage/storagetest"
)

// More people, by role; the others are those of the stories.
const (
	financeHead = 110
	viceOther   = 111 // in charge of a field that task 13 is not of
	author      = 112 // reported a figure, and left
	masked      = 113 // an anonymous administrator
)

// gate is an office in which everybody tries everything, and the rows that buttons are about.
type gate struct {
	*office
	bot     *bot.Bot
	db      *sqlx.DB
	abroad  *neighbour
	message int

	task, episode, silence, asked, request, membership, question, step, filling int64
	clerkNo, headNo                                                             int

	entries map[int]int64 // figures of task 13, by month
	matter  map[plan.Verb]int64
	proved  plan.EvidenceSet // of task 2
	product string           // its mark

	cases map[[2]int64]tryCase // while nothing changes
}

// What is not granted is refused without a trace: every command and every button, by every role, in a unit's own chat,
// another unit's, the office's, the leaders', in private and in another commune.
func TestEverybodyTriesEverything(t *testing.T) {
	t.Parallel()
	for _, reporting := range []plan.Reporting{plan.Open, plan.Registered} {
		t.Run(string(reporting), func(t *testing.T) {
			t.Parallel()
			g := openGate(t, reporting)
			all := g.trials()
			g.posts(all)
			commands, taps := covered(all)
			if diff := cmp.Diff(sorted(bot.CommandNames()), sorted(commands)); diff != "" {
				t.Errorf("commands without a row in trials (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(sorted(bot.TapNames()), sorted(taps)); diff != "" {
				t.Errorf("buttons without a row in trials (-want +got):\n%s", diff)
			}
			for _, try := range all {
				before := g.traces()
				for _, chat := range g.chats() {
					before = g.refuses(try, chat, before)
				}
			}
			for _, try := range all {
				g.grants(try)
			}
		})
	}
}

// sorted lists each of some names once.
func sorted(names []string) []string { return slices.Compact(slices.Sorted(slices.Values(names))) }

// refuses has everybody try something in a chat who is not granted it, and looks for traces.
func (g *gate) refuses(try trial, chat int64, before map[string]string) (after map[string]string) {
	g.tb.Helper()
	tried := []int64{}
	for _, who := range g.everybody() {
		at := chat
		if chat == 0 {
			at = who
		}
		if granted := try.may != nil && try.may(g.still(who, at)); granted || who == masked && (chat == 0 || try.isTap()) {
			continue
		}
		if reads := try.may == nil; reads && !slices.Contains(readers, who) {
			continue
		}
		tried = append(tried, who)
		if _, err := g.bot.Handle(g.ctx(), g.update(try, who, at)); err != nil {
			g.tb.Errorf("%s by %d in chat %d: %v", try.name, who, at, err)
		}
	}
	after = g.traces()
	if diff := cmp.Diff(before, after); diff != "" {
		g.tb.Errorf("%s in chat %d by one of %d, who may not, left traces (-before +after):\n%s", try.name, chat, tried, diff)
	}
	return after
}

// grants has somebody do something who is granted it: a trial that changes nothing anyhow would prove nothing.
func (g *gate) grants(try trial) {
	g.tb.Helper()
	if try.by == 0 {
		return
	}
	c := g.at(try.by, try.in)
	if !try.may(c) {
		if g.plan.Commune.Reporting == plan.Open {
			g.tb.Errorf("%s by %d in chat %d is not granted", try.name, try.by, try.in)
		}
		return
	}
	before := g.traces()
	answer, err := g.bot.Handle(g.ctx(), g.update(try, try.by, try.in))
	g.must(err)
	if cmp.Equal(before, g.traces()) {
		g.tb.Errorf("%s by %d in chat %d, who may, changed nothing: %+v", try.name, try.by, try.in, answer)
	}
}

// chats are where everybody tries; 0 is everybody's private chat.
func (g *gate) chats() []int64 {
	return []int64{financeChat, justiceChat, officeChat, leadersChat, strayChat, 0, g.abroad.chats["VP"], g.abroad.chats["KT"]}
}

func (g *gate) everybody() []int64 {
	return []int64{
		financeClerk, financeHead, justiceClerk, cultureClerk, officeClerk, viceChairman, viceOther, chairman, operator, passerBy, masked, author,
	}
}

// readers stand for everybody where nobody needs a grant.
var readers = []int64{officeClerk, passerBy, masked}

// still is somebody somewhere while nothing changes.
func (g *gate) still(who, chat int64) tryCase {
	key := [2]int64{who, chat}
	c, known := g.cases[key]
	if !known {
		c = g.at(who, chat)
		g.cases[key] = c
	}
	return c
}

// at is somebody somewhere, as the bot finds it.
func (g *gate) at(who, chat int64) tryCase {
	g.tb.Helper()
	person := who
	if who == masked {
		person = 0
	}
	place, err := g.store.Place(g.ctx(), chat, 0, person, calendar.DateOf(g.clock.Now().In(calendar.Zone)))
	if err != nil && !errors.Is(err, plan.ErrNotBound) {
		g.tb.Fatal(err)
	}
	place.Private, place.Nobody, place.Operator = chat > 0, who == masked, who == operator
	c := tryCase{who: who, place: place, home: place.Commune.ID == g.plan.Commune.ID}
	if place.PlanID != 0 {
		c.plan, err = g.store.Plan(g.ctx(), place.PlanID, place.PlanVersion)
		g.must(err)
		c.here, _ = c.plan.UnitByID(place.Unit)
	}
	return c
}

// traces is what every table of the database holds, in short.
func (g *gate) traces() map[string]string { return storagetest.Fingerprint(g.tb, g.db) }
