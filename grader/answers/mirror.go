package answers

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
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

// Mirror compares an exercise of the kit at root with its solution, for authors, and
// returns every mistake with its place:
//
//   - the solution's kit and test files are the exercise's, but for the import path
//     (and the order that gofmt then gives the imports);
//   - the learner's files have one exported API on both sides;
//   - nobody else's files are in either folder;
//   - README and hints are there in both languages, with all tiers;
//   - no part is marked as one that is still to be written ([Unwritten]);
//   - the stub has exactly one TODO and works without it, the solution has none;
//   - each test function calls harness.Check exactly once, and the test files import
//     nothing but the standard library, the exercise and the harness;
//   - all Go files are as gofmt writes them.
//
// It does not read the headers of mutants: [Load] does.
func Mirror(root string, ex catalog.Exercise) []error {
	m := &mirror{root: root, ex: ex, fset: token.NewFileSet(), files: map[string]*goFile{}}
	m.copies()
	m.todo()
	m.tests()
	m.strangers()
	m.texts()
	m.unwritten()
	m.formatted()
	m.api()
	return m.errs
}

// mirror is a comparison under way. Paths are relative to the root.
type mirror struct {
	root string
	ex   catalog.Exercise
	fset *token.FileSet
	// files are those read so far; nil stands for one that was found wanting, which
	// is said once.
	files map[string]*goFile
	errs  []error
}

// goFile is a Go file with line ends as on Unix.
type goFile struct {
	path string
	text []byte
	tree *ast.File
}

func (m *mirror) say(file string, line int, what, remedy string) {
	m.errs = append(m.errs, &strict.Mistake{File: file, Line: line, What: what, Remedy: remedy})
}

func (m *mirror) line(pos token.Pos) int { return m.fset.PositionFor(pos, false).Line }

// disk is the path of a file for package os.
func (m *mirror) disk(file string) string { return filepath.Join(m.root, filepath.FromSlash(file)) }

// read returns the parsed file, or nil if it is missing or does not parse.
func (m *mirror) read(file string) *goFile {
	if f, seen := m.files[file]; seen {
		return f
	}
	m.files[file] = nil
	text, err := os.ReadFile(m.disk(file))
	if errors.Is(err, fs.ErrNotExist) {
		m.say(file, 0, "is missing", "write it, or bring it back: git checkout -- "+file)
		return nil
	}
	text = unix(text)
	var tree *ast.File
	if err == nil {
		tree, err = parser.ParseFile(m.fset, file, text, parser.ParseComments|parser.SkipObjectResolution)
	}
	if err != nil {
		m.errs = append(m.errs, strict.Syntax(err, "correct the line"))
		return nil
	}
	m.files[file] = &goFile{path: file, text: text, tree: tree}
	return m.files[file]
}

// readAll returns those of the files in dir that can be read, and whether these are
// all: what is missing is said once, and nothing is concluded from it.
func (m *mirror) readAll(dir string, names []string) ([]*goFile, bool) {
	var files []*goFile
	for _, name := range names {
		if f := m.read(path.Join(dir, name)); f != nil {
			files = append(files, f)
		}
	}
	return files, len(files) == len(names)
}

// copies compares the kit and test files of both sides.
func (m *mirror) copies() {
	names := slices.Concat(m.ex.KitFiles, m.ex.TestFiles)
	for _, e := range m.list(dirOf(m.ex)) {
		role := catalog.RoleOf(m.ex.Slug, e.Name())
		if (role == catalog.KitFile || role == catalog.TestFile) && !slices.Contains(names, e.Name()) {
			names = append(names, e.Name())
		}
	}
	from, to := "racekit/"+catalog.Folder+"/", "racekit/"+Folder+"/"
	for _, name := range names {
		exercise, solution := m.read(path.Join(m.ex.Dir, name)), m.read(path.Join(dirOf(m.ex), name))
		if exercise == nil || solution == nil {
			continue
		}
		want := gofmt(bytes.ReplaceAll(exercise.text, []byte(from), []byte(to)))
		if n := firstDifference(gofmt(solution.text), want); n > 0 {
			m.say(solution.path, n, "differs from "+exercise.path, fmt.Sprintf("copy that, with %s in the place of %s", to, from))
		}
	}
}

// gofmt returns the text as gofmt writes it, and one that does not parse as it is.
func gofmt(text []byte) []byte {
	if formatted, err := format.Source(text); err == nil {
		return formatted
	}
	return text
}

// firstDifference returns the first line of a that is not b's, or 0 for none.
func firstDifference(a, b []byte) int {
	if bytes.Equal(a, b) {
		return 0
	}
	as, bs := bytes.Split(a, []byte("\n")), bytes.Split(b, []byte("\n"))
	for i := range min(len(as), len(bs)) {
		if !bytes.Equal(as[i], bs[i]) {
			return i + 1
		}
	}
	return min(len(as), len(bs))
}

// list lists a folder. One that is missing is empty: its files are missed elsewhere.
func (m *mirror) list(dir string) []os.DirEntry {
	entries, err := os.ReadDir(m.disk(dir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		m.errs = append(m.errs, fmt.Errorf("listing a folder: %w", err))
	}
	return slices.DeleteFunc(entries, func(e os.DirEntry) bool { return strings.HasPrefix(e.Name(), ".") })
}

// formatted looks at every Go file that was read, and at all variants.
func (m *mirror) formatted() {
	texts := map[string][]byte{}
	for file, f := range m.files {
		if f != nil {
			texts[file] = f.text
		}
	}
	maps.Copy(texts, m.variants())
	for _, file := range slices.Sorted(maps.Keys(texts)) {
		if n := firstDifference(texts[file], gofmt(texts[file])); n > 0 {
			m.say(file, n, "is not as gofmt writes it", "run: gofmt -w "+file)
		}
	}
}

// variants returns the texts of the alternatives and mutants. What cannot be read is
// left to Load.
func (m *mirror) variants() map[string][]byte {
	texts := map[string][]byte{}
	disk := os.DirFS(m.root)
	for _, depth := range []string{"testdata/*/*.go", "testdata/*/*/*.go"} {
		files, err := fs.Glob(disk, path.Join(dirOf(m.ex), depth))
		if err != nil {
			m.errs = append(m.errs, fmt.Errorf("listing the variants of %s: %w", m.ex.Slug, err))
		}
		for _, file := range files {
			if text, err := fs.ReadFile(disk, file); err == nil {
				texts[file] = unix(text)
			}
		}
	}
	return texts
}

// unix gives a text the line ends of Unix.
func unix(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")) }
