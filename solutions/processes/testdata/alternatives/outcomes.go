// Package processes collects outcomes from a channel, each with the number of its job:
// they may come in any order.
package processes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
)

type outcome struct {
	nth    int
	result string
	err    error
}

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
	_, err = fmt.Fprint(out, result)
	return err
}

// Map does every job in a process of its own, and waits for all of them.
func Map(ctx context.Context, spawn func(context.Context) *exec.Cmd, jobs []string) ([]string, error) {
	outcomes := make(chan outcome)
	for nth, job := range jobs {
		cmd := spawn(ctx)
		go func() { outcomes <- do(ctx, cmd, nth, job) }()
	}
	found, errs := make([]string, len(jobs)), make([]error, len(jobs))
	for range jobs {
		o := <-outcomes
		found[o.nth], errs[o.nth] = o.result, o.err
	}
	return found, errors.Join(errs...)
}

func do(ctx context.Context, cmd *exec.Cmd, nth int, job string) outcome {
	var out bytes.Buffer
	cmd.Stdin, cmd.Stdout = strings.NewReader(job), &out
	switch err := cmd.Run(); {
	case ctx.Err() != nil:
		return outcome{nth, "", &JobError{job, fmt.Errorf("%w (%w)", context.Cause(ctx), ctx.Err())}}
	case err != nil:
		return outcome{nth, "", &JobError{job, err}}
	}
	return outcome{nth, out.String(), nil}
}
