package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"
	"unicode/utf8"
)

// walker rewrites one file. It visits what a node consists of before it edits the node.
type walker struct {
	fset *token.FileSet
	u    *unit
	f    *file
	info *types.Info
	text *text
	// facts are those of all units; memory says to mark reads and writes.
	facts  *facts
	memory bool
	// allow is called for real.
	allow allowed
	// old says that the file is of before Go 1.22.
	old bool
	// sched says that the scheduler is used.
	sched bool
	// results are the variables of the results of the function that is visited, by place.
	results *types.Tuple
	// within is the name of the function that is visited; it is empty outside of one.
	within string
	// pairs are receives of which both results are wanted, with a pointer to the type of the
	// second if it is another one than bool.
	pairs map[*ast.UnaryExpr]string
	// named says that there are such.
	named bool
	// reads counts the reads of shared memory that were marked.
	reads int
	// extra are the paths of packages that are imported only to name their types.
	extra []string
	// fresh counts the variables that were made up.
	fresh int
	// doing is the statement that is visited, seq what it does, or nil.
	doing ast.Node
	seq   *sequence
}

func (w *walker) at(pos token.Pos) int       { return w.f.tok.Offset(pos) }
func (w *walker) line(pos token.Pos) int     { return w.fset.Position(pos).Line }
func (w *walker) open(n ast.Node, s string)  { w.text.open(w.at(n.Pos()), s) }
func (w *walker) close(n ast.Node, s string) { w.text.close(w.at(n.End()), s) }

// between replaces what is between two positions.
func (w *walker) between(from, to token.Pos, s string) { w.text.replace(w.at(from), w.at(to), s) }

// s is a function of the scheduler.
func (w *walker) s(name string) string {
	w.sched = true
	return schedName + "." + name
}

// schedName is the name under which files import the scheduler.
const schedName = "sched__"

// maxExpr bounds the length of an expression that is told to the scheduler, in runes.
const maxExpr = 60

// quote is the source of n as a string literal.
func (w *walker) quote(n ast.Node) string { return quoted(w.source(n)) }

// source is what n was, on one line.
func (w *walker) source(n ast.Node) string {
	return strings.Join(strings.Fields(string(w.f.src[w.at(n.Pos()):w.at(n.End())])), " ")
}

// quoted is an expression as a string literal, cut if it is long.
func quoted(expr string) string {
	if utf8.RuneCountInString(expr) > maxExpr {
		expr = string([]rune(expr)[:maxExpr-1]) + "…"
	}
	return strconv.Quote(expr)
}

// wrap makes n the first argument of a function of the scheduler, and its source the
// second.
func (w *walker) wrap(n ast.Node, name string) {
	w.open(n, w.s(name)+"(")
	w.close(n, ", "+w.quote(n)+")")
}

// nodes visits what n consists of.
func (w *walker) nodes(n ast.Node) {
	ast.Inspect(n, func(child ast.Node) bool {
		if child == n {
			return true
		}
		if child != nil {
			w.node(child)
		}
		return false
	})
}

// node rewrites n. An expression is one that is read, unless it is a type.
func (w *walker) node(n ast.Node) {
	if e, ok := n.(ast.Expr); ok {
		if tv := w.info.Types[e]; tv.IsType() || tv.Value != nil {
			return
		}
		w.expr(e)
		return
	}
	switch n := n.(type) {
	case *ast.BlockStmt:
		w.list(n.List)
	case *ast.CaseClause:
		for _, e := range n.List {
			w.during(e, func() { w.node(e) })
		}
		w.list(n.Body)
	case *ast.FuncDecl:
		w.funcDecl(n)
	case *ast.ValueSpec:
		w.pairSpec(n)
		w.during(n, func() {
			for _, e := range n.Values {
				w.node(e)
			}
		})
	case *ast.LabeledStmt:
		// A loop stays where its label is.
		_, loop := n.Stmt.(*ast.RangeStmt)
		w.stmt(n.Stmt, !loop)
	case *ast.ImportSpec, *ast.TypeSpec, *ast.BranchStmt, *ast.FieldList, *ast.Comment, *ast.CommentGroup:
	case ast.Stmt:
		w.stmt(n, false)
	default:
		w.nodes(n)
	}
}

