package execute_test

import (
	"bufio"
	"context"
	"errors"
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

	"racekit/grader/execute"
	"racekit/grader/record"
)

// runner runs this test binary, with more patience than any test needs.
func runner(t *testing.T) execute.Runner {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	return execute.Runner{Binary: self, Temp: t.TempDir(), Grace: time.Hour}
}

// plan asks a process to do the named thing.
func plan(does ...string) record.Plan {
	p := record.Plan{Execution: 4, Seed: 9, Procs: 2}
	for _, name := range does {
		p.Tests = append(p.Tests, record.Test{Name: name, CPU: time.Second, Wall: time.Second, Memory: 1 << 30})
	}
	return p
}

// run runs a process, and checks that nothing of it is left in the runner's folder.
func run(t *testing.T, r execute.Runner, does ...string) execute.Outcome {
	t.Helper()
	o, err := r.Run(context.Background(), plan(does...))
	require.NoError(t, err)
	left, err := filepath.Glob(filepath.Join(r.Temp, "run*"))
	require.NoError(t, err)
	assert.Empty(t, left, "folders that were left behind")
	return o
}

func TestRun_Right(t *testing.T) {
	o := run(t, runner(t), "right", "another")
	assert.NotNil(t, o.Manifest)
	require.Len(t, o.Ends, 2)
	assert.Equal(t, "another", o.Ends[1].Test)
	assert.Nil(t, o.Open)
	assert.Equal(t, &record.Done{}, o.Done)
	assert.Equal(t, "exit status 0", o.Status)
	assert.False(t, o.Killed)
	assert.NoError(t, o.Unread)
	assert.Positive(t, o.PeakBytes)
}

func TestRun_EndsInTheMiddle(t *testing.T) {
	tests := []struct{ does, status, stderr string }{
		{"exits", "exit status 0", ""},
		{"exits with 3", "exit status 3", ""},
		{"crashes", "exit status 2", "panic: boom"},
		{"closes, exits", "exit status 0", ""},
	}
	for _, tt := range tests {
		t.Run(tt.does, func(t *testing.T) {
			o := run(t, runner(t), tt.does)
			require.NotNil(t, o.Open)
			assert.Equal(t, record.Begin{Test: tt.does, Execution: 4, Seed: 9, Procs: 2}, *o.Open)
			assert.Empty(t, o.Ends)
			assert.Nil(t, o.Done)
			assert.Equal(t, tt.status, o.Status)
			assert.Contains(t, o.Stderr, tt.stderr)
			assert.False(t, o.Killed)
		})
	}
}

func TestRun_OutputIsBounded(t *testing.T) {
	o := run(t, runner(t), "prints")
	assert.Len(t, o.Ends, 1)
	assert.True(t, strings.HasPrefix(o.Stderr, "the first line\n"))
	assert.True(t, strings.HasSuffix(o.Stderr, "the last line\n"), "a crash is told at the end")
	assert.LessOrEqual(t, len(o.Stderr), 1<<20+100)
}

func TestRun_KilledForItsSilence(t *testing.T) {
	for _, does := range []string{"hangs", "never begins", "closes", "garbage", "forges"} {
		t.Run(does, func(t *testing.T) {
			t.Parallel()
			r := runner(t)
			r.Grace = 500 * time.Millisecond
			p := plan(does)
			p.Tests[0].Wall = time.Millisecond
			o, err := r.Run(context.Background(), p)
			require.NoError(t, err)
			assert.True(t, o.Killed)
			assert.Equal(t, "signal: killed", o.Status)
			assert.LessOrEqual(t, len(o.Ends), 1, "a test ends once")
		})
	}
}

func TestRun_RubbishAmongTheRecords(t *testing.T) {
	for _, does := range []string{"raw", "too long"} {
		t.Run(does, func(t *testing.T) {
			o := run(t, runner(t), does)
			assert.Error(t, o.Unread)
			assert.Len(t, o.Ends, 1, "what comes after it is lost")
			assert.Equal(t, "exit status 0", o.Status)
			assert.False(t, o.Killed)
		})
	}
}

func TestRun_NothingCountsBeforeTheManifest(t *testing.T) {
	o := run(t, runner(t), "forges early")
	assert.ErrorContains(t, o.Unread, "it does not carry the secret")
	assert.Equal(t, execute.Outcome{Status: "exit status 0", PeakBytes: o.PeakBytes, Unread: o.Unread}, o)
}

func TestRun_MoreThanAPipeHolds(t *testing.T) {
	o := run(t, runner(t), "large")
	require.NoError(t, o.Unread)
	require.Len(t, o.Ends, 1)
	assert.Greater(t, len(o.Ends[0].Left)+len(o.Ends[0].Stuck.Dump), 256<<10)
	assert.Equal(t, "exit status 0", o.Status)
}

// numbers are those of the processes that tell theirs to the runner's pipe, which is
// made here.
type numbers struct{ lines *bufio.Scanner }

