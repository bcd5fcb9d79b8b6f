// Package leakreport reads what tools say of goroutines that were left behind:
// the error of go.uber.org/goleak, and the runtime's goroutine leak profile.
package leakreport

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"racekit/grader/stack"
)

// ParseProfile reads the profile "goroutineleak" of runtime/pprof at debug
// level 2, and returns the goroutines in it that leaked. The text at that level
// is a dump of all goroutines (Go 1.26): those that leaked are told from the
// others by the mark "(leaked)" in their header alone, so any dump that is taken
// after the profile will do.
//
// It returns what it understood, and with it the errors, joined, of what not.
// No goroutine and no error mean that none leaked.
func ParseProfile(text string) ([]stack.Goroutine, error) {
	all, err := stack.Parse(text)
	leaked := slices.DeleteFunc(all, func(g stack.Goroutine) bool { return !g.Leaked })
	if err != nil {
		return leaked, fmt.Errorf("reading a goroutine leak profile: %w", err)
	}
	return leaked, nil
}

// ErrNoGoroutine says that a text names no goroutine in goleak's way.
var ErrNoGoroutine = errors.New(`no "Goroutine N in state S, with F on top of the stack:"`)

// ParseGoleak reads the error that goleak.Find of version 1.3 returns, and
// returns its goroutines. They need not be blocked, and Leaked is false of all
// of them: goleak knows only that they are still there. Text around the list is
// passed over.
//
// The error is a list whose items are the lines of a dump under a header of
// goleak's own:
//
//	found unexpected goroutines:
//	[Goroutine 7 in state chan send, with main.work on top of the stack:
//	main.work(0xc000012345)
//	~/home/x/main.go:12 +0x1d          (~ is a tab)
//	created by main.main in goroutine 1
//	~/home/x/main.go:9 +0x2a
//	 Goroutine 8 in state select, with main.wait on top of the stack:
//	...
//	]
//
// It returns what it understood, and with it the errors, joined, of what not.
func ParseGoleak(text string) ([]stack.Goroutine, error) {
	dump := dumpOf(text)
	if dump == "" {
		return nil, fmt.Errorf("reading goleak's error: %w", ErrNoGoroutine)
	}
	gs, err := stack.Parse(dump)
	if err != nil {
		return gs, fmt.Errorf("reading goleak's error: %w", err)
	}
	return gs, nil
}

// dumpOf rewrites goleak's list as a goroutine dump.
func dumpOf(text string) string {
	var dump strings.Builder
	inList := false
	for line := range strings.Lines(text) {
		if h, ok := dumpHeader(line); ok {
			inList = true
			dump.WriteString("\n" + h)
			continue
		}
		if strings.HasPrefix(line, "]") {
			inList = false
		}
		if inList {
			dump.WriteString(line)
		}
	}
	return dump.String()
}

// dumpHeader turns the header of an item into that of a dump.
func dumpHeader(line string) (string, bool) {
	line = strings.TrimLeft(strings.TrimRight(line, "\r\n"), " [")
	number, found := strings.CutPrefix(line, "Goroutine ")
	number, rest, found2 := strings.Cut(number, " in state ")
	end := strings.LastIndex(rest, ", with ")
	if !found || !found2 || end < 0 || !strings.HasSuffix(rest, " on top of the stack:") {
		return "", false
	}
	return fmt.Sprintf("goroutine %s [%s]:\n", number, rest[:end]), true
}
