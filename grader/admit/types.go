package admit

import (
	"errors"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
)

// checker looks at the uses of names, once they are resolved.
type checker struct {
	*submission
	info  *types.Info
	sizes measure
	// asked are the calls of runtime.GOMAXPROCS that only ask.
	asked map[ast.Expr]bool
}

// errNotLoaded is what importing anything comes to: what other packages declare does not
// matter here, only that a name is theirs. The compiler checks the types themselves.
var errNotLoaded = errors.New("not loaded")

type nothing struct{}

func (nothing) Import(string) (*types.Package, error) { return nil, errNotLoaded }

// types resolves the names, and refuses uses of variables of others, of what package
// runtime should not be asked for, and of large types.
func (s *submission) types() {
	var trees []*ast.File
	for _, all := range [...]map[string]*ast.File{s.own, s.kit} {
		for _, tree := range all {
			trees = append(trees, tree)
		}
	}
	if len(trees) == 0 {
		return
	}
	c := &checker{submission: s, sizes: measure{}, asked: map[ast.Expr]bool{}, info: &types.Info{
		Selections: map[*ast.SelectorExpr]*types.Selection{},
		Uses:       map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}, Types: map[ast.Expr]types.TypeAndValue{},
	}}
	conf := types.Config{Importer: nothing{}, Error: func(error) {}, Sizes: types.SizesFor("gc", "amd64")}
	_, _ = conf.Check(trees[0].Name.Name, s.set, trees, c.info) // complaints are the compiler's
	for _, tree := range s.own {
		ast.Inspect(tree, c.node)
	}
}

func (c *checker) node(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			c.written(n.Lhs...)
		}
	case *ast.IncDecStmt:
		c.written(n.X)
	case *ast.RangeStmt:
		if n.Tok == token.ASSIGN {
			c.written(n.Key, n.Value)
		}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			c.written(n.X)
		}
	case *ast.CallExpr:
		c.asks(n)
	case *ast.SelectorExpr:
		c.ofRuntime(n)
		c.followed(n)
		c.selected(n)
	case *ast.FuncDecl:
		c.method(n)
	case *ast.CompositeLit:
		c.literal(n)
	case *ast.TypeSpec:
		if obj := c.info.Defs[n.Name]; obj != nil && n.TypeParams == nil {
			c.large(n, obj.Type())
		}
	}
	if e, ok := n.(ast.Expr); ok {
		if tv, ok := c.info.Types[e]; ok && tv.Type != nil && !generic(tv.Type) {
			c.large(e, tv.Type)
		}
	}
	return true
}

// generic reports whether a type is one only when it has its arguments.
func generic(t types.Type) bool {
	n, ok := t.(*types.Named)
	return ok && n.TypeParams().Len() > 0 && n.TypeArgs().Len() == 0
}

// foreign is the package that a name belongs to, "" if it is no name of another package.
func (c *checker) foreign(e ast.Expr) (pkg string, ok bool) {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	id, ok := sel.X.(*ast.Ident)
	if !ok {
		return "", false
	}
	name, ok := c.info.Uses[id].(*types.PkgName)
	if !ok {
		return "", false
	}
	return name.Imported().Path(), true
}

// written refuses to write to, or to hand out the address of, variables of others.
func (c *checker) written(places ...ast.Expr) {
	for _, place := range places {
		switch root := c.root(place).(type) {
		case *ast.SelectorExpr:
			if pkg, ok := c.foreign(root); ok {
				c.refuse(ForeignVariable, root.Pos(), pkg+"."+root.Sel.Name)
			}
		case *ast.Ident:
			if v, ok := c.info.Uses[root].(*types.Var); ok && c.ofKit(v) {
				c.refuse(KitVariable, root.Pos(), root.Name)
			}
		}
	}
}

// ofKit reports whether a variable is one of a kit file's own, at the level of the package.
func (c *checker) ofKit(v *types.Var) bool {
	if v.IsField() || v.Parent() == nil || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() {
		return false
	}
	return c.inKit(v)
}

