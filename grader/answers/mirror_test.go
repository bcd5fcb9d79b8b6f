package answers_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/answers"
	"racekit/grader/catalog/catalogtest"
)

// A mirror is compared after every one of these edits.
func TestMirror(t *testing.T) {
	const (
		stub, solution         = "exercises/tally/tally.go", "solutions/tally/tally.go"
		tests, copied          = "exercises/tally/tally_test.go", "solutions/tally/tally_test.go"
		sameAPI                = "; give both the same API"
		copyIt                 = "; copy that, with racekit/solutions/ in the place of racekit/exercises/"
		removeIt, missing      = "; remove it", ": is missing; write it, or bring it back: git checkout -- "
		bothREADME, emptyHints = ": is missing or empty; write it", `: has 0 hints; write 3, under "## 1" to "## 3"`
	)
	write := func(name, text string) func(*testing.T, string) {
		return func(t *testing.T, root string) { catalogtest.Write(t, root, name, text) }
	}
	replace := func(name, old, new string) func(*testing.T, string) {
		return func(t *testing.T, root string) { catalogtest.Replace(t, root, name, old, new) }
	}
	remove := func(name string) func(*testing.T, string) {
		return func(t *testing.T, root string) { catalogtest.Remove(t, root, name) }
	}
	table := []struct {
		name string
		give func(*testing.T, string)
		want []string
	}{
		{"as it should be", func(*testing.T, string) {}, nil},
		{"a README of the solution in Japanese is welcome", write("solutions/tally/README.ja.md", "説明\n"), nil},
		{"other names of parameters", replace(solution, "(t *Tally) Mark()", "(x *Tally) Mark()"), nil},

		{"an edited copy", replace(copied, "got != 2", "got == 2"), []string{copied + ":17: differs from " + tests + copyIt}},
		{"a longer copy", replace(copied, "at most %d\", got, tally.Step)\n\t}\n}\n", "at most %d\", got, tally.Step)\n\t}\n}\n\nvar x int\n"),
			[]string{copied + ":37: differs from " + tests + copyIt}},
		{"a copy is missing", remove(copied), []string{copied + missing + copied}},
		{"a copy of nothing", write("solutions/tally/kit_more.go", "package tally\n"),
			[]string{"exercises/tally/kit_more.go" + missing + "exercises/tally/kit_more.go"}},
		{"a kit file that differs", replace("solutions/tally/kit.go", "Step = 1", "Step = 2"),
			[]string{"solutions/tally/kit.go:4: differs from exercises/tally/kit.go" + copyIt}},
		{"a solution is missing", remove(solution), []string{
			solution + missing + solution,
		}},
		{"a stub that does not parse", replace(stub, "package tally", "package"), []string{
			stub + ":6: expected 'IDENT', found 'type'; correct the line",
		}},

		{"another signature", replace(solution, "Marks() int {", "Marks() (n int64) {"), []string{
			solution + `:20: "func (*Tally) Marks() int64" is "func (*Tally) Marks() int" in the exercise` + sameAPI}},
		{"another receiver", replace(stub, "(t *Tally) Marks", "(t Tally) Marks"), []string{
			solution + `:20: "func (*Tally) Marks() int" is "func (Tally) Marks() int" in the exercise` + sameAPI}},
		{"an exported field", replace(solution, "	mu sync.Mutex\n	n  int", "	sync.Mutex\n	N, n int\n	mu   sync.Mutex"), []string{
			solution + `:7: "type Tally struct{sync.Mutex; N int}" is "type Tally struct{}" in the exercise` + sameAPI}},
		{"more API", replace(solution, "import \"sync\"\n", "import \"sync\"\n\n// Max is the most.\nconst Max int = 7\n"), []string{
			solution + ":7: Max is exported here and not in exercises/tally" + sameAPI}},
		{"less API", replace(solution, "Marks() int {", "marks() int {"), []string{
			stub + ":18: Tally.Marks is exported here and not in solutions/tally" + sameAPI}},
		{"embedded types", replace(solution, "	mu sync.Mutex\n	n  int", "	*sync.Pool\n	Box[int]\n	Pair[int, int]\n	hidden\n	mu sync.Mutex\n	n  int"), []string{
			solution + `:7: "type Tally struct{*sync.Pool; Box[int]; Pair[int, int]}" is "type Tally struct{}" in the exercise` + sameAPI}},
		{"not exported", replace(solution, "import \"sync\"\n", "import \"sync\"\n\nconst most int = 7\n\ntype sum int\n\nfunc (s sum) Sum() {}\n"), nil},

		{"strangers", func(t *testing.T, root string) {
			catalogtest.Write(t, root, "exercises/tally/helper.go", "")
			catalogtest.Write(t, root, "solutions/tally/hints.md", "")
			catalogtest.Write(t, root, "solutions/tally/sub/x", "")
			catalogtest.Write(t, root, "solutions/tally/testdata/mutant/x.go", "")
			catalogtest.Write(t, root, "solutions/tally/.DS_Store", "")
		}, []string{
			"exercises/tally/helper.go: is no file of the exercise; remove it; the kit's own are named kit_*.go and tally_*_test.go",
			"solutions/tally/hints.md: is no file of the solution" + removeIt,
			"solutions/tally/sub: is no file of the solution" + removeIt,
			"solutions/tally/testdata/mutant: is neither alternatives/ nor mutants/" + removeIt,
		}},

		{"no README in Japanese", remove("exercises/tally/README.ja.md"), []string{"exercises/tally/README.ja.md" + bothREADME}},
		{"empty README of the solution", write("solutions/tally/README.md", " \n"), []string{"solutions/tally/README.md" + bothREADME}},
		{"empty hints", write("exercises/tally/hints.ja.md", ""), []string{"exercises/tally/hints.ja.md" + emptyHints}},

		{"parts to be written", func(t *testing.T, root string) {
			catalogtest.Replace(t, root, stub, "// Tally counts.", "// AUTHOR: what it counts\n//\n// Tally counts.")
			catalogtest.Write(t, root, "solutions/tally/README.md", "| x | AUTHOR: the design | AUTHOR: the cost |\n")
			catalogtest.Replace(t, root, unlocked, "// Marks reads", "// AUTHOR: a sample\n// Marks reads")
		}, []string{
			stub + ":5: is not written yet: what it counts; write it in the place of AUTHOR:",
			"solutions/tally/README.md:1: is not written yet: the design; write it in the place of AUTHOR:",
			unlocked + ":1: is not written yet: a sample; write it in the place of AUTHOR:",
		}},

		{"no TODO", replace(stub, "// TODO: two", "// Two"), []string{
			stub + `: the stub has no TODO; put one "// TODO: " at the place to edit`}},
		{"two TODOs", replace(stub, "	n := t.n\n", "	n := t.n // TODO: here\n"), []string{
			stub + `:13: a second TODO; leave one, at the place to edit`}},
		{"another TODO", replace(stub, "// TODO: two", "// TODO(me) two"), []string{
			stub + `:12: the TODO is written "// TODO(me) two goroutines may be here at once."; begin it with "// TODO: "`}},
		{"a TODO in the solution", replace(solution, "	n  int\n", "	n  int // TODO: 64 bits?\n"), []string{
			solution + `:9: the solution has a TODO; remove it`}},
		{"a stub that only panics", replace(stub, "	t.n = n + Step\n", "	_ = n\n	panic(\"TODO\")\n"), []string{
			stub + `:15: panic("TODO"); write code that works, but is not right`}},

		{"not formatted", replace(stub, "	n int\n", "  n int\n"), []string{
			stub + ":7: is not as gofmt writes it; run: gofmt -w " + stub}},
		{"a mutant that is not formatted", replace(unlocked, "	n  int\n", "	n int\n"), []string{
			unlocked + ":16: is not as gofmt writes it; run: gofmt -w " + unlocked}},
		{"a mutant that does not parse is for Load", replace(unlocked, "	n  int\n", "	n int int\n"), nil},
		{"Windows line ends", func(t *testing.T, root string) {
			for _, name := range []string{stub, copied, unlocked} {
				catalogtest.Write(t, root, name, strings.ReplaceAll(catalogtest.Read(t, root, name), "\n", "\r\n"))
			}
		}, nil},
	}
	for _, tt := range table {
		t.Run(tt.name, func(t *testing.T) {
			root := catalogtest.New(t)
			tt.give(t, root)
			assert.Equal(t, tt.want, mirror(t, root, "tally"))
		})
	}
}

