package planfile

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// need says whether a key may be left out.
type need bool

const (
	required need = true
	optional need = false
)

// maxItems bounds every list of a file.
const maxItems = 500

// fields is a mapping of the file while it is read. Each key is asked for by name; those that nobody asked for
// are unknown, which close reports.
type fields struct {
	r     *reader
	what  string // "task 9", for messages
	start place
	items map[string]item
	order []string
	asked []string
}

type item struct {
	key   place
	value ast.Node
}

// open begins to read a mapping. Of anything else it reports a problem and gives an empty mapping that is not
// ok.
func (r *reader) open(n ast.Node, what string) (f *fields, ok bool) {
	f = &fields{r: r, what: what, start: placeOfNode(n), items: map[string]item{}}
	mapping, ok := n.(*ast.MappingNode)
	if !ok {
		r.problem(f.start, "%s must be a mapping of keys to values, not %s", what, kindOf(n))
		return f, false
	}
	for _, pair := range mapping.Values {
		key, at := pair.Key.GetToken().Value, placeOf(pair.Key.GetToken())
		if former, twice := f.items[key]; twice {
			r.problem(at, "key %q stands here a second time, first in line %d", key, former.key.line)
			continue
		}
		f.items[key] = item{at, pair.Value}
		f.order = append(f.order, key)
	}
	return f, true
}

// close reports the keys that nobody asked for.
func (f *fields) close() {
	for _, key := range f.order {
		if !slices.Contains(f.asked, key) {
			f.r.problem(f.items[key].key, "unknown key %q in %s; known are %s", key, f.what, strings.Join(f.asked, ", "))
		}
	}
}

// has reports whether the key stands in the file, with a value or without.
func (f *fields) has(key string) bool {
	_, ok := f.items[key]
	return ok
}

// at is where the value of the key stands, or the mapping itself where the key is missing.
func (f *fields) at(key string) place {
	it, ok := f.items[key]
	switch {
	case !ok:
		return f.start
	case isNull(it.value):
		return it.key
	default:
		return placeOfNode(it.value)
	}
}

// node gives the value of a key, nil where there is none.
func (f *fields) node(key string, n need) ast.Node {
	f.asked = append(f.asked, key)
	it, ok := f.items[key]
	switch {
	case ok && isNull(it.value):
		f.r.problem(it.key, "key %q of %s has no value", key, f.what)
		return nil
	case !ok && n == required:
		f.r.problem(f.start, "%s lacks the key %q", f.what, key)
		return nil
	}
	return it.value
}

// list gives the entries of a list.
func (f *fields) list(key string, n need) []ast.Node {
	value := f.node(key, n)
	if value == nil {
		return nil
	}
	sequence, ok := value.(*ast.SequenceNode)
	switch {
	case !ok:
		f.r.problem(placeOfNode(value), "%q of %s must be a list, not %s", key, f.what, kindOf(value))
		return nil
	case n == required && len(sequence.Values) == 0:
		f.r.problem(placeOfNode(value), "%q of %s is an empty list", key, f.what)
	case len(sequence.Values) > maxItems:
		f.r.problem(placeOfNode(value), "%q of %s has %d entries, the limit is %d", key, f.what, len(sequence.Values), maxItems)
		return nil
	}
	return sequence.Values
}

// mapping opens the mapping under a key.
func (f *fields) mapping(key, what string, n need) (*fields, bool) {
	value := f.node(key, n)
	if value == nil {
		return nil, false
	}
	return f.r.open(value, what)
}

func isNull(n ast.Node) bool { return n == nil || n.Type() == ast.NullType }

// placeOfNode is where a reader of the file sees the value begin.
func placeOfNode(n ast.Node) place {
	switch n := n.(type) {
	case nil:
		return place{1, 1}
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return placeOf(n.Values[0].Key.GetToken())
		}
	}
	return placeOf(n.GetToken())
}

func kindOf(n ast.Node) string {
	switch n.(type) {
	case *ast.MappingNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	case *ast.NullNode, nil:
		return "nothing"
	default:
		return "a single value"
	}
}
