package build_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"racekit/grader/build"
	"racekit/grader/confine"
)

// TestMain is also the launcher of toolchains with bounds.
func TestMain(m *testing.M) {
	if err := confine.Serve(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	goleak.VerifyTestMain(m)
}

// module writes files into a folder: a module of one program.
func module(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	return dir
}

// fakeGo puts a shell script in the place of the go command.
func fakeGo(t *testing.T, script string) {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go"), []byte("#!/bin/sh\n"+script), 0o755))
	t.Setenv("PATH", dir+string(filepath.ListSeparator)+os.Getenv("PATH"))
}

// telling is a program that prints how it was built.
var telling = map[string]string{
	"go.mod":                "module racekit\n\ngo 1.26.0\n",
	"grader/graded/main.go": "package main\n\nimport \"runtime\"\n\nvar tag = \"none\"\n\nfunc main() { println(runtime.GOOS, runtime.GOARCH, tag) }\n",
	"grader/graded/tag.go":  "//go:build sometag\n\npackage main\n\nfunc init() { tag = \"sometag\" }\n",
}

func TestBuild(t *testing.T) {
	b := builder(t, module(t, telling))
	require.NoError(t, b.Build(context.Background()))
	out, err := exec.Command(b.Binary).CombinedOutput()
	require.NoError(t, err)
	assert.Equal(t, runtime.GOOS+" "+runtime.GOARCH+" none\n", string(out))
}

func TestBuild_EnvironmentChangesNothing(t *testing.T) {
	// A file of "go env -w" counts where a variable is not set, or empty.
	goenv := filepath.Join(t.TempDir(), "env")
	require.NoError(t, os.WriteFile(goenv, []byte("GOFLAGS=-tags=sometag\nGOARCH=wasm\nGOOS=js\nGO111MODULE=off\nGOWORK=/nowhere/go.work\n"), 0o644))
	tests := []struct {
		name string
		give []string
	}{
		{"variables", []string{"GOFLAGS=-tags=sometag", "GOARCH=wasm", "GOOS=js", "GO111MODULE=off", "GOWORK=/nowhere/go.work", "GOTMPDIR=/nowhere", "GOEXPERIMENT=nonsense"}},
		{"go env -w", []string{"GOENV=" + goenv, "GOFLAGS=", "GOWORK="}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := builder(t, module(t, telling))
			b.Env = append(b.Env, tt.give...)
			require.NoError(t, b.Build(context.Background()))
			out, err := exec.Command(b.Binary).CombinedOutput()
			require.NoError(t, err)
			assert.Equal(t, runtime.GOOS+" "+runtime.GOARCH+" none\n", string(out))

			tools, err := build.Probe(context.Background(), b.Env)
			require.NoError(t, err)
			assert.Equal(t, runtime.GOOS+"/"+runtime.GOARCH, tools.Platform)
		})
	}
}

func TestBuild_LeavesTheModuleAlone(t *testing.T) {
	dir := module(t, telling)
	before := listing(t, dir)
	require.NoError(t, builder(t, dir).Build(context.Background()))
	assert.Equal(t, before, listing(t, dir))
}

func listing(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	require.NoError(t, filepath.Walk(dir, func(path string, _ os.FileInfo, err error) error {
		names = append(names, path)
		return err
	}))
	return names
}

func TestBuild_CancelledBefore(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	because := errors.New("the test says so")
	cancel(because)
	err := builder(t, module(t, telling)).Build(ctx)
	assert.ErrorIs(t, err, because)
	assert.ErrorContains(t, err, "building: ")
}

func TestBuild_CancelledInTheMiddleLeavesNoProcess(t *testing.T) {
	dir := module(t, telling)
	b := builder(t, dir)
	// The compiler of this go command holds its pipes open, as a real one does.
	fifo := filepath.Join(dir, "started")
	require.NoError(t, syscall.Mkfifo(fifo, 0o600))
	b.Toolchain.Root = "" // the go command is the one in the PATH then
	fakeGo(t, "sleep 1000 &\necho $$ $! > '"+fifo+"'\nwait\n")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- b.Build(ctx) }()

	pids, err := os.ReadFile(fifo) // both are running now
	require.NoError(t, err)
	cancel()
	assert.ErrorIs(t, <-done, context.Canceled)
	for _, pid := range strings.Fields(string(pids)) {
		gone(t, pid)
	}
}

