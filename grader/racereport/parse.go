package racereport

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"racekit/grader/stack"
)

// Parse reads all reports in text, in order. It is lenient: text between the
// reports and amid them is passed over, several logs may be joined, and a log
// may be cut off anywhere. It returns the reports that it understood, and with
// them the errors, joined, of what is missing. A report without any access is
// not returned. The strings that it returns are parts of text.
//
// A report looks like this; rules of "=" stand around it and blank lines
// between its blocks:
//
//	WARNING: DATA RACE
//	Write at 0x00c0000180e8 by goroutine 8:
//	  main.(*account).deposit()
//	      /home/x/main.go:8 +0x36
//
//	Previous read at 0x00c0000180e8 by main goroutine:
//	  [failed to restore the stack]
//
//	Goroutine 8 (running) created at:
//	  main.main()
//	      /home/x/main.go:18 +0x19c
//
// This is what PrintReport in compiler-rt/lib/tsan/rtl/tsan_report.cpp of LLVM
// prints when it is built for Go. It can tell of the variable as well ("Heap
// block of size", "Global var"): such a block is passed over.
func Parse(text string) ([]Report, error) {
	var p parser
	for offset := 0; offset < len(text); {
		line, _, _ := strings.Cut(text[offset:], "\n")
		p.line(text, offset, strings.TrimSuffix(line, "\r"))
		offset += len(line) + 1
	}
	if p.inReport {
		p.end(text)
	}
	return p.reports, errors.Join(p.errs...)
}

const (
	banner = "WARNING: DATA RACE"
	rule   = "=================="
)

// maxErrs bounds the errors of one log: the first few say what is wrong.
const maxErrs = 20

type parser struct {
	reports []Report
	errs    []error

	inReport bool
	current  Report
	start    int            // of current in the text
	accesses int            // of current so far
	frames   *[]stack.Frame // where the block's frames go; nil outside of a known block
	call     string         // the line of a call that wants its place
}

func (p *parser) line(text string, offset int, line string) {
	switch {
	case line == banner:
		if p.inReport {
			p.end(text[:offset])
		}
		p.inReport, p.start, p.current, p.accesses = true, offset, Report{}, 0
	case !p.inReport:
	case line == rule:
		p.end(text[:offset])
	case line == "":
		p.endBlock()
	default:
		p.block(line)
	}
}

// block takes a line inside of a report.
func (p *parser) block(line string) {
	if a, ok := parseAccess(line); ok && p.accesses < len(p.current.Accesses) {
		p.endBlock()
		p.current.Accesses[p.accesses] = a
		p.frames = &p.current.Accesses[p.accesses].Frames
		p.accesses++
		return
	}
	if g, ok := parseGoroutine(line); ok {
		p.endBlock()
		p.current.Goroutines = append(p.current.Goroutines, g)
		p.frames = &p.current.Goroutines[len(p.current.Goroutines)-1].Created
		return
	}
	p.frame(line)
}

// frame takes a line of a stack: the call, or its place.
func (p *parser) frame(line string) {
	if p.frames == nil {
		return
	}
	if isPlace := strings.HasPrefix(line, "      "); !isPlace {
		p.endCall()
		if strings.HasPrefix(line, "  ") && strings.HasSuffix(line, ")") {
			p.call = line
		}
		return
	}
	f, ok := stack.ParseFrame(p.call, line)
	if ok {
		*p.frames = append(*p.frames, f)
	} else {
		p.fail("not a place: %q", stack.Clip(line))
	}
	p.call = ""
}

func (p *parser) endCall() {
	if p.call != "" {
		p.fail("no place of %q", stack.Clip(p.call))
	}
	p.call = ""
}

func (p *parser) endBlock() {
	p.endCall()
	p.frames = nil
}

// end keeps the current report, which reaches to the end of text.
func (p *parser) end(text string) {
	p.endBlock()
	if p.accesses < len(p.current.Accesses) {
		p.fail("%d of its 2 accesses are there", p.accesses)
	}
	if p.accesses > 0 {
		p.current.Raw = text[p.start:]
		p.reports = append(p.reports, p.current)
	}
	p.inReport = false
}

func (p *parser) fail(format string, args ...any) {
	if len(p.errs) < maxErrs {
		p.errs = append(p.errs, fmt.Errorf("reading race report %d: "+format, append([]any{len(p.reports) + 1}, args...)...))
	}
}

// parseAccess reads "Previous write at 0x00c0000180e8 by goroutine 7:".
func parseAccess(line string) (Access, bool) {
	op, rest, found := strings.Cut(line, " at 0x")
	addr, who, found2 := strings.Cut(rest, " by ")
	who, found3 := strings.CutSuffix(who, ":")
	if !found || !found2 || !found3 {
		return Access{}, false
	}
	a := Access{Op: strings.ToLower(strings.TrimPrefix(op, "Previous "))}
	switch a.Op {
	case "read", "write", "atomic read", "atomic write":
	default:
		return Access{}, false
	}
	var errAddr, errID error
	a.Addr, errAddr = strconv.ParseUint(addr, 16, 64)
	if who != "main goroutine" {
		a.Goroutine, errID = strconv.Atoi(strings.TrimPrefix(who, "goroutine "))
	}
	return a, errAddr == nil && errID == nil
}

// parseGoroutine reads "Goroutine 7 (finished) created at:".
func parseGoroutine(line string) (Goroutine, bool) {
	rest, found := strings.CutPrefix(line, "Goroutine ")
	rest, found2 := strings.CutSuffix(rest, ") created at:")
	number, state, found3 := strings.Cut(rest, " (")
	if !found || !found2 || !found3 {
		return Goroutine{}, false
	}
	id, err := strconv.Atoi(number)
	return Goroutine{ID: id, State: state}, err == nil
}
