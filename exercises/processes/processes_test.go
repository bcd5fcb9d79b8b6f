package processes_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/iotest"

	"racekit/exercises/processes"

	"racekit/grader/harness"
)

// What the child processes do. Each comes to the gate first, where it is given a mark, and
// leaves that behind its result: so a result is known to come from a child.
var (
	// solver works.
	solver = marked("solver", func(in io.Reader, out *bufio.Writer) error {
		return processes.Worker(iotest.OneByteReader(in), out)
	})
	// deaf leaves its job unread, and that is no failure.
	deaf = marked("deaf", func(_ io.Reader, out *bufio.Writer) error {
		_, err := out.WriteString("enough")
		return err
	})
	// fragile breaks down over jobs that tell it to.
	fragile = marked("fragile", func(in io.Reader, out *bufio.Writer) error {
		job, err := io.ReadAll(in)
		if strings.HasPrefix(string(job), "crash") {
			fmt.Fprint(out, "half a result")
			out.Flush()
			panic("crash")
		}
		return errors.Join(err, processes.Worker(strings.NewReader(string(job)), out))
	})
	// echo writes while it reads.
	echo = marked("echo", func(in io.Reader, out *bufio.Writer) error {
		_, err := io.Copy(out, in)
		return err
	})
)

// The children run together. They end in the opposite order to that of the jobs, and each
// result, and each error, comes to its place all the same.
func TestResultsInOrder(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		jobs, want := []string{"10", "one", "100", "two", "1000"}, []string{"4", "", "25", "", "168"}
		gate := newGate(r, solver, lastFirst(r, jobs))
		r.Go("parent", func() {
			defer gate.close(len(jobs))
			got, err := processes.Map(context.Background(), gate.spawn, jobs)
			if want := gate.all(want); !slices.Equal(got, want) {
				r.Errorf("primes up to %q, and the mark of this test: Map() = %q, %v; want %q", jobs, got, err, want)
			}
			text := fmt.Sprint(err)
			if two := strings.Index(text, `"two"`); two >= 0 && two < strings.Index(text, `"one"`) {
				r.Errorf("jobs %q: Map() error = %q; want the errors in the order of the jobs", jobs, text)
			}
		})
		r.Join()
	})
}

// A child that breaks down takes no other with it. Its job is named, and what it had
// written does not count. A job that its worker refuses has failed in the same manner, and
// so has one whose process could not be started.
func TestFailedJobsAreNamed(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		jobs := []string{"crash one", "100", "10\nno number", "crash two"}
		gate := newGate(r, fragile, (*visitor).giveLeave)
		r.Go("parent", func() {
			defer gate.close(len(jobs))
			got, err := processes.Map(context.Background(), gate.spawn, jobs)
			var job *processes.JobError
			if !errors.As(err, &job) {
				r.Errorf("3 of 4 jobs fail: Map() error = %v; want a *JobError", err)
				return
			}
			if failed, want := failedJobs(err), []string{jobs[2], jobs[0], jobs[3]}; !slices.Equal(failed, want) {
				r.Errorf("3 of 4 jobs fail: Map() error = %q; want a *JobError of each of %q", err, want)
			}
			if !exited(err, 2) {
				r.Errorf("3 of 4 jobs fail: Map() error = %v; want one that wraps exit status 2, that of a panic", err)
			}
			slices.Sort(got)
			if want := gate.all([]string{"", "", "", "25"}); !slices.Equal(got, want) {
				r.Errorf("3 of 4 jobs fail: Map() = %q; want %q, in some order", got, want)
			}

			var spawned atomic.Int32
			got, err = processes.Map(context.Background(), func(ctx context.Context) *exec.Cmd {
				cmd := gate.spawn(ctx)
				if spawned.Add(1) == 1 {
					cmd.Path += ".missing"
				}
				return cmd
			}, []string{"10", "10"})
			slices.Sort(got)
			if want := gate.all([]string{"", "4"}); !slices.Equal(failedJobs(err), []string{"10"}) || !errors.Is(err, os.ErrNotExist) || !slices.Equal(got, want) {
				r.Errorf("the program of one of two children is missing: Map() = %q, %v; want %q in some order, and a *JobError of job \"10\" that wraps %v", got, err, want, os.ErrNotExist)
			}
			got, err = processes.Map(context.Background(), gate.spawn, nil)
			if len(got) != 0 || err != nil {
				r.Errorf("no jobs: Map() = %q, %v; want none, nil", got, err)
			}

			for _, job := range []string{"10 20", "10\n20", "10\n"} {
				if err := processes.Worker(strings.NewReader(job), io.Discard); err == nil {
					r.Errorf("Worker() of job %q = nil; want an error, for that is no number", job)
				}
			}
			broken := io.MultiReader(strings.NewReader("10"), iotest.ErrReader(errBroken))
			if err := processes.Worker(broken, io.Discard); !errors.Is(err, errBroken) {
				r.Errorf("its input breaks: Worker() = %v; want %v", err, errBroken)
			}
			end, out := io.Pipe()
			_ = end.CloseWithError(errBroken)
			if err := processes.Worker(strings.NewReader("10"), out); !errors.Is(err, errBroken) {
				r.Errorf("its output breaks: Worker() = %v; want %v", err, errBroken)
			}
		})
		r.Join()
	})
}

