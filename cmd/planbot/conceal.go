package main

import "regexp"

// Whatever looks like a secret: a bot token, and the password of a database address in both of its notations.
var (
	tokens        = regexp.MustCompile(`[0-9]{5,}(:|%3[Aa])[A-Za-z0-9_-]{6,}`)
	urlPasswords  = regexp.MustCompile(`(://[^:/@\s]*:)\S*@`)
	wordPasswords = regexp.MustCompile(`(?i)(password|sslpassword)\s*=\s*('[^']*'|\S+)`)
)

// conceal hides secrets in a sentence. Errors of the packages below hold none; this is for what an operator typed
// in the wrong place, which the parser of the command line repeats.
func conceal(s string) string {
	s = tokens.ReplaceAllString(s, "***")
	s = urlPasswords.ReplaceAllString(s, "${1}***@")
	return wordPasswords.ReplaceAllString(s, "$1=***")
}
