package catalog

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"racekit/grader/verdict"
)

// Role says what a file of an exercise's folder is for. It follows from the name
// alone, so that a kit whose metadata is broken can still be told from a learner's
// own files.
type Role int

// The roles.
const (
	// Other is a file that is not the kit's: the learner's, or a stranger.
	Other Role = iota
	// Manifest is exercise.toml.
	Manifest
	// Readme is README.md or README.ja.md.
	Readme
	// Hints is hints.md or hints.ja.md.
	Hints
	// KitFile is kit.go or kit_*.go: Go that the kit owns and the learner uses.
	KitFile
	// TestFile is SLUG_test.go or SLUG_*_test.go. Tests under other names are a
	// learner's own, and are left alone.
	TestFile
)

// RoleOf tells the role of the file name in the folder of the exercise slug.
func RoleOf(slug, name string) Role {
	switch {
	case name == ManifestFile:
		return Manifest
	case name == ReadmeFile(verdict.English), name == ReadmeFile(verdict.Japanese):
		return Readme
	case name == HintsFile(verdict.English), name == HintsFile(verdict.Japanese):
		return Hints
	case isOneOf(name, slug, "_test.go"):
		return TestFile
	case strings.HasSuffix(name, "_test.go"):
		return Other
	case isOneOf(name, "kit", ".go"):
		return KitFile
	}
	return Other
}

// isOneOf reports whether name is STEM+SUFFIX or STEM_*SUFFIX.
func isOneOf(name, stem, suffix string) bool {
	middle, ok := strings.CutPrefix(name, stem)
	if !ok {
		return false
	}
	middle, ok = strings.CutSuffix(middle, suffix)
	return ok && (middle == "" || middle[0] == '_')
}

// ReadmeFile is the name of an exercise's task description.
func ReadmeFile(l verdict.Lang) string { return inLang("README", l) }

// HintsFile is the name of an exercise's hints.
func HintsFile(l verdict.Lang) string { return inLang("hints", l) }

// inLang is the name of a text: English has no mark, other languages have theirs.
func inLang(stem string, l verdict.Lang) string {
	if l == verdict.English {
		return stem + ".md"
	}
	return stem + "." + string(l) + ".md"
}

// StrangersIn is Strangers for another tree: a submission that is graded with this
// kit. A folder that is missing there has none.
func (ex Exercise) StrangersIn(root string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(root, filepath.FromSlash(ex.Dir)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("listing the files of %s: %w", ex.Slug, err)
	}
	return ex.strangersAmong(entries), nil
}

func (ex Exercise) strangersAmong(entries []os.DirEntry) []string {
	var found []string
	for _, e := range entries {
		name := e.Name()
		switch {
		case hidden(name):
		case e.IsDir():
			found = append(found, path.Join(ex.Dir, name)+"/")
		case RoleOf(ex.Slug, name) == Other && !slices.Contains(ex.Files, name):
			found = append(found, path.Join(ex.Dir, name))
		}
	}
	return found
}

// hidden reports whether the go command and people pass a name over.
func hidden(name string) bool { return strings.HasPrefix(name, ".") }
