package harness

import (
	stdcontext "context"
	"fmt"
	"io"
	"os/exec"

	"racekit/grader/explore/sched"
)

// Worker says what a child process does. Here there are none.
//
//go:noinline
func Worker(name string, _ func(in io.Reader, out io.Writer) error) string { return name }

// Serve reports that this process is no child of a test.
//
//go:noinline
func Serve() (bool, error) { return false, nil }

// Command gives up: another process cannot be scheduled, and so the test is not explored.
//
//go:noinline
func (r *Run) Command(_ stdcontext.Context, worker string) *exec.Cmd {
	where := ""
	if at := r.place(); len(at) > 0 {
		where = fmt.Sprintf("%s:%d", at[0].File, at[0].Line)
	}
	sched.Uncontrolled("harness.Run.Command, a process of its own for "+worker, where)
	return nil
}

// Children is 0: nothing that is explored has started a process.
//
//go:noinline
func (r *Run) Children() int { return 0 }
