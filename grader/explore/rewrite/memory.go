package rewrite

import (
	"go/ast"
	"go/types"
)

// read rewrites an expression that is read: an identifier, selector, index or
// indirection.
func (w *walker) read(e ast.Expr) {
	if tv := w.info.Types[e]; tv.IsType() || tv.IsBuiltin() || w.static(e) {
		return
	}
	if sel, ok := e.(*ast.SelectorExpr); ok {
		if s := w.info.Selections[sel]; s != nil && s.Kind() == types.MethodVal {
			w.receiver(sel, s)
			return
		}
	}
	w.place(e)
	if x, ok := e.(*ast.IndexExpr); ok && w.sharedMap(x.X) {
		w.readMap(x.X)
		return
	}
	if w.shared(e) {
		w.reads++
		load := ""
		if w.early(e) {
			load = w.s("Get")
		}
		w.open(e, load+"(*"+w.s("Rd")+"(&")
		w.close(e, ", "+w.quote(e)+"))")
	}
}

// readMap marks a read of the elements of a map.
func (w *walker) readMap(m ast.Expr) {
	w.reads++
	w.wrap(m, "RdMap")
}

// receiver visits the receiver of a method. It is read, unless the method gets its
// address.
func (w *walker) receiver(e *ast.SelectorExpr, s *types.Selection) {
	if isPointer(s.Recv()) || types.IsInterface(s.Recv()) {
		w.node(e.X)
		return
	}
	sig, ok := s.Obj().Type().(*types.Signature)
	if len(s.Index()) > 1 || !ok || sig.Recv() == nil || isPointer(sig.Recv().Type()) {
		w.place(e.X)
		return
	}
	w.node(e.X)
}

// place visits what it takes to find the memory of e, which is neither read nor
// written as far as place is concerned.
func (w *walker) place(e ast.Expr) {
	switch x := e.(type) {
	case *ast.Ident:
	case *ast.ParenExpr:
		w.place(x.X)
	case *ast.SelectorExpr:
		sel := w.info.Selections[x]
		switch {
		case sel == nil:
		case sel.Kind() == types.FieldVal && !isPointer(w.typeOf(x.X)):
			w.place(x.X)
		case sel.Kind() == types.FieldVal:
			w.node(x.X)
		default:
			w.node(e)
		}
	case *ast.IndexExpr:
		if isArray(w.typeOf(x.X)) {
			w.place(x.X)
		} else {
			w.node(x.X)
		}
		w.node(x.Index)
	case *ast.StarExpr:
		w.node(x.X)
	default:
		w.node(e)
	}
}

// write marks the write of an operand on the left of an assignment of which the right
// has been evaluated.
func (w *walker) write(e ast.Expr) {
	w.place(e)
	switch m := w.mapOf(e); {
	case m != nil && w.sharedMap(m):
		w.wrap(m, "WrMap")
	case m == nil && w.shared(e):
		w.open(e, "*"+w.s("Wr")+"(&")
		w.close(e, ", "+w.quote(e)+")")
	}
}

// mapOf is the map of which e is an element, or nil.
func (w *walker) mapOf(e ast.Expr) ast.Expr {
	if x, ok := ast.Unparen(e).(*ast.IndexExpr); ok && isMap(w.typeOf(x.X)) {
		return x.X
	}
	return nil
}

// shared reports whether other goroutines may write what e denotes, or read what is
// written to it, as far as one can tell cheaply: it errs for private memory.
func (w *walker) shared(e ast.Expr) bool {
	if !w.memory || !w.info.Types[e].Addressable() || synchronizes(w.typeOf(e)) {
		return false
	}
	return w.sharedPlace(e)
}

func (w *walker) sharedPlace(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return w.sharedVar(variable(w.info, e))
	case *ast.SelectorExpr:
		v := variable(w.info, e)
		switch {
		case v == nil:
			return false
		case !v.IsField():
			return w.sharedVar(v)
		case throughPointer(w.info, e):
			return w.facts.written[v]
		}
		return w.sharedPlace(e.X)
	case *ast.IndexExpr:
		if isArray(w.typeOf(e.X)) {
			return w.sharedPlace(e.X)
		}
		return w.sharedElements(e.X)
	case *ast.StarExpr:
		return true
	}
	return false
}

// sharedVar is shared for a variable that is no field.
func (w *walker) sharedVar(v *types.Var) bool {
	switch {
	case v == nil || v.Pkg() == nil || w.facts.looped[v]:
		return false
	case v.Parent() == v.Pkg().Scope():
		return w.facts.written[v]
	}
	return w.facts.addressed[v] || w.facts.captured[v] && w.facts.written[v]
}

// sharedMap reports whether the elements of a map may be shared.
func (w *walker) sharedMap(m ast.Expr) bool {
	return w.memory && isMap(w.typeOf(m)) && w.sharedElements(m)
}

// sharedElements reports whether the elements of a slice or map may be shared. Those
// of a package's table that nobody writes are not, nor are those of a local variable
// that no other function knows.
func (w *walker) sharedElements(e ast.Expr) bool {
	v := variable(w.info, e)
	switch {
	case v == nil:
		return true
	case v.IsField():
		return true
	case v.Pkg() != nil && v.Parent() == v.Pkg().Scope():
		return w.facts.written[v] || w.facts.elements[v]
	case w.facts.looped[v]:
		return true
	}
	return w.facts.captured[v] || w.facts.addressed[v] || !w.facts.fresh[v] || w.facts.escaping[v]
}
