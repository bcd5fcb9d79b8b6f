// Package source answers small questions about a file of a learner: where a function
// is, which one a line is in, which variables a line mentions.
package source

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
)

// File is a parsed file.
type File struct {
	set  *token.FileSet
	tree *ast.File
}

// Problem is a complaint of the parser at a line.
type Problem struct {
	Line    int
	Message string
}

// Parse parses src. If it cannot, the problems say where; File is then nil.
func Parse(name string, src []byte) (*File, []Problem) {
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, name, src, parser.SkipObjectResolution)
	if err == nil {
		return &File{set, tree}, nil
	}
	list, ok := err.(scanner.ErrorList)
	if !ok {
		return nil, []Problem{{Line: 1, Message: err.Error()}}
	}
	list.RemoveMultiples()
	var problems []Problem
	for _, e := range list {
		problems = append(problems, Problem{Line: e.Pos.Line, Message: e.Msg})
	}
	return nil, problems
}

// Package is the name in the package clause, and the clause's line.
func (f *File) Package() (string, int) {
	return f.tree.Name.Name, f.line(f.tree.Name)
}

func (f *File) line(n ast.Node) int { return f.set.Position(n.Pos()).Line }

// funcs calls yield with each function, named "Func" or "Type.Method".
func (f *File) funcs(yield func(name string, d *ast.FuncDecl) bool) {
	for _, d := range f.tree.Decls {
		if d, ok := d.(*ast.FuncDecl); ok && !yield(FuncName(d), d) {
			return
		}
	}
}

// FuncName is "Func", or "Type.Method" without pointer and type parameters.
func FuncName(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return d.Name.Name
	}
	t := d.Recv.List[0].Type
	for {
		switch u := t.(type) {
		case *ast.ParenExpr:
			t = u.X
		case *ast.StarExpr:
			t = u.X
		case *ast.IndexExpr:
			t = u.X
		case *ast.IndexListExpr:
			t = u.X
		case *ast.Ident:
			return u.Name + "." + d.Name.Name
		default:
			return d.Name.Name
		}
	}
}

// Func returns the first line of the function called name: "Func" or "Type.Method".
func (f *File) Func(name string) (line int, ok bool) {
	for got, d := range f.funcs {
		if got == name {
			return f.line(d), true
		}
	}
	return 0, false
}

// FuncEnding returns the first line of a function or method of that name, whatever its
// receiver.
func (f *File) FuncEnding(name string) (line int, ok bool) {
	for _, d := range f.funcs {
		if d.Name.Name == name {
			return f.line(d), true
		}
	}
	return 0, false
}

// EmptyLoop returns the line of the first loop without a body in the function called name.
func (f *File) EmptyLoop(name string) (line int, ok bool) {
	for got, d := range f.funcs {
		if got != name {
			continue
		}
		ast.Inspect(d, func(n ast.Node) bool {
			if loop, is := n.(*ast.ForStmt); is && len(loop.Body.List) == 0 && !ok {
				line, ok = f.line(loop), true
			}
			return !ok
		})
	}
	return line, ok
}

// FuncAt returns the name of the function that holds the line, and its first and
// last line. It is "" outside of functions.
func (f *File) FuncAt(line int) (name string, first, last int) {
	for name, d := range f.funcs {
		first, last := f.line(d), f.set.Position(d.End()).Line
		if first <= line && line <= last {
			return name, first, last
		}
	}
	return "", 0, 0
}
