package check_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog/catalogtest"
	"racekit/grader/check"
)

// A new exercise gets into the list, and a stub that was edited stays out of it.
func TestAdopt(t *testing.T) {
	t.Parallel()
	root := newKit(t)
	for _, file := range []string{"exercise.toml", "relay.go", "relay_test.go", "README.md", "README.ja.md", "hints.md", "hints.ja.md"} {
		catalogtest.Write(t, root, "exercises/relay/"+file, catalogtest.Read(t, catalogtest.New(t), "exercises/relay/"+file))
	}
	catalogtest.Replace(t, root, stub, "n := t.n", "n := t.n + 0")
	var wrote []string
	require.NoError(t, check.Adopt(root, "relay", func(file string) { wrote = append(wrote, file) }))
	assert.Equal(t, []string{"exercises/digests.txt", "exercises/README.md", "exercises/README.ja.md"}, wrote)
	assert.Contains(t, said(fast(t, root)), stub+": is not as exercises/digests.txt says")
	assert.NotContains(t, said(fast(t, root)), "exercises/relay/relay.go: is not as")

	require.Error(t, check.Adopt(root, "rely", func(string) {}))
	catalogtest.Write(t, root, "exercises/digests.txt", "?\n")
	require.Error(t, check.Adopt(root, "relay", func(string) {}), "a list that is broken is not replaced")
	catalogtest.Remove(t, root, "exercises/digests.txt")
	require.NoError(t, check.Adopt(root, "relay", func(string) {}), "a check says that there is none")
}
