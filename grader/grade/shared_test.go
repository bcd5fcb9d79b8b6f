package grade_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog/catalogtest"
	"racekit/grader/grade"
	"racekit/grader/verdict"
)

// What one exercise does wrong costs the others that are graded with it nothing, though
// all of them are linked into one program.
func TestOneDoesNotSpoilTheOthers(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		want verdict.Verdict
	}{
		{"type", verdict.DoesNotCompile},
		{"too_large", verdict.DoesNotCompile},
		{"init_exit", verdict.Panic},
		{"init_forged", verdict.Panic},
		{"init_goroutine_exit", verdict.Panic},
		{"exit", verdict.Panic},
		{"race", verdict.DataRace},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			root := newKit(t)
			line := hand(t, root, tt.name)
			l := run(t, config(root, "tally", "duo"))
			assert.Equal(t, verdict.Pass, l.exercises["tally"].Verdict)
			assert.Equal(t, 100, l.exercises["tally"].Earned)
			assert.Equal(t, 2, l.exercises["tally"].Tests[0].Executions)
			ex := l.exercises["duo"]
			assert.Equal(t, tt.want, ex.Verdict)
			assert.Zero(t, ex.Earned)
			f := worst(ex)
			require.NotNil(t, f)
			if line > 0 {
				assert.Equal(t, line, f.Place.Line, f.What.En)
			}
		})
	}
}

func TestTwoThatDoNotCompile(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	hand(t, root, "type")
	catalogtest.Write(t, root, "exercises/tally/tally.go", "package tally\n\ntype Tally struct{}\n\nfunc (t *Tally) Mark() { undefined() }\n\nfunc (t *Tally) Marks() int { return 0 }\n")
	l := run(t, config(root))
	assert.Equal(t, verdict.DoesNotCompile, l.exercises["tally"].Verdict)
	assert.Equal(t, 5, worst(l.exercises["tally"]).Place.Line)
	assert.Equal(t, verdict.DoesNotCompile, l.exercises["duo"].Verdict)
	assert.Equal(t, verdict.Pass, l.exercises["relay"].Verdict)
	assert.Equal(t, 100, l.summary.Earned)
	assert.Equal(t, "tally", l.summary.Next)
}

func TestTwoGradingsAtOnce(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	hand(t, root, "right")
	type result struct {
		l   listener
		err error
	}
	results := make(chan *result, 2)
	for range 2 {
		go func() {
			var r result
			_, r.err = grade.Run(context.Background(), config(root, "duo", "tally"), &r.l)
			results <- &r
		}()
	}
	for range 2 {
		r := <-results
		require.NoError(t, r.err)
		sound(t, &r.l)
		assert.Equal(t, 200, r.l.summary.Earned)
	}
}

// A grading that is stopped hands over what it has, and leaves nothing behind.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	hand(t, root, "type")
	// Tally tells its number, in the one folder that it may write to, and then goes on for
	// ever.
	catalogtest.Write(t, root, "exercises/tally/tally.go", `package tally

import (
	"fmt"
	"os"
	"time"
)

type Tally struct{}

func (t *Tally) Mark() {
	os.WriteFile("new", fmt.Append(nil, os.Getpid()), 0o600)
	os.Rename("new", "started")
	for {
		time.Sleep(time.Hour)
	}
}

func (t *Tally) Marks() int { return 0 }
`)
	cfg := config(root, "tally", "duo")
	cfg.Scratch = t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var l listener
	done := make(chan error, 1)
	go func() {
		_, err := grade.Run(ctx, cfg, &l)
		done <- err
	}()
	text := content(t, filepath.Join(cfg.Scratch, "slot*", "temp", "run*", "started"))
	cancel()
	require.NoError(t, <-done)
	sound(t, &l)

	pid, err := strconv.Atoi(text)
	require.NoError(t, err)
	gone(pid)
	temps, err := filepath.Glob(filepath.Join(cfg.Scratch, "slot*", "temp"))
	require.NoError(t, err)
	assert.Empty(t, temps, "temporary folders that were left behind")

	assert.True(t, l.summary.Interrupted)
	assert.Equal(t, []string{"tally"}, l.summary.NotGraded)
	tally := l.exercises["tally"]
	assert.Equal(t, verdict.NotGraded, tally.Verdict)
	assert.Zero(t, tally.Earned)
	assert.Contains(t, tally.Findings[0].What.En, "interrupted")
	assert.Equal(t, verdict.DoesNotCompile, l.exercises["duo"].Verdict, "what was decided is shown")
}

