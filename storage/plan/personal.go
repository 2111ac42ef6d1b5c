package plan

import "regexp"

// What gives a citizen away in a note. Identity numbers have twelve digits and begin with 0, the code of a province
// (Luật Căn cước 26/2023/QH15, Điều 12); older ones have nine, which only the words before tell from an amount of
// money. Mobile numbers have ten digits and begin with 03, 05, 07, 08 or 09.
var personal = []*regexp.Regexp{
	regexp.MustCompile(`(^|[^0-9])0[0-9]{11}([^0-9]|$)`),
	regexp.MustCompile(`(^|[^0-9])0[0-9]{2}[ .-][0-9]{3}[ .-][0-9]{3}[ .-][0-9]{3}([^0-9]|$)`),
	regexp.MustCompile(`\b(cccd|cmnd|can cuoc|chung minh nhan dan|chung minh thu|so dinh danh|ho chieu)\b[^0-9]{0,20}[a-z]?[0-9][0-9 .-]{6,}`),
	regexp.MustCompile(`(^|[^0-9])(0|\+84[ .-]?)[35789][0-9]([ .-]?[0-9]){7}([^0-9]|$)`),
	regexp.MustCompile(`\b(sinh ngay|ngay sinh|sinh nam|nam sinh)\b[^0-9]{0,5}[0-9]`),
}

// PersonalData reports whether a note looks like a record of a citizen: an identity number, a telephone number, a date
// of birth. Such text is not stored; the plan needs aggregates only (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15).
func PersonalData(text string) bool {
	folded := Fold(text)
	for _, p := range personal {
		if p.MatchString(folded) {
			return true
		}
	}
	return false
}
