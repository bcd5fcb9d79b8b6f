// Package build compiles and links the scratch module, once for all exercises, and
// says which of them stand in the way if it cannot.
package build

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"racekit/grader/confine"
	"racekit/grader/process"
)

// Builder builds one program of a module.
type Builder struct {
	Toolchain Toolchain
	// Module is the root of the module, Program its package to link ("grader/graded"),
	// Binary the file to write.
	Module, Program, Binary string
	// Race links the race detector.
	Race bool
	// LinkFlags and CompileFlags are added to the linker's, and to the compiler's, each as
	// "pattern=flags".
	LinkFlags    string
	CompileFlags []string
	// Temp is a folder for the toolchain's own files.
	Temp string
	// Env is the environment of the caller.
	Env []string
	// Sealed builds what nobody trusts: nothing of the caller's environment takes part, and
	// nothing is downloaded.
	Sealed bool
	// Bounds are for each process of the toolchain. With any, the main of this program must
	// call confine.Serve first.
	Bounds confine.Bounds
}

// Error is one complaint of the toolchain at a line.
type Error struct {
	// File is relative to the module, slash-separated. Line and Column count from 1;
	// Column may be 0.
	File         string
	Line, Column int
	Message      string
}

// Failure is a module that cannot be built.
type Failure struct {
	// Errors are those with a place; Output is all that the toolchain said, with paths
	// relative to the module.
	Errors []Error
	Output string
	// Exhausted are the packages, by import path, that a bound of Builder was too tight for.
	Exhausted []string
}

// Error quotes the first complaint, or what comes nearest to one.
func (f *Failure) Error() string {
	if len(f.Errors) > 0 {
		e := f.Errors[0]
		return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Message)
	}
	return gist(f.Output)
}

// Mentions reports whether the toolchain said anything about what is below path: one
// that says nothing of the submissions has a fault of ours.
func (f *Failure) Mentions(path string) bool { return strings.Contains(f.Output, path) }

// maxOutput bounds what is kept of the toolchain's output, in bytes.
const maxOutput = 256 << 10

// Build compiles and links. Its error is a *Failure if the toolchain refused the
// module, and something else if the toolchain could not be run.
func (b Builder) Build(ctx context.Context) error {
	args := []string{"build", strings.TrimSpace("-ldflags=-w " + b.LinkFlags), "-o", b.Binary}
	for _, flags := range b.CompileFlags {
		args = append(args, "-gcflags="+flags)
	}
	if b.Race {
		args = append(args, "-race")
	}
	cmd := exec.CommandContext(ctx, b.Toolchain.Go(), append(args, "./"+b.Program)...)
	cmd.Dir = b.Module
	cmd.Env = b.Environment()
	process.Isolate(cmd)
	cmd.Cancel = func() error { return process.KillGroup(cmd) }
	out := process.Head{Most: maxOutput}
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := confine.Bound(cmd, b.Bounds); err != nil {
		return fmt.Errorf("building: %w", err)
	}
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("building: %w", context.Cause(ctx))
	case !errors.As(err, &exit):
		return fmt.Errorf("building: %w", err)
	}
	said := strings.ReplaceAll(out.String(), b.Module+string(filepath.Separator), "")
	f := &Failure{Errors: ParseErrors(said), Output: said}
	if b.Bounds != (confine.Bounds{}) {
		// Who else kills compilers is the kernel, on a machine without memory: it is no fault
		// of the package that was compiled then, and long before this bound. A tenth is for
		// the clocks of processor time, which differ.
		used := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		f.Exhausted = exhausted(said, used > b.Bounds.CPU*9/10)
	}
	return f
}

// Environment is the one for the build, and for every other call of the go command in the
// module.
func (b Builder) Environment() []string {
	// Compiler and linker are short-lived: they collect less garbage and end sooner.
	env := settled(b.Env)
	if b.Sealed {
		env = sealed(b.Env, b.Toolchain)
	}
	env = append(env, "GOTMPDIR="+b.Temp, "GOGC=400")
	if b.Toolchain.LeakFlag {
		env = append(env, "GOEXPERIMENT=goroutineleakprofile")
	}
	return env
}

// sealed is an environment in which only the toolchain takes part: what it is told is made
// here, from what it said of itself. Of the caller's there are only the folders of the user
// and of the system, without which some tools do not start.
func sealed(env []string, t Toolchain) []string {
	own := []string{
		"GOENV=off", "GOFLAGS=-buildvcs=false -mod=readonly", "GOWORK=off", "GO111MODULE=on", "GOPROXY=off", "GOTOOLCHAIN=local",
		"GOOS=" + runtime.GOOS, "GOARCH=" + runtime.GOARCH, "CGO_ENABLED=" + map[bool]string{true: "1", false: "0"}[t.Cgo],
		"CGO_CFLAGS=-O2 -g", "CGO_CPPFLAGS=", "CGO_CXXFLAGS=-O2 -g", "CGO_FFLAGS=-O2 -g", "CGO_LDFLAGS=-O2 -g",
	}
	if t.Compiler != "" {
		own = append(own, "CC="+t.Compiler)
	}
	for name, dir := range t.Folders {
		own = append(own, name+"="+dir)
	}
	for _, kv := range env {
		name, _, _ := strings.Cut(kv, "=")
		if slices.Contains([]string{"PATH", "HOME", "TMPDIR", "TMP", "TEMP", "SYSTEMROOT", "USERPROFILE", "LOCALAPPDATA", "XDG_CACHE_HOME"}, strings.ToUpper(name)) {
			own = append(own, kv)
		}
	}
	return own
}

// settled is an environment less what would change the build. Every build of the kit
// uses the same flags, because each different set compiles the whole standard library
// once more. To leave a variable out is not enough, and neither is an empty one: what
// "go env -w" has set would be used. "-buildvcs=false" is there for the case that
// the scratch module lies in somebody's repository.
func settled(env []string) []string {
	env = slices.DeleteFunc(slices.Clone(env), func(kv string) bool {
		name, _, _ := strings.Cut(kv, "=")
		return slices.Contains([]string{
			"GOFLAGS", "GOWORK", "GO111MODULE", "GOOS", "GOARCH", "GOEXPERIMENT", "GODEBUG", "GORACE", "GOGC", "GOTMPDIR",
		}, name)
	})
	return append(env, "GOFLAGS=-buildvcs=false", "GOWORK=off", "GO111MODULE=on", "GOOS="+runtime.GOOS, "GOARCH="+runtime.GOARCH)
}
