package main

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// doctor looks at everything that planbot needs, and changes nothing.
type doctor struct {
	databaseFlags
	telegramFlags
	clockFlag
}

// errIll ends an examination that found something that keeps planbot from working.
var errIll = errors.New("planbot cannot work like this; see the lines marked ✗")

// Run prints a line for each thing looked at.
func (c *doctor) Run(ctx context.Context, p *program) error {
	found := &findings{out: p.stdout}
	c.examineDatabase(ctx, p, found)
	c.examineTelegram(ctx, p, found)
	if found.ill {
		return errIll
	}
	return nil
}

// findings prints what an examination finds.
type findings struct {
	out io.Writer
	ill bool
}

func (f *findings) good(format string, args ...any) { f.line("✓", fmt.Sprintf(format, args...)) }

// doubt is something that planbot can work with; todo says how to do better.
func (f *findings) doubt(todo, format string, args ...any) {
	f.line("!", fmt.Sprintf(format, args...)+" → "+todo)
}

// bad is something that planbot cannot work with; todo says how to mend it.
func (f *findings) bad(todo, format string, args ...any) {
	f.ill = true
	f.line("✗", fmt.Sprintf(format, args...)+" → "+todo)
}

func (f *findings) line(mark, text string) { fmt.Fprintln(f.out, mark, conceal(text)) }
