package shimtest_test

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/sched"
)

// Generic functions are instantiated in the packages that use them, which are
// instrumented: the race detector must see nothing of them even so, and all the rest.
func TestInstrumentedPrograms(t *testing.T) {
	if !sched.Race {
		t.Skip("needs -race")
	}
	exe := filepath.Join(t.TempDir(), "instrumented")
	build := exec.Command("go", "build", "-race", "-gcflags=racekit/grader/explore/...=-race=false",
		"-ldflags=-checklinkname=0", "-o", exe, "testdata/instrumented/main.go")
	out, err := build.CombinedOutput()
	require.NoError(t, err, "%s", out)
	out, err = exec.Command(exe).CombinedOutput()
	assert.NoError(t, err)
	assert.Equal(t, "races 0\n", string(out))
	out, err = exec.Command(exe, "bad").CombinedOutput()
	assert.Error(t, err)
	assert.Contains(t, string(out), "main.bad")
}
