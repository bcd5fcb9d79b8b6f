package check

import (
	"context"
	"fmt"
	"sync"

	"racekit/grader/grade"
	"racekit/grader/verdict"
)

// execute grades every answer as often as asked for, several batches at a time, and
// judges each grading. An error of the grader stops all.
func (c *checker) execute(ctx context.Context, sets []collection) error {
	batches := c.plan(sets)
	for _, b := range batches {
		c.report.Planned += len(b) * c.cfg.Repeat
	}
	if len(batches) == 0 {
		return nil
	}
	c.cfg.Graded(0, c.report.Planned)
	err := c.work(ctx, batches)
	for _, b := range batches {
		for _, p := range b {
			c.conclude(p.result)
		}
	}
	return err
}

// work hands the batches out to workers and waits for them.
func (c *checker) work(ctx context.Context, batches []batch) error {
	stop, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	queue := make(chan batch)
	var mu sync.Mutex // guards the report
	var workers sync.WaitGroup
	for range c.cfg.Together {
		workers.Go(func() {
			for b := range queue {
				if err := c.grade(stop, b, &mu); err != nil {
					cancel(err)
				}
			}
		})
	}
	for _, b := range batches {
		select {
		case queue <- b:
		case <-stop.Done():
		}
	}
	close(queue)
	workers.Wait()
	return context.Cause(stop)
}

// grade builds one batch and grades it with each seed.
func (c *checker) grade(ctx context.Context, b batch, report *sync.Mutex) error {
	if ctx.Err() != nil {
		return nil
	}
	cfg := grade.Config{
		Root: c.cfg.Root, Runs: c.cfg.Runs, Jobs: c.cfg.Jobs, RequireTier: c.cfg.RequireTier,
		Scratch: c.cfg.Scratch, Env: c.cfg.Env, Replace: map[string][]byte{},
	}
	for _, p := range b {
		cfg.Slugs = append(cfg.Slugs, p.answer.Slug)
		for name, text := range p.answer.Files {
			cfg.Replace[p.answer.Slug+"/"+name] = text
		}
	}
	seeds := make([]uint64, c.cfg.Repeat)
	for i := range seeds {
		seeds[i] = grade.DefaultSeed + uint64(i)
	}
	return c.cfg.Grade(ctx, cfg, seeds, func(seed uint64) verdict.Handler {
		return &filer{c: c, batch: b, seed: seed, report: report, got: map[string]verdict.Exercise{}}
	})
}

// filer takes one grading of a batch, and files what it showed at its end.
type filer struct {
	c      *checker
	batch  batch
	seed   uint64
	report *sync.Mutex
	got    map[string]verdict.Exercise
}

// Start takes nothing.
func (f *filer) Start(verdict.Start) error { return nil }

// Progress takes nothing.
func (f *filer) Progress(verdict.Progress) error { return nil }

// Exercise keeps the exercise.
func (f *filer) Exercise(ex verdict.Exercise) error { f.got[ex.Slug] = ex; return nil }

// Summary judges what was kept.
func (f *filer) Summary(summary verdict.Summary) error {
	f.report.Lock()
	defer f.report.Unlock()
	for _, p := range f.batch {
		ex, ok := f.got[p.answer.Slug]
		if !ok {
			return fmt.Errorf("checking %s: the grading left it out", p.answer.Slug)
		}
		if summary.Interrupted && ex.Verdict == verdict.NotGraded {
			continue
		}
		p.result.add(Judge(p.answer, ex), f.seed)
		f.c.report.Graded++
	}
	f.c.cfg.Graded(f.c.report.Graded, f.c.report.Planned)
	return nil
}

// conclude puts the mistakes of an answer into the report: those of its first grading
// that was not as declared, and how many more there were.
func (c *checker) conclude(r *Result) {
	for _, m := range r.mistakes {
		if c.cfg.Repeat > 1 {
			m.What = fmt.Sprintf("%d of %d gradings were not as declared; with seed %d: %s", r.Undeclared, r.Gradings, r.seed, m.What)
		}
		c.report.Mistakes = append(c.report.Mistakes, m)
	}
}
