package audit_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/audit"
	"racekit/grader/digest"
	"racekit/grader/submission"
	"racekit/grader/verdict"
)

// tree writes files and returns their folder.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
	}
	return dir
}

func results(slug string, files map[string]string) verdict.Exercise {
	ex := verdict.Exercise{Slug: slug, Dir: "exercises/" + slug, Files: map[string]string{}}
	for name, content := range files {
		ex.Files["exercises/"+slug+"/"+name] = ""
		if content != "" {
			ex.Files["exercises/"+slug+"/"+name] = digest.Of([]byte(content))
		}
	}
	return ex
}

func TestCompare(t *testing.T) {
	graded := []verdict.Exercise{
		results("one", map[string]string{"one.go": "package one\n", "more.go": ""}),
		results("two", map[string]string{"two.go": "package two\n"}),
		{Slug: "old"},
	}
	tests := []struct {
		name string
		give map[string]string
		want []audit.Difference
	}{
		{"the same", map[string]string{"exercises/one/one.go": "package one\n", "exercises/two/two.go": "package two\n"}, nil},
		{"laid out shorter", map[string]string{"one/one.go": "package one\n", "two/two.go": "package two\n"}, nil},
		{"windows line ends", map[string]string{"one/one.go": "package one\r\n", "two/two.go": "package two\n"}, nil},
		{"other files beside", map[string]string{"one/one.go": "package one\n", "two/two.go": "package two\n", "two/x.go": "package two\n"}, nil},
		{"changed", map[string]string{"one/one.go": "package one\n", "two/two.go": "package two\n\n"}, []audit.Difference{{File: "exercises/two/two.go", Kind: audit.Changed}}},
		{"missing", map[string]string{"one/one.go": "package one\n"}, []audit.Difference{{File: "exercises/two/two.go", Kind: audit.Missing}}},
		{"emptied", map[string]string{"one/one.go": "package one\n", "two/two.go": ""}, []audit.Difference{{File: "exercises/two/two.go", Kind: audit.Missing}}},
		{"added", map[string]string{"one/one.go": "package one\n", "one/more.go": "package one\n", "two/two.go": "package two\n"}, []audit.Difference{{File: "exercises/one/more.go", Kind: audit.Added}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := audit.Compare(tree(t, tt.give), graded)
			require.NoError(t, err)
			assert.Equal(t, audit.Comparison{Files: 3, Differences: tt.want, Unknown: []string{"old"}}, got)
		})
	}
}

func TestCompare_Errors(t *testing.T) {
	one := results("one", map[string]string{"one.go": "package one\n"})
	_, err := audit.Compare(tree(t, map[string]string{"two/two.go": "x"}), []verdict.Exercise{one})
	require.ErrorIs(t, err, submission.ErrNothing)
	_, err = audit.Compare(filepath.Join(t.TempDir(), "nowhere"), []verdict.Exercise{one})
	require.ErrorIs(t, err, fs.ErrNotExist)

	got, err := audit.Compare("nowhere", []verdict.Exercise{{Slug: "old"}})
	require.NoError(t, err)
	assert.Equal(t, audit.Comparison{Unknown: []string{"old"}}, got)
}

// Results are read from anywhere: no name in them leads out of the tree.
func TestCompare_StaysInTheTree(t *testing.T) {
	dir := tree(t, map[string]string{"secret": "x", "in/one/one.go": "package one\n"})
	for _, slug := range []string{"", ".", "..", "../in", "a/b", `a\b`, "/etc"} {
		ex := verdict.Exercise{Slug: slug, Files: map[string]string{"exercises/" + slug + "/secret": "sha256:"}}
		_, err := audit.Compare(filepath.Join(dir, "in"), []verdict.Exercise{ex})
		assert.ErrorContains(t, err, "which can be no exercise", slug)
	}
	for _, file := range []string{"secret", "../secret", "exercises/one/", "exercises/one/..", "exercises/one/../../../secret", "exercises/two/two.go", "/etc/passwd"} {
		ex := verdict.Exercise{Slug: "one", Files: map[string]string{file: "sha256:"}}
		_, err := audit.Compare(filepath.Join(dir, "in"), []verdict.Exercise{ex})
		assert.ErrorContains(t, err, "which can be no file of one", file)
	}
}
