// Package catalogtest makes small kits for tests: two exercises, "tally" (with its
// solution) and "relay" (which needs tally, and has none).
package catalogtest

import (
	"embed"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// kit is the small kit without its go.mod, which would keep it from being embedded.
//
//go:embed all:testdata/kit
var kit embed.FS

// New writes the small kit into a temporary folder and returns its root.
func New(t testing.TB) string {
	t.Helper()
	root := t.TempDir()
	require.NoError(t, os.CopyFS(root, sub(t)))
	Write(t, root, "go.mod", "module racekit\n\ngo 1.26.0\n")
	return root
}

// Write makes the file with its folders. The name is slash-separated and relative
// to the root, as in all functions here.
func Write(t testing.TB, root, name, text string) {
	t.Helper()
	file := filepath.Join(root, filepath.FromSlash(name))
	require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
	require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
}

// Read returns the text of a file.
func Read(t testing.TB, root, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	require.NoError(t, err)
	return string(text)
}

// Replace puts new in the place of old, which the file must hold exactly once.
func Replace(t testing.TB, root, name, old, new string) {
	t.Helper()
	text := Read(t, root, name)
	require.Equal(t, 1, strings.Count(text, old), "times that %s holds %q", name, old)
	Write(t, root, name, strings.Replace(text, old, new, 1))
}

// Remove deletes a file, or a folder with all that it holds; it must exist.
func Remove(t testing.TB, root, name string) {
	t.Helper()
	file := filepath.Join(root, filepath.FromSlash(name))
	_, err := os.Lstat(file)
	require.NoError(t, err)
	require.NoError(t, os.RemoveAll(file))
}

func sub(t testing.TB) fs.FS {
	t.Helper()
	files, err := fs.Sub(kit, "testdata/kit")
	require.NoError(t, err)
	return files
}
