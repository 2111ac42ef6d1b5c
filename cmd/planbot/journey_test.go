package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// What a newcomer does first, with nothing made up but the commune: the demo's own bot, store and page, in a browser.
func TestJourneyInTheBrowser(t *testing.T) {
	t.Parallel()
	browser := chromium(t)
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"desk", 1280, 800}, {"phone", 360, 740}} {
		t.Run(size.name, func(t *testing.T) {
			t.Parallel()
			said := start(t, nil, "demo", "--listen=127.0.0.1:0").says("Open http://")
			v := open(t, browser, demoAt.FindStringSubmatch(said)[1], size.width, size.height)
			v.tap(`#chats a`, "Văn phòng - thống kê xã")
			v.write("/tasks")
			v.reads("Kế hoạch 27/KH-UBND")
			v.reads("1 · 1.3.2")
			v.fits()

			v.tap(`.msg.other [data-act="reply"]`, "")
			v.write("9: 145/150")
			v.reads("145/150 = 96,67%")
			v.reads("tối thiểu 97%")
			v.reads("chưa đạt")
			v.reads("Cần thêm ít nhất 17 hồ sơ")
			v.reads("15/02/2024 – 14/03/2024")
			v.fits()

			v.tap(`.msg.other .buttons button`, "Hoàn tác")
			v.reads("Đã rút: 145/150 = 96,67%")
			v.reads("Kỳ này hiện chưa có số liệu.")
		})
	}
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

// visitor is somebody in front of the page.
type visitor struct {
	t     *testing.T
	ctx   context.Context
	width int64
}

// open starts a browser of this size at the address.
func open(t *testing.T, browser, address string, width, height int64) *visitor {
	t.Helper()
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(browser), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true), chromedp.UserDataDir(t.TempDir()))...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx) // the browser's files must be closed before their directory goes
		cancel()
	})
	v := &visitor{t, ctx, width}
	v.do(chromedp.EmulateViewport(width, height), chromedp.Navigate(address))
	return v
}

func (v *visitor) do(actions ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	if err := chromedp.Do(v.ctx, actions...); err != nil {
		v.t.Fatal(err)
	}
}

// write types a line and sends it.
func (v *visitor) write(line string) {
	v.t.Helper()
	v.do(chromedp.SendKeys(chromedp.CSS("#composer"), line+"\r"))
}

// tap clicks the newest element that a selector finds with this text in it.
func (v *visitor) tap(selector, text string) {
	v.t.Helper()
	v.sees(found(selector, text) + ` && (` + found(selector, text) + `.dataset.aim = "here")`)
	v.do(chromedp.Click(chromedp.CSS(`[data-aim="here"]`)))
	v.sees(`!document.querySelectorAll("[data-aim]").forEach((e) => delete e.dataset.aim)`)
}

// reads waits until the bot has said this.
func (v *visitor) reads(text string) {
	v.t.Helper()
	v.sees(found(".msg.other .text", text))
}

// fits fails unless nothing sticks out of the page sideways.
func (v *visitor) fits() {
	v.t.Helper()
	v.sees(fmt.Sprintf(`document.documentElement.scrollWidth <= %d && document.querySelector("#scroll").scrollWidth <= %[1]d`, v.width))
}

// found is the last element with this text, in JavaScript.
func found(selector, text string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(%s)].findLast((e) => e.innerText.includes(%s))`, quoted(selector), quoted(text))
}

// sees waits until a condition in JavaScript holds. The page's policy forbids eval, so the waiting is a promise.
func (v *visitor) sees(condition string) {
	v.t.Helper()
	ok, err := chromedp.Run(v.ctx, chromedp.Evaluate[bool](fmt.Sprintf(`new Promise((done) => {
		const end = Date.now() + 30000;
		const look = () => (%s) ? done(true) : Date.now() > end ? done(false) : setTimeout(look, 20);
		look();
	})`, condition), chromedp.EvalAwaitPromise))
	if err != nil || !ok {
		page, _ := chromedp.Run(v.ctx, chromedp.Evaluate[string](`document.body.innerText`))
		v.t.Fatalf("never true: %s (%v); the page reads:\n%s", condition, err, page)
	}
}

// quoted is a string as JavaScript reads it.
func quoted(s string) string {
	text, _ := json.Marshal(s) // a string cannot fail
	return string(text)
}
