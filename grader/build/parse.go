package build

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// complaint is "exercises/counter/counter.go:12:3: undefined: x", which go build also
// writes with "./".
var complaint = regexp.MustCompile(`^(?:\./)?([^\s:]+\.go):(\d+)(?::(\d+))?: (.+)$`)

// importFrom is a link of a chain of imports: "imports racekit/exercises/counter/tests
// from counter.go: import cycle not allowed".
var importFrom = regexp.MustCompile(`^imports (\S+?)(?: from (\S+\.go))?(?:: (.+))?$`)

// ParseErrors reads the complaints that have a place out of what go build wrote:
//
//	# racekit/exercises/counter
//	exercises/counter/counter.go:12:3: undefined: x
//	exercises/counter/counter.go:14:9: not enough arguments in call to f
//		have ()
//		want (int)
//	exercises/counter/kit.go:9:6: Step redeclared in this block
//		exercises/counter/counter.go:20:6: other declaration of Step
//	exercises/counter/counter.go:30:2: too many errors
//	package racekit/grader/graded
//		imports racekit/exercises/counter from main.go
//		exercises/counter/counter.go:3:8: use of internal package internal/race not allowed
//
// Indented lines belong to the complaint above them; that of another declaration is a
// complaint of its own, for either may be the one that is too many. Indented lines
// below a package say how it is reached, and the last of them what is wrong. "too many
// errors" is dropped: it complains of nothing.
func ParseErrors(output string) []Error {
	var p parser
	for line := range strings.Lines(output) {
		p.line(strings.TrimRight(line, "\r\n"))
	}
	kept := p.found[:0]
	for _, e := range p.found {
		if e.Message = quiet(e.Message); e.Message != "too many errors" {
			kept = append(kept, e)
		}
	}
	return kept
}

type parser struct {
	found []Error
	// chain: the lines are below a package. importer is the last package of them.
	chain    bool
	importer string
}

func (p *parser) line(line string) {
	inner, indented := strings.CutPrefix(line, "\t")
	switch e, ok := parseComplaint(inner); {
	case !indented:
		if p.importer, p.chain = strings.CutPrefix(line, "package "); ok {
			p.found = append(p.found, e)
		}
	case p.chain && ok:
		p.found = append(p.found, e)
	case p.chain:
		p.link(inner)
	case len(p.found) > 0:
		p.more(inner)
	}
}

// more adds an indented line to the last complaint.
func (p *parser) more(line string) {
	last := &p.found[len(p.found)-1]
	other, ok := parseComplaint(line)
	if !ok || !strings.HasPrefix(other.Message, "other declaration of ") {
		last.Message += "; " + strings.TrimSpace(line)
		return
	}
	other.Message = fmt.Sprintf("%s (%s:%d)", last.Message, path.Base(last.File), last.Line)
	last.Message += fmt.Sprintf(" (%s:%d)", path.Base(other.File), other.Line)
	p.found = append(p.found, other)
}

// link takes a link of a chain of imports. The last one complains, at a file of the
// package before it.
func (p *parser) link(line string) {
	m := importFrom.FindStringSubmatch(line)
	if m == nil {
		return
	}
	dir, ours := strings.CutPrefix(p.importer, "racekit/")
	if p.importer = m[1]; ours && m[2] != "" && m[3] != "" {
		p.found = append(p.found, Error{File: dir + "/" + m[2], Line: 1, Message: m[3] + ": " + m[1]})
	}
}

func parseComplaint(line string) (Error, bool) {
	m := complaint.FindStringSubmatch(line)
	if m == nil {
		return Error{}, false
	}
	lineNo, err := strconv.Atoi(m[2])
	column, _ := strconv.Atoi(m[3]) // 0 where there is none
	return Error{File: m[1], Line: lineNo, Column: column, Message: m[4]}, err == nil && lineNo > 0
}

// aside is what go build adds to a message and nobody can use here: where it looked for
// a package, and that a module could be required.
var aside = regexp.MustCompile(`^(package \S+ is not in std) \(.*\)$|^(no required module provides package \S+); to add it:.*$`)

// quiet takes what is of no use to a learner out of a message.
func quiet(message string) string { return aside.ReplaceAllString(message, "$1$2") }

// gist is the line of an output without places that says most: not the name of a
// package, but what is wrong with it.
func gist(output string) string {
	best, chain := "", false
	for line := range strings.Lines(output) {
		switch text := strings.TrimSpace(line); {
		case text == "", strings.HasPrefix(text, "# "):
		case best == "":
			best, chain = text, strings.HasPrefix(text, "package ")
		case chain && strings.HasPrefix(line, "\t"):
			best = strings.TrimPrefix(text, "imports ")
		default:
			return best
		}
	}
	return best
}

// exhausted are the packages, by import path, whose compiler ran into a bound:
//
//	racekit/exercises/counter: /usr/local/go/pkg/tool/linux_amd64/compile: signal: killed
//	# racekit/exercises/counter
//	fatal error: runtime: cannot allocate memory
//
// The first is of interest only if processor time was used up.
func exhausted(output string, timeUp bool) []string {
	var found []string
	pkg := ""
	for line := range strings.Lines(output) {
		line = strings.TrimRight(line, "\r\n")
		if name, is := strings.CutPrefix(line, "# "); is {
			pkg = name
			continue
		}
		if m := killed.FindStringSubmatch(line); m != nil && timeUp {
			found = append(found, m[1])
		}
		if pkg != "" && noMemory.MatchString(line) {
			found, pkg = append(found, pkg), ""
		}
	}
	return found
}

var (
	killed   = regexp.MustCompile(`^(\S+): \S*compile\S*: signal: killed$`)
	noMemory = regexp.MustCompile(`^(fatal error: .*(out of memory|cannot allocate memory)|runtime: out of memory)`)
)
