package plan

import (
	"regexp"
	"slices"
	"strings"
)

// What gives a citizen away in a note. Identity numbers have twelve digits and begin with 0, the code of a province
// (Luật Căn cước 26/2023/QH15, Điều 12); older ones have nine, which only the words before tell from a count. Mobile
// numbers have ten digits and begin with 03, 05, 07, 08 or 09. Numbers in groups do not stand behind a group of their
// own: "1.034.567.890" is money.
var personal = []*regexp.Regexp{
	regexp.MustCompile(`(^|[^0-9])(0[0-9]{11}|0[35789][0-9]{8})([^0-9]|$)`),
	regexp.MustCompile(`(^|[^0-9.,]|[^0-9][.,])0[0-9]{2}[ .-][0-9]{3}[ .-][0-9]{3}[ .-][0-9]{3}([^0-9]|$)`),
	regexp.MustCompile(`(^|[^0-9.,]|[^0-9][.,])(0|\+84[ .-]?)[35789][0-9]([ .-]?[0-9]){7}([^0-9]|$)`),
	regexp.MustCompile(`\b(cccd|cmnd|can cuoc|chung minh nhan dan|chung minh thu|so dinh danh)\b[^0-9]{0,20}[0-9]([ -]?[0-9]){8}(([ -]?[0-9]){3})?([^0-9]|$)`),
	regexp.MustCompile(`\bho chieu\b[^0-9]{0,20}[a-z][0-9]{7}([^0-9]|$)`),
	regexp.MustCompile(`\b(sn|sinh ngay|sinh nam)[^0-9]{0,5}([0-9]{1,2}[/.-]){0,2}(19[0-9]{2}|20[01][0-9])([^0-9]|$)`),
}

// birthday holds in any year, but for what the words before "sinh" make of it.
var birthday = regexp.MustCompile(`\b(sinh ngay|ngay sinh|sinh nam|nam sinh)\b[^0-9]{0,5}[0-9]`)

// unborn leaves out what is said of nobody's birth: "không phát sinh năm 2024", "trẻ sinh năm 2023: 30/30".
var unborn = strings.NewReplacer(
	"phat sinh", "", "khai sinh", "", "ve sinh", "", "hoc sinh", "", "thi sinh", "", "tuyen sinh", "", "dan sinh", "", "an sinh", "",
	"ho sinh", "", "tre sinh", "", "tre em sinh", "",
)

// PersonalData reports whether a note looks like a record of a citizen: an identity number, a telephone number, a date
// of birth. Such text is not stored; the plan needs aggregates only (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15).
func PersonalData(text string) bool {
	folded := Fold(text)
	return birthday.MatchString(unborn.Replace(folded)) ||
		slices.ContainsFunc(personal, func(p *regexp.Regexp) bool { return p.MatchString(folded) })
}
