package rewrite_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"racekit/grader/explore/rewrite"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const goMod = "module example.com/m\n\ngo 1.26\n"

// aTest is a test file that compiles.
const aTest = "package p\n\nimport \"testing\"\n\nfunc TestA(t *testing.T) {}\n"

// write writes the files of a module into a new folder; go.mod may be left out.
func write(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	if files["go.mod"] == "" {
		files["go.mod"] = goMod
	}
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	return dir
}

func TestLoad_Errors(t *testing.T) {
	tests := []struct {
		name     string
		give     map[string]string
		patterns []string
		wantErr  error
		// want are the first complaints of a CompileError.
		want []string
	}{
		{"syntax", map[string]string{"a_test.go": "package p\n\nfunc f( {\n"}, nil, nil, []string{"a_test.go:3:9: expected"}},
		{"type", map[string]string{"a_test.go": aTest + "\nvar x int = \"s\"\n"}, nil, nil, []string{"a_test.go:7:13: cannot use \"s\""}},
		{"unused import", map[string]string{"a.go": "package p\n\nimport \"fmt\"\n", "a_test.go": aTest}, nil, nil, []string{"a.go:3:8: \"fmt\" imported and not used"}},
		{"in a package below", map[string]string{"q/q.go": "package q\n\nvar X = y\n", "a_test.go": strings.Replace(aTest, "import", "import _ \"example.com/m/q\"\nimport", 1)}, nil, nil, []string{"q/q.go:3:9: undefined: y"}},
		{"missing import", map[string]string{"a_test.go": strings.Replace(aTest, "import", "import _ \"example.com/m/none\"\nimport", 1)}, nil, nil, []string{"a_test.go:3:8: "}},
		{"missing import of external tests", map[string]string{"a.go": "package p\n", "a_test.go": "package p_test\n\nimport _ \"example.com/m/none\"\n"}, nil, nil, []string{"a_test.go:3:8: "}},
		{"import cycle", map[string]string{"a.go": "package p\n\nimport _ \"example.com/m/q\"\n", "q/q.go": "package q\n\nimport _ \"example.com/m\"\n", "a_test.go": aTest}, nil, nil, []string{""}},
		{"import cycle in test", map[string]string{"a.go": "package p\n", "q/q.go": "package q\n\nimport _ \"example.com/m\"\n", "a_test.go": strings.Replace(aTest, "import", "import _ \"example.com/m/q\"\nimport", 1)}, nil, nil, []string{""}},
		{"two packages", map[string]string{"a.go": "package q\n", "a_test.go": aTest}, nil, nil, []string{""}},
		{"no Go files", map[string]string{"readme.txt": ""}, nil, rewrite.ErrNoPackages, nil},
		{"no folder", map[string]string{"a_test.go": aTest}, []string{"./none"}, rewrite.ErrNoPackages, nil},
		{"no match", map[string]string{"a_test.go": aTest}, []string{"./none/..."}, rewrite.ErrNoPackages, nil},
		{"all excluded", map[string]string{"a_test.go": "//go:build never\n\n" + aTest}, nil, rewrite.ErrNoPackages, nil},
		{"no tests", map[string]string{"a.go": "package p\n"}, nil, rewrite.ErrNoTests, nil},
		{"no tests but benchmarks", map[string]string{"a_test.go": "package p\n\nimport \"testing\"\n\nfunc BenchmarkX(b *testing.B) {}\n\nfunc Testing(t *testing.T) {}\n"}, nil, rewrite.ErrNoTests, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := rewrite.Load(context.Background(), rewrite.Config{Dir: write(t, tt.give), Patterns: tt.patterns})
			require.Error(t, err)
			if tt.wantErr != nil {
				assert.ErrorIs(t, err, tt.wantErr)
				return
			}
			var failed *rewrite.CompileError
			require.ErrorAs(t, err, &failed)
			for i, want := range tt.want {
				assert.Contains(t, failed.Complaints[i].String(), want)
			}
			assert.Contains(t, err.Error(), tt.want[0])
		})
	}
}

func TestLoad_Cancelled(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	because := errors.New("the test says so")
	cancel(because)
	_, err := rewrite.Load(ctx, rewrite.Config{Dir: write(t, map[string]string{"a_test.go": aTest})})
	assert.ErrorIs(t, err, because)
}

