package build

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/version"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// Toolchain is the Go that builds submissions, and what it can do here.
type Toolchain struct {
	// Version is as "go1.26.8", Platform as "linux/amd64".
	Version, Platform string
	// Root is its folder, GOROOT.
	Root string
	// Leaks: the runtime has a goroutine leak profile. LeakFlag: it must be asked for
	// with GOEXPERIMENT.
	Leaks, LeakFlag bool
	// Compiler is the C compiler that the race detector needs, empty if there is none.
	Compiler string
	// Cgo: cgo is enabled.
	Cgo bool
	// Folders are where it keeps things, by the names of their variables.
	Folders map[string]string
}

// Probe asks the go command that is in the PATH. env is the environment for it.
func Probe(ctx context.Context, env []string) (Toolchain, error) {
	cmd := exec.CommandContext(ctx, "go", "env", "-json", "GOVERSION", "GOOS", "GOARCH", "CGO_ENABLED", "CC", "GOROOT", "GOCACHE", "GOMODCACHE", "GOPATH")
	cmd.Env = settled(env)
	out, err := cmd.Output()
	if err != nil {
		return Toolchain{}, fmt.Errorf("asking go for its version: %w; install Go 1.26 or later from your package manager and put it in the PATH", explain(err))
	}
	var v struct{ GOVERSION, GOOS, GOARCH, CGO_ENABLED, CC, GOROOT, GOCACHE, GOMODCACHE, GOPATH string }
	if err := json.Unmarshal(out, &v); err != nil {
		return Toolchain{}, fmt.Errorf("asking go for its version: reading %q: %w", out, err)
	}
	t := Toolchain{
		Version:  v.GOVERSION,
		Platform: v.GOOS + "/" + v.GOARCH,
		Leaks:    hasLeaks(v.GOVERSION),
		LeakFlag: needsLeakFlag(v.GOVERSION),
		Cgo:      v.CGO_ENABLED == "1",
		Root:     v.GOROOT,
		Folders:  map[string]string{"GOCACHE": v.GOCACHE, "GOMODCACHE": v.GOMODCACHE, "GOPATH": v.GOPATH},
	}
	if words := strings.Fields(v.CC); len(words) > 0 {
		if path, err := exec.LookPath(words[0]); err == nil {
			t.Compiler = path
		}
	}
	return t, nil
}

// Go is the go command of the toolchain that was asked: its own, and not a wrapper that
// might choose another one next time.
func (t Toolchain) Go() string {
	name := filepath.Join(t.Root, "bin", "go")
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	if _, err := os.Stat(name); t.Root == "" || err != nil {
		return "go"
	}
	return name
}

// explain adds what a failed command said to its error.
func explain(err error) error {
	var exit *exec.ExitError
	if errors.As(err, &exit) && len(exit.Stderr) > 0 {
		return fmt.Errorf("%w: %s", err, strings.TrimSpace(string(exit.Stderr)))
	}
	return err
}

// needsLeakFlag reports whether the goroutine leak profile is an experiment in this
// version: in Go 1.26 with its candidates. Earlier ones do not have it, later ones
// have it on.
func needsLeakFlag(v string) bool {
	return language(v) == "go1.26"
}

// hasLeaks reports whether this version has the profile at all: Go 1.26 and later do,
// and so do versions under development.
func hasLeaks(v string) bool {
	return language(v) == "" || version.Compare(language(v), "go1.26") >= 0
}

// language is "go1.26" of any Go 1.26, and "" of what is no release.
func language(v string) string {
	v, _, _ = strings.Cut(v, " ") // experiments may follow
	return version.Lang(v)
}

// Race reports whether the race detector can be linked, and if not, why and what to
// do about it.
func (t Toolchain) Race() error {
	switch {
	// Without a compiler go turns cgo off by itself, so this comes first.
	case t.Compiler == "":
		return errors.New("the race detector needs a C compiler, and none is in the PATH; install gcc ('apt-get install gcc', 'dnf install gcc', 'xcode-select --install')")
	case !t.Cgo:
		return errors.New("the race detector needs cgo, which is off; 'go env -u CGO_ENABLED' and 'unset CGO_ENABLED' turn it on")
	}
	return nil
}
