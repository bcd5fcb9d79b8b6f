// Package confine says what a process of untrusted code may do, in tiers, and holds it to
// that.
//
// T0 is there on every system: the process is a child with a group of its own, a bound of
// clock time and a bound of output, and may do whatever the user may. Those bounds are
// not this package's; in T0 it does nothing.
//
// T1 needs Linux and no privileges: Landlock, seccomp and rlimits. Such a process has no
// network, starts no process, signals and traces nobody, and reads only what the runtime
// of Go and the race detector need. It writes to one folder. What it still can do: ask
// which files there are (stat), fill its folder with many files, and use processor time.
//
// T2 is T1 inside of a container or cgroup of the caller's: memory and processes are
// bounded by the kernel for all processes together, and there is no interface of the
// network to begin with.
//
// A process is confined by a launcher: this program once more, which restricts itself and
// then executes the binary in its own place. Descriptors, group, folder and environment
// stay as they are. Main, and the TestMain of tests that start such processes, call
// [Serve] first.
package confine

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Tier is how far a process can be confined. The higher, the less it may do.
type Tier int

// The tiers.
const (
	T0 Tier = iota
	T1
	T2
)

// String is "T0", "T1" or "T2".
func (t Tier) String() string { return fmt.Sprintf("T%d", int(t)) }

// ErrTier says that this machine does not give the tier that was asked for.
var ErrTier = errors.New("this machine cannot confine a submission as far as was asked")

// Profile is what one process may do beyond what every Go program needs.
type Profile struct {
	// Writable is the one folder that it may write to.
	Writable string
	// Self: it may execute its own binary again, read /proc, and use unix sockets. It is
	// for exercises with child processes, which are confined as it is. Its limits: it may
	// have any number of children (T2 bounds them), read the command lines of other
	// processes, though neither their environment nor their memory, connect to unix
	// sockets in the file system that the user may connect to (before Linux with Landlock
	// ABI 9), and signal processes of the user (before ABI 6).
	Self bool
	// DataBytes bounds its private memory, CPU its processor time; 0: no bound. They are
	// the last line: both are far above what the process itself keeps to.
	DataBytes uint64
	CPU       time.Duration
}

// Data is the usual DataBytes: several times what the harness allows a test to hold,
// since the race detector needs that much for it.
const Data = 6 << 30

// Confiner confines processes. The zero value is T0: it leaves them as they are.
type Confiner struct {
	Tier Tier
	// Launcher is a program whose main calls Serve.
	Launcher string
	// Read are further files and folders that every process may read; one that is missing
	// is none.
	Read []string

	without []string
}

// New returns the Confiner of the highest tier that this machine gives, and what there
// is to say about that: what the tier rests on, and why it is no higher one. This program
// is its launcher.
func New() (Confiner, string, error) {
	if _, is := os.LookupEnv(launcherVar); is {
		// Every launcher would start all over again.
		return Confiner{}, "", errors.New("confining processes: this program was started as a launcher and is none: its main must call confine.Serve first")
	}
	tier, why := Probe()
	if tier == T0 {
		return Confiner{}, why, nil
	}
	self, err := os.Executable()
	if err != nil {
		return Confiner{}, why, fmt.Errorf("confining processes: %w", err)
	}
	return Confiner{Tier: tier, Launcher: self}, why, nil
}

// launcherVar holds an order in the environment of a launcher.
const launcherVar = "RACEKIT_CONFINE"

// order is what a launcher is to do.
type order struct {
	Binary  string
	Read    []string
	Profile Profile
	// Tool: the binary is a tool of ours, which Bound started.
	Tool bool
	// Without are layers to leave out, which only the tests of this package do.
	Without []string
	// Token marks the launcher's own words: the binary does not know it.
	Token string
}

// Launch is a process that was prepared by Wrap.
type Launch struct{ token string }

// Wrap makes cmd, which must not have been started, go through the launcher. Its path,
// the folder of p and what may be read must be absolute.
func (c Confiner) Wrap(cmd *exec.Cmd, p Profile) (Launch, error) {
	if c.Tier == T0 {
		return Launch{}, nil
	}
	for _, path := range append([]string{cmd.Path, p.Writable}, c.Read...) {
		if !filepath.IsAbs(path) {
			return Launch{}, fmt.Errorf("confining a process: the path %q is not absolute", path)
		}
	}
	o := order{Binary: cmd.Path, Read: c.Read, Profile: p, Without: c.without, Token: rand.Text()}
	if err := o.give(cmd, c.Launcher); err != nil {
		return Launch{}, fmt.Errorf("confining a process: %w", err)
	}
	return Launch{o.Token}, nil
}

// give makes cmd start the launcher in place of its binary, with the order to go on to that.
func (o order) give(cmd *exec.Cmd, launcher string) error {
	text, err := json.Marshal(o)
	if err != nil {
		return err
	}
	cmd.Env = append(cmd.Environ(), launcherVar+"="+string(text))
	cmd.Path = launcher
	return nil
}

// Bounds are for each process of a tool of ours that works on untrusted code, such as a
// compiler: it may do what the user may, but not for ever. The zero value bounds nothing.
type Bounds struct {
	// CPU is processor time, DataBytes private memory; 0: no bound.
	CPU       time.Duration
	DataBytes uint64
}

// Bound makes cmd, which must not have been started, go through a launcher that bounds it
// and all that it starts. Elsewhere than on Linux it does nothing.
func Bound(cmd *exec.Cmd, b Bounds) error {
	if b == (Bounds{}) || !bounds {
		return nil
	}
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("bounding a process: %w", err)
	}
	o := order{Binary: cmd.Path, Tool: true, Profile: Profile{CPU: b.CPU, DataBytes: b.DataBytes}, Token: "racekit"}
	if err := o.give(cmd, self); err != nil {
		return fmt.Errorf("bounding a process: %w", err)
	}
	return nil
}

// Failure says why the launcher could not do what it was to do, read from what the
// process wrote to its standard error; nil if it did. Such a process never executed its
// binary.
func (l Launch) Failure(said string) error {
	if l.token == "" {
		return nil
	}
	_, why, failed := strings.Cut(said, l.token+": ")
	if !failed {
		return nil
	}
	why, _, _ = strings.Cut(why, "\n")
	return errors.New(why)
}

// Serve makes a launcher of this process if it was started as one: it restricts itself
// and executes the binary in its own place. It returns nil at once if this process is
// none, and an error if it is one and fails; whoever called it then prints the error to
// standard error and ends the process with a status that is not 0.
func Serve() error {
	text, is := os.LookupEnv(launcherVar)
	if !is {
		return nil
	}
	var o order
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		return fmt.Errorf("reading %s: %w; it is set by racekit for processes of its own, unset it", launcherVar, err)
	}
	if o.Tool {
		return fmt.Errorf("%s: bounding a process: %w", o.Token, launchTool(o))
	}
	return fmt.Errorf("%s: confining a process: %w", o.Token, launch(o))
}

// environment is that of this process without the order.
func environment() []string {
	var env []string
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, launcherVar+"=") {
			env = append(env, v)
		}
	}
	return env
}
