package admit

import (
	"go/ast"
	"go/token"
	"go/types"
)

// The bounds of what a build has to hold, in bytes. The compiler holds a constant whole,
// and a binary holds an array whole.
const (
	maxString = 64 << 10
	maxArray  = 1 << 20
)

// constants refuses string constants that grow by adding constants, and reports whether
// there were none: thirty lines that double one make the type checker itself run out of
// memory. It goes by names and not by scopes, so that it has to evaluate nothing.
func (s *submission) constants(tree *ast.File) bool {
	g := growth{sizes: map[string]int{}}
	ast.Inspect(tree, func(n ast.Node) bool {
		if d, ok := n.(*ast.GenDecl); ok && d.Tok == token.CONST {
			g.declared(d)
		}
		return true
	})
	for range len(g.consts) + 1 {
		grew := false
		for _, c := range g.consts {
			if size := g.of(c.value); size > g.sizes[c.name.Name] {
				g.sizes[c.name.Name], grew = size, true
			}
		}
		if !grew {
			return s.expressions(tree, g)
		}
	}
	// A name that is added to itself, through shadowed scopes, has no end that is seen so.
	s.refuse(Size, g.consts[0].name.Pos(), "a constant that is made of itself")
	return false
}

// expressions refuses sums of constants that are too long.
func (s *submission) expressions(tree *ast.File, g growth) bool {
	sound := true
	ast.Inspect(tree, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok && sound && g.of(e) > maxString {
			s.refuse(Size, e.Pos(), "a constant of more than 64 KiB")
			sound = false
		}
		return sound
	})
	return sound
}

// growth is how long the string constants of a file can be, by name.
type growth struct {
	consts []named
	sizes  map[string]int
}

type named struct {
	name  *ast.Ident
	value ast.Expr
}

// declared takes a declaration down. One without values repeats the values before it.
func (g *growth) declared(d *ast.GenDecl) {
	var last []ast.Expr
	for _, spec := range d.Specs {
		v, ok := spec.(*ast.ValueSpec)
		if !ok {
			continue
		}
		if len(v.Values) > 0 {
			last = v.Values
		}
		for i, name := range v.Names {
			if i < len(last) {
				g.consts = append(g.consts, named{name, last[i]})
			}
		}
	}
}

// of is how long the constant e can be, in bytes, 0 if it is none that grows.
func (g *growth) of(e ast.Expr) int {
	const enough = 4 * maxString
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			return len(e.Value)
		}
	case *ast.Ident:
		return g.sizes[e.Name]
	case *ast.ParenExpr:
		return g.of(e.X)
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return min(g.of(e.X)+g.of(e.Y), enough)
		}
	case *ast.CallExpr: // a conversion
		if len(e.Args) == 1 {
			return g.of(e.Args[0])
		}
	}
	return 0
}

// shapes refuses types that hold others so often that a type checker, which follows every
// path, would be busy for years; and reports whether there were none. It goes by names too.
func (s *submission) shapes(tree *ast.File) bool {
	var specs []*ast.TypeSpec
	ast.Inspect(tree, func(n ast.Node) bool {
		if spec, ok := n.(*ast.TypeSpec); ok {
			specs = append(specs, spec)
		}
		return true
	})
	parts := partCount{}
	for range specs {
		for _, spec := range specs {
			parts[spec.Name.Name] = max(parts[spec.Name.Name], parts.of(spec.Type))
		}
	}
	for _, spec := range specs {
		if parts[spec.Name.Name] > maxParts {
			s.refuse(Size, spec.Pos(), "a type of more than 4096 parts")
			return false
		}
	}
	return true
}

// maxParts is how many parts a type may have, those of its parts included.
const maxParts = 4096

// partCount is how many parts the types of a file have, by name.
type partCount map[string]int

// of counts the parts of values of type t. What is behind a pointer is no part.
func (p partCount) of(t ast.Expr) int {
	const most = 4 * maxParts
	switch t := t.(type) {
	case *ast.Ident:
		return max(1, p[t.Name])
	case *ast.ParenExpr:
		return p.of(t.X)
	case *ast.ArrayType:
		if t.Len != nil {
			return p.of(t.Elt)
		}
	case *ast.IndexExpr:
		return min(p.of(t.X)*p.of(t.Index), most)
	case *ast.IndexListExpr:
		n := p.of(t.X)
		for _, arg := range t.Indices {
			n = min(n*p.of(arg), most)
		}
		return n
	case *ast.StructType:
		n := 0
		for _, f := range t.Fields.List {
			n = min(n+max(1, len(f.Names))*p.of(f.Type), most)
		}
		return max(n, 1)
	case *ast.InterfaceType:
		n := 0
		for _, f := range t.Methods.List {
			if len(f.Names) == 0 {
				n = min(n+p.of(f.Type), most)
			}
		}
		return max(n, 1)
	case *ast.BinaryExpr: // a union
		return min(p.of(t.X)+p.of(t.Y), most)
	case *ast.UnaryExpr:
		return p.of(t.X)
	}
	return 1
}

// measure is the size of values of a type, in bytes, roughly and at most enough.
type measure map[types.Type]int64

const enough = int64(1) << 40

func (m measure) of(t types.Type) int64 {
	if size, known := m[t]; known {
		return size
	}
	m[t] = 0 // a type that holds itself is no type; somebody else says so
	size := int64(8)
	switch u := t.Underlying().(type) {
	case *types.Array:
		if n := u.Len(); n > 0 {
			size = m.of(u.Elem())
			if size > 0 && n > enough/size {
				size = enough
			} else {
				size *= n
			}
		}
	case *types.Struct:
		size = 0
		for f := range u.Fields() {
			size = min(size+m.of(f.Type()), enough)
		}
	case *types.Basic:
		switch u.Kind() {
		case types.Bool, types.Int8, types.Uint8:
			size = 1
		case types.Int16, types.Uint16:
			size = 2
		}
	}
	m[t] = size
	return size
}
