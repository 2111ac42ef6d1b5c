package page_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A loaded machine of two cores may need long for what takes a moment.
const (
	patience = 30 * time.Second // for one thing to become true
	lifetime = 3 * time.Minute  // of a browser
)

// phone is a browser with the page in it.
type phone struct {
	t        *testing.T
	ctx      context.Context
	provokes string // what the test means to make the page complain about
}

// openPhone starts a browser of this size at the address and fails the test
// for anything that the page complains about on its console.
func openPhone(t *testing.T, address string, width, height int64, flags ...chromedp.ExecAllocatorOption) *phone {
	t.Helper()
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), slices.Concat(chromedp.DefaultExecAllocatorOptions[:], flags,
		[]chromedp.ExecAllocatorOption{chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU,
			chromedp.Flag("disable-component-update", true), chromedp.UserDataDir(t.TempDir())})...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, lifetime)
	p := &phone{t: t, ctx: ctx}
	complaints := p.listen()
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx) // the browser's files must be closed before their directory goes
		cancel()
		for _, c := range <-complaints {
			if p.provokes == "" || !strings.Contains(c, p.provokes) {
				t.Errorf("console: %s", c)
			}
		}
	})
	p.do(chromedp.EmulateViewport(width, height), chromedp.Navigate(address))
	p.sees(`document.querySelector("#chats a")`)
	return p
}

// listen collects the warnings and errors of the console until the browser ends.
func (p *phone) listen() <-chan []string {
	messages := chromedp.Console(p.ctx)
	out := make(chan []string, 1)
	go func() {
		var bad []string
		for m, err := range messages {
			if err == nil && slices.Contains([]chromedp.ConsoleType{"warning", "error", "exception"}, m.Type) {
				bad = append(bad, m.String())
			}
		}
		out <- bad
	}()
	return out
}

func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatal("chromium is not installed")
	}
	t.Skip("chromium is not installed")
	return ""
}

func (p *phone) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// sees waits until a condition in JavaScript holds. The page's own policy
// forbids eval, which chromedp.Poll needs, so the waiting is a promise.
func (p *phone) sees(condition string) {
	p.t.Helper()
	wait := fmt.Sprintf(`new Promise((done) => {
		const end = Date.now() + %d;
		const look = () => (%s) ? done(true) : Date.now() > end ? done(false) : setTimeout(look, 20);
		look();
	})`, patience.Milliseconds(), condition)
	ok, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](wait, chromedp.EvalAwaitPromise))
	if err != nil || !ok {
		p.t.Fatalf("never true: %s (%v); the page reads:\n%s", condition, err, p.read("body"))
	}
}

// shows waits until an element has this in its text.
func (p *phone) shows(selector, text string) {
	p.t.Helper()
	p.sees(fmt.Sprintf(`[...document.querySelectorAll(%s)].some((e) => e.textContent.includes(%s))`, quoted(selector), quoted(text)))
}

// read returns the visible text of an element.
func (p *phone) read(selector string) string {
	p.t.Helper()
	return evaluate[string](p, fmt.Sprintf(`document.querySelector(%s)?.innerText ?? ""`, quoted(selector)))
}

func (p *phone) click(selector string) {
	p.t.Helper()
	p.do(chromedp.Click(chromedp.CSS(selector)))
}

func (p *phone) write(text string) {
	p.t.Helper()
	p.do(chromedp.SendKeys(chromedp.CSS("#composer"), text))
}

// press types into whatever has the focus.
func (p *phone) press(keys string, options ...chromedp.KeyOption) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(keys, options...))
}

// tabTo presses Tab, or Shift+Tab, until the focus is on such an element.
func (p *phone) tabTo(selector string, options ...chromedp.KeyOption) {
	p.t.Helper()
	for range 20 {
		p.press(kb.Tab, options...)
		if evaluate[bool](p, fmt.Sprintf(`document.activeElement.matches(%s)`, quoted(selector))) {
			return
		}
	}
	p.t.Fatalf("Tab never came to %s", selector)
}

func evaluate[T any](p *phone, expression string) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// quoted is a string as JavaScript reads it.
func quoted(s string) string {
	var out strings.Builder
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string cannot fail
	return strings.TrimSpace(out.String())
}