// inKit reports whether one of the kit's files declares obj.
func (c *checker) inKit(obj types.Object) bool {
	_, kit := c.kit[c.set.PositionFor(obj.Pos(), false).Filename]
	return kit
}

// root is the variable that a place is a part of, or that points to it.
func (c *checker) root(e ast.Expr) ast.Expr {
	for {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.SliceExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.SelectorExpr:
			if _, ok := c.foreign(x); ok {
				return x
			}
			e = x.X
		default:
			return e
		}
	}
}

// selected refuses what the kit's types keep to themselves: they are of one package with
// the learner's code. A command's SysProcAttr is of package syscall, by whatever name.
func (c *checker) selected(sel *ast.SelectorExpr) {
	if sel.Sel.Name == "SysProcAttr" {
		c.refuse(Import, sel.Pos(), "SysProcAttr, of package syscall")
	}
	s := c.info.Selections[sel]
	if s == nil || s.Obj().Exported() {
		return
	}
	if s.Kind() == types.FieldVal && c.inKit(s.Obj()) {
		c.refuse(KitVariable, sel.Pos(), "field "+sel.Sel.Name)
	}
}

// method refuses the methods that errors.Is and errors.As ask an error for: one that says
// yes to everything would be every error that a test asks for.
func (c *checker) method(d *ast.FuncDecl) {
	f, ok := c.info.Defs[d.Name].(*types.Func)
	if !ok || d.Recv == nil {
		return
	}
	s := f.Signature()
	if s.Params().Len() != 1 || s.Results().Len() != 1 {
		return
	}
	asked := types.Universe.Lookup("error").Type()
	if d.Name.Name == "As" {
		asked = types.Universe.Lookup("any").Type()
	}
	if d.Name.Name != "Is" && d.Name.Name != "As" {
		return
	}
	if types.Identical(s.Params().At(0).Type(), asked) {
		c.refuse(ErrorIdentity, d.Name.Pos(), "method "+d.Name.Name)
	}
}

// asks remembers a call of runtime.GOMAXPROCS that only asks: its argument is 0.
func (c *checker) asks(call *ast.CallExpr) {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "GOMAXPROCS" || len(call.Args) != 1 {
		return
	}
	if lit, ok := call.Args[0].(*ast.BasicLit); ok && lit.Value == "0" {
		c.asked[sel] = true
	}
}

// ofRuntime refuses what package runtime should not be asked for.
func (c *checker) ofRuntime(sel *ast.SelectorExpr) {
	if pkg, ok := c.foreign(sel); ok && pkg == "runtime" && !c.asked[sel] && !slices.Contains(ofRuntime[:], sel.Sel.Name) {
		c.refuse(Runtime, sel.Pos(), "runtime."+sel.Sel.Name)
	}
}

// followed refuses what the explorer could not follow, unless the exercise is not explored
// in any case.
func (c *checker) followed(sel *ast.SelectorExpr) {
	pkg, ok := c.foreign(sel)
	if !ok || c.policy.Unexplored {
		return
	}
	if name := sel.Sel.Name; slices.Contains(uncontrolled[pkg], name) || pkg == "log" && !slices.Contains(ofLog[:], name) {
		c.refuse(Uncontrolled, sel.Pos(), pkg+"."+name)
	}
}

// large refuses types whose values are large.
func (c *checker) large(at ast.Node, t types.Type) {
	if c.sizes.of(t) > maxArray {
		c.refuse(Size, at.Pos(), "a value of more than 1 MiB")
	}
}

// literal refuses a slice that is large by the index of an element.
func (c *checker) literal(lit *ast.CompositeLit) {
	tv, ok := c.info.Types[lit]
	if !ok || tv.Type == nil {
		return
	}
	slice, ok := tv.Type.Underlying().(*types.Slice)
	if !ok {
		return
	}
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		key := c.info.Types[kv.Key].Value
		if key == nil {
			continue
		}
		if n, exact := constant.Int64Val(constant.ToInt(key)); !exact || n > maxArray/max(c.sizes.of(slice.Elem()), 1) {
			c.refuse(Size, kv.Pos(), "a value of more than 1 MiB")
		}
	}
}
