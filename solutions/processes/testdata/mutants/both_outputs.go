// What the child says on its standard error is taken for a part of its result.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestResultsInOrder", "TestFailedJobsAreNamed", "TestLargeJob"]
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
	_, err = io.WriteString(out, result)
	return err
}

// Map does every job in a process of its own, and waits for all of them.
func Map(ctx context.Context, spawn func(context.Context) *exec.Cmd, jobs []string) ([]string, error) {
	found, errs := make([]string, len(jobs)), make([]error, len(jobs))
	var all sync.WaitGroup
	for i, job := range jobs {
		all.Go(func() {
			cmd := spawn(ctx)
			cmd.Stdin = strings.NewReader(job)
			out, err := cmd.CombinedOutput() // mutant: the result comes from the standard output
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
