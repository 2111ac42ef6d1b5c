package plan

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Order is what somebody says a unit has to do, with what stands behind it: "rà soát hồ sơ thuộc 4 theo CV 12/UBND-VP
// ngày 3/6/2024".
type Order struct {
	Words    string
	Under    string  // number or code of the task it stands under; empty: none was named
	Document string  // what orders it
	Above    bool    // "cấp trên giao"
	Target   *Target // nil: none was named
}

// ReadOrder takes the clauses off the end of the words, in whatever order they stand. What is no clause, such as "theo
// quy định", stays among the words. ok is false where a target was named that is neither a count nor a percentage.
func ReadOrder(words []string) (o Order, ok bool) {
	for found := true; found; {
		found = false
		for start := len(words) - 1; start > 0 && !found; start-- {
			if found = o.clause(words[start:]); found {
				words = words[:start]
			}
		}
	}
	o.Words = strings.Join(words, " ")
	return o, !unclearTarget(words)
}

// clause takes one clause, each kind of which stands once.
func (o *Order) clause(words []string) bool {
	switch key := Fold(words[0]); {
	case (key == "under" || key == "thuoc") && o.Under == "":
		o.Under = taskNamed(words[1:])
		return o.Under != ""
	case key == "theo" && o.Document == "" && isDocument(words[1:]):
		o.Document = strings.Trim(strings.Join(words[1:], " "), " .,;()")
		return o.Document != ""
	case key == "cap" && !o.Above && strings.Trim(Fold(strings.Join(words, " ")), ".,;()") == "cap tren giao":
		o.Above = true
		return true
	case key == "chi" && o.Target == nil && len(words) > 2 && Fold(words[1]) == "tieu":
		o.Target = readTarget(words[2:])
		return o.Target != nil
	}
	return false
}

var taskShape = regexp.MustCompile(`^\d{1,3}$|^\d{1,2}(\.\d{1,2}){1,4}$`)

// taskNamed is the number or code in "4", "nhiệm vụ 4", "1.7"; empty where the words say more.
func taskNamed(words []string) string {
	for len(words) > 1 && taskLabels[Fold(words[0])] {
		words = words[1:]
	}
	if len(words) != 1 {
		return ""
	}
	name := strings.Trim(words[0], ".,;:#()")
	if !taskShape.MatchString(name) {
		return ""
	}
	return name
}

var taskLabels = map[string]bool{"nhiem": true, "vu": true, "nv": true, "so": true, "tieu": true, "chi": true, "task": true}

// citedNumber is the number of a document, folded: "12/ubnd-vp", "22a/qd-ubnd", "45-cv/tu".
var citedNumber = regexp.MustCompile(`(^|[^0-9/])\d{1,5}([a-z]|-[a-z]+)?/([0-9]{4}/)?[a-z]`)

// documents are the kinds of what may order a task, folded; "theo dõi" and "theo quy định" are none.
var documents = []string{
	"cv", "cong van", "qd", "quyet dinh", "kh", "ke hoach", "tb", "thong bao", "bc", "bao cao", "ct", "chi thi", "ttr", "to trinh",
	"nq", "nghi quyet", "vb", "van ban", "cd", "cong dien", "giay moi", "phieu giao", "so",
}

// isDocument reports whether words name a document: by kind and number, or as what a meeting concluded.
func isDocument(words []string) bool {
	folded := Fold(strings.Join(words, " "))
	if strings.HasPrefix(folded, "ket luan hop") || strings.HasPrefix(folded, "ket luan cuoc hop") {
		return true
	}
	kind := slices.ContainsFunc(documents, func(d string) bool { return strings.HasPrefix(folded, d+" ") })
	return citedNumber.MatchString(folded) && (kind || citedNumber.FindStringIndex(folded)[0] == 0)
}

// comparators are the words before the figure of a target, folded.
var comparators = []struct {
	words string
	sign  Comparator
}{
	{"toi thieu tren", MoreThan}, {"toi thieu", AtLeast}, {"it nhat", AtLeast}, {">=", AtLeast}, {"tren", MoreThan}, {">", MoreThan},
	{"dat", Exactly}, {"du", Exactly}, {"=", Exactly},
}

var figureShape = regexp.MustCompile(`^(\d{1,6}(?:,\d{1,2})?) ?(%?)(?: (.*))?$`)

// mostNoun is how many words say what is counted.
const mostNoun = 4

// readTarget reads "5 hồ sơ", "tối thiểu 90%", "100% hồ sơ đúng hạn"; nil where the words are neither.
func readTarget(words []string) *Target {
	typed := strings.Trim(strings.Join(words, " "), " .;()")
	sign, figure := comparator(typed)
	parts := figureShape.FindStringSubmatch(figure)
	if parts == nil || len(strings.Fields(parts[3])) > mostNoun {
		return nil
	}
	value, err := decimal.NewFromString(strings.Replace(parts[1], ",", ".", 1))
	percent := parts[2] == "%"
	if err != nil || !percent && (parts[3] == "" || !value.IsInteger() || money(parts[3])) || impossibleGoal(sign, value, percent) {
		return nil
	}
	t := &Target{
		Mark: "a", Measure: Count, Noun: parts[3], Accumulation: ToDate, Judged: AtDue, Scope: PerCommune,
		Name: strings.TrimSpace(parts[1] + parts[2] + " " + parts[3]), Wording: typed, Goals: []Goal{{Comparator: sign, Value: value}},
	}
	if percent && sign == AtLeast && value.Equal(hundred) {
		t.Goals[0].Comparator = Exactly
	}
	if percent {
		t.Measure, t.Noun, t.Good = Ratio, "", parts[3]
	}
	return t
}

// comparator takes the words of a comparison off the front; without any, a target is to be reached at least.
func comparator(typed string) (sign Comparator, rest string) {
	for _, c := range comparators {
		n := len(strings.Fields(c.words))
		if words := strings.Fields(typed); len(words) > n && Fold(strings.Join(words[:n], " ")) == c.words {
			return c.sign, strings.Join(words[n:], " ")
		}
	}
	return AtLeast, typed
}

// money reports whether what is counted is money: that is no simple count.
func money(noun string) bool {
	first, _, _ := strings.Cut(Fold(noun), " ")
	_, scale := scales[first]
	return scale || first == "dong"
}

// impossibleGoal reports a goal that nothing reaches, or everything.
func impossibleGoal(c Comparator, value decimal.Decimal, percent bool) bool {
	return !value.IsPositive() || percent && (value.GreaterThan(hundred) || c == MoreThan && value.Equal(hundred))
}

// unclearTarget reports whether words end with "chỉ tiêu" and a figure that could not be read.
func unclearTarget(words []string) bool {
	for i := len(words) - 3; i >= 0; i-- {
		if Fold(words[i]) == "chi" && Fold(words[i+1]) == "tieu" {
			_, rest := comparator(strings.Join(words[i+2:], " "))
			return rest != "" && rest[0] >= '0' && rest[0] <= '9'
		}
	}
	return false
}

// titleOf shortens words to what fits two lines of a phone, at a space.
func titleOf(words string) string {
	const most = 80
	letters := []rune(words)
	if len(letters) <= most {
		return words
	}
	short := string(letters[:most-1])
	if i := strings.LastIndexByte(short, ' '); i > len(short)/2 {
		short = short[:i]
	}
	return strings.TrimRight(short, " ,;:.-") + "…"
}

// Title is a task's short name.
func (o Order) Title() string { return titleOf(o.Words) }
