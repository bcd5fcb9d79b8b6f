package processes

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os/exec"
	"sync"
)

// gather is a small errgroup that does not stop at the first error: it calls f for each
// element of in, all at the same time, and returns values and errors in the order of in.
func gather[In, Out any](in []In, f func(In) (Out, error)) ([]Out, []error) {
	var (
		wg   sync.WaitGroup
		outs = make([]Out, len(in))
		errs = make([]error, len(in))
	)
	for i := range in {
		wg.Go(func() { outs[i], errs[i] = f(in[i]) })
	}
	wg.Wait()
	return outs, errs
}

// Worker is what a child does.
func Worker(in io.Reader, out io.Writer) (err error) {
	var job bytes.Buffer
	if _, err = job.ReadFrom(in); err != nil {
		return
	}
	var found string
	if found, err = Solve(job.String()); err != nil {
		return
	}
	_, err = io.WriteString(out, found)
	return
}

// Map does every job in a process of its own, all at the same time, and returns what
// they wrote, in the order of jobs.
func Map(ctx context.Context, spawn func(context.Context) *exec.Cmd, jobs []string) ([]string, error) {
	found, errs := gather(jobs, func(job string) (string, error) {
		cmd := spawn(ctx)
		cmd.Stdin = bytes.NewBufferString(job)
		out := new(bytes.Buffer)
		cmd.Stdout = out
		if err := cmd.Run(); err != nil {
			return "", &JobError{job, err}
		}
		return out.String(), nil
	})
	return found, errors.Join(errors.Join(errs...), ctx.Err())
}
