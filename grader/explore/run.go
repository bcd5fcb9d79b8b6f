package explore

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"racekit/grader/confine"
	"racekit/grader/crashreport"
	"racekit/grader/explore/outcome"
	"racekit/grader/process"
)

// silence is for how long a process may write no record beyond its budget.
const silence = 2 * time.Minute

// maxSaid bounds what is kept of what a process says, in bytes.
const maxSaid = 16 << 10

// ErrCanary says that the program that must be found wrong was not.
var ErrCanary = errors.New("the canary was not found to be wrong: this build of the explorer does not see what it should; please report it")

// ErrInit says that the packages do not get as far as their tests. Such an error is an
// *InitError.
var ErrInit = errors.New("the initialisation of the packages fails, before any test")

// InitError is what ended the packages before their tests.
type InitError struct {
	Failure outcome.Failure
	said    string
}

// Error quotes what the process said.
func (e *InitError) Error() string { return ErrInit.Error() + ": " + e.said }

// Unwrap returns ErrInit.
func (e *InitError) Unwrap() error { return ErrInit }

// runner executes an explored program.
type runner struct {
	binary, temp string
	plan         outcome.Plan
	jobs         int
	// sealed: the program has to know the secret of its process.
	sealed  bool
	confine confine.Confiner

	mu   sync.Mutex
	tell func(outcome.Record)
}

