package assemble_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/assemble"
	"racekit/grader/catalog"
)

// root is the kit's, from here.
const root = "../.."

func base(t *testing.T) map[string][]byte {
	t.Helper()
	files, err := assemble.Base(root)
	require.NoError(t, err)
	return files
}

// units are the kit's own exercises.
func units(t *testing.T) []assemble.Unit {
	t.Helper()
	kit, err := catalog.Load(root)
	require.NoError(t, err)
	var us []assemble.Unit
	for _, ex := range kit.Exercises {
		u := assemble.Unit{Slug: ex.Slug, Files: map[string][]byte{}, Tests: map[string][]byte{}}
		for _, name := range slices.Concat(ex.Files, ex.KitFiles) {
			u.Files[name] = content(t, ex.Dir, name)
		}
		for _, name := range ex.TestFiles {
			u.Tests[name] = content(t, ex.Dir, name)
		}
		for _, test := range ex.Tests {
			u.TestNames = append(u.TestNames, test.Name)
		}
		us = append(us, u)
	}
	require.NotEmpty(t, us)
	return us
}

func content(t *testing.T, dir, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(path.Join(root, dir, name))
	require.NoError(t, err)
	return text
}

// parse parses a file of a module.
func parse(t *testing.T, files map[string][]byte, name string) *ast.File {
	t.Helper()
	require.Contains(t, files, name)
	f, err := parser.ParseFile(token.NewFileSet(), name, files[name], parser.SkipObjectResolution)
	require.NoError(t, err)
	return f
}

// imports are the packages of this module that a file imports.
func imports(t *testing.T, f *ast.File) []string {
	t.Helper()
	var ours []string
	for _, spec := range f.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		require.NoError(t, err)
		if rest, ok := strings.CutPrefix(name, "racekit/"); ok {
			ours = append(ours, rest)
		}
	}
	return ours
}

func TestBase_HoldsAllThatItImports(t *testing.T) {
	files := base(t)
	assert.Contains(t, files, "go.mod")
	assert.Contains(t, files, "go.sum")
	folders := map[string]bool{}
	for name := range files {
		assert.False(t, strings.HasSuffix(name, "_test.go"), "%s is a test of the kit's own", name)
		folders[path.Dir(name)] = true
	}
	for name := range files {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		for _, dir := range imports(t, parse(t, files, name)) {
			assert.True(t, folders[dir], "%s imports %s, which is not in the scratch module", name, dir)
		}
	}
}

func TestBase_KitThatIsNotWhole(t *testing.T) {
	_, err := assemble.Base(t.TempDir())
	assert.ErrorIs(t, err, fs.ErrNotExist)
	assert.ErrorContains(t, err, "git checkout -- go.mod")

	dir := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		require.NoError(t, os.WriteFile(path.Join(dir, name), nil, 0o644))
	}
	_, err = assemble.Base(dir)
	assert.ErrorContains(t, err, "git checkout -- grader/harness")
}

func TestModule_KitsOwnExercises(t *testing.T) {
	b, us := base(t), units(t)
	before := len(b)
	files, err := assemble.Module(b, us, nil)
	require.NoError(t, err)
	assert.Len(t, b, before, "the base was changed, and others use it too")
	for name := range b {
		assert.Contains(t, files, name)
	}
	for _, u := range us {
		for name, want := range u.Files {
			assert.Equal(t, want, files["exercises/"+u.Slug+"/"+name])
		}
		for name, want := range u.Tests {
			assert.Equal(t, want, files["exercises/"+u.Slug+"/"+name], "what is rewritten to be explored")
		}
	}
}

// linked are the tests that the program names: "slug/TestName" and the function.
func linked(t *testing.T, program *ast.File) map[string]string {
	t.Helper()
	found := map[string]string{}
	ast.Inspect(program, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok || lit.Type != nil {
			return true
		}
		name := lit.Elts[0].(*ast.KeyValueExpr).Value.(*ast.BasicLit).Value
		f := lit.Elts[1].(*ast.KeyValueExpr).Value.(*ast.SelectorExpr)
		found[strings.Trim(name, `"`)] = f.X.(*ast.Ident).Name + "." + f.Sel.Name
		return true
	})
	return found
}

