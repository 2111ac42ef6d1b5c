package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever goes wrong, wherever a secret was typed: one sentence, and no secret in it.
func TestSecretsAreNeverShown(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte("token="+testToken), 0o600); err != nil {
		t.Fatal(err)
	}
	const nowhere = "127.0.0.1:1"
	for _, c := range []struct {
		name string
		args []string
		env  map[string]string
		code int
	}{
		{"token as an argument", []string{"serve", testToken}, nil, exitUsage},
		{"token as a flag", []string{"serve", "--token=" + testToken}, nil, exitUsage},
		{"token as a flag's value", []string{"serve", "--now", testToken}, nil, exitUsage},
		{"database as an argument", []string{"serve", "postgres://u:" + testPassword + "@h/d"}, nil, exitUsage},
		{"database with a slash in its password", []string{"serve", "postgres://u:a/" + testPassword + "@h/d"}, nil, exitUsage},
		{"words of a database as an argument", []string{"migrate", "host=h password=" + testPassword}, nil, exitUsage},
		{"unreachable database", []string{"migrate"},
			map[string]string{"DATABASE_URL": "postgres://u:" + testPassword + "@" + nowhere + "/d"}, exitFailure},
		{"unreachable database in words", []string{"migrate"},
			map[string]string{"DATABASE_URL": "host=127.0.0.1 port=1 user=u password=" + testPassword}, exitFailure},
		{"malformed database", []string{"migrate"},
			map[string]string{"DATABASE_URL": "postgres://u:" + testPassword + "@h:port/d"}, exitFailure},
		{"malformed escape", []string{"migrate", "--database-url=postgres://u:" + testPassword + "%zz@h/d"}, nil, exitFailure},
		{"malformed words", []string{"migrate"}, map[string]string{"DATABASE_URL": "password='" + testPassword}, exitFailure},
		{"a token with more around it", []string{"serve", "--listen=127.0.0.1:0", "--database-url=host=127.0.0.1 port=1",
			"--token-file=" + file}, nil, exitUsage},
		{"token in the API address", []string{"serve", "--listen=127.0.0.1:0"}, map[string]string{
			"TELEGRAM_BOT_TOKEN": testToken, "TELEGRAM_API_URL": "https://api.telegram.org/bot" + testToken}, exitUsage},
		{"a wrong dead-man address", []string{"serve", "--deadman-url=ftp://" + testPassword}, nil, exitUsage},
		{"a malformed dead-man address", []string{"serve"},
			map[string]string{"PLANBOT_DEADMAN_URL": "https://" + testPassword + "%zz"}, exitUsage},
		{"a token for a file", []string{"serve", "--token-file=" + testToken}, nil, exitFailure},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			if got := run(t.Context(), c.args, vars(c.env), &out, &out); got != c.code {
				t.Errorf("exit code: got %d, want %d", got, c.code)
			}
			noSecrets(t, out.String())
			if strings.Count(out.String(), "planbot: ") != 1 || strings.Count(out.String(), "\n") != 1 {
				t.Errorf("got %q, want one line", out.String())
			}
		})
	}
}

func TestConcealKeepsTheRest(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"unexpected argument sevre", "read the plan: open /srv/plan.yaml: no such file", "dial tcp 127.0.0.1:5432: connection refused",
		"2024-03-04 08:00", "postgres://planbot@/db?host=/run/postgresql",
	} {
		if got := conceal(s); got != s {
			t.Errorf("got %q, want %q", got, s)
		}
	}
}
