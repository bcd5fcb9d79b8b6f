package catalog_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog"
	"racekit/grader/catalog/catalogtest"
	"racekit/grader/verdict"
)

func tally(t *testing.T, root string) catalog.Exercise {
	t.Helper()
	kit, err := catalog.Load(root)
	require.NoError(t, err)
	ex, err := kit.Lookup("tally")
	require.NoError(t, err)
	return ex
}

func TestHint(t *testing.T) {
	root := catalogtest.New(t)
	text := catalogtest.Read(t, root, "exercises/tally/hints.ja.md")
	catalogtest.Write(t, root, "exercises/tally/hints.ja.md", crlf(text))
	tests := []struct {
		name string
		tier int
		lang verdict.Lang
		want string
	}{
		{"first", 1, verdict.English, "Who else may write?"},
		{"second", 2, verdict.English, "Make it one step."},
		{"a heading in a code fence", 3, verdict.English, "A mutex around the three lines:\n\n```go\n## 4\n```"},
		{"Japanese, Windows line ends", 2, verdict.Japanese, "1つの操作にします。"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tally(t, root).Hint(root, tt.tier, tt.lang)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestHint_Errors(t *testing.T) {
	tests := []struct {
		name, give string
		tier       int
		want       string
	}{
		{"tier 0", "", 0, "hint 0 of tally: the hints are 1 to 3"},
		{"tier 4", "", 4, "hint 4 of tally: the hints are 1 to 3"},
		{"two hints", "## 1\na\n## 2\nb\n", 1, `exercises/tally/hints.md: has 2 hints; write 3, under "## 1" to "## 3"`},
		{"four hints", "## 1\na\n## 2\nb\n## 3\nc\n## 4\nd\n", 1, `exercises/tally/hints.md: has 4 hints; write 3, under "## 1" to "## 3"`},
		{"out of order", "# H\n## 1\na\n## 3\nb\n", 1, `exercises/tally/hints.md:4: the heading "## 3" is not "## 2"; number the hints 1 to 3, in order`},
		{"empty hint", "## 1\na\n## 2\n\n## 3\nc\n", 1, `exercises/tally/hints.md: hint 2 is empty; write it`},
		{"empty file", "", 1, `exercises/tally/hints.md: has 0 hints; write 3, under "## 1" to "## 3"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := catalogtest.New(t)
			catalogtest.Write(t, root, "exercises/tally/hints.md", tt.give)
			_, err := tally(t, root).Hint(root, tt.tier, verdict.English)
			assert.EqualError(t, err, tt.want)
		})
	}
}

func TestHint_Missing(t *testing.T) {
	root := catalogtest.New(t)
	catalogtest.Remove(t, root, "exercises/tally/hints.ja.md")
	_, err := tally(t, root).Hint(root, 1, verdict.Japanese)
	require.Error(t, err)
	assert.True(t, strings.HasSuffix(err.Error(), "bring them back: git checkout -- exercises/tally/hints.ja.md"), err.Error())
}
