package telegram

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
)

// MaxDownload is the size in bytes of the largest file that Telegram lets a bot fetch.
const MaxDownload = 20 << 20

var (
	// ErrTooBig says that a file is larger than MaxDownload.
	ErrTooBig = errors.New("telegram: the file is too big to be fetched")

	errNoPath = errors.New("telegram: getFile names no path under the API's address")
)

// Download writes the contents of a file to w, of which part may be written when it fails. It fails with ErrTooBig,
// before anything is fetched where that can be known; with *APIError or *TransientError as Call does; or with another
// error where Telegram answers and does not give the file.
func (c *Client) Download(ctx context.Context, f File, w io.Writer) error {
	if f.Size > MaxDownload {
		return ErrTooBig
	}
	var found struct {
		Size int64  `json:"file_size"`
		Path string `json:"file_path"`
	}
	err := c.deliver(ctx, request{method: "getFile", params: map[string]string{"file_id": f.ID}}, &found)
	switch {
	case refused(err, http.StatusBadRequest, "file is too big"), err == nil && found.Size > MaxDownload:
		return ErrTooBig
	case err != nil:
		return err
	case found.Path == "" || path.Clean("/"+found.Path) != "/"+found.Path:
		return errNoPath
	}
	start := time.Now()
	err = c.fetch(ctx, found.Path, found.Size, w)
	if c.observe != nil {
		c.observe("download", result(err), time.Since(start))
	}
	return err
}

// fetch reads a file from its address, which the library would make wrong for any but Telegram's own server. The
// address carries the token: it is told to nobody and no redirect is followed.
func (c *Client) fetch(ctx context.Context, name string, size int64, w io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, fileTimeout)
	defer cancel()
	x := &exchange{ctx: ctx, client: c}
	address := c.base + "/file/bot" + withheld + "/" + (&url.URL{Path: name}).EscapedPath()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return x.failure("download", err)
	}
	resp, err := x.Do(req)
	if err != nil {
		return x.failure("download", err)
	}
	defer resp.Body.Close()
	if err := x.noFile(resp); err != nil {
		return err
	}
	n, err := io.Copy(w, io.LimitReader(resp.Body, MaxDownload+1))
	switch {
	case err != nil:
		return x.failure("download", err)
	case n > MaxDownload:
		return ErrTooBig
	case size > 0 && n < size:
		return x.failure("download", fmt.Errorf("%d bytes of %d: %w", n, size, io.ErrUnexpectedEOF))
	}
	return nil
}

// noFile is the failure that an answer without a file stands for.
func (x *exchange) noFile(resp *http.Response) error {
	switch status := resp.StatusCode; {
	case status == http.StatusOK:
		return nil
	case status == http.StatusTooManyRequests:
		return &APIError{Method: "download", Code: status, Description: "Too Many Requests"}
	case status >= http.StatusInternalServerError:
		return x.failure("download", errors.New(strings.ToLower(http.StatusText(status))))
	default:
		return fmt.Errorf("telegram download: HTTP %d", status)
	}
}
