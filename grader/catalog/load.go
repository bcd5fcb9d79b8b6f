package catalog

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"racekit/grader/strict"
	"racekit/grader/verdict"
)

// Load reads the exercises of the kit at root. A folder without an exercise.toml is
// a stranger. The error joins every mistake of every exercise.toml, each with file,
// line and remedy.
func Load(root string) (*Kit, error) {
	entries, err := os.ReadDir(filepath.Join(root, Folder))
	if err != nil {
		return nil, fmt.Errorf("reading the exercises: %w; bring them back: git checkout -- %s", err, Folder)
	}
	l := loader{kit: &Kit{Root: root}}
	for _, e := range entries {
		l.entry(e)
	}
	kit := l.kit
	if len(kit.Exercises) == 0 {
		l.errs = append(l.errs, fmt.Errorf("reading the exercises: no %s/*/%s in %q; bring them back: git checkout -- %s",
			Folder, ManifestFile, root, Folder))
	}
	slices.SortStableFunc(kit.Exercises, func(a, b Exercise) int { return cmp.Compare(a.Order, b.Order) })
	l.errs = append(l.errs, relations(kit.Exercises)...)
	if err := errors.Join(l.errs...); err != nil {
		return nil, err
	}
	return kit, nil
}

// loader is a kit that is being read.
type loader struct {
	kit  *Kit
	errs []error
}

// entry reads one entry of exercises/.
func (l *loader) entry(e os.DirEntry) {
	name := e.Name()
	known := []string{"digests.txt", ReadmeFile(verdict.English), ReadmeFile(verdict.Japanese)}
	switch {
	case hidden(name) || !e.IsDir() && slices.Contains(known, name):
		return
	case !e.IsDir():
		l.kit.strangers = append(l.kit.strangers, path.Join(Folder, name))
		return
	}
	text, err := os.ReadFile(filepath.Join(l.kit.Root, Folder, name, ManifestFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.kit.strangers = append(l.kit.strangers, path.Join(Folder, name)+"/")
	case err != nil:
		l.errs = append(l.errs, fmt.Errorf("reading the exercise %q: %w", name, err))
	default:
		l.exercise(name, text)
	}
}

// exercise takes in one manifest and the names of the files beside it.
func (l *loader) exercise(slug string, text []byte) {
	ex := Exercise{Slug: slug, Dir: path.Join(Folder, slug)}
	m, src, err := strict.Decode[manifest](path.Join(ex.Dir, ManifestFile), 1, text)
	if err != nil {
		l.errs = append(l.errs, err)
	}
	if src != nil {
		v := validator{src: src, slug: slug}
		v.manifest(m)
		l.errs = append(l.errs, v.errs...)
		m.fill(&ex)
		ex.src = src
	}
	entries, err := os.ReadDir(filepath.Join(l.kit.Root, Folder, slug))
	if err != nil {
		l.errs = append(l.errs, fmt.Errorf("reading the exercise %q: %w", slug, err))
	}
	ex.list(entries)
	l.kit.Exercises = append(l.kit.Exercises, ex)
}

// list sorts the names in the exercise's folder by their roles. They come sorted.
func (ex *Exercise) list(entries []os.DirEntry) {
	for _, e := range entries {
		switch role := RoleOf(ex.Slug, e.Name()); {
		case e.IsDir():
		case role == KitFile:
			ex.KitFiles = append(ex.KitFiles, e.Name())
		case role == TestFile:
			ex.TestFiles = append(ex.TestFiles, e.Name())
		}
	}
	ex.strangers = ex.strangersAmong(entries)
}
