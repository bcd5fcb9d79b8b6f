package rewrite

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// natives marks the units that are taken as they are, for they are not Go alone: those of
// dependencies with assembly or //go:linkname, and all that these import but the standard
// library. Where that cannot be done u.mixed says why.
func natives(us []*unit, all map[string]*listed, shims map[string]string) {
	byPath := map[string]*unit{}
	for _, u := range us {
		byPath[u.path] = u
		if p := all[u.path]; p != nil && !u.main {
			u.foreign = p.foreign()
		}
	}
	for _, u := range us {
		if u.main || !u.partlyForeign() {
			continue
		}
		closure := map[*unit]bool{}
		if u.mixed = u.asItIs(byPath, shims, closure); u.mixed != "" {
			continue
		}
		for dep := range closure {
			dep.native = true
		}
	}
}

// foreign are the files of a package that are not Go but compiled or included.
func (p *listed) foreign() []string { return slices.Concat(p.SFiles, p.HFiles) }

// partlyForeign reports whether u has sources that cannot be rewritten.
func (u *unit) partlyForeign() bool {
	if slices.ContainsFunc(u.foreign, func(name string) bool { return filepath.Ext(name) == ".s" }) {
		return true
	}
	return slices.ContainsFunc(u.files, func(f *file) bool { return len(f.linknames()) > 0 })
}

// asItIs adds u and what it imports to a closure. It says why that cannot be linked as it
// is, or "".
func (u *unit) asItIs(byPath map[string]*unit, shims map[string]string, closure map[*unit]bool) string {
	switch {
	case u == nil || closure[u]:
		return ""
	case u.main:
		return "it imports " + u.path + " of the main module"
	case shims[u.path] != "":
		return "it imports " + u.path + ", which is replaced"
	}
	closure[u] = true
	for _, f := range u.files {
		for _, path := range f.imports() {
			switch {
			case path == "C":
				return "cgo is in " + u.path
			case refusedPackage(path) != "" && path != "syscall" && !strings.HasPrefix(path, "golang.org/x/sys/"):
				return u.path + " imports " + path
			}
			if why := byPath[path].asItIs(byPath, shims, closure); why != "" {
				return why
			}
		}
		if what := f.waits(); what != "" {
			return u.path + " has " + what
		}
	}
	return ""
}

// waiting are functions that block, or whose results differ from run to run.
var waiting = map[string]map[string]bool{
	"time": {
		"Sleep": true, "After": true, "AfterFunc": true, "Tick": true, "NewTimer": true, "NewTicker": true,
		"Now": true, "Since": true, "Until": true,
	},
	"sync":    {"WaitGroup": true, "Cond": true, "NewCond": true},
	"runtime": {"Gosched": true, "Goexit": true},
}

// waits names something in f that starts goroutines, waits for some, or differs from run
// to run, or is "".
func (f *file) waits() string {
	names := map[string]string{}
	for _, spec := range f.ast.Imports {
		path := importPath(spec)
		name := path[strings.LastIndexByte(path, '/')+1:]
		if spec.Name != nil {
			name = spec.Name.Name
		}
		names[name] = path
		if strings.HasPrefix(path, "math/rand") {
			return path
		}
	}
	found := ""
	ast.Inspect(f.ast, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			found = cmp.Or(found, "a go statement")
		case *ast.SendStmt, *ast.SelectStmt, *ast.ChanType:
			found = cmp.Or(found, "channels")
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				found = cmp.Or(found, "channels")
			}
		case *ast.SelectorExpr:
			if x := ident(n.X); x != nil && waiting[names[x.Name]][n.Sel.Name] {
				found = cmp.Or(found, names[x.Name]+"."+n.Sel.Name)
			}
		}
		return found == ""
	})
	return found
}

// linknames are the directives of f that bind functions behind the language's back.
func (f *file) linknames() []*ast.Comment {
	if !slices.Contains(f.imports(), "unsafe") {
		return nil
	}
	var all []*ast.Comment
	for _, group := range f.ast.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, "//go:linkname ") {
				all = append(all, c)
			}
		}
	}
	return all
}

