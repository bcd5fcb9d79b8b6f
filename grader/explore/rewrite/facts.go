package rewrite

import (
	"go/ast"
	"go/token"
	"go/types"
)

// facts are what the sources of all units do with variables. Fields are those of
// generic types before they are instantiated.
type facts struct {
	// written are variables that are assigned to elsewhere than where they are declared,
	// or of which the address is taken; parts of a variable count.
	written map[*types.Var]bool
	// addressed are those of which the address is taken.
	addressed map[*types.Var]bool
	// captured are local variables that a function literal uses from outside, other than
	// one that runs where it is written.
	captured map[*types.Var]bool
	// looped are loop variables: each iteration has its own.
	looped map[*types.Var]bool
	// elements are variables of which elements are assigned to: of slices and maps.
	elements map[*types.Var]bool
	// fresh are local variables that are declared with a new slice or map, or none;
	// escaping are those whose value gets to where it is not followed.
	fresh, escaping map[*types.Var]bool
	// registering are functions that register something with the standard library, which
	// can be done once; anyRegistry says that something does.
	registering map[*types.Func]bool
	anyRegistry bool
	// anyFlag says that flags of the program are defined or asked for.
	anyFlag bool
}

func newFacts() *facts {
	set := func() map[*types.Var]bool { return map[*types.Var]bool{} }
	return &facts{
		written: set(), addressed: set(), captured: set(), looped: set(), elements: set(), fresh: set(), escaping: set(),
		registering: map[*types.Func]bool{},
	}
}

// collector adds the facts of a file.
type collector struct {
	*facts
	info *types.Info
	// lits are the function literals around the node, but not those that run in place.
	lits []*ast.FuncLit
	// inPlace are literals that are called where they are.
	inPlace map[*ast.FuncLit]bool
	// followed are uses of a slice or map that do not let it escape.
	followed map[*ast.Ident]bool
}

func (f *facts) collect(u *unit) {
	for _, file := range u.files {
		c := &collector{facts: f, info: u.info, inPlace: map[*ast.FuncLit]bool{}, followed: map[*ast.Ident]bool{}}
		c.walk(file.ast)
	}
}

func (c *collector) walk(root ast.Node) {
	ast.Inspect(root, func(n ast.Node) bool {
		if lit, ok := n.(*ast.FuncLit); ok && !c.inPlace[lit] && n != root {
			c.lits = append(c.lits, lit)
			c.walk(lit)
			c.lits = c.lits[:len(c.lits)-1]
			return false
		}
		c.node(n)
		return true
	})
}

func (c *collector) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for i, e := range n.Lhs {
			c.write(e)
			c.follow(e, i, n.Rhs)
		}
	case *ast.ValueSpec:
		for i, id := range n.Names {
			c.follow(id, i, n.Values)
		}
	case *ast.IndexExpr:
		c.followed[ident(n.X)] = true
	case *ast.IncDecStmt:
		c.write(n.X)
	case *ast.RangeStmt:
		c.followed[ident(n.X)] = true
		c.loop(n.Tok, n.Key, n.Value)
	case *ast.ForStmt:
		if init, ok := n.Init.(*ast.AssignStmt); ok {
			c.loop(init.Tok, init.Lhs...)
		}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			c.address(n.X)
		}
	case *ast.SliceExpr:
		if t := c.info.TypeOf(n.X); t != nil {
			if isArray(t) {
				c.address(n.X)
			}
		}
	case *ast.SelectorExpr:
		c.method(n)
	case *ast.DeferStmt:
		c.runsInPlace(n.Call)
	case *ast.ExprStmt:
		if call, ok := n.X.(*ast.CallExpr); ok {
			c.runsInPlace(call)
		}
	case *ast.CallExpr:
		c.builtin(n)
	case *ast.Ident:
		c.use(n)
	}
}

func (c *collector) runsInPlace(call *ast.CallExpr) {
	if lit, ok := call.Fun.(*ast.FuncLit); ok {
		c.inPlace[lit] = true
	}
}

// builtin notes that delete, clear and copy write elements.
func (c *collector) builtin(call *ast.CallExpr) {
	if len(call.Args) == 0 {
		return
	}
	switch builtin(c.info, call.Fun) {
	case "delete", "clear", "copy":
		c.followed[ident(call.Args[0])] = true
		c.element(call.Args[0])
	case "len", "cap":
		c.followed[ident(call.Args[0])] = true
	}
}

// follow notes what becomes of a local slice or map where it is assigned to.
func (c *collector) follow(left ast.Expr, i int, right []ast.Expr) {
	id := ident(left)
	v, declared := c.info.Defs[id].(*types.Var)
	if !declared {
		v, _ = c.info.Uses[id].(*types.Var)
		c.followed[id] = true
	}
	if v == nil {
		return
	}
	fresh := len(right) == 0 || len(right) > i && len(right) != 1 || len(right) == 1 && i == 0
	if fresh && len(right) > 0 {
		fresh = c.isFresh(right[i], v)
	}
	if declared && fresh {
		c.fresh[v] = true
	} else if !fresh {
		c.escaping[v] = true
	}
}

