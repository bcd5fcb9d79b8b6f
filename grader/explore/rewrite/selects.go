package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// selectStmt rewrites a select to one switch:
//
//	switch c0__, c1__ := sched.RecvCase(a, "a"), sched.SendCase(b, "b")(v); sched.Select(false, c0__, c1__) {
//	case 0: x, ok := c0__.V, c0__.OK; ...
//
// Without a default clause it gets one that panics: it is never chosen, and makes the
// switch a terminating statement where the select was one.
func (w *walker) selectStmt(s *ast.SelectStmt) {
	if len(s.Body.List) == 0 {
		w.between(s.Pos(), s.End(), "{ "+w.s("Forever")+"(); "+w.never(s)+" }")
		return
	}
	var comms []*ast.CommClause
	hasDefault := false
	for _, clause := range s.Body.List {
		clause := clause.(*ast.CommClause)
		if clause.Comm == nil {
			hasDefault = true
		} else {
			w.comm(clause.Comm)
			comms = append(comms, clause)
		}
		w.list(clause.Body)
	}
	head := w.compose(s.Pos())
	head.add("switch ")
	var names []string
	for i := range comms {
		names = append(names, fmt.Sprintf("c%d__", i))
	}
	if len(comms) > 0 {
		head.add(strings.Join(names, ", ") + " := ")
	}
	for i, clause := range comms {
		w.operand(head, clause.Comm)
		if i < len(comms)-1 {
			head.add(", ")
		} else {
			head.add("; ")
		}
	}
	head.at(s.Pos())
	head.add(fmt.Sprintf("%s(%s) ", w.s("Select"), strings.Join(append([]string{w.truth(hasDefault, s.Pos())}, names...), ", ")))
	for i, clause := range comms {
		w.caseHead(clause, i, names[i])
	}
	head.replace(s.Pos(), s.Body.Lbrace)
	if !hasDefault {
		w.text.close(w.at(s.Body.Rbrace), "; default: "+w.never(s)+" ")
	}
}

// never is a statement that ends the function and is not reached.
func (w *walker) never(s *ast.SelectStmt) string {
	if !w.predeclared("panic", s.Pos()) {
		return "for {}"
	}
	return `panic("select")`
}

// truth is a constant, which has a name unless the sources use that for something else.
func (w *walker) truth(yes bool, pos token.Pos) string {
	switch name := fmt.Sprint(yes); {
	case w.predeclared(name, pos):
		return name
	case yes:
		return "(0 == 0)"
	}
	return "(0 != 0)"
}

// predeclared reports whether name has its usual meaning at pos.
func (w *walker) predeclared(name string, pos token.Pos) bool {
	scope := w.u.pkg.Scope().Innermost(pos)
	if scope == nil {
		return true
	}
	_, obj := scope.LookupParent(name, pos)
	return obj == types.Universe.Lookup(name)
}

// comm visits the operands of a communication.
func (w *walker) comm(s ast.Stmt) {
	w.during(s, func() { w.commIn(s) })
}

func (w *walker) commIn(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.SendStmt:
		w.node(s.Chan)
		w.node(s.Value)
	case *ast.ExprStmt:
		w.node(receive(s.X).X)
	case *ast.AssignStmt:
		w.node(receive(s.Rhs[0]).X)
		for _, e := range s.Lhs {
			w.write(e)
		}
	}
}

// operand composes what a communication of a select evaluates first.
func (w *walker) operand(c *composer, s ast.Stmt) {
	c.at(s.Pos())
	recv := func(e ast.Expr) {
		ch := receive(e).X
		c.add(w.s("RecvCase") + "(")
		c.node(ch)
		c.add(", " + w.quote(ch) + ")")
	}
	switch s := s.(type) {
	case *ast.SendStmt:
		c.add(w.s("SendCase") + "(")
		c.node(s.Chan)
		c.add(", " + w.quote(s.Chan) + ")(")
		c.node(s.Value)
		c.add(")")
	case *ast.ExprStmt:
		recv(s.X)
	case *ast.AssignStmt:
		recv(s.Rhs[0])
	}
}

// caseHead makes a clause that of a switch, which starts with the assignment of what
// was received.
func (w *walker) caseHead(clause *ast.CommClause, i int, name string) {
	c := w.compose(clause.Pos())
	c.add(fmt.Sprintf("case %d:", i))
	if s, ok := clause.Comm.(*ast.AssignStmt); ok {
		c.add(" ")
		for j, e := range s.Lhs {
			if j > 0 {
				c.add(", ")
			}
			c.node(e)
		}
		c.add(" " + s.Tok.String() + " " + name + ".V")
		if len(s.Lhs) == 2 {
			c.add(", " + name + ".OK")
			if w.isNamedBool(s.Lhs[1]) {
				c.add(" == " + w.truth(true, s.Pos()))
			}
		}
		c.add(";")
	}
	c.replace(clause.Pos(), clause.Colon+1)
}
