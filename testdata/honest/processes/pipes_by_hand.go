// Package processes splits work over child processes.
package processes

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"sync"
)

var _ error = (*JobError)(nil)

// Worker is what a child does: it reads one job from in, up to its end, and writes what
// Solve makes of it to out, and nothing else. It returns the error if there is one.
func Worker(in io.Reader, out io.Writer) error {
	job, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	result, err := Solve(string(job))
	if err != nil {
		return err
	}
	n, err := out.Write([]byte(result))
	if err == nil && n < len(result) {
		err = io.ErrShortWrite
	}
	return err
}

// talk sends job to the child and returns what the child sends back.
func talk(cmd *exec.Cmd, job string) (string, error) {
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return "", err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		stdin.Close()
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err // Start has closed the pipes
	}

	// Both directions at the same time: the child may write before it has read all.
	var writer sync.WaitGroup
	writer.Add(1)
	go func() {
		defer writer.Done()
		defer stdin.Close() // or the child never sees the end
		// An error here means that the child does not read any more. Whether that is
		// a failure is told by its exit status.
		io.WriteString(stdin, job)
	}()

	result, readErr := io.ReadAll(stdout) // must be over before Wait, which closes stdout
	waitErr := cmd.Wait()                 // closes stdin too, so the writer ends
	writer.Wait()

	if waitErr != nil {
		return "", waitErr
	}
	if readErr != nil {
		return "", readErr
	}
	return string(result), nil
}

// Map does every job in a process of its own, all at the same time, and returns what
// they wrote, in the order of jobs.
func Map(ctx context.Context, spawn func(context.Context) *exec.Cmd, jobs []string) ([]string, error) {
	results := make([]string, len(jobs))

	var (
		mu     sync.Mutex
		failed = map[int]*JobError{} // guarded by mu
		all    sync.WaitGroup
	)
	for i, job := range jobs {
		all.Add(1)
		go func() {
			defer all.Done()
			result, err := talk(spawn(ctx), job)
			if err != nil {
				mu.Lock()
				defer mu.Unlock()
				failed[i] = &JobError{Job: job, Err: err}
				return
			}
			results[i] = result
		}()
	}
	all.Wait()

	var errs []error
	for i := range jobs {
		if e, ok := failed[i]; ok { // a nil *JobError would be an error that is not nil
			errs = append(errs, e)
		}
	}
	if ctx.Err() != nil {
		errs = append(errs, ctx.Err())
	}
	return results, errors.Join(errs...)
}
