package report

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"planbot/bot/report/docx"
	"planbot/storage/calendar"
)

// missing stands where the office must still write something.
func missing(what string) string { return missingOpens + what + "]" }

const missingOpens = "[CẦN BỔ SUNG: "

// known is the text, or where there is none the place for it.
func known(text, what string) string {
	if text = strings.TrimSpace(text); text != "" {
		return text
	}
	return missing(what)
}

// knownDate is a date in words of a document, or the place for it.
func knownDate(d calendar.Date, what string) string {
	if d.IsZero() {
		return missing(what)
	}
	return "ngày " + date(d)
}

// date writes a date as Decree 30 does: days below ten and the months one and two have a zero before them.
func date(d calendar.Date) string {
	if d.IsZero() {
		return missing("ngày")
	}
	month := "%d"
	if d.Month <= time.February {
		month = "%02d"
	}
	return fmt.Sprintf("%02d/"+month+"/%d", d.Day, d.Month, d.Year)
}

func year(n int) string {
	if n == 0 {
		return missing("năm")
	}
	return strconv.Itoa(n)
}

// paragraph is a paragraph of text in which what is still missing is marked.
func paragraph(style, text string) docx.Paragraph {
	p := docx.Paragraph{Style: style}
	for {
		before, after, found := strings.Cut(text, missingOpens)
		end := strings.IndexByte(after, ']') + 1
		if !found || end == 0 {
			return docx.Paragraph{Style: style, Runs: append(p.Runs, docx.Run{Text: text})}
		}
		if before != "" {
			p.Runs = append(p.Runs, docx.Run{Text: before})
		}
		p.Runs = append(p.Runs, docx.Run{Text: missingOpens + after[:end], Marked: true})
		if text = after[end:]; text == "" {
			return p
		}
	}
}

// level is what kind of commune it is, as its name says: "xã". What does not say it is called "xã".
func level(commune string) string {
	for _, l := range levels {
		if len(commune) > len(l) && strings.EqualFold(commune[:len(l)], l) && commune[len(l)] == ' ' {
			return l
		}
	}
	return levels[0]
}

var levels = []string{"xã", "phường", "thị trấn", "đặc khu"}

// place is the name of a commune without its kind, as it stands before the date. A name that begins with a number keeps
// its kind: Decree 30 writes "Phường 2".
func place(commune string) string {
	l := level(commune)
	if len(commune) <= len(l) || !strings.EqualFold(commune[:len(l)], l) {
		return upperFirst(commune)
	}
	name := strings.TrimSpace(commune[len(l):])
	if name == "" || unicode.IsDigit(rune(name[0])) {
		return upperFirst(commune)
	}
	return name
}

func upperFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// prefixed puts words before text, where there is any.
func prefixed(words, text string) string {
	if text == "" {
		return ""
	}
	return words + text
}

// sentence gives text one full stop at its end.
func sentence(text string) string { return bare(text) + "." }

// bare is text without the stop at its end.
func bare(text string) string { return strings.TrimRight(strings.TrimSpace(text), " .;,") }
