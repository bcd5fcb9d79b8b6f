package phrase

import (
	"regexp"
	"slices"
	"strings"

	"racekit/grader/report/words"
	"racekit/grader/verdict"
)

// failure is how what a test said of one failed assertion begins: "counter_test.go:27: ".
var failure = regexp.MustCompile(`^\S+\.go:\d+: `)

// once leaves out of a message the failures that are in it already, and counts them at
// the first line of the first one. A failure goes on up to where the next one begins.
func once(message string, l verdict.Lang) string {
	var said []string
	times := map[string]int{}
	for block := range blocks(message) {
		if times[block]++; !failure.MatchString(block) || times[block] == 1 {
			said = append(said, block)
		}
	}
	for i, block := range said {
		if n := times[block]; n > 1 && failure.MatchString(block) {
			first, rest, more := strings.Cut(block, "\n")
			said[i] = first + words.Sentences.In(l) + words.Times.In(l, n)
			if more {
				said[i] += "\n" + rest
			}
		}
	}
	return strings.Join(said, "\n")
}

// blocks yields the failures of a message, each with the lines that belong to it, and
// first what stands before them.
func blocks(message string) func(yield func(string) bool) {
	lines := strings.Split(strings.TrimRight(message, "\n"), "\n")
	return func(yield func(string) bool) {
		for len(lines) > 0 {
			end := 1 + slices.IndexFunc(lines[1:], failure.MatchString)
			if end == 0 {
				end = len(lines)
			}
			if !yield(strings.Join(lines[:end], "\n")) {
				return
			}
			lines = lines[end:]
		}
	}
}
