package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"planbot/bot/telegram/emulator"
	"planbot/storage/calendar"
	"planbot/storage/plan"
	"planbot/storage/sample"
)

// neighbour is one of two communes that share the bot.
type neighbour struct {
	plan  *plan.Plan
	chats map[string]int64 // by unit
	user  int64            // writes in all of them
	seen  []emulator.Msg   // what its chats were told, with all their buttons
}

const (
	neighbourOffice  = -1000000000031
	neighbourEconomy = -1000000000032
	neighbourClerk   = 601
)

// settleNeighbour opens the second commune.
func (o *office) settleNeighbour() *neighbour {
	o.tb.Helper()
	n := &neighbour{
		plan: o.load("ke-hoach-mau-2026.yaml", sample.Commune2026()), user: neighbourClerk,
		chats: map[string]int64{"VP": neighbourOffice, "KT": neighbourEconomy},
	}
	_, err := o.door.AddUser(o.ctx(), emulator.User{ID: neighbourClerk, FirstName: "Công chức xã bên"})
	o.must(err)
	for code, chat := range n.chats {
		_, err := o.door.AddChat(o.ctx(), emulator.NewChat{
			ID: chat, Type: "supergroup", Title: code, Members: []int64{neighbourClerk}, Bot: "administrator",
		})
		o.must(err)
		u, ok := n.plan.Unit(code)
		if !ok {
			o.tb.Fatalf("no unit %s", code)
		}
		o.must(o.store.Bind(o.ctx(), plan.Binding{Chat: chat}, n.plan.Commune.ID, u.ID, o.clock.Now()))
		tie := plan.Membership{Unit: u.ID, Role: plan.Clerk}
		if u.Kind == plan.Office {
			tie.Role = plan.OfficeClerk
		}
		o.must(o.store.AddStaff(o.ctx(), n.plan.Commune.ID, neighbourClerk, "", tie, calendar.NewDate(2024, 1, 1)))
	}
	o.settled()
	return n
}

// talk has a commune use every command and leave a figure and a question, and remembers what it was told.
func (o *office) talk(n *neighbour, chat int64, task int, figure, doubtful string) {
	o.tb.Helper()
	for _, text := range []string{
		"/start", "/whoami", "/tasks all", "/bind", "/find a",
		fmt.Sprintf("/task %d", task), fmt.Sprintf("/update %d %s", task, figure), fmt.Sprintf("/history %d", task),
		fmt.Sprintf("/update %d %s", task, doubtful),
	} {
		n.seen = append(n.seen, o.say(chat, n.user, text))
	}
}

// secrets are the words of a commune that the other one's plan does not have.
func secrets(of, other *plan.Plan) []string {
	words := []string{of.Commune.Name, of.Number, of.Title}
	for _, u := range of.Units {
		words = append(words, u.Name)
	}
	for _, t := range of.Tasks {
		words = append(words, head(t.Title), head(t.Wording))
	}
	own := fmt.Sprintf("%+v", *other)
	return slices.DeleteFunc(words, func(w string) bool { return w == "" || strings.Contains(own, w) })
}

// head is how much of a text lists show at least.
func head(text string) string {
	letters := []rune(text)
	return string(letters[:min(30, len(letters))])
}

// wantSilence fails if a text lets slip what belongs to another commune.
func wantSilence(tb testing.TB, what, text string, secrets []string) {
	tb.Helper()
	for _, s := range secrets {
		if strings.Contains(text, s) {
			tb.Errorf("%s lets slip %q:\n%s", what, s, text)
		}
	}
}

// Two communes share one bot. Whatever one types or taps with what it knows of the other, it learns nothing and
// changes nothing there.
func TestWireTwoCommunes(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2024-06-03 09:00")
	home := &neighbour{plan: o.plan, user: officeClerk, chats: map[string]int64{"VPTK": officeChat, "UBNDX": leadersChat}}
	away := o.settleNeighbour()
	o.plan = home.plan
	o.talk(home, officeChat, 9, "145/150", "160/150")
	o.talk(away, neighbourOffice, 4, "140/150", "160/150")
	for _, pair := range [][2]*neighbour{{home, away}, {away, home}} {
		from, in := pair[0], pair[1]
		before := o.books(from.plan)
		kept := secrets(from.plan, in.plan)
		if len(kept) < 20 {
			t.Fatalf("only %d words tell the communes apart", len(kept))
		}
		for _, chat := range in.chats {
			o.probe(t, from, in, chat, kept)
		}
		if after := o.books(from.plan); after != before {
			t.Errorf("the books of %s changed from\n%s\nto\n%s", from.plan.Commune.Name, before, after)
		}
	}
}

// probe tries in a chat of one commune everything that names something of the other.
func (o *office) probe(t *testing.T, from, in *neighbour, chat int64, kept []string) {
	t.Helper()
	shown := o.say(chat, in.user, "/tasks")
	for _, m := range from.seen {
		for _, row := range m.Buttons {
			for _, b := range row {
				wantSilence(t, b.Data, o.forge(shown, in.user, b.Data).Text, kept)
			}
		}
	}
	for id := int64(0); id < 60; id++ {
		for _, button := range []string{"task:%d", "hist:%d", "undo:%d", "pick:%d:0", "pick:%d:-1"} {
			o.tap(shown, in.user, fmt.Sprintf(button, id))
		}
	}
	for _, u := range from.plan.Units {
		o.say(chat, in.user, "/tasks "+u.Code)
		o.say(chat, in.user, "/bind "+from.plan.Commune.Code+"/"+u.Code)
	}
	for _, task := range from.plan.Tasks {
		for _, c := range task.Criteria {
			o.say(chat, in.user, "/task "+c.Code)
			o.say(chat, in.user, "/history "+c.Code)
			o.say(chat, in.user, "/update "+c.Code+" 1/2")
		}
		o.say(chat, in.user, "/find "+strings.Join(strings.Fields(task.Title)[:2], " "))
	}
	o.settled()
	for _, m := range o.fromBot(chat, shown.ID-1) {
		wantSilence(t, "the chat", m.Text, kept)
	}
}

// books is all that counts or was ever said of a commune's figures.
func (o *office) books(p *plan.Plan) string {
	o.tb.Helper()
	var targets []int64
	for _, t := range p.Tasks {
		for _, target := range t.Targets {
			targets = append(targets, target.ID)
		}
	}
	changes, err := o.store.History(o.ctx(), targets, 1000)
	o.must(err)
	var all strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&all, "%+v\n", c.Entry)
	}
	for code, chat := range map[string]int64{"office": officeChat, "neighbour": neighbourOffice} {
		place, err := o.store.Place(o.ctx(), chat, 0, 0, o.day())
		o.must(err)
		fmt.Fprintf(&all, "%s %d %d\n", code, place.Commune.ID, place.Unit)
	}
	return strings.Join(slices.Sorted(strings.SplitSeq(all.String(), "\n")), "\n")
}
