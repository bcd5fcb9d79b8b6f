// Package recorded gives tests what real programs printed: the files that
// testdata/Makefile records, and the marks in the programs that printed them.
// It is for tests in folders two levels below the root of the module.
package recorded

import (
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const root = "../../testdata"

// Text returns a recorded file, such as "races/field.go1.26.txt". It fails the
// test if the file cannot be read or is empty.
func Text(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatalf("reading what was recorded: %v (run make -C testdata record)", err)
	}
	if len(b) == 0 {
		t.Fatalf("reading what was recorded: %s is empty", name)
	}
	return string(b)
}

// Names returns the recorded files of a folder, as Text takes them. It fails
// the test if there is none.
func Names(t testing.TB, folder string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(root, folder, "*.txt"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("listing what was recorded: nothing in %s: %v", folder, err)
	}
	for i, p := range paths {
		paths[i] = folder + "/" + filepath.Base(p)
	}
	return paths
}

// Marks returns the marks of a program, such as "races/field/main.go": of each
// line that ends in a comment "// KIND: WORDS" or "// KIND", the words, or ""
// if there are none. The key is the number of the line.
func Marks(t testing.TB, program, kind string) map[int]string {
	t.Helper()
	marks := map[int]string{}
	for i, line := range strings.Split(Text(t, "src/"+program), "\n") {
		_, comment, found := strings.Cut(line, "// "+kind)
		words, isMark := strings.CutPrefix(comment, ": ")
		if found && (isMark || comment == "") {
			marks[i+1] = words
		}
	}
	return marks
}

// Cuts yields text cut off at its end and at its beginning, at every byte of a
// short text and at evenly spread bytes of a long one.
func Cuts(text string) iter.Seq[string] {
	const most = 2048
	step := 1 + len(text)/most
	return func(yield func(string) bool) {
		for i := 0; i <= len(text); i += step {
			if !yield(text[:i]) || !yield(text[i:]) {
				return
			}
		}
	}
}
