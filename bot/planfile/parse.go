package planfile

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// The parser takes time and memory that grow with the square of the depth and of the keys of one mapping, so
// both are bounded before it starts. A real plan stays far below.
const (
	maxTokens = 50_000
	maxDepth  = 8
)

// parse reads the YAML of a cleaned text. It reports only the first mistake of syntax: what follows one cannot
// be told apart from its consequences.
func (r *reader) parse(text string) (root ast.Node, ok bool) {
	tokens := lexer.Tokenize(text)
	if !r.plain(tokens) {
		return nil, false
	}
	file, err := parseTokens(tokens)
	var syntax *yaml.SyntaxError
	switch {
	case errors.As(err, &syntax):
		r.problem(placeOf(syntax.GetToken()), "%s", explain(syntax.GetMessage()))
		return nil, false
	case err != nil:
		r.problem(place{1, 1}, "%v", err)
		return nil, false
	}
	for _, doc := range file.Docs {
		if doc.Body != nil && root != nil {
			r.problem(placeOf(doc.Body.GetToken()), "a second document begins here; one file holds one plan")
			return nil, false
		}
		if doc.Body != nil {
			root = doc.Body
		}
	}
	if root == nil {
		r.problem(place{1, 1}, "the file is empty")
	}
	return root, root != nil
}

// parseTokens keeps a panic of the parser, which reads files of strangers, from ending the program.
func parseTokens(tokens token.Tokens) (file *ast.File, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("the YAML cannot be read: %v", cause)
		}
	}()
	return parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
}

// plain refuses the devices of YAML that plan files do without.
func (r *reader) plain(tokens token.Tokens) bool {
	if len(tokens) > maxTokens {
		r.problem(placeOf(tokens[maxTokens]), "the file has too many entries: %d, the limit is %d", len(tokens), maxTokens)
		return false
	}
	depth, dashes, line := 0, 0, 0
	for _, t := range tokens {
		if what := device(t); what != "" {
			r.problem(placeOf(t), "%s are not used in plan files", what)
			return false
		}
		if t.Position.Line != line {
			dashes, line = 0, t.Position.Line
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.SequenceEntryType:
			dashes++
		}
		if depth > maxDepth || dashes > maxDepth || t.Position.Column > 10_000 && t.Type == token.MappingValueType {
			r.problem(placeOf(t), "lists are nested too deeply")
			return false
		}
	}
	return true
}

func device(t *token.Token) string {
	switch t.Type {
	case token.AnchorType, token.AliasType:
		return `anchors ("&") and aliases ("*")`
	case token.MergeKeyType:
		return `merge keys ("<<")`
	case token.TagType:
		return `tags ("!")`
	case token.MappingKeyType:
		return `complex keys ("?")`
	case token.DirectiveType:
		return `directives ("%")`
	default:
		return ""
	}
}

// explain adds to a message of the parser what a writer of plan files most probably meant.
func explain(message string) string {
	switch {
	case strings.HasPrefix(message, "invalid header option"):
		return message + ` (a value that begins with ">" or "|" is put in quotes: ">= 97")`
	case strings.HasPrefix(message, "mapping value is not allowed"):
		return message + ` (a text that contains ": " is put in quotes)`
	case strings.Contains(message, "cannot start any token"):
		return message + " (indent with spaces, never with tabs)"
	default:
		return message
	}
}
