package rewrite_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// thorough skips a test that builds much, unless RACEKIT_CONFORMANCE is set.
func thorough(t *testing.T) {
	t.Helper()
	if os.Getenv("RACEKIT_CONFORMANCE") == "" {
		t.Skip("RACEKIT_CONFORMANCE=. runs it")
	}
}

// TestLoad_Goker builds the kernels of real concurrency bugs that come with Go.
func TestLoad_Goker(t *testing.T) {
	thorough(t)
	root, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	files := map[string]string{"go.mod": "module goker\n\ngo 1.26\n", "a_test.go": `package main

import "testing"

const yieldCount = 10

var kernels = map[string]func(){}

func register(name string, f func()) { kernels[name] = f }

func TestRegistered(t *testing.T) { println("=>", len(kernels) > 60) }
`}
	sources, err := filepath.Glob(strings.TrimSpace(string(root)) + "/src/runtime/testdata/testgoroutineleakprofile/goker/*.go")
	require.NoError(t, err)
	if len(sources) == 0 {
		t.Skip("this Go has no such kernels:", runtime.Version())
	}
	for _, name := range sources {
		if filepath.Base(name) != "main.go" {
			text, err := os.ReadFile(name)
			require.NoError(t, err)
			files[filepath.Base(name)] = string(text)
		}
	}
	p := load(t, write(t, files))
	assert.Equal(t, "=> true\n", said(run(t, scratch(t, p))))
}

// TestLoad_Testify runs testify and golang.org/x/sync rewritten.
func TestLoad_Testify(t *testing.T) {
	thorough(t)
	mod, err := os.ReadFile("../../../go.mod")
	require.NoError(t, err)
	sum, err := os.ReadFile("../../../go.sum")
	require.NoError(t, err)
	_, requires, _ := strings.Cut(string(mod), "\n")
	p := load(t, write(t, map[string]string{
		"go.mod": "module example.com/m\n" + requires, "go.sum": string(sum),
		"a_test.go": `package p

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"
)

func TestA(t *testing.T) {
	var g errgroup.Group
	g.Go(func() error { return nil })
	require.NoError(t, g.Wait())
	s := semaphore.NewWeighted(2)
	require.NoError(t, s.Acquire(t.Context(), 1))
	var sf singleflight.Group
	v, _, _ := sf.Do("x", func() (any, error) { return 1, nil })
	assert.Equal(t, 1, v)
	assert.Eventually(t, func() bool { return true }, time.Second, time.Millisecond)
	assert.JSONEq(t, "{\"a\":1}", "{\"a\": 1}")
	assert.YAMLEq(t, "a: 1", "a: 1")
	assert.Equal(t, map[string]int{"a": 1, "b": 2}, map[string]int{"b": 2, "a": 1})
	println("=>", t.Failed())
}
`}))
	assert.Empty(t, p.Refusals)
	assert.Equal(t, "=> false\n", said(run(t, scratch(t, p))))
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b, "testdata/corpus", "./construct")
	}
}
