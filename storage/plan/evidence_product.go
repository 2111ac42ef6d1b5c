package plan

import (
	"slices"
	"strings"
	"unicode"
)

// ProductOf finds which of a task's products new evidence proves, beside what is filed already: the one of its kind of
// document, among several the one that shares most words with it. Empty where that is not clear: somebody is to say.
func (t *Task) ProductOf(e Evidence, filed []Evidence) string {
	missing := MissingEvidence(t, filed)
	kind := e.documentKind()
	if kind == "" {
		if fit := closestProduct(t.Products, e); fit != "" || len(t.Products) != 1 {
			return fit
		}
		return t.Products[0]
	}
	fits := productsOf(t.Products, func(kinds []DocumentKind, _ string) bool { return slices.Contains(kinds, kind) })
	if len(fits) == 0 {
		fits = productsOf(t.Products, func(kinds []DocumentKind, p string) bool { return len(kinds) == 0 && anyDocument(p) })
	}
	return onlyProduct(fits, missing, e)
}

// documentKind is the kind of document that evidence is, as cited, or as its note or its name says.
func (e Evidence) documentKind() DocumentKind {
	for _, kind := range []DocumentKind{e.Document.Kind, kindIn(e.Note), kindIn(e.Name)} {
		if kind != "" {
			return kind
		}
	}
	return ""
}

func productsOf(products []string, fit func([]DocumentKind, string) bool) []string {
	var fits []string
	for _, p := range products {
		if fit(kindsAsked(p), p) {
			fits = append(fits, p)
		}
	}
	return fits
}

// anyDocument reports a product that may be a document of any kind ("văn bản").
func anyDocument(product string) bool { return strings.HasPrefix(Fold(product), "van ban") }

// onlyProduct is the one that fits: the closest in words, else the only one, first among those still missing.
func onlyProduct(fits, missing []string, e Evidence) string {
	if closest := closestProduct(fits, e); closest != "" {
		return closest
	}
	var open []string
	for _, p := range fits {
		if slices.Contains(missing, p) {
			open = append(open, p)
		}
	}
	switch {
	case len(open) == 1:
		return open[0]
	case len(fits) == 1:
		return fits[0]
	default:
		return ""
	}
}

// leastShared is how many words evidence must share with a product to be taken for it.
const leastShared = 2

// closestProduct is the product that shares most words with evidence, empty where there is no such one.
func closestProduct(products []string, e Evidence) string {
	said := wordSet(e.Note + " " + e.Name + " " + e.Document.Title)
	closest, most, tied := "", leastShared-1, false
	for _, p := range products {
		shared := 0
		for word := range wordSet(p) {
			if said[word] {
				shared++
			}
		}
		switch {
		case shared > most:
			closest, most, tied = p, shared, false
		case shared == most:
			tied = true
		}
	}
	if tied {
		return ""
	}
	return closest
}

// commonWords say nothing of what a document is about.
var commonWords = map[string]bool{
	"cua": true, "va": true, "cac": true, "cho": true, "theo": true, "trong": true, "nam": true, "xa": true, "ubnd": true, "sau": true,
	"khi": true, "duoc": true, "gui": true, "qua": true, "ve": true, "viec": true, "van": true, "ban": true, "bao": true, "cao": true,
	"ke": true, "hoach": true, "so": true, "ngay": true, "hoac": true, "co": true,
}

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsFuncSeq(Fold(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(word) > 1 && !commonWords[word] {
			set[word] = true
		}
	}
	return set
}
