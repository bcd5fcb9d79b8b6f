package catalog

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"racekit/grader/strict"
	"racekit/grader/verdict"
)

// Tiers is how many hints an exercise has: a question, a direction, and nearly the
// answer.
const Tiers = 3

// Hint returns the hint of a tier, from 1 to [Tiers], in the language l, as Markdown
// without its heading. It reads the file of the kit at root.
func (ex Exercise) Hint(root string, tier int, l verdict.Lang) (string, error) {
	if tier < 1 || tier > Tiers {
		return "", fmt.Errorf("hint %d of %s: the hints are 1 to %d", tier, ex.Slug, Tiers)
	}
	file := path.Join(ex.Dir, HintsFile(l))
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
	if err != nil {
		return "", fmt.Errorf("reading the hints of %s: %w; bring them back: git checkout -- %s", ex.Slug, err, file)
	}
	tiers, err := readTiers(file, string(text))
	if err != nil {
		return "", err
	}
	return tiers[tier-1], nil
}

// readTiers reads a file of hints. Each begins with a heading of the second level
// that is its number, in order; text before the first is an introduction and no hint:
//
//	# Hints for counter
//	## 1
//	Who else may write between the read and the write?
//	## 2
//	...
//
// A line inside a code fence is no heading.
func readTiers(file, text string) ([]string, error) {
	var tiers []string
	fenced := false
	number := 0
	for line := range strings.Lines(strings.ReplaceAll(text, "\r\n", "\n")) {
		number++
		if strings.HasPrefix(strings.TrimSpace(line), "```") {
			fenced = !fenced
		}
		title, heading := strings.CutPrefix(line, "## ")
		switch {
		case heading && !fenced:
			tiers = append(tiers, "")
			if want := fmt.Sprint(len(tiers)); strings.TrimSpace(title) != want {
				return nil, &strict.Mistake{File: file, Line: number,
					What:   fmt.Sprintf("the heading %q is not %q", strings.TrimSpace(line), "## "+want),
					Remedy: fmt.Sprintf("number the hints 1 to %d, in order", Tiers)}
			}
		case len(tiers) > 0:
			tiers[len(tiers)-1] += line
		}
	}
	return trimmed(file, tiers)
}

// trimmed checks that every tier is there and says something.
func trimmed(file string, tiers []string) ([]string, error) {
	if len(tiers) != Tiers {
		return nil, &strict.Mistake{File: file, What: fmt.Sprintf("has %d hints", len(tiers)),
			Remedy: fmt.Sprintf(`write %d, under "## 1" to "## %d"`, Tiers, Tiers)}
	}
	for i := range tiers {
		tiers[i] = strings.TrimSpace(tiers[i])
		if tiers[i] == "" {
			return nil, &strict.Mistake{File: file, What: fmt.Sprintf("hint %d is empty", i+1), Remedy: "write it"}
		}
	}
	return tiers, nil
}
