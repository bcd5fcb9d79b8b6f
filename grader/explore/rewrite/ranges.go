package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

func (w *walker) rangeStmt(s *ast.RangeStmt, free bool) {
	t := w.typeOf(s.X)
	if isArray(deref(t)) {
		w.place(s.X)
	} else {
		w.node(s.X)
	}
	name := ""
	switch {
	case channel(t) != nil:
		name = "Range"
	case isMap(t):
		name = "Map"
	}
	w.node(s.Body)
	switch {
	case name != "" && (w.old || w.recovers(s.Body)):
		w.rangeOver(s, name+"Over")
		return
	case name != "":
		w.wrap(s.X, strings.TrimSuffix(name, "Range")+"Range")
	}
	switch {
	case s.Tok == token.ASSIGN:
		w.rangeTargets(s)
	case free && w.readsElements(s):
		w.rangeElements(s)
	}
}

// recovers reports whether recover is called in a body, and not in a function there: in the
// body of a loop over a function it would not be called by the deferred function itself.
func (w *walker) recovers(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			found = found || w.builtin(n.Fun) == "recover"
		}
		return !found
	})
	return found
}

// rangeTargets marks what a range clause assigns to:
//
//	for k__ := range xs { *sched.Wr(&i, "i") = k__; ... }
func (w *walker) rangeTargets(s *ast.RangeStmt) {
	targets := present(s.Key, s.Value)
	if !w.marks(targets) || calls(w, targets...) || w.info.Types[s.X].Value != nil {
		w.places(targets)
		return
	}
	for _, e := range targets {
		w.write(e)
	}
	left := w.compose(s.Pos())
	var names []string
	for i, e := range []ast.Expr{s.Key, s.Value} {
		switch id := ident(e); {
		case e == nil:
		case id != nil && id.Name == "_":
			names = append(names, "_")
		default:
			names = append(names, fmt.Sprintf("k%d__", i))
			if left.out.Len() > 0 {
				left.add(", ")
			}
			left.node(e)
		}
	}
	var values []string
	for _, name := range names {
		if name != "_" {
			values = append(values, name)
		}
	}
	left.add(" = " + strings.Join(values, ", ") + "; ")
	left.at(s.Body.Lbrace)
	head := w.compose(s.Pos())
	head.add("for " + strings.Join(names, ", ") + " := range ")
	head.node(s.X)
	head.add(" ")
	head.replace(s.Pos(), s.Body.Lbrace)
	w.text.close(w.at(s.Body.Lbrace)+1, " "+left.out.String())
}

// rangeOver is a loop over a channel or a map in a file of before Go 1.22, or one that calls
// recover:
//
//	for next__, v := sched.RangeOver(c, "c"); next__(&v); { ... }
func (w *walker) rangeOver(s *ast.RangeStmt, name string) {
	vars := []ast.Expr{s.Key}
	if name == "MapOver" {
		vars = append(vars, s.Value)
	}
	var names, targets []string
	left := w.compose(s.Pos())
	for i, e := range vars {
		name := fmt.Sprintf("k%d__", i)
		switch id := ident(e); {
		case id != nil && id.Name == "_", e == nil:
		case s.Tok == token.DEFINE:
			name = id.Name
		default:
			w.write(e)
			if len(targets) > 0 {
				left.add(", ")
			}
			left.node(e)
			targets = append(targets, name)
		}
		names = append(names, name)
	}
	if len(targets) > 0 {
		left.add(" = " + strings.Join(targets, ", ") + "; ")
		left.at(s.Body.Lbrace)
		defer func() { w.text.close(w.at(s.Body.Lbrace)+1, " "+left.out.String()) }()
	}
	w.wrap(s.X, name)
	head := w.compose(s.Pos())
	head.add("for next__, " + strings.Join(names, ", ") + " := ")
	head.node(s.X)
	head.add("; next__(&" + strings.Join(names, ", &") + "); ")
	head.replace(s.Pos(), s.Body.Lbrace)
}

// present are those of two operands that there are.
func present(key, value ast.Expr) []ast.Expr {
	var all []ast.Expr
	for _, e := range []ast.Expr{key, value} {
		if e != nil {
			all = append(all, e)
		}
	}
	return all
}

// readsElements reports whether a range clause declares a variable for the elements of a
// slice that may be shared.
func (w *walker) readsElements(s *ast.RangeStmt) bool {
	id, _ := s.Value.(*ast.Ident)
	if !w.memory || s.Tok != token.DEFINE || id == nil || id.Name == "_" {
		return false
	}
	if _, isLiteral := ast.Unparen(s.X).(*ast.CompositeLit); isLiteral {
		return false
	}
	if w.old && (w.facts.captured[w.local(id)] || w.facts.addressed[w.local(id)] || hasLiteral(s.Body)) {
		return false // its iterations share the variable
	}
	slice, ok := core(w.typeOf(s.X)).(*types.Slice)
	return ok && w.sharedElements(s.X) && !synchronizes(slice.Elem())
}

// local is the variable that an identifier declares.
func (w *walker) local(id *ast.Ident) *types.Var {
	v, _ := w.info.Defs[id].(*types.Var)
	return v
}

func hasLiteral(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		_, ok := n.(*ast.FuncLit)
		found = found || ok
		return !found
	})
	return found
}

// rangeElements marks the reads of elements:
//
//	{ r__ := xs; for i := range r__ { x := (*sched.Rd(&r__[i], "xs[i]")); { ... } } }
//
// The body is a block of its own, for it may declare what the clause declares.
func (w *walker) rangeElements(s *ast.RangeStmt) {
	w.reads++
	key, shown := "k__", "…"
	if id, ok := s.Key.(*ast.Ident); ok && id.Name != "_" {
		key, shown = id.Name, id.Name
	}
	expr := quoted(w.source(s.X) + "[" + shown + "]")
	c := w.compose(s.Pos())
	c.add("{ r__ := ")
	c.node(s.X)
	c.at(s.Pos())
	c.add("; for " + key + " := range r__ ")
	c.replace(s.Pos(), s.Body.Lbrace)
	w.text.close(w.at(s.Body.Lbrace)+1, fmt.Sprintf(" %s := (*%s(&r__[%s], %s)); {", s.Value.(*ast.Ident).Name, w.s("Rd"), key, expr))
	w.text.close(w.at(s.Body.Rbrace), "}")
	w.close(s, " }")
}
