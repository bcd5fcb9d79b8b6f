// The errors are joined in the order in which the children end.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestResultsInOrder"]
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
	found := make([]string, len(jobs))
	var mu sync.Mutex
	var errs []error // guarded by mu
	var all sync.WaitGroup
	for i, job := range jobs {
		all.Go(func() {
			cmd := spawn(ctx)
			cmd.Stdin = strings.NewReader(job)
			out, err := cmd.Output() // starts, feeds, drains and waits
			if err != nil {
				mu.Lock()
				defer mu.Unlock()
				errs = append(errs, &JobError{job, err}) // mutant: who fails first is first
				return
			}
			found[i] = string(out)
		})
	}
	all.Wait()
	return found, errors.Join(append(errs, ctx.Err())...)
}
