package digest

import (
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var sum = "sha256:" + strings.Repeat("0f", 32)

func TestParse(t *testing.T) {
	got, err := parse("a/kit.go " + sum + "\na/x.go " + sum + " stub\nb/x.go " + sum + "\n")
	require.NoError(t, err)
	assert.Equal(t, List{{Path: "a/kit.go", Sum: sum}, {Path: "a/x.go", Sum: sum, Stub: true}, {Path: "b/x.go", Sum: sum}}, got)
}

func TestParse_Mistakes(t *testing.T) {
	const remedy = "; bring it back: git checkout -- exercises/digests.txt, or, if you write exercises: racekit check --write"
	good := "a/kit.go " + sum + "\n"
	tests := []struct{ name, give, want string }{
		{"empty", "", `: the list is empty`},
		{"cut off", good + "a/x.go " + sum, `:2: the line is cut off`},
		{"cut off in a sum", good + "a/x.go sha256:0f\n", `:2: "sha256:0f" is not sha256: and 64 lower-case hexadecimal digits`},
		{"blank line", good + "\n", `:2: the line has 1 words, not 2 or 3`},
		{"conflict", "<<<<<<< HEAD\n", `:1: "<<<<<<<" is not the path of a file in an exercise`},
		{"four words", "a/x.go " + sum + " stub stub\n", `:1: the line has 4 words, not 2 or 3`},
		{"another third word", "a/x.go " + sum + " stud\n", `:1: the third word is "stud", not "stub"`},
		{"two blanks", "a/x.go  " + sum + "\n", `:1: "" is not sha256: and 64 lower-case hexadecimal digits`},
		{"another algorithm", "a/x.go md5:00\n", `:1: "md5:00" is not sha256: and 64 lower-case hexadecimal digits`},
		{"capitals", "a/x.go sha256:" + strings.Repeat("0F", 32) + "\n", `:1: "sha256:` + strings.Repeat("0F", 32) + `" is not sha256: and 64 lower-case hexadecimal digits`},
		{"out of the exercises", "../x.go " + sum + "\n", `:1: "../x.go" is not the path of a file in an exercise`},
		{"up and down", "a/../../x.go " + sum + "\n", `:1: "a/../../x.go" is not the path of a file in an exercise`},
		{"absolute", "/etc/passwd " + sum + "\n", `:1: "/etc/passwd" is not the path of a file in an exercise`},
		{"no folder", "x.go " + sum + "\n", `:1: "x.go" is not the path of a file in an exercise`},
		{"backslash", "a\\x.go " + sum + "\n", `:1: "a\\x.go" is not the path of a file in an exercise`},
		{"not sorted", "b/x.go " + sum + "\n" + good, `:2: "a/kit.go" is not after "b/x.go": the list is sorted, with each path once`},
		{"twice", good + good, `:2: "a/kit.go" is not after "a/kit.go": the list is sorted, with each path once`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			list, err := parse(tt.give)
			assert.EqualError(t, err, File+tt.want+remedy)
			assert.Nil(t, list)
		})
	}
}

// What is accepted is written back as it was read, and leads nowhere else.
func FuzzParse(f *testing.F) {
	f.Add("a/kit.go " + sum + "\na/x.go " + sum + " stub\n")
	f.Add("a/kit.go " + sum + "\r\n")
	f.Add("<<<<<<< HEAD\n")
	f.Add("../x.go " + sum + "\n")
	f.Add("a/x\u2028.go " + sum + "\n")
	f.Fuzz(func(t *testing.T, give string) {
		list, err := parse(give)
		if err != nil {
			assert.Nil(t, list)
			return
		}
		assert.Equal(t, strings.ReplaceAll(give, "\r\n", "\n"), list.String())
		for _, e := range list {
			assert.Equal(t, 1, strings.Count(e.Path, "/"), e.Path)
			assert.True(t, filepath.IsLocal(e.Path) && path.Clean(e.Path) == e.Path, e.Path)
			found, ok := list.find(e.Path)
			assert.True(t, ok)
			assert.Equal(t, e, found)
		}
	})
}