// isFresh reports whether e is a new slice or map, or v with more elements.
func (c *collector) isFresh(e ast.Expr, v *types.Var) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return true
	case *ast.CallExpr:
		switch builtin(c.info, e.Fun) {
		case "make":
			return true
		case "append":
			id := ident(e.Args[0])
			if id != nil && c.info.Uses[id] == v {
				c.followed[id] = true
				return true
			}
		}
	}
	return c.info.Types[e].IsNil()
}

// builtin is the name of the builtin that fun denotes, or "".
func builtin(info *types.Info, fun ast.Expr) string {
	if id := ident(fun); id != nil {
		if b, ok := info.Uses[id].(*types.Builtin); ok {
			return b.Name()
		}
	}
	return ""
}

// ident is e if it is an identifier.
func ident(e ast.Expr) *ast.Ident {
	id, _ := ast.Unparen(e).(*ast.Ident)
	return id
}

// loop notes loop variables, or what a range clause assigns to.
func (c *collector) loop(tok token.Token, vars ...ast.Expr) {
	for _, e := range vars {
		switch id, ok := e.(*ast.Ident); {
		case e == nil:
		case tok != token.DEFINE:
			c.write(e)
		case ok:
			if v, ok := c.info.Defs[id].(*types.Var); ok {
				c.looped[v] = true
			}
		}
	}
}

// method notes that a method takes the address of its receiver.
func (c *collector) method(e *ast.SelectorExpr) {
	sel := c.info.Selections[e]
	if sel == nil || sel.Kind() != types.MethodVal {
		return
	}
	if sig, ok := sel.Obj().Type().(*types.Signature); ok && sig.Recv() != nil && isPointer(sig.Recv().Type()) && !isPointer(sel.Recv()) {
		c.address(e.X)
	}
}

// use notes a use of a variable from outside of the literal it is declared in.
func (c *collector) use(id *ast.Ident) {
	switch obj := c.info.Uses[id]; {
	case obj == nil || obj.Pkg() == nil:
		return
	case obj.Pkg().Path() == "flag" && obj.Parent() == obj.Pkg().Scope():
		_, isType := obj.(*types.TypeName)
		c.anyFlag = c.anyFlag || !isType
	default:
		f, ok := obj.(*types.Func)
		c.anyRegistry = c.anyRegistry || ok && isRegistry(f)
	}
	v, ok := c.info.Uses[id].(*types.Var)
	if !ok || v.IsField() {
		return
	}
	if !c.followed[id] {
		c.escaping[v] = true
	}
	for _, lit := range c.lits {
		if v.Pos() < lit.Pos() || lit.End() <= v.Pos() {
			c.captured[v] = true
		}
	}
}

// write notes an assignment.
func (c *collector) write(e ast.Expr) {
	if id := ident(e); id != nil && c.info.Defs[id] != nil {
		return
	}
	if v := c.target(e); v != nil {
		c.written[v] = true
	}
	if t := c.info.TypeOf(e); t != nil {
		c.overwrite(t)
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		if !c.throughPointer(e) {
			c.write(e.X)
		}
	case *ast.IndexExpr:
		if t := c.info.TypeOf(e.X); t == nil {
		} else if isArray(t) {
			c.write(e.X)
		} else {
			c.element(e.X)
		}
	}
}

// overwrite notes that all fields of a struct are assigned to.
func (c *collector) overwrite(t types.Type) {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for f := range s.Fields() {
		if !c.written[f.Origin()] {
			c.written[f.Origin()] = true
			c.overwrite(f.Type())
		}
	}
}

// element notes that an element of e is assigned to.
func (c *collector) element(e ast.Expr) {
	if v := c.target(e); v != nil {
		c.elements[v] = true
	}
}

// address notes that the address of e is taken, and with it that of what e is in.
func (c *collector) address(e ast.Expr) {
	for {
		if v := c.target(e); v != nil {
			c.written[v], c.addressed[v] = true, true
		}
		switch x := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			if c.info.Selections[x] == nil || c.throughPointer(x) {
				return
			}
			e = x.X
		case *ast.IndexExpr:
			if t := c.info.TypeOf(x.X); t == nil {
				return
			} else if !isArray(t) {
				if v := c.target(x.X); v != nil {
					c.escaping[v], c.elements[v] = true, true
				}
				return
			}
			e = x.X
		default:
			return
		}
	}
}

// target is the variable or field that e denotes, or nil.
func (c *collector) target(e ast.Expr) *types.Var { return variable(c.info, e) }

func (c *collector) throughPointer(e *ast.SelectorExpr) bool { return throughPointer(c.info, e) }

// variable is the variable or field that e denotes, or nil. One that e declares is none.
func variable(info *types.Info, e ast.Expr) *types.Var {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		v, _ := info.Uses[e].(*types.Var)
		return v
	case *ast.SelectorExpr:
		if v, ok := info.Uses[e.Sel].(*types.Var); ok {
			return v.Origin()
		}
	}
	return nil
}

// throughPointer reports whether the field e is reached through a pointer, and not in
// the memory of e.X. A variable of another package is not.
func throughPointer(info *types.Info, e *ast.SelectorExpr) bool {
	sel := info.Selections[e]
	if sel == nil {
		return false
	}
	t := sel.Recv()
	for i, index := range sel.Index() {
		if isPointer(t) {
			return true
		}
		s, ok := t.Underlying().(*types.Struct)
		if !ok || i == len(sel.Index())-1 {
			return false
		}
		t = s.Field(index).Type()
	}
	return false
}
