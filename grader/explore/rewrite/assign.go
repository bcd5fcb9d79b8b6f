package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// assign rewrites an assignment. Its right side is evaluated before the write is
// marked: where the scheduler is called for the write, nothing is left to do but to
// write. There are three forms, and an assignment for which none is right stays as it
// is.
//
//	*sched.Wr(&x, "x") = 1                         // nothing happens on the right
//	sched.Store(&x, "x")((*sched.Rd(&y, "y")) + 1)      // reads, but no calls
//	{ v0__ := f(); *sched.Wr(&x, "x") = v0__ }        // anything, where a block may stand
func (w *walker) assign(s *ast.AssignStmt, free bool) {
	if s.Tok != token.ASSIGN && s.Tok != token.DEFINE {
		w.assignOp(s, free)
		return
	}
	before := w.reads
	for _, e := range s.Rhs {
		w.node(e)
	}
	quiet := w.reads == before
	if s.Tok == token.DEFINE {
		if free {
			w.redeclared(s)
		}
		return
	}
	busy := calls(w, s.Rhs...)
	single := len(s.Lhs) == 1
	switch {
	case !w.marks(s.Lhs):
		w.places(s.Lhs)
	case single && !busy && quiet:
		w.write(s.Lhs[0])
	case single && !busy && w.mapOf(s.Lhs[0]) == nil:
		x, e := s.Lhs[0], s.Rhs[0]
		w.place(x)
		w.open(x, w.s("Store")+"(&")
		w.between(x.End(), e.Pos(), ", "+w.quote(x)+")(")
		w.close(e, ")")
	case free && !calls(w, s.Lhs...) && !w.anyTakesType(s.Rhs):
		before = w.reads
		for _, e := range s.Lhs {
			w.write(e)
		}
		w.assignBlock(s, w.reads == before && w.independent(s.Lhs))
	case single && w.mapOf(s.Lhs[0]) != nil:
		w.write(s.Lhs[0])
	default:
		w.places(s.Lhs)
	}
}

// redeclared marks writes of variables that := does not declare:
//
//	x, d0__ := f(); *sched.Wr(&err, "err") = d0__
func (w *walker) redeclared(s *ast.AssignStmt) {
	for i, e := range s.Lhs {
		id := ident(e)
		v := variable(w.info, e)
		if !w.memory || v == nil || !w.sharedVar(v) || synchronizes(v.Type()) {
			continue
		}
		single := len(s.Rhs) == len(s.Lhs)
		if single && (w.timeless(s.Rhs[i]) || w.takesType(s.Rhs[i])) || !single && w.isNamedBool(e) {
			continue
		}
		name := fmt.Sprintf("d%d__", w.fresh)
		w.fresh++
		w.between(id.Pos(), id.End(), name)
		w.close(s, fmt.Sprintf("; *%s(&%s, %q) = %s", w.s("Wr"), id.Name, id.Name, name))
	}
}

// marks reports whether a write of any of the operands would be marked.
func (w *walker) marks(lhs []ast.Expr) bool {
	for _, e := range lhs {
		if m := w.mapOf(e); m != nil && w.sharedMap(m) || m == nil && w.shared(e) {
			return true
		}
	}
	return false
}

func (w *walker) places(lhs []ast.Expr) {
	for _, e := range lhs {
		w.place(e)
	}
}

func (w *walker) anyTakesType(es []ast.Expr) bool {
	for _, e := range es {
		if w.takesType(e) {
			return true
		}
	}
	return false
}

