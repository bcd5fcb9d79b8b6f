package admit_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/admit"
)

const kit = `package gate

import (
	"errors"
	"sync"
)

type Door struct{ mu sync.Mutex }

var ErrShut = errors.New("shut")

type State int

func (s State) String() string { if s == 0 { panic("no state") }; return "open" }
`

// check checks one file beside the kit's.
func check(t *testing.T, src string) []admit.Refusal {
	t.Helper()
	return admit.Policy{Kit: map[string][]byte{"kit.go": []byte(kit)}}.Check(map[string][]byte{"gate.go": []byte(src)})
}

func doubling(n int) string {
	var b strings.Builder
	b.WriteString("package gate\n\nconst a0 = \"0123456789\"\n")
	for i := range n {
		fmt.Fprintf(&b, "const a%d = a%d + a%d\n", i+1, i, i)
	}
	return b.String()
}

func TestCheck_Refused(t *testing.T) {
	tests := []struct {
		name, give string
		rule       admit.Rule
		line       int
		what       string
	}{
		{"os", "import \"os\"", admit.Import, 3, "os"},
		{"unsafe", "import (\n\t\"sync\"\n\t_ \"unsafe\"\n)\n\nvar _ sync.Mutex", admit.Import, 5, "unsafe"},
		{"the harness", "import \"racekit/grader/harness\"", admit.Import, 3, "racekit/grader/harness"},
		{"os/exec where it is not needed", "import \"os/exec\"", admit.Import, 3, "os/exec"},
		{"C", "// #include \"/etc/passwd\"\nimport \"C\"", admit.Cgo, 4, `import "C"`},
		{"dot", "import . \"runtime\"", admit.DotImport, 3, "runtime"},
		{"norace", "//go:norace\nfunc f() {}", admit.Directive, 3, "//go:norace"},
		{"a directive in a function", "func f() {\n\t//go:nosplit\n}", admit.Directive, 4, "//go:nosplit"},
		{"line", "//line other_test.go:1\nfunc f() {}", admit.Directive, 3, "//line other_test.go:1"},
		{"line, in a block", "func f() { /*line x.go:7:1*/ }", admit.Directive, 3, "/*line x.go:7:1*/"},
		{"old build constraint", "// +build race\n", admit.Directive, 3, "// +build race"},
		{"GOMAXPROCS", "import \"runtime\"\n\nfunc f() { runtime.GOMAXPROCS(1) }", admit.Runtime, 5, "runtime.GOMAXPROCS"},
		{"GOMAXPROCS by another name", "import r \"runtime\"\n\nvar f = r.GOMAXPROCS", admit.Runtime, 5, "runtime.GOMAXPROCS"},
		{"RaceDisable", "import \"runtime\"\n\nfunc f() { runtime.RaceDisable() }", admit.Runtime, 5, "runtime.RaceDisable"},
		{"io.Pipe, never called", "import \"io\"\n\nvar _ = func() { io.Pipe() }", admit.Uncontrolled, 5, "io.Pipe"},
		{"a zero io.PipeReader", "import p \"io\"\n\nvar r p.PipeReader", admit.Uncontrolled, 5, "io.PipeReader"},
		{"fmt.Scanln", "import \"fmt\"\n\nvar scan = fmt.Scanln", admit.Uncontrolled, 5, "fmt.Scanln"},
		{"log.New", "import \"log\"\n\nvar l = log.New(nil, \"\", 0)", admit.Uncontrolled, 5, "log.New"},
		{"an embedded log.Logger", "import \"log\"\n\ntype register struct{ log.Logger }", admit.Uncontrolled, 5, "log.Logger"},
		{"log.Flags", "import \"log\"\n\nfunc f() int { return log.Flags() }", admit.Uncontrolled, 5, "log.Flags"},
		{"context.Canceled", "import \"context\"\n\nfunc init() { context.Canceled = nil }", admit.ForeignVariable, 5, "context.Canceled"},
		{"address of io.EOF", "import \"io\"\n\nvar p = &io.EOF", admit.ForeignVariable, 5, "io.EOF"},
		{"in a tuple", "import \"io\"\n\nfunc f() { var x error; x, (io.EOF) = nil, x }", admit.ForeignVariable, 5, "io.EOF"},
		{"by range", "import \"io\"\n\nfunc f(e []error) { for _, io.EOF = range e {} }", admit.ForeignVariable, 5, "io.EOF"},
		{"an element", "import \"unicode\"\n\nfunc f() { unicode.Scripts[\"Han\"] = nil }", admit.ForeignVariable, 5, "unicode.Scripts"},
		{"the kit's error", "func init() { ErrShut = nil }", admit.KitVariable, 3, "ErrShut"},
		{"its address", "var p = &ErrShut", admit.KitVariable, 3, "ErrShut"},
		{"what the kit keeps to itself", "func f(d Door) { d.mu.Lock() }", admit.KitVariable, 3, "field mu"},
		{"the attributes of a process", "func f(c interface{ x() }) { c.SysProcAttr = nil }", admit.Import, 3, "SysProcAttr, of package syscall"},
		{"panic is another", "func panic(any) {}", admit.Shadowing, 3, "panic"},
		{"string is another", "type string = int", admit.Shadowing, 3, "string"},
		{"TestMain", "func TestMain() {}", admit.TestCode, 3, "TestMain"},
		{"every error", "type e struct{}\n\nfunc (e) Is(error) bool { return true }", admit.ErrorIdentity, 5, "method Is"},
		{"every error, by As", "type e struct{}\n\nfunc (e) As(interface{}) bool { return true }", admit.ErrorIdentity, 5, "method As"},
		{"array", "var x [1 << 40]byte", admit.Size, 3, "a value of more than 1 MiB"},
		{"array by constants", "const n = 1 << 12\n\ntype t [n][n]byte", admit.Size, 5, "a value of more than 1 MiB"},
		{"index", "var x = []int{1 << 27: 1}", admit.Size, 3, "a value of more than 1 MiB"},
		{"index of an open array", "var x = [...]int{1 << 27: 1}", admit.Size, 3, "a value of more than 1 MiB"},
		{"structs that double", structs(40), admit.Size, 16, "a type of more than 4096 parts"},
		{"instances that double", "type p[T any] struct{ a, b T }\n\nvar x " + strings.Repeat("p[", 30) + "int" + strings.Repeat("]", 30), admit.Size, 5, "a value of more than 1 MiB"},
		{"parameters that double", "type p[T any] struct{ a, b T }\n\ntype q p[p[p[p[p[p[p[p[p[p[p[p[p[int]]]]]]]]]]]]]", admit.Size, 5, "a type of more than 4096 parts"},
		{"NUL", "\x00", admit.File, 3, "a NUL byte"},
		{"Latin-1", "// caf\xe9", admit.File, 3, "not UTF-8"},
		{"large", strings.Repeat("// x\n", 20_000), admit.File, 1, "100015 bytes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := check(t, "package gate\n\n"+tt.give+"\n")
			require.NotEmpty(t, got)
			assert.Equal(t, admit.Refusal{Rule: tt.rule, File: "gate.go", Line: tt.line, What: tt.what}, got[0])
		})
	}
}

