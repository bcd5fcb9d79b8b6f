package shimtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const shims = "racekit/grader/explore/shim/"

// folders are the shims of packages whose folder is not named like the package.
var folders = map[string]string{"sync/atomic": "atomic", "math/rand": "mrand", "math/rand/v2": "mrandv2"}

// SameAPI requires that the shim of the package at path has everything that the package
// exports: of the same type and value, with the same methods and exported fields. Names
// of exceptions are "F", "T.M" or "T.Field".
func SameAPI(t *testing.T, path string, exceptions ...string) {
	t.Helper()
	folder := folders[path]
	if folder == "" {
		folder = path
	}
	want, got := load(t, path, shims+folder)
	c := comparison{t: t, except: exceptions}
	for _, name := range want.Scope().Names() {
		if token.IsExported(name) && !slices.Contains(exceptions, name) {
			c.object(want.Scope().Lookup(name), got.Scope().Lookup(name))
		}
	}
	for _, name := range got.Scope().Names() {
		if token.IsExported(name) {
			assert.NotNil(t, want.Scope().Lookup(name), "%s is exported and not in %s", name, path)
		}
	}
}

// load imports two packages from the export data that the go command has of them.
func load(t *testing.T, a, b string) (*types.Package, *types.Package) {
	t.Helper()
	cmd := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Export", a, b)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	require.NoError(t, err)
	files := map[string]string{}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct{ ImportPath, Export string }
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			require.NoError(t, err)
		}
		files[p.ImportPath] = p.Export
	}
	imp := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		if files[path] == "" {
			return nil, fmt.Errorf("no export data of %s", path)
		}
		return os.Open(files[path])
	})
	pa, err := imp.Import(a)
	require.NoError(t, err)
	pb, err := imp.Import(b)
	require.NoError(t, err)
	return pa, pb
}

type comparison struct {
	t      *testing.T
	except []string
}

// text is a type as the reader of a program writes it: shims are named like the packages
// that they stand for.
func text(typ types.Type) string {
	return types.TypeString(typ, func(p *types.Package) string { return p.Name() })
}

func (c comparison) object(want, got types.Object) {
	if !assert.NotNil(c.t, got, "%s is missing", want.Name()) {
		return
	}
	switch w := want.(type) {
	case *types.TypeName:
		c.typ(w, got)
	case *types.Const:
		g, ok := got.(*types.Const)
		if assert.True(c.t, ok, w.Name()) {
			assert.Equal(c.t, w.Val().ExactString(), g.Val().ExactString(), w.Name())
			assert.Equal(c.t, text(w.Type()), text(g.Type()), w.Name())
		}
	default:
		assert.Equal(c.t, text(want.Type()), text(got.Type()), want.Name())
	}
}

func (c comparison) typ(want *types.TypeName, got types.Object) {
	g, ok := got.(*types.TypeName)
	if !assert.True(c.t, ok, want.Name()) || types.Identical(want.Type(), g.Type()) {
		return
	}
	name := want.Name()
	assert.Equal(c.t, fmt.Sprintf("%T", want.Type().Underlying()), fmt.Sprintf("%T", g.Type().Underlying()), name)
	if types.Comparable(want.Type()) {
		assert.True(c.t, types.Comparable(g.Type()), "%s is no longer comparable", name)
	}
	for _, w := range members(want.Type()) {
		if slices.Contains(c.except, name+"."+w.Name()) {
			continue
		}
		m, _, _ := types.LookupFieldOrMethod(g.Type(), true, g.Pkg(), w.Name())
		if assert.NotNil(c.t, m, "%s.%s is missing", name, w.Name()) {
			assert.Equal(c.t, text(w.Type()), text(m.Type()), name+"."+w.Name())
		}
	}
	if _, ok := want.Type().Underlying().(*types.Struct); !ok {
		assert.Equal(c.t, text(want.Type().Underlying()), text(g.Type().Underlying()), name)
	}
	for _, m := range members(g.Type()) {
		w, _, _ := types.LookupFieldOrMethod(want.Type(), true, want.Pkg(), m.Name())
		if w == nil && !slices.Contains(c.except, name+"."+m.Name()) {
			assert.Fail(c.t, "too much", "%s.%s is exported and not in the original", name, m.Name())
		}
	}
}

// members are the exported fields and methods of a type and of pointers to it.
func members(typ types.Type) []types.Object {
	var all []types.Object
	if s, ok := typ.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			if f.Exported() {
				all = append(all, f)
			}
		}
	}
	set := types.NewMethodSet(types.NewPointer(typ))
	if types.IsInterface(typ) {
		set = types.NewMethodSet(typ)
	}
	for sel := range set.Methods() {
		if sel.Obj().Exported() {
			all = append(all, sel.Obj())
		}
	}
	return all
}