// Tests are edited on both sides, so that only the rules for tests are broken.
func TestMirror_Tests(t *testing.T) {
	const file = "exercises/tally/tally_test.go"
	table := []struct{ name, old, new, want string }{
		{"no Check", "	harness.Check(t, func(r *harness.Run) {\n		var x tally.Tally\n		r.Go(\"marker\"",
			"	func(func(r *harness.Run)) {}(func(r *harness.Run) {\n		var x tally.Tally\n		r.Go(\"marker\"",
			":23: TestReadWhileMarking calls harness.Check 0 times; make it one Check of one property"},
		{"two Checks", "func TestReadWhileMarking(t *testing.T) {\n", "func TestReadWhileMarking(t *testing.T) {\n	harness.Check(t, nil)\n",
			":23: TestReadWhileMarking calls harness.Check 2 times; make it one Check of one property"},
		{"another package", "package tally_test", "package tally", `:1: the package is "tally"; make it "tally_test"`},
		{"an import from elsewhere", "	\"testing\"\n", "	\"testing\"\n\n	\"example.com/x\"\n",
			`:6: a test imports "example.com/x"; use the standard library, the exercise and the harness alone`},
		{"an import of the grader", "	\"testing\"\n", "	\"testing\"\n\n	\"racekit/grader/catalog\"\n",
			`:6: a test imports "racekit/grader/catalog"; use the standard library, the exercise and the harness alone`},
		{"not every name that begins like a test's is one", "func read(", "func Testimony(", ""},
	}
	for _, tt := range table {
		t.Run(tt.name, func(t *testing.T) {
			root := catalogtest.New(t)
			catalogtest.Replace(t, root, file, tt.old, tt.new)
			catalogtest.Replace(t, root, "solutions/tally/tally_test.go", tt.old, tt.new)
			var want []string
			if tt.want != "" {
				want = []string{file + tt.want}
			}
			assert.Equal(t, want, mirror(t, root, "tally"))
		})
	}
}

