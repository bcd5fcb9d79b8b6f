package rewrite

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// later reports whether the package's variables are not initialised when the program starts,
// but only in each schedule: natively there are no goroutines yet, and an initialiser that
// waits for one would wait for ever, or panic for what it does not find. That can be done in
// packages of the main module if the type of each variable can be written where it is
// declared.
func (r *resetter) later(walkers []*walker) bool {
	if !r.u.main || r.facts.anyRegistry {
		return false
	}
	for _, init := range r.u.info.InitOrder {
		if r.skips(init) {
			continue
		}
		for _, v := range init.Lhs {
			spec := r.specs[v.Pos()]
			if spec == nil || spec.Type == nil && !nameable(v.Type(), walkerOf(walkers, spec)) {
				return false
			}
		}
	}
	return true
}

// walkerOf is the walker of the file that n is in.
func walkerOf(walkers []*walker, n ast.Node) *walker {
	for _, w := range walkers {
		if w.f.ast.FileStart <= n.Pos() && n.Pos() < w.f.ast.FileEnd {
			return w
		}
	}
	return nil
}

// postpone leaves declarations of variables without the initialisers that are evaluated in
// each schedule.
func (r *resetter) postpone(walkers []*walker) {
	again := map[*ast.ValueSpec]int{}
	for _, init := range r.u.info.InitOrder {
		if !r.skips(init) {
			again[r.specs[init.Lhs[0].Pos()]] += len(init.Lhs)
		}
	}
	for _, w := range walkers {
		for _, d := range w.f.ast.Decls {
			d, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, s := range d.Specs {
				spec, ok := s.(*ast.ValueSpec)
				if !ok || again[spec] != len(spec.Names) {
					continue // also one with a part that is not evaluated again: that part needs its imports
				}
				w.bare(spec, d.Lparen.IsValid())
			}
		}
	}
}

// bare makes "a, b = f()" the declarations "a T; b U".
func (w *walker) bare(spec *ast.ValueSpec, grouped bool) {
	if spec.Type != nil {
		w.between(spec.Type.End(), spec.End(), "")
		return
	}
	var all []string
	for _, id := range spec.Names {
		v := w.info.Defs[id]
		if v == nil {
			return
		}
		all = append(all, id.Name+" "+types.TypeString(v.Type(), w.qualifier))
	}
	text := strings.Join(all, "; ")
	if !grouped && len(all) > 1 {
		text = "(" + text + ")"
	}
	w.between(spec.Pos(), spec.End(), text)
}

// nameable reports whether the type t can be written in the file of w, outside of functions,
// as types.TypeString does with the qualifier of w.
func nameable(t types.Type, w *walker) bool {
	seen := map[types.Type]bool{}
	var ok func(t types.Type) bool
	all := func(ts ...types.Type) bool {
		for _, t := range ts {
			if !ok(t) {
				return false
			}
		}
		return true
	}
	ok = func(t types.Type) bool {
		if seen[t] {
			return true
		}
		seen[t] = true
		switch t := t.(type) {
		case *types.Basic:
			return w.hasName(t.Name())
		case *types.Alias:
			return w.nameOf(t.Obj()) && all(arguments(t.TypeArgs())...)
		case *types.Named:
			return w.nameOf(t.Obj()) && all(arguments(t.TypeArgs())...)
		case *types.Pointer:
			return ok(t.Elem())
		case *types.Slice:
			return ok(t.Elem())
		case *types.Array:
			return ok(t.Elem())
		case *types.Chan:
			return ok(t.Elem())
		case *types.Map:
			return all(t.Key(), t.Elem())
		case *types.Signature:
			return t.TypeParams().Len() == 0 && all(tuple(t.Params(), t.Results())...)
		case *types.Struct:
			for f := range t.Fields() {
				if !f.Exported() && f.Pkg() != w.u.pkg || !ok(f.Type()) {
					return false
				}
			}
			return true
		case *types.Interface:
			for m := range t.Methods() {
				if !m.Exported() && m.Pkg() != w.u.pkg || !ok(m.Type()) {
					return false
				}
			}
			for e := range t.EmbeddedTypes() {
				if !ok(e) {
					return false
				}
			}
			return true
		}
		return false
	}
	return ok(t)
}

func arguments(ts *types.TypeList) []types.Type {
	var all []types.Type
	for t := range ts.Types() {
		all = append(all, t)
	}
	return all
}

// nameOf reports whether a file can have the name of a type that qualifier gives it.
func (w *walker) nameOf(obj *types.TypeName) bool {
	switch {
	case obj.Pkg() == nil:
		return w.hasName(obj.Name())
	case obj.Parent() != obj.Pkg().Scope():
		return false // of a function
	case obj.Pkg() == w.u.pkg:
		return true
	}
	return obj.Exported() && !slices.Contains(strings.Split(obj.Pkg().Path(), "/"), "internal")
}

// hasName reports whether a predeclared name means in the file what it does elsewhere.
func (w *walker) hasName(name string) bool {
	scope := w.info.Scopes[w.f.ast]
	if scope == nil {
		return false
	}
	_, obj := scope.LookupParent(name, token.NoPos)
	return obj == types.Universe.Lookup(name)
}
