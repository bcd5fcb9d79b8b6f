package rewrite

import (
	"errors"
	"fmt"
	"maps"
)

// Config says what to rewrite, and for which scratch module.
type Config struct {
	// Dir is where patterns are resolved; Patterns are those of go list (default ".").
	Dir      string
	Patterns []string
	// Tags are build tags. Go is the go command (default: "go", from the PATH), Env its
	// environment (default: ours).
	Tags []string
	Go   string
	Env  []string
	// Allow names what is called for real though it cannot be controlled: packages with all
	// below them ("net"), or functions, variables and methods ("net.DialUDP").
	Allow []string
	// Shims maps import paths to replacements; nil is Shims().
	Shims map[string]string
	// Module is the module path of the scratch module, Folder the folder in it for the
	// rewritten packages, Sched the import path of the scheduler.
	Module, Folder, Sched string
}

// Defaults of a Config.
const (
	DefaultModule = "racekit"
	DefaultFolder = "explored"
	DefaultSched  = "racekit/grader/explore/sched"
)

// shims are the packages that are replaced, and the last element of what replaces each.
var shims = map[string]string{
	"sync": "sync", "sync/atomic": "atomic", "time": "time", "context": "context",
	"math/rand": "mrand", "math/rand/v2": "mrandv2", "runtime": "runtime", "iter": "iter",
	"testing": "testing", "testing/synctest": "synctest",
	"go.uber.org/goleak": "goleak", "racekit/grader/harness": "harness", "racekit/grader/explore/lin/tick": "tick",
}

// Shims is the map that Load uses by default. The caller owns it.
func Shims() map[string]string {
	m := maps.Clone(shims)
	for path, name := range m {
		m[path] = "racekit/grader/explore/shim/" + name
	}
	return m
}

// Program is what Load makes of the packages: files of the scratch module, and what one
// needs to know to write a main function for them.
type Program struct {
	// Packages are all rewritten ones; each is behind those that it imports. Start a
	// schedule by calling their Reset functions in this order.
	Packages []Package
	// Tests are the packages under test which have tests, external ones on their own.
	Tests []TestPackage
	// Skipped is what looks like a test and is not run.
	Skipped []Skipped
	// Files are keyed by their slash path in the scratch module.
	Files map[string][]byte
	// Refusals are uses of what no scheduler of ours controls. A program with any must
	// not be explored.
	Refusals []Refusal
	// Digest identifies the sources read and the way they were rewritten. Inputs are the
	// folders that were read, and go.mod of the main module.
	Digest string
	Inputs []string
}

// Package is one rewritten package.
type Package struct {
	// Path is the import path it had ("p_test" for external tests of p), Import the one
	// it has now; Reset is the name of its function that initialises it again.
	Path, Import, Reset string
	// Main says that it is of the main module.
	Main bool
}

// TestPackage is a package with tests.
type TestPackage struct {
	Package
	Dir   string
	Tests []Test
}

// Test is a test function, in the order of the sources.
type Test struct {
	Name string
	// File is absolute.
	File string
	Line int
}

// Skipped is a benchmark, fuzz test, example or TestMain.
type Skipped struct {
	Path, Name, File string
	Line             int
}

// Refusal is a use of something that cannot be explored.
type Refusal struct {
	// File is relative to Config.Dir if it is below.
	File    string
	Line    int
	Package string
	// What is the thing as one writes it ("net.Dial"); Why is a clause.
	What, Why string
	// Guarded: it is in a function, and a call of that ends the schedule as refused. Tests
	// that do not call it can be explored.
	Guarded bool
}

// Complaint is one message about the sources, with a place if there is one: File is
// relative to Config.Dir if it is below, and Line and Column count from 1.
type Complaint struct {
	File         string
	Line, Column int
	Message      string
}

// String is the complaint as the compiler prints it.
func (c Complaint) String() string {
	switch {
	case c.File == "":
		return c.Message
	case c.Column == 0:
		return fmt.Sprintf("%s:%d: %s", c.File, c.Line, c.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", c.File, c.Line, c.Column, c.Message)
}

// CompileError says that a package does not compile. There is at least one complaint.
type CompileError struct {
	Package    string
	Complaints []Complaint
}

// Error quotes the first complaint.
func (e *CompileError) Error() string {
	if more := len(e.Complaints) - 1; more > 0 {
		return fmt.Sprintf("%s (and %d more)", e.Complaints[0], more)
	}
	return e.Complaints[0].String()
}

// What Load says of patterns that give nothing to run.
var (
	ErrNoPackages = errors.New("no Go packages")
	ErrNoTests    = errors.New("no tests")
	// ErrList: go list had something to say of the module as a whole.
	ErrList = errors.New("listing packages")
)
