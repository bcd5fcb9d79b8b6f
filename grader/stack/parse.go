package stack

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Parse reads a goroutine dump. It is lenient: it returns every goroutine that
// it understood, and with them the errors, joined, of what it did not. A dump
// may be cut off anywhere. The strings that it returns are parts of text.
//
// A goroutine looks like this, where ~ is a tab and [] are printed as such:
//
//	goroutine 7 [chan send, 3 minutes]:            header
//	main.worker(0xc000012345, ...)                 call, innermost first
//	~/home/x/main.go:12 +0x1d                      its place
//	...additional frames elided...                 or "...12 frames elided..."
//	created by main.main in goroutine 1            absent for the main goroutine
//	~/home/x/main.go:9 +0x2a                       the go statement
//	[originating from goroutine 1]:                GODEBUG=tracebackancestors=N:
//	main.main(...)                                 not kept
//	~/home/x/main.go:9 +0x2a
//	                                               a blank line ends it
//
// The header is
//
//	goroutine ID [STATE{MARKER}{, NOTE} labels:{...}]:
//	goroutine ID gp=0xc000002380 m=0 mp=0x5d6a40 [STATE ...]:
//
// with the second form under GOTRACEBACK=system and in a fatal error, where
// places go on with " fp=0x... sp=0x... pc=0x..." too. A MARKER is " (leaked)",
// " (scan)" or " (durable)"; a NOTE is "3 minutes", "locked to thread" or
// "synctest bubble 4". STATE itself may hold parentheses: "select (no cases)".
//
// Text before a header and after the blank line is not part of any goroutine
// and is passed over.
//
// The format is that of goroutineheader, traceback2 and printcreatedby1 in
// src/runtime/traceback.go, Go 1.26.
func Parse(text string) ([]Goroutine, error) {
	p := parser{
		// One array for all frames: a dump has one tab for each place.
		arena: make([]Frame, 0, strings.Count(text, "\t")),
	}
	for rest := text; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		p.number++
		p.line(strings.TrimSuffix(line, "\r"))
	}
	p.endGoroutine()
	if len(p.goroutines) == 0 && len(p.errs) == 0 && strings.TrimSpace(text) != "" {
		p.errs = append(p.errs, fmt.Errorf("reading a goroutine dump: no goroutine in %q", Clip(text)))
	}
	return p.goroutines, errors.Join(p.errs...)
}

// maxErrs bounds the errors of one dump: the first few say what is wrong.
const maxErrs = 20

// A part says what the next line of a dump may be.
type part int

const (
	outside  part = iota // between goroutines
	inside               // a call or a go statement is next
	called               // the place of a call is next
	created              // the place of a go statement is next
	ancestor             // stacks of ancestors: passed over to the blank line
)

type parser struct {
	goroutines []Goroutine
	arena      []Frame
	errs       []error
	number     int // of the line, from 1

	at      part
	current Goroutine
	first   int    // where current's frames begin in arena
	pending string // the call, or the function of the go statement, that wants its place
}

func (p *parser) line(line string) {
	if isHeader(line) {
		p.endGoroutine()
		p.header(line)
		return
	}
	switch p.at {
	case outside, ancestor:
		if line == "" {
			p.endGoroutine()
		}
	case called, created:
		p.place(line)
	case inside:
		p.call(line)
	}
}

// place takes the line that follows a call or a go statement.
func (p *parser) place(line string) {
	file, n, ok := cutPlace(line)
	if !ok {
		p.fail("no place of %q in %q", p.pending, line)
		p.at = inside
		if line == "" || line[0] != '\t' {
			p.call(line)
		}
		return
	}
	f := Frame{Func: p.pending, File: file, Line: n}
	if p.at == created {
		p.current.Created = f
	} else {
		p.arena = append(p.arena, f)
	}
	p.at = inside
}

// call takes a line between two places.
func (p *parser) call(line string) {
	switch {
	case line == "":
		p.endGoroutine()
	case strings.HasPrefix(line, "created by "):
		p.pending, p.current.CreatedBy = cutCreator(line[len("created by "):])
		p.at = created
	case strings.HasPrefix(line, "[originating from goroutine "):
		p.at = ancestor
	case isRemark(line):
	default:
		name, ok := cutCall(line)
		if !ok {
			p.fail("not a call: %q", line)
			return
		}
		p.pending, p.at = name, called
	}
}

func (p *parser) header(line string) {
	g, ok := parseHeader(line)
	if !ok {
		p.fail("not the header of a goroutine: %q", line)
		return
	}
	p.current, p.first, p.at = g, len(p.arena), inside
}

// endGoroutine keeps the current goroutine, if there is one.
func (p *parser) endGoroutine() {
	switch p.at {
	case outside:
		return
	case called, created:
		p.fail("no place of %q: the dump is cut off", p.pending)
	}
	if p.first < len(p.arena) {
		p.current.Frames = p.arena[p.first:len(p.arena):len(p.arena)]
	}
	p.goroutines = append(p.goroutines, p.current)
	p.at = outside
}

func (p *parser) fail(format string, args ...any) {
	if len(p.errs) < maxErrs {
		for i, a := range args {
			if s, ok := a.(string); ok {
				args[i] = Clip(s)
			}
		}
		p.errs = append(p.errs, fmt.Errorf("reading a goroutine dump: line %d: "+format, append([]any{p.number}, args...)...))
	}
}

// Clip shortens what an error quotes: a line of a dump may be as long as it likes.
func Clip(s string) string {
	const most = 120
	if len(s) > most {
		return s[:most] + "..."
	}
	return s
}

// atoi reads a whole number that a runtime printed: digits only.
func atoi(s string) (int, bool) {
	if s == "" || s[0] < '0' || s[0] > '9' {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}
