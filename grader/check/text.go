package check

import (
	"fmt"
	"io"
	"strings"

	"racekit/grader/answers"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

// Text writes the report for people: a table for each exercise, what is wrong, and the
// figures, in English.
func (r Report) Text(out io.Writer) error {
	var b strings.Builder
	for _, ex := range r.Exercises {
		switch {
		case r.Graded == 0:
		case len(ex.Answers) > 0:
			fmt.Fprintf(&b, "%s: %s\n", ex.Slug, ex.Title.En)
			table(&b, ex.Answers)
			b.WriteByte('\n')
		default:
			fmt.Fprintf(&b, "%s: %s\n  nothing was executed, because its answers cannot be loaded\n\n", ex.Slug, ex.Title.En)
		}
	}
	for _, m := range r.Mistakes {
		fmt.Fprintf(&b, "%s\n", m)
	}
	if len(r.Mistakes) > 0 {
		fmt.Fprintf(&b, "\n%d wrong\n", len(r.Mistakes))
	}
	if r.Kills != nil {
		if len(r.Mistakes) > 0 {
			b.WriteByte('\n')
		}
		r.Kills.text(&b, r.Repeat)
	}
	for _, line := range r.figures() {
		fmt.Fprintf(&b, "check: %s\n", line)
	}
	if _, err := io.WriteString(out, b.String()); err != nil {
		return fmt.Errorf("printing the report: %w", err)
	}
	return nil
}

// table lays results out in columns.
func table(b *strings.Builder, results []Result) {
	rows := [][]string{{"ANSWER", "", "GOT", "DECLARED", "LINE", ""}}
	for _, r := range results {
		rows = append(rows, []string{string(r.Kind), r.Name, r.got(), r.declared(), r.line(), r.end()})
	}
	widths := columns(rows)
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			line += "  " + term.Pad(cell, widths[i])
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// columns are the widths of the columns.
func columns(rows [][]string) []int {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], term.Width(cell))
		}
	}
	return widths
}

// got is the verdicts that the answer got, each with how often if that differs.
func (r Result) got() string {
	var words []string
	for _, v := range verdict.All() {
		switch n := r.Verdicts[v]; {
		case n > 0 && len(r.Verdicts) == 1:
			words = append(words, string(v))
		case n > 0:
			words = append(words, fmt.Sprintf("%s (%d)", v, n))
		}
	}
	if len(words) == 0 {
		return "-"
	}
	return strings.Join(words, ", ")
}

// declared is what the author says that it should get.
func (r Result) declared() string {
	switch r.Kind {
	case Stub:
		return "passes no test"
	case Mutant:
		words := make([]string, len(r.Declared))
		for i, v := range r.Declared {
			words[i] = string(v)
		}
		return strings.Join(words, ", ")
	}
	return string(verdict.Pass)
}

// line is a guilty line that findings named.
func (r Result) line() string {
	switch {
	case r.Outcomes[Killed] == 0:
		return "-"
	case r.At == "":
		return "none"
	case r.Misplaced > 0:
		return fmt.Sprintf("%s (not in %d)", r.At, r.Misplaced)
	}
	return r.At
}

// end is what became of the answer.
func (r Result) end() string {
	var words []string
	for _, o := range []Outcome{Right, Killed, Lived, Wrong, NotViable, NotGraded} {
		switch n := r.Outcomes[o]; {
		case n > 0 && n == r.Gradings:
			words = append(words, string(o))
		case n > 0:
			words = append(words, fmt.Sprintf("%s %d of %d", o, n, r.Gradings))
		}
	}
	if r.Amiss > 0 {
		words = append(words, "not as declared")
	}
	if r.Means == answers.Explorer {
		words = append(words, "meant for the explorer")
	}
	if r.Gradings == 0 {
		return "not graded yet"
	}
	return strings.Join(words, ", ")
}

// figures are the lines at the end.
func (r Report) figures() []string {
	t := r.Totals()
	var lines []string
	if r.Interrupted {
		lines = append(lines, fmt.Sprintf("interrupted after %d of %d gradings", r.Graded, r.Planned))
	}
	if r.Graded == 0 {
		return append(lines, plural(t.Exercises, "exercise")+", nothing executed")
	}
	if r.Repeat > 1 {
		lines = append(lines,
			fmt.Sprintf("right answers: %d gradings, %d did not score 100", t.Right.Gradings, t.Right.Escaped),
			fmt.Sprintf("native mutants: %d gradings, %d lived, %d were not as declared", t.Native.Gradings, t.Native.Escaped, t.Native.Undeclared),
			fmt.Sprintf("explorer mutants: %d gradings, %d lived, %d were not as declared", t.Explorer.Gradings, t.Explorer.Escaped, t.Explorer.Undeclared))
	}
	return append(lines, t.String())
}

// String is the last line of a report: "4 exercises, 16 right answers, 31 mutants:
// 31 killed, 5 of them meant for the explorer".
func (t Totals) String() string {
	right := plural(t.Right.Answers, "right answer")
	if wrong := t.Right.Other + t.Right.NotViable; wrong > 0 {
		right += fmt.Sprintf(" (%d of them wrong)", wrong)
	}
	killed := fmt.Sprintf("%d killed", t.Native.Good+t.Explorer.Good)
	if t.Explorer.Answers > 0 {
		killed += fmt.Sprintf(", %d of them meant for the explorer", t.Explorer.Good)
	}
	ends := []string{killed}
	for _, end := range []struct {
		n    int
		word string
	}{
		{t.Native.Lived + t.Explorer.Lived, "lived"}, {t.Native.NotViable + t.Explorer.NotViable, "not viable"},
		{t.Native.Other + t.Explorer.Other, "not as declared"},
	} {
		if end.n > 0 {
			ends = append(ends, fmt.Sprintf("%d %s", end.n, end.word))
		}
	}
	return fmt.Sprintf("%s, %s, %s: %s", plural(t.Exercises, "exercise"), right,
		plural(t.Native.Answers+t.Explorer.Answers, "mutant"), strings.Join(ends, ", "))
}

// plural counts things.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
