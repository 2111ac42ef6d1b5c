package page_test

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestClerkReportsAFigure(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := openPhone(t, w.url, 1280, 800)
	p.click(officeRow)
	p.write("/tasks\r")
	p.shows(".msg.other .text", "9. Hồ sơ trả đúng hạn <97%>")
	p.shows(".msg.other .quote", "/tasks")

	p.click(`.msg.other [data-act="reply"]`)
	p.shows("#target", "Trả lời planbot")
	p.write("145/150\r")
	p.shows(".msg.own .quote", "9. Hồ sơ trả đúng hạn")
	p.shows(".msg.other .text", "Đã ghi 145/150: 96,67%, chưa đạt.")
	p.sees(`document.querySelector("#target").hidden`)

	p.click(".msg .buttons button")
	p.shows("#toast", "Có 1 nhiệm vụ chưa đạt.")
	p.sees(`!document.querySelector("[aria-busy]")`)
	p.click(".msg .buttons button:last-child")
	p.shows("#alert[open]", "Không có nhiệm vụ quá hạn.")
	p.click("#alert-close")
	p.sees(`!document.querySelector("#alert").open`)
}

func TestUnreadMarks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := openPhone(t, w.url, 1280, 800)
	p.click(officeRow)
	w.say(registry, chair, "Hồ sơ tháng 8 thế nào?")
	w.say(registry, chair, "Trả lời trước thứ Sáu")
	p.shows(registryRow+" .unread", "2")
	p.shows(registryRow+" .last", "Chủ tịch: Trả lời trước thứ Sáu")
	p.sees(`document.title === "(2) planbot"`)

	p.click(registryRow)
	p.shows(".msg .author", "Chủ tịch")
	p.sees(`!document.querySelector('` + registryRow + ` .unread') && document.title === "planbot"`)
	p.do(chromedp.Reload())
	p.shows(".msg", "Trả lời trước thứ Sáu")
	p.sees(`!document.querySelector('` + registryRow + ` .unread')`)
}

func TestOneMayBeSomebodyElse(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.say(office, clerk, "Của Văn phòng")
	p := openPhone(t, w.url, 1280, 800)
	p.click(officeRow)
	p.shows(".msg.own", "Của Văn phòng")
	p.do(chromedp.SetValue(chromedp.CSS("#who"), "103"))
	evaluate[bool](p, `document.querySelector("#who").dispatchEvent(new Event("change"))`)
	p.shows(".msg.other", "Của Văn phòng")
	p.write("Của Chủ tịch\r")
	p.sees(lastOwn + `?.dataset.from === "103"`)
	p.do(chromedp.Reload())
	p.sees(`document.querySelector("#who").value === "103"`)
}

func TestTheRoomFollowsTheBot(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := openPhone(t, w.url, 1280, 800)
	p.click(officeRow)
	chat := url.Values{"chat_id": {"-1001"}}
	w.bot("sendChatAction", chat, "action", "typing")
	p.shows("#subtitle", "planbot đang soạn tin…")
	raw := w.bot("sendMessage", chat, "text", "Bản đầu")
	p.shows(".msg.other .text", "Bản đầu")
	p.shows("#subtitle", "3 thành viên")

	var sent struct {
		ID json.Number `json:"message_id"`
	}
	w.must(json.Unmarshal(raw, &sent))
	id := sent.ID.String()
	w.bot("setMessageReaction", chat, "message_id", id, "reaction", `[{"type":"emoji","emoji":"👍"}]`)
	p.shows(`.msg[data-id="`+id+`"] .reaction`, "👍")
	w.bot("editMessageText", chat, "message_id", id, "text", "Bản sau")
	p.shows(`.msg[data-id="`+id+`"]`, "Bản sau")
	p.shows(".msg.other .meta", "đã sửa")
	w.bot("deleteMessage", chat, "message_id", id)
	p.sees(`!document.querySelector('.msg[data-id="` + id + `"]')`)
}

func TestLongRoom(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for i := range 250 {
		w.say(office, chair, "Tin "+strconv.Itoa(i))
	}
	p := openPhone(t, w.url, 360, 740)
	p.shows(officeRow+" .unread", "99+")
	p.click(officeRow)
	p.shows(".msg .text", "Tin 249")
	p.sees(`document.querySelectorAll(".msg").length === 200`)
	p.sees(`document.querySelector("#jump").hidden`)
	p.click(".older button")
	p.shows(".msg .text", "Tin 0")
	p.click("#jump")
	p.sees(`document.querySelector("#jump").hidden`)
}

func TestTopicsAreRoomsOfTheirOwn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := openPhone(t, w.url, 1280, 800)
	p.click(forumRow + "[data-thread]")
	p.shows("#title", "Tài chính")
	p.write("/tasks\r")
	p.shows(".msg.other .text", "9. Hồ sơ trả đúng hạn")
	p.sees(`!document.querySelector(".msg.own .quote")`) // the topic's beginning is no quotation
	p.click(forumRow)
	p.shows("#title", "Kế hoạch 27")
	p.sees(`!document.querySelector(".msg.own")`)
}

func TestFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	report := filepath.Join(t.TempDir(), "báo cáo.txt")
	if err := os.WriteFile(report, []byte("145/150"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := openPhone(t, w.url, 1280, 800)
	p.click(officeRow)
	p.do(chromedp.SetUploadFiles(chromedp.CSS("#attach"), []string{report}, chromedp.NodeReady))
	p.shows("#attached", "báo cáo.txt")
	p.write("Tháng 8\r")
	p.shows(".msg.own .file", "báo cáo.txt")
	p.shows(".msg.own .text", "Tháng 8")
	got := evaluate[string](p, `fetch(document.querySelector(".msg .file").href).then((r) => r.text())`)
	if want := "145/150"; got != want {
		t.Errorf("file holds %q, want %q", got, want)
	}
}

// Several files go as an album, with the words under the first; one that a bot may not fetch goes, too.
func TestAlbum(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var files []string
	for name, size := range map[string]int64{"a.txt": 1, "b.txt": 25 << 20} {
		name = filepath.Join(t.TempDir(), name)
		files = append(files, name)
		w.must(os.WriteFile(name, []byte("a"), 0o600))
		w.must(os.Truncate(name, size))
	}
	p := openPhone(t, w.url, 1280, 800)
	p.click(officeRow)
	p.do(chromedp.SetUploadFiles(chromedp.CSS("#attach"), files, chromedp.NodeReady))
	p.shows("#attached", "2 tệp")
	p.write("Minh chứng\r")
	p.sees(`document.querySelectorAll(".msg.own .file").length === 2 && document.querySelector("#attached").hidden`)
	p.shows(".msg.own .file", "25 MB")
	p.shows(".msg.own .text", "Minh chứng")
}

func TestClock(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := openPhone(t, w.url, 1280, 800)
	for _, step := range []struct{ button, want string }{
		{"#clock", "Thứ Năm, 05/09/2024 14:"},
		{`[data-advance="1h"]`, "Thứ Năm, 05/09/2024 15:"},
		{`[data-advance="24h"]`, "Thứ Sáu, 06/09/2024 15:"},
		{`[data-to="next_morning"]`, "Thứ Hai, 09/09/2024 "},
	} {
		p.click(step.button)
		p.shows("#clock", step.want)
	}
}

func TestLightAndDark(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := openPhone(t, w.url, 1280, 800)
	const ground = `getComputedStyle(document.body).backgroundColor`
	light := evaluate[string](p, ground)
	p.click("#theme")
	p.sees(`document.querySelector("#theme").getAttribute("aria-pressed") === "true"`)
	dark := evaluate[string](p, ground)
	if light == dark {
		t.Errorf("the ground stays %s", light)
	}
	p.do(chromedp.Reload())
	p.sees(ground + ` === ` + quoted(dark))
}

func TestNarrowPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.say(office, chair, "Mộttừdàikhôngcókhoảngtrắng https://example.vn/mot/dia/chi/rat/dai/khong/xuong/dong/duoc/o/dau/ca")
	p := openPhone(t, w.url, 360, 740)
	fits := `document.documentElement.scrollWidth <= 360 && document.querySelector("#scroll").scrollWidth <= 360`
	p.sees(fits)
	p.sees(`getComputedStyle(document.querySelector("#room")).display === "none"`)

	p.click(officeRow)
	p.sees(`getComputedStyle(document.querySelector("#chats")).display === "none"`)
	p.write("/tasks\r")
	p.shows(".msg.other .text", "9. Hồ sơ trả đúng hạn")
	p.sees(fits)
	p.click("#back")
	p.sees(`document.querySelector("#chats").checkVisibility() && !document.querySelector("#room").checkVisibility()`)
	p.do(chromedp.NavigateBack())
	p.sees(`document.querySelector("#room").checkVisibility()`)
}

func TestKeyboardAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.say(registry, judicial, "Cũ hơn")
	w.say(office, clerk, "Mới hơn") // so the office stands first
	p := openPhone(t, w.url, 1280, 800)
	p.tabTo("#chats a")
	p.press(kb.ArrowDown)
	p.sees(`document.activeElement.matches('` + registryRow + `')`)
	p.press(kb.ArrowUp)
	p.press(kb.Enter)
	p.sees(`document.activeElement.id === "composer"`)

	p.press("/ta")
	p.sees(`document.querySelectorAll("#commands:not([hidden]) [data-command]").length === 2`)
	p.press(kb.ArrowDown + kb.ArrowDown)
	p.sees(`document.querySelector('[data-command="tasks"]').getAttribute("aria-selected") === "true"`)
	p.press(kb.Enter)
	p.shows(".msg.other .text", "9. Hồ sơ trả đúng hạn")
	p.shows("#announce", "planbot: 9. Hồ sơ trả đúng hạn")

	back := chromedp.KeyModifiers(chromedp.ModifierShift)
	p.tabTo(".buttons button", back)
	p.press(kb.Enter)
	p.sees(`document.querySelector("#toast").textContent + document.querySelector("#alert-text").textContent`)
	p.sees(`!document.querySelector("[aria-busy]")`)
	p.press(kb.Escape)

	p.tabTo(".msg", back)
	p.press(kb.Enter)
	p.shows("#target", "Trả lời planbot")
	p.press(kb.Escape)
	p.sees(`document.querySelector("#target").hidden && document.activeElement.id === "composer"`)

	p.press("dòng 1")
	p.press(kb.Enter, back)
	p.press("dòng 2" + kb.Enter)
	p.sees(lastOwn + `?.querySelector(".text").innerText === "dòng 1\ndòng 2"`)
	p.press(kb.ArrowUp)
	p.shows("#target", "Sửa tin nhắn")
	p.press(" thêm" + kb.Enter)
	p.sees(lastOwn + `?.innerText.includes("dòng 2 thêm")`)
	p.shows(".msg.own .meta", "đã sửa")
}
