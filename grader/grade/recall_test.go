package grade_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog/catalogtest"
	"racekit/grader/grade"
	"racekit/grader/remember"
	"racekit/grader/verdict"
)

// recalling grades with a memory. It returns which exercises were not decided anew.
func recalling(t *testing.T, cfg grade.Config, memory remember.Memory) (*listener, []string) {
	t.Helper()
	cfg.Memory = memory
	l := run(t, cfg)
	var remembered []string
	for _, slug := range l.order {
		if l.exercises[slug].Remembered {
			remembered = append(remembered, slug)
		}
	}
	assert.Len(t, remembered, l.summary.Remembered)
	return l, remembered
}

func TestWhatHasNotChangedIsNotGradedAgain(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	hand(t, root, "wrong")
	m := remember.In(filepath.Join(t.TempDir(), "verdicts"))
	cfg := config(root, "duo", "tally")

	first, remembered := recalling(t, cfg, m)
	assert.Empty(t, remembered)
	second, remembered := recalling(t, cfg, m)
	assert.ElementsMatch(t, []string{"duo", "tally"}, remembered)
	assert.Empty(t, second.progress, "nothing is built")
	for slug, want := range first.exercises {
		want.Remembered = true
		assert.Equal(t, want, second.exercises[slug])
	}
	assert.Equal(t, first.summary.Earned, second.summary.Earned)

	hand(t, root, "right")
	third, remembered := recalling(t, cfg, m)
	assert.Equal(t, []string{"tally"}, remembered)
	assert.Equal(t, verdict.Pass, third.exercises["duo"].Verdict)

	for name, change := range map[string]func(*grade.Config){
		"seed":      func(c *grade.Config) { c.Seed = 2 },
		"runs":      func(c *grade.Config) { c.Runs = 3 },
		"schedules": func(c *grade.Config) { c.Schedules = 7 },
		"no race":   func(c *grade.Config) { c.NoRace = true },
	} {
		other := cfg
		other.Slugs = []string{"duo"}
		change(&other)
		_, remembered = recalling(t, other, m)
		assert.Empty(t, remembered, name)
	}

	name := "exercises/duo/duo_test.go"
	catalogtest.Write(t, root, name, catalogtest.Read(t, root, name)+"\n// edited\n")
	fourth, remembered := recalling(t, cfg, m)
	assert.Equal(t, []string{"tally"}, remembered)
	assert.False(t, fourth.exercises["duo"].Counts)
}

// A verdict is not remembered of another's files, nor one that there was none of.
func TestWhatIsNotRemembered(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	hand(t, root, "syntax")
	dir := filepath.Join(t.TempDir(), "verdicts")
	run(t, config(root, "duo"))
	_, err := os.Stat(dir)
	require.ErrorIs(t, err, os.ErrNotExist, "without a memory")

	l, _ := recalling(t, config(root, "duo"), remember.In(dir))
	assert.Equal(t, verdict.DoesNotCompile, l.exercises["duo"].Verdict)
	l, remembered := recalling(t, config(root, "duo"), remember.In(dir))
	assert.Equal(t, []string{"duo"}, remembered)
	assert.Equal(t, verdict.DoesNotCompile, l.exercises["duo"].Verdict)
}
