package grade_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog/catalogtest"
	"racekit/grader/digest"
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

// What was kept of other files than those that are graded is not believed.
func TestRememberedVerdictIsOfTheseFiles(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	hand(t, root, "syntax")
	dir := filepath.Join(t.TempDir(), "verdicts")
	first, _ := recalling(t, config(root, "duo"), remember.In(dir))
	assert.Equal(t, map[string]string{"exercises/duo/duo.go": digest.Of([]byte(catalogtest.Read(t, root, "exercises/duo/duo.go")))}, first.exercises["duo"].Files)
	assert.True(t, strings.HasPrefix(first.exercises["duo"].Digest, "sha256:"))

	kept, err := filepath.Glob(filepath.Join(dir, "*.json"))
	require.NoError(t, err)
	require.Len(t, kept, 1)
	text, err := os.ReadFile(kept[0])
	require.NoError(t, err)
	for old, forged := range map[string]string{
		first.exercises["duo"].Files["exercises/duo/duo.go"]: "sha256:00",
		first.exercises["duo"].Digest:                        "sha256:00",
	} {
		require.NoError(t, os.WriteFile(kept[0], bytes.Replace(text, []byte(old), []byte(forged), 1), 0o600))
		_, remembered := recalling(t, config(root, "duo"), remember.In(dir))
		assert.Empty(t, remembered)
	}

	// Two files with one complaint are two files.
	catalogtest.Write(t, root, "exercises/duo/duo.go", catalogtest.Read(t, root, "exercises/duo/duo.go")+"\n// edited\n")
	second, remembered := recalling(t, config(root, "duo"), remember.In(dir))
	assert.Empty(t, remembered)
	assert.Equal(t, first.exercises["duo"].Digest, second.exercises["duo"].Digest)
	assert.NotEqual(t, first.exercises["duo"].Files, second.exercises["duo"].Files)
}

func TestStartSaysWhatChangesAVerdict(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	hand(t, root, "syntax")
	cfg := config(root, "duo")
	cfg.Schedules = -1
	fresh := run(t, cfg).started[0]
	assert.True(t, fresh.Fresh)
	assert.Zero(t, fresh.Schedules)
	assert.True(t, strings.HasPrefix(fresh.Harness, "sha256:"))

	cfg.Schedules = 7
	catalogtest.Write(t, root, "grader/harness/more.go", "package harness\n")
	l, _ := recalling(t, cfg, remember.In(filepath.Join(t.TempDir(), "verdicts")))
	assert.False(t, l.started[0].Fresh)
	assert.Equal(t, 7, l.started[0].Schedules)
	assert.NotEqual(t, fresh.Harness, l.started[0].Harness)
	assert.Equal(t, verdict.Bounds{CPU: 1000, Wall: 20_000, Memory: 128 << 20}, l.exercises["duo"].Bounds)
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
