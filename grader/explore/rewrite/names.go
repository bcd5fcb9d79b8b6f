package rewrite

import (
	"bytes"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
)

// made are the names that rewritten sources have of us, and those that made up for them
// before. Each x at the end is of a name that a source has itself, see own.
var made = regexp.MustCompile(`^(Reset__[0-9a-f]*|sched__|flags?__|zero__|(init|reset)__\d+|pair(Of)?__|(as|like|next|main)__|g__(f|\d+)|[prkv]__|[ckdvq]\d+__)x*$`)

// own renames what is called by a name of ours in the sources of all units that are
// rewritten.
func own(fset *token.FileSet, us []*unit) error {
	for _, u := range us {
		for _, f := range u.files {
			if u.native {
				continue
			}
			if err := f.own(fset); err != nil {
				return err
			}
		}
	}
	return nil
}

// own gives what a source calls by a name of ours another one: otherwise it would not
// compile, or mean something else. Whatever is called so anywhere is renamed in the same
// way. Columns in the file are lost.
func (f *file) own(fset *token.FileSet) error {
	packages := map[string]bool{f.ast.Name.Name: true}
	for _, spec := range f.ast.Imports {
		if spec.Name == nil {
			packages[path.Base(importPath(spec))] = true
		}
	}
	var ends []int
	ast.Inspect(f.ast, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if ok && made.MatchString(id.Name) && !packages[id.Name] {
			ends = append(ends, f.tok.Offset(id.End()))
		}
		return true
	})
	if len(ends) == 0 {
		return nil
	}
	slices.Sort(ends)
	var out bytes.Buffer
	at := 0
	for _, end := range slices.Compact(ends) {
		out.Write(f.src[at:end])
		out.WriteByte('x')
		at = end
	}
	out.Write(f.src[at:])
	return f.parseText(fset, out.Bytes())
}
