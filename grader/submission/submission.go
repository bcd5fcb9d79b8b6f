// Package submission takes a learner's files out of a tree: those that an exercise
// lists, and no others. It reads; it never writes. It never leaves the tree either: a
// link in a submission may lead anywhere, to the solutions of whoever grades it too.
package submission

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"racekit/grader/admit"
	"racekit/grader/catalog"
)

// ErrUnfit marks what can be no submission, however it came there: a link, a folder in
// place of a file, a file that is far too large.
var ErrUnfit = errors.New("not a file that can be handed in")

// Tree is a folder that holds submissions, laid out as the kit is
// (DIR/exercises/counter/counter.go) or without the upper folder
// (DIR/counter/counter.go).
type Tree struct {
	root string
	// upper is "exercises" or "".
	upper string
}

// ErrNothing says that a tree holds no file of any exercise.
var ErrNothing = errors.New("no exercise there")

// Open looks at the tree dir. It fails if not one file of the exercises is in it.
func Open(dir string, exercises []catalog.Exercise) (Tree, error) {
	root, err := filepath.Abs(dir)
	if err != nil {
		return Tree{}, fmt.Errorf("opening the submission %s: %w", dir, err)
	}
	if info, err := os.Stat(root); err != nil {
		return Tree{}, fmt.Errorf("opening the submission %s: %w", dir, err)
	} else if !info.IsDir() {
		return Tree{}, fmt.Errorf("opening the submission %s: it is not a folder; name the folder that holds exercises/", dir)
	}
	for _, upper := range []string{catalog.Folder, ""} {
		for _, ex := range exercises {
			if info, err := os.Stat(filepath.Join(root, upper, ex.Slug)); err == nil && info.IsDir() {
				return Tree{root, upper}, nil
			}
		}
	}
	ex := exercises[0]
	return Tree{}, fmt.Errorf("opening the submission %s: %w; expected for example %s", dir, ErrNothing, filepath.Join(dir, ex.Dir, ex.Files[0]))
}

// Submission is what a learner hands in for one exercise.
type Submission struct {
	// Files are the listed files by base name.
	Files map[string][]byte
	// Missing are the listed files that are not there, are empty, are no regular
	// files or are too large, each with the reason.
	Missing map[string]error
	// Own are the other files that the tree holds for this exercise and that have a
	// role in the kit (tests, metadata), by base name. They are not graded.
	Own map[string][]byte
}

// errEmpty says that a file has no content.
var errEmpty = errors.New("the file is empty")

// Take reads the submission for one exercise.
func (t Tree) Take(ex catalog.Exercise) Submission {
	s := Submission{Files: map[string][]byte{}, Missing: map[string]error{}, Own: map[string][]byte{}}
	root, err := os.OpenRoot(t.root)
	if err == nil {
		err = t.straight(root, ex)
	}
	if err != nil {
		for _, name := range ex.Files {
			s.Missing[name] = err
		}
		if root != nil {
			root.Close()
		}
		return s
	}
	defer root.Close()
	dir := path.Join(t.upper, ex.Slug)
	for _, name := range ex.Files {
		content, err := read(root, path.Join(dir, name))
		if err != nil {
			s.Missing[name] = err
			continue
		}
		s.Files[name] = content
	}
	entries, err := fs.ReadDir(root.FS(), dir)
	if err != nil {
		return s // every listed file is missing then, and says so
	}
	for _, e := range entries {
		if catalog.RoleOf(ex.Slug, e.Name()) == catalog.Other {
			continue
		}
		if content, err := read(root, path.Join(dir, e.Name())); err == nil {
			s.Own[e.Name()] = content
		}
	}
	return s
}

// straight reports an error if a folder on the way to an exercise is a link, to the
// solutions perhaps.
func (t Tree) straight(root *os.Root, ex catalog.Exercise) error {
	for _, dir := range []string{t.upper, path.Join(t.upper, ex.Slug)} {
		if dir == "" {
			continue
		}
		if info, err := root.Lstat(dir); err == nil && info.Mode().Type() == fs.ModeSymlink {
			return fmt.Errorf("%w: the folder %s is a link", ErrUnfit, dir)
		}
	}
	return nil
}

// Strangers are the files and folders that the tree holds for an exercise and that have
// no role in it, as paths relative to the tree; a folder ends in a slash.
func (t Tree) Strangers(ex catalog.Exercise) ([]string, error) {
	ex.Dir = path.Join(t.upper, ex.Slug)
	return ex.StrangersIn(t.root)
}

// read reads a regular file of reasonable size that holds something. The name is
// relative to root.
func read(root *os.Root, name string) ([]byte, error) {
	info, err := root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fs.ErrNotExist
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%w: it is not a regular file", ErrUnfit)
	case info.Size() == 0:
		return nil, errEmpty
	case info.Size() > admit.MaxFile:
		return nil, fmt.Errorf("%w: it is larger than %d KiB", ErrUnfit, admit.MaxFile>>10)
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, admit.MaxFile)) // it may have grown meanwhile
}