func (w *walker) list(stmts []ast.Stmt) {
	for _, s := range stmts {
		w.stmt(s, true)
	}
}

// stmt rewrites a statement; free says that a block may be in its place.
func (w *walker) stmt(s ast.Stmt, free bool) {
	w.during(s, func() { w.stmtIn(s, free) })
}

func (w *walker) stmtIn(s ast.Stmt, free bool) {
	switch s := s.(type) {
	case *ast.GoStmt:
		w.goStmt(s)
	case *ast.SelectStmt:
		w.selectStmt(s)
	case *ast.SendStmt:
		w.node(s.Chan)
		w.node(s.Value)
		w.open(s.Chan, w.s("Send")+"(")
		w.between(s.Chan.End(), s.Value.Pos(), ", "+w.quote(s.Chan)+")(")
		w.close(s.Value, ")")
	case *ast.RangeStmt:
		w.rangeStmt(s, free)
	case *ast.AssignStmt:
		w.pair(s.Lhs, s.Rhs)
		w.assign(s, free)
	case *ast.IncDecStmt:
		w.incDec(s, free)
	case *ast.ReturnStmt:
		w.returnStmt(s)
	case *ast.BlockStmt, *ast.LabeledStmt, *ast.CaseClause, *ast.BranchStmt:
		w.node(s)
	default:
		w.nodes(s)
	}
}

// pair notes that values is a receive with two results, if it is.
func (w *walker) pair(names, values []ast.Expr) {
	if len(names) != 2 || len(values) != 1 {
		return
	}
	r := receive(values[0])
	if r == nil {
		return
	}
	w.pairs[r] = ""
	ok := names[1]
	switch id := ident(ok); {
	case !w.isNamedBool(ok):
	case id != nil:
		w.pairs[r] = "&" + id.Name
	case w.line(ok.Pos()) == w.line(ok.End()):
		// An expression of the type that is not evaluated: the type may have no name here.
		w.pairs[r] = "like__((0 == 0) || " + w.source(ok) + ")"
	default:
		w.pairs[r] = "[1]*" + types.TypeString(w.typeOf(ok), w.qualifier) + "{}[0]"
	}
}

func (w *walker) pairSpec(s *ast.ValueSpec) {
	var names []ast.Expr
	for _, id := range s.Names {
		names = append(names, id)
	}
	w.pair(names, s.Values)
	if len(names) == 2 && len(s.Values) == 1 && s.Type != nil && w.isNamedBool(s.Type) {
		if r := receive(s.Values[0]); r != nil {
			w.pairs[r] = "[1]*" + w.text.render(w.at(s.Type.Pos()), w.at(s.Type.End())) + "{}[0]"
		}
	}
}

