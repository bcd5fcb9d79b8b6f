//go:build unix

package process_test

import (
	"io"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/process"
)

func TestStartReporting(t *testing.T) {
	cmd := exec.Command("sh", "-c", "cat <&4 >&3; echo \"$RACEKIT_SECRET\" >&3; cat")
	reports, release, err := process.StartReporting(cmd, "sesame")
	require.NoError(t, err)
	got := make([]byte, len("sesame4\n"))
	_, err = io.ReadFull(reports, got)
	require.NoError(t, err)
	assert.Equal(t, "sesame4\n", string(got))
	release()
	assert.NoError(t, cmd.Wait(), "its standard input ended, and so it did")
}

func TestStartReporting_NoSuchProgram(t *testing.T) {
	_, _, err := process.StartReporting(exec.Command("/no/such/program"), "")
	assert.ErrorContains(t, err, "/no/such/program")
}

// The environment is all that a process is told.
func TestWatchedEnvironment(t *testing.T) {
	t.Setenv("RACEKIT_PROOF", "secret")
	got := process.WatchedEnvironment("/tmp/x/race", "RACEKIT_EXPLORE={}")
	assert.NotContains(t, strings.Join(got, "\n"), "secret")
	assert.Contains(t, got, "RACEKIT_EXPLORE={}")
	assert.Contains(t, got, "TMPDIR=/tmp/x")
}

func TestHead_KeepsTheStart(t *testing.T) {
	said := process.Head{Most: 100}
	for range 2 {
		n, err := said.Write([]byte(strings.Repeat("x", said.Most-1)))
		require.NoError(t, err)
		assert.Equal(t, said.Most-1, n)
	}
	assert.Len(t, said.String(), said.Most)
}
