package build_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/build"
)

var update = flag.Bool("update", false, "record anew what the toolchain says, and what is read out of it")

// The last two files of an archive under testdata/failures: what go build said of the
// module that the others are, and what is to be read out of that, one error a line.
const (
	outputFile = "OUTPUT"
	errorsFile = "ERRORS"
)

// failure is a recorded failure.
type failure struct {
	path    string
	archive *txtar.Archive
}

func failures(t testing.TB) map[string]failure {
	t.Helper()
	paths, err := filepath.Glob("testdata/failures/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	all := map[string]failure{}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		require.NoError(t, err)
		all[strings.TrimSuffix(filepath.Base(path), ".txtar")] = failure{path, archive}
	}
	return all
}

// file returns the content of a file of the archive.
func (f failure) file(name string) string {
	for _, one := range f.archive.Files {
		if one.Name == name {
			return string(one.Data)
		}
	}
	return ""
}

// module writes the module and returns its folder.
func (f failure) module(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, one := range f.archive.Files {
		if one.Name == outputFile || one.Name == errorsFile {
			continue
		}
		name := filepath.Join(dir, filepath.FromSlash(one.Name))
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, one.Data, 0o644))
	}
	return dir
}

// goroot is what differs from machine to machine.
var goroot = regexp.MustCompile(`\(/\S*/src/`)

// rewrite puts output, and the errors in it, in the place of what is recorded.
func (f failure) rewrite(t *testing.T, output, errs string) {
	t.Helper()
	kept := f.archive.Files[:0]
	for _, one := range f.archive.Files {
		if one.Name != outputFile && one.Name != errorsFile {
			kept = append(kept, one)
		}
	}
	f.archive.Files = append(kept, txtar.File{Name: outputFile, Data: []byte(output)}, txtar.File{Name: errorsFile, Data: []byte(errs)})
	require.NoError(t, os.WriteFile(f.path, txtar.Format(f.archive), 0o644))
}

// inLines writes errors one a line.
func inLines(t *testing.T, errs []build.Error) string {
	t.Helper()
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	for _, e := range errs {
		require.NoError(t, enc.Encode(e))
	}
	return out.String()
}

func TestParseErrors_Recorded(t *testing.T) {
	for name, f := range failures(t) {
		t.Run(name, func(t *testing.T) {
			require.NotEmpty(t, f.file(outputFile), "nothing is recorded; run: go test ./grader/build -update")
			assert.Equal(t, f.file(errorsFile), inLines(t, build.ParseErrors(f.file(outputFile))))
		})
	}
}

// builder builds the module in dir without the race detector, which changes nothing in
// what the compiler says.
func builder(t *testing.T, dir string) build.Builder {
	t.Helper()
	tools, err := build.Probe(context.Background(), os.Environ())
	require.NoError(t, err)
	return build.Builder{
		Toolchain: tools, Module: dir, Program: "grader/graded", Binary: filepath.Join(t.TempDir(), "graded"),
		Temp: t.TempDir(), Env: append(os.Environ(), "GOPROXY=off"),
	}
}

// places are the files and lines of errors in lines of JSON, in no order.
func places(t *testing.T, errs string) []string {
	t.Helper()
	all := []string{}
	for dec := json.NewDecoder(strings.NewReader(errs)); dec.More(); {
		var e build.Error
		require.NoError(t, dec.Decode(&e))
		all = append(all, fmt.Sprintf("%s:%d", e.File, e.Line))
	}
	return all
}

// TestBuild_Failures builds what is recorded: the toolchain that is here still
// complains of the same places. Its words may change from version to version.
func TestBuild_Failures(t *testing.T) {
	for name, f := range failures(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := builder(t, f.module(t)).Build(context.Background())
			var failed *build.Failure
			require.True(t, errors.As(err, &failed), "got %v", err)
			if *update {
				f.rewrite(t, goroot.ReplaceAllString(failed.Output, "(/usr/local/go/src/"), inLines(t, failed.Errors))
				return
			}
			assert.ElementsMatch(t, places(t, f.file(errorsFile)), places(t, inLines(t, failed.Errors)), failed.Output)
			assert.NotContains(t, failed.Output, os.TempDir(), "a path of the scratch module in what a learner reads")
			assert.Contains(t, failed.Error(), f.gist(), "the line that is quoted")
		})
	}
}

// gist is what the comment of an archive wants to be quoted of it: `quoted: "..."`.
func (f failure) gist() string {
	_, rest, _ := strings.Cut(string(f.archive.Comment), "quoted: ")
	return strings.TrimSpace(rest)
}

func FuzzParseErrors(f *testing.F) {
	for _, one := range failures(f) {
		f.Add(one.file(outputFile))
	}
	f.Fuzz(func(t *testing.T, output string) {
		for _, e := range build.ParseErrors(output) {
			if e.Line < 1 || !strings.HasSuffix(e.File, ".go") || e.Message == "" || strings.ContainsAny(e.File+e.Message, "\n") {
				t.Errorf("%+v", e)
			}
		}
		failed := build.Failure{Errors: build.ParseErrors(output), Output: output}
		if strings.Contains(failed.Error(), "\n") {
			t.Errorf("quoted in more than a line: %q", failed.Error())
		}
	})
}