func TestMirror_RenamedHarness(t *testing.T) {
	root := catalogtest.New(t)
	for _, side := range []string{"exercises", "solutions"} {
		name := side + "/tally/tally_test.go"
		text := strings.ReplaceAll(catalogtest.Read(t, root, name), "harness.", "h.")
		catalogtest.Write(t, root, name, strings.Replace(text, `"racekit/grader/harness"`, `h "racekit/grader/harness"`, 1))
	}
	assert.Empty(t, mirror(t, root, "tally"))
}

func TestMirror_GenericAPI(t *testing.T) {
	root := catalogtest.New(t)
	const api = "\n// Box holds.\ntype Box[T any] struct{ Value T }\n\n// Of makes one.\nfunc Of[T any](v T, f func(x T) error) *Box[T] { return nil }\n\n" +
		"// Get opens.\nfunc (b *Box[T]) Get() (v T, err error) { return }\n\n// Opener opens.\ntype Opener interface{ Open(name string) error }\n\n" +
		"// Alias is one.\ntype Alias = Opener\n\n// ErrShut says.\nvar ErrShut error\n"
	stub := catalogtest.Read(t, root, "exercises/tally/tally.go")
	catalogtest.Write(t, root, "exercises/tally/tally.go", stub+api)
	solution := catalogtest.Read(t, root, "solutions/tally/tally.go")

	other := strings.NewReplacer("func(x T) error", "func(T) error", "(v T, err error)", "(T, error)", "Open(name string)", "Open(string)").Replace(api)
	require.NotEqual(t, api, other)
	catalogtest.Write(t, root, "solutions/tally/tally.go", solution+other)
	assert.Empty(t, mirror(t, root, "tally"), "names of parameters are no API")

	other = strings.NewReplacer("Box[T any] struct{ Value T }", "Box[T comparable] struct{ Value *T }", "func Of[T any]", "func Of[T comparable]",
		"Alias = Opener", "Alias Opener", "Open(name string)", "Open(name any)").Replace(api)
	catalogtest.Write(t, root, "solutions/tally/tally.go", solution+other)
	var got []string
	for _, m := range mirror(t, root, "tally") {
		got = append(got, strings.SplitN(m, ": ", 2)[1])
	}
	const same = " in the exercise; give both the same API"
	assert.Equal(t, []string{
		`"type Alias Opener" is "type Alias = Opener"` + same,
		`"type Box[T comparable] struct{Value *T}" is "type Box[T any] struct{Value T}"` + same,
		`"func Of[T comparable](T, func(T) error) *Box[T]" is "func Of[T any](T, func(T) error) *Box[T]"` + same,
		`"type Opener interface{Open(any) error}" is "type Opener interface{Open(string) error}"` + same,
	}, got)
}

func TestMirror_NoSolution(t *testing.T) {
	root := catalogtest.New(t)
	catalogtest.Remove(t, root, "solutions")
	assert.NotEmpty(t, mirror(t, root, "relay"))
}

// mirror returns what Mirror says, as text.
func mirror(t *testing.T, root, slug string) []string {
	t.Helper()
	var said []string
	for _, err := range answers.Mirror(root, exercise(t, root, slug)) {
		require.Error(t, err)
		said = append(said, err.Error())
	}
	return said
}
