package processes_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"racekit/solutions/processes"

	"racekit/grader/harness"
)

// What the child processes do.
var (
	// gated says that it is there, waits for leave, and works then.
	gated = harness.Worker("gated", func(in io.Reader, out io.Writer) error {
		if err := waitForLeave(); err != nil {
			return err
		}
		return processes.Worker(in, out)
	})
	// fragile breaks down over jobs that tell it to.
	fragile = harness.Worker("fragile", func(in io.Reader, out io.Writer) error {
		job, err := io.ReadAll(in)
		if strings.HasPrefix(string(job), "crash") {
			fmt.Fprint(out, "half a result")
			panic("crash")
		}
		return errors.Join(err, processes.Worker(strings.NewReader(string(job)), out))
	})
	// echo writes while it reads.
	echo = harness.Worker("echo", func(in io.Reader, out io.Writer) error {
		_, err := io.Copy(out, in)
		return err
	})
)

// The children run together. They end in another order than that of the jobs, and each
// result comes to its place all the same.
func TestResultsInOrder(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		jobs, want := []string{"10", "100", "1000"}, []string{"4", "25", "168"}
		together := r.Witness(len(jobs))
		var turnstile sync.Mutex // from leave to end, one at a time
		gate := newGate(r, func(child net.Conn) {
			together.Arrive()
			turnstile.Lock()
			defer turnstile.Unlock()
			giveLeave(child)
			waitForEnd(child)
		})
		r.Go("parent", func() {
			defer gate.close()
			got, err := processes.Map(context.Background(), func(ctx context.Context) *exec.Cmd {
				return gate.lead(r.Command(ctx, gated))
			}, jobs)
			if !slices.Equal(got, want) || err != nil {
				r.Errorf("primes up to %q: Map() = %q, %v; want %q, nil", jobs, got, err, want)
			}
		})
		r.Join()
	})
}

// A child that breaks down takes no other with it. Its job is named, and what it had
// written does not count. A job that its worker refuses has failed in the same manner.
func TestFailedJobsAreNamed(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		jobs := []string{"crash one", "100", "no number", "crash two"}
		got, err := processes.Map(context.Background(), func(ctx context.Context) *exec.Cmd {
			return r.Command(ctx, fragile)
		}, jobs)
		var job *processes.JobError
		if !errors.As(err, &job) {
			r.Fatalf("3 of 4 jobs fail: Map() error = %v; want a *JobError", err)
		}
		for _, name := range []string{"crash one", "no number", "crash two"} {
			if !strings.Contains(err.Error(), name) {
				r.Errorf("3 of 4 jobs fail: Map() error = %q; want one that names %q", err, name)
			}
		}
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 2 {
			r.Errorf("3 of 4 jobs fail: Map() error = %v; want one that wraps exit status 2, that of a panic", err)
		}
		slices.Sort(got)
		if want := []string{"", "", "", "25"}; !slices.Equal(got, want) {
			r.Errorf("3 of 4 jobs fail: Map() = %q; want %q, in some order", got, want)
		}
	})
}

// A pipe holds a few KiB. A job and a result of 1 MiB each pass through all the same,
// also where the child writes before it has read everything.
func TestLargeJob(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		job := strings.Repeat("0123456789abcdef", 1<<16)
		got, err := processes.Map(context.Background(), func(ctx context.Context) *exec.Cmd {
			return r.Command(ctx, echo)
		}, []string{job})
		if err != nil || len(got) != 1 || got[0] != job {
			r.Errorf("a child echoes 1 MiB: Map() = %d results, %v; want the job itself, nil", len(got), err)
		}
	})
}

// A cancel ends the children that run, Map waits for them, and says why they ended.
func TestCancelEndsTheChildren(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		gate := newGate(r, func(child net.Conn) {
			cancel() // as soon as one is there; it never gets leave
			waitForEnd(child)
		})
		r.Go("parent", func() {
			defer gate.close()
			_, err := processes.Map(ctx, func(ctx context.Context) *exec.Cmd {
				return gate.lead(r.Command(ctx, gated))
			}, []string{"10", "20"})
			if n := r.Children(); n > 0 {
				r.Errorf("cancelled: Map() returned, and %d children were not waited for; want 0", n)
			}
			if !errors.Is(err, context.Canceled) {
				r.Errorf("cancelled: Map() error = %v; want %v", err, context.Canceled)
			}
		})
		r.Join()
	})
}

// gateVar tells a child where the gate is at which it has to wait.
const gateVar = "PROCESSES_TEST_GATE"

// gate leads the children of a test: each one that has started comes there.
type gate struct {
	r        *harness.Run
	dir      string
	listener net.Listener
}

// newGate calls keep for every child that comes, each time on a goroutine of its own.
func newGate(r *harness.Run, keep func(child net.Conn)) *gate {
	dir, err := os.MkdirTemp("", "gate")
	if err != nil {
		r.Fatalf("making a gate: %v", err)
	}
	listener, err := net.Listen("unix", filepath.Join(dir, "s"))
	if err != nil {
		r.Fatalf("making a gate: %v", err)
	}
	r.Go("gate", func() {
		for {
			child, err := listener.Accept()
			if err != nil {
				return // it was closed
			}
			r.Go("gatekeeper", func() {
				defer child.Close()
				keep(child)
			})
		}
	})
	return &gate{r, dir, listener}
}

// lead tells a child where the gate is.
func (g *gate) lead(cmd *exec.Cmd) *exec.Cmd {
	cmd.Env = append(cmd.Env, gateVar+"="+g.listener.Addr().String())
	return cmd
}

func (g *gate) close() {
	if err := errors.Join(g.listener.Close(), os.RemoveAll(g.dir)); err != nil {
		g.r.Errorf("closing the gate: %v", err)
	}
}

func giveLeave(child net.Conn) { _, _ = child.Write([]byte{1}) }

// waitForEnd waits until the child is gone, and with it its end of the connection.
func waitForEnd(child net.Conn) { _, _ = io.Copy(io.Discard, child) }

// waitForLeave is the child's side. Its end of the connection stays open until it ends.
func waitForLeave() error {
	parent, err := net.Dial("unix", os.Getenv(gateVar))
	if err != nil {
		return err
	}
	_, err = parent.Read(make([]byte, 1))
	atGate = parent
	return err
}

var atGate net.Conn // so that it is not closed by the garbage collector