func listen(t *testing.T, r execute.Runner) numbers {
	t.Helper()
	name := filepath.Join(r.Temp, startedPipe)
	require.NoError(t, syscall.Mkfifo(name, 0o600))
	// Open for writing as well, the pipe does not end between two processes.
	pipe, err := os.OpenFile(name, os.O_RDWR, 0)
	require.NoError(t, err)
	t.Cleanup(func() { pipe.Close() })
	return numbers{bufio.NewScanner(pipe)}
}

// next waits for the number of the next process.
func (n numbers) next(t *testing.T) int {
	t.Helper()
	require.True(t, n.lines.Scan())
	pid, err := strconv.Atoi(n.lines.Text())
	require.NoError(t, err)
	return pid
}

// gone waits until there is no such process. One that only waits to be waited for is
// gone: who does that is not ours to say.
func gone(pid int) {
	for {
		status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
		if syscall.Kill(pid, 0) != nil || err == nil && strings.Contains(string(status), ") Z ") {
			return
		}
		runtime.Gosched()
	}
}

func TestRun_ChildThatHoldsThePipesIsKilled(t *testing.T) {
	t.Parallel()
	r := runner(t) // whose patience would outlast this test
	numbers := listen(t, r)
	o := run(t, r, "child")
	assert.Len(t, o.Ends, 1)
	assert.False(t, o.Killed, "the process itself kept its bounds")
	assert.Equal(t, "exit status 0", o.Status)
	gone(numbers.next(t))
}

func TestRun_ChildThatFledHoldsNothingUp(t *testing.T) {
	t.Parallel()
	r := runner(t)
	numbers := listen(t, r)
	o := run(t, r, "child, fled")
	assert.Len(t, o.Ends, 1)
	assert.False(t, o.Killed)
	assert.Equal(t, "exit status 0", o.Status)
	// It is out of reach by its group; the test ends what the test began.
	require.NoError(t, syscall.Kill(numbers.next(t), syscall.SIGKILL))
}

func TestRun_Interrupted(t *testing.T) {
	r := runner(t)
	numbers := listen(t, r)
	because := errors.New("the test says so")
	ctx, cancel := context.WithCancelCause(context.Background())
	failed := make(chan error, 1)
	go func() {
		_, err := r.Run(ctx, plan("child, hangs"))
		failed <- err
	}()
	child, parent := numbers.next(t), numbers.next(t)
	cancel(because)
	assert.ErrorIs(t, <-failed, because)
	gone(child)
	gone(parent)
	left, err := filepath.Glob(filepath.Join(r.Temp, "run*"))
	require.NoError(t, err)
	assert.Empty(t, left)
}

func TestRun_CannotStart(t *testing.T) {
	r := runner(t)
	r.Binary = filepath.Join(r.Temp, "nothing")
	_, err := r.Run(context.Background(), plan("right"))
	assert.ErrorIs(t, err, os.ErrNotExist)
	assert.ErrorContains(t, err, "starting a graded process")

	r = runner(t)
	r.Temp = filepath.Join(r.Temp, "nothing")
	_, err = r.Run(context.Background(), plan("right"))
	assert.ErrorContains(t, err, "making a folder for a process")
}

func TestRun_OnlyWhatItMayKnow(t *testing.T) {
	t.Setenv("SECRET", "sesame")
	o := run(t, runner(t), "tells its seed")
	assert.Contains(t, o.Stderr, "GOTRACEBACK=all")
	assert.NotContains(t, o.Stderr, "sesame", "the environment of the grader is not for submissions")
}

func TestRun_LogThatIsNoLog(t *testing.T) {
	o := run(t, runner(t), "leaves a pipe")
	assert.Equal(t, "the log", o.Races)
}

// racy is a program with a data race.
const racy = `package main

func main() {
	n, done := 0, make(chan struct{})
	go func() { n++; close(done) }()
	n++
	<-done
}
`

func TestRun_RaceLogInAFolderWithASpace(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "my files [1]")
	require.NoError(t, os.MkdirAll(dir, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "main.go"), []byte(racy), 0o644))
	cmd := exec.Command("go", "build", "-race", "-o", "racy", "main.go")
	cmd.Dir = dir
	cmd.Env = os.Environ()
	if strings.HasPrefix(runtime.Version(), "go1.26") {
		// As everywhere in the kit, so that the standard library is there already.
		cmd.Env = append(cmd.Env, "GOEXPERIMENT=goroutineleakprofile")
	}
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))

	o := run(t, execute.Runner{Binary: filepath.Join(dir, "racy"), Temp: dir, Grace: time.Hour}, "x")
	assert.Contains(t, o.Races, "WARNING: DATA RACE")
	assert.Empty(t, o.Stderr, "the race detector reports to its log")
	assert.Equal(t, "exit status 66", o.Status)
}
