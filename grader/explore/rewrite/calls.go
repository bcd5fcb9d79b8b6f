package rewrite

import (
	"go/ast"
	"go/types"
)

func (w *walker) call(e *ast.CallExpr) {
	if w.builtinCall(e) {
		return
	}
	w.callee(e.Fun)
	for _, arg := range e.Args {
		w.node(arg)
	}
}

// callee visits the function of a call.
func (w *walker) callee(fun ast.Expr) {
	if !w.info.Types[fun].IsType() && !w.static(fun) {
		w.node(fun)
	}
}

// builtin is the name of the builtin that fun denotes, or "".
func (w *walker) builtin(fun ast.Expr) string { return builtin(w.info, fun) }

// builtinCall rewrites a call of a builtin.
func (w *walker) builtinCall(e *ast.CallExpr) bool {
	name := w.builtin(e.Fun)
	if name == "" {
		return false
	}
	for _, arg := range e.Args {
		w.node(arg)
	}
	if len(e.Args) == 0 {
		return true
	}
	arg := e.Args[0]
	t := w.typeOf(arg)
	switch {
	case name == "close":
		w.between(e.Fun.Pos(), e.Fun.End(), w.s(closing(t)))
		w.close(arg, ", "+w.quote(arg))
	case name == "len" && length(t) != "":
		w.between(e.Fun.Pos(), e.Fun.End(), w.s(length(t)))
		w.close(arg, ", "+w.quote(arg))
	case name == "len" && w.sharedMap(arg):
		w.readMap(arg)
	case (name == "delete" || name == "clear") && w.sharedMap(arg):
		w.wrap(arg, "WrMap")
	}
	return true
}

// static reports whether fun denotes a function as such, whose value nothing changes.
func (w *walker) static(fun ast.Expr) bool {
	switch fun := ast.Unparen(fun).(type) {
	case *ast.Ident:
		switch w.info.Uses[fun].(type) {
		case *types.Func, *types.Builtin:
			return true
		}
	case *ast.SelectorExpr:
		if sel := w.info.Selections[fun]; sel != nil {
			return sel.Kind() == types.MethodExpr
		}
		_, ok := w.info.Uses[fun.Sel].(*types.Func)
		return ok
	case *ast.IndexExpr:
		return w.static(fun.X)
	case *ast.IndexListExpr:
		return true
	}
	return false
}
