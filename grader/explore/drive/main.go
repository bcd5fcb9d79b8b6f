// Package drive is the inside of an explored program: it explores each test of a plan
// and writes records of what it found.
//
// The program around it is generated: it links rewritten packages, and calls Main.
package drive

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strconv"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/testing"
)

// Test is a test that was linked.
type Test struct {
	// Name is unique in the program: "import/path.TestName".
	Name string
	// Func is the name of the test function.
	Func string
	F    func(*testing.T)
}

// Program is what was linked.
type Program struct {
	Tests []Test
	// Secret is carried by every record.
	Secret string
	// Canary must be found to fail, through the same rewriter and the same search.
	// CanaryResets are those of its packages: what others do at their start is not its affair.
	Canary       Test
	CanaryResets []func()
	// Resets bring the package-level state of every package back to its beginning, in the
	// order of their initialisation.
	Resets []func()
}

// driver explores the tests of one plan.
type driver struct {
	program Program
	plan    outcome.Plan
	out     *os.File
	races   raceLog
	exit    func(int)
}

// Main carries out the plan of the environment. The process is ended by exit if it has
// to end in the middle: the test that was running has a record by then.
func Main(p Program, exit func(int)) {
	if err := run(p, exit); err != nil {
		fmt.Fprintln(os.Stderr, "exploring:", err)
		exit(1)
	}
}

func run(p Program, exit func(int)) error {
	plan, err := outcome.PlanFrom(os.Getenv)
	if err != nil {
		return err
	}
	fd, err := strconv.Atoi(os.Getenv(outcome.DescriptorVar))
	if err != nil {
		return fmt.Errorf("reading %s: %w", outcome.DescriptorVar, err)
	}
	debug.SetMaxStack(64 << 20)
	d := &driver{program: p, plan: plan, out: os.NewFile(uintptr(fd), "records"), races: raceLog{prefix: plan.RaceLog}, exit: exit}
	go d.orphaned()
	w := d.watch()
	start := outcome.Start{Race: sched.Race, Canary: p.Canary.F == nil || d.canary()}
	for _, t := range p.Tests {
		start.Tests = append(start.Tests, t.Name)
	}
	if err := d.write(outcome.Record{Start: &start}); err != nil {
		return err
	}
	for _, name := range plan.Tests {
		i := slices.IndexFunc(p.Tests, func(t Test) bool { return t.Name == name })
		if i < 0 {
			continue // its missing record will be noticed
		}
		if err := d.write(outcome.Record{Begin: &outcome.Begin{Test: name}}); err != nil {
			return err
		}
		w.on(name)
		res := d.test(p.Tests[i])
		w.off()
		if err := d.write(outcome.Record{Test: &res}); err != nil {
			return err
		}
	}
	return d.write(outcome.Record{Done: &outcome.Done{}})
}

// orphaned ends the process when the one that started it is gone, which it shows by
// closing this one's standard input.
func (d *driver) orphaned() {
	_, _ = io.Copy(io.Discard, os.Stdin)
	d.exit(1)
}

// mostRecord is how long a record may be, in bytes, before a failure is told without the
// recording of its schedule. The reader takes four times as much.
const mostRecord = 16 << 20

func failureOf(r outcome.Record) *outcome.Failure {
	if r.Test == nil {
		return nil
	}
	return r.Test.Failure
}

func (d *driver) write(r outcome.Record) error {
	r.Secret = d.program.Secret
	line, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("encoding a record: %w", err)
	}
	if f := failureOf(r); len(line) > mostRecord && f != nil {
		short := *f
		short.Events, short.Goroutines, short.Objects, short.Pair = nil, nil, nil, nil
		test := *r.Test
		test.Failure, r.Test = &short, &test
		if line, err = json.Marshal(r); err != nil {
			return fmt.Errorf("encoding a record: %w", err)
		}
	}
	if _, err := d.out.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("writing a record: %w", err)
	}
	return nil
}

// body is one schedule of a test: the program from its beginning.
func body(t Test, resets []func()) func() {
	return func() {
		sched.Initialise(func() {
			for _, reset := range resets {
				reset()
			}
		})
		testing.Run(t.Func, t.F)
	}
}

// without reports whether the plan leaves something out.
func (d *driver) without(what string) bool { return slices.Contains(d.plan.Without, what) }
