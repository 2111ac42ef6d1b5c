package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"planbot/bot/telegram"
	"planbot/storage/calendar"
)

// A setting is a flag, else the variable of the environment that the tag "setting" names, else the default.

// databaseFlags say where the plan is kept.
type databaseFlags struct {
	DatabaseURL string `name:"database-url" setting:"DATABASE_URL" placeholder:"URL" help:"The Postgres database; without one planbot runs a private one."`
	DataDir     string `setting:"PLANBOT_DATA_DIR" placeholder:"DIR" help:"Where the private database is kept; by default the user's data directory."`
}

// telegramFlags say who the bot is and how it reaches Telegram. The token is no flag: other users of the machine
// can read command lines.
type telegramFlags struct {
	TokenFile  string `placeholder:"FILE" help:"File that holds the bot token; else TELEGRAM_BOT_TOKEN holds it, or TELEGRAM_BOT_TOKEN_FILE names the file."`
	APIURL     string `name:"api-url" setting:"TELEGRAM_API_URL" placeholder:"URL" help:"Another Bot API than Telegram's own."`
	SendLimits limits `setting:"PLANBOT_SEND_LIMITS" default:"${limits}" help:"How fast this process sends: overall, in a chat, in a group; or none. Several share what Telegram allows."`
}

// clockFlag sets the clock for a rehearsal.
type clockFlag struct {
	Now instant `setting:"PLANBOT_NOW" placeholder:"TIME" help:"Rehearse: the clock starts at this time, such as \"2024-03-04 08:00\", and runs on."`
}

// alertFlags say when planbot tells what nobody asked for, and who hears that it does.
type alertFlags struct {
	MorningSpread time.Duration `setting:"PLANBOT_MORNING_SPREAD" default:"30m" help:"Over how long after a commune's morning its chats are told, one after another."`
	Gather        time.Duration `setting:"PLANBOT_GATHER" default:"1m" help:"How long what is to be told to a chat waits for more, to come as one message; what is critical does not wait."`
	DeadmanURL    secretURL     `name:"deadman-url" setting:"PLANBOT_DEADMAN_URL" placeholder:"URL" help:"Asked every five minutes while all that is due is told; whoever watches it raises the alarm when that stops."`
}

// Validate refuses what no clock can do.
func (f alertFlags) Validate() error {
	switch {
	case f.MorningSpread < 0:
		return fmt.Errorf("--morning-spread: %v is less than nothing", f.MorningSpread)
	case f.Gather < 0:
		return fmt.Errorf("--gather: %v is less than nothing", f.Gather)
	case f.Gather > mostGather:
		return fmt.Errorf("--gather: %v is more than %v, which would look as if nothing went out", f.Gather, mostGather)
	}
	return nil
}

// mostGather is half of what the auditor lets pass before it raises the alarm.
const mostGather = 5 * time.Minute

// gather is how long letters wait for each other, at least the shortest of times: to the dispatcher, 0 is its default.
func (f alertFlags) gather() time.Duration { return max(f.Gather, time.Nanosecond) }

// logFlags say what the log looks like.
type logFlags struct {
	LogFormat string     `setting:"PLANBOT_LOG_FORMAT" enum:"text,json" default:"text" help:"text or json."`
	LogLevel  slog.Level `setting:"PLANBOT_LOG_LEVEL" default:"info" help:"debug, info, warn or error."`
}

func (f logFlags) logger(w io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: f.LogLevel}
	if f.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}

// environment finds settings that no flag gives. An empty variable is an absent one.
func environment(env func(string) string) kong.ResolverFunc {
	return func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		name := flag.Tag.Get("setting")
		if name == "" || env(name) == "" {
			return nil, nil
		}
		return env(name), nil
	}
}

// helpWithVariable names the variable beside the flag.
func helpWithVariable(value *kong.Value) string {
	if name := value.Tag.Get("setting"); name != "" {
		return value.Help + " [" + name + "]"
	}
	return value.Help
}

// limits are send limits as an operator writes them.
type limits struct{ telegram.Limits }

// UnmarshalText reads "30/s,1/s,20/m" or "none".
func (l *limits) UnmarshalText(text []byte) (err error) {
	l.Limits, err = telegram.ParseLimits(string(text))
	return err
}

// secretURL is an address that nobody but its owner may know. It is never shown, not even where it is wrong.
type secretURL struct{ address string }

// UnmarshalText reads a web address.
func (u *secretURL) UnmarshalText(text []byte) error {
	parsed, err := url.Parse(string(text))
	if err != nil || parsed.Host == "" || parsed.Scheme != "https" && parsed.Scheme != "http" {
		return errors.New("not an address such as https://example.org/ping")
	}
	u.address = string(text)
	return nil
}

// String hides the address from whatever prints it.
func (u secretURL) String() string { return "***" }

// instant is a point in time as an operator writes it; the zero instant is none.
type instant struct{ at time.Time }

// UnmarshalText reads RFC 3339, or a time without zone on the clocks of Việt Nam.
func (i *instant) UnmarshalText(text []byte) (err error) {
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04", "2006-01-02T15:04"} {
		if i.at, err = time.ParseInLocation(layout, string(text), calendar.Zone); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%q is not a time such as 2024-03-04 08:00 or 2024-03-04T08:00:00+07:00", text)
}

// clock tells the real time, or runs from the instant on.
func (i instant) clock() func() time.Time {
	if i.at.IsZero() {
		return time.Now
	}
	began := time.Now()
	return func() time.Time { return i.at.Add(time.Since(began)) }
}

var errNoToken = errors.New("no bot token: set TELEGRAM_BOT_TOKEN, or name a file that holds it with --token-file")

// token reads the bot's token from where the settings say it is.
func (f telegramFlags) token(env func(string) string) (string, error) {
	file := f.TokenFile
	if file == "" {
		if token := env("TELEGRAM_BOT_TOKEN"); token != "" {
			return strings.TrimSpace(token), nil
		}
		file = env("TELEGRAM_BOT_TOKEN_FILE")
	}
	if file == "" {
		return "", usageError{errNoToken}
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("read the bot token: %w", err)
	}
	return strings.TrimSpace(string(content)), nil
}

// client makes the bot's client; observe is told of every call and may be nil.
func (f telegramFlags) client(p *program, observe func(method, result string, took time.Duration)) (*telegram.Client, error) {
	token, err := f.token(p.env)
	if err != nil {
		return nil, err
	}
	client, err := telegram.New(telegram.Options{
		Token: token, APIURL: f.APIURL, Limits: f.SendLimits.Limits, Log: p.log, Observe: observe,
	})
	if err != nil {
		return nil, usageError{err}
	}
	return client, nil
}

// dataDir is where the private database is kept. Root's is not in its home, which the account that Postgres runs
// under may not enter.
func (f databaseFlags) dataDir(env func(string) string) (string, error) {
	home := env("HOME")
	switch {
	case f.DataDir != "":
		return f.DataDir, nil
	case os.Geteuid() == 0:
		return "/var/lib/planbot", nil
	case env("XDG_DATA_HOME") != "":
		return filepath.Join(env("XDG_DATA_HOME"), "planbot"), nil
	case home == "":
		return "", usageError{errors.New("no home directory to keep data in: set --data-dir or DATABASE_URL")}
	case runtime.GOOS == "darwin":
		return filepath.Join(home, "Library", "Application Support", "planbot"), nil
	default:
		return filepath.Join(home, ".local", "share", "planbot"), nil
	}
}
