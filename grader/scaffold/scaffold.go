// Package scaffold makes the files of a new exercise: a sample that compiles, whose stub
// fails its test and whose solution passes it. Every part that its author has to write
// holds a line with "AUTHOR:", which 'racekit check' asks for.
package scaffold

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"racekit/grader/answers"
	"racekit/grader/catalog"
	"racekit/grader/verdict"
)

// ErrRefused is wrapped by errors that say that the exercise cannot be made as it is asked
// for. Nothing was written then.
var ErrRefused = errors.New("cannot make the exercise")

// Exercise is what to make.
type Exercise struct {
	Slug string
	// Title may lack a language: that is then a part to be written.
	Title verdict.Text
	// Order is the place in the course; 0 is behind the last.
	Order int
	Level catalog.Level
}

// step is the distance between two exercises in the course, so that others fit in.
const step = 10

// New makes the exercise in the kit, and returns the files that it wrote, relative to the
// kit's root. Nothing that exists is overwritten; if New fails, it leaves nothing behind.
func New(kit *catalog.Kit, ex Exercise) ([]string, error) {
	if ex.Order == 0 {
		ex.Order = behind(kit)
	}
	if err := ex.check(kit); err != nil {
		return nil, err
	}
	files, err := ex.files()
	if err != nil {
		return nil, fmt.Errorf("making the exercise %s: %w", ex.Slug, err)
	}
	if err := ex.write(kit.Root, files); err != nil {
		return nil, err
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.name
	}
	return names, nil
}

// Remove takes back what New made.
func Remove(root, slug string) error {
	return errors.Join(os.RemoveAll(disk(root, catalog.Folder, slug)), os.RemoveAll(disk(root, answers.Folder, slug)))
}

// behind is the place after the last exercise.
func behind(kit *catalog.Kit) int {
	last := 0
	for _, ex := range kit.Exercises {
		last = max(last, ex.Order)
	}
	return last/step*step + step
}

func refuse(format string, args ...any) error {
	return fmt.Errorf("%w: %w", ErrRefused, fmt.Errorf(format, args...))
}

// check refuses what would make a kit that does not load.
func (ex Exercise) check(kit *catalog.Kit) error {
	if err := catalog.CheckSlug(ex.Slug); err != nil {
		return refuse("%w; choose another slug", err)
	}
	if !slices.Contains(catalog.Levels(), ex.Level) {
		return refuse("there is no level %q; name one of %v", ex.Level, catalog.Levels())
	}
	if ex.Order < 1 {
		return refuse("the order is %d; name a whole number from 1", ex.Order)
	}
	for _, other := range kit.Exercises {
		if other.Order == ex.Order {
			return refuse("order %d is that of %q; name another", ex.Order, other.Slug)
		}
	}
	for _, title := range []string{ex.Title.En, ex.Title.Ja} {
		if strings.ContainsFunc(title, func(r rune) bool { return unicode.IsControl(r) || r == unicode.ReplacementChar }) {
			return refuse("the title %q is not one line of text; write it without control characters", title)
		}
	}
	return nil
}

// write makes both folders, which must not exist, and fills them.
func (ex Exercise) write(root string, files []file) (err error) {
	for _, folder := range []string{catalog.Folder, answers.Folder} {
		if err := os.Mkdir(disk(root, folder, ex.Slug), 0o755); errors.Is(err, fs.ErrExist) {
			return refuse("%s exists, and nothing is overwritten; choose another slug, or move it away", path.Join(folder, ex.Slug))
		} else if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("making the exercise %s: %w; bring the folder back: git checkout -- %s", ex.Slug, err, folder)
		} else if err != nil {
			return fmt.Errorf("making the exercise %s: %w", ex.Slug, err)
		}
		made := disk(root, folder, ex.Slug)
		defer func() {
			if err != nil {
				err = errors.Join(err, os.RemoveAll(made))
			}
		}()
	}
	for _, f := range files {
		to := disk(root, f.name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return fmt.Errorf("making the exercise %s: %w", ex.Slug, err)
		}
		if err := os.WriteFile(to, f.text, 0o644); err != nil {
			return fmt.Errorf("making the exercise %s: %w", ex.Slug, err)
		}
	}
	return nil
}

// disk is a path of the kit for package os.
func disk(root string, parts ...string) string {
	return filepath.Join(root, filepath.FromSlash(path.Join(parts...)))
}
