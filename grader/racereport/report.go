// Package racereport reads the reports of Go's race detector, from the log that
// GORACE=log_path names or from anything that holds such a log.
package racereport

import (
	"fmt"
	"slices"
	"strings"

	"racekit/grader/stack"
)

// Report is one data race as the detector saw it.
type Report struct {
	// Accesses are the two sides: the one at which the race was noticed, and the
	// earlier one. A side that is missing from the text has no Op.
	Accesses [2]Access
	// Goroutines say where the goroutines of the accesses were started. The main
	// goroutine is not among them.
	Goroutines []Goroutine
	// Raw is the report as it was printed, without the rules around it.
	Raw string
}

// Access is one side of a data race.
type Access struct {
	// Op is "read" or "write". The detector of Go 1.26 says so of atomic accesses
	// too; "atomic read" and "atomic write" are understood.
	Op   string
	Addr uint64
	// Goroutine is the number in Report.Goroutines, 0 for the main goroutine. It is
	// the detector's own count: the runtime may give the goroutine another ID.
	Goroutine int
	// Frames are the calls, innermost first. There are none if the detector had
	// forgotten them. A call of package sync/atomic is shown without the function
	// that makes it (Go 1.26), and methods of WaitGroup without any caller at all.
	// Type arguments are shapes: "main.(*box[go.shape.int]).put".
	Frames []stack.Frame
}

// Goroutine is the creation of a goroutine that takes part in a race.
type Goroutine struct {
	ID int
	// State is "running" or "finished", as of the time of the report.
	State string
	// Created is the stack of the go statement, innermost first: Created[0] is the
	// go statement itself. That of WaitGroup.Go is in package sync, and nothing says
	// who called it. It is empty if the detector had forgotten it.
	Created []stack.Frame
}

// Signature is equal for two reports of the same race: of the same lines, in
// whichever order and by whichever goroutines. A side is its operation, its
// innermost call, and the innermost call that is not made inside of the runtime
// or package sync, so that two races of two maps differ.
func (r Report) Signature() string {
	sides := []string{r.Accesses[0].signature(), r.Accesses[1].signature()}
	slices.Sort(sides)
	return sides[0] + " | " + sides[1]
}

func (a Access) signature() string {
	if len(a.Frames) == 0 {
		return a.Op + " ?"
	}
	s := a.Op + " " + at(a.Frames[0])
	if i := slices.IndexFunc(a.Frames, outsideRuntime); i > 0 {
		s += " < " + at(a.Frames[i])
	}
	return s
}

func at(f stack.Frame) string { return fmt.Sprintf("%s %s:%d", f.Func, f.File, f.Line) }

func outsideRuntime(f stack.Frame) bool {
	for _, prefix := range []string{"runtime.", "internal/", "sync.", "sync/atomic."} {
		if strings.HasPrefix(f.Func, prefix) {
			return false
		}
	}
	return true
}
