package check_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog/catalogtest"
	"racekit/grader/check"
)

// executed checks a kit with executions.
func executed(t *testing.T, root string) check.Report {
	t.Helper()
	r, err := check.Run(t.Context(), check.Config{Root: root, Scratch: t.TempDir(), Env: os.Environ()})
	require.NoError(t, err)
	assert.Equal(t, r.Planned, r.Graded)
	return r
}

func TestRun_Executes(t *testing.T) {
	root := newKit(t)
	addHarness(t, root)
	r := executed(t, root)
	assert.Empty(t, said(r))
	assert.Equal(t, 6, r.Totals().Native.Good)
}

func TestRun_ExecutesWhatIsWrong(t *testing.T) {
	root := newKit(t)
	addHarness(t, root)
	both := `"TestNoLostMark", "TestReadWhileMarking"`
	for file, text := range map[string]string{
		// Nothing is added, which the test that only reads does not notice.
		stub:     fmt.Sprintf(tally, "// Stub.", "\t// TODO: count.\n\t_ = Step", marks),
		solution: fmt.Sprintf(tally, "// Adds two.", strings.Replace(mark, "Step", "2 * Step", 1), marks),
		// Five mutants, each wrong in its own way.
		mutants + "escaped.go":   mutant(`"wrong result"`, both, mark+" // mutant: none", marks),
		mutants + "misplaced.go": mutant(`"panic"`, both, "\tpanic(1)", strings.Replace(marks, "return t.n", "return t.n // mutant: no", 1)),
		mutants + "misjudged.go": mutant(`"deadlock"`, both, "\tpanic(1) // mutant: not a deadlock", marks),
		mutants + "unviable.go":  mutant(`"deadlock"`, both, "\tmissing() // mutant: nowhere", marks),
		mutants + "onlyone.go":   mutant(`"panic"`, `"TestNoLostMark"`, "\tpanic(1) // mutant: in both", marks),
		// What needs no execution is reported beside it.
		"exercises/tally/notes.txt": "?",
	} {
		catalogtest.Write(t, root, file, text)
	}
	renew(t, root)
	catalogtest.Write(t, root, "exercises/tally/README.md", "# Edited after the digests were made\n")
	catalogtest.Remove(t, root, "exercises/tally/hints.ja.md")

	r := executed(t, root)
	lines := strings.Split(said(r), "\n")
	want := []string{
		"exercises/tally/tally_test.go:23: the untouched stub passes TestReadWhileMarking and scores 40",
		solution + ":13: the solution scores 0 of 100: wrong result in TestNoLostMark, TestReadWhileMarking",
		mutants + "escaped.go:20: the mutant lived",
		mutants + `misplaced.go:25: no finding names a line that is marked "// mutant:"; the findings name tally.go:18`,
		mutants + `misjudged.go:3: the mutant got "panic": panic in TestNoLostMark, TestReadWhileMarking (panic: 1); it declares "deadlock"`,
		mutants + "unviable.go:18: does not compile (undefined: missing)",
		mutants + "onlyone.go:5: the mutant fails TestReadWhileMarking (panic), which is not in fails",
		"exercises/tally/notes.txt: is no file of the exercise",
		"exercises/tally/README.md: is not as exercises/digests.txt says",
		"exercises/tally/hints.ja.md: is not as exercises/digests.txt says",
		"exercises/tally/hints.ja.md: is missing",
	}
	for _, w := range want {
		assert.Condition(t, func() bool {
			for _, line := range lines {
				if strings.HasPrefix(line, w) {
					return true
				}
			}
			return false
		}, "no mistake begins with %q in\n%s", w, said(r))
	}
	assert.Len(t, lines, len(want), said(r))
	assert.Contains(t, r.Totals().String(), "4 right answers (1 of them wrong), 12 mutants: 7 killed, 1 of them meant for the explorer, 1 lived, 1 not viable, 3 not as declared")
}