// all explores the tests named, several at one time, each process a few of them. What a
// process does not get to, because it had to be ended, is left to a fresh one.
func (r *runner) all(ctx context.Context, names []string) error {
	queue := make(chan string, len(names))
	for _, name := range names {
		queue <- name
	}
	close(queue)
	workers, ctx := errgroup.WithContext(ctx)
	for range min(r.jobs, len(names)) {
		workers.Go(func() error {
			for name := range queue {
				if err := r.batch(ctx, r.more(name, queue)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return workers.Wait()
}

// more takes a few further tests for the same process: fewer as the queue gets shorter, so
// that all processes end at about the same time.
func (r *runner) more(name string, queue <-chan string) []string {
	const most = 16
	batch := []string{name}
	for len(batch) < min(most, 1+len(queue)/(2*r.jobs)) {
		name, ok := <-queue
		if !ok {
			break
		}
		batch = append(batch, name)
	}
	return batch
}

func (r *runner) batch(ctx context.Context, names []string) error {
	for len(names) > 0 {
		done, err := r.one(ctx, names)
		if err != nil {
			return err
		}
		names = names[min(done, len(names)):]
	}
	return nil
}

// one executes a process and returns how many of the tests it settled.
func (r *runner) one(ctx context.Context, names []string) (settled int, err error) {
	dir, err := os.MkdirTemp(r.temp, "run")
	if err != nil {
		return 0, fmt.Errorf("making a folder for a process: %w; free some space, or set RACEKIT_SCRATCH", err)
	}
	defer os.RemoveAll(dir)
	p := proc{dir: dir, plan: r.plan, confine: r.confine, said: process.Head{Most: maxSaid}}
	if r.sealed {
		p.secret = rand.Text()
	}
	p.plan.Tests = names
	p.plan.RaceLog = filepath.Join(dir, "race")
	open, canary := "", true
	err = p.run(ctx, r.binary, func(rec outcome.Record) {
		switch {
		case rec.Start != nil:
			canary = rec.Start.Canary
		case rec.Begin != nil:
			open = rec.Begin.Test
		case rec.Test != nil:
			open = ""
			settled++
		}
		if canary {
			r.send(rec)
		}
	})
	switch {
	case ctx.Err() != nil:
		return settled, context.Cause(ctx)
	case errors.Is(err, bufio.ErrTooLong) && open != "":
		// The driver keeps its records short: what a test did made this one so long.
		r.send(outcome.Record{Test: &outcome.Test{Name: open, Failure: &outcome.Failure{Class: outcome.Memory}}})
		return settled + 1, nil
	case err != nil:
		return settled, err
	case !canary:
		return settled, ErrCanary
	case open != "":
		// It died in this test, which the scheduler would have prevented: a fatal error of
		// the runtime, or code that ends the process.
		r.send(outcome.Record{Test: &outcome.Test{Name: open, Failure: p.failure()}})
		return settled + 1, nil
	case settled == 0 && p.uninitialised() != "":
		return 0, &InitError{*p.failure(), p.uninitialised()}
	case settled == 0 && r.sealed && p.ended():
		return 0, &InitError{*p.failure(), p.died()}
	case settled == 0:
		return 0, fmt.Errorf("running the explored program: it ended before its first test (%s): %s", p.status, p.said.String())
	}
	return settled, nil
}

func (r *runner) send(rec outcome.Record) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tell(rec)
}

// proc is one process.
type proc struct {
	dir     string
	plan    outcome.Plan
	secret  string
	confine confine.Confiner
	said    process.Head
	status  string
	// silenced: it was killed because it wrote nothing for too long.
	silenced atomic.Bool
}

// run executes the binary and gives its records to each.
func (p *proc) run(ctx context.Context, binary string, each func(outcome.Record)) error {
	text, err := json.Marshal(p.plan)
	if err != nil {
		return fmt.Errorf("encoding a plan: %w", err)
	}
	cmd := exec.CommandContext(ctx, binary)
	cmd.Dir = p.dir
	cmd.Env = process.WatchedEnvironment(p.plan.RaceLog, outcome.PlanVar+"="+string(text), outcome.DescriptorVar+"=3")
	cmd.Stderr = &p.said
	cmd.Cancel = func() error { return process.KillGroup(cmd) }
	launch, err := p.confine.Wrap(cmd, confine.Profile{Writable: p.dir, DataBytes: confine.Data})
	if err != nil {
		return fmt.Errorf("starting the explored program: %w", err)
	}
	in, release, err := process.StartReporting(cmd, p.secret)
	if err != nil {
		return fmt.Errorf("starting the explored program: %w", err)
	}
	defer release()
	late := time.AfterFunc(silence+p.plan.Time, func() {
		p.silenced.Store(true)
		_ = process.KillGroup(cmd)
	})
	defer late.Stop()
	bad := read(in, p.secret, func(rec outcome.Record) {
		late.Reset(silence + p.plan.Time)
		each(rec)
	})
	if bad != nil {
		_ = process.KillGroup(cmd) // nobody reads what it writes, and it would wait for that
	}
	_ = cmd.Wait() // ProcessState says how it ended
	_ = process.KillGroup(cmd)
	p.status = cmd.ProcessState.String()
	if err := launch.Failure(p.said.String()); err != nil {
		return fmt.Errorf("starting the explored program: %w", err)
	}
	return bad
}

// failure is that of a test in which the process died.
func (p *proc) failure() *outcome.Failure {
	log, _ := process.RaceLog(p.dir) // the race detector's last words, if any
	if c, ok := crashreport.Parse(p.said.String() + "\n" + log); ok && c.Kind == crashreport.OutOfMemory {
		return &outcome.Failure{Class: outcome.Memory, Stack: ours(p.said.String())}
	}
	if p.silenced.Load() {
		return &outcome.Failure{Class: outcome.Hang}
	}
	return &outcome.Failure{Class: outcome.Panic, Panic: p.died(), Stack: ours(p.said.String())}
}

// ended reports whether the process ended as its own code made it end, and was not killed
// by the system.
func (p *proc) ended() bool {
	return p.silenced.Load() || !strings.HasPrefix(p.status, "signal: killed")
}

// died says why the process ended, in the words of the runtime if there are any.
func (p *proc) died() string {
	for line := range strings.Lines(p.said.String()) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "fatal error: ") || strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "SIG") {
			return ours(line)
		}
	}
	return "the process ended: " + p.status
}

// uninitialised is what the runtime said of the explored packages if the process ended
// while it initialised them, "" if it was past that.
func (p *proc) uninitialised() string {
	said := p.said.String()
	_, stack, ok := strings.Cut(said, outcome.Rewritten)
	if !ok || strings.Contains(said, "racekit/"+home+"drive.") {
		return ""
	}
	where := ""
	if _, place, ok := strings.Cut(stack, "\n\t"); ok {
		where, _, _ = strings.Cut(place, "\n")
		where, _, _ = strings.Cut(where, " +0x")
		where = " at " + where
	}
	return p.died() + where
}

// maxRecord bounds a record, in bytes. The longest are schedules of failures.
const maxRecord = 64 << 20

// read reads records until there are no more. A line that is none, or that does not carry
// the secret, is not the driver's.
func read(in io.Reader, secret string, each func(outcome.Record)) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxRecord)
	for lines.Scan() {
		var rec outcome.Record
		if json.Unmarshal(lines.Bytes(), &rec) == nil && rec.Secret == secret {
			each(rec)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading the records of the explored program: %w", err)
	}
	return nil
}
