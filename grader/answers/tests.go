package answers

import (
	"fmt"
	"go/ast"
	"path"
	"strconv"
	"strings"

	"racekit/grader/catalog"
)

// harness is the one package of the kit that tests may import.
const harness = catalog.Module + "/grader/harness"

// tests checks the test files of the exercise. The solution's are copies.
func (m *mirror) tests() {
	files, _ := m.readAll(m.ex.Dir, m.ex.TestFiles)
	for _, f := range files {
		if want := m.ex.Slug + "_test"; f.tree.Name.Name != want {
			m.say(f.path, m.line(f.tree.Name.Pos()), fmt.Sprintf("the package is %q", f.tree.Name.Name), fmt.Sprintf("make it %q", want))
		}
		name := m.imports(f)
		for _, d := range f.tree.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv != nil || !catalog.IsTest(fn.Name.Name) || fn.Body == nil {
				continue
			}
			if n := checks(fn.Body, name); n != 1 {
				m.say(f.path, m.line(fn.Pos()), fmt.Sprintf("%s calls harness.Check %d times", fn.Name.Name, n), "make it one Check of one property")
			}
		}
	}
}

// imports checks what a test file imports and returns its name for the harness.
func (m *mirror) imports(f *goFile) string {
	local := path.Base(harness)
	for _, spec := range f.tree.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue // the parser does not let it through
		}
		first, _, _ := strings.Cut(imported, "/")
		standard := first != catalog.Module && !strings.Contains(first, ".")
		if imported == harness && spec.Name != nil {
			local = spec.Name.Name
		}
		if !standard && imported != harness && imported != path.Join(catalog.Module, m.ex.Dir) {
			m.say(f.path, m.line(spec.Pos()), fmt.Sprintf("a test imports %q", imported), "use the standard library, the exercise and the harness alone")
		}
	}
	return local
}

// checks counts the calls of Check of the package that is called name.
func checks(body *ast.BlockStmt, name string) int {
	n := 0
	ast.Inspect(body, func(node ast.Node) bool {
		call, ok := node.(*ast.CallExpr)
		if !ok {
			return true
		}
		if fn, ok := call.Fun.(*ast.SelectorExpr); ok && fn.Sel.Name == "Check" {
			if pkg, ok := fn.X.(*ast.Ident); ok && pkg.Name == name {
				n++
			}
		}
		return true
	})
	return n
}
