//go:build unix

package process_test

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"racekit/grader/process"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestKillGroup_KillsWhatTheProcessStarted(t *testing.T) {
	r, w, err := os.Pipe()
	require.NoError(t, err)
	defer r.Close()
	// The grandchild holds the pipe: it is closed when both are gone.
	cmd := exec.Command("sh", "-c", "sleep 1000 & echo started; wait")
	cmd.Stdout = w
	process.Isolate(cmd)
	require.NoError(t, cmd.Start())
	require.NoError(t, w.Close())
	out := bufio.NewReader(r)
	line, err := out.ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "started\n", line)

	require.NoError(t, process.KillGroup(cmd))
	assert.EqualError(t, cmd.Wait(), "signal: killed")
	_, err = out.ReadByte()
	assert.ErrorIs(t, err, io.EOF, "the grandchild is still there")
}

func TestPeak(t *testing.T) {
	cmd := exec.Command("sh", "-c", ":")
	require.NoError(t, cmd.Run())
	assert.Positive(t, process.Peak(cmd.ProcessState))
	assert.GreaterOrEqual(t, process.ChildrenPeak(), process.Peak(cmd.ProcessState))
}
