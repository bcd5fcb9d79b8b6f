package term

import (
	"regexp"
	"strings"
)

// plain is a word that no shell takes for more than its letters.
var plain = regexp.MustCompile(`^[\p{L}\p{N}_@%+=:,./-]+$`)

// Shell writes a word as a person types it to a POSIX shell: in single quotes if it
// needs any.
func Shell(word string) string {
	if plain.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
