package table

import (
	"strings"

	"racekit/grader/report/phrase"
	"racekit/grader/report/term"
	"racekit/grader/report/words"
	"racekit/grader/verdict"
)

const (
	// maxQuoted bounds what is shown of a message; all of it is in the stream.
	maxQuoted = 10
	// quoteMark begins each line that others wrote.
	quoteMark = "| "
)

// evidence is a headed list of who did what where.
func (t *table) evidence(e phrase.Evidence) []string {
	if e.Head == "" {
		return nil
	}
	lines := t.indent(e.Head, 2*margin, 2*margin)
	lines = append(lines, t.columns(e.Rows, 3*margin)...)
	if e.More > 0 {
		lines = append(lines, t.indent(t.say(words.MoreOfThem, e.More), 3*margin, 3*margin)...)
	}
	return lines
}

// columns aligns rows if they fit. If not, it puts their origins below them, and if
// that is not enough, gives up on columns.
func (t *table) columns(rows []phrase.Row, indent int) []string {
	widths, origin := widest(rows)
	below := indent + 2*margin
	cells := indent + widths[0] + gap + widths[1] + gap + widths[2]
	var lines []string
	for _, r := range rows {
		switch {
		case cells+gap+origin <= t.o.Width:
			lines = append(lines, t.indent(term.NoBreak(aligned(r, widths)+"  "+r.Origin), indent, below)...)
		case cells <= t.o.Width:
			lines = append(lines, t.indent(term.NoBreak(aligned(r, widths)), indent, below)...)
			lines = append(lines, t.indent(r.Origin, below, below)...)
		default:
			lines = append(lines, t.indent(strings.Join(r.Cells[:], "  "), indent, below)...)
			lines = append(lines, t.indent(r.Origin, below, below)...)
		}
	}
	return lines
}

// aligned pads the cells of r to their columns.
func aligned(r phrase.Row, widths [3]int) string {
	return term.Pad(r.Cells[0], widths[0]) + "  " + term.Pad(r.Cells[1], widths[1]) + "  " +
		term.Pad(r.Cells[2], widths[2])
}

// widest measures the columns of rows.
func widest(rows []phrase.Row) (cells [3]int, origin int) {
	for _, r := range rows {
		for i, cell := range r.Cells {
			cells[i] = max(cells[i], term.Width(cell))
		}
		origin = max(origin, term.Width(r.Origin))
	}
	return cells, origin
}

// quote shows the words of others, a few lines of them.
func (t *table) quote(s string, indent int) []string {
	prefix := strings.Repeat(" ", indent)
	lines, more := term.Quote(s, t.o.Width, maxQuoted, prefix+quoteMark)
	if more > 0 {
		lines = append(lines, prefix+quoteMark+t.say(words.MoreLines, more))
	}
	return lines
}

// schedule tells the order of steps that shows a finding. Its columns are
// aligned already, but for lines that do not fit.
func (t *table) schedule(f verdict.Finding) []string {
	head, trace := phrase.Schedule(f, t.o.Lang)
	if head == "" {
		return nil
	}
	lines := t.indent(head, 2*margin, 2*margin)
	for line := range strings.SplitSeq(term.Clean(trace), "\n") {
		text := strings.TrimLeft(line, " ")
		depth := 3*margin + len(line) - len(text)
		if t.o.Width > 0 && depth+term.Width(text) > t.o.Width {
			lines = append(lines, t.indent(text, depth, depth+2*margin)...)
			continue
		}
		lines = append(lines, strings.TrimRight(strings.Repeat(" ", 3*margin)+line, " "))
	}
	return lines
}
