package check

import (
	"context"
	"fmt"
	"sync"

	"racekit/grader/grade"
	"racekit/grader/verdict"
)

// task is one batch, graded with one seed.
type task struct {
	batch batch
	seed  uint64
}

// execute grades every answer as often as asked for, several batches at a time, and
// judges each grading. An error of the grader stops all.
func (c *checker) execute(ctx context.Context, sets []collection) error {
	batches := c.plan(sets)
	tasks := make([]task, 0, len(batches)*c.cfg.Repeat)
	for round := range c.cfg.Repeat {
		for _, b := range batches {
			tasks = append(tasks, task{b, grade.DefaultSeed + uint64(round)})
			c.report.Planned += len(b)
		}
	}
	if len(tasks) == 0 {
		return nil
	}
	c.cfg.Graded(0, c.report.Planned)
	err := c.work(ctx, tasks)
	for _, b := range batches {
		for _, p := range b {
			c.conclude(p.result)
		}
	}
	return err
}

// work hands the tasks out to workers and waits for them.
func (c *checker) work(ctx context.Context, tasks []task) error {
	stop, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	queue := make(chan task)
	var mu sync.Mutex // guards the report
	var workers sync.WaitGroup
	for range c.cfg.Together {
		workers.Go(func() {
			for t := range queue {
				if err := c.grade(stop, t, &mu); err != nil {
					cancel(err)
				}
			}
		})
	}
	for _, t := range tasks {
		select {
		case queue <- t:
		case <-stop.Done():
		}
	}
	close(queue)
	workers.Wait()
	return context.Cause(stop)
}

// grade grades one batch and files what it showed.
func (c *checker) grade(ctx context.Context, t task, report *sync.Mutex) error {
	if ctx.Err() != nil {
		return nil
	}
	cfg := grade.Config{
		Root: c.cfg.Root, Runs: c.cfg.Runs, Jobs: c.cfg.Jobs, Seed: t.seed,
		Scratch: c.cfg.Scratch, Env: c.cfg.Env, Replace: map[string][]byte{},
	}
	for _, p := range t.batch {
		cfg.Slugs = append(cfg.Slugs, p.answer.Slug)
		for name, text := range p.answer.Files {
			cfg.Replace[p.answer.Slug+"/"+name] = text
		}
	}
	got := collector{}
	summary, err := c.cfg.Grade(ctx, cfg, got)
	if err != nil {
		return err
	}
	report.Lock()
	defer report.Unlock()
	for _, p := range t.batch {
		ex, ok := got[p.answer.Slug]
		if !ok {
			return fmt.Errorf("checking %s: the grading left it out", p.answer.Slug)
		}
		if summary.Interrupted && ex.Verdict == verdict.NotGraded {
			continue
		}
		p.result.add(Judge(p.answer, ex), t.seed)
		c.report.Graded++
	}
	c.cfg.Graded(c.report.Graded, c.report.Planned)
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

// collector keeps the exercises of a stream by slug.
type collector map[string]verdict.Exercise

// Start takes nothing.
func (collector) Start(verdict.Start) error { return nil }

// Progress takes nothing.
func (collector) Progress(verdict.Progress) error { return nil }

// Exercise keeps the exercise.
func (c collector) Exercise(ex verdict.Exercise) error { c[ex.Slug] = ex; return nil }

// Summary takes nothing.
func (collector) Summary(verdict.Summary) error { return nil }
