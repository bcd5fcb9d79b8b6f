package answers

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"racekit/grader/catalog"
	"racekit/grader/strict"
)

// Load reads the answers of an exercise of the kit at root. The error joins every
// mistake, each with its file and line.
func Load(root string, ex catalog.Exercise) (Set, error) {
	l := loader{root: root, ex: ex, set: Set{Solution: map[string][]byte{}}}
	for _, name := range ex.Files {
		file := path.Join(dirOf(ex), name)
		text, err := l.read(file)
		if err != nil {
			l.errs = append(l.errs, fmt.Errorf("reading the solution of %s: %w; bring it back: git checkout -- %s", ex.Slug, err, file))
		}
		l.set.Solution[name] = text
	}
	for _, v := range l.variants("alternatives") {
		l.alternative(v)
	}
	for _, v := range l.variants("mutants") {
		l.mutant(v)
	}
	if err := errors.Join(l.errs...); err != nil {
		return Set{}, err
	}
	return l.set, nil
}

// loader is a set that is being read.
type loader struct {
	root string
	ex   catalog.Exercise
	set  Set
	errs []error
}

func (l *loader) read(file string) ([]byte, error) {
	return os.ReadFile(filepath.Join(l.root, filepath.FromSlash(file)))
}

func (l *loader) say(file string, what, remedy string) {
	l.errs = append(l.errs, &strict.Mistake{File: file, What: what, Remedy: remedy})
}

// variant is an alternative or a mutant as it lies on disk.
type variant struct {
	name string
	// replaced are the learner's files that it brings, in the exercise's order.
	replaced []replacement
}

type replacement struct {
	// name is the file's in the exercise, path where the variant has it.
	name, path string
	text       []byte
}

// variants lists a folder of testdata. One that is missing is empty.
func (l *loader) variants(kind string) []variant {
	dir := path.Join(dirOf(l.ex), "testdata", kind)
	entries, err := os.ReadDir(filepath.Join(l.root, filepath.FromSlash(dir)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.errs = append(l.errs, fmt.Errorf("reading the %s of %s: %w", kind, l.ex.Slug, err))
	}
	var all []variant
	for _, e := range entries {
		file := path.Join(dir, e.Name())
		stem, isGo := strings.CutSuffix(e.Name(), ".go")
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case e.IsDir():
			all = append(all, variant{name: e.Name(), replaced: l.folder(file)})
		case isGo && !strings.HasSuffix(stem, "_test"):
			all = append(all, variant{name: stem, replaced: l.replace(nil, l.ex.Files[0], file)})
		default:
			l.say(file, "is no Go file to replace "+l.ex.Files[0], "remove it")
		}
	}
	return all
}

// folder reads a variant that replaces several files.
func (l *loader) folder(dir string) []replacement {
	entries, err := os.ReadDir(filepath.Join(l.root, filepath.FromSlash(dir)))
	if err != nil {
		l.errs = append(l.errs, fmt.Errorf("reading %s: %w", dir, err))
	}
	var all []replacement
	for _, e := range entries {
		if !slices.Contains(l.ex.Files, e.Name()) && !strings.HasPrefix(e.Name(), ".") {
			l.say(path.Join(dir, e.Name()), "is none of the learner's files", "remove it, or name it one of "+strings.Join(l.ex.Files, ", "))
		}
	}
	for _, name := range l.ex.Files {
		if slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.Name() == name }) {
			all = l.replace(all, name, path.Join(dir, name))
		}
	}
	if err == nil && len(all) == 0 {
		l.say(dir, "replaces no file", "put one of "+strings.Join(l.ex.Files, ", ")+" there, or remove the folder")
	}
	return all
}

// replace adds the file as a replacement of name.
func (l *loader) replace(to []replacement, name, file string) []replacement {
	text, err := l.read(file)
	if err != nil {
		l.errs = append(l.errs, fmt.Errorf("reading %s: %w", file, err))
		return to
	}
	return append(to, replacement{name: name, path: file, text: text})
}

// files are the learner's, with those that the variant replaces.
func (l *loader) files(v variant) map[string][]byte {
	files := maps.Clone(l.set.Solution)
	for _, r := range v.replaced {
		files[r.name] = r.text
	}
	return files
}

func (l *loader) alternative(v variant) {
	a := Alternative{Name: v.name, Files: l.files(v)}
	for i, r := range v.replaced {
		src, err := parse(r.path, r.text, l.ex.Slug)
		if err != nil {
			l.errs = append(l.errs, err)
			continue
		}
		if i == 0 {
			a.Doc = strings.TrimSpace(src.file.Doc.Text())
			if a.Doc == "" {
				l.errs = append(l.errs, src.mistake(src.file.Package, "the alternative has no package comment", "say its design there"))
			}
		}
		lines, err := src.guilty()
		l.errs = append(l.errs, err)
		for _, n := range lines {
			l.errs = append(l.errs, &strict.Mistake{File: r.path, Line: n, What: "an alternative has a line marked as a mutant's", Remedy: "remove the comment"})
		}
	}
	l.set.Alternatives = append(l.set.Alternatives, a)
}

func (l *loader) mutant(v variant) {
	m := Mutant{Name: v.name, Files: l.files(v)}
	for i, r := range v.replaced {
		src, err := parse(r.path, r.text, l.ex.Slug)
		if err != nil {
			l.errs = append(l.errs, err)
			return
		}
		if i == 0 {
			l.errs = append(l.errs, src.header(&m, l.ex.Tests))
		}
		l.errs = append(l.errs, src.mark(&m, path.Join(l.ex.Dir, r.name)))
	}
	if len(v.replaced) > 0 && len(m.Lines) == 0 {
		l.say(v.replaced[0].path, "no line is marked as the guilty one", "end it with // mutant: and a short reason")
	}
	l.set.Mutants = append(l.set.Mutants, m)
}
