package harness

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"strings"

	"racekit/grader/record"
)

// workerVar names the worker that a child process is started for.
const workerVar = "RACEKIT_WORKER"

// workers are what child processes can be started for.
var workers = map[string]func(in io.Reader, out io.Writer) error{}

// Worker says what a child process does that Command starts by this name: f, with its
// standard input and output. It returns the name. It is called where a package variable
// of the tests is initialised, so that the child knows it too.
func Worker(name string, f func(in io.Reader, out io.Writer) error) string {
	workers[name] = f
	return name
}

// Command returns a command that has not been started: this binary once more, which runs
// a worker and then ends, with another exit status than 0 if that failed. It is killed
// when ctx ends. A process that was started and is still there when the property has
// ended, running or not waited for, is wrong. The explorer has no processes: a test that
// calls Command is executed natively only.
func (r *Run) Command(ctx context.Context, worker string) *exec.Cmd {
	r.watch.children.Store(true)
	binary, err := os.Executable()
	if err != nil {
		binary = os.Args[0]
	}
	// Under a plain "go test" it is the test of the same name that finds out.
	cmd := exec.CommandContext(ctx, binary, "-test.run=^"+path.Base(r.name)+"$")
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		switch name {
		case workerVar, record.PlanVar, record.DescriptorVar, raceVar, "GOCOVERDIR":
		default:
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, workerVar+"="+worker, raceVar+"="+raceOptions)
	return cmd
}

// The race detector of a child reports by its exit status, and does not sleep before. It is
// told so by its environment when it starts.
const raceVar, raceOptions = "GORACE", "atexit_sleep_ms=0"

// Children is how many processes that Command described are there now, running or not
// waited for. It is 0 where the system does not say.
func (r *Run) Children() int { return len(children()) }

// Serve runs the worker that this process was started for, and reports whether it was
// started for one. Whoever calls it ends the process then.
func Serve() (bool, error) {
	name, is := os.LookupEnv(workerVar)
	if !is {
		return false, nil
	}
	if told := os.Getenv(raceVar); told != raceOptions {
		return true, fmt.Errorf("starting a worker: %s is %q, not %q: races could go unseen", raceVar, told, raceOptions)
	}
	f := workers[name]
	if f == nil {
		return true, fmt.Errorf("starting a worker: there is none of the name %q", name)
	}
	if err := f(os.Stdin, os.Stdout); err != nil {
		return true, fmt.Errorf("worker %s: %w", name, err)
	}
	return true, nil
}

// orphans takes down which child processes are still there, and ends them.
func (l *ledger) orphans(whole bool) {
	running, ended := 0, 0
	for _, pid := range children() {
		if isZombie(pid) {
			ended++
		} else {
			running++
		}
		reap(pid)
	}
	if whole && running+ended > 0 {
		l.wrong(fmt.Sprintf("child processes after the test: %d running, %d not waited for; want 0, 0", running, ended))
	}
}