// A pipe holds 64 KiB on Linux. A job and a result of 1 MiB each pass through all the same,
// also where the child writes before it has read everything.
func TestLargeJob(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		job := strings.Repeat("0123456789abcdef", 1<<16)
		gate := newGate(r, echo, (*visitor).giveLeave)
		r.Go("parent", func() {
			defer gate.close(1)
			got, err := processes.Map(context.Background(), gate.spawn, []string{job})
			if want := gate.all([]string{job}); err != nil || !slices.Equal(got, want) {
				r.Errorf("a child echoes 1 MiB: Map() must return the job itself and the mark of this test; results: %d, error: %v", len(got), err)
			}
		})
		r.Join()

		gate = newGate(r, deaf, (*visitor).giveLeave)
		r.Go("parent", func() {
			defer gate.close(1)
			got, err := processes.Map(context.Background(), gate.spawn, []string{job})
			if want := gate.all([]string{"enough"}); err != nil || !slices.Equal(got, want) {
				r.Errorf("a child leaves 1 MiB unread and ends with status 0: Map() = %.40q, %v; want %q, nil", got, err, want)
			}
		})
		r.Join()
	})
}

// A cancel ends the children that run, Map waits for them, and says why they ended.
func TestCancelEndsTheChildren(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		ctx, cancel := context.WithCancelCause(context.Background())
		defer cancel(nil)
		gate := newGate(r, solver, func(child *visitor) {
			cancel(errBroken) // as soon as one is there; it never gets leave
			child.waitForEnd()
		})
		r.Go("parent", func() {
			defer gate.close(1)
			jobs, none := []string{"10", "20"}, []string{"", ""}
			got, err := processes.Map(ctx, gate.spawn, jobs)
			if n := r.Children(); n > 0 {
				r.Errorf("cancelled: Map() returned; children that were not waited for: %d; want 0", n)
			}
			if !errors.Is(err, context.Canceled) {
				r.Errorf("cancelled: Map() error = %v; want %v", err, context.Canceled)
			}
			if len(failedJobs(err)) == 0 || !slices.Equal(got, none) {
				r.Errorf("cancelled: Map() = %q, %v; want %q and a *JobError of each of %q", got, err, none, jobs)
			}
			got, err = processes.Map(ctx, gate.spawn, jobs)
			if len(failedJobs(err)) == 0 || !slices.Equal(got, none) || !errors.Is(err, context.Canceled) {
				r.Errorf("cancelled before: Map() = %q, %v; want %q, a *JobError of each of %q, and %v", got, err, none, jobs, context.Canceled)
			}
		})
		r.Join()
	})
}

// gateVar tells a child where the gate is at which it has to wait.
const gateVar = "PROCESSES_TEST_GATE"

// exited reports whether err wraps that of a process which ended with this status.
func exited(err error, status int) bool {
	return slices.ContainsFunc(wrapped(err), func(err error) bool {
		exit, ok := err.(*exec.ExitError)
		return ok && exit.ExitCode() == status
	})
}

// failedJobs are the jobs of which err wraps a *JobError, sorted.
func failedJobs(err error) []string {
	var jobs []string
	for _, one := range wrapped(err) {
		if job, ok := one.(*processes.JobError); ok {
			jobs = append(jobs, job.Job)
		}
	}
	slices.Sort(jobs)
	return jobs
}

// wrapped are err and all errors that it wraps.
func wrapped(err error) []error {
	all := []error{err}
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		all = append(all, wrapped(e.Unwrap())...)
	case interface{ Unwrap() []error }:
		for _, one := range e.Unwrap() {
			all = append(all, wrapped(one)...)
		}
	}
	return all
}

