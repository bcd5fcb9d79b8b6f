package rewrite

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/types"
	goversion "go/version"
	"slices"
	"strconv"
	"strings"
)

// targets are the import paths of the scratch module by the original ones.
type targets map[string]string

// rewriteUnit returns the files of u in the scratch module, by base name.
func (p *program) rewriteUnit(u *unit, to targets) map[string][]byte {
	var walkers []*walker
	r := newResetter(p.fset, u, p.facts)
	if p.flagsIn == u {
		r.flags()
	}
	for _, f := range u.files {
		w := &walker{
			fset: p.fset, u: u, f: f, info: u.info, text: &text{src: f.src},
			old: oldLoops(u, f), facts: p.facts, memory: u.main, allow: p.cfg.Allow, pairs: map[*ast.UnaryExpr]string{},
		}
		for _, d := range f.ast.Decls {
			w.node(d)
		}
		w.lengths()
		walkers = append(walkers, w)
	}
	tails := r.initialisers(walkers)
	if r.late = r.later(walkers); r.late {
		r.postpone(walkers)
	}
	files := map[string][]byte{}
	for _, w := range walkers {
		for _, d := range w.f.ast.Decls {
			if d, ok := d.(*ast.FuncDecl); ok && d.Recv == nil && d.Name.Name == "init" && d.Body != nil {
				r.initFunc(w, d)
			}
		}
		w.head(to, p.cfg.Sched)
		files[w.f.laid()] = []byte(fmt.Sprintf("%s//line %s:1\n%s%s", version121(w.old), w.f.path, w.text.render(0, len(w.f.src)), tails[w]))
	}
	if slices.ContainsFunc(walkers, func(w *walker) bool { return w.named }) {
		r.helpers.WriteString(namedHelpers)
	}
	files[resetFile] = r.file()
	return files
}

// lengths keeps lengths of arrays that sizes of types are in, such as those of padding:
// types that are replaced have other sizes. What they are of is still mentioned.
func (w *walker) lengths() {
	if !slices.Contains(w.f.imports(), "unsafe") {
		return
	}
	ast.Inspect(w.f.ast, func(n ast.Node) bool {
		a, ok := n.(*ast.ArrayType)
		if !ok || a.Len == nil {
			return true
		}
		var unsafely *ast.SelectorExpr
		ast.Inspect(a.Len, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if b, ok := w.info.Uses[sel.Sel].(*types.Builtin); ok && b.Name() == "Sizeof" {
					unsafely = sel
				}
			}
			return true
		})
		if v := w.info.Types[a.Len].Value; unsafely != nil && v != nil {
			w.between(a.Len.Pos(), a.Len.End(), fmt.Sprintf("%s + 0*%s(0)", v.ExactString(), w.source(unsafely)))
		}
		return true
	})
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
	for i, path := range w.extra {
		clause += fmt.Sprintf("; import q%d__ %q", i, cmp.Or(to[path], path))
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

// oldLoops reports whether a file is of before Go 1.22, where a loop has one variable for
// all iterations.
func oldLoops(u *unit, f *file) bool {
	return goversion.Compare(u.info.FileVersions[f.ast], "go1.22") < 0
}

// version121 is what stands at the top of such a file, and makes it so again: it is the
// oldest version that the compiler knows to tell from others.
func version121(old bool) string {
	if !old {
		return ""
	}
	return "//go:build go1.21\n\n"
}
