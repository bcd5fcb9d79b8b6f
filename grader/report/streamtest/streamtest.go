// Package streamtest helps to test renderers: it runs one over every recorded stream of
// testdata/streams and compares what it writes with golden files.
//
// To rewrite the goldens after a change that is meant:
//
//	go test ./grader/report/{jsonl,table,junit,github} -update
package streamtest

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"racekit/grader/verdict"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Update reports whether the test run was asked to rewrite what it compares with.
func Update() bool { return *update }

// Dir is the folder of the recorded streams.
func Dir() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..", "..", "testdata", "streams")
}

// Names returns the names of the recorded streams, without folder and extension. It
// ends the test if there are none.
func Names(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(Dir(), "*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("looking for recorded streams in %s: found %d, error %v", Dir(), len(files), err)
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = strings.TrimSuffix(filepath.Base(f), ".jsonl")
	}
	return names
}

// Replay gives the recorded stream name to h. A stream that was cut off is no failure
// of a renderer.
func Replay(t testing.TB, name string, h verdict.Handler) {
	t.Helper()
	f, err := os.Open(filepath.Join(Dir(), name+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := verdict.Replay(f, h); err != nil && !errors.Is(err, verdict.ErrTruncated) {
		t.Fatal(err)
	}
}

// Golden compares got with testdata/name.golden in the package under test.
func Golden(t testing.TB, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if Update() {
		if err := write(path, got); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v\nrun the test with -update to write it", err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run the test with -update if that is meant\ngot:\n%s\nwant:\n%s", path, got, want)
	}
}

func write(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
}
