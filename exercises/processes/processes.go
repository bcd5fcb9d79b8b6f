// Package processes splits work over child processes.
//
// The task: here the children put their results into a map, of which every process has
// its own, and nobody waits for them. Send the results through pipes, wait for every
// child, and say which job failed. Solve and JobError are in kit.go; README.md has the
// contract.
package processes

import (
	"context"
	"io"
	"os/exec"
	"strings"
)

// results is where the children leave what they have found.
var results = map[string]string{}

// Worker is what a child does: it reads one job from in, up to its end, and writes what
// Solve makes of it to out, and nothing else. It returns the error if there is one.
func Worker(in io.Reader, out io.Writer) error {
	job, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	results[string(job)], err = Solve(string(job))
	return err
}

// Map does every job in a process of its own, all at the same time, and returns what
// they wrote, in the order of jobs. spawn makes a command that reads a job from its
// standard input and writes the result to its standard output; it is killed when ctx
// ends. Of a job that fails the result is "", and the error is a *JobError; all of them
// are joined in the order of jobs, and the error of ctx with them if it has ended. When
// Map returns, every process that it started has ended and was waited for.
func Map(ctx context.Context, spawn func(context.Context) *exec.Cmd, jobs []string) ([]string, error) {
	found := make([]string, len(jobs))
	for i, job := range jobs {
		cmd := spawn(ctx)
		cmd.Stdin = strings.NewReader(job)
		if err := cmd.Start(); err != nil {
			return nil, &JobError{job, err}
		}
		// TODO: the child writes to a map of its own, and nobody waits for it.
		found[i] = results[job]
	}
	return found, nil
}
