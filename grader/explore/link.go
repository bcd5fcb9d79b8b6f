package explore

import (
	"context"
	goruntime "runtime"

	"racekit/grader/confine"
	"racekit/grader/explore/outcome"
	"racekit/grader/explore/rewrite"
)

// Linked are rewritten tests to be built into a program of the caller's, which calls
// drive.Main with the Program of racekit/grader/explored if outcome.PlanVar is in its environment.
type Linked struct {
	// Files are keyed by their path in the scratch module, whose path must be "racekit".
	Files map[string][]byte
	Tests []Test
	// Refusals are what keeps packages from being explored. They must be left out.
	Refusals []rewrite.Refusal
	Digest   string
}

// Link rewrites packages for a program of the caller's. Errors are those of Run.
func Link(ctx context.Context, cfg Config, temp string) (*Linked, error) {
	loaded, sparrow, err := cfg.load(ctx, temp)
	if err != nil {
		return nil, err
	}
	l := &Linked{Refusals: refusals(loaded.Refusals), Digest: loaded.Digest, Tests: listTests(loaded)}
	l.Files, err = sources(loaded, sparrow)
	return l, err
}

func listTests(p *rewrite.Program) []Test {
	var all []Test
	for _, pkg := range p.Tests {
		for _, t := range pkg.Tests {
			all = append(all, Test{Name: pkg.Path + "." + t.Name, Package: pkg.Path, Func: t.Name, File: t.File, Line: t.Line})
		}
	}
	return all
}

// Execution is of a program that was linked with rewritten tests.
type Execution struct {
	Binary string
	// Temp is a folder for processes.
	Temp string
	Plan outcome.Plan
	// Jobs is how many processes run at one time, 0: one for each processor.
	Jobs   int
	Digest string
	// Sealed: the program's drive.Program has a Secret, from package secret.
	Sealed bool
	// Confine confines the processes; the zero value leaves them as they are.
	Confine confine.Confiner
}

// Each explores the tests named, and calls found with each result, from one goroutine at a
// time. The token replays a failure.
func (e Execution) Each(ctx context.Context, names []string, found func(t outcome.Test, token string)) error {
	return e.records(ctx, names, func(rec outcome.Record) {
		if rec.Test != nil {
			found(*rec.Test, token(e.Digest, e.Plan, *rec.Test))
		}
	})
}

func (e Execution) records(ctx context.Context, names []string, tell func(outcome.Record)) error {
	r := &runner{binary: e.Binary, temp: e.Temp, plan: e.Plan, jobs: e.Jobs, sealed: e.Sealed, confine: e.Confine, tell: tell}
	if r.jobs == 0 {
		r.jobs = goruntime.NumCPU()
	}
	return r.all(ctx, names)
}
