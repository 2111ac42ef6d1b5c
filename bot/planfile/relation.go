package planfile

import (
	"slices"

	"github.com/goccy/go-yaml/ast"

	"planbot/storage/plan"
)

// relations are the keys of a task that tie units to it, in the order in which they are kept.
var relations = []plan.RelationKind{plan.Lead, plan.Coordinate, plan.Monitor, plan.Accountable}

func (r *reader) readRelations(f *fields) []plan.Relation {
	var ties []plan.Relation
	for _, kind := range relations {
		for _, n := range f.list(string(kind), need(kind == plan.Lead)) {
			tie, at, ok := r.readRelation(n, kind, string(kind)+" of "+f.what)
			if !ok {
				continue
			}
			if tie.Unit != "" && slices.ContainsFunc(ties, func(t plan.Relation) bool {
				return t.Kind == kind && t.Unit == tie.Unit
			}) {
				r.problem(at, "%s of %s names %s twice", kind, f.what, tie.Unit)
			}
			ties = append(ties, tie)
		}
	}
	return ties
}

// readRelation reads one tie: a unit code alone, or a mapping where the plan says more.
func (r *reader) readRelation(n ast.Node, kind plan.RelationKind, what string) (tie plan.Relation, at place, ok bool) {
	at = placeOfNode(n)
	tie = plan.Relation{Kind: kind}
	if _, more := n.(*ast.MappingNode); !more {
		if tie.Unit, ok = r.scalar(n, what, maxLine); ok {
			r.checkTied(tie, at, what)
		}
		return tie, at, ok
	}
	f, _ := r.open(n, what)
	defer f.close()
	tie.Unit = f.line("unit", need(kind == plan.Lead))
	tie.Who = f.line("who", optional)
	tie.To = f.line("to", optional)
	tie.When = f.line("when", optional)
	switch {
	case tie.Unit != "":
		at = f.at("unit")
		r.checkTied(tie, at, what)
	case tie.Who == "" && kind != plan.Lead:
		r.problem(at, "%s names neither a unit nor a role", what)
	}
	return tie, at, true
}

// checkTied sees that the unit exists and may be tied so: bodies outside the commune do none of its tasks.
func (r *reader) checkTied(tie plan.Relation, at place, what string) {
	if u, ok := r.unit(tie.Unit, at, what); ok && u.Kind == plan.External {
		r.problem(at, "%s names %s, which is outside the commune", what, tie.Unit)
	}
}
