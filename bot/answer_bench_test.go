package bot_test

import (
	"testing"

	"planbot/bot"
	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// BenchmarkOverview is the answer to /overview, database and all but the wire.
func BenchmarkOverview(b *testing.B) { benchmarkAnswer(b, "/overview") }

// benchmarkAnswer asks again and again what the Chairman asks in the middle of a year with figures.
func benchmarkAnswer(b *testing.B, words string) {
	b.Helper()
	o := newOffice(b, "2024-03-14 09:00")
	o.enrol(chairman, "UBNDX", plan.Chairman)
	for i, day := range []string{"2024-03-14", "2024-04-15", "2024-05-14", "2024-06-14"} {
		o.clock.Set(at(day + " 09:00"))
		o.say(officeChat, officeClerk, "/update 8 150/150\n9 145/150\n15 70/90\n16 88/90\n17 20/22\n18 40/41\n3 "+string(rune('0'+i)))
	}
	o.clock.Set(at("2024-07-03 09:00"))
	o.settled()
	asked := &bot.Bot{Store: o.store, Now: o.clock.Now, Me: bot.Identity{ID: 7000000001, Username: "planbot_story"}}
	update := telegram.Update{ID: 1, Message: &telegram.Message{
		ID: 1 << 20, Text: words, From: &telegram.User{ID: chairman, FirstName: "Chủ tịch UBND xã"},
		Chat: telegram.Chat{ID: leadersChat, Type: "supergroup"},
	}}
	for b.Loop() {
		answer, err := asked.Handle(b.Context(), update)
		if err != nil || len(answer.Replies) != 1 {
			b.Fatal(err, answer)
		}
	}
}

// BenchmarkScore is the answer to /score, database and all but the wire.
func BenchmarkScore(b *testing.B) { benchmarkAnswer(b, "/score") }
