package bot

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"planbot/bot/message"
	"planbot/bot/telegram"
	"planbot/storage/plan"
)

// call is a command as somebody typed it.
type call struct {
	command
	name  string // folded, as typed
	args  string
	typed bool // false: the message is no command, or one of another bot
	known bool
}

// mostNameWords is how many words a name may be written in: "/hồ sơ chờ 3 7h45" is "/hosocho 3 7h45".
const mostNameWords = 3

// callOf reads what a message calls. A Vietnamese name may be written as it is said, in several words.
func callOf(u telegram.Update, me string) call {
	name, args, typed := u.Command(me)
	c := call{name: plan.Fold(name), args: args, typed: typed}
	words := append([]string{name}, strings.Fields(args)...)
	for n := min(len(words), mostNameWords); typed && n > 0; n-- {
		row, known := byName[plan.Fold(strings.Join(words[:n], ""))]
		if !known {
			continue
		}
		c.command, c.known = row, true
		for range n - 1 {
			_, c.args = firstWord(c.args)
		}
		return c
	}
	return c
}

// calledNothing answers a command that is none of ours. In a group it may be another bot's: only what is nearly a name of
// ours, or addressed to us, is answered there.
func (b *Bot) calledNothing(ctx context.Context, u telegram.Update, c call) (Answer, error) {
	name := strings.TrimRightFunc(c.name, func(r rune) bool { return r == '_' || unicode.IsDigit(r) })
	near := nearly(name)
	if len(near) == 0 && !u.Chat().Private() && !strings.Contains(strings.Fields(u.Words().Body())[0], "@") {
		return Answer{}, nil
	}
	t, err := b.turn(ctx, u)
	if err != nil {
		return Answer{}, err
	}
	number := strings.Trim(c.name[len(name):], "_") // "/task9"
	return t.say(message.NoSuchCommand(c.name, near, strings.TrimSpace(number+" "+c.args)))
}

// nearly lists the names that somebody may have meant: those the fewest slips away, if that is few enough.
func nearly(typed string) []string {
	var near []string
	fewest := mostSlips(typed)
	for _, c := range commands {
		for _, name := range c.names {
			n := slips(typed, name)
			if n > fewest {
				continue
			}
			if n < fewest {
				near, fewest = nil, n
			}
			near = append(near, name)
		}
	}
	return near
}

// mostSlips is how far a word of so many letters may be from a name and still mean that.
func mostSlips(typed string) int {
	switch letters := utf8.RuneCountInString(typed); {
	case letters < 4:
		return 0
	case letters < 7:
		return 1
	default:
		return 2
	}
}

// slips counts the letters to be added, dropped, changed, or swapped with their neighbour, to make one word another.
func slips(a, b string) int {
	from, to := []rune(a), []rune(b)
	rows := make([][]int, len(from)+1)
	for i := range rows {
		rows[i] = make([]int, len(to)+1)
		rows[i][0] = i
	}
	for j := range to {
		rows[0][j+1] = j + 1
	}
	for i := range from {
		for j := range to {
			cost := 1
			if from[i] == to[j] {
				cost = 0
			}
			best := min(rows[i][j+1]+1, rows[i+1][j]+1, rows[i][j]+cost)
			if i > 0 && j > 0 && slices.Equal(from[i-1:i+1], []rune{to[j], to[j-1]}) {
				best = min(best, rows[i-1][j-1]+1)
			}
			rows[i+1][j+1] = best
		}
	}
	return rows[len(from)][len(to)]
}