// gone waits until no process has that number; one that nobody waited for counts as
// gone.
func gone(t *testing.T, pid string) {
	t.Helper()
	n, err := strconv.Atoi(pid)
	require.NoError(t, err)
	for {
		status, err := os.ReadFile("/proc/" + pid + "/stat")
		if syscall.Kill(n, 0) != nil || err == nil && strings.Contains(string(status), ") Z ") {
			return
		}
		runtime.Gosched()
	}
}

func TestBuild_OutputIsBounded(t *testing.T) {
	b := builder(t, module(t, telling))
	b.Toolchain.Root = ""
	fakeGo(t, "echo './x.go:1:2: first'\nyes 'noise noise noise' | head -c 10000000\nexit 1\n")
	var failed *build.Failure
	require.ErrorAs(t, b.Build(context.Background()), &failed)
	assert.LessOrEqual(t, len(failed.Output), 256<<10)
	assert.Equal(t, []build.Error{{File: "x.go", Line: 1, Column: 2, Message: "first"}}, failed.Errors)
	assert.EqualError(t, failed, "x.go:1: first")
}

func TestBuild_NoGo(t *testing.T) {
	b := builder(t, module(t, telling))
	b.Toolchain.Root = ""
	t.Setenv("PATH", t.TempDir())
	err := b.Build(context.Background())
	assert.ErrorIs(t, err, exec.ErrNotFound)
	var failed *build.Failure
	assert.False(t, errors.As(err, &failed), "no submission is to blame for that")
}

// What is in the environment of the caller does not reach a sealed build, but for its
// folders.
func TestEnvironment_Sealed(t *testing.T) {
	tool := build.Toolchain{Cgo: true, Compiler: "/usr/bin/gcc", Folders: map[string]string{"GOCACHE": "/cache"}}
	b := build.Builder{Toolchain: tool, Temp: "/tmp/x", Env: []string{
		"HOME=/home/me", "PATH=/bin", "CC=evil", "CGO_CFLAGS=-fplugin=evil.so", "GOFLAGS=-toolexec=evil", "GOPROXY=https://example.com", "LD_PRELOAD=evil.so", "SECRET=x",
	}}
	assert.Subset(t, b.Environment(), []string{"CC=evil", "CGO_CFLAGS=-fplugin=evil.so", "LD_PRELOAD=evil.so", "SECRET=x"}, "not sealed, it gets through")
	b.Sealed = true
	got := b.Environment()
	assert.Subset(t, got, []string{
		"HOME=/home/me", "PATH=/bin", "CC=/usr/bin/gcc", "GOENV=off", "GOPROXY=off", "GOTOOLCHAIN=local", "GOWORK=off", "GOCACHE=/cache", "GOTMPDIR=/tmp/x",
	})
	for _, kv := range got {
		assert.NotContains(t, kv, "evil")
		assert.NotContains(t, kv, "SECRET")
		assert.NotContains(t, kv, "example.com")
	}
}

func TestBuild_Exhausted(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("toolchains are bounded on Linux only")
	}
	const (
		killed   = "echo 'racekit/exercises/counter: /usr/local/go/pkg/tool/linux_amd64/compile: signal: killed'\n"
		noMemory = "echo '# racekit/exercises/duo'\necho 'fatal error: runtime: cannot allocate memory'\necho 'goroutine 1:'\n"
	)
	for _, tt := range []struct {
		name, script string
		want         []string
	}{
		{"by the kernel", killed + "exit 1\n", nil},
		{"processor time", "sh -c 'while :; do :; done'\n" + killed + "exit 1\n", []string{"racekit/exercises/counter"}},
		{"memory", noMemory + "exit 1\n", []string{"racekit/exercises/duo"}},
		{"said by a program of another", "echo '# racekit/exercises/duo'\necho './duo.go:3:2: out of memory'\nexit 1\n", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := builder(t, module(t, telling))
			b.Toolchain.Root = "" // the go command is the one in the PATH then
			fakeGo(t, tt.script)
			b.Bounds = confine.Bounds{CPU: time.Second, DataBytes: 1 << 30}
			var f *build.Failure
			require.ErrorAs(t, b.Build(context.Background()), &f)
			assert.Equal(t, tt.want, f.Exhausted)
		})
	}
}
