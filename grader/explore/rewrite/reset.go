package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// resetFile is the name of the file with the function that initialises a package again.
const resetFile = "reset__.go"

// resetter writes what initialises a unit again: functions at the end of its files, for
// they need the imports there, and one that calls them.
type resetter struct {
	fset  *token.FileSet
	u     *unit
	facts *facts
	// specs are the declarations of variables, by the position of the name.
	specs map[token.Pos]*ast.ValueSpec
	// embedded are the variables of //go:embed, kept those that keep their value.
	embedded, kept map[*types.Var]bool
	calls          strings.Builder
	inits          int
	// native are the init functions that run at the start of the program, helpers what the
	// sources call.
	native, helpers strings.Builder
	// late says that nothing is initialised natively, see later.
	late bool
	// imports are those of the file with all that, first what is called first.
	imports, first string
}

func newResetter(fset *token.FileSet, u *unit, fs *facts) *resetter {
	r := &resetter{fset: fset, u: u, facts: fs, specs: map[token.Pos]*ast.ValueSpec{}, embedded: map[*types.Var]bool{}, kept: map[*types.Var]bool{}}
	for _, f := range u.files {
		for _, d := range f.ast.Decls {
			if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.VAR {
				r.declared(d)
			}
		}
	}
	r.zeroes()
	return r
}

// declared notes the variables of a declaration.
func (r *resetter) declared(d *ast.GenDecl) {
	for _, s := range d.Specs {
		spec := s.(*ast.ValueSpec)
		for _, id := range spec.Names {
			r.specs[id.Pos()] = spec
			if v, ok := r.u.info.Defs[id].(*types.Var); ok && (embeds(d.Doc) || embeds(spec.Doc)) {
				r.embedded[v] = true
			}
		}
	}
}

// zeroes sets variables that have no initialiser to zero.
func (r *resetter) zeroes() {
	for _, f := range r.u.files {
		for _, d := range f.ast.Decls {
			d, ok := d.(*ast.GenDecl)
			if !ok || d.Tok != token.VAR {
				continue
			}
			for _, s := range d.Specs {
				spec := s.(*ast.ValueSpec)
				if len(spec.Values) > 0 {
					continue
				}
				for _, id := range spec.Names {
					v, ok := r.u.info.Defs[id].(*types.Var)
					if ok && id.Name != "_" && !r.embedded[v] && !r.keeps(v) {
						fmt.Fprintf(&r.calls, "\tzero__(&%s)\n", id.Name)
					}
				}
			}
		}
	}
}

func embeds(doc *ast.CommentGroup) bool {
	if doc == nil {
		return false
	}
	for _, c := range doc.List {
		if strings.HasPrefix(c.Text, "//go:embed ") {
			return true
		}
	}
	return false
}

// initialisers returns functions that evaluate the initialisers of the unit again, by
// the file that each belongs to.
func (r *resetter) initialisers(walkers []*walker) map[*walker]string {
	tails := map[*walker]string{}
	for i, init := range r.u.info.InitOrder {
		if r.skips(init) {
			continue
		}
		for _, w := range walkers {
			if w.f.ast.FileStart <= init.Rhs.Pos() && init.Rhs.Pos() < w.f.ast.FileEnd {
				pos := w.fset.Position(init.Rhs.Pos())
				tails[w] += fmt.Sprintf("\n//line %s:%d\nfunc reset__%d() { %s%s }\n",
					pos.Filename, pos.Line, i, r.left(w, init), w.text.render(w.at(init.Rhs.Pos()), w.at(init.Rhs.End())))
				fmt.Fprintf(&r.calls, "\treset__%d()\n", i)
			}
		}
	}
	return tails
}

// left is the left side of an initialisation. A blank variable may have a type that the
// right side needs.
func (r *resetter) left(w *walker, init *types.Initializer) string {
	var names []string
	blank := true
	for _, v := range init.Lhs {
		names = append(names, v.Name())
		blank = blank && v.Name() == "_"
	}
	spec := r.specs[init.Lhs[0].Pos()]
	if blank && spec != nil && spec.Type != nil {
		t := w.text.render(w.at(spec.Type.Pos()), w.at(spec.Type.End()))
		if !strings.Contains(t, "\n") {
			return "var " + strings.Join(names, ", ") + " " + t + " = "
		}
	}
	return strings.Join(names, ", ") + " = "
}

// skips reports whether an initialiser is not to be evaluated again: it registers
// something for good, it is of a variable that is never different, or it is blank and
// does nothing.
func (r *resetter) skips(init *types.Initializer) bool {
	if r.facts.registers(r.u.info, init.Rhs) {
		return true
	}
	blank, kept := true, true
	for _, v := range init.Lhs {
		blank = blank && v.Name() == "_"
		kept = kept && r.keeps(v)
	}
	w := &walker{info: r.u.info}
	if blank {
		return !calls(w, init.Rhs)
	}
	if !kept || r.reaches(init.Rhs) {
		return false
	}
	for _, v := range init.Lhs {
		r.kept[v] = true
	}
	return true
}

// keeps reports whether a variable of a dependency has the same value all the time: it
// is never written, nor is an element of it, and its type has nothing behind it that
// somebody would write. Variables of the main module are not looked at: what they hold
// is what an exploration is about.
func (r *resetter) keeps(v *types.Var) bool {
	return !r.u.main && !r.facts.written[v] && !r.facts.elements[v] && lasting(v.Type(), 0)
}

