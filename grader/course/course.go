// Package course writes the course down for people: the exercises in their order as a
// table, and what comes before what as a picture. Both follow from the metadata. They
// stand between two markers in exercises/README.md and exercises/README.ja.md, of which
// the rest is written by hand.
package course

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"racekit/grader/catalog"
	"racekit/grader/verdict"
)

// The markers, each on a line of its own.
const (
	begin = "<!-- course: this part is written by 'racekit check --write --fast' -->"
	end   = "<!-- end of course -->"
)

// File is the page in the language l, relative to the kit's root.
func File(l verdict.Lang) string { return path.Join(catalog.Folder, catalog.ReadmeFile(l)) }

// Renew returns the page with its part between the markers made anew. The rest stays as
// it is. An error says that a marker is missing.
func Renew(page string, kit *catalog.Kit, l verdict.Lang) (string, error) {
	page = strings.ReplaceAll(page, "\r\n", "\n")
	before, rest, ok := strings.Cut(page, begin+"\n")
	_, after, closed := strings.Cut(rest, end+"\n")
	if !ok || !closed {
		return "", fmt.Errorf("it lacks the lines %q and %q, between which the course is written", begin, end)
	}
	return before + begin + "\n\n" + table(kit, l) + "\n" + picture(kit) + "\n" + end + "\n" + after, nil
}

// head is the first row of the table.
func head(l verdict.Lang) string {
	return verdict.Text{
		En: "| order | exercise | title | level | minutes | after |\n|---|---|---|---|---|---|\n",
		Ja: "| 順番 | 課題 | 題名 | レベル | 目安（分） | 前提 |\n|---|---|---|---|---|---|\n",
	}.In(l)
}

// table has a row for each exercise, in Markdown.
func table(kit *catalog.Kit, l verdict.Lang) string {
	var b strings.Builder
	b.WriteString(head(l))
	for _, ex := range kit.Exercises {
		after := make([]string, len(ex.Prerequisites))
		for i, slug := range ex.Prerequisites {
			after[i] = "`" + slug + "`"
		}
		title := strings.ReplaceAll(ex.Title.In(l), "|", "\\|")
		fmt.Fprintf(&b, "| %d | [`%s`](%s) | %s | %s | %d | %s |\n", ex.Order, ex.Slug,
			path.Join(ex.Slug, catalog.ReadmeFile(l)), title, ex.Level.Text().In(l), ex.Minutes, strings.Join(after, ", "))
	}
	return b.String()
}

// picture is the graph of the prerequisites, in Mermaid. What follows from other arrows
// has none of its own. The nodes are called by their order: a slug might be a word of
// Mermaid's.
func picture(kit *catalog.Kit) string {
	order := map[string]int{}
	before := map[string][]string{}
	var b strings.Builder
	b.WriteString("```mermaid\nflowchart LR\n")
	for _, ex := range kit.Exercises {
		order[ex.Slug], before[ex.Slug] = ex.Order, ex.Prerequisites
		fmt.Fprintf(&b, "  e%d[%s]\n", ex.Order, ex.Slug)
	}
	for _, ex := range kit.Exercises {
		for _, slug := range ex.Prerequisites {
			if !follows(before, ex.Prerequisites, slug) {
				fmt.Fprintf(&b, "  e%d --> e%d\n", order[slug], ex.Order)
			}
		}
	}
	b.WriteString("```\n")
	return b.String()
}

// follows reports whether slug comes before one of the others anyway.
func follows(before map[string][]string, others []string, slug string) bool {
	return slices.ContainsFunc(others, func(other string) bool {
		return slices.Contains(before[other], slug) || follows(before, before[other], slug)
	})
}