// stopper is a listener that stops the grading when the exploration begins.
type stopper struct {
	listener
	stop func()
}

func (s *stopper) Progress(m verdict.Progress) error {
	if m.Doing.En == "exploring schedules" {
		s.stop()
	}
	return s.listener.Progress(m)
}

// What passed every execution and was not explored to its end has not passed.
func TestInterruptedWhileExploring(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s := stopper{stop: cancel}
	_, err := grade.Run(ctx, config(root, "tally"), &s)
	require.NoError(t, err)
	assert.True(t, s.summary.Interrupted)
	tally := s.exercises["tally"]
	assert.Equal(t, verdict.NotGraded, tally.Verdict)
	assert.Zero(t, tally.Earned)
	for _, one := range tally.Tests {
		assert.Equal(t, verdict.NotGraded, one.Verdict, one.Name)
	}
}

// content waits until there is a file of that pattern, and reads it.
func content(t *testing.T, pattern string) string {
	t.Helper()
	for {
		found, err := filepath.Glob(pattern)
		require.NoError(t, err)
		if len(found) > 0 {
			text, err := os.ReadFile(found[0])
			require.NoError(t, err)
			return string(text)
		}
		time.Sleep(10 * time.Millisecond) // how often it looks; nothing is decided by it
	}
}

// gone waits until there is no such process; one that nobody waited for counts as gone.
func gone(pid int) {
	for {
		status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
		if syscall.Kill(pid, 0) != nil || err == nil && strings.Contains(string(status), ") Z ") {
			return
		}
		runtime.Gosched()
	}
}

func TestInterruptedBeforeItBegan(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var l listener
	_, err := grade.Run(ctx, config(newKit(t)), &l)
	assert.ErrorIs(t, err, context.Canceled)
	assert.Empty(t, l.started)
}

// failing is a listener that cannot take the named kind of message.
type failing struct {
	listener
	kind string
}

var errFull = errors.New("disk full")

func (f *failing) at(kind string, err error) error {
	if kind == f.kind {
		return errFull
	}
	return err
}

func (f *failing) Start(m verdict.Start) error { return f.at("start", f.listener.Start(m)) }
func (f *failing) Progress(m verdict.Progress) error {
	return f.at("progress", f.listener.Progress(m))
}
func (f *failing) Exercise(m verdict.Exercise) error {
	return f.at("exercise", f.listener.Exercise(m))
}
func (f *failing) Summary(m verdict.Summary) error { return f.at("summary", f.listener.Summary(m)) }

func TestHandlerThatFails(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	for _, kind := range []string{"start", "progress", "exercise", "summary"} {
		t.Run(kind, func(t *testing.T) {
			h := &failing{kind: kind}
			_, err := grade.Run(context.Background(), config(root, "relay"), h)
			assert.ErrorIs(t, err, errFull)
			assert.ErrorContains(t, err, "reporting: ")
			if kind == "progress" {
				assert.Empty(t, h.order, "a stream goes on after a message that could not be written")
			}
		})
	}
}

func TestRepeat(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	hand(t, root, "init_exit")
	var streams []*listener
	err := grade.Repeat(context.Background(), config(root, "tally", "duo"), []uint64{5, 6, 7}, func(uint64) verdict.Handler {
		streams = append(streams, &listener{})
		return streams[len(streams)-1]
	})
	require.NoError(t, err)
	require.Len(t, streams, 3)
	for i, l := range streams {
		sound(t, l)
		assert.EqualValues(t, 5+i, l.started[0].Seed)
		assert.Equal(t, verdict.Pass, l.exercises["tally"].Verdict)
		assert.Equal(t, 2, l.exercises["tally"].Tests[0].Executions, "executions of an earlier grading are counted")
		assert.Equal(t, verdict.Panic, l.exercises["duo"].Verdict)
	}
}