// reaches reports whether an initialiser mentions a variable of a rewritten package
// that does not keep its value.
func (r *resetter) reaches(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			v, ok := r.u.info.Uses[id].(*types.Var)
			found = found || ok && v.Pkg() == r.u.pkg && v.Parent() == r.u.pkg.Scope() && !r.kept[v] && !r.keeps(v)
		}
		return !found
	})
	return found
}

// lasting reports whether values of t are in practice not changed through copies:
// basic types, functions, errors, types of reflect, compiled patterns, and arrays,
// slices, maps and structs of those.
func lasting(t types.Type, depth int) bool {
	if depth > 4 {
		return false
	}
	switch types.TypeString(t, nil) {
	case "error", "reflect.Type", "*regexp.Regexp":
		return true
	}
	switch t := t.Underlying().(type) {
	case *types.Basic, *types.Signature:
		return true
	case *types.Array:
		return lasting(t.Elem(), depth+1)
	case *types.Slice:
		return lasting(t.Elem(), depth+1)
	case *types.Map:
		return lasting(t.Key(), depth+1) && lasting(t.Elem(), depth+1)
	case *types.Struct:
		for f := range t.Fields() {
			if !lasting(f.Type(), depth+1) {
				return false
			}
		}
		return !synchronizes(t)
	}
	return false
}

// registries are functions of the standard library that must not be called twice with
// the same arguments.
var registries = map[string]bool{
	"expvar.Publish": true, "expvar.NewInt": true, "expvar.NewFloat": true, "expvar.NewMap": true, "expvar.NewString": true,
	"database/sql.Register": true, "net/http.Handle": true, "net/http.HandleFunc": true, "crypto.RegisterHash": true,
	"image.RegisterFormat": true, "runtime/pprof.NewProfile": true,
}

func isRegistry(f *types.Func) bool {
	return f.Pkg() != nil && registries[f.Pkg().Path()+"."+f.Name()]
}

// registers reports whether n registers something with the standard library, or calls a
// function that does.
func (fs *facts) registers(info *types.Info, n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			f, ok := info.Uses[id].(*types.Func)
			found = found || ok && (isRegistry(f) || fs.registering[f.Origin()])
		}
		return !found
	})
	return found
}

// findRegistering notes the functions that register something, or call one that does.
func (fs *facts) findRegistering(us []*unit) {
	for found := true; found; {
		found = false
		for _, u := range us {
			for _, file := range u.files {
				for _, d := range file.ast.Decls {
					d, ok := d.(*ast.FuncDecl)
					if !ok || d.Body == nil {
						continue
					}
					f, ok := u.info.Defs[d.Name].(*types.Func)
					if ok && !fs.registering[f] && fs.registers(u.info, d.Body) {
						fs.registering[f], found = true, true
					}
				}
			}
		}
	}
}

// flagsHelper makes the flags of the command line be defined anew.
const flagsHelper = `
func flags__() {
	set := flag__.NewFlagSet("explored", flag__.ContinueOnError)
	flag__.CommandLine.VisitAll(func(f *flag__.Flag) {
		if len(f.Name) > 5 && f.Name[:5] == "test." {
			set.Var(f.Value, f.Name, f.Usage)
		}
	})
	_ = set.Parse(nil)
	flag__.CommandLine = set
}
`

// flags has the flags of the program defined anew with the package's variables.
func (r *resetter) flags() {
	r.imports = "import flag__ \"flag\"\n\n"
	r.first = "\tflags__()\n"
	r.helpers.WriteString(flagsHelper)
}

// initFunc renames an init function, so that it can be called, and says who calls it.
func (r *resetter) initFunc(w *walker, d *ast.FuncDecl) {
	name := fmt.Sprintf("init__%d", r.inits)
	r.inits++
	w.between(d.Name.Pos(), d.Name.End(), name)
	if !r.late {
		fmt.Fprintf(&r.native, "\nfunc init() {\n%s\t%s()\n}\n", r.caught(), name)
	}
	if !r.facts.registers(r.u.info, d) {
		fmt.Fprintf(&r.calls, "\t%s()\n", name)
	}
}

// caught is a statement that keeps a panic of a native init function from ending the
// program: there are no goroutines then that the function could wait for.
func (r *resetter) caught() string {
	if r.u.pkg.Scope().Lookup("recover") != nil {
		return ""
	}
	return "\tdefer func() { recover() }()\n"
}

// file is the file with the function that initialises the unit again.
func (r *resetter) file() []byte {
	var out strings.Builder
	fmt.Fprintf(&out, "// Code generated by racekit. DO NOT EDIT.\n\npackage %s\n\n%s", packageName(r.u.pkg.Name()), r.imports)
	fmt.Fprintf(&out, "func %s() {\n%s%s}\n\nfunc zero__[T interface{}](p *T) {\n\tvar zero T\n\t*p = zero\n}\n", r.u.reset, r.first, r.calls.String())
	out.WriteString(r.native.String())
	out.WriteString(r.helpers.String())
	return []byte(out.String())
}

// namedHelpers give the second result of a receive another boolean type than bool.
const namedHelpers = `
type pair__[T interface{}] struct {
	v  T
	ok bool
}

func pairOf__[T interface{}](v T, ok bool) pair__[T] { return pair__[T]{v, ok} }

func like__[B interface{}](B) *B { return [1]*B{}[0] }

func as__[B ~bool, T interface{}](_ *B, p pair__[T]) (T, B) { return p.v, B(p.ok) }
`

// packageName is the name of a rewritten package: main cannot be imported.
func packageName(name string) string {
	if name == "main" {
		return "main__"
	}
	return name
}
