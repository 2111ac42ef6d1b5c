package emulator

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
)

// ask does one exchange and decodes its answer.
func ask[T any](ctx context.Context, d Door, method, path string, in any) (T, error) {
	var out T
	body, err := d.exchange(ctx, method, path, in)
	if err != nil {
		return out, err
	}
	if err := json.Unmarshal(body, &out); err != nil {
		return out, fmt.Errorf("door: decode %s: %w", path, err)
	}
	return out, nil
}

func (d Door) exchange(ctx context.Context, method, path string, in any) ([]byte, error) {
	var body io.Reader
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			return nil, fmt.Errorf("door: encode %s: %w", path, err)
		}
		body = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(ctx, method, d.URL+"/sim/"+path, body)
	if err != nil {
		return nil, fmt.Errorf("door: %w", err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, fmt.Errorf("door: %w", err)
	}
	raw, err := io.ReadAll(resp.Body)
	if err = errors.Join(err, resp.Body.Close()); err != nil {
		return nil, fmt.Errorf("door: read %s: %w", path, err)
	}
	if resp.StatusCode != http.StatusOK {
		var refused struct{ Error string }
		_ = json.Unmarshal(raw, &refused) // an answer that is no JSON has no words
		return nil, fmt.Errorf("door: %s: %d %s", path, resp.StatusCode, refused.Error)
	}
	return raw, nil
}

// query writes a path with pairs of names and values.
func query(path string, pairs ...any) string {
	values := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		text := fmt.Sprint(pairs[i+1])
		if f, ok := pairs[i+1].(float64); ok {
			text = strconv.FormatFloat(f, 'f', -1, 64)
		}
		values.Set(pairs[i].(string), text)
	}
	return path + "?" + values.Encode()
}
