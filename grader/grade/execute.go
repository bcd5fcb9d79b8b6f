package grade

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"racekit/grader/catalog"
	"racekit/grader/diagnose"
	"racekit/grader/execute"
	"racekit/grader/record"
	"racekit/grader/verdict"
)

// grace is what a process gets beyond its own bounds.
const grace = 20 * time.Second

// procs are the values of GOMAXPROCS that executions take in turn: one processor, as
// many as most machines have, and more than that, which makes threads preempt.
var procs = [...]int{2, 1, 4, 2, 1, 8, 2, 4, 16, 2}

// errShared says that what a process showed may be the doing of any exercise of its
// program: it died before the first test, in an initialiser, or in a way that shows no
// line of the exercise whose test was running.
var errShared = errors.New("it may be the doing of any exercise of the program")

// decide executes and explores the tests of a program. If one exercise may have taken the
// whole program down, each exercise gets a program of its own, as if nothing had been
// before: these are what it returns then.
func (g *grading) decide(ctx context.Context, p program) ([]program, error) {
	err := g.runAll(ctx, p)
	if err == nil {
		err = g.explore(ctx, p)
	}
	if !errors.Is(err, errShared) {
		return []program{p}, err
	}
	for _, e := range p.entries {
		e.forget(g.cfg.Runs)
	}
	programs, err := g.compileAlone(ctx, p.entries)
	if err != nil {
		return nil, err
	}
	for _, phase := range []func(context.Context, program) error{g.runAll, g.explore} {
		for _, alone := range programs {
			if err := phase(ctx, alone); err != nil {
				return nil, err
			}
		}
	}
	return programs, nil
}

// runAll does the executions of a program, several at a time. The first one is divided
// among the workers, test by test: what fails in it needs no second execution, and
// untouched stubs are decided without doing anything twice.
func (g *grading) runAll(ctx context.Context, p program) error {
	tests := p.open()
	size := max(1, (len(tests)+g.cfg.Jobs-1)/g.cfg.Jobs)
	first := func(yield func(job) bool) {
		for _, alike := range byProfile(tests) {
			for part := range slices.Chunk(alike, size) {
				if !yield(job{1, part}) {
					return
				}
			}
		}
	}
	g.executing(0)
	if err := g.work(ctx, p, first); err != nil {
		return err
	}
	return g.work(ctx, p, func(yield func(job) bool) {
		for n := 2; n <= g.cfg.Runs; n++ {
			g.executing(n - 1)
			open := byProfile(p.open())
			for _, alike := range open {
				if !yield(job{n, alike}) {
					return
				}
			}
			if len(open) == 0 {
				return
			}
		}
	})
}

// byProfile divides tests into those of exercises whose processes may have children, and
// the others: one process has one profile.
func byProfile(tests []one) [][]one {
	var alone, parents []one
	for _, t := range tests {
		if t.entry.ex.Processes {
			parents = append(parents, t)
		} else {
			alone = append(alone, t)
		}
	}
	return slices.DeleteFunc([][]one{alone, parents}, func(part []one) bool { return len(part) == 0 })
}

// executing reports how many executions of each test were begun.
func (g *grading) executing(done int) {
	g.report.progress(verdict.Progress{
		Doing: verdict.Text{En: "executing", Ja: "実行しています"}, Done: done, Total: g.cfg.Runs,
	})
}

// job is one execution of some tests, at least one, all of one profile.
type job struct {
	execution int
	tests     []one
}

// work hands jobs to the workers, each when one is free, and waits for all of them.
func (g *grading) work(ctx context.Context, p program, jobs iter.Seq[job]) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	runner := execute.Runner{Binary: p.binary, Temp: g.space.Temp, Grace: grace, Confine: g.confine}
	var workers sync.WaitGroup
	free := make(chan struct{}, g.cfg.Jobs)
	next, stop := iter.Pull(jobs)
	defer stop()
	for {
		// What the next job is depends on what the last ones showed: take it when there
		// is somebody to do it, not before.
		free <- struct{}{}
		j, ok := next()
		if !ok || ctx.Err() != nil {
			break
		}
		workers.Go(func() {
			defer func() { <-free }()
			if err := g.run(ctx, runner, p, j); err != nil {
				cancel(err)
			}
		})
	}
	workers.Wait()
	return context.Cause(ctx)
}