// independent reports whether none of the operands on the left of an assignment is found
// by way of another.
func (w *walker) independent(lhs []ast.Expr) bool {
	assigned := map[types.Object]bool{}
	for _, e := range lhs {
		if id := ident(e); id != nil {
			assigned[w.info.Uses[id]] = true
		}
	}
	lasts := func(e ast.Expr) bool {
		id := ident(e)
		return w.info.Types[e].Value != nil || id != nil && !assigned[w.info.Uses[id]]
	}
	for _, e := range lhs {
		switch e := ast.Unparen(e).(type) {
		case *ast.Ident:
		case *ast.SelectorExpr:
			if sel := w.info.Selections[e]; sel != nil && (len(sel.Index()) > 1 || !lasts(e.X)) {
				return false
			}
		case *ast.IndexExpr:
			if !lasts(e.X) || !lasts(e.Index) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// assignBlock evaluates the right side of an assignment to new variables, and assigns
// those, one by one if that makes no difference for a single goroutine.
func (w *walker) assignBlock(s *ast.AssignStmt, apart bool) {
	c := w.compose(s.Pos())
	var names []string
	var values []ast.Expr
	from := make([]string, len(s.Lhs))
	for i := range s.Lhs {
		name := fmt.Sprintf("v%d__", i)
		if len(s.Rhs) == len(s.Lhs) {
			if w.timeless(s.Rhs[i]) {
				continue
			}
			values = append(values, s.Rhs[i])
		}
		names = append(names, name)
		from[i] = name
		if i == 1 && w.says(s) {
			from[i] += " == (0 == 0)"
		}
	}
	if len(s.Rhs) != len(s.Lhs) {
		values = s.Rhs
	}
	c.add("{ ")
	if len(names) > 0 {
		c.add(strings.Join(names, ", ") + " := ")
		c.nodes(values)
		c.add("; ")
	}
	if apart {
		for i, e := range s.Lhs {
			if i > 0 {
				c.add("; ")
			}
			c.node(e)
			c.add(" = ")
			c.value(from[i], s.Rhs, i)
		}
		c.add(" }")
		c.replace(s.Pos(), s.End())
		return
	}
	c.nodes(s.Lhs)
	c.add(" = ")
	for i, name := range from {
		if i > 0 {
			c.add(", ")
		}
		c.value(name, s.Rhs, i)
	}
	c.add(" }")
	c.replace(s.Pos(), s.End())
}

// says reports whether the second value of an assignment is a bool of the language's, of a
// map, an assertion or a channel, for an operand of another boolean type.
func (w *walker) says(s *ast.AssignStmt) bool {
	if len(s.Rhs) != 1 || !w.isNamedBool(s.Lhs[1]) {
		return false
	}
	_, call := ast.Unparen(s.Rhs[0]).(*ast.CallExpr)
	return !call
}

// value appends a variable, or an expression if there is none.
func (c *composer) value(name string, es []ast.Expr, i int) {
	if name == "" {
		c.node(es[i])
	}
	c.add(name)
}

// nodes appends expressions, with commas.
func (c *composer) nodes(es []ast.Expr) {
	for i, e := range es {
		if i > 0 {
			c.add(", ")
		}
		c.node(e)
	}
}

// assignOp rewrites "x op= e".
func (w *walker) assignOp(s *ast.AssignStmt, free bool) {
	x, e := s.Lhs[0], s.Rhs[0]
	before := w.reads
	w.node(e)
	u := updating{x: x, e: e, op: strings.TrimSuffix(s.Tok.String(), "="), busy: calls(w, e), reads: w.reads > before}
	w.update(s, u, free)
}

// incDec rewrites "x++" and "x--".
func (w *walker) incDec(s *ast.IncDecStmt, free bool) {
	w.update(s, updating{x: s.X, op: s.Tok.String()[:1]}, free)
}

// update marks the read and the write of "x op= e", where a nil e is 1. What x consists
// of is evaluated once: an x that others may move meanwhile is found by its address.
func (w *walker) update(s ast.Stmt, u updating, free bool) {
	x := u.x
	before := w.reads
	w.place(x)
	if m := w.mapOf(x); m != nil {
		if w.sharedMap(m) {
			w.readMap(m)
			w.wrap(m, "WrMap")
		}
		return
	}
	u.settled = w.reads == before && w.line(x.Pos()) == w.line(x.End())
	block := u.busy || !u.settled
	if !w.shared(x) || calls(w, x) || u.busy && w.takesType(u.e) || block && !free {
		return
	}
	w.reads++
	c := w.compose(s.Pos())
	if block {
		c.add("{ ")
	}
	u.write(c)
	if block {
		c.add(" }")
	}
	c.replace(s.Pos(), s.End())
}

// updating is an "x op= e". It is busy if e has calls, which come first, reads if e has
// marked reads, and settled if x is the same however often it is evaluated.
type updating struct {
	x, e                 ast.Expr
	op                   string
	busy, reads, settled bool
}

func (u updating) write(c *composer) {
	w := c.w
	if u.busy {
		c.add("v__ := ")
		c.node(u.e)
		c.add("; ")
	}
	place := "p__"
	if u.settled {
		place = "&" + w.text.render(w.at(u.x.Pos()), w.at(u.x.End()))
	} else {
		c.add("p__ := &")
		c.node(u.x)
		c.add("; ")
	}
	expr := w.quote(u.x)
	load := ""
	if u.reads && !u.busy {
		load = w.s("Get")
	}
	c.add(fmt.Sprintf("%s(%s, %s)(%s(*%s(%s, %s)) %s ", w.s("Store"), place, expr, load, w.s("Rd"), place, expr, u.op))
	switch {
	case u.e == nil:
		c.add("1)")
	case u.busy:
		c.add("v__)")
	default:
		c.add("(")
		c.node(u.e)
		c.add("))")
	}
}

// calls reports whether the evaluation of expressions calls a function or receives.
func calls(w *walker, es ...ast.Expr) bool {
	found := false
	for _, e := range es {
		ast.Inspect(e, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.UnaryExpr:
				found = found || n.Op == token.ARROW
			case *ast.CallExpr:
				found = found || !w.info.Types[n.Fun].IsType() && w.builtin(n.Fun) == "" && w.info.Types[n].Value == nil
			}
			return !found
		})
	}
	return found
}
