package answers

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog"
	"racekit/grader/strict"
)

// Whatever a mutant's file holds, mistakes and guilty lines are in it.
func FuzzHeader(f *testing.F) {
	f.Add([]byte("// Wrong.\n//\n//\tverdicts = [\"data race\"]\n//\tmeans = \"native\"\npackage x\n\nvar y = 1 // mutant: y\n"))
	f.Add([]byte("// Wrong.\n//\tfails = [\n//\t\t\"TestX\",\r\n//\t]\n//\tmean = 1\npackage x\n// mutant:\n"))
	f.Add([]byte("/* a */ /* b */ //\tverdicts = \npackage x\n"))
	f.Add([]byte("/* a\n\n*/ //\tx = 1\n//line y.go:99\npackage x /* // mutant: */ // mutant: z\n"))
	f.Fuzz(func(t *testing.T, give []byte) {
		last := 1 + bytes.Count(give, []byte("\n"))
		within := func(err error) {
			if m := (&strict.Mistake{}); err != nil {
				require.ErrorAs(t, err, &m)
				assert.GreaterOrEqual(t, m.Line, 1)
				assert.LessOrEqual(t, m.Line, last)
			}
		}
		src, err := parse("m.go", give, "x")
		if err != nil {
			return
		}
		var m Mutant
		err = src.header(&m, []catalog.Test{{Name: "TestX"}})
		within(err)
		if err == nil {
			assert.NotEmpty(t, m.Doc)
			assert.NotEmpty(t, m.Verdicts)
			assert.Contains(t, []Means{Native, Explorer}, m.Means)
		}
		within(src.mark(&m, "x/x.go"))
		lines := strings.Split(string(give), "\n")
		for _, at := range m.Lines {
			assert.Contains(t, strings.ReplaceAll(lines[at.Line-1], "\r", ""), marker)
		}
	})
}