var errBroken = errors.New("broken")

// gate leads the children of a test: each one that has started comes there, and says what
// its job is.
type gate struct {
	r        *harness.Run
	worker   string
	mark     byte
	came     atomic.Int32
	dir      string
	listener net.Listener
}

// newGate calls keep for every child that comes, each time on a goroutine of its own.
func newGate(r *harness.Run, worker string, keep func(child *visitor)) *gate {
	dir, err := os.MkdirTemp("", "gate")
	if err != nil {
		r.Fatalf("making a gate: %v", err)
	}
	listener, err := net.Listen("unix", filepath.Join(dir, "s"))
	if err != nil {
		r.Fatalf("making a gate: %v", err)
	}
	g := &gate{r: r, worker: worker, mark: byte('A' + rand.IntN(26)), dir: dir, listener: listener}
	r.Go("gate", func() {
		for {
			child, err := listener.Accept()
			if err != nil {
				return // it was closed
			}
			g.came.Add(1)
			r.Go("gatekeeper", func() {
				defer child.Close()
				if job, err := bufio.NewReader(child).ReadString('\n'); err == nil {
					keep(&visitor{child, strings.TrimSpace(job), g.mark})
				}
			})
		}
	})
	return g
}

// spawn makes the command of a child that comes to the gate.
func (g *gate) spawn(ctx context.Context) *exec.Cmd {
	cmd := g.r.Command(ctx, g.worker)
	cmd.Env = append(cmd.Env, gateVar+"="+g.listener.Addr().String())
	return cmd
}

// all are results with the mark behind each that there is.
func (g *gate) all(results []string) []string {
	var all []string
	for _, result := range results {
		if result != "" {
			result += string(g.mark) + "\n"
		}
		all = append(all, result)
	}
	return all
}

// close closes the gate, to which least children must have come.
func (g *gate) close(least int) {
	if came := g.came.Load(); came < int32(least) {
		g.r.Errorf("child processes that worked: %d; want %d", came, least)
	}
	if err := errors.Join(g.listener.Close(), os.RemoveAll(g.dir)); err != nil {
		g.r.Errorf("closing the gate: %v", err)
	}
}

// visitor is a child at the gate.
type visitor struct {
	conn net.Conn
	job  string
	mark byte
}

// giveLeave lets the child go on, with the mark.
func (v *visitor) giveLeave() { _, _ = v.conn.Write([]byte{v.mark}) }

// waitForEnd waits until the child is gone, and with it its end of the connection.
func (v *visitor) waitForEnd() { _, _ = io.Copy(io.Discard, v.conn) }

// lastFirst keeps the children until all are there, and then lets them end one by one, that
// of the last job first.
func lastFirst(r *harness.Run, jobs []string) func(*visitor) {
	together := r.Witness(len(jobs))
	var mu sync.Mutex
	left := sync.NewCond(&mu) // somebody has ended
	here := map[int]int{}     // how many children of each job are there
	return func(child *visitor) {
		job := slices.Index(jobs, child.job)
		mu.Lock()
		here[job]++
		mu.Unlock()
		together.Arrive()

		mu.Lock()
		defer mu.Unlock()
		for slices.Max(slices.Collect(maps.Keys(here))) > job {
			left.Wait()
		}
		child.giveLeave()
		child.waitForEnd()
		if here[job]--; here[job] == 0 {
			delete(here, job)
		}
		left.Broadcast()
	}
}

// marked is the child's side: it says at the gate what its job is, waits for leave, works,
// and leaves the mark. Its end of the connection stays open until it ends.
func marked(name string, work func(io.Reader, *bufio.Writer) error) string {
	return harness.Worker(name, func(in io.Reader, out io.Writer) error {
		parent, err := net.Dial("unix", os.Getenv(gateVar))
		if err != nil {
			return err
		}
		atGate = parent
		job := bufio.NewReader(in)
		beginning, _ := job.Peek(10) // all of a short one
		fmt.Fprintf(parent, "%s\n", beginning)
		mark := make([]byte, 1)
		if _, err := parent.Read(mark); err != nil {
			return err
		}
		result := bufio.NewWriter(out) // so that the mark comes with it, not after it
		if err := work(job, result); err != nil {
			return err
		}
		result.Write(append(mark, '\n'))
		fmt.Fprintln(os.Stderr, "what a child says here is no part of its result")
		return result.Flush()
	})
}

var atGate net.Conn // so that it is not closed by the garbage collector
