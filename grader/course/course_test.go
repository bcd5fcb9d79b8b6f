package course_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog"
	"racekit/grader/course"
	"racekit/grader/verdict"
)

// kit is a course in which one arrow follows from two others.
func kit() *catalog.Kit {
	exercise := func(slug string, order int, level catalog.Level, after ...string) catalog.Exercise {
		return catalog.Exercise{Slug: slug, Order: order, Level: level, Minutes: order + 5, Prerequisites: after,
			Title: verdict.Text{En: "All | about " + slug, Ja: slug + "のすべて"}}
	}
	return &catalog.Kit{Exercises: []catalog.Exercise{
		exercise("one", 10, catalog.Beginner), exercise("end", 20, catalog.Intermediate, "one"),
		exercise("three", 30, catalog.Advanced, "one", "end"), exercise("apart", 35, catalog.Beginner),
	}}
}

const (
	first = "# Exercises\n\nBy hand.\n\n<!-- course: this part is written by 'racekit check --write --fast' -->\n"
	last  = "<!-- end of course -->\n\nBy hand too.\n"
)

func TestRenew(t *testing.T) {
	got, err := course.Renew(first+"old\n"+last, kit(), verdict.English)
	require.NoError(t, err)
	assert.Equal(t, first+"\n"+"| order | exercise | title | level | minutes | after |\n|---|---|---|---|---|---|\n"+
		"| 10 | [`one`](one/README.md) | All \\| about one | beginner | 15 |  |\n"+
		"| 20 | [`end`](end/README.md) | All \\| about end | intermediate | 25 | `one` |\n"+
		"| 30 | [`three`](three/README.md) | All \\| about three | advanced | 35 | `one`, `end` |\n"+
		"| 35 | [`apart`](apart/README.md) | All \\| about apart | beginner | 40 |  |\n"+
		"\n```mermaid\nflowchart LR\n  e10[one]\n  e20[end]\n  e30[three]\n  e35[apart]\n  e10 --> e20\n  e20 --> e30\n```\n\n"+last, got)

	again, err := course.Renew(strings.ReplaceAll(got, "\n", "\r\n"), kit(), verdict.English)
	require.NoError(t, err)
	assert.Equal(t, got, again, "what is right stays")
}

func TestRenew_Japanese(t *testing.T) {
	got, err := course.Renew(first+last, kit(), verdict.Japanese)
	require.NoError(t, err)
	assert.Contains(t, got, "| 30 | [`three`](three/README.ja.md) | threeのすべて | 上級 | 35 | `one`, `end` |\n")
}

func TestRenew_NoMarkers(t *testing.T) {
	for _, page := range []string{"", first, last, last + first} {
		_, err := course.Renew(page, kit(), verdict.English)
		assert.ErrorContains(t, err, "it lacks the lines")
	}
}

func TestFile(t *testing.T) {
	assert.Equal(t, "exercises/README.md", course.File(verdict.English))
	assert.Equal(t, "exercises/README.ja.md", course.File(verdict.Japanese))
}
