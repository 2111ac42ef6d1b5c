package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"planbot/bot/planfile"
	"planbot/storage"
	"planbot/storage/plan"
)

// importPlan reads a plan file into the database.
type importPlan struct {
	databaseFlags
	File  string `arg:"" help:"The plan file, in YAML."`
	Apply bool   `help:"Write the plan. Without it nothing is written."`
}

// console is who the record names as the author of an import.
const console = "planbot import"

// Run shows what the file says and what it changes, and writes that if asked to.
func (c *importPlan) Run(ctx context.Context, p *program) error {
	draft, err := c.read(p)
	if err != nil {
		return err
	}
	return c.withStore(ctx, p, func(store *storage.Store) error {
		changes, _, err := store.Import(ctx, &draft.Plan, plan.Author{Name: console}, c.Apply, time.Now())
		switch printed := planfile.ChangesTable(p.stdout, changes); {
		case err != nil:
			return err
		case printed != nil:
			return printed
		case len(changes.Eased) > 0:
			return storage.ErrEased
		case changes.Empty():
			fmt.Fprintln(p.stdout, "\nThe database says the same already; nothing to write.")
		case c.Apply:
			fmt.Fprintf(p.stdout, "\nWritten: plan %s of %s.\n", draft.Plan.Number, draft.Plan.Commune.Name)
		default:
			fmt.Fprintf(p.stdout, "\nNothing was written. To write it: planbot import %s --apply\n", c.File)
		}
		return nil
	})
}

// errUnreadable ends an import of a file whose problems have been printed.
var errUnreadable = errors.New("the file has problems; nothing was written")

// read reads the file and prints what it says and what is wrong with it.
func (c *importPlan) read(p *program) (*planfile.Draft, error) {
	data, err := os.ReadFile(c.File)
	if err != nil {
		return nil, fmt.Errorf("read the plan: %w", err)
	}
	draft, problems := planfile.Read(filepath.Clean(c.File), data)
	if draft != nil {
		if err := planfile.Table(p.stdout, draft, draft.Plan.Calendar); err != nil {
			return nil, err
		}
		for _, w := range draft.Warnings {
			fmt.Fprintln(p.stderr, "warning:", w)
		}
	}
	if problems != nil {
		fmt.Fprintln(p.stderr, problems)
		return nil, errUnreadable
	}
	return draft, nil
}
