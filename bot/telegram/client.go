// Package telegram is planbot's only door to the Telegram Bot API. It turns
// the fixed library into calls with a deadline, typed errors, send limits and
// an update loop that stores what it fetched before it confirms it. The bot's
// token appears in no error, log or printed value that leaves this package.
package telegram

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

const (
	publicAPI   = "https://api.telegram.org"
	callTimeout = 30 * time.Second
	fileTimeout = 2 * time.Minute  // of sending or fetching one
	pollTimeout = 50 * time.Second // Telegram cuts longer polls to this.
	pollMargin  = 10 * time.Second // how much later than asked a poll may answer
)

var tokenForm = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]+$`)

// Options say how a Client reaches Telegram. Only Token is required.
type Options struct {
	Token   string                                       `json:"-"` // from BotFather
	APIURL  string                                       // base address, default https://api.telegram.org
	HTTP    *http.Client                                 // only its Transport is used; default: our own
	Limits  Limits                                       // zero means no limits at all
	Log     *slog.Logger                                 // default: slog.Default()
	Observe func(method, result string, d time.Duration) // told of every call; may be nil
}

// Format prints the address alone: options carry the token.
func (o Options) Format(f fmt.State, _ rune) {
	fmt.Fprintf(f, "telegram.Options{APIURL: %q}", hideAny(o.APIURL))
}

// Client calls the Bot API. It is safe for concurrent use.
type Client struct {
	api     tgbotapi.BotAPI // a template, copied for every call; never sees the token
	base    string          // address of the API, without a slash at the end
	path    func() string   // "/bot<token>/": behind a function, so that printing a Client cannot show it
	rt      http.RoundTripper
	redact  *redactor
	limit   *limiter // nil without limits
	log     *slog.Logger
	observe func(method, result string, d time.Duration)
}

// New returns a client. It calls nobody: a wrong token shows at the first call.
func New(o Options) (*Client, error) {
	if !tokenForm.MatchString(o.Token) {
		return nil, errors.New("telegram: the bot token does not look like 123456:ABC-def")
	}
	base, err := baseURL(cmp.Or(o.APIURL, publicAPI))
	if err != nil {
		return nil, err
	}
	if err := muteLibrary(); err != nil {
		return nil, fmt.Errorf("telegram: set the library's logger: %w", err)
	}
	c := &Client{
		api:     tgbotapi.BotAPI{Token: withheld},
		base:    base,
		path:    func() string { return "/bot" + o.Token + "/" },
		rt:      transport(o.HTTP),
		redact:  newRedactor(o.Token),
		limit:   newLimiter(o.Limits),
		log:     cmp.Or(o.Log, slog.Default()),
		observe: o.Observe,
	}
	c.api.SetAPIEndpoint(strings.ReplaceAll(base, "%", "%%") + "/bot%s/%s")
	return c, nil
}

// baseURL checks the address without repeating it in errors: some operators
// paste the whole address, token and all.
func baseURL(s string) (string, error) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return "", errors.New("telegram: the API address must be like https://api.telegram.org")
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" || anyToken.MatchString(s) {
		return "", errors.New("telegram: the API address must hold only scheme, host and path")
	}
	return strings.TrimRight(s, "/"), nil
}

// transport speaks HTTP/1.1 on purpose: over HTTP/2 one stalled connection
// would stall every chat at once.
func transport(hc *http.Client) http.RoundTripper {
	if hc != nil {
		return cmp.Or(hc.Transport, http.DefaultTransport)
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           dialer.DialContext,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: pollTimeout + pollMargin,
		MaxIdleConnsPerHost:   512,
		IdleConnTimeout:       90 * time.Second,
		DisableCompression:    true,
	}
}

// Close drops idle connections. Calls under way are not touched.
func (c *Client) Close() {
	if t, ok := c.rt.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}

// request is one Bot API call before its first try.
type request struct {
	method  string
	params  map[string]string
	files   []tgbotapi.RequestFile
	timeout time.Duration // of one try; zero means callTimeout
	yields  bool          // nobody waits for it: answers to people go first
}

func (r request) chat() int64 {
	id, _ := strconv.ParseInt(r.params["chat_id"], 10, 64)
	return id
}

// Call makes one try at a Bot API method and decodes its result into out,
// which may be nil. Leave parameters out rather than sending empty or null
// ones. It waits for the send limits, bounds the try even if ctx has no
// deadline, and fails with *APIError or *TransientError.
func (c *Client) Call(ctx context.Context, method string, params map[string]string, out any) error {
	return c.try(ctx, request{method: method, params: params}, out)
}

func (c *Client) try(ctx context.Context, r request, out any) error {
	if err := ctx.Err(); err != nil {
		return &TransientError{Method: r.method, Err: err}
	}
	if c.limit != nil {
		wait := c.limit.wait
		if r.yields {
			wait = c.limit.yield
		}
		if err := wait(ctx, r.method, r.chat()); err != nil {
			return err
		}
	}
	start := time.Now()
	err := c.exchange(ctx, r, out)
	if c.observe != nil {
		c.observe(r.method, result(err), time.Since(start))
	}
	if c.limit != nil {
		c.limit.heed(r.method, r.chat(), err)
	}
	return err
}

func (c *Client) exchange(ctx context.Context, r request, out any) error {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(r.timeout, callTimeout))
	defer cancel()
	x := &exchange{ctx: ctx, client: c}
	answer, err := c.ask(x, r)
	if err == nil && out != nil {
		err = json.Unmarshal(answer.Result, out)
	}
	if err != nil {
		return x.failure(r.method, err)
	}
	return nil
}

func (c *Client) ask(x *exchange, r request) (*tgbotapi.APIResponse, error) {
	api := c.api
	api.Client = x
	if r.files != nil {
		return api.UploadFiles(r.method, r.params, r.files)
	}
	return api.MakeRequest(r.method, r.params)
}
