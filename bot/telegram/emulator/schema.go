package emulator

import (
	_ "embed"
	"encoding/json"
	"strconv"
	"strings"
	"sync"
)

// schema.json names the parameters of every method the emulator answers, with
// their types, as Bot API 10.1 has them; a required one is marked by "!".
//
//go:embed schema.json
var schemaJSON []byte

type fields map[string]fieldType

type fieldType struct {
	kinds    []string // the alternatives: "Integer", "Array of BotCommand", ...
	required bool
}

type schema struct {
	methods map[string]fields
	types   map[string]fields
	unions  map[string][]string
}

// apiSchema is the embedded table, read once.
var apiSchema = sync.OnceValue(func() *schema {
	var raw struct {
		Methods, Types map[string]map[string]string
		Unions         map[string][]string
	}
	if err := json.Unmarshal(schemaJSON, &raw); err != nil {
		panic("emulator: schema.json: " + err.Error())
	}
	return &schema{compile(raw.Methods), compile(raw.Types), raw.Unions}
})

func compile(raw map[string]map[string]string) map[string]fields {
	out := make(map[string]fields, len(raw))
	for name, row := range raw {
		fs := make(fields, len(row))
		for field, kinds := range row {
			rest, required := strings.CutPrefix(kinds, "!")
			fs[field] = fieldType{strings.Split(rest, "|"), required}
		}
		out[name] = fs
	}
	return out
}

// checkCall refuses unknown, missing and mistyped parameters of a call.
func (s *schema) checkCall(method string, c *call) error {
	fs := s.methods[method]
	for name, values := range c.form {
		f, ok := fs[name]
		if !ok {
			return badRequest("unknown parameter %q of %s", name, method)
		}
		if len(values) != 1 {
			return badRequest("parameter %q given %d times", name, len(values))
		}
		if !s.textFits(values[0], f.kinds) {
			return badRequest("parameter %q must be %s, got %.60q", name, strings.Join(f.kinds, " or "), values[0])
		}
	}
	for name, v := range c.typed {
		if f, ok := fs[name]; !ok || !s.anyFits(v, f.kinds) {
			return badRequest("parameter %q of %s has the wrong type", name, method)
		}
	}
	for name, f := range fs {
		if f.required && c.form[name] == nil && c.files[name] == nil {
			return missing(name)
		}
	}
	return nil
}

func missing(name string) error {
	switch name {
	case "text":
		return badRequest("message text is empty")
	case "chat_id":
		return badRequest("chat_id is empty")
	}
	return badRequest("parameter %q is required", name)
}

// textFits checks a parameter as it stands in a form: strings bare, the rest as JSON.
func (s *schema) textFits(v string, kinds []string) bool {
	var parsed any
	decoded := false
	for _, kind := range kinds {
		switch kind {
		case "String", "InputFile":
			return true
		case "Integer":
			if _, err := strconv.ParseInt(v, 10, 64); err == nil {
				return true
			}
		case "Boolean":
			if v == "true" || v == "false" {
				return true
			}
		default:
			if !decoded {
				if decoded = true; json.Unmarshal([]byte(v), &parsed) != nil {
					return false
				}
			}
			if s.fits(parsed, kind) {
				return true
			}
		}
	}
	return false
}

// fits checks a decoded JSON value against a type of the Bot API.
func (s *schema) fits(v any, kind string) bool {
	if item, ok := strings.CutPrefix(kind, "Array of "); ok {
		list, ok := v.([]any)
		for _, x := range list {
			ok = ok && s.fits(x, item)
		}
		return ok
	}
	switch v := v.(type) {
	case string:
		return kind == "String"
	case bool:
		return kind == "Boolean"
	case float64:
		return kind == "Float" || kind == "Integer" && v == float64(int64(v))
	case map[string]any:
		return s.objectFits(v, kind)
	}
	return false // null is nowhere allowed
}

func (s *schema) objectFits(v map[string]any, kind string) bool {
	for _, sub := range s.unions[kind] {
		if s.objectFits(v, sub) {
			return true
		}
	}
	fs, known := s.types[kind]
	if !known {
		return s.unions[kind] == nil && kind != "String" && kind != "Integer" && kind != "Boolean" && kind != "Float"
	}
	for name, x := range v {
		f, ok := fs[name]
		if !ok || !s.anyFits(x, f.kinds) {
			return false
		}
	}
	for name, f := range fs {
		if _, ok := v[name]; f.required && !ok {
			return false
		}
	}
	return true
}

func (s *schema) anyFits(v any, kinds []string) bool {
	for _, kind := range kinds {
		if s.fits(v, kind) {
			return true
		}
	}
	return false
}
