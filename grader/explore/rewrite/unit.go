package rewrite

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
)

// unit is a package of the scratch module.
type unit struct {
	// path is the import path, "p_test" for the external tests of p; target is the path
	// below the folder of rewritten packages.
	path, target, dir string
	// main says that it is of the main module, tested that its test functions are wanted.
	main, tested bool
	goVersion    string
	// checked says that only the types are of interest: it is replaced, or imported by
	// nothing but what is.
	checked bool
	// native says that the unit is taken as it is; mixed why it is not, though it is not Go
	// alone. Foreign are its files that are not Go, in dependencies.
	native  bool
	mixed   string
	foreign []string
	files   []*file
	embeds  []string
	// reset is the name of the function that initialises the package again.
	reset string
	pkg   *types.Package
	info  *types.Info
}

// file is one source file of a unit.
type file struct {
	path string
	src  []byte
	test bool
	ast  *ast.File
	tok  *token.File
}

// external is what the path of a package is followed by in that of its external tests.
const external = "_test"

// resetName is the usual name of the function that initialises a package again.
const resetName = "Reset__"

// units lays the listed packages out: one unit for each package that is not of the
// standard library, and one for each package of external tests.
func units(all map[string]*listed) []*unit {
	var us []*unit
	for _, p := range all {
		if p.Standard {
			continue
		}
		u := &unit{
			path: p.ImportPath, target: legal(p.ImportPath), dir: p.Dir, tested: !p.DepOnly,
			main: p.Module == nil || p.Module.Main, reset: resetName,
		}
		if p.Module != nil {
			// What go takes for a module that does not say.
			u.goVersion = cmp.Or(p.Module.GoVersion, "1.16")
		}
		u.add(p.GoFiles, false)
		u.add(p.CgoFiles, false)
		u.embeds = p.EmbedFiles
		if !p.DepOnly {
			u.add(p.TestGoFiles, true)
			u.embeds = slices.Concat(p.EmbedFiles, p.TestEmbedFiles)
		}
		if len(u.files) > 0 {
			us = append(us, u)
		}
		if p.DepOnly {
			continue
		}
		if len(p.XTestGoFiles) > 0 {
			x := &unit{path: p.ImportPath + external, target: u.target + "/xtest__", dir: p.Dir,
				main: u.main, tested: true, goVersion: u.goVersion, embeds: p.XTestEmbedFiles, reset: resetName}
			x.add(p.XTestGoFiles, true)
			us = append(us, x)
		}
	}
	slices.SortFunc(us, func(a, b *unit) int { return strings.Compare(a.path, b.path) })
	return us
}

func (u *unit) add(names []string, test bool) {
	for _, name := range names {
		if !filepath.IsAbs(name) {
			name = filepath.Join(u.dir, name)
		}
		u.files = append(u.files, &file{path: name, test: test})
	}
}

// legal is an import path that may be imported from anywhere: a rewritten package is
// imported by a program that the original did not know.
func legal(path string) string {
	elements := strings.Split(path, "/")
	for i, e := range elements {
		if e == "internal" {
			elements[i] = "internal__"
		}
	}
	return strings.Join(elements, "/")
}

// laid is the name of a file in the scratch module: one that go build neither takes
// for a test nor for one of some platform.
func (f *file) laid() string {
	return strings.TrimSuffix(filepath.Base(f.path), ".go") + "__x.go"
}

// imports returns the import paths of a file.
func (f *file) imports() []string {
	var paths []string
	for _, spec := range f.ast.Imports {
		paths = append(paths, importPath(spec))
	}
	return paths
}

// wanted marks the units that are to be rewritten: those under test and what they
// import, but not by way of a replaced package.
func wanted(us []*unit, shims map[string]string) {
	byPath := map[string]*unit{}
	for _, u := range us {
		byPath[u.path] = u
		u.checked = true
	}
	var visit func(u *unit)
	visit = func(u *unit) {
		if u == nil || !u.checked || shims[u.path] != "" {
			return
		}
		u.checked = false
		for _, f := range u.files {
			for _, path := range f.imports() {
				visit(byPath[path])
			}
		}
	}
	for _, u := range us {
		if u.tested {
			visit(u)
		}
	}
}

// order sorts units so that each is behind those that it imports. Tests in a package
// may import what imports the package, for they are linked on their own; here they are
// one copy. Such tests are taken out of us and returned.
func order(us []*unit) (sorted, left []*unit) {
	byPath := map[string]*unit{}
	for _, u := range us {
		byPath[u.path] = u
	}
	for {
		sorted = nil
		state := map[*unit]int{}
		var cycle *unit
		var visit func(u *unit)
		visit = func(u *unit) {
			state[u] = 1
			for _, f := range u.files {
				for _, path := range f.imports() {
					dep := byPath[path]
					switch {
					case dep == nil:
					case state[dep] == 0:
						visit(dep)
					case state[dep] == 1 && f.test && cycle == nil:
						cycle = u
					}
				}
			}
			state[u] = 2
			sorted = append(sorted, u)
		}
		for _, u := range us {
			if state[u] == 0 {
				visit(u)
			}
		}
		if cycle == nil {
			return sorted, left
		}
		left = append(left, cycle)
		cycle.files = slices.DeleteFunc(cycle.files, func(f *file) bool { return f.test })
	}
}
