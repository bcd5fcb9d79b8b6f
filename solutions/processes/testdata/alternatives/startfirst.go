// Package processes needs no goroutine of its own: it starts all children, which run by
// themselves, and then waits for one after the other.
package processes

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os/exec"
	"strings"
)

// Worker is what a child does: one job from in, its result to out.
func Worker(in io.Reader, out io.Writer) error {
	var job strings.Builder
	if _, err := io.Copy(&job, in); err != nil {
		return err
	}
	result, err := Solve(job.String())
	if err == nil {
		_, err = io.WriteString(out, result)
	}
	return err
}

// Map does every job in a process of its own, and waits for all of them.
func Map(ctx context.Context, spawn func(context.Context) *exec.Cmd, jobs []string) ([]string, error) {
	children := make([]*exec.Cmd, len(jobs))
	outputs := make([]bytes.Buffer, len(jobs))
	errs := make([]error, len(jobs))
	for i, job := range jobs {
		children[i] = spawn(ctx)
		// Package os/exec copies to and from these, until Wait.
		children[i].Stdin, children[i].Stdout = strings.NewReader(job), &outputs[i]
		errs[i] = children[i].Start()
	}
	found := make([]string, len(jobs))
	for i, child := range children {
		if errs[i] == nil {
			errs[i] = child.Wait()
		}
		if errs[i] == nil {
			found[i] = outputs[i].String()
		} else {
			errs[i] = &JobError{Job: jobs[i], Err: errs[i]}
		}
	}
	return found, errors.Join(append(errs, ctx.Err())...)
}
