package rewrite

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"path/filepath"
	"slices"
	"strings"
)

// thing is something that no scheduler of ours controls.
type thing struct{ name, why string }

// Why things are refused.
const (
	whyOutside = "it talks to what is outside of the program, which cannot be scheduled or repeated"
	whyBlocks  = "it blocks without the explorer's knowledge"
	whyProcess = "it acts on the whole process, of which there is one for all schedules"
	whyForeign = "the explorer rewrites Go only"
	whyReflect = "the explorer does not see channel operations that go through reflect"
)

// whole are packages that are refused with all below them. Exceptions are harmless
// packages, and in system calls what only asks about the process or names an error.
var (
	whole = map[string]string{
		"net": whyOutside, "os/exec": whyOutside, "os/signal": whyOutside, "plugin": whyForeign,
		"syscall": whyOutside, "golang.org/x/sys": whyOutside,
	}
	harmless = map[string]bool{"net/url": true, "net/netip": true, "net/mail": true, "golang.org/x/sys/cpu": true}
	asking   = map[string]bool{
		"Getpid": true, "Getppid": true, "Getuid": true, "Geteuid": true, "Getgid": true, "Getegid": true, "Getpagesize": true,
		"IoctlGetTermios": true, "IoctlGetWinsize": true, "Errno": true, "Signal": true,
	}
)

// asks reports whether an object of a package of system calls, or of what it is a method,
// is an exception.
func asks(path, name string) bool {
	name, _, _ = strings.Cut(strings.TrimPrefix(name, path+"."), ".")
	return asking[name] && (path == "syscall" || path == "golang.org/x/sys/unix")
}

// single are functions, variables and methods of other packages.
var single = map[string]string{
	"os.Pipe": whyBlocks, "os.StartProcess": whyOutside, "os.Stdin": whyOutside, "os.FindProcess": whyOutside,
	"os.Exit": whyProcess, "io.Pipe": whyBlocks,
	"reflect.Select": whyReflect, "reflect.MakeChan": whyReflect,
	"reflect.Value.Send": whyReflect, "reflect.Value.Recv": whyReflect, "reflect.Value.TrySend": whyReflect,
	"reflect.Value.TryRecv": whyReflect, "reflect.Value.Close": whyReflect,
}

// refusedPackage says why the package at path is refused as a whole, or "".
func refusedPackage(path string) string {
	if harmless[path] {
		return ""
	}
	for p := path; p != "."; {
		if why := whole[p]; why != "" {
			return why
		}
		i := strings.LastIndexByte(p, '/')
		if i < 0 {
			break
		}
		p = p[:i]
	}
	return ""
}

// allowed are the import paths of packages, and the names of what is in packages, that are
// called for real though the explorer does not control them: somebody said so.
type allowed []string

// has reports whether name, of the package at path, is allowed: itself, its package, or a
// package above.
func (a allowed) has(path, name string) bool {
	return slices.ContainsFunc(a, func(one string) bool {
		return one == name || one == path || strings.HasPrefix(path, one+"/")
	})
}

// forbidden says what an object is if it is refused. Constants and types never are.
func (a allowed) forbidden(obj types.Object) (thing, bool) {
	if obj == nil || obj.Pkg() == nil {
		return thing{}, false
	}
	name := obj.Pkg().Path() + "." + obj.Name()
	switch obj := obj.(type) {
	case *types.Func:
		if recv := obj.Signature().Recv(); recv != nil {
			t := deref(recv.Type())
			if named, ok := types.Unalias(t).(*types.Named); ok {
				name = obj.Pkg().Path() + "." + named.Obj().Name() + "." + obj.Name()
			}
		}
	case *types.Var:
		if obj.IsField() {
			return thing{}, false
		}
	default:
		return thing{}, false
	}
	if a.has(obj.Pkg().Path(), name) {
		return thing{}, false
	}
	if why := refusedPackage(obj.Pkg().Path()); why != "" && !asks(obj.Pkg().Path(), name) {
		return thing{name, why}, true
	}
	why := single[name]
	return thing{name, why}, why != ""
}