func TestModule_ProgramLinksEveryTest(t *testing.T) {
	us := units(t)
	files, err := assemble.Module(base(t), us, nil)
	require.NoError(t, err)
	program := parse(t, files, assemble.Program+"/main.go")
	assert.Equal(t, "main", program.Name.Name)

	aliases := map[string]string{}
	for _, spec := range program.Imports {
		if spec.Name != nil {
			aliases[spec.Name.Name] = spec.Path.Value
		}
	}
	got := linked(t, program)
	total := 0
	for _, u := range us {
		total += len(u.TestNames)
		for _, name := range u.TestNames {
			alias, f, _ := strings.Cut(got[u.Slug+"/"+name], ".")
			assert.Equal(t, name, f)
			assert.Equal(t, `"racekit/exercises/`+u.Slug+`/tests"`, aliases[alias])
		}
	}
	assert.Len(t, got, total)
}

func TestModule_ProgramDoesNotDependOnTheOrder(t *testing.T) {
	us := []assemble.Unit{
		{Slug: "beta", TestNames: []string{"TestB", "TestA"}},
		{Slug: "alpha", TestNames: []string{"TestC"}},
		// A slug may be the name of what the program itself imports.
		{Slug: "conduct", TestNames: []string{"TestD"}},
	}
	one, err := assemble.Module(nil, us, nil)
	require.NoError(t, err)
	two, err := assemble.Module(nil, []assemble.Unit{us[2], us[1], us[0]}, nil)
	require.NoError(t, err)
	const main = assemble.Program + "/main.go"
	assert.Equal(t, string(one[main]), string(two[main]))

	program := parse(t, one, main)
	var names []string
	for _, spec := range program.Imports {
		if spec.Name != nil {
			names = append(names, spec.Name.Name)
		} else {
			names = append(names, path.Base(strings.Trim(spec.Path.Value, `"`)))
		}
	}
	slices.Sort(names)
	assert.Len(t, slices.Compact(names), 5, "two imports have one name: %v", names)
	assert.ElementsMatch(t, []string{"beta/TestB", "beta/TestA", "alpha/TestC", "conduct/TestD"}, slices.Collect(maps.Keys(linked(t, program))))
}

func TestModule_NothingToLink(t *testing.T) {
	files, err := assemble.Module(base(t), nil, nil)
	require.NoError(t, err)
	assert.Empty(t, linked(t, parse(t, files, assemble.Program+"/main.go")))
}

func TestOriginal_UndoesTheLayout(t *testing.T) {
	for _, test := range []string{"counter_test.go", "counter_more_test.go", "x_test.go"} {
		files, err := assemble.Module(nil, []assemble.Unit{{Slug: "counter", Tests: map[string][]byte{test: nil}, Files: map[string][]byte{"counter.go": nil}}}, nil)
		require.NoError(t, err)
		delete(files, assemble.Program+"/main.go")
		delete(files, "exercises/counter/"+test) // it is where it was
		require.Len(t, files, 2)
		for name := range files {
			assert.False(t, strings.HasSuffix(name, "_test.go"), "go build takes no %s", name)
			want := "exercises/counter/" + test
			if name == "exercises/counter/counter.go" {
				want = name
			}
			for _, before := range []string{"", "/tmp/x/slot0/module/", "/home/me/exercises/slot1/module/", "C:/Users/me/module/"} {
				assert.Equal(t, want, assemble.Original(before+name), "of %s", before+name)
			}
			assert.Equal(t, path.Base(want), assemble.OriginalBase(path.Base(name)))
		}
	}
}

func TestOriginal_LeavesOthersAlone(t *testing.T) {
	for _, name := range []string{
		"", "/usr/local/go/src/sync/mutex.go", "grader/harness/check.go", "/tmp/module/grader/graded/main.go",
		"exercises", "my_check.go", "exercises/counter/own_check.go", "exercises/counter/tests/other.go", "<autogenerated>",
	} {
		assert.Equal(t, name, assemble.Original(name))
	}
	assert.Equal(t, "counter.go", assemble.OriginalBase("counter.go"))
}

// A package that a learner wrote cannot be initialised before the secret was taken, in
// neither of its forms.
func TestSeal(t *testing.T) {
	files := map[string][]byte{
		"exercises/alpha/alpha.go": nil, "exercises/alpha/tests/alpha_check.go": nil,
		"explored/racekit/exercises/alpha/alpha.go": nil, "exercises/other/other.go": nil,
	}
	assemble.Seal(files, []assemble.Unit{{Slug: "alpha"}, {Slug: "gone"}})
	const want = "package alpha\n\nimport _ \"racekit/grader/secret\"\n"
	assert.Equal(t, want, string(files["exercises/alpha/racekit_secret.go"]))
	assert.Equal(t, want, string(files["explored/racekit/exercises/alpha/racekit_secret.go"]))
	assert.Len(t, files, 6)
}
