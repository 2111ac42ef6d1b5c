package plan

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// marks are the accents of a syllable, wherever hands and keyboards put them: "hoà" is "hòa", "uớc" is "ước". Folded
// words are alike with any marks; these tell "đang" from "Đảng".
type marks uint16

const (
	grave marks = 1 << iota
	acute
	curl // hook or tilde, which half of the country writes alike: "trể hạn", "giãm"
	dot
	breve
	circumflex
	horn
	stroke // of đ
)

var accentMarks = map[rune]marks{
	'\u0300': grave, '\u0301': acute, '\u0309': curl, '\u0303': curl, '\u0323': dot,
	'\u0306': breve, '\u0302': circumflex, '\u031b': horn, 'đ': stroke, 'Đ': stroke,
}

// letterMarks holds the marks of every accented Vietnamese letter, composed or not.
var letterMarks = func() (table [len(latin)]marks) {
	for r := range rune(len(table)) {
		if table[r] = accentMarks[r]; latin[r] != 0 {
			for _, part := range norm.NFD.String(string(r)) {
				table[r] |= accentMarks[part]
			}
		}
	}
	return table
}()

// marksOf gathers the marks of a syllable as typed; none where it was typed without accents.
func marksOf(typed string) (m marks) {
	for _, r := range typed {
		if int(r) < len(letterMarks) {
			m |= letterMarks[r]
		}
	}
	return m
}

// lexicon finds what phrases say by their folded words. Where several are alike but for their accents, the first one is
// what is meant without any.
type lexicon[T any] map[string][]wording[T]

// wording is a phrase of one to three words.
type wording[T any] struct {
	marks [3]marks
	says  T
}

// add takes phrases, as written, a comma between two.
func (l lexicon[T]) add(says T, phrases string) {
	for phrase := range strings.SplitSeq(phrases, ", ") {
		w := wording[T]{says: says}
		for i, syllable := range strings.Fields(phrase) {
			w.marks[i] = marksOf(syllable)
		}
		l[Fold(phrase)] = append(l[Fold(phrase)], w)
	}
}

// find is what the tokens say together: each typed without accents, or with those of the phrase.
func (l lexicon[T]) find(tokens []token) (w wording[T], ok bool) {
	var buf [48]byte
	phrase := buf[:0]
	for i, t := range tokens {
		if i > 0 {
			phrase = append(phrase, ' ')
		}
		phrase = append(phrase, t.text...)
	}
	for _, w := range l[string(phrase)] {
		if w.fits(tokens) {
			return w, true
		}
	}
	return w, false
}

func (w wording[T]) fits(tokens []token) bool {
	for i, t := range tokens {
		if bare := t.marks == 0 && !t.other; !bare && t.marks != w.marks[i] {
			return false
		}
	}
	return true
}

// vocabulary holds, of every folded syllable that the grammar knows, the marks that it is written with.
var vocabulary = func() map[string][]marks {
	known := map[string][]marks{}
	learn(known, senses)
	learn(known, counted)
	learn(known, numberWords)
	learn(known, scales)
	for word := range strings.FieldsSeq(ruleWords) {
		known[Fold(word)] = append(known[Fold(word)], marksOf(word))
	}
	return known
}()

func learn[T any](known map[string][]marks, l lexicon[T]) {
	for phrase, wordings := range l {
		for i, syllable := range strings.Fields(phrase) {
			for _, w := range wordings {
				known[syllable] = append(known[syllable], w.marks[i])
			}
		}
	}
}

// tellApart finds the words that only look like the grammar's once their accents are gone: "Đảng", "chứng", "chữa"; and
// those typed without accents in a line that has them, which then are words of their own.
func tellApart(tokens []token) {
	accented := slices.ContainsFunc(tokens, func(t token) bool { return t.marks != 0 })
	for i := range tokens {
		t := &tokens[i]
		switch known := vocabulary[t.text]; {
		case t.kind != wordToken:
		case t.marks == 0:
			t.other = accented && bareWords[t.text]
		default:
			t.other = known != nil && !slices.Contains(known, t.marks)
		}
	}
}
