// Package record is the wire format between the grader and the binaries that it
// runs: a plan that goes in by the environment, and records that come out, one JSON
// object a line, on a descriptor that the environment names.
//
// Verdicts are drawn from these records and never from standard output or an exit
// status, both of which belong to the code under test. The format is private to one
// build of the kit: both ends are compiled from the same source, so it has no version.
//
// A process writes: one manifest; for each test a begin and, unless it died, an end;
// one done. Whatever is missing says where the process died.
package record

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// The variables of the environment that a graded process reads.
const (
	// PlanVar holds a Plan as JSON. Where it is missing the harness runs as under
	// a plain "go test".
	PlanVar = "RACEKIT_PLAN"
	// DescriptorVar holds the number of the descriptor that records are written to.
	DescriptorVar = "RACEKIT_RECORDS"
)

// Plan is what one process has to do: one execution of each of some tests.
type Plan struct {
	// Execution counts from 1.
	Execution int `json:"execution"`
	// Seed decides start orders and perturbations. Each test derives its own from it.
	Seed uint64 `json:"seed"`
	// Procs is GOMAXPROCS for the tests.
	Procs int    `json:"procs"`
	Tests []Test `json:"tests"`
}

// Test is a test of a plan with the bounds of one execution of it.
type Test struct {
	// Name is "slug/TestName".
	Name string `json:"name"`
	// CPU is processor time of the whole process, Wall is time on the clock. Over
	// either, the test hangs. Processor time is what a busy machine does not inflate.
	CPU  time.Duration `json:"cpu"`
	Wall time.Duration `json:"wall"`
	// Memory is what the process may hold, in bytes.
	Memory uint64 `json:"memory"`
}

// Record is one line: exactly one field is set beside the secret.
type Record struct {
	// Secret is what makes it count: see package secret.
	Secret   string    `json:"secret,omitempty"`
	Manifest *Manifest `json:"manifest,omitempty"`
	Begin    *Begin    `json:"begin,omitempty"`
	End      *End      `json:"end,omitempty"`
	Done     *Done     `json:"done,omitempty"`
}

// Manifest says what was linked.
type Manifest struct {
	Tests []string `json:"tests"`
	// Race: the binary was built with the race detector; Leaks: its runtime has the
	// goroutine leak profile.
	Race  bool `json:"race"`
	Leaks bool `json:"leaks"`
}

// Begin is written before a test.
type Begin struct {
	Test      string `json:"test"`
	Execution int    `json:"execution"`
	Seed      uint64 `json:"seed"`
	Procs     int    `json:"procs"`
}

// End is what one execution of a test showed. It states observations; what they
// amount to is decided by who reads it.
type End struct {
	Test      string `json:"test"`
	Execution int    `json:"execution"`
	// Wrong are the failed assertions, each "file.go:12: message".
	Wrong []string `json:"wrong,omitempty"`
	// Panic is the first panic that the harness recovered.
	Panic *Panic `json:"panic,omitempty"`
	// Races is by how much the race detector's count grew.
	Races int `json:"races,omitempty"`
	// Stuck is set where the execution had to be given up.
	Stuck *Stuck `json:"stuck,omitempty"`
	// Left is goleak's text about goroutines left behind.
	Left string `json:"left,omitempty"`
	// Slow are the demands for overlap that were not met.
	Slow []Slow `json:"slow,omitempty"`
	// Elapsed is time on the clock.
	Elapsed time.Duration `json:"elapsed"`
}

// OK reports whether nothing was observed that is not right.
func (e End) OK() bool {
	return len(e.Wrong) == 0 && e.Panic == nil && e.Races == 0 && e.Stuck == nil && e.Left == "" && len(e.Slow) == 0
}

// Panic is a recovered panic with the stack of its goroutine.
type Panic struct {
	Value string `json:"value"`
	Stack string `json:"stack"`
}

// StuckKind says why an execution was given up.
type StuckKind string

// The reasons to give up.
const (
	// StuckDeadlock: the test's goroutine can never run again.
	StuckDeadlock StuckKind = "deadlock"
	// StuckHang: it went on over its bound of time, or polled while it should wait.
	StuckHang StuckKind = "hang"
	// StuckMemory: the process went over its bound of memory.
	StuckMemory StuckKind = "memory"
	// StuckGoroutines: there were more goroutines than can be followed.
	StuckGoroutines StuckKind = "goroutines"
)

// Stuck is an execution that was given up, with the goroutines as they stood.
type Stuck struct {
	Kind StuckKind `json:"kind"`
	// Polling: the test only waited for the others to come to rest, and they did not.
	Polling bool `json:"polling,omitempty"`
	// Proved: the runtime's goroutine leak profile showed the test's goroutine.
	Proved bool   `json:"proved,omitempty"`
	Dump   string `json:"dump"`
}

// SlowKind is the demand that was not met.
type SlowKind string

// The demands: those for overlap, and so many steps at most, which only a schedule that is
// explored shows.
const (
	SlowWitness     SlowKind = "witness"
	SlowIndependent SlowKind = "independent"
	SlowWithin      SlowKind = "within"
	SlowSteps       SlowKind = "steps"
)

// Slow is a demand for overlap that was not met.
type Slow struct {
	Kind SlowKind `json:"kind"`
	// Want and Got count those in flight (witness) or units of work (within).
	Want int `json:"want,omitempty"`
	Got  int `json:"got,omitempty"`
	// Exact: it was seen from the states of goroutines, not from a clock, and so
	// holds on any machine under any load.
	Exact bool `json:"exact"`
	// Dump shows the goroutines when nothing could go on.
	Dump string `json:"dump,omitempty"`
}

// Done is the last record of a process that ended by itself.
type Done struct {
	// Stopped names the test after which the rest was left to a fresh process.
	Stopped string `json:"stopped,omitempty"`
}

// PlanFrom reads the plan from an environment. It is false where there is none,
// as under a plain "go test".
func PlanFrom(getenv func(string) string) (Plan, bool, error) {
	text := getenv(PlanVar)
	if text == "" {
		return Plan{}, false, nil
	}
	var p Plan
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		return Plan{}, false, fmt.Errorf("reading %s: %w", PlanVar, err)
	}
	return p, true, nil
}

// Test returns the bounds of the named test.
func (p Plan) Test(name string) (Test, bool) {
	for _, t := range p.Tests {
		if t.Name == name {
			return t, true
		}
	}
	return Test{}, false
}

// Writer writes records. The zero Writer is not usable.
//
// It holds a descriptor and not an *os.File: several writers of one process share the
// descriptor, and a File that is collected as garbage would close it for all.
type Writer struct {
	fd     int
	secret string
}

// NewWriter writes to the descriptor that the environment names, with the secret in each
// record.
func NewWriter(getenv func(string) string, secret string) (Writer, error) {
	fd, err := strconv.Atoi(getenv(DescriptorVar))
	if err != nil {
		return Writer{}, fmt.Errorf("reading %s: %w", DescriptorVar, err)
	}
	notForChildren(fd)
	return Writer{fd, secret}, nil
}

// Write writes one record as one line, with texts that are too long for it cut.
func (w Writer) Write(r Record) error {
	r = clipped(r)
	r.Secret = w.secret
	line, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("encoding a record: %w", err)
	}
	if err := writeAll(w.fd, append(line, '\n')); err != nil {
		return fmt.Errorf("writing a record: %w", err)
	}
	return nil
}
