package build

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestProbe(t *testing.T) {
	got, err := Probe(context.Background(), os.Environ())
	require.NoError(t, err)
	assert.Equal(t, runtime.GOOS+"/"+runtime.GOARCH, got.Platform)
	assert.Regexp(t, `^(go1\.|devel)`, got.Version)
	assert.NoError(t, got.Race(), "the kit's own tests need the race detector")
}

func TestProbe_Switches(t *testing.T) {
	got, err := Probe(context.Background(), append(os.Environ(), "CGO_ENABLED=0"))
	require.NoError(t, err)
	assert.False(t, got.Cgo)
	assert.ErrorContains(t, got.Race(), "cgo, which is off")

	got, err = Probe(context.Background(), append(os.Environ(), "CGO_ENABLED=1", "CC=no-such-compiler -pipe"))
	require.NoError(t, err)
	assert.Empty(t, got.Compiler)
	assert.ErrorContains(t, got.Race(), "install gcc")
}

func TestProbe_Failures(t *testing.T) {
	tests := []struct{ name, script, want string }{
		{"go fails", "echo 'go: cannot find GOROOT' >&2\nexit 2\n", "cannot find GOROOT; install Go"},
		{"go is something else", "echo the game of go\n", `reading "the game of go\n"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(dir, "go"), []byte("#!/bin/sh\n"+tt.script), 0o755))
			t.Setenv("PATH", dir)
			_, err := Probe(context.Background(), os.Environ())
			assert.ErrorContains(t, err, tt.want)
		})
	}
	t.Run("no go", func(t *testing.T) {
		t.Setenv("PATH", t.TempDir())
		_, err := Probe(context.Background(), os.Environ())
		assert.ErrorIs(t, err, exec.ErrNotFound)
		assert.ErrorContains(t, err, "install Go 1.26 or later")
	})
}

func TestLeakProfileByVersion(t *testing.T) {
	tests := []struct {
		give      string
		has, flag bool
	}{
		{"go1.24.6", false, false},
		{"go1.25", false, false},
		{"go1.26", true, true},
		{"go1.26.8", true, true},
		{"go1.26rc1", true, true},
		{"go1.26-custom", true, true},
		{"go1.26.8-X:nodwarf5", true, true},
		{"go1.26.8 X:nodwarf5", true, true},
		{"go1.27", true, false},
		{"go1.27.1", true, false},
		{"go1.30rc2", true, false},
		{"go2.0", true, false},
		{"devel go1.27-0123456 Mon Jan 5 00:00:00 2026 +0000", true, false},
	}
	for _, tt := range tests {
		t.Run(tt.give, func(t *testing.T) {
			assert.Equal(t, tt.has, hasLeaks(tt.give), "has the profile")
			assert.Equal(t, tt.flag, needsLeakFlag(tt.give), "needs the experiment")
		})
	}
}

func TestRace(t *testing.T) {
	assert.NoError(t, Toolchain{Cgo: true, Compiler: "/usr/bin/gcc"}.Race())
	assert.ErrorContains(t, Toolchain{Compiler: "/usr/bin/gcc"}.Race(), "unset CGO_ENABLED")
	assert.ErrorContains(t, Toolchain{Cgo: true}.Race(), "apt-get install gcc")
	assert.ErrorContains(t, Toolchain{}.Race(), "install gcc", "without a compiler cgo is off by itself")
}