// run does a job: in one process, and in a fresh one for the rest after each test
// that is not right.
func (g *grading) run(ctx context.Context, runner execute.Runner, p program, j job) error {
	n, tests := j.execution, j.tests
	runner.Self = tests[0].entry.ex.Processes
	for len(tests) > 0 {
		plan := record.Plan{Execution: n, Seed: g.cfg.Seed*1_000_003 + uint64(n), Procs: procs[(n-1)%len(procs)]}
		for _, t := range tests {
			plan.Tests = append(plan.Tests, t.planned())
		}
		o, err := runner.Run(ctx, plan)
		if err != nil {
			return err
		}
		g.notePeak(o.PeakBytes)
		last, foreign := p.settle(o, plan)
		switch {
		case len(p.entries) > 1 && (foreign || last < 0):
			return errShared
		case last < 0:
			p.settleSilent(o, tests, plan)
			return nil
		}
		tests = tests[last+1:]
	}
	return nil
}

// one is a test of a program.
type one struct {
	entry *entry
	test  catalog.Test
}

func (t one) name() string { return t.entry.ex.Slug + "/" + t.test.Name }

func (t one) planned() record.Test {
	b := t.entry.ex.Bounds
	return record.Test{Name: t.name(), CPU: b.CPU, Wall: b.Wall, Memory: uint64(b.Memory)}
}

// open lists the tests that another execution can still change.
func (p program) open() []one {
	var tests []one
	for _, e := range p.entries {
		for _, t := range e.ex.Tests {
			if e.tests[t.Name].open() {
				tests = append(tests, one{e, t})
			}
		}
	}
	return tests
}

// find returns the test of that name.
func (p program) find(name string) (one, bool) {
	slug, test, _ := strings.Cut(name, "/")
	for _, e := range p.entries {
		if e.ex.Slug != slug {
			continue
		}
		for _, t := range e.ex.Tests {
			if t.Name == test {
				return one{e, t}, true
			}
		}
	}
	return one{}, false
}

// settle takes down what a process showed. It returns the index in the plan of the
// last test that is settled, or -1 if none is, and whether any result is one that
// another exercise may have caused.
func (p program) settle(o execute.Outcome, plan record.Plan) (last int, foreign bool) {
	last = -1
	take := func(name string, elapsed time.Duration, diagnosed func(one) diagnose.Result) {
		t, ok := p.find(name)
		if !ok {
			return
		}
		r := diagnosed(t)
		foreign = foreign || r.Foreign
		t.entry.tests[t.test.Name].add(plan.Execution, tag(r, plan), elapsed)
		last = max(last, slices.IndexFunc(plan.Tests, func(t record.Test) bool { return t.Name == name }))
	}
	lost := diagnose.Unreported(o)
	for _, end := range o.Ends {
		take(end.Test, end.Elapsed, func(t one) diagnose.Result {
			if lost {
				return diagnose.Lost()
			}
			return t.entry.subject.End(t.test, end, o.Races)
		})
	}
	if o.Open != nil {
		take(o.Open.Test, 0, func(t one) diagnose.Result { return t.entry.subject.Death(t.test, o) })
	}
	last, missed := p.closeBooks(plan, o, last)
	return last, foreign || missed
}

// closeBooks finds the tests that a process passed over on its way to the last one, or
// that a process which says it is done left out: a test that never reports has failed.
// It returns the index of the last test that is settled then, and whether there was any
// such test.
func (p program) closeBooks(plan record.Plan, o execute.Outcome, last int) (settled int, missed bool) {
	reported := map[string]bool{}
	for _, end := range o.Ends {
		reported[end.Test] = true
	}
	if o.Open != nil {
		reported[o.Open.Test] = true
	}
	if o.Done != nil && o.Done.Stopped == "" {
		last = len(plan.Tests) - 1
	}
	for _, planned := range plan.Tests[:last+1] {
		if t, ok := p.find(planned.Name); ok && !reported[planned.Name] {
			t.entry.tests[t.test.Name].add(plan.Execution, tag(diagnose.Missing(), plan), 0)
			missed = true
		}
	}
	return last, missed
}

// settleSilent is for a program of one exercise that died before its first test: the
// exercise's initialiser is what killed it, so that no test can pass.
func (p program) settleSilent(o execute.Outcome, tests []one, plan record.Plan) {
	for _, t := range tests {
		t.entry.tests[t.test.Name].add(plan.Execution, tag(t.entry.subject.Death(t.test, o), plan), 0)
	}
}