func TestLoad_Tests(t *testing.T) {
	p := load(t, write(t, map[string]string{
		"b_test.go": "package p\n\nimport \"testing\"\n\nfunc TestB2(t *testing.T) {}\nfunc TestB1(t *testing.T) {}\nfunc TestMain(m *testing.M) { m.Run() }\n",
		"a_test.go": aTest + "func ExampleX() {}\nfunc FuzzX(f *testing.F) {}\nfunc TestG[T any](t *testing.T) {}\nfunc Test(*testing.T) {}\ntype T struct{}\nfunc (T) TestM(t *testing.T) {}\nfunc TestNoTest(int) {}\n",
		"p.go":      "package p\n\nimport \"testing\"\n\nfunc TestInNoTestFile(*testing.T) {}\n",
		"x_test.go": "package p_test\n\nimport tt \"testing\"\n\nfunc TestX(t *tt.T) {}\n",
	}))
	require.Len(t, p.Tests, 2)
	names := func(tp rewrite.TestPackage) (all []string) {
		for _, test := range tp.Tests {
			all = append(all, test.Name)
		}
		return all
	}
	assert.Equal(t, []string{"TestA", "Test", "TestB2", "TestB1"}, names(p.Tests[0]))
	assert.Equal(t, "racekit/explored/example.com/m", p.Tests[0].Import)
	assert.Equal(t, 5, p.Tests[0].Tests[0].Line)
	assert.Equal(t, []string{"TestX"}, names(p.Tests[1]))
	assert.Equal(t, "racekit/explored/example.com/m/xtest__", p.Tests[1].Import)
	var skipped []string
	for _, s := range p.Skipped {
		skipped = append(skipped, s.Name)
	}
	assert.Equal(t, []string{"ExampleX", "FuzzX", "TestMain"}, skipped)
}

func TestLoad_TestsThatMakeACycleAreRefused(t *testing.T) {
	// Each is linked with its own tests only, so that this is legal.
	p := load(t, write(t, map[string]string{
		"a/a.go":      "package a\n",
		"b/b.go":      "package b\n",
		"a/a_test.go": "package a\n\nimport _ \"example.com/m/b\"\nimport \"testing\"\n\nfunc TestA(t *testing.T) {}\n",
		"b/b_test.go": "package b\n\nimport _ \"example.com/m/a\"\nimport \"testing\"\n\nfunc TestB(t *testing.T) {}\n",
	}), "./...")
	require.Len(t, p.Refusals, 1)
	assert.Contains(t, p.Refusals[0].Why, "on its own")
	require.Len(t, p.Tests, 1)
}

func TestLoad_DigestFollowsTheSources(t *testing.T) {
	dir := write(t, map[string]string{"q/q.go": "package q\n", "a_test.go": strings.Replace(aTest, "import", "import _ \"example.com/m/q\"\nimport", 1)})
	before := load(t, dir)
	assert.Equal(t, before.Digest, load(t, dir).Digest)
	assert.Equal(t, []string{dir, dir + "/go.mod", dir + "/q"}, before.Inputs)
	require.NoError(t, os.WriteFile(dir+"/q/q.go", []byte("package q\n\nvar X = 1\n"), 0o644))
	assert.NotEqual(t, before.Digest, load(t, dir).Digest)
}

