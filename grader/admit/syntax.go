package admit

import (
	"go/ast"
	"strconv"
	"strings"
)

// comments refuses comments that somebody other than a reader acts upon.
func (s *submission) comments(tree *ast.File) {
	for _, group := range tree.Comments {
		for _, c := range group.List {
			for _, sign := range [...]string{"//go:", "//line ", "/*line ", "//export ", "//extern ", "//+build", "// +build", "//sys", "//cgo_"} {
				if strings.HasPrefix(c.Text, sign) {
					line, _, _ := strings.Cut(c.Text, "\n")
					s.refuse(Directive, c.Pos(), clip(line))
				}
			}
		}
	}
}

// clip keeps a quotation short.
func clip(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return text
}

// imports refuses packages that are not on the list.
func (s *submission) imports(tree *ast.File) {
	for _, spec := range tree.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		switch {
		case err != nil:
			s.refuse(Import, spec.Pos(), clip(spec.Path.Value))
		case path == "C":
			s.refuse(Cgo, spec.Pos(), `import "C"`)
		case !s.policy.allows(path):
			s.refuse(Import, spec.Pos(), path)
		case spec.Name != nil && spec.Name.Name == ".":
			s.refuse(DotImport, spec.Pos(), path)
		}
	}
}

// declarations refuses what is declared beside the exercise.
func (s *submission) declarations(tree *ast.File) {
	used := s.kitNames()
	for _, d := range tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			s.function(d)
			if d.Recv == nil {
				s.shadows(d.Name, used)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					s.shadows(spec.Name, used)
				case *ast.ValueSpec:
					for _, name := range spec.Names {
						s.shadows(name, used)
					}
				}
			}
		}
	}
}

// kitNames are the identifiers that the kit's files use.
func (s *submission) kitNames() map[string]bool {
	used := map[string]bool{}
	for _, tree := range s.kit {
		ast.Inspect(tree, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				used[id.Name] = true
			}
			return true
		})
	}
	return used
}

// shadows refuses a predeclared name that the kit's files use: they would get the
// learner's, for they are files of one package.
func (s *submission) shadows(name *ast.Ident, used map[string]bool) {
	if used[name.Name] && predeclared(name.Name) {
		s.refuse(Shadowing, name.Pos(), name.Name)
	}
}

// function refuses functions of a certain name.
func (s *submission) function(d *ast.FuncDecl) {
	if d.Recv == nil && d.Name.Name == "TestMain" {
		s.refuse(TestCode, d.Name.Pos(), d.Name.Name)
	}
}
