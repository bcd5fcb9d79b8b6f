package answers_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/answers"
	"racekit/grader/catalog"
	"racekit/grader/catalog/catalogtest"
	"racekit/grader/verdict"
)

const (
	mutants      = "solutions/tally/testdata/mutants/"
	alternatives = "solutions/tally/testdata/alternatives/"
	unlocked     = mutants + "unlockedread.go"
)

func exercise(t *testing.T, root, slug string) catalog.Exercise {
	t.Helper()
	kit, err := catalog.Load(root)
	require.NoError(t, err)
	ex, err := kit.Lookup(slug)
	require.NoError(t, err)
	return ex
}

func TestLoad(t *testing.T) {
	root := catalogtest.New(t)
	set, err := answers.Load(root, exercise(t, root, "tally"))
	require.NoError(t, err)

	solution := catalogtest.Read(t, root, "solutions/tally/tally.go")
	assert.Equal(t, map[string][]byte{"tally.go": []byte(solution)}, set.Solution)

	require.Len(t, set.Alternatives, 1)
	assert.Equal(t, answers.Alternative{
		Name:  "atomic",
		Doc:   "An atomic addition needs no lock.",
		Files: map[string][]byte{"tally.go": []byte(catalogtest.Read(t, root, alternatives+"atomic.go"))},
	}, set.Alternatives[0])

	require.Len(t, set.Mutants, 2)
	assert.Equal(t, answers.Mutant{
		Name:     "unlockedread",
		Doc:      "Marks reads the number without the lock that Mark holds. The detector sees it\nwhenever the two run in one execution.",
		Verdicts: []verdict.Verdict{verdict.DataRace},
		Means:    answers.Native,
		Fails:    []string{"TestReadWhileMarking"},
		Lines:    []verdict.Place{{File: "exercises/tally/tally.go", Line: 28, Learner: true}},
		Files:    map[string][]byte{"tally.go": []byte(catalogtest.Read(t, root, unlocked))},
	}, set.Mutants[1])

	folder := set.Mutants[0]
	assert.Equal(t, "loadstore", folder.Name)
	assert.Equal(t, answers.Explorer, folder.Means)
	assert.Equal(t, []verdict.Place{{File: "exercises/tally/tally.go", Line: 17, Learner: true}}, folder.Lines)
}

// A folder may replace some of several files: the others are the solution's.
func TestLoad_SeveralFiles(t *testing.T) {
	root := catalogtest.New(t)
	catalogtest.Replace(t, root, "exercises/tally/exercise.toml", `["tally.go"]`, `["tally.go", "store.go", "index.go"]`)
	catalogtest.Write(t, root, "solutions/tally/store.go", "package tally\n\n// right store\n")
	catalogtest.Write(t, root, "solutions/tally/index.go", "package tally\n\n// right index\n")
	catalogtest.Write(t, root, mutants+"twofiles/store.go",
		"// Both are wrong.\n//\n//\tverdicts = [\"deadlock\"]\n//\tmeans = \"native\"\npackage tally\n\nvar a int // mutant: a\n")
	catalogtest.Write(t, root, mutants+"twofiles/index.go", "package tally\n\n\nvar b int // mutant: b\n")

	set, err := answers.Load(root, exercise(t, root, "tally"))
	require.NoError(t, err)
	require.Len(t, set.Mutants, 3)
	m := set.Mutants[1]
	assert.Equal(t, "twofiles", m.Name)
	assert.Equal(t, "Both are wrong.", m.Doc)
	assert.Equal(t, set.Solution["tally.go"], m.Files["tally.go"])
	assert.Contains(t, string(m.Files["store.go"]), "var a")
	assert.Equal(t, []verdict.Place{
		{File: "exercises/tally/store.go", Line: 7, Learner: true},
		{File: "exercises/tally/index.go", Line: 4, Learner: true},
	}, m.Lines)
	assert.Equal(t, set.Solution["store.go"], set.Mutants[2].Files["store.go"])
	assert.Contains(t, string(set.Solution["index.go"]), "right index", "the solution itself is left as it is")
}

