package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

// goStmt rewrites "go f(a, b)" to
//
//	{ g__f, g__0, g__1 := f, a, b; sched.Go("f", func() { g__f(g__0, g__1) }) }
//
// where what has no value of its own to keep (functions as such, constants, nil) is
// used where it is called.
func (w *walker) goStmt(s *ast.GoStmt) {
	call := s.Call
	if lit, ok := call.Fun.(*ast.FuncLit); ok && len(call.Args) == 0 && lit.Type.Params.NumFields() == 0 && lit.Type.Results.NumFields() == 0 {
		w.node(lit)
		w.between(s.Pos(), lit.Pos(), w.s("Go")+"("+w.goName(call.Fun)+", ")
		w.between(lit.End(), call.End(), ")")
		return
	}
	if w.builtin(call.Fun) == "" {
		w.callee(call.Fun)
	}
	for _, arg := range call.Args {
		w.node(arg)
	}
	c := w.compose(s.Pos())
	c.add("{ ")
	fun := w.bindFunc(c, call.Fun)
	args := w.bindArgs(c, call)
	c.at(s.Pos())
	c.add(w.s("Go") + "(" + w.goName(call.Fun) + ", func() { ")
	switch {
	case w.builtin(call.Fun) == "close":
		c.add(w.s(closing(w.typeOf(call.Args[0]))))
		args[0].then = ", " + w.quote(call.Args[0])
	case fun != "":
		c.add(fun)
	default:
		c.node(call.Fun)
	}
	c.add("(")
	for i, a := range args {
		if i > 0 {
			c.add(", ")
		}
		a.write(c)
	}
	if call.Ellipsis.IsValid() {
		c.add("...")
	}
	c.add(") }) }")
	c.replace(s.Pos(), s.End())
}

// goName is the name of a goroutine for people, as a string literal.
func (w *walker) goName(fun ast.Expr) string {
	fun = ast.Unparen(fun)
	if _, ok := fun.(*ast.FuncLit); !ok {
		return w.quote(fun)
	}
	if w.within == "" {
		return strconv.Quote("func")
	}
	return strconv.Quote(w.within + ".func")
}

// bound is what is passed for an argument: a variable with its value, or an expression
// whose value is the same at any time. It is followed by then.
type bound struct {
	name string
	expr ast.Expr
	then string
}

func (b bound) write(c *composer) {
	if b.name != "" {
		c.add(b.name)
	} else {
		c.node(b.expr)
	}
	c.add(b.then)
}

// bindFunc evaluates the function of a call, if that has to be done at the go
// statement, and returns the variable.
func (w *walker) bindFunc(c *composer, fun ast.Expr) string {
	if w.static(fun) {
		return ""
	}
	c.add("g__f := ")
	c.node(fun)
	c.add("; ")
	return "g__f"
}

// bindArgs evaluates the arguments of a call and says what to pass instead of them.
func (w *walker) bindArgs(c *composer, call *ast.CallExpr) []bound {
	if len(call.Args) == 1 {
		if tuple, ok := w.typeOf(call.Args[0]).(*types.Tuple); ok {
			return w.bindTuple(c, call.Args[0], tuple.Len())
		}
	}
	var args []bound
	var names []string
	var values []ast.Expr
	for i, arg := range call.Args {
		b := bound{expr: arg}
		if !w.timeless(arg) {
			b.name = fmt.Sprintf("g__%d", i)
			names = append(names, b.name)
			values = append(values, arg)
			if w.takesType(arg) && w.isBoolean(arg) {
				b.then = " == (0 == 0)" // takes its type from where it stands, as arg does
			}
		}
		args = append(args, b)
	}
	if len(names) == 0 {
		return args
	}
	c.add(strings.Join(names, ", ") + " := ")
	for i, v := range values {
		if i > 0 {
			c.add(", ")
		}
		if t := w.retyped(v); t != "" && !w.isBoolean(v) {
			c.add(t + "(")
			c.node(v)
			c.add(")")
			continue
		}
		c.node(v)
	}
	c.add("; ")
	return args
}

func (w *walker) bindTuple(c *composer, e ast.Expr, n int) []bound {
	var args []bound
	for i := range n {
		if i > 0 {
			c.add(", ")
		}
		args = append(args, bound{name: fmt.Sprintf("g__%d", i)})
		c.add(args[i].name)
	}
	c.add(" := ")
	c.node(e)
	c.add("; ")
	return args
}

// timeless reports whether e has the same value at any time.
func (w *walker) timeless(e ast.Expr) bool {
	tv := w.info.Types[e]
	return tv.Value != nil || tv.IsNil() || tv.IsType() || w.static(e)
}

// retyped is the type that e takes from where it stands, if it would be another one on
// the right of ":=". Only comparisons and shifts of constants do that without being
// constant.
func (w *walker) retyped(e ast.Expr) string {
	if !w.takesType(e) || w.typeOf(e) == types.Typ[types.Int] {
		return ""
	}
	return "(" + types.TypeString(w.typeOf(e), w.qualifier) + ")"
}

func (w *walker) takesType(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		return e.Op != token.ARROW && e.Op != token.AND && w.takesType(e.X)
	case *ast.BinaryExpr:
		switch e.Op {
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			return w.typeOf(e) != types.Typ[types.Bool]
		case token.SHL, token.SHR:
			return w.info.Types[e.X].Value != nil || w.takesType(e.X)
		}
		return w.takesType(e.X) || w.takesType(e.Y)
	}
	return false
}

func (w *walker) isBoolean(e ast.Expr) bool {
	b, ok := core(w.typeOf(e)).(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// qualifier is a name for a package that is that package's wherever it stands in the file,
// which imports it for that.
func (w *walker) qualifier(pkg *types.Package) string {
	if pkg == w.u.pkg {
		return ""
	}
	for i, path := range w.extra {
		if path == pkg.Path() {
			return fmt.Sprintf("q%d__", i)
		}
	}
	w.extra = append(w.extra, pkg.Path())
	return fmt.Sprintf("q%d__", len(w.extra)-1)
}
