package page_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"planbot/bot/telegram/emulator"
)

// push has the bot send what nobody asked for, and returns the message's id.
func (w *world) push(chat int, text string, more ...string) string {
	w.t.Helper()
	raw := w.bot("sendMessage", url.Values{"chat_id": {fmt.Sprint(chat)}, "text": {text}}, more...)
	var sent struct {
		ID json.Number `json:"message_id"`
	}
	w.must(json.Unmarshal(raw, &sent))
	return sent.ID.String()
}

func TestPushToAnotherChat(t *testing.T) {
	t.Parallel()
	for _, width := range []int64{360, 1280} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			p := openPhone(t, w.url, width, 740)
			p.click(officeRow)
			p.shows("#title", "Văn phòng")
			w.push(office, "Ở đây")
			p.shows(".msg", "Ở đây")
			p.sees(`document.querySelector("#push").hidden`)

			w.push(registry, "Sắp đến hạn: 2 nhiệm vụ\n1 · Kiểm tra các bộ phận")
			p.shows("#push", "Tư pháp – Hộ tịch")
			p.shows("#push .first", "Sắp đến hạn: 2 nhiệm vụ")
			p.sees(`!document.querySelector("#push").innerText.includes("Kiểm tra")`)
			p.shows("#announce", "Tư pháp – Hộ tịch: Sắp đến hạn: 2 nhiệm vụ")
			p.shows(registryRow+" .unread", "1")
			p.sees(`document.querySelector("#back").dataset.unread === "1"`)
			w.push(forum, "Chưa có báo cáo tháng 8", "disable_notification", "true")
			p.shows("#push", "và 1 tin khác")
			p.sees(`document.querySelector("#push .muted")`)
			p.sees(`document.documentElement.scrollWidth <= innerWidth`)

			w.push(forum, "Kế hoạch 27 · thứ Sáu, 06/09/2024\n\n2 việc: 2 quá hạn")
			p.sees(`document.querySelector("#push .first").textContent === "2 việc: 2 quá hạn"`)

			p.click("#push")
			p.shows("#title", "Kế hoạch 27")
			p.shows(".msg", "Chưa có báo cáo tháng 8")
			p.sees(`document.querySelector("#push").hidden`)
			p.sees(`document.querySelectorAll(".msg .meta .muted").length === 1`)
		})
	}
}

func TestPushByKeyboard(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := openPhone(t, w.url, 1280, 800)
	p.click(officeRow)
	w.push(registry, "Quá hạn: 1 nhiệm vụ")
	p.tabTo("#push")
	p.press(kb.Escape)
	p.sees(`document.querySelector("#push").hidden`)
	w.push(registry, "Quá hạn: 2 nhiệm vụ")
	p.tabTo("#push")
	p.press(kb.Enter)
	p.shows("#title", "Tư pháp – Hộ tịch")
}

// A page that moves nothing for those who asked for it.
func TestReducedMotion(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := openPhone(t, w.url, 360, 740, chromedp.Flag("force-prefers-reduced-motion", true))
	w.push(registry, "Quá hạn: 1 nhiệm vụ")
	p.shows("#push", "Quá hạn")
	p.sees(`parseFloat(getComputedStyle(document.querySelector("#push")).animationDuration) < 0.001`)
}

func TestEditedMessageKeepsItsPlace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := openPhone(t, w.url, 1280, 800)
	p.click(registryRow)
	first := w.push(office, "Quá hạn 1 ngày", "disable_notification", "true")
	w.push(office, "Tin sau")
	p.shows(officeRow+" .unread", "2")
	p.click(officeRow)
	p.shows(".msg", "Tin sau")
	p.click(registryRow)
	w.push(registry, "Mới nhất")
	p.shows(".msg", "Mới nhất")

	w.bot("editMessageText", url.Values{"chat_id": {fmt.Sprint(office)}}, "message_id", first, "text", "Đã xong")
	w.push(registry, "Sau khi sửa") // the edit was shown by then
	p.shows(".msg", "Sau khi sửa")
	p.sees(`document.querySelector("#chats a").matches('` + registryRow + `')`)
	p.sees(`!document.querySelector('` + officeRow + ` .unread')`)
	p.shows(officeRow+" .last", "Tin sau")
	p.click(officeRow)
	p.sees(`[...document.querySelectorAll(".msg.other .text")].map((e) => e.textContent).join() === "Đã xong,Tin sau"`)
	p.sees(`document.querySelector('.msg[data-id="` + first + `"] .muted')`)
}

// The clock pauses at two mornings until the bot has done what is due.
func TestClockOnItsWay(t *testing.T) {
	t.Parallel()
	for _, width := range []int64{360, 1280} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			t.Parallel()
			settled := make(chan struct{})
			w := newWorldThat(t, emulator.Options{Stops: mornings, Settle: func(ctx context.Context) error {
				select {
				case settled <- struct{}{}:
				case <-ctx.Done():
				}
				return ctx.Err()
			}})
			p := openPhone(t, w.url, width, 740)
			other := openPhone(t, w.url, width, 740)
			p.click(`[data-advance="24h"]`)
			p.shows("#clock", "Thứ Sáu, 06/09/2024 07:45")
			for _, page := range []*phone{p, other} {
				page.shows("#moving", "Đang trôi…")
				page.sees(`document.querySelectorAll(".steps [aria-disabled=true]").length === 4`)
			}
			p.sees(`document.documentElement.scrollWidth <= innerWidth`)
			p.sees(`[...document.querySelectorAll(".steps button")].every(b => b.getBoundingClientRect().right <= innerWidth)`)
			p.sees(`document.activeElement.dataset.advance === "24h"`)
			p.press(kb.Enter) // has no effect now
			w.push(registry, "Nhắc việc buổi sáng")
			p.shows(registryRow+" .unread", "1")
			<-settled
			p.shows("#clock", "Thứ Sáu, 06/09/2024 14:05")
			p.shows("#moving", "Đang trôi…")
			<-settled
			p.sees(`document.querySelectorAll(".steps [aria-disabled]").length === 0`)
			p.sees(`document.querySelector("#moving").textContent === ""`)
			other.sees(`document.querySelectorAll(".steps [aria-disabled]").length === 0`)
			p.sees(`document.querySelector("#toast").hidden`)
		})
	}
}

// mornings are 07:45 on every day.
func mornings(from, to time.Time) (stops []time.Time) {
	y, m, d := from.Date()
	for at := time.Date(y, m, d, 7, 45, 0, 0, from.Location()); at.Before(to); at = at.AddDate(0, 0, 1) {
		if at.After(from) {
			stops = append(stops, at)
		}
	}
	return stops
}
