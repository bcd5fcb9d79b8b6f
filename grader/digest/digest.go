// Package digest keeps the list of the files that the kit ships for its exercises,
// with a digest of each, as go.sum does for modules: exercises/digests.txt. With it a
// grader can tell which of the kit's own files were edited, and which stubs were not.
//
// The list has one line a file, sorted by path, relative to exercises/:
//
//	counter/README.md sha256:8b1a...
//	counter/counter.go sha256:9f86... stub
//	counter/counter_test.go sha256:60303...
//
// The pages on the course, exercises/README.md and its translations, are not in it: they
// are of no exercise, and nothing that grades depends on them. Package check compares
// what of them follows from the metadata.
//
// A stub is a file that the learner edits. The digest is of the text with line ends
// as on Unix, so that a checkout on Windows is not taken for an edit.
package digest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path"
	"slices"
	"strings"

	"racekit/grader/catalog"
)

// File is the list, relative to the kit's root.
const File = catalog.Folder + "/digests.txt"

// Entry is one file of the kit.
type Entry struct {
	// Path is slash-separated and relative to exercises/: "counter/counter.go".
	Path string
	// Sum is "sha256:" and 64 hexadecimal digits.
	Sum string
	// Stub: the learner edits it.
	Stub bool
}

// List is all files of a kit, sorted by path, each once.
type List []Entry

// sumPrefix names the algorithm, so that there can be another.
const sumPrefix = "sha256:"

// Of is the digest of a text, whatever its line ends: "sha256:" and 64 hexadecimal digits.
func Of(text []byte) string {
	sum := sha256.Sum256(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
	return sumPrefix + hex.EncodeToString(sum[:])
}

// String returns the list as its file has it.
func (l List) String() string {
	var b strings.Builder
	for _, e := range l {
		b.WriteString(e.Path + " " + e.Sum)
		if e.Stub {
			b.WriteString(" " + stubMark)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// OfFiles is one digest of several files, by path: that of the text in which each has a
// line "PATH DIGEST", sorted by path.
func OfFiles(files map[string][]byte) string {
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		text.WriteString(name + " " + Of(files[name]) + "\n")
	}
	return Of([]byte(text.String()))
}

// ID identifies a kit in a word: two kits with one ID ship the same files.
func (l List) ID() string {
	return strings.TrimPrefix(Of([]byte(l.String())), sumPrefix)[:12]
}

// Untouched reports whether content is that of the stub at path, which is relative
// to exercises/ as in the list: the learner has not begun.
func (l List) Untouched(path string, content []byte) bool {
	e, ok := l.find(path)
	return ok && e.Stub && e.Sum == Of(content)
}

// Stale compares the list with the right one and returns the paths, relative to the
// kit's root, that are missing, too many, or have another line there. It is empty
// if the list is current.
func (l List) Stale(right List) []string {
	var stale []string
	for _, e := range l {
		if other, ok := right.find(e.Path); !ok || other != e {
			stale = append(stale, path.Join(catalog.Folder, e.Path))
		}
	}
	for _, e := range right {
		if _, ok := l.find(e.Path); !ok {
			stale = append(stale, path.Join(catalog.Folder, e.Path))
		}
	}
	slices.Sort(stale)
	return stale
}

func (l List) find(path string) (Entry, bool) {
	i, ok := slices.BinarySearchFunc(l, path, func(e Entry, path string) int { return strings.Compare(e.Path, path) })
	if !ok {
		return Entry{}, false
	}
	return l[i], true
}

// With is the list with the entries of another one, which win over its own.
func (l List) With(other List) List {
	all := slices.Clone(other)
	for _, e := range l {
		if _, ok := other.find(e.Path); !ok {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	return all
}