// structs doubles a type n times.
func structs(n int) string {
	var b strings.Builder
	b.WriteString("type t0 struct{ a int }\n")
	for i := range n {
		fmt.Fprintf(&b, "type t%d struct{ a, b t%d }\n", i+1, i)
	}
	return b.String()
}

func TestCheck_Constants(t *testing.T) {
	got := check(t, doubling(40))
	require.Len(t, got, 1)
	assert.Equal(t, admit.Size, got[0].Rule)

	nested := "package gate\n\nfunc f() {\n\tconst a = \"0123456789\"\n" +
		strings.Repeat("\t{ const b = a + a; { const a = b + b\n", 20) + strings.Repeat("}}", 20) + "\n}\n"
	got = check(t, nested)
	require.Len(t, got, 1)
	assert.Equal(t, admit.Size, got[0].Rule)

	assert.Empty(t, check(t, doubling(5)))
}

func TestCheck_Admitted(t *testing.T) {
	tests := []struct{ name, give string }{
		{"plain", "import (\n\t\"context\"\n\t\"sync\"\n)\n\ntype Gate struct{ mu sync.Mutex; ctx context.Context }"},
		{"asking GOMAXPROCS", "import \"runtime\"\n\nvar n = runtime.GOMAXPROCS(0)"},
		{"Gosched", "import \"runtime\"\n\nfunc f() { runtime.Gosched(); runtime.Goexit() }"},
		{"max of one's own", "func max(a, b int) int { if a > b { return a }; return b }"},
		{"a variable that is called like a package", "type t struct{ EOF error }\n\nfunc f(io t) { io.EOF = nil; _ = &io.EOF }"},
		{"using the kit's", "func f() error { return ErrShut }\n\nfunc g() { ErrShut := f(); ErrShut = nil; _ = ErrShut }"},
		{"composite literal of another package", "import \"sync\"\n\nvar mu = &sync.Mutex{}\n\nfunc f() *sync.Cond { return sync.NewCond(&sync.Mutex{}) }"},
		{"a comment about directives", "// Do not use //go:norace here, see line 3.\n/* line of thought */"},
		{"a method Is of something else", "type set []int\n\nfunc (set) Is(n int) bool { return true }"},
		{"an error with Unwrap", "type e struct{ error }\n\nfunc (e e) Unwrap() error { return e.error }"},
		{"arrays of usual size", "var a [1000]int\n\nvar b = [...]string{2: \"x\"}\n\nvar c = []int{1000: 1}"},
		{"recursive types", "type node struct{ next *node; m map[string]node }\n\ntype f func(f) f"},
		{"generics", "type list[T any] struct{ v T; next *list[T] }\n\nfunc (l *list[T]) push(v T) {}\n\nvar x list[int]"},
		{"long text", "const help = `" + strings.Repeat("text\n", 100) + "`"},
		{"does not parse", "func {"},
		{"does not type-check", "var x = undefined.y(1)"},
		{"Japanese", "// 排他制御\nvar カウンター int"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Empty(t, check(t, "package gate\n\n"+tt.give+"\n"))
		})
	}
}

