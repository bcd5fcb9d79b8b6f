// Package execute runs graded binaries: one process, one plan, and everything that
// the process said or left behind. It draws no conclusions.
package execute

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"racekit/grader/process"
	"racekit/grader/record"
)

// Runner runs processes of one binary. It may be used from several goroutines.
type Runner struct {
	Binary string
	// Temp is a folder for the logs of the race detector.
	Temp string
	// Grace is what a process gets beyond its own bounds before it is killed from
	// outside. The bounds are enforced inside it, unless it cannot even do that.
	Grace time.Duration
}

// Outcome is what one process showed.
type Outcome struct {
	Manifest *record.Manifest
	// Ends are the tests that came to an end, in order. Open is the test that had
	// begun and did not.
	Ends []record.End
	Open *record.Begin
	// Done is the last record, nil if the process did not get there.
	Done *record.Done
	// Races is the race detector's log, Stderr the start and the end of what went to
	// standard error.
	Races, Stderr string
	// Status says how the process ended: "exit status 2", "signal: killed".
	Status string
	// Killed: it did not keep its own bounds and was killed from outside.
	Killed bool
	// PeakBytes is the most memory that it held, 0 where the system does not say.
	PeakBytes int64
	// Unread is what was wrong with the records, nil if nothing was.
	Unread error
}

// Run runs one process and waits for it and everything that it started. Its error
// is one of ours: the process could not be started, or ctx ended.
func (r Runner) Run(ctx context.Context, plan record.Plan) (Outcome, error) {
	text, err := json.Marshal(plan)
	if err != nil {
		return Outcome{}, fmt.Errorf("encoding a plan: %w", err)
	}
	dir, err := os.MkdirTemp(r.Temp, "run")
	if err != nil {
		return Outcome{}, fmt.Errorf("making a folder for a process: %w", err)
	}
	defer os.RemoveAll(dir)
	in, out, err := os.Pipe()
	if err != nil {
		return Outcome{}, fmt.Errorf("making a pipe for records: %w", err)
	}
	defer in.Close()

	var said tail
	cmd := exec.Command(r.Binary)
	cmd.Dir = dir
	cmd.Env = environment(string(text), filepath.Join(dir, "race"))
	cmd.Stdout, cmd.Stderr = io.Discard, &said
	cmd.ExtraFiles = []*os.File{out}
	process.Isolate(cmd)
	err = cmd.Start()
	out.Close()
	if err != nil {
		return Outcome{}, fmt.Errorf("starting a graded process: %w", err)
	}

	var o Outcome
	guard := startGuard(ctx, cmd, r.patience(plan))
	o.Unread = record.Read(io.TeeReader(in, guard), o.take)
	if o.Unread != nil {
		guard.kill() // it may still be writing to a pipe that nobody reads
	}
	err = cmd.Wait()
	guard.stop()
	if ctx.Err() != nil {
		return Outcome{}, fmt.Errorf("running a graded process: %w", context.Cause(ctx))
	}
	if err == nil {
		o.Status = "exit status 0"
	} else {
		o.Status = err.Error()
	}
	o.Killed = guard.fired()
	o.Stderr = said.String()
	o.PeakBytes = process.Peak(cmd.ProcessState)
	o.Races, err = raceLog(dir)
	return o, err
}

// take files a record.
func (o *Outcome) take(r record.Record) {
	switch {
	case r.Manifest != nil:
		o.Manifest = r.Manifest
	case r.Begin != nil:
		o.Open = r.Begin
	case r.End != nil:
		o.Ends = append(o.Ends, *r.End)
		o.Open = nil
	case r.Done != nil:
		o.Done = r.Done
	}
}

// patience is how long the process may write nothing.
func (r Runner) patience(plan record.Plan) time.Duration {
	var longest time.Duration
	for _, t := range plan.Tests {
		longest = max(longest, t.Wall)
	}
	return longest + r.Grace
}

// environment is all that a graded process is told. The settings of the race detector:
// do not sleep for a second at exit; report every race, also one whose stacks or
// address were reported before, since a verdict is the change in their number;
// remember as much of the past as there is, for a race whose first access is forgotten
// is not reported at all.
func environment(plan, raceLog string) []string {
	return []string{
		record.PlanVar + "=" + plan,
		record.DescriptorVar + "=3",
		"GORACE=atexit_sleep_ms=0 suppress_equal_stacks=0 suppress_equal_addresses=0 history_size=7 log_path=" + raceLog,
		"GOTRACEBACK=all",
		"PATH=" + os.Getenv("PATH"),
		"TMPDIR=" + filepath.Dir(raceLog),
	}
}

// raceLog joins the logs that the race detector left in dir, at most maxLog bytes.
func raceLog(dir string) (string, error) {
	const maxLog = 1 << 20
	logs, err := filepath.Glob(filepath.Join(dir, "race.*"))
	if err != nil {
		return "", fmt.Errorf("finding the race detector's log: %w", err)
	}
	var all strings.Builder
	for _, name := range logs {
		f, err := os.Open(name)
		if err != nil {
			return "", fmt.Errorf("reading the race detector's log: %w", err)
		}
		_, err = io.Copy(&all, io.LimitReader(f, int64(maxLog-all.Len())))
		if err := errors.Join(err, f.Close()); err != nil {
			return "", fmt.Errorf("reading the race detector's log: %w", err)
		}
	}
	return all.String(), nil
}

// tail keeps the first and the last half MiB of what is written to it, and takes the
// rest without keeping it: a crash is told at the end.
type tail struct {
	mu   sync.Mutex
	head []byte
	last []byte
	cut  bool
}

const halfOutput = 512 << 10

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := len(p)
	if room := halfOutput - len(t.head); room > 0 {
		k := min(room, len(p))
		t.head, p = append(t.head, p[:k]...), p[k:]
	}
	t.last = append(t.last, p...)
	if over := len(t.last) - halfOutput; over > halfOutput {
		t.last, t.cut = append([]byte(nil), t.last[over:]...), true
	}
	return n, nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.cut {
		return string(t.head) + string(t.last)
	}
	return string(t.head) + "\n[output cut]\n" + string(t.last)
}
