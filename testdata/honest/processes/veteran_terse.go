package processes

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"strings"
)

func Worker(in io.Reader, out io.Writer) error {
	job, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	found, err := Solve(string(job))
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, found)
	return err
}

// Map starts all, then waits for all: os/exec copies in the background.
func Map(ctx context.Context, spawn func(context.Context) *exec.Cmd, jobs []string) ([]string, error) {
	n := len(jobs)
	cmds, errs := make([]*exec.Cmd, n), make([]error, n, n+1)
	outs, found := make([]strings.Builder, n), make([]string, n)
	for i, job := range jobs {
		cmds[i] = spawn(ctx)
		cmds[i].Stdin, cmds[i].Stdout = strings.NewReader(job), &outs[i]
		if err := cmds[i].Start(); err != nil {
			errs[i] = &JobError{job, err}
		}
	}
	for i, job := range jobs {
		if errs[i] != nil {
			continue // not started
		}
		if err := cmds[i].Wait(); err != nil {
			errs[i] = &JobError{job, err}
			continue
		}
		found[i] = outs[i].String()
	}
	return found, errors.Join(append(errs, ctx.Err())...)
}
