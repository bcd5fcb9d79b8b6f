package harness

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/record"
)

var (
	upper = Worker("upper", func(in io.Reader, out io.Writer) error {
		text, err := io.ReadAll(in)
		fmt.Fprint(out, strings.ToUpper(string(text)))
		return err
	})
	broken  = Worker("broken", func(io.Reader, io.Writer) error { return os.ErrInvalid })
	lasting = Worker("lasting", func(in io.Reader, _ io.Writer) error {
		_, err := io.Copy(io.Discard, in)
		return err
	})
)

// TestChild is what the child processes of these tests run.
func TestChild(t *testing.T) {
	if _, is := os.LookupEnv(workerVar); is {
		Check(t, func(*Run) {})
	}
}

// processes executes prop as TestChild, whose name its children are started with.
func processes(prop func(*Run)) record.End {
	return onceWithin(record.Test{Name: "x/TestChild", CPU: 20 * time.Second, Wall: 2 * time.Minute, Memory: 1 << 30}, prop)
}

func TestCommand(t *testing.T) {
	end := processes(func(r *Run) {
		cmd := r.Command(r.Context(), upper)
		cmd.Stdin = strings.NewReader("hello")
		out, err := cmd.Output()
		require.NoError(r, err)
		assert.Equal(r, "HELLO", string(out))

		var exit *exec.ExitError
		require.ErrorAs(r, r.Command(r.Context(), broken).Run(), &exit)
		assert.Equal(r, 1, exit.ExitCode())
		assert.Error(r, r.Command(r.Context(), "nobody").Run())

		silent := r.Command(r.Context(), upper)
		silent.Env = append(silent.Env, "GORACE=report_bugs=0")
		require.ErrorAs(r, silent.Run(), &exit, "its races would go unseen")
	})
	assert.True(t, end.OK(), "got %+v", end)
}

func TestCommand_Cancel(t *testing.T) {
	end := processes(func(r *Run) {
		ctx, cancel := context.WithCancel(context.Background())
		cmd := r.Command(ctx, lasting)
		in, err := cmd.StdinPipe()
		require.NoError(r, err)
		require.NoError(r, cmd.Start())
		if onLinux() {
			assert.Equal(r, 1, r.Children())
		}
		cancel()
		assert.Error(r, cmd.Wait())
		assert.Zero(r, r.Children())
		_ = in.Close()
	})
	assert.True(t, end.OK(), "got %+v", end)
}

func TestCommand_LeftBehind(t *testing.T) {
	if !onLinux() {
		t.Skip("children are not known on this system")
	}
	type testCase struct {
		name, want string
		give       func(*Run)
	}
	for _, tc := range []testCase{
		{"running", "1 running, 0 not waited for", func(r *Run) {
			cmd := r.Command(context.Background(), lasting)
			_, err := cmd.StdinPipe()
			require.NoError(r, err)
			require.NoError(r, cmd.Start())
		}},
		{"not waited for", "0 running, 1 not waited for", func(r *Run) {
			cmd := r.Command(context.Background(), upper)
			out, err := cmd.StdoutPipe()
			require.NoError(r, err)
			require.NoError(r, cmd.Start())
			_, _ = io.Copy(io.Discard, out)
			for !isZombie(cmd.Process.Pid) {
				time.Sleep(time.Millisecond) // its output ends a little before it does
			}
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			end := processes(tc.give)
			require.Len(t, end.Wrong, 1, "%+v", end)
			assert.Contains(t, end.Wrong[0], tc.want)
			assert.Empty(t, children(), "they are ended")
		})
	}
}

// A parent that waits for a child that works is neither at rest nor stuck.
func TestCommand_Waiting(t *testing.T) {
	end := processes(func(r *Run) {
		var out bytes.Buffer
		in, write := io.Pipe()
		cmd := r.Command(r.Context(), upper)
		cmd.Stdin, cmd.Stdout = in, &out
		r.Go("feeder", func() {
			time.Sleep(time.Second) // longer than starting takes, shorter than patience
			_, _ = io.WriteString(write, "late")
			_ = write.Close()
		})
		r.Go("parent", func() { assert.NoError(r, cmd.Run()) })
		r.Join()
		assert.Equal(r, "LATE", out.String())
	})
	assert.True(t, end.OK(), "got %+v", end)
}

// A parent and a child that wait for each other are deadlocked, long before the bound of
// clock time.
func TestCommand_Deadlock(t *testing.T) {
	if !onLinux() {
		t.Skip("children are not known on this system")
	}
	end := processes(func(r *Run) {
		cmd := r.Command(r.Context(), lasting)
		in, err := cmd.StdinPipe()
		require.NoError(r, err)
		require.NoError(r, cmd.Start())
		_ = cmd.Wait() // before its input has ended
		_ = in.Close()
	})
	require.NotNil(t, end.Stuck)
	assert.Equal(t, record.StuckDeadlock, end.Stuck.Kind)
	assert.Less(t, end.Elapsed, 60*time.Second)
	assert.Empty(t, children())
}

// A witness that cannot be complete is told so where the others wait for children.
func TestCommand_Witness(t *testing.T) {
	if !onLinux() {
		t.Skip("children are not known on this system")
	}
	end := processes(func(r *Run) {
		cmd := r.Command(r.Context(), lasting)
		in, err := cmd.StdinPipe()
		require.NoError(r, err)
		r.Go("parent", func() { assert.NoError(r, cmd.Run()) })
		r.Go("witness", func() {
			r.Witness(2).Arrive()
			_ = in.Close()
		})
		r.Join()
	})
	require.Len(t, end.Slow, 1, "%+v", end)
	assert.Nil(t, end.Stuck)
}

func onLinux() bool { return runtime.GOOS == "linux" }
