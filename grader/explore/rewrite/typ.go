package rewrite

import (
	"go/types"
	"slices"
)

// core is the underlying type of t. That of a type parameter is that of the first type
// in its type set, which is all one has to know of it for most operations on channels and
// maps: they are allowed only if all types there have the same elements. See uniform for the
// others.
func core(t types.Type) types.Type {
	if all := termsOf(t); len(all) > 0 {
		return all[0].Type().Underlying()
	}
	return t.Underlying()
}

// termsOf are the types in the type set of a type parameter, none if t is something else or
// may be any type.
func termsOf(t types.Type) []*types.Term {
	if p, ok := types.Unalias(t).(*types.TypeParam); ok {
		all, _ := terms(p.Constraint())
		return all
	}
	return nil
}

// terms is the type set of a constraint, unless it has all types.
func terms(t types.Type) (set []*types.Term, limited bool) {
	switch u := t.Underlying().(type) {
	case *types.Interface:
		for e := range u.EmbeddedTypes() {
			switch more, ok := terms(e); {
			case ok && limited:
				set = common(set, more)
			case ok:
				set, limited = more, true
			}
		}
		return set, limited
	case *types.Union:
		for term := range u.Terms() {
			if _, ok := term.Type().Underlying().(*types.Interface); !ok {
				set = append(set, term)
				continue
			}
			more, ok := terms(term.Type())
			if !ok {
				return nil, false
			}
			set = append(set, more...)
		}
		return set, true
	}
	return []*types.Term{types.NewTerm(false, t)}, true
}

// common is what two type sets have in common.
func common(a, b []*types.Term) []*types.Term {
	includes := func(x, y *types.Term) bool {
		return types.Identical(x.Type(), y.Type()) && (x.Tilde() || !y.Tilde()) ||
			x.Tilde() && types.Identical(x.Type(), y.Type().Underlying())
	}
	var both []*types.Term
	for _, x := range a {
		for _, y := range b {
			switch {
			case includes(x, y):
				both = append(both, y)
			case includes(y, x):
				both = append(both, x)
			}
		}
	}
	return both
}

// uniform reports whether all types that t can be are of the same underlying type. Those
// that are not may still be handed to len, delete, clear and close.
func uniform(t types.Type) bool {
	all := termsOf(t)
	return !slices.ContainsFunc(all, func(x *types.Term) bool {
		return !types.Identical(x.Type().Underlying(), all[0].Type().Underlying())
	})
}

// anyTerm reports whether t, or one of the types that it can be, is as is says.
func anyTerm(t types.Type, is func(types.Type) bool) bool {
	if all := termsOf(t); len(all) > 0 {
		return slices.ContainsFunc(all, func(x *types.Term) bool { return is(x.Type().Underlying()) })
	}
	return is(t.Underlying())
}

// channel is the type of channels that t is, or nil.
func channel(t types.Type) *types.Chan {
	ch, _ := core(t).(*types.Chan)
	return ch
}

// isMap reports whether t is a map. Maps of which the elements differ are none: what can be
// done to them cannot be written as a call of the scheduler.
func isMap(t types.Type) bool {
	_, ok := core(t).(*types.Map)
	return ok && uniform(t)
}

// length is the function of the scheduler for the length of what can be a channel, or "".
func length(t types.Type) string {
	isChan := func(t types.Type) bool { _, ok := t.(*types.Chan); return ok }
	switch ch := channel(t); {
	case !anyTerm(t, isChan):
		return ""
	case !uniform(t):
		return "LenOf"
	case ch.Dir() == types.SendOnly:
		return "LenSend"
	}
	return "Len"
}

// isArray reports whether t is an array, or a type parameter that can be one: elements of
// those are found in the memory of the variable.
func isArray(t types.Type) bool {
	return anyTerm(t, func(t types.Type) bool { _, ok := t.(*types.Array); return ok })
}

// closing is the function of the scheduler that closes a channel.
func closing(t types.Type) string {
	if uniform(t) {
		return "Close"
	}
	return "CloseOf"
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
