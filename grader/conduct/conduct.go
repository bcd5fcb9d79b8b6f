// Package conduct is the inside of a graded binary: it executes the tests of a plan,
// one after the other, and writes the records that the harness does not.
//
// The program around it is generated: it links the tests of several exercises, which
// are laid out as ordinary packages, and calls Main.
package conduct

import (
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"runtime/pprof"
	"testing"

	"racekit/grader/harness"
	"racekit/grader/record"
	"racekit/grader/secret"
)

// Test is a test that was linked, named "slug/TestName".
type Test struct {
	Name string
	F    func(*testing.T)
}

// Main executes the plan of the environment and ends the process. It stops at the
// first test that is not right: what it left behind, goroutines above all, must not
// be held against the next, so that is left to a fresh process.
//
// orphaned is called when the process that grades is gone, which it shows by closing
// this one's standard input, or when a worker has failed that a test started as a process
// of its own. It must end the process, with a status that is not 0.
func Main(tests []Test, orphaned func()) {
	if is, err := harness.Serve(); is {
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			orphaned()
		}
		return
	}
	go func() {
		// Whatever the error, nobody is there any more.
		_, _ = io.Copy(io.Discard, os.Stdin)
		orphaned()
	}()
	testing.Main(all, []testing.InternalTest{{Name: "graded", F: func(t *testing.T) {
		if err := run(t, tests); err != nil {
			t.Fatalf("grading: %v", err)
		}
	}}}, nil, nil)
}

// all matches every name. It is what package testing asks of a program that brings
// its own main function.
func all(_, _ string) (bool, error) { return true, nil }

// maxStack is what the stack of one goroutine may grow to, in bytes.
const maxStack = 16 << 20

func run(t *testing.T, tests []Test) error {
	plan, ok, err := record.PlanFrom(os.Getenv)
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("reading the plan: %s is not set; this program is run by racekit", record.PlanVar)
	}
	// A recursion without end is to be seen as one, not as a process out of memory.
	debug.SetMaxStack(maxStack)
	if err := limit(); err != nil {
		return fmt.Errorf("bounding memory: %w", err)
	}
	out, err := record.NewWriter(os.Getenv, secret.Taken())
	if err != nil {
		return err
	}
	linked := make(map[string]func(*testing.T), len(tests))
	manifest := record.Manifest{Race: race, Leaks: pprof.Lookup("goroutineleak") != nil}
	for _, one := range tests {
		linked[one.Name] = one.F
		manifest.Tests = append(manifest.Tests, one.Name)
	}
	if err := out.Write(record.Record{Manifest: &manifest}); err != nil {
		return err
	}
	var done record.Done
	for _, one := range plan.Tests {
		f, ok := linked[one.Name]
		if !ok {
			continue // its missing record will be noticed
		}
		begin := record.Begin{Test: one.Name, Execution: plan.Execution, Seed: harness.SeedFor(plan.Seed, one.Name), Procs: plan.Procs}
		if err := out.Write(record.Record{Begin: &begin}); err != nil {
			return err
		}
		if !t.Run(one.Name, f) {
			done.Stopped = one.Name
			break
		}
	}
	return out.Write(record.Record{Done: &done})
}
