package shimtest

import (
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/sched"
)

// Races requires that the race detector finds something in body, which runs in a process
// of its own. It is skipped where there is no race detector.
func Races(t *testing.T, body func()) {
	t.Helper()
	const child = "SHIMTEST_RACES"
	if !sched.Race {
		t.Skip("needs -race")
	}
	if os.Getenv(child) != "" {
		Sample(t, 200, body, func(sched.Result) {})
		return
	}
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), child+"=1")
	out, err := cmd.CombinedOutput()
	assert.Error(t, err)
	assert.Contains(t, string(out), "WARNING: DATA RACE")
}
