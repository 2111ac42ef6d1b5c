package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"planbot/bot/telegram"
)

// vars is an environment of its own.
func vars(pairs map[string]string) func(string) string {
	return func(name string) string { return pairs[name] }
}

// parsed reads a command line as run does.
func parsed(t *testing.T, env map[string]string, args ...string) *commands {
	t.Helper()
	var c commands
	if _, err := parse(&c, args, &program{env: vars(env), stdout: io.Discard, stderr: io.Discard}); err != nil {
		t.Fatal(err)
	}
	return &c
}

func TestSettingsFlagOverEnvironmentOverDefault(t *testing.T) {
	t.Parallel()
	env := map[string]string{
		"DATABASE_URL": "postgres://env", "PLANBOT_DATA_DIR": "/env", "TELEGRAM_API_URL": "http://env",
		"PLANBOT_ADMINS": "1,2", "PLANBOT_LISTEN": "env:1", "PLANBOT_NOW": "2024-03-04 08:00",
		"PLANBOT_SEND_LIMITS": "1/s,1/s,1/m", "PLANBOT_LOG_FORMAT": "json", "PLANBOT_LOG_LEVEL": "warn",
		"PLANBOT_MORNING_SPREAD": "15m", "PLANBOT_GATHER": "30s", "PLANBOT_DEADMAN_URL": "https://env/ping",
	}
	flags := []string{
		"serve", "--database-url=postgres://flag", "--data-dir=/flag", "--api-url=http://flag", "--admins=3",
		"--listen=flag:1", "--now=2026-01-02T03:04:05Z", "--send-limits=none", "--log-format=text", "--log-level=debug",
		"--morning-spread=0", "--gather=0", "--deadman-url=https://flag/ping",
	}
	for _, c := range []struct {
		name string
		got  *commands
		want []string
	}{
		{"default", parsed(t, nil, "serve"), []string{"", "", "", "[]", "127.0.0.1:8086", "none", "30 1 20", "text", "INFO", "30m0s", "1m0s", ""}},
		{"environment", parsed(t, env, "serve"), []string{"postgres://env", "/env", "http://env", "[1 2]", "env:1",
			"2024-03-04T08:00:00+07:00", "1 1 1", "json", "WARN", "15m0s", "30s", "https://env/ping"}},
		{"flag", parsed(t, env, flags...), []string{"postgres://flag", "/flag", "http://flag", "[3]", "flag:1",
			"2026-01-02T03:04:05Z", "0 0 0", "text", "DEBUG", "0s", "1ns", "https://flag/ping"}},
		{"empty variable", parsed(t, map[string]string{"PLANBOT_LISTEN": ""}, "serve"),
			[]string{"", "", "", "[]", "127.0.0.1:8086", "none", "30 1 20", "text", "INFO", "30m0s", "1m0s", ""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := shown(c.got); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// shown lists the settings of serve.
func shown(c *commands) []string {
	now := "none"
	if !c.Serve.Now.at.IsZero() {
		now = c.Serve.Now.at.Format(time.RFC3339)
	}
	l := c.Serve.SendLimits
	return []string{
		c.Serve.DatabaseURL, c.Serve.DataDir, c.Serve.APIURL, fmt.Sprint(c.Serve.Admins), c.Serve.Listen, now,
		fmt.Sprint(l.Overall.N, l.PerChat.N, l.PerGroup.N), c.LogFormat, c.LogLevel.String(),
		c.Serve.MorningSpread.String(), c.Serve.gather().String(), c.Serve.DeadmanURL.address,
	}
}

func TestLimitsOfServeAndDemo(t *testing.T) {
	t.Parallel()
	if want, _ := telegram.ParseLimits(telegram.DefaultLimits); parsed(t, nil, "serve").Serve.SendLimits.Limits != want {
		t.Errorf("serve: got %v, want %v", parsed(t, nil, "serve").Serve.SendLimits, want)
	}
	if got := parsed(t, nil, "demo").Demo.SendLimits.Limits; got != (telegram.Limits{}) {
		t.Errorf("demo: got %v, want none", got)
	}
}

func TestTokenComesFromAFileOrTheEnvironment(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	flagged, named := file("flagged", "1:flagged\n"), file("named", " 1:named \r\n")
	for _, c := range []struct {
		name string
		flag string
		env  map[string]string
		want string
	}{
		{"flag over all", flagged, map[string]string{"TELEGRAM_BOT_TOKEN": "1:set", "TELEGRAM_BOT_TOKEN_FILE": named}, "1:flagged"},
		{"variable over file", "", map[string]string{"TELEGRAM_BOT_TOKEN": "1:set\n", "TELEGRAM_BOT_TOKEN_FILE": named}, "1:set"},
		{"file of the environment", "", map[string]string{"TELEGRAM_BOT_TOKEN_FILE": named}, "1:named"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := telegramFlags{TokenFile: c.flag}.token(vars(c.env))
			if got != c.want || err != nil {
				t.Errorf("got %q, %v, want %q", got, err, c.want)
			}
		})
	}
}

func TestRehearsalClockRuns(t *testing.T) {
	t.Parallel()
	clock := instant{monday}.clock()
	first := clock()
	second := clock()
	if first.Before(monday) || second.Before(first) || second.Sub(monday) > time.Hour {
		t.Errorf("got %v, then %v, want a clock that runs from %v", first, second, monday)
	}
}

func TestUsageErrors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		args []string
		env  map[string]string
		want string
	}{
		{"no command", nil, nil, `expected one of "serve", "demo", "migrate", "import", "doctor", ...`},
		{"unknown command", []string{"sevre"}, nil, `unexpected argument sevre, did you mean "serve"?`},
		{"unknown flag", []string{"serve", "--token=x"}, nil, `unknown flag --token, did you mean "--token-file"?`},
		{"no file", []string{"import"}, nil, `expected "<file>"`},
		{"bad time", []string{"serve", "--now=tomorrow"}, nil,
			`--now: "tomorrow" is not a time such as 2024-03-04 08:00 or 2024-03-04T08:00:00+07:00`},
		{"bad time in the environment", []string{"serve"}, map[string]string{"PLANBOT_NOW": "tomorrow"},
			`--now: "tomorrow" is not a time such as 2024-03-04 08:00 or 2024-03-04T08:00:00+07:00`},
		{"bad limits", []string{"serve", "--send-limits=fast"}, nil,
			`--send-limits: send limits "fast": want three rates such as 30/s,1/s,20/m, or none`},
		{"no duration", []string{"serve", "--morning-spread=half"}, nil,
			`--morning-spread: expected duration but got "half": time: invalid duration "half"`},
		{"negative duration", []string{"serve", "--morning-spread=-1m"}, nil, "serve: --morning-spread: -1m0s is less than nothing"},
		{"letters that wait for ever", []string{"serve", "--gather=1h"}, nil,
			"serve: --gather: 1h0m0s is more than 5m0s, which would look as if nothing went out"},
		{"no web address", []string{"serve"}, map[string]string{"PLANBOT_DEADMAN_URL": "hc-ping.com/" + testPassword},
			"--deadman-url: not an address such as https://example.org/ping"},
		{"bad admin", []string{"serve", "--admins=me"}, nil, `--admins: expected a valid 64 bit int but got "me"`},
		{"bad format", []string{"serve", "--log-format=xml"}, nil, `--log-format must be one of "text","json" but got "xml"`},
		{"no such sample", []string{"demo", "--plan=1999"}, nil, `--plan must be one of "2024","2026" but got "1999"`},
		{"no token", []string{"serve"}, nil,
			"no bot token: set TELEGRAM_BOT_TOKEN, or name a file that holds it with --token-file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var out, complaints bytes.Buffer
			if got := run(t.Context(), c.args, vars(c.env), &out, &complaints); got != exitUsage {
				t.Errorf("exit code: got %d, want %d", got, exitUsage)
			}
			if got, want := complaints.String(), "planbot: "+c.want+"\n"; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestHelpNamesTheVariables(t *testing.T) {
	t.Parallel()
	var out, complaints bytes.Buffer
	if got := run(t.Context(), []string{"serve", "--help"}, vars(nil), &out, &complaints); got != exitOK {
		t.Errorf("exit code: got %d, want %d", got, exitOK)
	}
	for _, want := range []string{"DATABASE_URL", "PLANBOT_DATA_DIR", "TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN_FILE",
		"TELEGRAM_API_URL", "PLANBOT_ADMINS", "PLANBOT_LISTEN", "PLANBOT_NOW", "PLANBOT_SEND_LIMITS", "PLANBOT_MORNING_SPREAD",
		"PLANBOT_GATHER", "PLANBOT_DEADMAN_URL"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("help does not name %s", want)
		}
	}
}
