package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	goversion "go/version"
	"strconv"
	"strings"
)

// targets are the import paths of the scratch module by the original ones.
type targets map[string]string

// rewriteUnit returns the files of u in the scratch module, by base name.
func rewriteUnit(fset *token.FileSet, u *unit, fs *facts, to targets, sched string) map[string][]byte {
	var walkers []*walker
	r := newResetter(fset, u, fs)
	for _, f := range u.files {
		w := &walker{
			fset: fset, u: u, f: f, info: u.info, text: &text{src: f.src},
			facts: fs, memory: u.main, pairs: map[*ast.UnaryExpr]bool{},
		}
		for _, d := range f.ast.Decls {
			w.node(d)
		}
		walkers = append(walkers, w)
	}
	tails := r.initialisers(walkers)
	files := map[string][]byte{}
	for _, w := range walkers {
		for _, d := range w.f.ast.Decls {
			if d, ok := d.(*ast.FuncDecl); ok && d.Recv == nil && d.Name.Name == "init" && d.Body != nil {
				r.initFunc(w, d)
			}
		}
		w.head(to, sched)
		files[w.f.laid()] = []byte(fmt.Sprintf("//line %s:1\n%s%s", w.f.path, w.text.render(0, len(w.f.src)), tails[w]))
	}
	files[resetFile] = r.file()
	return files
}

// head rewrites what is above the declarations.
func (w *walker) head(to targets, sched string) {
	for _, group := range w.f.ast.Comments {
		for _, c := range group.List {
			if c.Pos() < w.f.ast.Package && constraint(c.Text) {
				w.between(c.Pos(), c.End(), "//")
			}
		}
	}
	name := w.f.ast.Name
	clause := packageName(name.Name)
	if w.sched {
		clause += "; import " + schedName + " " + strconv.Quote(sched)
	}
	w.between(name.Pos(), name.End(), clause)
	for _, spec := range w.f.ast.Imports {
		target := to[importPath(spec)]
		if target == "" {
			continue
		}
		target = strconv.Quote(target)
		if spec.Name == nil {
			target = w.importName(spec) + " " + target
		}
		w.between(spec.Path.Pos(), spec.Path.End(), target)
	}
}

// importName is the name that an import without one gives to the package.
func (w *walker) importName(spec *ast.ImportSpec) string {
	if p, ok := w.info.Implicits[spec].(*types.PkgName); ok {
		return p.Name()
	}
	return "_"
}

// constraint reports whether a comment in front of the package clause says for which
// builds a file is, or how.
func constraint(text string) bool {
	return strings.HasPrefix(text, "//go:build") || strings.HasPrefix(text, "//go:debug") ||
		strings.HasPrefix(strings.TrimSpace(strings.TrimPrefix(text, "//")), "+build")
}

// oldLoops is what stands at the top of a file of before Go 1.22, where a loop has one
// variable for all iterations: the line makes it so again.
func (f *file) oldLoops(u *unit) string {
	if u.goVersion == "" || goversion.Compare("go"+u.goVersion, "go1.22") >= 0 {
		return ""
	}
	return "//go:build go1.21\n\n"
}
