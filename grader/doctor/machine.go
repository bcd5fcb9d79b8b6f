package doctor

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"racekit/grader/build"
	"racekit/grader/confine"
)

// Machine is what Examine asks of the machine, besides reading and writing files.
type Machine struct {
	// Run runs a program to its end and returns what it printed to both outputs. A
	// program that fails is an error that quotes its last words.
	Run func(context.Context, Command) (string, error)
	// Build builds a program as a grading does.
	Build func(context.Context, build.Builder) error
	// Patience is how long a build may take before it is left to a full examination.
	Patience time.Duration
	// Processors is how many the machine has, and how many of them Go uses here.
	Processors func() (all, used int)
	// Memory is the memory that a program could get now, in bytes; 0 where the
	// system does not say.
	Memory func() uint64
	// Free is the space for a user's files in a folder, in bytes; 0 and false where
	// the system does not say.
	Free func(dir string) (uint64, bool)
	// Confinement is how far submissions can be confined here, and what there is to say
	// about that.
	Confinement func() (confine.Tier, string)
}

// Command is a program to run.
type Command struct {
	// Path is absolute.
	Path string
	Args []string
	Dir  string
	Env  []string
}

// Local is the machine that this process runs on.
func Local() Machine {
	return Machine{
		Run:        run,
		Build:      func(ctx context.Context, b build.Builder) error { return b.Build(ctx) },
		Patience:   5 * time.Second,
		Processors: func() (all, used int) { return runtime.NumCPU(), runtime.GOMAXPROCS(0) },
		Memory:     memory,
		Free:       free,

		Confinement: confine.Probe,
	}
}

func run(ctx context.Context, c Command) (string, error) {
	cmd := exec.CommandContext(ctx, c.Path, c.Args...)
	cmd.Dir, cmd.Env = c.Dir, c.Env
	// A child that outlives the program must not hold up Wait with its pipe.
	cmd.WaitDelay = time.Second
	out, err := cmd.CombinedOutput()
	if err != nil {
		return string(out), fmt.Errorf("running %s: %w%s", filepath.Base(c.Path), err, quoted(string(out)))
	}
	return string(out), nil
}

// quoted is the last line of an output, as an addition to an error.
func quoted(output string) string {
	output = strings.TrimSpace(output)
	if output == "" {
		return ""
	}
	return ": " + output[strings.LastIndexByte(output, '\n')+1:]
}

// notInPath says that a program is in no folder of the PATH.
type notInPath struct{ name string }

func (e *notInPath) Error() string { return e.name + " is not in the PATH" }

// look finds a program in the PATH of env, as a shell would.
func look(env []string, name string) (string, error) {
	if filepath.Base(name) != name {
		return exec.LookPath(name)
	}
	for _, dir := range filepath.SplitList(value(env, "PATH")) {
		if !filepath.IsAbs(dir) {
			continue // what is found must not depend on the working directory
		}
		if path, err := exec.LookPath(filepath.Join(dir, name)); err == nil {
			return path, nil
		}
	}
	return "", &notInPath{name}
}

// value is that of a variable, the last one as in os/exec.
func value(env []string, name string) string {
	found := ""
	for _, kv := range env {
		if k, v, _ := strings.Cut(kv, "="); k == name {
			found = v
		}
	}
	return found
}

// tempDir is the folder for temporary files in env.
func tempDir(env []string) string {
	if dir := value(env, "TMPDIR"); dir != "" && runtime.GOOS != "windows" {
		return dir
	}
	return os.TempDir()
}
