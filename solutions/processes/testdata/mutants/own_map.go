// The child leaves its result in a variable, of which every process has its own.
//
//	verdicts = ["wrong result"]
//	means = "native"
package processes

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"strings"
	"sync"
)

var results = map[string]string{}

// Worker is what a child does: one job from in, its result to out.
func Worker(in io.Reader, out io.Writer) error {
	job, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	result, err := Solve(string(job))
	if err != nil {
		return err
	}
	results[string(job)] = result // mutant: this is the child's own memory
	return nil
}

// Map does every job in a process of its own, and waits for all of them.
func Map(ctx context.Context, spawn func(context.Context) *exec.Cmd, jobs []string) ([]string, error) {
	found, errs := make([]string, len(jobs)), make([]error, len(jobs))
	var all sync.WaitGroup
	for i, job := range jobs {
		all.Go(func() {
			cmd := spawn(ctx)
			cmd.Stdin = strings.NewReader(job)
			out, err := cmd.Output() // starts, feeds, drains and waits
			if err != nil {
				errs[i] = &JobError{job, err}
				return
			}
			_ = out
			found[i] = results[job] // mutant: and this is the parent's
		})
	}
	all.Wait()
	return found, errors.Join(append(errs, ctx.Err())...)
}
