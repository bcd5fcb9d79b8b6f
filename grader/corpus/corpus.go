// Package corpus reads the submissions that the grader is tried on: the attacks of
// testdata/attacks, one trick each, and the honest solutions of testdata/honest. Its tests
// grade them.
package corpus

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"racekit/grader/strict"
)

// Attack is one submission with a trick, and what must come of it.
type Attack struct {
	// Name is the file's name, without its ending; Trick is a sentence.
	Name, Trick string
	Expectation
	// files are those of the learner's tree, by slash-separated path.
	files map[string][]byte
}

// Expectation is what an attack must come to.
type Expectation struct {
	Exercise string `toml:"exercise"`
	// Verdicts of the exercise as a whole, of which one must be the result.
	Verdicts []string `toml:"verdicts"`
	// Rule and Line are those of the first refusal. Line is 0 where it is left open.
	Rule string `toml:"rule"`
	Line int    `toml:"line"`
	// Behind are the verdicts that are right without admission, if that can be told.
	Behind []string `toml:"behind"`
	// Gains are the points that it would get if its rule did not hold.
	Gains int `toml:"gains"`
	// Links are symbolic links to make, name to target; Make are files to generate, name to
	// kind.
	Links map[string]string `toml:"links"`
	Make  map[string]string `toml:"make"`
}

// Attacks reads the attacks of a folder, in the order of their names.
func Attacks(dir string) ([]Attack, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil {
		return nil, fmt.Errorf("finding attacks: %w", err)
	}
	slices.Sort(names)
	var all []Attack
	for _, name := range names {
		a, err := read(name)
		if err != nil {
			return nil, fmt.Errorf("reading the attack %s: %w", name, err)
		}
		all = append(all, a)
	}
	return all, nil
}

func read(name string) (Attack, error) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		return Attack{}, err
	}
	trick, meta, ok := bytes.Cut(archive.Comment, []byte("\n\n"))
	if !ok {
		return Attack{}, fmt.Errorf("no empty line between the trick and its metadata")
	}
	a := Attack{
		Name:  strings.TrimSuffix(filepath.Base(name), ".txtar"),
		Trick: strings.Join(strings.Fields(string(trick)), " "),
		files: map[string][]byte{},
	}
	if a.Expectation, _, err = strict.Decode[Expectation](name, 2+bytes.Count(trick, []byte("\n"))+1, meta); err != nil {
		return Attack{}, err
	}
	for _, f := range archive.Files {
		a.files[f.Name] = f.Data
	}
	for file, kind := range a.Make {
		if a.files[file], err = generated(kind, a.Exercise); err != nil {
			return Attack{}, err
		}
	}
	return a, nil
}

// generated is the content of a file that does not fit an archive of text.
func generated(kind, pkg string) ([]byte, error) {
	head := "package " + pkg + "\n\n"
	switch kind {
	case "large":
		return []byte(head + strings.Repeat("// A long comment is long.\n", 4000)), nil
	case "latin1":
		return []byte(head + "// caf\xe9\n"), nil
	case "nul":
		return []byte(head + "// \x00\n"), nil
	}
	return nil, fmt.Errorf("make: unknown kind %q", kind)
}

// Lay writes the learner's tree into the folder dir.
func (a Attack) Lay(dir string) error {
	for name, content := range a.files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("laying an attack: %w", err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return fmt.Errorf("laying an attack: %w", err)
		}
	}
	for name, target := range a.Links {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("laying an attack: %w", err)
		}
		if err := os.Symlink(target, path); err != nil {
			return fmt.Errorf("laying an attack: %w", err)
		}
	}
	return nil
}

// Honest is a solution that must score in full.
type Honest struct {
	// Name is "counter/atomics".
	Name, Exercise string
	Content        []byte
}

// HonestOnes reads the honest solutions below a folder, DIR/SLUG/NAME.go, in the order of
// their names.
func HonestOnes(dir string) ([]Honest, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*", "*.go"))
	if err != nil {
		return nil, fmt.Errorf("finding honest solutions: %w", err)
	}
	slices.Sort(names)
	var all []Honest
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("reading an honest solution: %w", err)
		}
		slug := filepath.Base(filepath.Dir(name))
		all = append(all, Honest{Name: slug + "/" + strings.TrimSuffix(filepath.Base(name), ".go"), Exercise: slug, Content: content})
	}
	return all, nil
}
