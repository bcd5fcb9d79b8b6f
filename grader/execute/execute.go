// Package execute runs graded binaries: one process, one plan, and everything that
// the process said or left behind. It draws no conclusions.
package execute

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"racekit/grader/confine"
	"racekit/grader/process"
	"racekit/grader/record"
)

// Runner runs processes of one binary. It may be used from several goroutines.
type Runner struct {
	Binary string
	// Temp is a folder for the logs of the race detector.
	Temp string
	// Grace is what a process gets to start, and beyond its own bounds later, before it
	// is killed from outside. The bounds are enforced inside it, unless it cannot even
	// do that.
	Grace time.Duration
	// Confine confines the processes. Self: they may start processes of their own binary.
	Confine confine.Confiner
	Self    bool
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
	var said tail
	cmd := exec.Command(r.Binary)
	cmd.Dir = dir
	cmd.Env = process.WatchedEnvironment(filepath.Join(dir, "race"), record.PlanVar+"="+string(text), record.DescriptorVar+"=3")
	cmd.Stderr = &said // standard output goes to the null device: it proves nothing
	profile := r.profile(dir, plan)
	launch, err := r.Confine.Wrap(cmd, profile)
	if err != nil {
		return Outcome{}, fmt.Errorf("starting a graded process: %w", err)
	}
	secret := rand.Text()
	in, release, err := process.StartReporting(cmd, secret)
	if err != nil {
		return Outcome{}, fmt.Errorf("starting a graded process: %w", err)
	}
	defer release()
	o := r.watch(ctx, cmd, in, plan, secret)
	if ctx.Err() != nil {
		return Outcome{}, fmt.Errorf("running a graded process: %w", context.Cause(ctx))
	}
	o.Stderr = said.String()
	if err := launch.Failure(o.Stderr); err != nil {
		return Outcome{}, fmt.Errorf("starting a graded process: %w", err)
	}
	// The system, too, kills from outside.
	o.Killed = o.Killed || r.Confine.Tier > confine.T0 && used(cmd) > profile.CPU
	o.Races, err = process.RaceLog(dir)
	return o, err
}

// profile is what a process may do. Its processor time is bounded inside it, for each
// test; the profile's bound is for when that is not done.
func (r Runner) profile(dir string, plan record.Plan) confine.Profile {
	cpu := r.Grace
	for _, t := range plan.Tests {
		cpu += 2 * t.CPU
	}
	return confine.Profile{Writable: dir, Self: r.Self, DataBytes: confine.Data, CPU: cpu}
}

// used is the processor time of a process that has ended.
func used(cmd *exec.Cmd) time.Duration {
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// afterwards is for how long the records are read on when the process has ended and
// its group was killed: what it wrote is in the pipe, and only a process that fled
// from its group can still hold the other end.
const afterwards = time.Second

// watch takes the records of a process down until it has ended.
func (r Runner) watch(ctx context.Context, cmd *exec.Cmd, in *os.File, plan record.Plan, secret string) Outcome {
	var o Outcome
	guard := startGuard(ctx, cmd, r.Grace)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = cmd.Wait() // ProcessState says how it ended
		guard.stop()
		_ = in.SetReadDeadline(time.Now().Add(afterwards)) // a pipe takes deadlines
	}()
	clerk := clerk{outcome: &o, plan: plan, begun: map[string]bool{}}
	patience := r.patience(plan)
	o.Unread = record.Read(in, secret, func(rec record.Record) {
		if clerk.take(rec) {
			guard.putOff(patience)
		}
	})
	<-ended
	o.Killed = guard.fired()
	o.Status = cmd.ProcessState.String()
	o.PeakBytes = process.Peak(cmd.ProcessState)
	return o
}

// patience is how long the process may write no record once it has written one. Until
// then it gets Grace.
func (r Runner) patience(plan record.Plan) time.Duration {
	var longest time.Duration
	for _, t := range plan.Tests {
		longest = max(longest, t.Wall)
	}
	return longest + r.Grace
}
