package answers

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// api compares the exported API of the learner's files on both sides. It changes the
// syntax trees, and so comes last.
func (m *mirror) api() {
	stubs, ok := m.readAll(m.ex.Dir, m.ex.Files)
	solutions, both := m.readAll(dirOf(m.ex), m.ex.Files)
	if !ok || !both {
		return
	}
	exercise, solution := m.exported(stubs), m.exported(solutions)
	for _, name := range slices.Sorted(maps.Keys(exercise)) {
		have, want := solution[name], exercise[name]
		switch {
		case have.text == "":
			m.say(want.path, want.line, fmt.Sprintf("%s is exported here and not in %s", name, dirOf(m.ex)), "give both the same API")
		case have.text != want.text:
			m.say(have.path, have.line, fmt.Sprintf("%q is %q in the exercise", have.text, want.text), "give both the same API")
		}
		delete(solution, name)
	}
	for _, name := range slices.Sorted(maps.Keys(solution)) {
		have := solution[name]
		m.say(have.path, have.line, fmt.Sprintf("%s is exported here and not in %s", name, m.ex.Dir), "give both the same API")
	}
}

// declaration is something exported, as text that is equal for equal APIs: without
// the names of parameters, bodies, and what is not exported.
type declaration struct {
	text string
	path string
	line int
}

// exported returns the API of the files, by "Name" or "Type.Method".
func (m *mirror) exported(files []*goFile) map[string]declaration {
	all := map[string]declaration{}
	for _, f := range files {
		add := func(name, text string, at ast.Node) {
			all[name] = declaration{text: text, path: f.path, line: m.line(at.Pos())}
		}
		ast.Inspect(f.tree, anonymous)
		for _, d := range f.tree.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				function(d, add)
			case *ast.GenDecl:
				general(d, add)
			}
		}
	}
	return all
}

// anonymous takes the names from all parameters and results.
func anonymous(n ast.Node) bool {
	if fn, ok := n.(*ast.FuncType); ok {
		fn.Params, fn.Results = nameless(fn.Params), nameless(fn.Results)
	}
	return true
}

func nameless(list *ast.FieldList) *ast.FieldList {
	if list == nil {
		return nil
	}
	bare := &ast.FieldList{}
	for _, f := range list.List {
		for range max(len(f.Names), 1) {
			bare.List = append(bare.List, &ast.Field{Type: f.Type})
		}
	}
	return bare
}

func function(d *ast.FuncDecl, add func(name, text string, at ast.Node)) {
	signature := strings.TrimPrefix(types.ExprString(d.Type), "func")
	if d.Recv == nil {
		if d.Name.IsExported() {
			add(d.Name.Name, "func "+d.Name.Name+parameters(d.Type.TypeParams)+signature, d)
		}
		return
	}
	receiver := types.ExprString(d.Recv.List[0].Type)
	base, _, _ := strings.Cut(strings.Trim(receiver, "*()"), "[")
	if d.Name.IsExported() && token.IsExported(base) {
		add(base+"."+d.Name.Name, "func ("+receiver+") "+d.Name.Name+signature, d)
	}
}

func general(d *ast.GenDecl, add func(name, text string, at ast.Node)) {
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			if spec.Name.IsExported() {
				text := "type " + spec.Name.Name + parameters(spec.TypeParams)
				if spec.Assign.IsValid() {
					text += " ="
				}
				add(spec.Name.Name, text+" "+typeText(spec.Type), spec)
			}
		case *ast.ValueSpec:
			for _, name := range spec.Names {
				if name.IsExported() {
					text := d.Tok.String() + " " + name.Name
					if spec.Type != nil {
						text += " " + types.ExprString(spec.Type)
					}
					add(name.Name, text, spec)
				}
			}
		}
	}
}

// parameters is a list of type parameters: "[K comparable, V any]".
func parameters(list *ast.FieldList) string {
	if list == nil {
		return ""
	}
	var all []string
	for _, f := range list.List {
		for _, name := range f.Names {
			all = append(all, name.Name+" "+types.ExprString(f.Type))
		}
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// typeText is a type; of a struct only the exported fields.
func typeText(t ast.Expr) string {
	s, ok := t.(*ast.StructType)
	if !ok {
		return types.ExprString(t)
	}
	var fields []string
	for _, f := range s.Fields.List {
		text := types.ExprString(f.Type)
		if f.Names == nil && token.IsExported(embedded(f.Type)) {
			fields = append(fields, text)
		}
		for _, name := range f.Names {
			if name.IsExported() {
				fields = append(fields, name.Name+" "+text)
			}
		}
	}
	return "struct{" + strings.Join(fields, "; ") + "}"
}

// embedded is the name of a field that is declared by its type alone.
func embedded(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.StarExpr:
		return embedded(t.X)
	case *ast.IndexExpr:
		return embedded(t.X)
	case *ast.IndexListExpr:
		return embedded(t.X)
	case *ast.SelectorExpr:
		return t.Sel.Name
	case *ast.Ident:
		return t.Name
	}
	return ""
}
