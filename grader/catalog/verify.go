package catalog

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"racekit/grader/source"
	"racekit/grader/strict"
)

// Verify compares what the metadata says with the Go files, for authors: every test
// of the metadata is declared by a test file, and the reverse; every function that a
// test is about exists in the learner's files, if these parse. The error joins all
// mistakes.
//
// A grading does not call it: an edited test file is named from the digest list
// instead, and the grading goes on.
func (k *Kit) Verify() error {
	var errs []error
	for _, ex := range k.Exercises {
		v := verifier{root: k.Root, ex: ex}
		v.tests()
		v.about()
		errs = append(errs, v.errs...)
	}
	return errors.Join(errs...)
}

// verifier collects the mistakes of one exercise.
type verifier struct {
	root string
	ex   Exercise
	errs []error
}

// parse parses a file of the exercise. Its path in positions and errors is relative
// to the root.
func (v *verifier) parse(fset *token.FileSet, name string) (*ast.File, error) {
	file := path.Join(v.ex.Dir, name)
	text, err := os.ReadFile(filepath.Join(v.root, filepath.FromSlash(file)))
	if err != nil {
		return nil, err
	}
	return parser.ParseFile(fset, file, text, parser.SkipObjectResolution)
}

// tests compares the [[test]] tables with the test functions.
func (v *verifier) tests() {
	declared, ok := v.declared()
	if !ok {
		return
	}
	for i, t := range v.ex.Tests {
		if _, ok := declared[t.Name]; !ok {
			v.errs = append(v.errs, v.ex.src.Mistake(fmt.Sprintf("test[%d].name", i),
				fmt.Sprintf("no test file declares %s", t.Name),
				fmt.Sprintf("write it in %s_test.go, or remove the [[test]]", v.ex.Slug)))
		}
		delete(declared, t.Name)
	}
	for _, name := range slices.Sorted(maps.Keys(declared)) {
		at := declared[name]
		at.What = fmt.Sprintf("%s has no [[test]] in %s", name, ManifestFile)
		at.Remedy = "add one, or remove the function"
		v.errs = append(v.errs, &at)
	}
}

// declared returns the test functions and where they are. It reports false if a
// test file does not parse: then little can be said of the others.
func (v *verifier) declared() (map[string]strict.Mistake, bool) {
	declared := map[string]strict.Mistake{}
	parsed := true
	for _, name := range v.ex.TestFiles {
		fset := token.NewFileSet()
		file, err := v.parse(fset, name)
		if err != nil {
			parsed = false
			v.errs = append(v.errs, strict.Syntax(err, "correct the line, or bring the file back: git checkout -- "+path.Join(v.ex.Dir, name)))
			continue
		}
		for _, fn := range functions(file) {
			if name := fn.Name.Name; fn.Recv == nil && IsTest(name) {
				at := fset.Position(fn.Pos())
				declared[name] = strict.Mistake{File: at.Filename, Line: at.Line}
			}
		}
	}
	return declared, parsed
}

// about checks the functions that the tests are about. A stub that does not parse is
// a learner at work: then nothing is checked.
func (v *verifier) about() {
	known := map[string]bool{}
	for _, name := range v.ex.Files {
		file, err := v.parse(token.NewFileSet(), name)
		if err != nil {
			return
		}
		for _, fn := range functions(file) {
			known[source.FuncName(fn)] = true
		}
	}
	for i, t := range v.ex.Tests {
		for j, name := range t.About {
			if !known[name] {
				v.errs = append(v.errs, v.ex.src.Mistake(fmt.Sprintf("test[%d].about[%d]", i, j),
					fmt.Sprintf("%q is no function of %s", name, strings.Join(v.ex.Files, ", ")), "name one that is"))
			}
		}
	}
}

func functions(file *ast.File) []*ast.FuncDecl {
	var fns []*ast.FuncDecl
	for _, d := range file.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			fns = append(fns, fn)
		}
	}
	return fns
}

// IsTest reports whether go test takes a function of that name for a test, if its
// parameter fits.
func IsTest(name string) bool {
	rest, ok := strings.CutPrefix(name, "Test")
	first, _ := utf8.DecodeRuneInString(rest)
	return ok && token.IsIdentifier(name) && (rest == "" || !unicode.IsLower(first))
}
