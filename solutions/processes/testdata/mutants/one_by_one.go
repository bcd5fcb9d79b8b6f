// Each child is waited for before the next is started.
//
//	verdicts = ["too slow"]
//	means = "native"
//	fails = ["TestResultsInOrder"]
package processes

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"strings"
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
	for i, job := range jobs {
		func() {
			cmd := spawn(ctx)
			cmd.Stdin = strings.NewReader(job)
			out, err := cmd.Output() // mutant: the next child is not started before this one has ended
			if err != nil {
				errs[i] = &JobError{job, err}
				return
			}
			found[i] = string(out)
		}()
	}
	return found, errors.Join(append(errs, ctx.Err())...)
}
