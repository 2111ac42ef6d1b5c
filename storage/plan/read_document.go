package plan

import (
	"fmt"
	"regexp"
	"strings"

	"planbot/storage/calendar"
)

// Document is an official document as it is cited: by number and day.
type Document struct {
	Kind   DocumentKind
	Number string // "45/BC-UBND", or "45" where only the kind was given
	Day    calendar.Date
	Title  string // what was written beside it
}

// BadDocument is why words cite no document.
type BadDocument struct {
	Text   string // as typed
	Reason DocumentReason
}

// Error says what is wrong, for logs; staff read the words of bot/message.
func (e *BadDocument) Error() string { return fmt.Sprintf("bad document %q: %s", e.Text, e.Reason) }

// DocumentReason is why a citation is refused.
type DocumentReason string

const (
	// DocumentUnnumbered is a citation without a number that names its kind: "45", "báo cáo tháng 6".
	DocumentUnnumbered DocumentReason = "no_number"
	// DocumentUndated is a citation without a day: numbers begin anew every year.
	DocumentUndated DocumentReason = "no_day"
	// DocumentBadDay is a day that does not exist.
	DocumentBadDay DocumentReason = "no_such_day"
	// DocumentFuture is a day still to come.
	DocumentFuture DocumentReason = "future"
	// DocumentTwoKinds is a number of one kind called by another: "BC 45/QĐ-UBND".
	DocumentTwoKinds DocumentReason = "two_kinds"
)

var (
	// numberShape is a number with its sign: "45/BC-UBND", "30/2020/NĐ-CP", "12 / QĐ-CT.UBND".
	numberShape = regexp.MustCompile(`(?:^|[\s(])(\d{1,5}[A-Za-zĐđ]?)\s*/\s*((?:\d{4}\s*/\s*)?\pL[\pL\d]*(?:[-–.&][\pL\d]+)*)`)
	// bareShape is a number without one, behind the name of its kind.
	bareShape = regexp.MustCompile(`^(\d{1,5})(?:$|[\s,;(])`)
)

// ReadDocument reads the citation of one document: "BC 45/BC-UBND ngày 15/6/2024", "Báo cáo số 45/BC-UBND (15/6/2024) về
// kiểm tra". A day without a year is the last such day. The error is a [*BadDocument].
func ReadDocument(text string, today calendar.Date) (Document, error) {
	d, before, rest := readNumber(text)
	if d.Number == "" {
		return Document{}, &BadDocument{text, DocumentUnnumbered}
	}
	called, named := kindAtStart(tidy(before))
	signed := d.Kind
	switch {
	case named && signed != "" && called != signed:
		return Document{}, &BadDocument{text, DocumentTwoKinds}
	case named:
		d.Kind = called
	case signed == "":
		d.Kind = Dispatch
	}
	if !named && Fold(tidy(before)) != "so" {
		rest = before + " " + rest
	}
	return d.dated(text, rest, today)
}

// readNumber finds the number in a citation, what kind its sign names, and the words before and behind it.
func readNumber(text string) (d Document, before, rest string) {
	if at := numberShape.FindStringSubmatchIndex(text); at != nil {
		sign := strings.ReplaceAll(strings.Join(strings.Fields(text[at[4]:at[5]]), ""), "–", "-")
		d.Number = text[at[2]:at[3]] + "/" + sign
		d.Kind = kindOfSign(sign)
		return d, text[:at[2]], text[at[1]:]
	}
	kind, words := kindAhead(strings.Fields(text))
	rest = strings.Join(words, " ")
	at := bareShape.FindStringSubmatchIndex(rest)
	if kind == "" || at == nil {
		return Document{}, "", text
	}
	return Document{Kind: kind, Number: rest[at[2]:at[3]]}, "", rest[at[3]:]
}

// dated completes a citation by the first day in the words behind it; the others are its title.
func (d Document) dated(text, rest string, today calendar.Date) (Document, error) {
	r := reader{line: rest, want: Expect{Measure: Milestone, Today: today}, tokens: scan(nil, rest)}
	for i := range r.tokens {
		n := r.documentDay(i)
		switch {
		case r.err != nil:
			return Document{}, &BadDocument{text, DocumentBadDay}
		case n == 0:
			continue
		case r.day.After(today):
			return Document{}, &BadDocument{text, DocumentFuture}
		}
		d.Day = *r.day
		d.Title = tidy(rest[:r.tokens[i].from]) + " " + tidy(rest[r.tokens[i+n-1].to:])
		d.Title = strings.TrimSpace(d.Title)
		return d, nil
	}
	return Document{}, &BadDocument{text, DocumentUndated}
}

// documentDay reads a day at token i: behind "ngày", or by numbers that can be nothing else here.
func (r *reader) documentDay(i int) int {
	if r.word(i) == "ngay" {
		return r.dayNamed(i)
	}
	if r.kind(i) != numToken {
		return 0
	}
	if day := dottedDate(r.text(i)); !day.IsZero() {
		return r.asOf(1, day)
	}
	day, n := r.dayMonth(i)
	switch {
	case n == 0:
		return 0
	case day.IsZero():
		return r.refuse(i, n, BadDate)
	default:
		return r.asOf(n, day)
	}
}

// tidy takes off the signs between the parts of a citation.
func tidy(s string) string { return strings.Trim(s, " \t.,;:()-–") }
