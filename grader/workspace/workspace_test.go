package workspace_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/workspace"
)

func open(t *testing.T, base string) *workspace.Space {
	t.Helper()
	s, err := workspace.Open(base)
	require.NoError(t, err)
	return s
}

func TestOpen_TwoAtOnceGetDifferentModules(t *testing.T) {
	base := t.TempDir()
	one, two := open(t, base), open(t, base)
	assert.NotEqual(t, one.Module, two.Module)
	first := one.Module
	require.NoError(t, one.Close())
	again := open(t, base)
	assert.Equal(t, first, again.Module, "a slot that was given back is taken first")
	require.NoError(t, two.Close())
	require.NoError(t, again.Close())
}

func TestOpen_ClearsWhatAKilledGradingLeft(t *testing.T) {
	base := t.TempDir()
	s := open(t, base)
	left := filepath.Join(s.Temp, "race.1")
	require.NoError(t, os.WriteFile(left, nil, 0o644))
	// The process dies here: its lock goes, its files stay.
	require.NoError(t, s.Close())
	require.NoError(t, os.MkdirAll(s.Temp, 0o755))
	require.NoError(t, os.WriteFile(left, nil, 0o644))
	s = open(t, base)
	defer s.Close()
	assert.NoFileExists(t, left)
}

func TestOpen_FolderThatCannotBeWrittenTo(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o644))
	_, err := workspace.Open(filepath.Join(file, "racekit"))
	assert.ErrorContains(t, err, "RACEKIT_SCRATCH")
}

func TestClose_RemovesTemp(t *testing.T) {
	s := open(t, t.TempDir())
	require.DirExists(t, s.Temp)
	require.NoError(t, s.Close())
	assert.NoDirExists(t, s.Temp)
}

func TestLay(t *testing.T) {
	s := open(t, t.TempDir())
	defer s.Close()
	require.NoError(t, s.Lay(map[string][]byte{"go.mod": []byte("module a"), "x/x.go": []byte("package x")}))
	require.NoError(t, os.Chtimes(filepath.Join(s.Module, "go.mod"), time.Time{}, time.Unix(1, 0)))

	require.NoError(t, s.Lay(map[string][]byte{"go.mod": []byte("module a"), "y/y.go": []byte("package y")}))
	assert.NoFileExists(t, filepath.Join(s.Module, "x", "x.go"), "a file of the last submission")
	assert.FileExists(t, filepath.Join(s.Module, "y", "y.go"))
	info, err := os.Stat(filepath.Join(s.Module, "go.mod"))
	require.NoError(t, err)
	assert.Equal(t, time.Unix(1, 0), info.ModTime(), "a file that is the same was written again")
}

func TestLay_StaysInside(t *testing.T) {
	s := open(t, t.TempDir())
	defer s.Close()
	assert.ErrorContains(t, s.Lay(map[string][]byte{"../out.go": nil}), "not a path inside")
}

func TestBase(t *testing.T) {
	got, err := workspace.Base(func(string) string { return "/somewhere" })
	require.NoError(t, err)
	assert.Equal(t, "/somewhere", got)
}
