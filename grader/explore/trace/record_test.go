//go:build record

package trace_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
)

// TestRecord explores testdata/src and writes the inputs of the golden tests, but for those
// that are written by hand (livelock, report, slow, splitonly): go test -tags record -run
// TestRecord. They change when the explorer does.
func TestRecord(t *testing.T) {
	cfg := explore.Config{
		Dir: ".", Patterns: []string{"./testdata/src"}, Run: regexp.MustCompile("."), Race: true, Env: os.Environ(),
		Plan: outcome.Plan{Seed: 1, Schedules: 400}, Scratch: t.TempDir(),
	}
	require.NoError(t, explore.Run(context.Background(), cfg, recorder{t}))
}

type recorder struct{ *testing.T }

func (recorder) Loaded(explore.Listing)    {}
func (recorder) Progress(outcome.Progress) {}

func (r recorder) Test(t explore.Test, res outcome.Test, _ string) {
	dir, err := filepath.Abs("testdata/src")
	require.NoError(r, err)
	res.Elapsed = 0
	if res.Failure != nil {
		res.Failure.Stack = strings.ReplaceAll(res.Failure.Stack, dir, "/src")
	}
	text, err := json.Marshal(res)
	require.NoError(r, err)
	text = bytes.ReplaceAll(text, []byte(dir), []byte("/src"))
	text = bytes.ReplaceAll(text, []byte(`{"step":`), []byte("\n"+`{"step":`)) // an event a line
	name := strings.ToLower(strings.TrimPrefix(t.Func, "Test"))
	require.NoError(r, os.WriteFile(filepath.Join("testdata", name+".json"), append(text, '\n'), 0o644))
}
