package term

import "strings"

// Quote lays out the words of others, a test's message or a program's output: each line
// begins with prefix, none is wider than width (0 means no bound), and there are at most
// lines of them. It returns how many more there would have been. Unlike Wrap it breaks
// whatever does not fit, so that nothing quoted can reach the start of a line.
func Quote(s string, width, lines int, prefix string) (quoted []string, more int) {
	bound := room(width, prefix)
	for _, line := range Wrap(strings.Trim(s, "\n"), bound) {
		for _, piece := range chop(line, bound) {
			quoted = append(quoted, strings.TrimRight(prefix+piece, " "))
		}
	}
	if len(quoted) > lines {
		return quoted[:lines], len(quoted) - lines
	}
	return quoted, 0
}

// chop cuts s into pieces of at most width cells, but never less than a character.
func chop(s string, width int) []string {
	if width < 1 || Width(s) <= width {
		return []string{s}
	}
	var pieces []string
	start, used := 0, 0
	for i, r := range s {
		w := cells.RuneWidth(r)
		if used+w > width && i > start {
			pieces = append(pieces, s[start:i])
			start, used = i, 0
		}
		used += w
	}
	return append(pieces, s[start:])
}
