package planfile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"planbot/storage/plan"
)

// readUnits reads all units, then looks at what groups say of the others: members may stand below their group.
func (r *reader) readUnits(entries []ast.Node) {
	members := map[string]*fields{}
	for i, n := range entries {
		f, ok := r.open(n, fmt.Sprintf("entry %d of units", i+1))
		if !ok {
			continue
		}
		u := r.readUnit(f)
		if u.Code == "" {
			continue
		}
		members[u.Code] = f
		r.plan.Units = append(r.plan.Units, u)
	}
	for _, u := range r.plan.Units {
		r.checkMembers(u, members[u.Code])
	}
	if !slices.ContainsFunc(r.plan.Units, func(u plan.Unit) bool { return u.Kind == plan.Office }) && len(entries) > 0 {
		r.warn(placeOfNode(entries[0]), "no unit has the kind %q: nobody will see every task", plan.Office)
	}
}

func (r *reader) readUnit(f *fields) plan.Unit {
	defer f.close()
	u := plan.Unit{Code: f.form("code", required, unitCode, "capital letters and digits, like VPTK")}
	if u.Code != "" {
		f.what = "unit " + u.Code
	}
	u.Name = f.line("name", required)
	u.Short = f.line("short", optional)
	u.Kind = choice(f, "kind", required, plan.Specialised, plan.Office, plan.Leaders, plan.Group, plan.External)
	u.Aliases = f.texts("aliases", optional)
	u.Members = f.texts("members", need(u.Kind == plan.Group))
	u.From = f.date("from", optional)
	u.Until = f.date("until", optional)
	u.Role = f.line("role", optional)
	if !u.From.IsZero() && !u.Until.IsZero() && u.Until.Before(u.From) {
		r.problem(f.at("until"), "%s ends on %v, before it begins on %v", f.what, u.Until, u.From)
	}
	if r.known.units[u.Code] {
		r.problem(f.at("code"), "unit code %s stands here a second time", u.Code)
		return plan.Unit{}
	}
	if u.Code != "" {
		r.known.units[u.Code] = true
		r.checkNames(u, f)
	}
	return u
}

// checkNames sees that what staff may call a unit calls no other unit of the same time.
func (r *reader) checkNames(u plan.Unit, f *fields) {
	own := map[string]bool{}
	for _, name := range append([]string{u.Code, u.Name, u.Short}, u.Aliases...) {
		folded := strings.ToLower(name)
		if folded == "" || own[folded] {
			continue
		}
		own[folded] = true
		for _, other := range r.known.names[folded] {
			if overlap(u, other) {
				r.problem(f.start, "%s is called %q, and so is unit %s", f.what, name, other.Code)
			}
		}
		r.known.names[folded] = append(r.known.names[folded], u)
	}
}

func overlap(a, b plan.Unit) bool {
	apart := func(first, second plan.Unit) bool {
		return !first.Until.IsZero() && !second.From.IsZero() && first.Until.Before(second.From)
	}
	return !apart(a, b) && !apart(b, a)
}

func (r *reader) checkMembers(u plan.Unit, f *fields) {
	at := f.at("members")
	if u.Kind != plan.Group && len(u.Members) > 0 {
		r.problem(at, "%s has members, but only a unit of kind %q may", f.what, plan.Group)
		return
	}
	for i, code := range u.Members {
		member, ok := r.plan.Unit(code)
		switch {
		case !ok:
			r.problem(at, "member %q of %s is no unit of this file", code, f.what)
		case member.Kind == plan.Group || member.Kind == plan.External:
			r.problem(at, "member %s of %s is of kind %q; members are units of the commune", code, f.what, member.Kind)
		case slices.Contains(u.Members[:i], code):
			r.problem(at, "member %s of %s stands there twice", code, f.what)
		}
	}
}

// unit checks a unit code that something names.
func (r *reader) unit(code string, at place, what string) (plan.Unit, bool) {
	u, ok := r.plan.Unit(code)
	switch {
	case !ok:
		r.problem(at, "%s names the unit %q, which this file does not define", what, code)
	case !u.From.IsZero() && u.From.After(r.plan.Until):
		r.problem(at, "%s names the unit %s, which exists only from %v, after the plan has ended", what, code, u.From)
	case !u.Until.IsZero() && u.Until.Before(r.plan.From):
		r.problem(at, "%s names the unit %s, which ended on %v, before the plan begins", what, code, u.Until)
	}
	return u, ok
}
