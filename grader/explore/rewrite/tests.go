package rewrite

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// findTests returns the test functions of a unit and what only looks like some.
func findTests(fset *token.FileSet, u *unit) (tests []Test, skipped []Skipped) {
	for _, f := range u.files {
		if !f.test {
			continue
		}
		for _, d := range f.ast.Decls {
			d, ok := d.(*ast.FuncDecl)
			if !ok || d.Recv != nil || d.Type.TypeParams != nil {
				continue
			}
			pos := fset.Position(d.Name.Pos())
			switch name := d.Name.Name; {
			case name != "TestMain" && named(name, "Test") && takes(u.info, d, "*testing.T"):
				tests = append(tests, Test{name, pos.Filename, pos.Line})
			case name == "TestMain" && takes(u.info, d, "*testing.M"), named(name, "Benchmark"), named(name, "Fuzz"), named(name, "Example"):
				skipped = append(skipped, Skipped{u.path, name, pos.Filename, pos.Line})
			}
		}
	}
	return tests, skipped
}

// named reports whether name is that of a test as go test knows them.
func named(name, prefix string) bool {
	rest, ok := strings.CutPrefix(name, prefix)
	first, _ := utf8.DecodeRuneInString(rest)
	return ok && (rest == "" || !unicode.IsLower(first))
}

// takes reports whether a function has one parameter, of a type, and no result.
func takes(info *types.Info, d *ast.FuncDecl, param string) bool {
	f, ok := info.Defs[d.Name].(*types.Func)
	if !ok {
		return false
	}
	sig := f.Signature()
	return sig.Params().Len() == 1 && sig.Results().Len() == 0 && types.TypeString(sig.Params().At(0).Type(), nil) == param
}

// chain says who imports the package at path: the main module's package first.
func chain(us []*unit, path string) string {
	var names []string
	for range us {
		i := slices.IndexFunc(us, func(u *unit) bool {
			return slices.ContainsFunc(u.files, func(f *file) bool { return slices.Contains(f.imports(), path) })
		})
		if i < 0 || slices.Contains(names, us[i].path) {
			break
		}
		path = us[i].path
		names = append(names, path)
		if us[i].main {
			break
		}
	}
	slices.Reverse(names)
	return strings.Join(names, ", which imports ")
}
