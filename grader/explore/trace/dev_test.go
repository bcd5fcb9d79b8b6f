package trace

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
)

type dumper struct{ dir string }

func (dumper) Loaded(explore.Listing)    {}
func (dumper) Progress(outcome.Progress) {}
func (d dumper) Test(t explore.Test, res outcome.Test, token string) {
	b, _ := json.Marshal(res)
	os.WriteFile(filepath.Join(d.dir, t.Func+".json"), b, 0o644)
}

func TestDevDump(t *testing.T) {
	dir := os.Getenv("TRACE_DUMP")
	if dir == "" {
		t.Skip()
	}
	cache, _ := os.UserCacheDir()
	cfg := explore.Config{Dir: os.Getenv("TRACE_DIR"), Patterns: strings.Fields(os.Getenv("TRACE_PATTERNS")), Run: regexp.MustCompile(os.Getenv("TRACE_RUN")),
		Plan: outcome.Plan{Seed: 1, Schedules: 400}, Race: true, Env: os.Environ(), Scratch: filepath.Join(cache, "racekit", "tracedev")}
	if err := explore.Run(context.Background(), cfg, dumper{dir}); err != nil {
		t.Fatal(err)
	}
}
