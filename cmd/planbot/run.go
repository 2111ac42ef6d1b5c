package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/alecthomas/kong"

	"planbot/bot/telegram"
	"planbot/storage/pgembed"
)

// What the process ends with.
const (
	exitOK      = 0
	exitFailure = 1 // something did not work; one sentence says what
	exitUsage   = 2 // the command line or a setting cannot be understood
)

// commands is the command line: a field for each command, whose file is named after it.
type commands struct {
	Serve   serve      `cmd:"" help:"Answer the staff: poll Telegram until told to stop."`
	Demo    demo       `cmd:"" help:"Show everything on this machine alone: no token, no database, no network."`
	Migrate migrate    `cmd:"" help:"Bring the database schema up to date."`
	Import  importPlan `cmd:"" name:"import" help:"Check a plan file and show what it says and changes; --apply writes it."`
	Doctor  doctor     `cmd:"" help:"Look for what is missing or wrong, and say what to do."`
	Audit   audit      `cmd:"" help:"Prove the log of every change."`
	Version version    `cmd:"" help:"Tell which planbot this is."`

	logFlags
}

// program is one run of planbot: what surrounds it.
type program struct {
	env    func(name string) string
	stdout io.Writer
	stderr io.Writer
	log    *slog.Logger
}

// run is planbot without the process around it. It returns the exit code.
func run(ctx context.Context, args []string, env func(string) string, stdout, stderr io.Writer) int {
	var chosen commands
	p := &program{env: env, stdout: stdout, stderr: stderr}
	command, err := parse(&chosen, args, p)
	switch {
	case err != nil:
		return p.fail(usageError{err})
	case command == nil: // help was asked for, and given
		return exitOK
	}
	p.log = chosen.logger(stderr)
	command.BindTo(ctx, (*context.Context)(nil))
	return p.fail(command.Run(p))
}

// parse reads the command line; the command is nil where only help was asked for.
func parse(chosen *commands, args []string, p *program) (command *kong.Context, err error) {
	helped := false
	parser, err := kong.New(chosen,
		kong.Name("planbot"),
		kong.Description("The yearly plan of a commune, in the Telegram groups of its units."),
		kong.Writers(p.stdout, p.stderr),
		kong.Exit(func(int) { helped = true }),
		kong.Resolvers(environment(p.env)),
		kong.ValueFormatter(helpWithVariable),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Vars{"limits": telegram.DefaultLimits},
	)
	if err != nil {
		panic(err) // the grammar is wrong, whatever was typed
	}
	command, err = parser.Parse(args)
	if helped {
		return nil, nil
	}
	return command, err
}

// usageError is a mistake of whoever typed the command.
type usageError struct{ error }

// Unwrap gives the cause.
func (e usageError) Unwrap() error { return e.error }

// fail says in one sentence why the program ends, and returns the exit code.
func (p *program) fail(err error) int {
	if err == nil {
		return exitOK
	}
	fmt.Fprintf(p.stderr, "planbot: %s\n", conceal(sentence(err)))
	if errors.As(err, new(usageError)) {
		return exitUsage
	}
	return exitFailure
}

// stopped is how a command ends that runs until it is asked to stop: that is no failure then.
func stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// sentence is an error in one line, with what to do where the error itself cannot know.
func sentence(err error) string {
	switch {
	case errors.Is(err, context.Canceled):
		return "interrupted"
	case telegram.IsAuth(err):
		return "Telegram does not accept the bot token; take the current one from @BotFather"
	case errors.Is(err, pgembed.ErrInUse):
		return "another planbot runs on this data directory; stop it, or give both one database with DATABASE_URL"
	}
	return strings.Join(strings.FieldsFunc(err.Error(), func(r rune) bool { return r == '\n' || r == '\r' }), "; ")
}
