package proof_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/outcome"
)

// logged is the text of a line that t.Log printed.
var logged = regexp.MustCompile(`^\s*(?:[\w.-]+\.go:\d+: )?(.*)$`)

// native runs the tests of some folders as go test does, and returns what each logged.
func native(t *testing.T, dirs []string) map[string][]string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"test", "-vet=off", "-json", "-v"}, dirs...)...)
	cmd.Dir = ".."
	out, err := cmd.Output()
	require.NoError(t, err, string(out))
	logs := map[string][]string{}
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var e struct{ Action, Package, Test, Output string }
		require.NoError(t, dec.Decode(&e))
		text := strings.TrimSpace(e.Output)
		if e.Action != "output" || e.Test == "" || strings.HasPrefix(text, "=== ") || strings.HasPrefix(text, "--- ") {
			continue
		}
		top, _, _ := strings.Cut(e.Test, "/")
		if text = strings.TrimSpace(logged.FindStringSubmatch(text)[1]); text != "" {
			logs[e.Package+"."+top] = append(logs[e.Package+"."+top], text)
		}
	}
	return logs
}

// What small deterministic programs print does not depend on who runs them, in any
// schedule.
func TestConformance(t *testing.T) {
	dirs := folders(t, "conformance")
	want := native(t, dirs)
	schedules := 50
	if *full {
		schedules = 2000
	}
	c := run(t, outcome.Plan{Seed: 1, Schedules: schedules, Logs: true, Without: []string{"early"}}, "", dirs...)
	same := 0
	for name, r := range c.tests {
		if r.Res.Failure != nil || r.Res.Refused != nil {
			t.Errorf("%s: %s", name, describe(r))
			continue
		}
		assert.NotEmpty(t, want[name], "%s logs nothing", name)
		ok := assert.Equal(t, want[name], lines(r.Res.Logs), "%s: native, then explored", name)
		if r.Res.Unlike != nil {
			ok = assert.Equal(t, r.Res.Logs, r.Res.Unlike, "%s: in one schedule, then in another", name)
		}
		if ok {
			same++
		}
	}
	t.Logf("%d of %d programs print the same", same, len(c.tests))
}

// lines cuts logs into lines as go test prints them.
func lines(logs []string) []string {
	var all []string
	for _, l := range logs {
		for line := range strings.SplitSeq(l, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				all = append(all, line)
			}
		}
	}
	return all
}
