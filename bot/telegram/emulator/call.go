package emulator

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Limits of a request.
const (
	maxBody   = 1 << 20
	maxUpload = 50 << 20
)

// call is one request of the bot, whatever its encoding was.
type call struct {
	ctx    context.Context
	method string
	form   url.Values
	typed  map[string]any // the parameters of a JSON body, to check their types
	files  map[string]*upload
}

type upload struct {
	name, mime string
	data       []byte
}

func (c *call) str(name string) string { return c.form.Get(name) }

func (c *call) num(name string) int64 {
	n, _ := strconv.ParseInt(c.form.Get(name), 10, 64) // the schema check saw it
	return n
}

func (c *call) is(name string) bool { return c.form.Get(name) == "true" }

// chat returns the numeric chat_id, 0 if there is none.
func (c *call) chat() int64 { return c.num("chat_id") }

func readCall(r *http.Request, method string) (*call, error) {
	c := &call{ctx: r.Context(), method: method, form: r.URL.Query()}
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case r.Method == http.MethodGet || r.ContentLength == 0:
		return c, nil
	case err != nil:
		return nil, badRequest("Content-Type can't be read")
	case kind == "application/json":
		return c, c.readJSON(r)
	case kind == "multipart/form-data":
		return c, c.readMultipart(multipart.NewReader(r.Body, params["boundary"]))
	}
	return c, c.readForm(r)
}

func (c *call) readForm(r *http.Request) error {
	raw, err := readBody(r)
	if err != nil {
		return err
	}
	form, err := url.ParseQuery(string(raw))
	if err != nil {
		return badRequest("can't parse the form")
	}
	if len(c.form) == 0 {
		c.form = form
		return nil
	}
	for name, values := range form {
		c.form[name] = append(c.form[name], values...)
	}
	return nil
}

func (c *call) readJSON(r *http.Request) error {
	raw, err := readBody(r)
	if err != nil {
		return err
	}
	var values map[string]json.RawMessage
	if json.Unmarshal(raw, &values) != nil || json.Unmarshal(raw, &c.typed) != nil {
		return badRequest("can't parse the JSON object")
	}
	for name, v := range values {
		if c.typed[name] == nil { // null: the schema check refuses it
			continue
		}
		text := string(v)
		if s, ok := c.typed[name].(string); ok {
			text = s
		}
		c.form.Add(name, text)
	}
	return nil
}

func (c *call) readMultipart(body *multipart.Reader) error {
	c.files = map[string]*upload{}
	for left := maxUpload; ; {
		part, err := body.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return badRequest("can't parse the multipart form")
		}
		data, err := readAll(part, left)
		if err != nil {
			return err
		}
		left -= len(data)
		if part.FileName() == "" {
			c.form.Add(part.FormName(), string(data))
			continue
		}
		c.files[part.FormName()] = &upload{part.FileName(), strings.Split(part.Header.Get("Content-Type"), ";")[0], data}
	}
}

// readBody reads a body of known length in one piece, any other by growing.
func readBody(r *http.Request) ([]byte, error) {
	if r.ContentLength < 0 || r.ContentLength > maxBody {
		return readAll(r.Body, maxBody)
	}
	raw := make([]byte, r.ContentLength)
	if _, err := io.ReadFull(r.Body, raw); err != nil {
		return nil, badRequest("the body ended early")
	}
	return raw, nil
}

func readAll(r io.Reader, limit int) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err != nil {
		return nil, badRequest("the body ended early")
	}
	if len(raw) > limit {
		return nil, &apiError{code: http.StatusRequestEntityTooLarge, text: "Request Entity Too Large"}
	}
	return raw, nil
}
