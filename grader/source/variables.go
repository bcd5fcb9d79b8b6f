package source

import (
	"bytes"
	"go/ast"
	"go/printer"
	"path"
	"slices"
	"strings"
)

// Variables returns the expressions on a line that may name a variable, as written,
// the longest first: "c.n" before "c". Functions that are called are left out, and so
// are types, packages and the names that a declaration of a function begins with.
func (f *File) Variables(line int) []string {
	l := lister{file: f, line: line}
	ast.Inspect(f.tree, l.visit)
	slices.SortStableFunc(l.found, func(a, b string) int { return len(b) - len(a) })
	return l.found
}

// lister collects the variables of a line.
type lister struct {
	file  *File
	line  int
	found []string
}

// visit is for ast.Inspect.
func (l *lister) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FieldList, *ast.FuncType, *ast.StructType, *ast.ImportSpec, *ast.TypeSpec:
		return false
	case *ast.FuncDecl:
		if n.Body != nil {
			ast.Inspect(n.Body, l.visit)
		}
		return false
	case *ast.CompositeLit:
		for _, e := range n.Elts {
			ast.Inspect(e, l.visit)
		}
		return false
	case *ast.CallExpr:
		l.call(n)
		return false
	case *ast.SelectorExpr, *ast.IndexExpr:
		l.add(n.(ast.Expr))
	case *ast.Ident:
		if n.Name != "_" && !isWord(n.Name) && !l.file.imports(n.Name) {
			l.add(n)
		}
	}
	return true
}

// call visits a call: the function itself is no variable, but what it is called on
// may be, and so may all that stands in a function literal.
func (l *lister) call(n *ast.CallExpr) {
	for _, arg := range n.Args {
		ast.Inspect(arg, l.visit)
	}
	switch fun := ast.Unparen(n.Fun).(type) {
	case *ast.SelectorExpr:
		ast.Inspect(fun.X, l.visit)
	case *ast.Ident:
	default: // a literal, or what another call returned
		ast.Inspect(fun, l.visit)
	}
}

func (l *lister) add(e ast.Expr) {
	var text bytes.Buffer
	if l.file.line(e) == l.line && printer.Fprint(&text, l.file.set, e) == nil && !slices.Contains(l.found, text.String()) {
		l.found = append(l.found, text.String())
	}
}

// imports reports whether name is that of a package that the file imports.
func (f *File) imports(name string) bool {
	return slices.ContainsFunc(f.tree.Imports, func(spec *ast.ImportSpec) bool {
		if spec.Name != nil {
			return spec.Name.Name == name
		}
		return path.Base(strings.Trim(spec.Path.Value, "`\"")) == name
	})
}

// isWord reports whether name is a predeclared word that is never a shared variable.
func isWord(name string) bool {
	return slices.Contains([]string{
		"nil", "true", "false", "int", "string", "bool", "error", "any", "append", "make", "len", "cap", "new", "func",
		"int32", "int64", "uint64", "float64", "byte", "rune",
	}, name)
}

// Common returns the expression that two lines are most likely to share: the first of
// a that is in b too. It is "" if there is none.
func Common(a, b []string) string {
	for _, v := range a {
		if slices.Contains(b, v) {
			return v
		}
	}
	return ""
}
