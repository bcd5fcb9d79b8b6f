// Package processes splits work over child processes.
package processes

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os/exec"
	"strings"
	"sync"
)

// Worker is what a child does: it reads one job from in, up to its end, and writes what
// Solve makes of it to out, and nothing else. It returns the error if there is one.
func Worker(in io.Reader, out io.Writer) error {
	bytesOfJob, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	job := string(bytesOfJob)

	result, err := Solve(job)
	if err != nil {
		return err
	}

	_, err = out.Write([]byte(result))
	if err != nil {
		return err
	}
	return nil
}

// Map does every job in a process of its own, all at the same time, and returns what
// they wrote, in the order of jobs.
func Map(ctx context.Context, spawn func(context.Context) *exec.Cmd, jobs []string) ([]string, error) {
	// Each goroutine writes only to its own index, so no mutex is needed.
	results := make([]string, len(jobs))
	jobErrors := make([]error, len(jobs))

	var wg sync.WaitGroup
	for i := 0; i < len(jobs); i++ {
		wg.Add(1)
		go func(i int) {
			defer wg.Done()

			var stdout bytes.Buffer
			cmd := spawn(ctx)
			cmd.Stdin = strings.NewReader(jobs[i])
			cmd.Stdout = &stdout

			// Run = Start + Wait. The package os/exec makes the pipes and the goroutines
			// that fill and empty them at the same time.
			err := cmd.Run()
			if err != nil {
				jobErrors[i] = &JobError{Job: jobs[i], Err: err}
				return
			}
			results[i] = stdout.String()
		}(i)
	}
	wg.Wait()

	// errors.Join leaves out nil, and is nil if all are nil.
	allErrors := append(jobErrors, ctx.Err())
	return results, errors.Join(allErrors...)
}
