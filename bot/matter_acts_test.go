package bot_test

import (
	"strings"
	"time"

	"planbot/bot/telegram/emulator"
	"planbot/storage/calendar"
)

// at is an instant of the office.
func at(clock string) time.Time {
	when, err := time.ParseInLocation("2006-01-02 15:04", clock, calendar.Zone)
	if err != nil {
		panic(err)
	}
	return when
}

// lastSaying is the bot's newest message in a chat that holds some words.
func (o *office) lastSaying(chat int64, words string) emulator.Msg {
	o.tb.Helper()
	all := o.fromBot(chat, 0)
	for i := len(all) - 1; i >= 0; i-- {
		if strings.Contains(all[i].Text, words) {
			return all[i]
		}
	}
	o.tb.Fatalf("nothing in chat %d says %q", chat, words)
	return emulator.Msg{}
}

// presses taps a button that is answered by a message, and returns that.
func (o *office) presses(m emulator.Msg, user int64, label string) emulator.Msg {
	o.tb.Helper()
	last := o.last(m.Chat)
	o.press(m, user, label)
	return o.answer(m.Chat, last.ID)
}
