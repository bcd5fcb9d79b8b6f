package build

import (
	"regexp"
	"strconv"
	"strings"
)

// complaint is "exercises/counter/counter.go:12:3: undefined: x", which go build also
// writes with "./" or, for some errors of the loader, after "package x: ".
var complaint = regexp.MustCompile(`^(?:\./)?([^\s:]+\.go):(\d+)(?::(\d+))?: (.+)$`)

// ParseErrors reads the complaints that have a place out of what go build wrote:
//
//	# racekit/exercises/counter
//	exercises/counter/counter.go:12:3: undefined: x
//	exercises/counter/counter.go:14:9: not enough arguments in call to f
//		have ()
//		want (int)
//	exercises/counter/counter.go:30:2: too many errors
//
// Indented lines belong to the complaint above them. "too many errors" is dropped: it
// complains of nothing.
func ParseErrors(output string) []Error {
	var found []Error
	for line := range strings.Lines(output) {
		line = strings.TrimRight(line, "\r\n")
		if m := complaint.FindStringSubmatch(line); m != nil {
			lineNo, _ := strconv.Atoi(m[2])
			column, _ := strconv.Atoi(m[3])
			found = append(found, Error{File: m[1], Line: lineNo, Column: column, Message: m[4]})
			continue
		}
		if strings.HasPrefix(line, "\t") && len(found) > 0 {
			found[len(found)-1].Message += "; " + strings.TrimSpace(line)
		}
	}
	kept := found[:0]
	for _, e := range found {
		if e.Message != "too many errors" {
			kept = append(kept, e)
		}
	}
	return kept
}