// forbiddenIn yields what is refused below root, but not in function literals there,
// unless these are wanted.
func (a allowed) forbiddenIn(info *types.Info, root ast.Node, literals bool) iter.Seq2[thing, *ast.Ident] {
	return func(yield func(thing, *ast.Ident) bool) {
		stop := false
		ast.Inspect(root, func(n ast.Node) bool {
			if _, ok := n.(*ast.FuncLit); ok && !literals || stop {
				return false
			}
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			if what, ok := a.forbidden(info.Uses[id]); ok && !yield(what, id) {
				stop = true
			}
			return !stop
		})
	}
}

// refuser collects refusals.
type refuser struct {
	fset *token.FileSet
	dir  string
	// allow is not refused.
	allow allowed
	all   []Refusal
	// seen are files and what was refused there: once is enough.
	seen map[[2]string]bool
}

func (r *refuser) add(u *unit, file string, line int, what, why string) {
	r.put(Refusal{File: file, Line: line, Package: strings.TrimSuffix(u.path, external), What: what, Why: why})
}

func (r *refuser) put(one Refusal) {
	if key := [2]string{one.File, one.What}; !r.seen[key] {
		r.seen[key] = true
		one.File = relative(r.dir, one.File)
		r.all = append(r.all, one)
	}
}

func (r *refuser) at(u *unit, pos token.Pos, what, why string) {
	p := r.fset.Position(pos)
	r.add(u, p.Filename, p.Line, what, why)
}

// used refuses a use: for good where initialising the package would come to it, and else
// only for the tests that call the function.
func (r *refuser) used(u *unit, f *file, id *ast.Ident, what thing) {
	p := r.fset.Position(id.Pos())
	r.put(Refusal{
		File: p.Filename, Line: p.Line, Package: strings.TrimSuffix(u.path, external), What: what.name, Why: what.why,
		Guarded: inFunction(f.ast, id.Pos()),
	})
}

// inFunction reports whether pos is in the body of a function other than init.
func inFunction(f *ast.File, pos token.Pos) bool {
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Pos() <= pos && pos < fn.End() {
			return fn.Name.Name != "init" || fn.Recv != nil
		}
	}
	return false
}

// refuse collects what of a unit of the main module is refused.
func (r *refuser) refuse(u *unit, foreign *listed) {
	for _, f := range u.files {
		used := map[string]bool{}
		for what, id := range r.allow.forbiddenIn(u.info, f.ast, true) {
			r.used(u, f, id, what)
			used[u.info.Uses[id].Pkg().Path()] = true
		}
		for _, spec := range f.ast.Imports {
			path := importPath(spec)
			if why := refusedPackage(path); why != "" && !used[path] && !r.allow.has(path, path) && spec.Name != nil && spec.Name.Name == "_" {
				r.at(u, spec.Pos(), path, why)
			}
		}
		r.linknames(u, f)
	}
	if foreign != nil {
		r.foreign(u, foreign)
	}
}

// dependency collects what of a dependency is refused wherever it is used.
func (r *refuser) dependency(u *unit, p *listed, us []*unit) {
	before := len(r.all)
	if u.native {
		if what := u.split(); what != "" {
			r.add(u, u.dir, 0, u.path, "it is not Go alone and cannot be rewritten, and taken as it is, does not fit: "+what)
		}
	} else {
		for _, f := range u.files {
			r.linknames(u, f)
		}
		if p != nil {
			r.foreign(u, p)
		}
	}
	if len(r.all) == before {
		return
	}
	why := ""
	if u.mixed != "" {
		why = ", and " + u.mixed
	}
	if by := chain(us, u.path); by != "" {
		why += "; the package is imported by " + by
	}
	for i := range r.all[before:] {
		r.all[before+i].Why += why
	}
}

// linknames refuses directives that bind functions behind the language's back.
func (r *refuser) linknames(u *unit, f *file) {
	for _, c := range f.linknames() {
		r.at(u, c.Pos(), "//go:linkname", whyForeign)
	}
}

// foreign refuses sources that are not Go.
func (r *refuser) foreign(u *unit, p *listed) {
	for _, name := range p.CgoFiles {
		r.add(u, filepath.Join(p.Dir, name), 1, `import "C"`, whyForeign)
	}
	for _, name := range p.SFiles {
		r.add(u, filepath.Join(p.Dir, name), 1, "assembly", whyForeign)
	}
}
