package answers

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"path"
	"slices"
	"strings"

	"racekit/grader/catalog"
	"racekit/grader/verdict"
)

// strangers looks for files that are nobody's, on both sides.
func (m *mirror) strangers() {
	for _, file := range m.ex.Strangers() {
		m.say(file, 0, "is no file of the exercise", fmt.Sprintf("remove it; the kit's own are named kit_*.go and %s_*_test.go", m.ex.Slug))
	}
	for _, e := range m.list(dirOf(m.ex)) {
		role := catalog.RoleOf(m.ex.Slug, e.Name())
		known := role == catalog.KitFile || role == catalog.TestFile || role == catalog.Readme || slices.Contains(m.ex.Files, e.Name())
		if e.IsDir() {
			known = e.Name() == "testdata"
		}
		if !known {
			m.say(path.Join(dirOf(m.ex), e.Name()), 0, "is no file of the solution", "remove it")
		}
	}
	testdata := path.Join(dirOf(m.ex), "testdata")
	for _, e := range m.list(testdata) {
		if !e.IsDir() || e.Name() != "alternatives" && e.Name() != "mutants" {
			m.say(path.Join(testdata, e.Name()), 0, "is neither alternatives/ nor mutants/", "remove it")
		}
	}
}

// texts looks for the texts for people.
func (m *mirror) texts() {
	for _, l := range []verdict.Lang{verdict.English, verdict.Japanese} {
		m.text(path.Join(m.ex.Dir, catalog.ReadmeFile(l)))
		if _, err := m.ex.Hint(m.root, 1, l); err != nil {
			m.errs = append(m.errs, err)
		}
	}
	m.text(path.Join(dirOf(m.ex), catalog.ReadmeFile(verdict.English)))
}

// text checks that a file says something.
func (m *mirror) text(file string) {
	text, err := os.ReadFile(m.disk(file))
	if err != nil || len(bytes.TrimSpace(text)) == 0 {
		m.say(file, 0, "is missing or empty", "write it")
	}
}

// todo checks the place to edit: one in the stub, none in the solution.
func (m *mirror) todo() {
	seen := 0
	stub, whole := m.readAll(m.ex.Dir, m.ex.Files)
	for _, f := range stub {
		for _, c := range todos(f.tree) {
			if seen++; seen > 1 {
				m.say(f.path, m.line(c.Pos()), "a second TODO", "leave one, at the place to edit")
			} else if !strings.HasPrefix(c.Text, "// TODO: ") {
				m.say(f.path, m.line(c.Pos()), fmt.Sprintf("the TODO is written %q", c.Text), `begin it with "// TODO: "`)
			}
		}
		m.unfinished(f)
	}
	if seen == 0 && whole {
		m.say(path.Join(m.ex.Dir, m.ex.Files[0]), 0, "the stub has no TODO", `put one "// TODO: " at the place to edit`)
	}
	solution, _ := m.readAll(dirOf(m.ex), m.ex.Files)
	for _, f := range solution {
		for _, c := range todos(f.tree) {
			m.say(f.path, m.line(c.Pos()), "the solution has a TODO", "remove it")
		}
		m.unfinished(f)
	}
}

// todos returns the comments that begin with the word TODO.
func todos(f *ast.File) []*ast.Comment {
	var found []*ast.Comment
	for _, group := range f.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(strings.TrimLeft(c.Text, "/* \t"), "TODO") {
				found = append(found, c)
			}
		}
	}
	return found
}

// unfinished looks for panic("TODO"): a stub is broken, but it works.
func (m *mirror) unfinished(f *goFile) {
	ast.Inspect(f.tree, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 {
			return true
		}
		fn, ok := call.Fun.(*ast.Ident)
		text, isText := call.Args[0].(*ast.BasicLit)
		if ok && isText && fn.Name == "panic" && text.Kind == token.STRING && strings.Contains(text.Value, "TODO") {
			m.say(f.path, m.line(call.Pos()), fmt.Sprintf("panic(%s)", text.Value), "write code that works, but is not right")
		}
		return true
	})
}