func TestLoad_Refusals(t *testing.T) {
	tests := []struct {
		name, imports, body string
		want                []string
	}{
		{"nothing", `"os"; "log"; "net/http"; "net/url"; "unsafe"`, `os.ReadFile("x"); log.Println(http.StatusOK, unsafe.Sizeof(1)); url.Parse("")`, nil},
		{"net", `"net"`, `net.Dial("tcp", "x")`, []string{"net.Dial"}},
		{"a type of http", `"net/http"`, `var c http.Client; c.Get("")`, []string{"net/http.Client.Get"}},
		{"twice", `"os/exec"`, "exec.Command(\"\")\nexec.Command(\"\")", []string{"os/exec.Command"}},
		{"signals", `"os/signal"; "os"`, `signal.Notify(make(chan os.Signal))`, []string{"os/signal.Notify"}},
		{"imported only", `_ "net/http/pprof"`, ``, []string{"net/http/pprof"}},
		{"os", `"os"; "io"`, "io.ReadAll(os.Stdin)\nos.Exit(1)\nos.Pipe()\nio.Pipe()", []string{"os.Stdin", "os.Exit", "os.Pipe", "io.Pipe"}},
		{"as values", `"io"`, `f := io.Pipe; f()`, []string{"io.Pipe"}},
		{"reflect", `"reflect"`, "reflect.Select(nil)\nvar v reflect.Value\nv.Recv()", []string{"reflect.Select", "reflect.Value.Recv"}},
		{"unsafe", `"unsafe"`, `_ = unsafe.Pointer(nil)`, nil},
		{"syscall", `"syscall"`, `syscall.Kill(syscall.Getpid(), syscall.SIGINT); _ = syscall.Errno(1).Error()`, []string{"syscall.Kill"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := load(t, write(t, map[string]string{
				"p.go":      "package p\n\nimport (" + tt.imports + ")\n\nfunc f() {\n" + tt.body + "\n}\n",
				"a_test.go": aTest,
			}))
			var got []string
			for _, r := range p.Refusals {
				got = append(got, r.What)
				assert.Equal(t, "p.go", r.File)
				assert.NotZero(t, r.Line)
				assert.NotEmpty(t, r.Why)
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestLoad_RefusesWhatIsNotGo(t *testing.T) {
	t.Setenv("CGO_ENABLED", "1")
	p := load(t, write(t, map[string]string{
		"c.go":      "package p\n\nimport \"C\"\n\nfunc f() { C.f() }\n",
		"a.s":       "",
		"link.go":   "package p\n\nimport _ \"unsafe\"\n\n//go:linkname now time.now\nfunc now() (int64, int32, int64)\n",
		"a_test.go": aTest,
	}))
	var got []string
	for _, r := range p.Refusals {
		got = append(got, r.What)
	}
	assert.Equal(t, []string{"assembly", `import "C"`, "//go:linkname"}, got)
}

func TestLoad_OldLoopsShareTheirVariable(t *testing.T) {
	const old = "//go:build go1.21\n\n"
	body := "package p\n\nfunc f(m map[int]int, c chan int) {\n\tfor k := range m {\n\t\t_ = k\n\t}\n\tfor range c {\n\t}\n\tvar x, y int\n\tfor x, y = range m {\n\t\t_, _ = x, y\n\t}\n}\n"
	files := func(p *rewrite.Program) string { return string(p.Files["explored/example.com/m/p__x.go"]) }
	p := load(t, write(t, map[string]string{"go.mod": "module example.com/m\n\ngo 1.21\n", "p.go": body, "a_test.go": aTest}))
	assert.Empty(t, p.Refusals)
	assert.True(t, strings.HasPrefix(files(p), old+"//line "))
	assert.Contains(t, files(p), `for next__, k, k1__ := sched__.MapOver(m, "m"); next__(&k, &k1__); {`)
	assert.Contains(t, files(p), `for next__, k0__ := sched__.RangeOver(c, "c"); next__(&k0__); {`)
	assert.Contains(t, files(p), `for next__, k0__, k1__ := sched__.MapOver(m, "m"); next__(&k0__, &k1__); { x, y = k0__, k1__; `)
	assert.False(t, strings.HasPrefix(files(load(t, write(t, map[string]string{"p.go": body, "a_test.go": aTest}))), old))
	assert.True(t, strings.HasPrefix(files(load(t, write(t, map[string]string{"p.go": old + body, "a_test.go": aTest}))), old))
	assert.False(t, strings.HasPrefix(files(load(t, write(t, map[string]string{"go.mod": "module example.com/m\n\ngo 1.21\n", "p.go": "//go:build go1.22\n\n" + body, "a_test.go": aTest}))), old))
}

func TestLoad_NamedResultsAreNotWrittenByReturningThem(t *testing.T) {
	p := load(t, write(t, map[string]string{"a_test.go": aTest, "p.go": `package p

func f() (x, y int) {
	g := func() (z int) { x, y, z = 1, 2, 3; func() { z++ }(); return z }
	g()
	if x > y {
		return y, x
	}
	h := func() (int, int) { return x, y }
	h()
	return x, y
}
`}))
	got := string(p.Files["explored/example.com/m/p__x.go"])
	assert.Contains(t, got, `return z }`)
	assert.Contains(t, got, `return sched__.Get(*sched__.Rd(&y, "y")), (*sched__.Rd(&x, "x"))`)
	assert.Contains(t, got, `return sched__.Get(*sched__.Rd(&x, "x")), (*sched__.Rd(&y, "y")) }`)
	assert.Contains(t, got, "\treturn x, y\n")
}

func TestLoad_LengthsOfArraysStayWhatTheyWere(t *testing.T) {
	p := load(t, write(t, map[string]string{"a_test.go": aTest, "p.go": `package p

import (
	"sync"
	u "unsafe"
)

type bucket struct { sync.Mutex; n int }

type padded struct {
	bucket
	_ [64 - u.Sizeof(bucket{})]byte
}
`}))
	assert.Contains(t, string(p.Files["explored/example.com/m/p__x.go"]), "_ [48 + 0*u.Sizeof(0)]byte")
}

func TestLoad_FolderOfExternalTests(t *testing.T) {
	p := load(t, write(t, map[string]string{"a_test.go": strings.Replace(aTest, "package p", "package p_test", 1)}))
	require.Len(t, p.Packages, 1)
	assert.Equal(t, "example.com/m_test", p.Packages[0].Path)
	require.Len(t, p.Tests, 1)
}

// dependency is a module with a dependency of another module.
func dependency(t *testing.T, files map[string]string) string {
	t.Helper()
	files["go.mod"] = goMod + "\nrequire example.com/d v0.0.0\n\nreplace example.com/d => ./d\n"
	files["d/go.mod"] = "module example.com/d\n\ngo 1.26\n"
	files["q/q.go"] = "package q\n\nimport _ \"example.com/d\"\n"
	files["a_test.go"] = strings.Replace(aTest, "import", "import _ \"example.com/m/q\"\nimport", 1)
	return write(t, files)
}

func TestLoad_DependencyGivesUpWhereItIsUncontrolled(t *testing.T) {
	dir := dependency(t, map[string]string{"d/d.go": "package d\n\nimport \"net\"\n\nfunc F() {\n\tg := func() { net.Dial(\"\", \"\") }\n\tg()\n}\n\nfunc G(net.Conn) { x++ }\n\nvar x int\n"})
	p := load(t, dir)
	assert.Empty(t, p.Refusals)
	got := string(p.Files["explored/example.com/d/d.go"[:len("explored/example.com/d/")]+"d__x.go"])
	assert.Contains(t, got, `func F() {`+"\n"+`	g := func() { sched__.Uncontrolled("net.Dial", "`+dir+`/d/d.go:6"); net.Dial("", "") }`)
	assert.Contains(t, got, "func G(net.Conn) { x++ }", "memory of dependencies is not marked")
}

func TestLoad_DependencyOfAssemblyIsTakenAsItIs(t *testing.T) {
	p := load(t, dependency(t, map[string]string{
		"d/d_amd64.go":       "package d\n\nimport \"example.com/d/internal/e\"\n\nfunc add(a, b int) int\n\nfunc Add(a, b int) int { return add(a, e.Double(b)) }\n",
		"d/d_arm64.go":       "package d\n\nimport \"example.com/d/internal/e\"\n\nfunc Add(a, b int) int { return a + e.Double(b) }\n",
		"d/d_amd64.s":        "//go:build amd64 && gc\n// +build amd64,gc\n\n#include \"textflag.h\"\n#include \"d_amd64.h\"\n\nTEXT ·add(SB), NOSPLIT, $0-24\n\tMOVQ a+0(FP), AX\n\tPLUS(b+8(FP), AX)\n\tMOVQ AX, ret+16(FP)\n\tRET\n",
		"d/d_arm64.s":        "",
		"d/d_amd64.h":        "#define PLUS(x, y) ADDQ x, y\n",
		"d/internal/e/e.go":  "package e\n\nimport \"sync\"\n\nvar once sync.Once\n\nfunc Double(n int) int { once.Do(func() {}); return 2 * n }\n",
		"d/internal/e/e2.go": "package e\n\nimport _ \"unsafe\"\n\n//go:linkname Indirect example.com/d/internal/e.Double\nfunc Indirect(n int) int\n",
		"d/internal/e/e.s":   "",
		"b_test.go":          "package p\n\nimport (\n\t\"testing\"\n\t\"example.com/d\"\n)\n\nfunc TestB(t *testing.T) { println(\"=>\", d.Add(1, 2)) }\n",
	}))
	assert.Empty(t, p.Refusals)
	var paths []string
	for _, pkg := range p.Packages {
		paths = append(paths, pkg.Path)
	}
	assert.Equal(t, []string{"example.com/m/q", "example.com/m"}, paths, "what is taken as it is, is not initialised again")
	assert.Contains(t, string(p.Files["explored/example.com/d/internal__/e/e__x.go"]), "once.Do(func() {})")
	assert.Contains(t, string(p.Files["explored/example.com/d/internal__/e/e__x.go"]), `import "sync"`)
	assert.Contains(t, string(p.Files["explored/example.com/d/internal__/e/e2__x.go"]), "//go:linkname Indirect racekit/explored/example.com/d/internal__/e.Double\n")
	assert.Equal(t, "=> 5\n", said(run(t, scratch(t, p))))
}

func TestLoad_DependencyOfAssemblyIsRefused(t *testing.T) {
	tests := []struct{ name, give, want string }{
		{"goroutines", "func f() { go f() }", "example.com/d has a go statement"},
		{"channels", "var C chan int", "example.com/d has channels"},
		{"time", "import . \"time\"\nimport t \"time\"\n\nvar _ Month\n\nfunc f() { t.Sleep(1) }", "example.com/d has time.Sleep"},
		{"random numbers", "import \"math/rand/v2\"\n\nvar x = rand.Int()", "example.com/d has math/rand/v2"},
		{"network", "import \"net\"\n\nvar C net.Conn", "example.com/d imports net"},
		{"imports", "import _ \"example.com/d/e\"", "example.com/d/e has a go statement"},
		{"another lock", "import \"sync\"\n\ntype T struct { X struct { sync.Mutex } }", "example.com/d.T has to do with sync.Mutex"},
		{"another lock behind a function", "import \"sync\"\n\nfunc (t) M(map[string][]*sync.Mutex) {}\n\ntype t struct {}\n\nvar X t", "example.com/d.X has to do with sync.Mutex"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := load(t, dependency(t, map[string]string{"d/d.go": "package d\n\n" + tt.give + "\n", "d/d.s": "", "d/e/e.go": "package e\n\nfunc f() { go f() }\n"}))
			require.Len(t, p.Refusals, 1)
			assert.Equal(t, "example.com/d", p.Refusals[0].Package)
			assert.Contains(t, p.Refusals[0].Why, tt.want)
			assert.Contains(t, p.Refusals[0].Why, "imported by example.com/m/q")
			assert.False(t, p.Refusals[0].Guarded)
		})
	}
	hidden := load(t, dependency(t, map[string]string{"d/d.go": "package d\n\nimport \"sync\"\n\nvar mu sync.Mutex\n\ntype T struct { mu *sync.Mutex }\n", "d/d.s": ""}))
	assert.Empty(t, hidden.Refusals)
}

func TestLoad_DependencyKeepsWhatNobodyChanges(t *testing.T) {
	p := load(t, dependency(t, map[string]string{"d/d.go": `package d

import (
	"errors"
	"sync"
)

var (
	ErrX   = errors.New("x")
	table  = map[string]int{"a": 1}
	cache  = map[string]int{}
	count  int
	never  int
	pool   = sync.Pool{New: func() any { return 1 }}
	object = new(int)
)

func F() { cache["x"] = count; count++; pool.Get(); _ = table; _ = never; _ = object }
`}))
	reset := string(p.Files["explored/example.com/d/reset__.go"])
	assert.Contains(t, reset, "func Reset__() {\n\tzero__(&count)\n\treset__2()\n\treset__3()\n\treset__4()\n}")
}

func TestLoad_Imports(t *testing.T) {
	dir := write(t, map[string]string{
		"internal/q/q.go": "package qq\n\nvar X int\n",
		"a_test.go": `//go:build !never
// +build !never

package p // comment

import (
	"math/rand/v2"
	. "sync"
	_ "time"
	ctx "context"
	"example.com/m/internal/q"
	"fmt"
	"testing"
)

func TestA(t *testing.T) { var mu Mutex; mu.Lock(); fmt.Print(rand.Int(), ctx.TODO(), qq.X) }
`})
	p, err := rewrite.Load(context.Background(), rewrite.Config{Dir: dir})
	require.NoError(t, err)
	got := string(p.Files["explored/example.com/m/a_test__x.go"])
	assert.Equal(t, "//line "+dir+`/a_test.go:1
//
//

package p // comment

import (
	rand "racekit/grader/explore/shim/mrandv2"
	. "racekit/grader/explore/shim/sync"
	_ "racekit/grader/explore/shim/time"
	ctx "racekit/grader/explore/shim/context"
	qq "racekit/explored/example.com/m/internal__/q"
	"fmt"
	testing "racekit/grader/explore/shim/testing"
)

func TestA(t *testing.T) { var mu Mutex; mu.Lock(); fmt.Print(rand.Int(), ctx.TODO(), qq.X) }
`, got)
}

func TestLoad_WhatIsReplacedIsNotRewritten(t *testing.T) {
	dir := dependency(t, map[string]string{"d/d.go": "package d\n\nimport _ \"example.com/d/e\"\n\nfunc F() {}\n", "d/e/e.go": "package e\n\nimport \"os\"\n\nfunc F() { os.Exit(1) }\n"})
	p, err := rewrite.Load(context.Background(), rewrite.Config{Dir: dir, Shims: map[string]string{"example.com/d": "example.com/shim"}})
	require.NoError(t, err)
	var paths []string
	for _, pkg := range p.Packages {
		paths = append(paths, pkg.Path)
	}
	assert.Equal(t, []string{"example.com/m/q", "example.com/m"}, paths)
	assert.Contains(t, string(p.Files["explored/example.com/m/q/q__x.go"]), `import _ "example.com/shim"`)
}
