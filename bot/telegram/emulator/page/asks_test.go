package page_test

import (
	"net/url"
	"testing"
)

// A message that asks for words opens the reply to it, with what to write in the empty field; for nobody else.
func TestReplyThatIsAskedFor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := openPhone(t, w.url, 1280, 800)
	p.click(officeRow)
	p.sees(`document.querySelector("#who").value === "101"`)
	asks := func(whom string) {
		w.bot("sendMessage", url.Values{"chat_id": {"-1001"}}, "parse_mode", "HTML", "text",
			`Đề nghị <a href="tg://user?id=`+whom+`">đồng chí</a> nêu lý do `+whom, "reply_markup",
			`{"force_reply":true,"input_field_placeholder":"Lý do trả lại","selective":true}`)
	}
	asks("103")
	p.shows(".msg.other .text", "nêu lý do 103")
	p.sees(`document.querySelector("#target").hidden`)
	asks("101")
	p.shows("#target", "nêu lý do 101")
	p.sees(`document.querySelector("#composer").placeholder === "Lý do trả lại"`)
	p.write("thiếu báo cáo\r")
	p.shows(".msg.own .quote", "nêu lý do 101")
	p.sees(`document.querySelector("#target").hidden && document.querySelector("#composer").placeholder === "Nhập tin nhắn"`)
}
