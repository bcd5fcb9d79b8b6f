package rewrite

import (
	"go/types"
)

// core is the underlying type of t. That of a type parameter is that of the first type
// of its constraint, which is all one has to know of it: operations on channels and
// maps are allowed only if all types of the constraint have them.
func core(t types.Type) types.Type {
	p, ok := types.Unalias(t).(*types.TypeParam)
	if !ok {
		return t.Underlying()
	}
	if first := firstTerm(p.Constraint()); first != nil {
		return first.Underlying()
	}
	return p.Underlying()
}

// firstTerm is the first type of a constraint's type set, as it is written.
func firstTerm(t types.Type) types.Type {
	switch u := t.Underlying().(type) {
	case *types.Interface:
		for e := range u.EmbeddedTypes() {
			if first := firstTerm(e); first != nil {
				return first
			}
		}
		return nil
	case *types.Union:
		if u.Len() == 0 {
			return nil
		}
		return firstTerm(u.Term(0).Type())
	}
	return t
}

// channel is the type of channels that t is, or nil.
func channel(t types.Type) *types.Chan {
	ch, _ := core(t).(*types.Chan)
	return ch
}

func isMap(t types.Type) bool {
	_, ok := core(t).(*types.Map)
	return ok
}

// deref is what t points to, and t if it is no pointer.
func deref(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// synchronizes reports whether values of t are or contain something of sync or
// sync/atomic. Their methods are events by themselves.
func synchronizes(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if pkg := t.Obj().Pkg(); pkg != nil && (pkg.Path() == "sync" || pkg.Path() == "sync/atomic") {
			_, isInterface := t.Underlying().(*types.Interface)
			return !isInterface
		}
		return synchronizes(t.Underlying())
	case *types.Struct:
		for f := range t.Fields() {
			if synchronizes(f.Type()) {
				return true
			}
		}
	case *types.Array:
		return synchronizes(t.Elem())
	}
	return false
}