// isNamedBool reports whether e is of another boolean type than bool. The second result of
// a receive from the scheduler is a bool, while that of the operator is whatever it has to
// be.
func (w *walker) isNamedBool(e ast.Expr) bool {
	t := w.typeOf(e)
	b, ok := core(t).(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0 && t != types.Typ[types.Bool] && t != types.Typ[types.UntypedBool]
}

// receive is e if it is a receive.
func receive(e ast.Expr) *ast.UnaryExpr {
	if u, ok := ast.Unparen(e).(*ast.UnaryExpr); ok && u.Op == token.ARROW {
		return u
	}
	return nil
}

func (w *walker) expr(e ast.Expr) {
	switch e := e.(type) {
	case *ast.FuncLit:
		w.funcLit(e)
	case *ast.UnaryExpr:
		w.unary(e)
	case *ast.CallExpr:
		w.call(e)
	case *ast.CompositeLit:
		w.composite(e)
	case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr:
		w.read(e)
	case *ast.SliceExpr:
		if isArray(w.typeOf(e.X)) {
			w.place(e.X)
		} else {
			w.node(e.X)
		}
		for _, x := range []ast.Expr{e.Low, e.High, e.Max} {
			if x != nil {
				w.node(x)
			}
		}
	case *ast.TypeAssertExpr:
		w.node(e.X)
	case *ast.KeyValueExpr:
		w.node(e.Key)
		w.node(e.Value)
	case *ast.IndexListExpr:
	default:
		w.nodes(e)
	}
}

func (w *walker) unary(e *ast.UnaryExpr) {
	switch e.Op {
	case token.ARROW:
		w.node(e.X)
		p, two := w.pairs[e]
		name, then := w.s("Recv"), ")"
		if two {
			name = w.s("Recv2")
		}
		if p != "" {
			w.named = true
			name, then = "as__("+p+", pairOf__("+name, ")))"
		}
		w.between(e.OpPos, e.X.Pos(), name+"(")
		w.close(e.X, ", "+w.quote(e.X)+then)
	case token.AND:
		w.place(e.X)
	default:
		w.node(e.X)
	}
}

// composite visits a composite literal. The keys of a struct are not expressions.
func (w *walker) composite(e *ast.CompositeLit) {
	_, isStruct := deref(w.typeOf(e)).Underlying().(*types.Struct)
	for _, x := range e.Elts {
		if kv, ok := x.(*ast.KeyValueExpr); ok && isStruct {
			w.node(kv.Value)
		} else {
			w.node(x)
		}
	}
}

func (w *walker) funcDecl(d *ast.FuncDecl) {
	if d.Body == nil {
		return
	}
	w.within = d.Name.Name
	if d.Recv != nil && len(d.Recv.List) == 1 {
		w.within = receiverName(d.Recv.List[0].Type) + "." + w.within
	}
	if f, ok := w.info.Defs[d.Name].(*types.Func); ok {
		w.results = f.Signature().Results()
	}
	w.uncontrolled(d.Body)
	w.node(d.Body)
	w.within, w.results = "", nil
}

func (w *walker) funcLit(e *ast.FuncLit) {
	results := w.results
	if sig, ok := w.typeOf(e).(*types.Signature); ok {
		w.results = sig.Results()
	}
	w.uncontrolled(e.Body)
	w.node(e.Body)
	w.results = results
}

// returnStmt visits what is returned. A result that is returned by its name is neither read
// nor written, and would be written if it was read through a pointer.
func (w *walker) returnStmt(s *ast.ReturnStmt) {
	for i, e := range s.Results {
		v := variable(w.info, e)
		if ident(e) != nil && v != nil && len(s.Results) == w.results.Len() && w.results.At(i) == v {
			continue
		}
		w.node(e)
	}
}

// receiverName is the name of the type of a receiver.
func receiverName(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.StarExpr:
		return receiverName(e.X)
	case *ast.IndexExpr:
		return receiverName(e.X)
	case *ast.IndexListExpr:
		return receiverName(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

// uncontrolled makes the scheduler give up when a function is called that uses something
// that it does not control.
func (w *walker) uncontrolled(body *ast.BlockStmt) {
	for what, id := range w.allow.forbiddenIn(w.info, body, false) {
		pos := w.fset.Position(id.Pos())
		w.text.close(w.at(body.Lbrace)+1, fmt.Sprintf(" %s(%q, %q);", w.s("Uncontrolled"), what.name, fmt.Sprintf("%s:%d", pos.Filename, pos.Line)))
		return
	}
}

// typeOf is the type of e; there is one for each expression of a checked package.
func (w *walker) typeOf(e ast.Expr) types.Type {
	if t := w.info.TypeOf(e); t != nil {
		return t
	}
	return types.Typ[types.Invalid]
}