func TestPolicy_ImportsOfAnExercise(t *testing.T) {
	src := map[string][]byte{"a.go": []byte("package a\n\nimport \"os/exec\"\n")}
	assert.NotEmpty(t, admit.Policy{}.Check(src))
	assert.Empty(t, admit.Policy{Imports: []string{"os/exec"}}.Check(src))
}

func TestPolicy_Without(t *testing.T) {
	src := map[string][]byte{"a.go": []byte("package a\n\nimport \"os\"\n\n//go:norace\nfunc f() { os.Exit(0) }\n")}
	got := admit.Policy{Without: []admit.Rule{admit.Import}}.Check(src)
	require.Len(t, got, 1)
	assert.Equal(t, admit.Directive, got[0].Rule)
}

func TestExtra(t *testing.T) {
	for _, name := range []string{"more.go", "counter_more_test.go", "x.s", "x.S", "x.c", "x.h", "x.syso", "go.mod", "go.work", "vendor/"} {
		assert.True(t, admit.Extra(name), name)
	}
	for _, name := range []string{"notes.txt", "counter.go.orig", "counter.go~", "go.md", "drafts/", "race.log", "exercise.toml"} {
		assert.False(t, admit.Extra(name), name)
	}
}

// The answers of the kit's authors are admitted, whatever their style.
func TestCheck_KitAnswers(t *testing.T) {
	names, err := filepath.Glob("../../solutions/*/*.go")
	require.NoError(t, err)
	more, err := filepath.Glob("../../solutions/*/testdata/*/*.go")
	require.NoError(t, err)
	checked := 0
	for _, name := range append(names, more...) {
		dir := strings.Split(filepath.ToSlash(name), "/")[3]
		if base := filepath.Base(name); strings.HasSuffix(base, "_test.go") || base == "kit.go" {
			continue
		}
		src, err := os.ReadFile(name)
		require.NoError(t, err)
		p := admit.Policy{Imports: []string{"os/exec"}, Kit: map[string][]byte{}}
		if kit, err := os.ReadFile(filepath.Join("../../solutions", dir, "kit.go")); err == nil {
			p.Kit["kit.go"] = kit
		}
		assert.Empty(t, p.Check(map[string][]byte{dir + ".go": src}), name)
		checked++
	}
	assert.Greater(t, checked, 400)
}

func FuzzCheck(f *testing.F) {
	f.Add([]byte("package gate\n\nconst a = b + b\n\nconst b = \"x\" + a\n"))
	f.Add([]byte(doubling(30)))
	f.Add([]byte("package gate\n\ntype t[P any] struct{ x *t[[2]P] }\n\nvar x = []int{1e9: 0}\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, r := range (admit.Policy{Kit: map[string][]byte{"kit.go": []byte(kit)}}).Check(map[string][]byte{"gate.go": src}) {
			assert.Positive(t, r.Line)
			assert.Equal(t, "gate.go", r.File)
		}
	})
}

// README.md names every package that is allowed.
func TestUsual_InReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	assert.Contains(t, string(readme), "`"+strings.Join(admit.Usual(), "`, `")+"`")
}
