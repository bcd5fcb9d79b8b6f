package check_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"racekit/grader/catalog"
	"racekit/grader/catalog/catalogtest"
	"racekit/grader/confine"
	"racekit/grader/course"
	"racekit/grader/digest"
	"racekit/grader/verdict"
)

// TestMain is also the launcher of graded processes.
func TestMain(m *testing.M) {
	if err := confine.Serve(); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m)
}

const (
	stub         = "exercises/tally/tally.go"
	solution     = "solutions/tally/tally.go"
	alternatives = "solutions/tally/testdata/alternatives/"
	mutants      = "solutions/tally/testdata/mutants/"
)

// tally is a right answer, with a method of each kind to put something else into.
const tally = `%s
package tally

import "sync"

// Tally counts. The zero value is an empty tally.
type Tally struct {
	mu sync.Mutex
	n  int
}

// Mark adds one.
func (t *Tally) Mark() {
%s
}

// Marks returns the number of marks so far.
func (t *Tally) Marks() int {
%s
}
`

// The bodies of a right answer.
const (
	mark  = "\tt.mu.Lock()\n\tdefer t.mu.Unlock()\n\tt.n += Step"
	marks = "\tt.mu.Lock()\n\tdefer t.mu.Unlock()\n\treturn t.n"
)

// mutant is the text of a mutant.
func mutant(verdicts, fails, mark, marks string) string {
	doc := fmt.Sprintf("// A mistake.\n//\n//\tverdicts = [%s]\n//\tmeans = \"native\"\n//\tfails = [%s]", verdicts, fails)
	return fmt.Sprintf(tally, doc, mark, marks)
}

// newKit makes a kit of one exercise in which nothing is wrong.
func newKit(t *testing.T) string {
	t.Helper()
	root := catalogtest.New(t)
	catalogtest.Remove(t, root, "exercises/relay")
	for name, doc := range map[string]string{"locked": "// A mutex.", "again": "// A mutex, once more."} {
		catalogtest.Write(t, root, alternatives+name+".go", fmt.Sprintf(tally, doc, mark, marks))
	}
	both := `"TestNoLostMark", "TestReadWhileMarking"`
	for name, text := range map[string]string{
		"twice":  mutant(`"wrong result"`, both, strings.Replace(mark, "Step", "2 * Step // mutant: twice", 1), marks),
		"locker": mutant(`"deadlock"`, both, "\tt.mu.Lock() // mutant: never unlocked\n\tt.n += Step", marks),
		"thrown": mutant(`"panic"`, both, "\tpanic(\"no\") // mutant: always", marks),
		"missed": mutant(`"wrong result"`, `"TestNoLostMark"`, "\t_ = Step // mutant: nothing is added", marks),
		"parted": mutant(`"goroutine leak"`, both, mark+"\n\tgo func() { select {} }() // mutant: never ends", marks),
	} {
		catalogtest.Write(t, root, mutants+name+".go", text)
	}
	renew(t, root)
	return root
}

// page is one of the course that does not show it yet.
const page = "# All\n<!-- course: this part is written by 'racekit check --write --fast' -->\n<!-- end of course -->\nRest.\n"

// renewPages makes the pages of the course current.
func renewPages(t *testing.T, root string) {
	t.Helper()
	kit, err := catalog.Load(root)
	require.NoError(t, err)
	for _, l := range []verdict.Lang{verdict.English, verdict.Japanese} {
		text, err := course.Renew(page, kit, l)
		require.NoError(t, err)
		catalogtest.Write(t, root, course.File(l), text)
	}
}

// renew makes the digest list and the pages of the course current.
func renew(t *testing.T, root string) {
	t.Helper()
	kit, err := catalog.Load(root)
	require.NoError(t, err)
	renewPages(t, root)
	list, err := digest.Compute(root, kit)
	require.NoError(t, err)
	require.NoError(t, list.Write(root))
}

// addHarness copies what graded programs are made of from this kit.
func addHarness(t *testing.T, root string) {
	t.Helper()
	for _, dir := range []string{"harness", "conduct", "record", "secret", "stack"} {
		to := filepath.Join(root, "grader", dir)
		require.NoError(t, os.CopyFS(to, os.DirFS(filepath.Join("..", dir))))
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join("..", "..", name))
		require.NoError(t, err)
		catalogtest.Write(t, root, name, string(text))
	}
}
