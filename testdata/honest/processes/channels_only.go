// Package processes splits work over child processes.
package processes

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
)

// Worker is what a child does: it reads one job from in, up to its end, and writes what
// Solve makes of it to out, and nothing else. It returns the error if there is one.
func Worker(in io.Reader, out io.Writer) error {
	var job strings.Builder
	if _, err := io.Copy(&job, bufio.NewReader(in)); err != nil {
		return fmt.Errorf("read the job: %w", err)
	}
	result, err := Solve(job.String())
	if err != nil {
		return fmt.Errorf("solve the job: %w", err)
	}
	w := bufio.NewWriter(out)
	w.WriteString(result) // Flush has the error
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// answer is what comes home from one child.
type answer struct {
	index  int
	result string
	err    error
}

// Map does every job in a process of its own, all at the same time, and returns what
// they wrote, in the order of jobs.
func Map(ctx context.Context, spawn func(context.Context) *exec.Cmd, jobs []string) ([]string, error) {
	answers := make(chan answer)
	for i, job := range jobs {
		go func() {
			cmd := spawn(ctx)
			cmd.Stdin = strings.NewReader(job)
			output, err := cmd.Output()
			if err != nil {
				answers <- answer{index: i, err: &JobError{Job: job, Err: err}}
				return
			}
			answers <- answer{index: i, result: string(output)}
		}()
	}

	results := make([]string, len(jobs))
	failed := make([]error, len(jobs))
	for range jobs { // exactly one answer for each
		a := <-answers
		results[a.index], failed[a.index] = a.result, a.err
	}
	if err := ctx.Err(); err != nil {
		failed = append(failed, err)
	}
	return results, errors.Join(failed...)
}
