package jsonl_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/report/jsonl"
	"racekit/grader/report/streamtest"
	"racekit/grader/verdict"
)

// TestStreams holds that testdata/streams is what New writes for the values in the
// files beside this one; -update writes it.
func TestStreams(t *testing.T) {
	made := map[string]bool{"explored": true} // the only one that was recorded
	for name, messages := range streams() {
		made[name] = true
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			h := jsonl.New(&got)
			for _, m := range messages {
				require.NoError(t, give(h, m))
			}
			path := filepath.Join(streamtest.Dir(), name+".jsonl")
			if streamtest.Update() {
				require.NoError(t, os.WriteFile(path, got.Bytes(), 0o644))
			}
			want, err := os.ReadFile(path)
			require.NoError(t, err, "run the test with -update to write it")
			assert.True(t, bytes.Equal(want, got.Bytes()), "%s is out of date; run the test with -update", path)
		})
	}
	for _, name := range streamtest.Names(t) {
		assert.True(t, made[name], "%s.jsonl has no maker; make it in streams()", name)
	}
}

func TestIdentity(t *testing.T) {
	for _, name := range streamtest.Names(t) {
		t.Run(name, func(t *testing.T) {
			want, err := os.ReadFile(filepath.Join(streamtest.Dir(), name+".jsonl"))
			require.NoError(t, err)
			var got bytes.Buffer
			streamtest.Replay(t, name, jsonl.New(&got))
			assert.True(t, bytes.Equal(want, got.Bytes()), "a stream that was written and read is not the same")
		})
	}
}

func TestExampleInDoc(t *testing.T) {
	var example strings.Builder
	for line := range strings.SplitSeq(packageDoc(t), "\n") {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, `{"`) {
			example.WriteString(line + "\n")
		}
	}
	var got bytes.Buffer
	require.NoError(t, verdict.Replay(strings.NewReader(example.String()), jsonl.New(&got)))
	assert.Equal(t, example.String(), got.String())
}

// TestSchemaInDoc holds that the package comment lists every field of every message.
func TestSchemaInDoc(t *testing.T) {
	listed := map[string]bool{}
	for line := range strings.SplitSeq(packageDoc(t), "\n") {
		if f := strings.Fields(line); len(f) > 1 && strings.HasPrefix(line, "\t") {
			listed[f[0]] = true
		}
	}
	for _, name := range fieldNames(reflect.TypeFor[verdict.Message](), map[reflect.Type]bool{}) {
		if name != "en" && name != "ja" { // these two are in the text
			assert.True(t, listed[name], "field %q is not in the package comment", name)
		}
	}
}

func TestEachMessageIsFlushed(t *testing.T) {
	var got bytes.Buffer
	h := jsonl.New(bufio.NewWriterSize(&got, 1<<16))
	require.NoError(t, h.Start(verdict.Start{Version: 1}))
	assert.Equal(t, `{"start":{"version":1,"race":false,"leaks":false,"seed":0,"runs":0,"slugs":null}}`+"\n", got.String())
}

func TestNoLineIsACommandOfGitHub(t *testing.T) {
	var got bytes.Buffer
	require.NoError(t, jsonl.New(&got).Start(verdict.Start{Version: 1, Go: `\##[add-mask]x`}))
	assert.NotContains(t, got.String(), "##[")
	var back verdict.Message
	require.NoError(t, json.Unmarshal(got.Bytes(), &back))
	assert.Equal(t, `\##[add-mask]x`, back.Start.Go)
}

func TestWriteError(t *testing.T) {
	full := errors.New("no space left on device")
	err := jsonl.New(failing{full}).Summary(verdict.Summary{})
	assert.ErrorIs(t, err, full)
	assert.EqualError(t, err, "writing the stream: no space left on device")
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func give(h verdict.Handler, m verdict.Message) error {
	switch {
	case m.Start != nil:
		return h.Start(*m.Start)
	case m.Progress != nil:
		return h.Progress(*m.Progress)
	case m.Exercise != nil:
		return h.Exercise(*m.Exercise)
	}
	return h.Summary(*m.Summary)
}

func packageDoc(t *testing.T) string {
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", nil, parser.ParseComments)
	require.NoError(t, err)
	return file.Doc.Text()
}

func fieldNames(t reflect.Type, seen map[reflect.Type]bool) []string {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return fieldNames(t.Elem(), seen)
	}
	if t.Kind() != reflect.Struct || seen[t] {
		return nil
	}
	seen[t] = true
	var names []string
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		names = append(append(names, name), fieldNames(t.Field(i).Type, seen)...)
	}
	return names
}