func TestLoad_WindowsLineEnds(t *testing.T) {
	root := catalogtest.New(t)
	catalogtest.Write(t, root, unlocked, strings.ReplaceAll(catalogtest.Read(t, root, unlocked), "\n", "\r\n"))
	set, err := answers.Load(root, exercise(t, root, "tally"))
	require.NoError(t, err)
	assert.Equal(t, 28, set.Mutants[1].Lines[0].Line)
	assert.Equal(t, []string{"TestReadWhileMarking"}, set.Mutants[1].Fails)
	assert.NotContains(t, set.Mutants[1].Doc, "\r")
}

func TestLoad_NoSolution(t *testing.T) {
	root := catalogtest.New(t)
	_, err := answers.Load(root, exercise(t, root, "relay"))
	require.ErrorIs(t, err, os.ErrNotExist)
	assert.ErrorContains(t, err, "bring it back: git checkout -- solutions/relay/relay.go")
}

func TestLoad_Mistakes(t *testing.T) {
	const form = `; say the mistake there, and then //<tab>verdicts = [...] and //<tab>means = "native" or "explorer"`
	tests := []struct {
		name           string
		file, old, new string
		want           []string
	}{
		{"does not parse", unlocked, "package tally\n", "package\n", []string{
			unlocked + ":11: expected 'IDENT', found 'import'; correct the line"}},
		{"another package", unlocked, "package tally\n", "package other\n", []string{
			unlocked + `:9: the package is "other"; make it "tally"`}},
		{"no comment", unlocked, "\npackage tally\n", "\n\npackage tally\n", []string{
			unlocked + `:10: the mutant has no package comment` + form}},
		{"unknown key", unlocked, "means =", "mean =", []string{
			unlocked + `:5: unknown key "mean"; remove it, or write one of verdicts, means, fails`,
			unlocked + `:1: means is ""; write "native" or "explorer"`}},
		{"not TOML", unlocked, `["data race"]`, `[data race]`, []string{
			unlocked + `:4: unexpected character U+0064 'd' at start of value; correct the line`}},
		{"wrong type", unlocked, `["data race"]`, `"data race"`, []string{
			unlocked + `:4: "verdicts" is a string; write an array`}},
		{"unknown verdict", unlocked, `["data race"]`, `["race", "pass"]`, []string{
			unlocked + `:4: a mutant cannot get the verdict "race"; write one of refused, does not compile, out of memory, ` +
				`panic, data race, deadlock, livelock, goroutine leak, wrong result, hang, too slow`,
			unlocked + `:4: a mutant cannot get the verdict "pass"; write one of refused, does not compile, out of memory, ` +
				`panic, data race, deadlock, livelock, goroutine leak, wrong result, hang, too slow`}},
		{"verdict twice", unlocked, `["data race"]`, `["data race", "data race"]`, []string{
			unlocked + `:4: the verdict "data race" is there twice; remove one`}},
		{"no verdict", unlocked, `["data race"]`, `[]`, []string{
			unlocked + `:4: verdicts is missing or empty; name those that the mutant may get`}},
		{"unknown means", unlocked, `"native"`, `"luck"`, []string{
			unlocked + `:5: means is "luck"; write "native" or "explorer"`}},
		{"unknown test", unlocked, `"TestReadWhileMarking"`, `"TestNothing"`, []string{
			unlocked + `:7: "TestNothing" is no test of the exercise; name one that is`}},
		{"test twice", unlocked, `"TestReadWhileMarking",`, "\"TestNoLostMark\",\n//\t\t\"TestNoLostMark\",", []string{
			unlocked + `:8: the test "TestNoLostMark" is there twice; remove one`}},
		{"no guilty line", unlocked, " // mutant: no lock", " // no lock", []string{
			unlocked + `: no line is marked as the guilty one; end it with // mutant: and a short reason`}},
		{"no reason", unlocked, " // mutant: no lock", " // mutant:", []string{
			unlocked + `:28: the guilty line has no reason; write it after // mutant:`}},
		{"on a line of its own", unlocked, "	return t.n // mutant: no lock", "	// mutant: no lock\n	return t.n", []string{
			unlocked + `:28: the comment // mutant: is on a line of its own; put it at the end of the guilty line`}},
		{"alternative without design", alternatives + "atomic.go", "// An atomic addition needs no lock.\n", "", []string{
			alternatives + `atomic.go:1: the alternative has no package comment; say its design there`}},
		{"alternative with a guilty line", alternatives + "atomic.go", "t.n.Add(Step) }", "t.n.Add(Step) } // mutant: what", []string{
			alternatives + `atomic.go:12: an alternative has a line marked as a mutant's; remove the comment`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := catalogtest.New(t)
			catalogtest.Replace(t, root, tt.file, tt.old, tt.new)
			set, err := answers.Load(root, exercise(t, root, "tally"))
			require.Error(t, err)
			assert.Equal(t, tt.want, strings.Split(err.Error(), "\n"))
			assert.Empty(t, set)
		})
	}
}

