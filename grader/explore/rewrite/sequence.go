package rewrite

import (
	"go/ast"
	"go/token"
)

// sequence is in which order a statement does things, without the statements in it: where
// marked reads begin, and where calls of functions and receives do.
type sequence struct{ reads, calls []token.Pos }

// during visits the parts of a statement, or of what is like one, with f.
func (w *walker) during(n ast.Node, f func()) {
	node, seq := w.doing, w.seq
	w.doing, w.seq = n, nil
	f()
	w.doing, w.seq = node, seq
}

// early reports whether the value that the marked read e gives has to be loaded before
// what follows: the compiler loads variables after all calls, and so after those that
// mark the reads which follow. Where the program itself calls a function, the load stays
// behind that call, which it is natively, too.
func (w *walker) early(e ast.Expr) bool {
	if w.doing == nil {
		return false
	}
	if w.seq == nil {
		w.seq = w.sequence(w.doing)
	}
	behind := func(all []token.Pos) bool {
		for _, pos := range all {
			if pos >= e.End() {
				return true
			}
		}
		return false
	}
	return behind(w.seq.reads) && !behind(w.seq.calls)
}

// sequence collects what n does.
func (w *walker) sequence(root ast.Node) *sequence {
	seq := &sequence{}
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case ast.Stmt:
			return n == root
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				seq.calls = append(seq.calls, n.Pos())
			}
		case *ast.CallExpr:
			switch {
			case w.builtin(n.Fun) == "len":
				if length(w.typeOf(n.Args[0])) != "" || w.sharedMap(n.Args[0]) {
					seq.reads = append(seq.reads, n.Pos())
				}
			case calls(w, n.Fun) || !w.info.Types[n.Fun].IsType() && w.builtin(n.Fun) == "" && w.info.Types[n].Value == nil:
				seq.calls = append(seq.calls, n.Pos())
			}
		case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr:
			e := n.(ast.Expr)
			x, isIndex := e.(*ast.IndexExpr)
			if tv := w.info.Types[e]; tv.IsValue() && (w.shared(e) || isIndex && w.sharedMap(x.X)) {
				seq.reads = append(seq.reads, e.Pos())
			}
		}
		return true
	})
	return seq
}
