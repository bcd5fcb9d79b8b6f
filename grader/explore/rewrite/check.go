package rewrite

import (
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
)

// parse reads and parses all files of us.
func parse(fset *token.FileSet, us []*unit, dir string) error {
	var files []*file
	for _, u := range us {
		files = append(files, u.files...)
	}
	errs := make([]error, len(files))
	var next sync.Mutex
	taken := 0
	take := func() int {
		next.Lock()
		defer next.Unlock()
		taken++
		return taken - 1
	}
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := take(); i < len(files); i = take() {
				errs[i] = files[i].parse(fset)
			}
		})
	}
	wg.Wait()
	i := 0
	for _, u := range us {
		var syntax []Complaint
		for range u.files {
			err := errs[i]
			i++
			var list scanner.ErrorList
			switch {
			case errors.As(err, &list):
				for _, e := range list {
					syntax = append(syntax, Complaint{relative(dir, e.Pos.Filename), e.Pos.Line, e.Pos.Column, e.Msg})
				}
			case err != nil:
				return fmt.Errorf("parsing: %w", err)
			}
		}
		if len(syntax) > 0 {
			return &CompileError{u.path, syntax}
		}
	}
	return nil
}

// bom is what some editors put in front of a file.
const bom = "\uFEFF"

func (f *file) parse(fset *token.FileSet) error {
	src, err := os.ReadFile(f.path)
	if err != nil {
		return err
	}
	return f.parseText(fset, []byte(strings.TrimPrefix(string(src), bom)))
}

func (f *file) parseText(fset *token.FileSet, src []byte) error {
	f.src = src
	var err error
	f.ast, err = parser.ParseFile(fset, f.path, f.src, parser.ParseComments|parser.SkipObjectResolution)
	if f.ast != nil {
		f.tok = fset.File(f.ast.FileStart)
	}
	return err
}

// standard are the packages of the standard library that us import.
func standard(us []*unit, all map[string]*listed) []string {
	var paths []string
	seen := map[string]bool{"unsafe": true, "C": true}
	for _, u := range us {
		for _, f := range u.files {
			for _, path := range f.imports() {
				if p := all[path]; !seen[path] && p != nil && p.Standard {
					paths = append(paths, path)
				}
				seen[path] = true
			}
		}
	}
	return paths
}

// checker type-checks units from their sources, against the standard library's export
// data.
type checker struct {
	fset *token.FileSet
	dir  string
	std  types.Importer
	own  map[string]*types.Package
}

func newChecker(fset *token.FileSet, dir string, exports map[string]string) *checker {
	lookup := func(path string) (io.ReadCloser, error) {
		name := exports[path]
		if name == "" {
			return nil, fmt.Errorf("no export data of %s", path)
		}
		return os.Open(name)
	}
	return &checker{fset, dir, importer.ForCompiler(fset, "gc", lookup), map[string]*types.Package{}}
}

// Import implements types.Importer.
func (c *checker) Import(path string) (*types.Package, error) {
	if pkg := c.own[path]; pkg != nil {
		return pkg, nil
	}
	return c.std.Import(path)
}

// check type-checks u. What u imports of other units has been checked.
func (c *checker) check(u *unit) error {
	u.info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Implicits: map[ast.Node]types.Object{},
		FileVersions: map[*ast.File]string{}, Scopes: map[ast.Node]*types.Scope{},
	}
	failed := &CompileError{Package: u.path}
	conf := types.Config{
		Importer: c, FakeImportC: true, IgnoreFuncBodies: u.checked || u.native, Sizes: types.SizesFor("gc", runtime.GOARCH),
		Error: func(err error) {
			var e types.Error
			if errors.As(err, &e) {
				pos := c.fset.Position(e.Pos)
				failed.Complaints = append(failed.Complaints, Complaint{relative(c.dir, pos.Filename), pos.Line, pos.Column, e.Msg})
			}
		},
	}
	if u.goVersion != "" {
		conf.GoVersion = "go" + u.goVersion
	}
	var files []*ast.File
	for _, f := range u.files {
		files = append(files, f.ast)
	}
	var err error
	u.pkg, err = conf.Check(u.path, c.fset, files, u.info)
	switch {
	case len(failed.Complaints) > 0:
		return failed
	case err != nil:
		return &CompileError{u.path, []Complaint{{Message: err.Error()}}}
	}
	c.own[u.path] = u.pkg
	return nil
}

// importPath is the path of an import.
func importPath(spec *ast.ImportSpec) string {
	path, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return ""
	}
	return path
}

// relative is file as seen from dir if it is below, and file otherwise.
func relative(dir, file string) string {
	if rel, err := filepath.Rel(dir, file); err == nil && filepath.IsAbs(file) && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return file
}