func TestLoad_Headers(t *testing.T) {
	const form = `; say the mistake there, and then //<tab>verdicts = [...] and //<tab>means = "native" or "explorer"`
	const block = "//\n//\tverdicts = [\"panic\"]\n//\tmeans = \"native\"\n"
	const code = "package tally\n\nvar x = 1 // mutant: x\n"
	tests := []struct{ name, give, want string }{
		{"no TOML", "// It is wrong.\n" + code, ":1: the package comment holds no TOML" + form},
		{"no sentence", block + code, ":1: the package comment does not say the mistake; say it in a sentence"},
		{"between slash and star", "/*\nIt is wrong.\n\n\tmeans = \"native\"\n*/\n" + code, ":1: the package comment holds no TOML" + form},
		{"after a licence", "// A licence.\n\n// It is wrong.\n" + block + "//\tx = 1\n" + code,
			":7: unknown key \"x\"; remove it, or write one of verdicts, means, fails"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := catalogtest.New(t)
			catalogtest.Write(t, root, mutants+"other.go", tt.give)
			_, err := answers.Load(root, exercise(t, root, "tally"))
			assert.EqualError(t, err, mutants+"other.go"+tt.want)
		})
	}
}

// Mistakes of several files are said at once.
func TestLoad_AllMistakes(t *testing.T) {
	root := catalogtest.New(t)
	catalogtest.Write(t, root, mutants+"notes.txt", "")
	catalogtest.Write(t, root, mutants+"x_test.go", "")
	catalogtest.Write(t, root, mutants+".hidden", "")
	catalogtest.Write(t, root, mutants+"loadstore/kit.go", "package tally\n")
	catalogtest.Write(t, root, alternatives+"none/kit.go", "package tally\n")
	_, err := answers.Load(root, exercise(t, root, "tally"))
	require.Error(t, err)
	assert.Equal(t, []string{
		alternatives + "none/kit.go: is none of the learner's files; remove it, or name it one of tally.go",
		alternatives + "none: replaces no file; put one of tally.go there, or remove the folder",
		mutants + "loadstore/kit.go: is none of the learner's files; remove it, or name it one of tally.go",
		mutants + "notes.txt: is no Go file to replace tally.go; remove it",
		mutants + "x_test.go: is no Go file to replace tally.go; remove it",
	}, strings.Split(err.Error(), "\n"))
}

func TestEnough(t *testing.T) {
	ex := catalog.Exercise{Slug: "tally"}
	set := answers.Set{
		Alternatives: make([]answers.Alternative, answers.MinAlternatives),
		Mutants:      make([]answers.Mutant, answers.MinMutants),
	}
	require.NoError(t, set.Enough(ex))

	set.Alternatives, set.Mutants = set.Alternatives[1:], set.Mutants[1:]
	assert.EqualError(t, set.Enough(ex), "solutions/tally/testdata/alternatives: holds 2; write 3 or more\n"+
		"solutions/tally/testdata/mutants: holds 5; write 6 or more")
}
