// What is wrong with the output of the child is not said.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestFailedJobsAreNamed"]
package processes

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"strings"
	"sync"
)

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
	_, _ = io.WriteString(out, result) // mutant: half a result, and status 0
	return nil
}

// Map does every job in a process of its own, and waits for all of them.
func Map(ctx context.Context, spawn func(context.Context) *exec.Cmd, jobs []string) ([]string, error) { // mutant: the child is at fault, not this
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
			found[i] = string(out)
		})
	}
	all.Wait()
	return found, errors.Join(append(errs, ctx.Err())...)
}
