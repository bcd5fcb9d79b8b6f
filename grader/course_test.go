package grader_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog"
	"racekit/grader/course"
	"racekit/grader/verdict"
)

// idea is a row that says in which exercise an idea is.
var idea = regexp.MustCompile("(?m)^\\| [^|]+ \\| `([a-z0-9]+)` \\|$")

// TestCoursePages holds the pages to the course: each shows it, and says of each exercise
// where it comes from. They may be ahead of the exercises.
func TestCoursePages(t *testing.T) {
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	kit, err := catalog.Load(root)
	require.NoError(t, err)
	var inEnglish []string
	for _, l := range []verdict.Lang{verdict.English, verdict.Japanese} {
		page, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(course.File(l))))
		require.NoError(t, err)
		right, err := course.Renew(string(page), kit, l)
		require.NoError(t, err)
		assert.Equal(t, right, string(page), "run: racekit check --write --fast")
		var named []string
		for _, m := range idea.FindAllStringSubmatch(string(page), -1) {
			named = append(named, m[1])
		}
		assert.Subset(t, named, kit.Slugs(), "%s lacks a row that says which idea an exercise is about", course.File(l))
		if l == verdict.English {
			inEnglish = named
		}
		assert.Equal(t, inEnglish, named, "the tables differ in their order")
		assert.GreaterOrEqual(t, len(named), 19, "the ideas of the tutorial")
	}
}
