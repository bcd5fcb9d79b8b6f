package testing_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	shim "racekit/grader/explore/shim/testing"
)

// Whatever test code can name, it can name here too.
func TestExportedNames(t *testing.T) {
	//lint:ignore SA1019 the binary runs where it was built
	std := filepath.Join(runtime.GOROOT(), "src", "testing")
	type testCase struct {
		name         string
		theirs, ours string
		more         []string // names that only the shim has
	}
	for _, tc := range []testCase{
		{"testing", std, ".", []string{"Bubble", "NewM", "Restore", "Run"}},
		{"synctest", filepath.Join(std, "synctest"), "../synctest", nil},
		{"goleak", moduleDir(t, "go.uber.org/goleak"), "../goleak", nil},
		{"harness", "../../../harness", "../harness", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			want := append(exported(t, tc.theirs), tc.more...)
			slices.Sort(want)
			assert.Equal(t, want, exported(t, tc.ours))
		})
	}
}

func TestMethodSets(t *testing.T) {
	for _, tc := range []struct{ theirs, ours any }{
		{new(testing.T), new(shim.T)}, {new(testing.B), new(shim.B)}, {new(testing.F), new(shim.F)},
		{new(testing.M), new(shim.M)}, {new(testing.PB), new(shim.PB)}, {new(testing.TB), new(shim.TB)},
	} {
		theirs, ours := reflect.TypeOf(tc.theirs), reflect.TypeOf(tc.ours)
		if theirs.Elem().Kind() == reflect.Interface {
			theirs, ours = theirs.Elem(), ours.Elem()
		}
		assert.Equal(t, methods(theirs), methods(ours), "%v", theirs)
	}
}

// methods are the exported methods with their signatures, without receivers.
func methods(t reflect.Type) map[string]string {
	all := map[string]string{}
	for i := range t.NumMethod() {
		m := t.Method(i)
		if !m.IsExported() {
			continue
		}
		sig := m.Type.String()
		if t.Kind() != reflect.Interface {
			sig = strings.Replace(sig, t.String(), "", 1)
		}
		all[m.Name] = sig
	}
	return all
}

// exported are the exported package-level names of the package in dir, in order.
func exported(t *testing.T, dir string) []string {
	t.Helper()
	mine := func(f fs.FileInfo) bool { return !strings.HasSuffix(f.Name(), "_test.go") }
	//lint:ignore SA1019 build tags do not matter here
	pkgs, err := parser.ParseDir(token.NewFileSet(), dir, mine, parser.SkipObjectResolution)
	require.NoError(t, err)
	names := map[string]bool{}
	add := func(id *ast.Ident) {
		if id.IsExported() {
			names[id.Name] = true
		}
	}
	for _, pkg := range pkgs {
		for _, file := range pkg.Files {
			for _, d := range file.Decls {
				eachName(d, add)
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func eachName(d ast.Decl, add func(*ast.Ident)) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			add(d.Name)
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				add(s.Name)
			case *ast.ValueSpec:
				for _, id := range s.Names {
					add(id)
				}
			}
		}
	}
}

func moduleDir(t *testing.T, path string) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", path).Output()
	require.NoError(t, err)
	return strings.TrimSpace(string(out))
}