// copyNative lays the files of a unit that is taken as it is. Only the paths of packages
// that are laid elsewhere are new.
func (p *program) copyNative(u *unit, folder string) error {
	to := targets{}
	for _, dep := range p.units {
		if dep.native {
			to[dep.path] = p.imported(dep)
		}
	}
	for _, f := range u.files {
		w := &walker{fset: p.fset, u: u, f: f, info: u.info, text: &text{src: f.src}}
		w.head(to, "")
		for _, c := range f.linknames() {
			w.linkname(c, to)
		}
		p.out.Files[folder+f.laid()] = []byte(fmt.Sprintf("%s//line %s:1\n%s", version121(oldLoops(u, f)), f.path, w.text.render(0, len(f.src))))
	}
	for _, name := range u.foreign {
		content, err := os.ReadFile(filepath.Join(u.dir, name))
		if err != nil {
			return fmt.Errorf("copying %s: %w", u.path, err)
		}
		p.out.Files[folder+laidForeign(name)] = withoutConstraints(content)
	}
	return nil
}

// laidForeign is the name of a file in the scratch module that is not Go. Headers are
// included by name.
func laidForeign(name string) string {
	if base, ok := strings.CutSuffix(name, ".s"); ok {
		return base + "__x.s"
	}
	return name
}

// linkname gives a directive the new path of a package that is laid elsewhere.
func (w *walker) linkname(c *ast.Comment, to targets) {
	fields := strings.Fields(c.Text)
	if len(fields) != 3 {
		return
	}
	for path, target := range to {
		if symbol, ok := strings.CutPrefix(fields[2], path+"."); ok && !strings.Contains(symbol, "/") {
			w.between(c.Pos(), c.End(), strings.Join(fields[:2], " ")+" "+target+"."+symbol)
		}
	}
}

// withoutConstraints is a source without its build constraints, which go list has
// evaluated.
func withoutConstraints(src []byte) []byte {
	lines := strings.Split(string(src), "\n")
	for i, line := range lines {
		if constraint(strings.TrimSpace(line)) {
			lines[i] = "//"
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

// split names something in the interface of a unit that is taken as it is whose type is
// another one in rewritten packages, or is "".
func (u *unit) split() string {
	scope := u.pkg.Scope()
	for _, name := range scope.Names() {
		obj := scope.Lookup(name)
		if !obj.Exported() {
			continue
		}
		if t := foreignType(obj.Type(), u.pkg, map[types.Type]bool{}); t != "" {
			return u.path + "." + name + " has to do with " + t
		}
	}
	return ""
}

// doubled reports whether there are two types of that name: the standard library's and the
// one that rewritten packages see.
func doubled(obj *types.TypeName) bool {
	if obj.Pkg() == nil {
		return false
	}
	switch path := obj.Pkg().Path(); path {
	case "sync":
		return obj.Name() != "Locker"
	case "sync/atomic", "testing":
		return true
	case "time":
		return obj.Name() == "Timer" || obj.Name() == "Ticker"
	}
	return false
}

// foreignType names a doubled type that t consists of, as far as others see it, or is "".
func foreignType(t types.Type, from *types.Package, seen map[types.Type]bool) string {
	t = types.Unalias(t)
	if seen[t] {
		return ""
	}
	seen[t] = true
	parts := func(all ...types.Type) string {
		for _, part := range all {
			if found := foreignType(part, from, seen); found != "" {
				return found
			}
		}
		return ""
	}
	switch t := t.(type) {
	case *types.Named:
		if doubled(t.Obj()) {
			return t.Obj().Pkg().Path() + "." + t.Obj().Name()
		}
		if t.Obj().Pkg() != from {
			return ""
		}
		all := []types.Type{t.Underlying()}
		for m := range t.Methods() {
			if m.Exported() {
				all = append(all, m.Type())
			}
		}
		return parts(all...)
	case *types.Pointer:
		return parts(t.Elem())
	case *types.Slice:
		return parts(t.Elem())
	case *types.Array:
		return parts(t.Elem())
	case *types.Map:
		return parts(t.Key(), t.Elem())
	case *types.Signature:
		return parts(tuple(t.Params(), t.Results())...)
	case *types.Struct:
		for f := range t.Fields() {
			if found := ""; f.Exported() {
				if found = parts(f.Type()); found != "" {
					return found
				}
			}
		}
	case *types.Interface:
		for m := range t.Methods() {
			if found := parts(m.Type()); found != "" {
				return found
			}
		}
	}
	return ""
}

// tuple are the types of the variables of tuples.
func tuple(all ...*types.Tuple) []types.Type {
	var found []types.Type
	for _, t := range all {
		for v := range t.Variables() {
			found = append(found, v.Type())
		}
	}
	return found
}
